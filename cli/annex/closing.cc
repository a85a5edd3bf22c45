#include <array>
#include <utility>

#include "cli/annex/sections.h"
#include "cli/output/digest.h"
#include "cli/output/levels.h"
#include "engine/agreed.h"
#include "model/version.h"

namespace musubi::cli {
namespace {

AnnexCell who_acts(const AnnexFacts& facts, const AnnexWords& words, const Finding& finding) {
  const auto name = [&](Symbol id) -> Text {
    const auto record = facts.model().find(id);
    if (!record || record->kind != RecordKind::Organization) return {};
    return words.party(OrganizationId(record->index));
  };
  const Text owes = name(finding.owes);
  if (owes.empty()) return cell({.en = "–", .ja = "－"});
  const Text towards = name(finding.counterparty);
  if (towards.empty()) return cell(owes);
  return lines({owes, compose({.en = "with regard to {}", .ja = "相手方：{}"}, towards)});
}

AnnexCell sources_cell(const Finding& finding) {
  return cell(Text{.en = sources_text(finding.rule->sources, Language::En),
                   .ja = sources_text(finding.rule->sources, Language::Ja)});
}

/// An item of the role-division checklist, as far as it is known.
struct ChecklistItem {
  Phrase number, title, where;
};

constexpr std::array<ChecklistItem, 6> kChecklist = {{
    {{.en = "part 1, A-1", .ja = "Part1 A-1"},
     {.en = "confirming what the provider disclosed (service specification conformity disclosure, "
            "MDS/SDS)",
      .ja = "事業者からの開示資料の確認（サービス仕様適合開示書、MDS/SDS）"},
     {.en = "components; items to be provided", .ja = "構成要素、情報提供すべき項目"}},
    {{.en = "part 1, ①", .ja = "Part1 ①"},
     {.en = "knowing and managing the contracts and the cooperation with providers, and the "
            "contacts in an emergency",
      .ja = "事業者との契約・協働体制の把握・管理（緊急時の連絡先を含む）"},
     {.en = "contracts; sub-entrusted parties; contacts", .ja = "契約、再委託先、連絡先"}},
    {{.en = "part 2, A 1", .ja = "Part2 A 共通 1"},
     {.en = "that the provision conforms to the guideline of MIC and METI",
      .ja = "総務省・経済産業省ガイドラインへの適合"},
     {.en = "scope; risks; operations rules", .ja = "対象事業者、リスク、運用管理規程"}},
    {{.en = "part 2, A 8", .ja = "Part2 A 共通 8"},
     {.en = "management of personal information, with external storage",
      .ja = "個人情報の管理（外部保存の要件を含む）"},
     {.en = "statutory requirements; sub-entrusted parties", .ja = "制度上の要求事項、再委託先"}},
    {{.en = "part 2, 4", .ja = "Part2 4"},
     {.en = "encryption of communication and of stored data",
      .ja = "暗号化（通信・保存データ、その範囲）"},
     {.en = "table of roles", .ja = "役割分担表"}},
    {{.en = "part 2, 5", .ja = "Part2 5"},
     {.en = "backups and redundancy", .ja = "バックアップ環境・冗長性の確保"},
     {.en = "table of roles; items to be provided", .ja = "役割分担表、情報提供すべき項目"}},
}};

}  // namespace

AnnexSection points_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{.id = "open_points", .title = {.en = "Open points", .ja = "未解決の事項"}};
  section.paragraph({.en = "What 'musubi check' finds not on record that concerns the two parties "
                           "and what this annex is about.",
                     .ja = "musubi check が「記録がない」とした事項のうち、甲・乙と本附属書の対象に"
                           "関わるものです。"});
  if (facts.open_points().empty()) {
    section.paragraph(
        {.en = "No open points are on record.", .ja = "記録上、未解決の事項はありません。"});
  } else {
    AnnexTable table;
    table.heads = {{.en = "level", .ja = "区分"},
                   {.en = "what is not on record", .ja = "内容"},
                   {.en = "who has to act", .ja = "対応する者"},
                   {.en = "sources", .ja = "根拠"},
                   {.en = "done on", .ja = "完了日"}};
    table.widths = {10, 45, 20, 15, 10};
    for (const Finding* finding : facts.open_points()) {
      table.rows.push_back(
          {cell(level_label(finding->level)), cell(message_of(facts.model(), *finding)),
           who_acts(facts, words, *finding), sources_cell(*finding), blank_cell()});
    }
    section.table(std::move(table));
  }
  if (facts.suppressed() > 0) {
    section.paragraph(compose({.en = "Suppressed in the model, with a reason on record: {}.",
                               .ja = "このほか、モデルで理由を記録して抑止している指摘事項：{} 件"},
                              facts.suppressed()));
  }
  return section;
}

AnnexSection checklist_section() {
  AnnexSection section{.id = "checklist",
                       .title = {.en = "Cross-reference to the ministries' role checklist",
                                 .ja = "役割分担等に関する確認表との対照"}};
  section.paragraph(
      {.en = "Checklist of the division of roles between the parties to contracts on medical "
             "information systems (MHLW, METI, MIC, June 2024). At the first meeting each item is "
             "answered with yes or no; after a no the day of completion is entered later.",
       .ja =
           "「医療情報システムの契約における当事者間の役割分担等に関する確認表」（厚生労働省・経済"
           "産業省・総務省、2024年6月）。初回に「はい」または「いいえ」を記入し、「いいえ」の項目は"
           "後日、完了日を記入します。"});
  AnnexTable table;
  table.heads = {{.en = "no.", .ja = "項番"},
                 {.en = "item", .ja = "項目"},
                 {.en = "in this annex", .ja = "本附属書の該当箇所"},
                 {.en = "first check", .ja = "初回確認"},
                 {.en = "completed on", .ja = "完了日"}};
  table.widths = {15, 35, 25, 10, 15};
  for (const ChecklistItem& item : kChecklist) {
    table.rows.push_back({cell(item.number), cell(item.title), cell(item.where),
                          boxes({{.en = "yes", .ja = "はい"}, {.en = "no", .ja = "いいえ"}}),
                          blank_cell()});
  }
  section.table(std::move(table));
  section.list(
      {{.en = "Only these items of the checklist could be consulted. The others have to "
              "be taken from the checklist itself.",
        .ja = "確認表のうち内容を確認できた項目のみを挙げています。その他の項目は確認表の原本"
              "によってください。"}});
  return section;
}

AnnexSection signatures_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{.id = "signatures",
                       .title = {.en = "Signatures", .ja = "署名・記名押印"},
                       .stays_whole = true};
  section.paragraph(
      {.en = "The parties have read this annex, the open points included, and agree "
             "to it.",
       .ja = "甲と乙は、未解決の事項を含む本附属書の内容を確認し、これに合意します。"});
  AnnexTable table;
  table.heads = {{.en = "party", .ja = "当事者"},
                 {.en = "title and name", .ja = "役職・氏名"},
                 {.en = "signature or seal", .ja = "署名または記名押印"},
                 {.en = "day", .ja = "年月日"}};
  table.widths = {30, 25, 25, 20};
  table.tall = true;
  for (const OrganizationId who : {facts.customer(), facts.supplier()}) {
    table.rows.push_back({cell(words.party(who)), blank_cell(), blank_cell(), blank_cell()});
  }
  section.table(std::move(table));
  return section;
}

std::vector<Text> annex_foot(const AnnexFacts& facts, const AnnexWords& words) {
  const Editions& editions = facts.model().guideline.editions;
  const auto edition = [](const String& written) {
    return written.empty() ? text_of(kNotOnRecord) : Text{.en = written.str(), .ja = written.str()};
  };
  return {
      compose({.en = "Made by musubi {0} from the records as of {1}. Digest of the model: {2}",
               .ja = "musubi {0} により、{1}現在の記録から作成。モデルのダイジェスト：{2}"},
              version(), words.date(facts.as_of()), digest_of(facts.model().sources)),
      compose({.en = "Editions of the model: provider guideline {0}, MHLW guideline {1}.",
               .ja = "モデルが定める版：事業者向けガイドライン {0}、厚生労働省ガイドライン {1}"},
              edition(editions.provider), edition(editions.mhlw)),
      {.en = "This document says what is on record. It is no legal advice and replaces no "
             "examination by an expert.",
       .ja = "本書は記録の内容を示すものです。法的助言ではなく、専門家による検討に代わるものでは"
             "ありません。"}};
}

AnnexDocument compose_annex(const AnnexFacts& facts, bool in_era) {
  const AnnexWords words(facts, in_era);
  AnnexDocument document;
  document.title = {.en = "Annex to the agreement", .ja = "合意書附属書"};
  document.subtitle =
      compose({.en = "Security management of medical information between {0} and {1}",
               .ja = "{0}と{1}の間の医療情報の安全管理に関する事項"},
              words.party(facts.customer()), words.party(facts.supplier()));
  document.head = annex_head(facts, words);
  document.sections = {terms_section(facts, words),
                       scope_section(facts, words),
                       figure_section(),
                       provision_section(facts, words),
                       components_section(facts, words),
                       entrustment_section(facts, words),
                       roles_section(facts, words),
                       demarcation_section(facts, words),
                       unknown_section(facts, words),
                       notices_section(facts, words),
                       contacts_section(facts, words),
                       lifecycle_section(facts, words),
                       items_section(facts, words),
                       rules_section(facts, words),
                       risks_section(facts, words),
                       measures_section(facts, words),
                       requirements_section(facts, words),
                       certificates_section(facts, words)};
  if (facts.is_network_operator(facts.customer()) || facts.is_network_operator(facts.supplier())) {
    document.sections.push_back(network_section(facts, words));
  }
  document.sections.push_back(checklist_section());
  document.sections.push_back(points_section(facts, words));
  document.sections.push_back(signatures_section(facts, words));
  document.foot = annex_foot(facts, words);
  return document;
}

}  // namespace musubi::cli
