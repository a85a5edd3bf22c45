#include <array>
#include <cstddef>

#include "cli/options.h"

namespace musubi::cli {
namespace {

constexpr auto kTable = std::to_array<OptionSpec>({
    {.option = Option::Format,
     .name = "format",
     .value = "FORMAT",
     .help = {.en = "the form of the answer", .ja = "答えの形式"}},
    {.option = Option::Lang,
     .name = "lang",
     .value = "ja|en",
     .help = {.en = "the language to speak; otherwise LC_ALL, LC_MESSAGES or LANG decides",
              .ja = "使用する言語。指定がなければ LC_ALL、LC_MESSAGES、LANG に従います"}},
    {.option = Option::Color,
     .name = "color",
     .value = "auto|always|never",
     .help = {.en = "colours; auto: on a terminal only, and not where NO_COLOR is set",
              .ja = "色付け。auto では端末のときだけ色を付けます（NO_COLOR があれば付けません）"}},
    {.option = Option::Output,
     .name = "output",
     .letter = 'o',
     .value = "FILE",
     .help = {.en = "write the answer to FILE, whole or not at all",
              .ja = "答えを FILE に書き込みます。途中までしか書けない場合は何も残しません"}},
    {.option = Option::Quiet,
     .name = "quiet",
     .letter = 'q',
     .help = {.en = "say nothing on standard error but errors",
              .ja = "標準エラー出力にはエラーだけを出します"}},
    {.option = Option::Help,
     .name = "help",
     .letter = 'h',
     .help = {.en = "explain this verb", .ja = "このコマンドの説明を表示します"}},
    {.option = Option::AsOf,
     .name = "as-of",
     .value = "DATE",
     .help = {.en = "the day to judge by (YYYY-MM-DD); otherwise the model's as_of, else today",
              .ja =
                  "判断の基準日（YYYY-MM-DD）。指定がなければモデルの as_of、それもなければ今日"}},
    {.option = Option::Root,
     .name = "root",
     .value = "DIR",
     .help = {.en = "included files may lie below DIR too, not only below the first model's folder",
              .ja = "最初のモデルのフォルダー以下に加えて、DIR 以下のファイルも include できます"}},
    {.option = Option::Threads,
     .name = "threads",
     .value = "N",
     .help = {.en =
                  "how many threads may work; otherwise one for each core. The answer is the same",
              .ja = "並列に動かすスレッドの数。指定がなければコアの数です。答えは変わりません"}},
    {.option = Option::FailOn,
     .name = "fail-on",
     .value = "LEVEL",
     .help = {.en = "exit with 1 from this level on: error (default), warning, note, none",
              .ja = "終了状態を 1 にする重要度：error（既定）、warning、note、none"}},
    {.option = Option::Owes,
     .name = "owes",
     .value = "ORG",
     .repeated = true,
     .help = {.en = "only what this organization has to do",
              .ja = "この組織が対応する事項だけを表示します"}},
    {.option = Option::System,
     .name = "system",
     .value = "ID",
     .repeated = true,
     .help = {.en = "only this system", .ja = "このシステムだけを対象にします"}},
    {.option = Option::Rules,
     .name = "rules",
     .value = "NAME",
     .repeated = true,
     .help = {.en = "only this rule, or this group of rules",
              .ja = "このルール、またはこのグループのルールだけを使います"}},
    {.option = Option::MaxSystems,
     .name = "max-systems",
     .value = "N|all",
     .help = {.en = "list at most N systems for each finding (default 20)",
              .ja = "指摘事項ごとに挙げるシステムの数の上限（既定は 20）"}},
    {.option = Option::Baseline,
     .name = "baseline",
     .value = "FILE",
     .help = {.en = "compare with FILE, a saved result of check --format json: which findings are "
                    "new, unchanged or gone",
              .ja = "check --format json の結果を保存した FILE と比べ、新規・継続・なくなった指摘"
                    "事項を示します"}},
    {.option = Option::FailOnNew,
     .name = "fail-on-new",
     .help = {.en = "with --baseline: only new findings count for the exit status",
              .ja = "--baseline のとき、新規の指摘事項だけで終了状態を決めます"}},
    {.option = Option::ShowSuppressed,
     .name = "show-suppressed",
     .help = {.en = "also the suppressed findings, with the reason, who suppressed them and until "
                    "when",
              .ja = "抑制した指摘事項も、理由・抑制した者・期限とともに表示します"}},
    {.option = Option::Repairs,
     .name = "repairs",
     .help = {.en = "instead of the findings: single records that would close some, each tried, "
                    "and a small set that closes those from --fail-on on",
              .ja = "指摘事項の代わりに、それを解消する個々の記録を、実際に試した結果とともに示し"
                    "ます。--fail-on 以上のものをまとめて解消する組み合わせも示します"}},
    {.option = Option::Months,
     .name = "months",
     .value = "N",
     .help = {.en = "look so many months ahead (default 12)",
              .ja = "何か月先まで見るか（既定は 12）"}},
    {.option = Option::Target,
     .name = "target",
     .value = "ID",
     .repeated = true,
     .help = {.en = "what changes: a service, a contract or an organization",
              .ja = "変わるもの。構成要素、契約、組織のいずれかの ID"}},
    {.option = Option::Kind,
     .name = "kind",
     .value = "KIND",
     .help = {.en = "service-change (default), contract-change, termination, incident or outage",
              .ja =
                  "service-change（サービスの変更、既定）、contract-change（契約の変更）、terminat"
                  "ion（終了）、incident（インシデント）、outage（停止）"}},
    {.option = Option::On,
     .name = "on",
     .value = "DATE",
     .help = {.en = "when it takes effect: says the last day on which each has to be told",
              .ja = "変更を実施する日。それぞれの通知期限を示します"}},
    {.option = Option::Changes,
     .name = "changes",
     .value = "FILE",
     .help = {.en = "look at the changes of this file: target, kind, on, systems",
              .ja = "このファイルの変更（target、kind、on、systems）を検討します"}},
    {.option = Option::For,
     .name = "for",
     .value = "ORG",
     .help = {.en = "only what this organization may see: its own part",
              .ja = "この組織に関わる部分（知り得る範囲）だけを示します"}},
    {.option = Option::ExitStatus,
     .name = "exit-code",
     .help = {.en = "exit with 1: of impact where somebody affected is never told, or told too "
                    "late, of diff where there is any difference",
              .ja = "impact では影響を受けるのに通知されない者や通知が遅れる者がいるとき、diff で"
                    "は差があるときに、終了状態を 1 にします"}},
    {.option = Option::Letter,
     .name = "letter",
     .value = "ORG",
     .help = {.en =
                  "the notice to this organization as a letter, in Japanese and English or in the "
                  "language of --lang; what the model does not know is left as a marked blank",
              .ja =
                  "この組織への通知を書簡にします。日本語と英語、--lang があればその言語で作成し、"
                  "モデルにない事項は「要記入」の欄にします"}},
    {.option = Option::Wareki,
     .name = "wareki",
     .help = {.en = "Japanese dates by the Japanese era (impact: with --letter)",
              .ja = "日付を和暦で書きます（impact では --letter のとき）"}},
    {.option = Option::View,
     .name = "view",
     .value = "VIEW",
     .help = {.en = "contracts, dependencies, responsibility (with --system), impact (with "
                    "--target) or agreement (with --customer and --supplier)",
              .ja =
                  "contracts（契約関係）、dependencies（依存関係）、responsibility（責任分界。"
                  "--systemを指定）、impact（変更の影響。--targetを指定）、agreement（合意の範囲。"
                  "--customerと--supplierを指定）"}},
    {.option = Option::Customer,
     .name = "customer",
     .value = "ORG",
     .help = {.en = "the customer of the contracts: the party that is supplied",
              .ja = "契約の顧客（提供を受ける側）の組織"}},
    {.option = Option::Supplier,
     .name = "supplier",
     .value = "ORG",
     .help = {.en = "the supplier of the contracts", .ja = "契約の供給者（提供する側）の組織"}},
    {.option = Option::Focus,
     .name = "focus",
     .value = "ID",
     .repeated = true,
     .help = {.en = "draw what is around this record only", .ja = "この記録の周囲だけを描きます"}},
    {.option = Option::Depth,
     .name = "depth",
     .value = "N",
     .help = {.en = "with --focus: so many arrows away at most",
              .ja = "--focusから矢印をたどる数の上限"}},
    {.option = Option::Direction,
     .name = "direction",
     .value = "both|down|up",
     .help = {.en = "with --focus: down to what it rests on, up to what rests on it, or both "
                    "(default)",
              .ja =
                  "--focusからたどる向き。down（依存先・供給者）、up（依存元・顧客）、both（両方、"
                  "既定）"}},
    {.option = Option::MaxNodes,
     .name = "max-nodes",
     .value = "N",
     .help = {.en = "draw at most so many boxes (default 60); the rest is counted",
              .ja = "描く箱の数の上限（既定は60）。残りは件数で示します"}},
    {.option = Option::Group,
     .name = "group",
     .help = {.en = "draw alike ones as one, with their number",
              .ja = "名称のほかに違いのないものを、件数を付けて一つにまとめます"}},
    {.option = Option::Legend,
     .name = "legend",
     .help = {.en = "add a legend of the shapes, lines and signs", .ja = "凡例を付けます"}},
    {.option = Option::Mono,
     .name = "mono",
     .help = {.en = "black and white", .ja = "白黒で描きます"}},
    {.option = Option::Paper,
     .name = "paper",
     .value = "a4|a3",
     .help = {.en = "the sheet on which the picture has to fit (default a4)",
              .ja = "収める用紙（既定はa4）"}},
    {.option = Option::Verify,
     .name = "verify",
     .value = "FILE",
     .help = {.en = "instead of drawing: does this figure (DOT) still agree with the model, and "
                    "what differs? Exit with 1 where it does not",
              .ja =
                  "描く代わりに、FILEの図（DOT）がモデルと今も一致しているか、何が違うかを調べます"
                  "。一致しなければ終了状態を1にします"}},
    {.option = Option::Contract,
     .name = "contract",
     .value = "ID",
     .help = {.en = "of agreement: only this contract, in place of --customer and --supplier",
              .ja = "--customer と --supplier の代わりに、対象とする契約を一つ指定します"}},
    {.option = Option::Redact,
     .name = "redact",
     .help = {.en = "parties that one of the two has no reason to know become \"subcontractor 1 of "
                    "A\" in figure and text; those that handle the customer's medical information "
                    "keep their names",
              .ja = "両当事者の一方が知り得ない者を、図と本文で「Aの再委託先1」のように表します"
                    "（顧客の医療情報を取り扱う者の名称はそのまま示します）"}},
    {.option = Option::From,
     .name = "from",
     .value = "ID",
     .help = {.en = "where the path begins: an organization, a service or a system",
              .ja = "経路の始点。組織、構成要素、システムのいずれかの ID"}},
    {.option = Option::To,
     .name = "to",
     .value = "ID",
     .help = {.en = "where it ends: an organization, a service or a system",
              .ja = "経路の終点。組織、構成要素、システムのいずれかの ID"}},
    {.option = Option::All,
     .name = "all",
     .help = {.en = "all paths that meet nothing twice, the shortest first",
              .ja = "同じものを二度通らないすべての経路を、短いものから順に示します"}},
    {.option = Option::Max,
     .name = "max",
     .value = "N",
     .help = {.en = "with --all: so many of them (default 100)",
              .ja = "--all で示す経路の数の上限（既定は 100）"}},
    {.option = Option::By,
     .name = "by",
     .value = "MEASURE",
     .help = {.en = "rank by institutions (default), systems or weight",
              .ja = "順位の尺度。institutions（医療機関等の数、既定）、systems（システムの数）、"
                    "weight（規模の合計）"}},
    {.option = Option::Of,
     .name = "of",
     .value = "WHAT",
     .help = {.en = "rank services (default) or organizations",
              .ja = "順位を付けるもの。services（構成要素、既定）、organizations（組織）"}},
    {.option = Option::Top,
     .name = "top",
     .value = "N|all",
     .help = {.en = "the first N only (default 20)", .ja = "上位 N 件だけを示します（既定は 20）"}},
    {.option = Option::Id,
     .name = "id",
     .value = "ID",
     .help = {.en = "the record to show", .ja = "表示する記録の ID"}},
    {.option = Option::Explain,
     .name = "explain",
     .value = "NAME",
     .help = {.en = "explain one rule", .ja = "ルールを一つ説明します"}},
    {.option = Option::Example,
     .name = "example",
     .value = "NAME",
     .help = {.en = "write this worked example instead of a first model",
              .ja = "最初のモデルの代わりに、この実例を書き出します"}},
    {.option = Option::Check,
     .name = "check",
     .help = {.en = "write nothing; name the files that are not in canonical form, and exit with 1",
              .ja = "何も書かず、標準形でないファイルを挙げて、終了状態を 1 にします"}},
    {.option = Option::Write,
     .name = "write",
     .letter = 'w',
     .help = {.en = "write the result back to each file",
              .ja = "結果をそれぞれのファイルに書き戻します"}},
    {.option = Option::DropComments,
     .name = "drop-comments",
     .help = {.en = "with -w: also rewrite files with comments, which are lost",
              .ja = "-w のとき、コメントのあるファイルも書き直します（コメントは失われます）"}},
    {.option = Option::Merge,
     .name = "merge",
     .help = {.en = "print all models as one document",
              .ja = "すべてのモデルを一つの文書にまとめて出力します"}},
});

constexpr bool in_order() {
  for (std::size_t i = 0; i < kTable.size(); ++i) {
    if (kTable[i].option != static_cast<Option>(i)) return false;
  }
  return true;
}
static_assert(in_order());

constexpr auto kCommon = std::to_array<Option>(
    {Option::Format, Option::Lang, Option::Color, Option::Output, Option::Quiet, Option::Help});

}  // namespace

std::span<const Option> common_options() { return kCommon; }

std::span<const OptionSpec> option_table() { return kTable; }

const OptionSpec& spec_of(Option option) { return kTable[static_cast<std::size_t>(option)]; }

std::string_view name_of(Format format) {
  switch (format) {
    case Format::Text: return "text";
    case Format::Json: return "json";
    case Format::Markdown: return "markdown";
    case Format::Sarif: return "sarif";
    case Format::Csv: return "csv";
    case Format::Junit: return "junit";
    case Format::Github: return "github";
    case Format::Html: return "html";
    case Format::Dot: return "dot";
    case Format::Svg: return "svg";
    case Format::Png: return "png";
    case Format::Pdf: return "pdf";
    case Format::Mermaid: return "mermaid";
    case Format::Graphml: return "graphml";
  }
  return "";
}

}  // namespace musubi::cli
