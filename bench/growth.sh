#!/bin/sh
# How time and memory grow with the model, from a quarter of medium to ten times it:
#   bench/growth.sh [NODES…]
# Prints one row a size: the nodes and the megabytes of text; in milliseconds reading it, counting
# for every service, and the impact of one with few institutions; in seconds `validate`, `rank` and
# `check` as programs; the peak memory of the last two; then the exponents between the first and the
# last.
set -eu
cd "$(dirname "$0")/.."
bench/build.sh >&2
[ $# -gt 0 ] || set -- 50000 100000 200000 400000 800000 2000000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for nodes in "$@"; do
  build/bench/bench/generate "$nodes" > "$work/model.json"
  python3 bench/growth.py "$nodes" "$work" >> "$work/rows"
  tail -n 1 "$work/rows" >&2
done
python3 bench/growth.py table "$work/rows"
