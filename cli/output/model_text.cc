#include "cli/output/model_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include <fmt/format.h>

#include "cli/phrase.h"

namespace musubi::cli {
namespace {

struct TableWords {
  RecordKind kind;
  std::string_view one, several, ja;
};

// In the order in which their counts are told.
constexpr auto kTables = std::to_array<TableWords>({
    {RecordKind::Organization, "organization", "organizations", "組織"},
    {RecordKind::Service, "service", "services", "構成要素"},
    {RecordKind::System, "system", "systems", "システム"},
    {RecordKind::Contract, "contract", "contracts", "契約"},
    {RecordKind::Terms, "set of terms", "sets of terms", "約款等"},
    {RecordKind::Assessment, "confirmation", "confirmations", "確認"},
    {RecordKind::Disclosure, "disclosure", "disclosures", "情報提供"},
    {RecordKind::Risk, "risk", "risks", "リスク"},
    {RecordKind::RiskAgreement, "agreement on a risk", "agreements on risks",
     "リスクについての合意"},
    {RecordKind::Control, "control", "controls", "対策項目"},
    {RecordKind::Requirement, "requirement", "requirements", "制度上の要求事項"},
    {RecordKind::Change, "change", "changes", "変更"},
    {RecordKind::Suppression, "suppression", "suppressions", "抑制"},
});
static_assert(kTables.size() == kRecordKindCount);

std::size_t count_of(const Model& model, RecordKind kind) {
  switch (kind) {
    case RecordKind::Organization: return model.organizations.size();
    case RecordKind::Service: return model.services.size();
    case RecordKind::System: return model.systems.size();
    case RecordKind::Contract: return model.contracts.size();
    case RecordKind::Terms: return model.terms.size();
    case RecordKind::Assessment: return model.assessments.size();
    case RecordKind::Disclosure: return model.disclosures.size();
    case RecordKind::Risk: return model.risks.size();
    case RecordKind::RiskAgreement: return model.risk_agreements.size();
    case RecordKind::Control: return model.controls.size();
    case RecordKind::Requirement: return model.requirements.size();
    case RecordKind::Change: return model.changes.size();
    case RecordKind::Suppression: return model.suppressions.size();
  }
  return 0;
}

Phrase origin_phrase(DateOrigin origin) {
  switch (origin) {
    case DateOrigin::Option: return {.en = "as asked for", .ja = "指定による"};
    case DateOrigin::File: return {.en = "from the model", .ja = "モデルの as_of"};
    case DateOrigin::Today: break;
  }
  return {.en = "today", .ja = "今日"};
}

}  // namespace

Phrase record_word(RecordKind kind) {
  const auto table = std::ranges::find(kTables, kind, &TableWords::kind);
  return {.en = table->one, .ja = table->ja};
}

std::string record_counts(const Model& model, Language language) {
  std::string text;
  for (const TableWords& table : kTables) {
    const std::size_t count = count_of(model, table.kind);
    if (count == 0) continue;
    if (!text.empty()) text += language == Language::Ja ? "、" : ", ";
    text += language == Language::Ja
                ? fmt::format("{} {} 件", table.ja, count)
                : fmt::format("{} {}", count, count == 1 ? table.one : table.several);
  }
  if (text.empty()) text = language == Language::Ja ? "記録はありません" : "no records";
  return text;
}

std::string date_text(const AsOf& as_of, Language language) {
  return compose_in(language, {.en = "As of {} ({})", .ja = "基準日 {}（{}）"},
                    as_of.date.to_string(), origin_phrase(as_of.origin));
}

void write_model_head(Page& page, const Model& model, const AsOf& as_of, Language language) {
  if (!model.name.empty()) page.paragraph(Styled(model.name.in(language), Style::Strong));
  page.paragraph(Styled(date_text(as_of, language), Style::Dim));
  page.paragraph(Styled(record_counts(model, language), Style::Dim));
}

}  // namespace musubi::cli
