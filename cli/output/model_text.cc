#include "cli/output/model_text.h"

#include <array>
#include <cstddef>

#include <fmt/format.h>

#include "cli/phrase.h"

namespace musubi::cli {
namespace {

struct TableCount {
  std::size_t count;
  std::string_view one, several, ja;
};

std::array<TableCount, kRecordKindCount> counts_of(const Model& model) {
  return {{{model.organizations.size(), "organization", "organizations", "組織"},
           {model.services.size(), "service", "services", "構成要素"},
           {model.systems.size(), "system", "systems", "システム"},
           {model.contracts.size(), "contract", "contracts", "契約"},
           {model.terms.size(), "set of terms", "sets of terms", "約款等"},
           {model.assessments.size(), "confirmation", "confirmations", "確認"},
           {model.disclosures.size(), "disclosure", "disclosures", "情報提供"},
           {model.risks.size(), "risk", "risks", "リスク"},
           {model.risk_agreements.size(), "agreement on a risk", "agreements on risks",
            "リスクについての合意"},
           {model.controls.size(), "control", "controls", "対策項目"},
           {model.requirements.size(), "requirement", "requirements", "制度上の要求事項"},
           {model.changes.size(), "change", "changes", "変更"},
           {model.suppressions.size(), "suppression", "suppressions", "抑制"}}};
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

std::string record_counts(const Model& model, Language language) {
  std::string text;
  for (const TableCount& table : counts_of(model)) {
    if (table.count == 0) continue;
    if (!text.empty()) text += language == Language::Ja ? "、" : ", ";
    text += language == Language::Ja
                ? fmt::format("{} {} 件", table.ja, table.count)
                : fmt::format("{} {}", table.count, table.count == 1 ? table.one : table.several);
  }
  if (text.empty()) text = language == Language::Ja ? "記録はありません" : "no records";
  return text;
}

void write_model_head(Page& page, const Model& model, const AsOf& as_of, Language language) {
  if (!model.name.empty()) page.paragraph(Styled(model.name.in(language), Style::Strong));
  page.paragraph(Styled(compose_in(language, {.en = "As of {} ({})", .ja = "基準日 {}（{}）"},
                                   as_of.date.to_string(), origin_phrase(as_of.origin)),
                        Style::Dim));
  page.paragraph(Styled(record_counts(model, language), Style::Dim));
}

}  // namespace musubi::cli
