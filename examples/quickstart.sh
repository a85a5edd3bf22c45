#!/bin/sh
# Builds musubi and shows what it says about a believable region (examples/regional-network):
# installs the packages that are missing, builds the program, runs `musubi check`.
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh

step() {
  printf '\n== '
  say "$@"
}

step "1/3 Packages" "1/3 パッケージの確認"
# shellcheck disable=SC2086  # a list of words
need_packages $program_packages
say "Everything that the build needs is there." "ビルドに必要なものはそろっています。"

step "2/3 Building (a few minutes the first time)" "2/3 ビルド(初回は数分かかります)"
mkdir -p build
if ! cmake --preset release > build/configure.log 2>&1; then
  cat build/configure.log >&2
  say "The build could not be configured; the lines above say why." \
    "ビルドの設定に失敗しました。理由は上の出力にあります。" >&2
  exit 1
fi
cmake --build --preset release --target musubi -j "$(nproc)"

step "3/3 musubi check examples/regional-network" "3/3 musubi check examples/regional-network"
echo
status=0
build/release/musubi check examples/regional-network || status=$?
# The model has findings on purpose, and 1 is how `check` says that there are some.
if [ "$status" -ne 1 ]; then
  say "musubi ended with status $status, where 1 (there are findings) was to be expected." \
    "musubi の終了ステータスは $status でした。1(指摘あり)となるはずのところです。" >&2
  exit 1
fi
