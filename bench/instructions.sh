#!/bin/sh
# How many instructions it takes to load a small model and to rank it, compared with what is written
# in instructions.txt. That does not depend on the clock, nor on what else the machine does.
#   bench/instructions.sh            status 1 where one takes more than the tolerance above it
#   bench/instructions.sh --update   writes what it takes now: on purpose only, with the reason in
#                                    the commit
# It is the build of the tests that is counted, which is there when CI comes to this: what takes more
# steps takes more of them there, too. The figures are those of the compiler and libraries of Debian
# 12 on x86-64 with AVX2; on anything else nothing is compared.
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
stored=bench/instructions.txt
tolerance=3 # per cent

platform=$(. /etc/os-release && echo "$ID $VERSION_ID $(uname -m)")
if [ "$platform" != "debian 12 x86_64" ] || ! grep -qw avx2 /proc/cpuinfo; then
  say "Instructions are compared on Debian 12 on x86-64 with AVX2 only." \
    "命令数の比較は、AVX2 のある x86-64 の Debian 12 でのみ行います。"
  exit 0
fi
# shellcheck disable=SC2086  # a list of words
need_packages $program_packages $test_packages valgrind
mkdir -p build
cmake --preset dev > build/instructions.log && \
  cmake --build --preset dev --target musubi musubi_generate >> build/instructions.log || {
  cat build/instructions.log >&2
  exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build/dev/bench/generate small > "$work/small.json"

# count VERB…: the instructions of one run
count() {
  valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file="$work/out" \
    build/dev/musubi "$@" "$work/small.json" > "$work/answer" 2> "$work/log" || {
    cat "$work/log" >&2
    return 1
  }
  awk '/I +refs:/ { gsub(",", "", $NF); print $NF }' "$work/log"
}

load=$(count validate)
rank=$(count rank --threads 1 --format json)
printf 'load %s\nrank %s\n' "$load" "$((rank - load))" > "$work/now"

if [ "${1:-}" = --update ]; then
  cp "$work/now" "$stored"
  cat "$stored"
  exit 0
fi
awk -v tolerance="$tolerance" '
  NR == FNR { stored[$1] = $2; next }
  {
    change = 100 * ($2 / stored[$1] - 1)
    printf "%-5s %12d instructions, %+.1f%% of the stored %d\n", $1, $2, change, stored[$1]
    if (change > tolerance) bad = 1
    if (change < -tolerance) print "      fewer: bench/instructions.sh --update keeps it so"
  }
  END { exit bad }' "$stored" "$work/now"
