#!/bin/sh
# Builds everything and runs every test:  tests/run.sh [options of ctest]
#
# Installs the packages that are missing, and goes on without a browser where there is none to be
# had. What follows the runner's own summary is one line, "N passed, N failed"; a build that fails
# counts as one failure.
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
results=$PWD/build/dev/results.xml

# shellcheck disable=SC2086  # a list of words
need_packages $program_packages $test_packages
# shellcheck disable=SC2086  # a list of words
need_packages $browser_packages ||
  say "The tests go on without a browser; those that need one are skipped." \
    "ブラウザーなしで続けます。ブラウザーを使う試験は省きます。" >&2

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
  # Those that said themselves that they could not be run did not fail.
  skipped=$(grep -c 'message="SKIP_RETURN_CODE=77"' "$results" || true)
  failed=$(($(count '[a-z]*') - passed - skipped))
fi
echo "$passed passed, $failed failed"
exit "$status"
