#!/bin/sh
# Runs the tests of what long work shows on a terminal and what an interrupt leaves behind:
#
#   tests/terminal/run.sh MUSUBI
#
# Exits with 77, which ctest counts as skipped, where there is no Python.
set -eu
cd "$(dirname "$0")/../.."
. tests/packages.sh

command -v python3 > /dev/null || {
  say "python3 is not installed, so nothing is tested on a terminal." \
    "python3 が入っていないため、端末での試験は行いません。"
  exit 77
}
exec python3 -B tests/terminal/terminal_test.py "$@"
