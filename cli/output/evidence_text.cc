#include "cli/output/evidence_text.h"

#include <string>

#include "cli/output/names.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

Phrase arrow_phrase(EvidenceStep::By by) {
  using By = EvidenceStep::By;
  switch (by) {
    case By::Uses: return {.en = "uses", .ja = "が利用"};
    case By::DependsOn: return {.en = "runs on", .ja = "の稼働先"};
    case By::Placement:
      return {.en = "runs on, in this system", .ja = "の稼働先（このシステムのみ）"};
    case By::Contract: return {.en = "contracts with", .ja = "の契約先"};
    case By::Notice: return {.en = "gives notice to", .ja = "が通知"};
    case By::Relay: break;
  }
  return {.en = "passes on to", .ja = "が伝達"};
}

// How long before or after, of a notice or a relay.
std::string period_text(const EvidenceStep& step, Language language) {
  if (step.days) {
    return compose_in(language, {.en = ", {} days before", .ja = "（{} 日前まで）"}, *step.days);
  }
  if (step.hours) {
    return compose_in(language, {.en = ", within {} hours", .ja = "（{} 時間以内）"}, *step.hours);
  }
  return "";
}

// "─ runs on → virtual servers (iaas)"
Styled arrow_to(const Model& model, const EvidenceStep& step, Language language) {
  Styled text = Styled("─ ", Style::Dim).add(arrow_phrase(step.by).in(language), Style::Dim);
  if (step.contract.valid()) {
    text.add(language == Language::Ja ? "：" : ": ", Style::Dim);
    text.add(model.id(step.contract), Style::Name);
  }
  text.add(" → ", Style::Dim).add(label_of(model, step.to, language));
  text.add(period_text(step, language), Style::Dim);
  if (step.relation) {
    text.add(language == Language::Ja ? "　[" : "  [", Style::Dim);
    text.add(phrase_of(*step.relation).in(language), Style::Dim).add("]", Style::Dim);
  }
  return text;
}

}  // namespace

Phrase phrase_of(Relation relation) {
  switch (relation) {
    case Relation::Owned:
      return {.en = "run by the institution itself", .ja = "医療機関等が自ら運用"};
    case Relation::Internal: return {.en = "provided by the same party", .ja = "自ら提供"};
    case Relation::Purchased:
      return {.en = "bought, without maintenance", .ja = "購入（保守なし）"};
    case Relation::Procured: return {.en = "procured", .ja = "調達"};
    case Relation::Independent: break;
  }
  return {.en = "neither selected nor contracted for (2.2.3)",
          .ja = "選定関与なし・直接契約なし（2.2.3）"};
}

Styled step_text(const Model& model, const EvidenceStep& step, Language language) {
  return label_of(model, step.from, language).add(" ").add(arrow_to(model, step, language));
}

std::vector<Styled> chain_text(const Model& model, const Evidence& evidence, Language language) {
  std::vector<Styled> lines;
  Symbol reached;
  for (const EvidenceStep& step : evidence) {
    lines.push_back(step.from == reached ? arrow_to(model, step, language)
                                         : step_text(model, step, language));
    reached = step.to;
  }
  return lines;
}

std::string chain_line(const Model& model, const Evidence& evidence, Language language) {
  std::string line;
  Symbol reached;
  for (const EvidenceStep& step : evidence) {
    const bool joins = step.from == reached;
    if (!line.empty()) line += joins ? " " : language == Language::Ja ? "；" : "; ";
    line +=
        (joins ? arrow_to(model, step, language) : step_text(model, step, language)).render(false);
    reached = step.to;
  }
  return line;
}

}  // namespace musubi::cli
