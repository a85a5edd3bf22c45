#!/bin/sh
# Builds everything and runs every test:  tests/run.sh [options of ctest]
#
# Installs the packages that are missing. What follows the runner's own summary is one line,
# "N passed, N failed"; a build that fails counts as one failure.
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
results=$PWD/build/dev/results.xml

# shellcheck disable=SC2086  # a list of words
need_packages $program_packages $test_packages

if ! cmake --preset dev || ! cmake --build --preset dev -j "$(nproc)"; then
  say "The build failed, so no test was run." \
    "ビルドに失敗したため、テストは実行していません。" >&2
  echo "0 passed, 1 failed"
  exit 1
fi

rm -f "$results"
status=0
ctest --preset dev --output-junit "$results" "$@" || status=$?

count() { grep -c "<testcase .* status=\"$1\"" "$results" || true; }
passed=0
failed=1
if [ -f "$results" ]; then
  passed=$(count run)
  failed=$(($(count '[a-z]*') - passed))
fi
echo "$passed passed, $failed failed"
exit "$status"
