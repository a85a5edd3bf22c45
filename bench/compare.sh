#!/bin/sh
# Compares musubi with its peers, on one model made for it, and prints one table:
#   bench/compare.sh [small|medium|large|NODES] [ROUNDS]
#
# Installs the peers from Debian's packages. All of them are asked in every round, one after the
# other, so that what else the machine does meets all of them; the table has the medians. What differs
# ends it with status 1; that this is noticed is tried first. Medium takes some minutes.
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
size=${1:-medium}
rounds=${2:-3}

# shellcheck disable=SC2086  # a list of words
need_packages $program_packages $test_packages $bench_packages
bench/build.sh musubi_compare musubi_generate >&2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build/bench/bench/generate small > "$work/small.json"
for peer in RapidJSON own "Boost.Graph compressed" "Boost.Graph adjacency" igraph SQLite; do
  if build/bench/bench/compare --spoil "$work/small.json" "$work/graph" "$peer" > "$work/spoilt" 2>&1
  then
    echo "a wrong count goes unnoticed: $peer" >&2
    exit 1
  fi
done
build/bench/bench/compare "$work/small.json" "$work/graph" none > "$work/spoilt"
for wrong in "2s/.*/7/" '$d'; do # a count, a link
  sed "$wrong" "$work/graph" > "$work/wrong"
  if /usr/bin/python3 bench/compare_python.py "$work/small.json" "$work/wrong" > "$work/spoilt" 2>&1
  then
    echo "a wrong count goes unnoticed: Python" >&2
    exit 1
  fi
done

build/bench/bench/generate "$size" > "$work/model.json"
for round in $(seq "$rounds"); do
  echo "round $round of $rounds" >&2
  build/bench/bench/compare "$work/model.json" "$work/graph" >> "$work/rows"
  # A graph of ten million links takes Python more memory than most machines have.
  [ "$size" = large ] || /usr/bin/python3 bench/compare_python.py "$work/model.json" "$work/graph" >> "$work/rows"
done
python3 bench/table.py "$work/rows"
