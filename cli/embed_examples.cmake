# Writes the worked examples into a source file, so that the program carries them along:
#   cmake -D OUTPUT=… -D EXAMPLES=… -D FILES=a;b -P embed_examples.cmake
# FILES are relative to EXAMPLES.
set(text "// Made from examples/ by cli/embed_examples.cmake.\n")
string(APPEND text "#include \"cli/examples.h\"\n\nnamespace musubi::cli {\nnamespace {\n\n")
string(APPEND text "constexpr ExampleFile kFiles[] = {\n")
list(SORT FILES)
foreach(file IN LISTS FILES)
  file(READ "${EXAMPLES}/${file}" content)
  string(APPEND text "    {.path = \"${file}\",\n     .text = R\"~~(${content})~~\"},\n")
endforeach()
string(APPEND text "};\n\n}  // namespace\n\n")
string(APPEND text "std::span<const ExampleFile> example_files() { return kFiles; }\n\n")
string(APPEND text "}  // namespace musubi::cli\n")
file(WRITE "${OUTPUT}" "${text}")
