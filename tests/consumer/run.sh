#!/bin/sh
# Installs a build into a scratch folder and builds a stranger's project against it:
#
#   tests/consumer/run.sh [BUILD]     (build/dev unless said)
set -eu
cd "$(dirname "$0")/../.."
build=${1:-build/dev}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cmake --install "$build" --prefix "$scratch/installed" > "$scratch/install.log"
cmake -G Ninja -S tests/consumer -B "$scratch/build" -DCMAKE_PREFIX_PATH="$scratch/installed"
cmake --build "$scratch/build"

# What the stranger finds is what the example announces: "// finding: LEVEL RULE ...".
example=examples/faq/2.1-2.2.3-unknown.musubi.json
"$scratch/build/consumer" "$example" > "$scratch/consumer.out"
sort "$scratch/consumer.out" > "$scratch/said"
{
  "$scratch/installed/bin/musubi" --version
  sed -n 's|^// finding: [a-z]* \([a-z-]*\) .*|\1|p' "$example"
} | sort | diff - "$scratch/said"
echo "installed, found, linked and run"
