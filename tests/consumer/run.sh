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

said=$("$scratch/build/consumer")
expected=$("$scratch/installed/bin/musubi" --version)
if [ "$said" != "$expected" ]; then
  echo "the consumer said \"$said\", the installed program \"$expected\"" >&2
  exit 1
fi
echo "$said: installed, found and linked"
