#!/bin/sh
# Runs the tests of the pages in a headless browser:  tests/browser/run.sh MUSUBI FOLDER
#
# Screenshots go to FOLDER. Exits with 77, which ctest counts as skipped, where there is no browser,
# no driver for it, or no Python.
set -eu
cd "$(dirname "$0")/../.."
. tests/packages.sh

for program in chromium chromedriver python3; do
  command -v $program > /dev/null && continue
  say "$program is not installed, so the pages are not tested in a browser." \
    "$program が入っていないため、ブラウザーでの試験は行いません。"
  exit 77
done
exec python3 -B tests/browser/report_test.py "$@"
