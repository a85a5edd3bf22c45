#include <algorithm>
#include <optional>
#include <utility>

#include "cli/annex/sections.h"
#include "engine/rules/risk_parties.h"
#include "model/names.h"

namespace musubi::cli {
namespace {

/// The risks of the supplier about something that the annex shows, in byte order.
std::vector<RiskId> risks_of_supplier(const AnnexFacts& facts) {
  std::vector<RiskId> found;
  for (std::size_t row = 0; row < facts.model().risks.size(); ++row) {
    const Risk& risk = facts.model().risks[row];
    if (facts.supply().party(risk.owner.id) == facts.supplier() && facts.shows(risk.service.id)) {
      found.emplace_back(row);
    }
  }
  return found;
}

Text level_text(const RiskLevel& level) {
  const auto number = [](std::optional<std::int32_t> value) {
    return value ? std::to_string(*value) : std::string("–");
  };
  return compose({.en = "{0} × {1}", .ja = "{0}×{1}"}, number(level.impact),
                 number(level.likelihood));
}

AnnexCell risk_cell(const AnnexFacts& facts, const AnnexWords& words, const Risk& risk) {
  std::vector<Text> texts{name_of(facts.model(), risk.id), words.service(risk.service.id)};
  if (!risk.includes) return lines(std::move(texts));
  std::vector<Text> included;
  for (const ServiceRef& one : *risk.includes) included.push_back(words.service(one.id));
  if (!included.empty()) {
    texts.push_back(compose({.en = "includes {}", .ja = "{}を含む"}, words.list(included)));
  }
  return lines(std::move(texts));
}

AnnexCell measures_cell(const Risk& risk) {
  std::vector<Text> texts;
  for (const Measure& measure : risk.measures) {
    texts.push_back(compose(measure.by == Measure::By::Customer
                                ? Phrase{.en = "Customer: {}", .ja = "甲：{}"}
                                : Phrase{.en = "Supplier: {}", .ja = "乙：{}"},
                            measure.title));
  }
  return lines_or_missing(std::move(texts));
}

AnnexCell agreed_cell(const AnnexFacts& facts, const rules::RiskParties& parties, RiskId risk) {
  if (parties.agreed(risk, facts.customer())) {
    return cell({.en = "agreed, on record", .ja = "合意の記録あり"});
  }
  return missing_cell();
}

AnnexTable risks_table(const AnnexFacts& facts, const AnnexWords& words,
                       const rules::RiskParties& parties, const std::vector<RiskId>& risks) {
  AnnexTable table;
  table.heads = {{.en = "risk, component", .ja = "リスク・構成要素"},
                 {.en = "impact × likelihood", .ja = "影響度×顕在化率"},
                 {.en = "treatment", .ja = "リスク対応"},
                 {.en = "measures", .ja = "対策"},
                 {.en = "residual", .ja = "残存"},
                 {.en = "agreed with the Customer", .ja = "甲との合意"}};
  table.widths = {25, 10, 15, 25, 10, 15};
  for (const RiskId id : risks) {
    const Risk& risk = facts.model().risks[id.index()];
    table.rows.push_back({risk_cell(facts, words, risk), cell(level_text(risk.level)),
                          cell(rules::treatment_words(facts.model(), risk)), measures_cell(risk),
                          risk.residual ? cell(level_text(*risk.residual)) : missing_cell(),
                          agreed_cell(facts, parties, id)});
  }
  return table;
}

AnnexTable consent_table(const AnnexFacts& facts, const std::vector<RiskId>& risks) {
  AnnexTable table;
  table.heads = {
      {.en = "risk", .ja = "リスク"},
      {.en = "treatment", .ja = "リスク対応"},
      {.en = "why reduction or avoidance does not suffice", .ja = "低減・回避では足りない理由"},
      {.en = "consent of the Customer", .ja = "甲の同意"}};
  table.widths = {25, 15, 35, 25};
  for (const RiskId id : risks) {
    const Risk& risk = facts.model().risks[id.index()];
    if (!rules::is_left_as_it_is(risk)) continue;
    table.rows.push_back(
        {cell(name_of(facts.model(), risk.id)), cell(rules::treatment_words(facts.model(), risk)),
         risk.reason.empty() ? missing_cell()
                             : cell(Text{.en = risk.reason.str(), .ja = risk.reason.str()}),
         boxes({{.en = "was explained, and we consent", .ja = "説明を受け、同意する"},
                {.en = "we do not consent", .ja = "同意しない"}})});
  }
  return table;
}

/// What the risks of the supplier leave to the customer.
std::vector<Text> left_measures(const AnnexFacts& facts, const std::vector<RiskId>& risks) {
  std::vector<Text> texts;
  for (const RiskId id : risks) {
    const Risk& risk = facts.model().risks[id.index()];
    for (const Measure& measure : risk.measures) {
      if (measure.by != Measure::By::Customer) continue;
      texts.push_back(compose({.en = "{0} (against: {1})", .ja = "{0}（対象のリスク：{1}）"},
                              measure.title, name_of(facts.model(), risk.id)));
    }
  }
  return texts;
}

/// The duties that a contract gives to the customer, alone or together with the supplier.
std::vector<Text> own_duties(const AnnexFacts& facts) {
  using Who = DutyAssignment::Who;
  std::vector<Text> texts;
  for (const ContractId contract : facts.contracts()) {
    for (const RoleEntry& role : roles_of(facts.model(), contract)) {
      if (role.assigned == nullptr) continue;
      const bool alone = role.assigned->who == Who::Customer ||
                         (role.assigned->who == Who::Organization &&
                          facts.supply().party(role.assigned->organization.id) == facts.customer());
      if (!alone && role.assigned->who != Who::Shared) continue;
      texts.push_back(
          compose(alone ? Phrase{.en = "{}", .ja = "{}"}
                        : Phrase{.en = "{} (together with the Supplier)", .ja = "{}（乙と共同）"},
                  role.title));
    }
  }
  std::ranges::sort(texts);
  const auto twice = std::ranges::unique(texts);
  texts.erase(twice.begin(), twice.end());
  return texts;
}

/// Whom the customer has to confirm, in the systems of the annex.
std::vector<Text> own_confirmations(const AnnexFacts& facts, const AnnexWords& words) {
  std::vector<Text> texts;
  for (const AnnexSystem& system : facts.systems()) {
    for (const Component c : system.shown) {
      for (const auto& one : system.answer->confirmations(c)) {
        if (one.duty->owes != facts.customer()) continue;
        texts.push_back(compose({.en = "the risk management of {0} for {1}",
                                 .ja = "{1}についての{0}のリスクマネジメント"},
                                words.party(one.duty->about),
                                words.service(system.answer->graph().service(c))));
      }
    }
  }
  return texts;
}

void add_measures(AnnexSection& section, const Phrase& heading, std::vector<Text> texts,
                  const Phrase& nothing) {
  section.heading(text_of(heading));
  if (texts.empty()) {
    section.paragraph(text_of(nothing));
  } else {
    section.boxes(std::move(texts));
  }
}

}  // namespace

AnnexSection risks_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{
      .id = "risks",
      .title = {.en = "Risks, their treatment, and consent", .ja = "リスクとその対応、および同意"}};
  const std::vector<RiskId> risks = risks_of_supplier(facts);
  if (risks.empty()) {
    section.missing({.en = "No risk of the Supplier about a component of this annex is on record.",
                     .ja = "本附属書の構成要素について、乙のリスクの記録がありません。"});
    return section;
  }
  const rules::RiskParties parties(facts.context());
  section.table(risks_table(facts, words, parties, risks));
  AnnexTable consent = consent_table(facts, risks);
  if (consent.rows.empty()) {
    section.paragraph(
        {.en = "No risk is transferred or retained; no consent is asked for.",
         .ja = "移転または保有とするリスクの記録はなく、同意を求める事項はありません。"});
    return section;
  }
  section.paragraph(
      {.en = "Transfer and retention are not for the Supplier alone to choose: they "
             "are explained to the Customer and agreed on (FAQ 5.1).",
       .ja = "リスクの移転・保有は、乙の判断のみで選択することは適当でなく、甲への説明と"
             "合意を要します（FAQ 5.1）。"});
  section.table(std::move(consent));
  return section;
}

AnnexSection measures_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{.id = "measures",
                       .title = {.en = "What the Customer itself does", .ja = "甲が自ら行う対策"},
                       .stays_whole = true};
  section.paragraph({.en = "All in one place, to be handed to those who do it.",
                     .ja = "担当者が手元に置いて使えるよう、甲の行う事項をまとめています。"});
  add_measures(section,
               {.en = "Measures that the Supplier's treatment of risks relies on",
                .ja = "乙のリスク対応が前提とする対策"},
               left_measures(facts, risks_of_supplier(facts)),
               {.en = "None is on record.", .ja = "記録されたものはありません。"});
  add_measures(section, {.en = "Duties of the table of roles", .ja = "役割分担表で甲が担うもの"},
               own_duties(facts),
               {.en = "None is assigned on record.", .ja = "甲の担当とした記録はありません。"});
  add_measures(
      section, {.en = "Confirmations of risk management", .ja = "リスクマネジメントの確認の対象"},
      own_confirmations(facts, words),
      {.en = "None follows from the records.", .ja = "記録から求められるものはありません。"});
  return section;
}

}  // namespace musubi::cli
