#!/bin/sh
# Builds the program and the benchmarks, optimised, in build/bench:  bench/build.sh [TARGET…]
set -eu
cd "$(dirname "$0")/.."
mkdir -p build
cmake --preset release -B build/bench -D MUSUBI_BUILD_BENCH=ON > build/bench-configure.log 2>&1 || {
  cat build/bench-configure.log >&2
  exit 1
}
cmake --build build/bench -j "$(nproc)" ${1:+--target "$@"}
