#!/bin/sh
# The layering check has to see what it is for: each fault below is planted alone, in a project of
# its own, and has to be reported at its file and line; what is allowed has to pass.
set -eu
check=$(cd "$(dirname "$0")" && pwd)/layering.sh
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
planted=0
wrong=0

# plant FILE TEXT: a project that is in order but for one file.
plant() {
  rm -rf "$scratch/project"
  mkdir -p "$scratch/project/model" "$scratch/project/engine/rules" "$scratch/project/cli/verbs"
  echo 'FILE_SET HEADERS BASE_DIRS x FILES
    ids.h
)' > "$scratch/project/model/CMakeLists.txt"
  echo '#include <string>' > "$scratch/project/model/ids.h"
  echo '#include <iostream>' > "$scratch/project/cli/main.cc"
  printf '%s\n' "$2" > "$scratch/project/$1"
}

caught() {
  plant "$1" "$2"
  planted=$((planted + 1))
  if found=$("$check" "$scratch/project") || ! echo "$found" | grep -q "^$1:1: "; then
    echo "not caught in $1: $2"
    wrong=$((wrong + 1))
  fi
}

passes() {
  plant "$1" "$2"
  planted=$((planted + 1))
  if ! found=$("$check" "$scratch/project"); then
    echo "refused in $1: $2"
    echo "  $found"
    wrong=$((wrong + 1))
  fi
}

caught model/a.cc '#include "engine/rule.h"'
caught model/a.cc '#include "cli/app.h"'
caught model/a.cc '#include <engine/rule.h>'
caught model/a.cc '#  include "engine/rule.h"'
caught engine/a.cc '#include "cli/app.h"'
caught engine/rules/a.cc '#include "cli/app.h"'
caught engine/a.cc '#include "a.h"'
caught engine/a.cc '#include "../cli/app.h"'
caught model/a.cc '#include "tests/support/oracle.h"'
caught engine/a.cc '#include "bench/sizes.h"'
caught cli/a.cc '#include "tests/support/oracle.h"'
caught cli/a.cc '#include <doctest/doctest.h>'
caught model/ids.h '#include <fmt/format.h>'
caught model/ids.h '#include <rapidjson/writer.h>'
caught model/ids.h '#include <unistd.h>'
caught model/ids.h '#include "model/internal.h"'
caught engine/rule.h '#include <boost/graph/adjacency_list.hpp>'
caught cli/a.cc '#include <boost/graph/adjacency_list.hpp>'
caught cli/a.cc '#include <boost/property_map/property_map.hpp>'
caught model/a.cc '#include <boost/container/flat_map.hpp>'
caught engine/a.cc '#include <boost/program_options.hpp>'
caught cli/verbs/a.cc '#include <boost/program_options.hpp>'
caught cli/a.cc '#include <rapidjson/reader.h>'
caught model/reader.cc '#include <rapidjson/reader.h>'
caught model/json_reader.h '#include <rapidjson/reader.h>'
caught model/json_reader.cc '#include <rapidjson/document.h>'
caught engine/a.cc '#include <rapidjson/writer.h>'
caught engine/a.cc '#include <utf8proc.h>'
caught model/a.cc '#include <graphviz/cgraph.h>'
caught engine/a.cc '#include <fstream>'
caught cli/a.cc '#include <iostream>'
caught cli/a.cc 'void f() { std::cout << 1; }'
caught engine/a.cc 'void f() { std::cerr << 1; }'
caught engine/a.cc 'void f() { std::fputs("x", stderr); }'
caught model/a.cc 'void f() { std::exit(1); }'
caught cli/a.cc 'void f() { exit(1); }'
caught cli/a.cc 'void f() { printf("%d", 1); }'
caught cli/a.cc 'const char* s = "//"; void f() { abort(); }'
caught cli/a.cc '/* fine */ void f() { abort(); }'

passes model/a.cc '#include "model/ids.h"'
passes engine/a.cc '#include "model/ids.h"'
passes cli/a.cc '#include "engine/rule.h"'
passes model/json_reader.cc '#include <rapidjson/reader.h>'
passes model/a.cc '#include <rapidjson/writer.h>'
passes engine/a.cc '#include <boost/graph/strong_components.hpp>'
passes engine/rules/a.cc '#include <boost/graph/strong_components.hpp>'
passes engine/bgl_adaptor.h '#include <boost/graph/graph_traits.hpp>'
passes cli/options.cc '#include <boost/program_options.hpp>'
passes cli/options.h '#include <boost/program_options.hpp>'
passes cli/a.cc '#include <graphviz/cgraph.h>'
passes cli/a.cc '#include <unistd.h>'
passes cli/main.cc 'int main() { std::cout << 1; std::exit(1); }'
passes model/a.cc '// never std::cout, never exit(1)'
passes model/a.cc 'const char* text = "exit(1) and std::cout";'
passes model/a.cc '/* exit(1)
   exit(2) */'
passes model/a.cc 'void f() { on_exit(1); std::snprintf(text, 1, ""); }'

echo "$planted planted, $wrong wrong"
[ "$wrong" -eq 0 ]
