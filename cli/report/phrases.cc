// What the script of the report says.
#include <array>

#include "cli/report/parts.h"

namespace musubi::cli {
namespace {

constexpr auto kPhrases = std::to_array<ScriptPhrase>({
    {"title", {.en = "Report: {0}", .ja = "レポート：{0}"}},
    {"all", {.en = "all", .ja = "すべて"}},
    {"found", {.en = "Findings shown: {0} of {1}.", .ja = "{1} 件のうち {0} 件を表示しています。"}},
    {"hits", {.en = "Records found: {0}.", .ja = "{0} 件の記録が見つかりました。"}},
    {"hitsCut",
     {.en = "Records found: {0}. The first {1} are listed.",
      .ja = "{0} 件の記録が見つかりました。最初の {1} 件を表示しています。"}},
    {"ask", {.en = "Type a name or an id.", .ja = "名称または ID を入力してください。"}},
    {"unknown",
     {.en = "This page holds no record with the id {0}.",
      .ja = "このページには、ID が {0} の記録はありません。"}},
    {"dependsHead", {.en = "What depends on it", .ja = "これに依存しているもの"}},
    {"dependsNone",
     {.en = "No system on record depends on it.",
      .ja = "これに依存するシステムの記録はありません。"}},
    {"depends",
     {.en = "Systems: {0}; institutions: {1}. They depend on it directly or through others. An "
            "arrow leads from what depends to what it depends on.",
      .ja = "{1} の医療機関等、{0} "
            "件のシステムが、直接に、または他を介して依存しています。矢印は、依存する側から依存され"
            "る側に向かいます。"}},
    {"leftOut",
     {.en = "Systems left out of this page because of its size: {0}. What depends on it in those "
            "is not counted here; the command \"musubi impact --target {1}\" counts them all.",
      .ja = "ページの大きさを抑えるため {0} "
            "件のシステムを省いています。そこでの依存は数えていません。すべてを調べるには musubi "
            "impact --target {1} を使用してください。"}},
    {"why", {.en = "Why", .ja = "その経路"}},
    {"uses", {.en = "uses", .ja = "が利用"}},
    {"runsOn", {.en = "runs on", .ja = "の稼働先"}},
    {"placed", {.en = "runs on, in this system", .ja = "の稼働先（このシステムのみ）"}},
    {"contractStep", {.en = "contract {0}: {1} → {2}", .ja = "契約 {0}：{1} → {2}"}},
    {"providedBy", {.en = "{0} is provided by {1}.", .ja = "{0}の提供者は{1}です。"}},
    {"runBy", {.en = "{0} is run by {1}.", .ja = "{0}を運用しているのは{1}です。"}},
    {"noContract",
     {.en = "no contract on record backs this step",
      .ja = "この段階を裏付ける契約の記録がありません"}},
    {"servicesHead", {.en = "Components that depend on it", .ja = "これに依存している構成要素"}},
    {"below", {.en = "What it runs on", .ja = "これの稼働先"}},
    {"provides", {.en = "What it provides", .ja = "提供している構成要素"}},
    {"owns", {.en = "Its systems", .ja = "利用しているシステム"}},
    {"sells", {.en = "Contracts as supplier", .ja = "提供する側の契約"}},
    {"buys", {.en = "Contracts as customer", .ja = "提供を受ける側の契約"}},
    {"ended", {.en = "not active", .ja = "有効ではありません"}},
    {"owes", {.en = "Findings that it has to act on: {0}", .ja = "対応する指摘事項：{0} 件"}},
    {"inSystem", {.en = "Findings in this system: {0}", .ja = "このシステムの指摘事項：{0} 件"}},
    {"about", {.en = "Findings about it: {0}", .ja = "これを対象とする指摘事項：{0} 件"}},
    {"openSystem", {.en = "Figure and matrix of responsibility", .ja = "図と責任範囲の一覧"}},
    {"named", {.en = "Records that name it", .ja = "これを参照する記録"}},
    {"record", {.en = "The record", .ja = "記録の内容"}},
    {"more", {.en = "and {0} more", .ja = "ほか {0} 件"}},
});

}  // namespace

std::span<const ScriptPhrase> script_phrases() { return kPhrases; }

}  // namespace musubi::cli
