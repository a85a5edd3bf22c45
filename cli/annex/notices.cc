#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "cli/annex/sections.h"
#include "cli/output/contact_text.h"
#include "cli/output/impact_view.h"
#include "engine/agreed.h"
#include "engine/notice.h"
#include "engine/promise.h"
#include "model/names.h"

namespace musubi::cli {
namespace {

constexpr std::array kKinds{ChangeKind::ServiceChange, ChangeKind::ContractChange,
                            ChangeKind::Termination, ChangeKind::Incident};

AnnexCell period_cell(const Periods* periods, ChangeKind kind) {
  if (periods == nullptr) return missing_cell();
  const auto found = std::ranges::find(periods->periods, kind, &Period::kind);
  if (found == periods->periods.end()) return missing_cell();
  Text text = compose(counts_in_hours(kind) ? Phrase{.en = "within {} hours", .ja = "{} 時間以内"}
                                            : Phrase{.en = "{} days before", .ja = "{} 日前まで"},
                      found->length);
  if (!found->as_written.empty()) {
    text = compose({.en = "{} (in the contract: {})", .ja = "{}（契約の文言：{}）"}, text,
                   found->as_written);
  }
  return cell(std::move(text));
}

AnnexCell limit_cell(const std::vector<UnkeepableNotice>& unkeepable, ContractId contract,
                     ChangeKind kind, bool is_promised) {
  if (!is_promised || counts_in_hours(kind)) return cell({.en = "–", .ja = "－"});
  const auto found = std::ranges::find_if(unkeepable, [&](const UnkeepableNotice& one) {
    return one.contract == contract && one.kind == kind;
  });
  if (found == unkeepable.end()) {
    return cell(
        {.en = "no shorter notice below on record", .ja = "これより短い上流の通知の記録なし"});
  }
  AnnexCell made = cell(compose({.en = "where the change begins upstream: {} days at most",
                                 .ja = "上流で生じる変更については最長 {} 日前"},
                                found->possible));
  made.is_missing = true;
  return made;
}

AnnexTable notices_table(const AnnexFacts& facts, ContractId contract,
                         const std::vector<UnkeepableNotice>& unkeepable) {
  AnnexTable table;
  table.heads = {{.en = "of", .ja = "対象"},
                 {.en = "the Supplier tells the Customer", .ja = "乙から甲への通知"},
                 {.en = "limit set from upstream", .ja = "上流による制約"},
                 {.en = "the Customer passes on to the Supplier", .ja = "甲から乙への伝達"}};
  table.widths = {20, 25, 30, 25};
  const Contract& record = facts.model()[contract];
  const Periods* const notice = facts.model().notice(record);
  const Periods* const relay = facts.model().relay(record);
  for (const ChangeKind kind : kKinds) {
    const bool is_promised = notice != nullptr && notice->find(kind).has_value();
    table.rows.push_back({cell(phrase_of(kind)), period_cell(notice, kind),
                          limit_cell(unkeepable, contract, kind, is_promised),
                          period_cell(relay, kind)});
  }
  return table;
}

AnnexCell contact_lines(const AnnexFacts& facts, OrganizationId who, String Contact::* field) {
  std::vector<Text> texts;
  for (const Contact& contact : facts.model()[who].contacts) {
    const std::string value = (contact.*field).str();
    texts.push_back(value.empty() ? Text{.en = "–", .ja = "－"} : Text{.en = value, .ja = value});
  }
  return lines(std::move(texts));
}

AnnexCell role_lines(const AnnexFacts& facts, OrganizationId who) {
  std::vector<Text> texts;
  for (const Contact& contact : facts.model()[who].contacts) {
    const Text role = text_of(contact_role(contact.role));
    if (contact.name.empty()) {
      texts.push_back(role);
    } else {
      texts.push_back(role.empty()
                          ? Text{.en = contact.name.str(), .ja = contact.name.str()}
                          : compose({.en = "{0}: {1}", .ja = "{0}　{1}"}, role, contact.name));
    }
  }
  return lines(std::move(texts));
}

void add_contacts(const AnnexFacts& facts, const AnnexWords& words, OrganizationId who,
                  AnnexTable& table) {
  if (facts.model()[who].contacts.empty()) {
    table.rows.push_back(
        {cell(words.party(who)), missing_cell(), blank_cell(), blank_cell(), blank_cell()});
    return;
  }
  table.rows.push_back(
      {cell(words.party(who)), role_lines(facts, who), contact_lines(facts, who, &Contact::phone),
       contact_lines(facts, who, &Contact::email), contact_lines(facts, who, &Contact::hours)});
}

/// The party, and the facilities that the contracts name.
std::vector<OrganizationId> named(const AnnexFacts& facts, bool customer) {
  std::vector<OrganizationId> found{customer ? facts.customer() : facts.supplier()};
  for (const ContractId contract : facts.contracts()) {
    const Contract& record = facts.model()[contract];
    const OrganizationId one = customer ? record.customer.id : record.supplier.id;
    if (std::ranges::find(found, one) == found.end()) found.push_back(one);
  }
  return found;
}

AnnexCell phases_cell(const Agreement* agreement) {
  if (agreement == nullptr || !agreement->phases) return missing_cell();
  constexpr std::array<std::pair<Phase, Phrase>, 4> kNames{
      {{Phase::Development, {.en = "development", .ja = "開発"}},
       {Phase::Operation, {.en = "operation", .ja = "運用"}},
       {Phase::Incident, {.en = "crisis response", .ja = "危機管理対応時"}},
       {Phase::Termination, {.en = "end of the contract", .ja = "契約終了"}}}};
  std::vector<Text> texts;
  for (const auto& [phase, name] : kNames) {
    const bool is_agreed = std::ranges::find(*agreement->phases, phase) != agreement->phases->end();
    texts.push_back(compose(is_agreed ? Phrase{.en = "{}: agreed", .ja = "{}：合意あり"}
                                      : Phrase{.en = "{}: not on record", .ja = "{}：記録なし"},
                            name));
  }
  return lines(std::move(texts));
}

AnnexCell exit_cell(const AnnexFacts& facts, const AnnexWords& words, ContractId contract) {
  const Contract& record = facts.model()[contract];
  std::vector<Text> texts;
  if (record.until && record.kind != ContractKind::Sale) {
    texts.push_back(compose({.en = "end: {}", .ja = "満了：{}"}, words.date(*record.until)));
  }
  if (facts.model().renews_automatically(record)) {
    texts.push_back({.en = "renewed automatically", .ja = "自動更新"});
    const auto days = facts.model().renewal_notice_days(record);
    if (days && record.until) {
      texts.push_back(
          compose({.en = "not to renew: to be said by {}", .ja = "更新しない旨の申出：{}まで"},
                  words.date(record.until->plus_days(-*days))));
    }
  }
  if (const Periods* notice = facts.model().notice(record)) {
    if (const auto days = notice->find(ChangeKind::Termination)) {
      texts.push_back(compose({.en = "end of the service: notice {} days before",
                               .ja = "サービスの終了：{} 日前までに通知"},
                              *days));
    }
  }
  return lines_or_missing(std::move(texts));
}

/// Who returns and erases the data.
AnnexCell return_cell(const AnnexFacts& facts, const AnnexWords& words, ContractId contract) {
  using Who = DutyAssignment::Who;
  const auto* const duties = facts.model().duties(facts.model()[contract]);
  if (duties == nullptr) return missing_cell();
  const auto found = std::ranges::find(*duties, std::string_view("data_return_and_erasure"),
                                       &DutyAssignment::duty);
  if (found == duties->end()) return missing_cell();
  switch (found->who) {
    case Who::Customer: return cell({.en = "by the Customer", .ja = "甲が実施"});
    case Who::Supplier:
      return cell({.en = "by the Supplier, who confirms it in writing",
                   .ja = "乙が実施し、完了を書面で報告"});
    case Who::Shared: return cell({.en = "by both together", .ja = "甲・乙が共同で実施"});
    case Who::NotApplicable: return cell({.en = "not applicable", .ja = "該当なし"});
    case Who::Organization: break;
  }
  return cell(
      compose({.en = "by {}", .ja = "{}が実施"}, words.organization(found->organization.id)));
}

}  // namespace

AnnexSection notices_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{
      .id = "notices",
      .title = {.en = "Notice of changes and passing them on", .ja = "変更の通知と伝達"}};
  const auto unkeepable = find_unkeepable_notices(facts.supply(), facts.customer());
  for (const ContractId contract : facts.contracts()) {
    section.heading(words.contract(contract));
    section.table(notices_table(facts, contract, unkeepable));
  }
  section.paragraph(
      {.en = "Whoever learns of a change that affects a component of this annex tells the other "
             "party; whether the agreement has to be formed again is decided by both (FAQ 2.1).",
       .ja = "本附属書の構成要素に影響する変更を知った者は、相手方に知らせます。再合意形成が必要か"
             "どう"
             "かは両者で判断します（FAQ 2.1）。"});
  return section;
}

AnnexSection contacts_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{
      .id = "contacts",
      .title = {.en = "Contacts in case of an incident", .ja = "インシデント時の連絡先"}};
  AnnexTable table;
  table.heads = {{.en = "party", .ja = "組織"},
                 {.en = "role, name", .ja = "担当・氏名"},
                 {.en = "telephone", .ja = "電話"},
                 {.en = "e-mail", .ja = "電子メール"},
                 {.en = "hours", .ja = "受付時間"}};
  table.widths = {25, 20, 15, 25, 15};
  for (const bool customer : {true, false}) {
    for (const OrganizationId who : named(facts, customer)) add_contacts(facts, words, who, table);
  }
  section.table(std::move(table));
  return section;
}

AnnexSection lifecycle_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{.id = "lifecycle",
                       .title = {.en = "Lifecycle, end of the contract, return and erasure",
                                 .ja = "ライフサイクル、契約の終了、返却および消去"}};
  AnnexTable table;
  table.heads = {{.en = "contract", .ja = "契約"},
                 {.en = "phases", .ja = "フェーズごとの合意"},
                 {.en = "end and renewal", .ja = "終了・更新"},
                 {.en = "return and erasure of data", .ja = "データの返却・消去"}};
  table.widths = {25, 25, 25, 25};
  for (const ContractId contract : facts.contracts()) {
    table.rows.push_back({cell(words.contract(contract)),
                          phases_cell(agreed_in(facts.supply(), contract)),
                          exit_cell(facts, words, contract), return_cell(facts, words, contract)});
  }
  section.table(std::move(table));
  section.list(
      {{.en = "At the end the medical information is returned in a form that the parties "
              "agree on, and then erased, from backups and from what sub-entrusted "
              "parties keep as well.",
        .ja = "契約の終了時には、両者が合意した形式で医療情報を返却したうえで、バックアップ"
              "および再委託先が保管するものを含めて消去します。"},
       {.en = "In a crisis the parties follow the contacts and the hours of this annex.",
        .ja = "危機管理対応時には、本附属書の連絡先と期限によります。"}});
  return section;
}

}  // namespace musubi::cli
