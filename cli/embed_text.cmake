# Writes text files into a source file, each as what a function returns:
#   cmake -D OUTPUT=… -D HEADER=cli/report/assets.h "-DTEXTS=report_style=…/report.css;…" -P …
set(text "// Made by cli/embed_text.cmake.\n#include \"${HEADER}\"\n\nnamespace musubi::cli {\n\n")
foreach(pair IN LISTS TEXTS)
  string(REGEX MATCH "^([^=]+)=(.*)$" matched "${pair}")
  set(function ${CMAKE_MATCH_1})
  file(READ "${CMAKE_MATCH_2}" content)
  string(APPEND text "std::string_view ${function}() {\n  return R\"~~(${content})~~\";\n}\n\n")
endforeach()
string(APPEND text "}  // namespace musubi::cli\n")
file(WRITE "${OUTPUT}" "${text}")
