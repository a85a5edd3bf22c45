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

step "2/3 Building (a few minutes the first time)" "2/3 ビルド（初回は数分かかります）"
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
    "musubi の終了ステータスは $status でした。1（指摘事項あり）となるはずのところです。" >&2
  exit 1
fi

say "
What you see: each finding says what is not on record, who has to act and towards whom, where the
guideline's FAQ says so, and what would settle it. The first one: Shiraminezaka Memorial Hospital
contracted its EMR and the cloud below it separately (2.2.3), so the hospital itself has to confirm
how the cloud's provider manages its risks, and no confirmation is on record.

What to try next:
  build/release/musubi responsibility --system shiramine-emr examples/regional-network
      who manages which risk in that hospital's EMR, and who answers to the hospital
  build/release/musubi scope examples/regional-network
      which organizations the guideline is about, and why
  build/release/musubi rules --explain unassessed-supplier
      what the first finding's rule asks for
  build/release/musubi init my-model
      a commented first model of your own; then: build/release/musubi check my-model" "
上の見方：指摘事項ごとに、何の記録がないのか、だれがだれに対して対応するのか、ガイドラインのFAQのどこに
書かれているのか、何をすれば解消するのかを示しています。最初のものは、白峰坂記念病院が電子カルテと
その下のクラウドを別々に契約している件です（2.2.3）。クラウドの事業者のリスクマネジメントは病院自身が
確認する必要がありますが、その記録がありません。

次にお試しください：
  build/release/musubi responsibility --system shiramine-emr examples/regional-network
      この病院の電子カルテについて、どのリスクをだれが管理し、だれが病院に説明するか
  build/release/musubi scope examples/regional-network
      どの組織がガイドラインの対象事業者に当たるか、その理由
  build/release/musubi rules --explain unassessed-supplier
      最初の指摘事項のルールが何を求めているか
  build/release/musubi init my-model
      解説つきの最初のモデルを作成。続けて: build/release/musubi check my-model"
