#!/bin/sh
# Writes a ctest entry for each test case of a doctest program, whatever its name is made of (the
# discovery that comes with doctest breaks on brackets and semicolons):
#
#   tests/discover.sh PROGRAM OUTPUT DIRECTORY [VARIABLE=VALUE]
#
# DIRECTORY is where the tests run, VARIABLE is set for them. Two cases of one name are refused:
# each would run both.
set -eu
program=$1
output=$2

"$program" --list-test-cases > "$output.list"
LC_ALL=C awk -v program="$program" -v directory="$3" -v variable="${4:-}" '
  /^\[doctest\] / || /^=+$/ { next }
  seen[$0]++ {
    print "two test cases are called \"" $0 "\"" > "/dev/stderr"
    refused = 1
  }
  {
    filter = $0
    gsub(/,/, "\\,", filter)
    printf "add_test([==[%s]==] [==[%s]==] [==[--test-case=%s]==])\n", $0, program, filter
    # A filter that finds nothing is success to doctest; here it is a fault.
    printf "set_tests_properties([==[%s]==] PROPERTIES WORKING_DIRECTORY [==[%s]==]" \
      " ENVIRONMENT [==[%s]==] FAIL_REGULAR_EXPRESSION \"test cases: +0 \")\n",
      $0, directory, variable
  }
  END { exit refused }' "$output.list" > "$output"
