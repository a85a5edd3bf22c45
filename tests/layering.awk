# One pass over the sources of the floors; see layering.sh. Comments and strings are taken away
# first, so that a sentence about exit() is not a call of it.

BEGIN {
  count = split(public, names, "\n")
  for (i = 1; i <= count; ++i) is_public[names[i]] = 1

  below["model"] = " model "
  below["engine"] = " engine model "
  below["cli"] = " cli engine model "

  # The third parties of each floor, as the beginning of what stands between < and >.
  third["model"] = "^(fmt/|rapidjson/|utf8proc\\.h)"
  third["engine"] = "^(fmt/|boost/)"
  third["cli"] = "^(fmt/|rapidjson/|utf8proc\\.h|boost/program_options|graphviz/)"
}

function fault(what) {
  print FILENAME ":" FNR ": " what
  ++faults
}

function include_of_ours(header, floor, other) {
  other = header
  sub(/\/.*/, "", other)
  if (index(below[floor], " " other " ") == 0) {
    fault(floor "/ may not include \"" header "\": of ours it may include" below[floor])
  } else if ((FILENAME in is_public) && other != "cli" && !(header in is_public)) {
    fault("a public header may not include \"" header "\", which is not installed")
  }
}

function include_of_others(header, floor) {
  if (header ~ /^(model|engine|cli|tests|bench)\//) {
    include_of_ours(header, floor)
    return
  }
  # The standard library has neither folders nor endings; what has is the system's or a third
  # party's.
  if (header !~ /[\/.]/) {
    if (floor == "engine" && header ~ /^(cstdio|filesystem|fstream|iostream)$/)
      fault("engine/ does no input or output: <" header ">")
    if (header == "iostream" && FILENAME != "cli/main.cc")
      fault("only cli/main.cc knows the standard streams: <iostream>")
    return
  }
  if (FILENAME in is_public) fault("a public header may not include <" header ">")
  if (header ~ /^boost\/(graph|property_map)\// && FILENAME !~ /^engine\/.*\.cc$/ &&
      FILENAME != "engine/bgl_adaptor.h")
    fault("Boost.Graph is for engine/*.cc and engine/bgl_adaptor.h: <" header ">")
  else if (header ~ /^boost\/program_options/ && FILENAME !~ /^cli\/options\./)
    fault("Boost.Program_options is for cli/options.*: <" header ">")
  else if (header ~ /^rapidjson\/(document|pointer|schema)\.h/)
    fault("RapidJSON's document keeps no places and recurses: <" header ">")
  else if (header ~ /^rapidjson\/reader\.h/ && FILENAME !~ /^model\/json_[a-z_]*\.cc$/)
    fault("RapidJSON's reader is for model/json_*.cc: <" header ">")
  else if (header ~ /^(benchmark|boost|doctest|fmt|graphviz|rapidjson)\/|^utf8proc\.h/ &&
           header !~ third[floor])
    fault(floor "/ does not use this third party: <" header ">")
}

function code_of(line) {
  gsub(/'\\?"'/, "", line)
  gsub(/"([^"\\]|\\.)*"/, "\"\"", line)
  if (in_comment) {
    if (!sub(/^.*\*\//, "", line)) return ""
    in_comment = 0
  }
  gsub(/\/\*[^*]*\*\//, "", line)
  sub(/\/\/.*/, "", line)
  if (sub(/\/\*.*/, "", line)) in_comment = 1
  return line
}

FNR == 1 {
  in_comment = 0
  floor = FILENAME
  sub(/\/.*/, "", floor)
}

/^[ \t]*#[ \t]*include[ \t]*"/ && !in_comment {
  header = $0
  gsub(/^[^"]*"|".*$/, "", header)
  include_of_ours(header, floor)
  next
}

/^[ \t]*#[ \t]*include[ \t]*</ && !in_comment {
  header = $0
  gsub(/^[^<]*<|>.*$/, "", header)
  include_of_others(header, floor)
  next
}

{
  code = " " code_of($0)
  if (FILENAME == "cli/main.cc") next
  if (code ~ /std::(cin|cout|cerr|clog)[^A-Za-z_0-9]/ || code ~ /[^A-Za-z_0-9](stdout|stderr)[^A-Za-z_0-9]/)
    fault("only cli/main.cc knows the standard streams")
  if (code ~ /[^A-Za-z_0-9](exit|_exit|_Exit|quick_exit|abort|terminate|printf|puts|putchar)[ ]*\(/)
    fault("only cli/main.cc ends the process or prints past its streams")
}

END { exit faults > 0 }
