#!/bin/sh
# Proves that includes go only downwards and that third parties stay where they belong:
#
#   tests/layering.sh [PROJECT]
#
# prints one line for each fault, as file:line: what is wrong, and ends with status 1 if there is
# any. What is allowed where is written in layering.awk.
set -eu
project=${1:-$(dirname "$0")/..}
script=$(cd "$(dirname "$0")" && pwd)/layering.awk
cd "$project"

# The headers that the installed package consists of: the file sets of the two floors it has.
public=$(for floor in model engine; do
  [ -f $floor/CMakeLists.txt ] || continue
  awk -v floor=$floor '/FILE_SET HEADERS/ { inside = 1; next } /\)/ { inside = 0 }
                       inside && $1 ~ /\.h$/ { print floor "/" $1 }' $floor/CMakeLists.txt
done)

find model engine cli -name '*.h' -o -name '*.cc' | LC_ALL=C sort |
  xargs -r awk -v public="$public" -f "$script"
