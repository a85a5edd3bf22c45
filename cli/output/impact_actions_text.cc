#include "cli/output/impact_actions_text.h"

#include <string>
#include <string_view>

#include "cli/output/evidence_text.h"
#include "cli/output/names.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

// {by}, {with}, {contract} and {service} stand for the parts of the action.
Phrase sentence(ActionKind kind) {
  switch (kind) {
    case ActionKind::ReportIncident:
      return {.en = "{by} reports the incident to {with}, under {contract}.",
              .ja = "{by}は、インシデントを{with}に報告します（契約 {contract}）。"};
    case ActionKind::ConsiderLeakReport:
      return {.en =
                  "{by} considers whether a leak has to be reported to the Personal Information "
                  "Protection Commission and to the persons concerned (APPI art. 26).",
              .ja =
                  "{by}は、漏えい等の個人情報保護委員会への報告と本人への通知の要否を検討します（"
                  "個人情報保護法第26条）。"};
    case ActionKind::ProposeRecurrencePrevention:
      return {.en = "{by} proposes to {with} how to prevent a recurrence, under {contract}.",
              .ja = "{by}は、再発防止策を{with}に提案します（契約 {contract}）。"};
    case ActionKind::Reassess:
      return {
          .en = "{by} confirms the risk management of {with} for {service} again.",
          .ja = "{by}は、「{service}」について{with}のリスクマネジメントをあらためて確認します。"};
    case ActionKind::RevisitScope:
      return {.en =
                  "{by} and {with} look again at the scope of responsibility in {contract}, since "
                  "what it covers is affected.",
              .ja =
                  "{by}と{with}は、対象とする構成要素に影響があるため、契約 {contract} に定めた責任"
                  "の範囲を見直します。"};
    case ActionKind::ReturnAndErase:
      return {.en =
                  "{by} returns the medical information that it keeps under {contract} to {with} "
                  "and erases it.",
              .ja = "{by}は、契約 {contract} により預かった医療情報を{with}に返却し、消去します。"};
    case ActionKind::Reagree: break;
  }
  return {.en =
              "{by} and {with} decide whether their agreement under {contract} has to be formed "
              "again.",
          .ja = "{by}と{with}は、契約 {contract} について再合意形成が必要かどうかを判断します。"};
}

Styled circle_text(const Model& model, const ImpactAction& action, Language language) {
  std::string circle;
  for (const ContractId k : action.circle) circle += fmt::format("{} → ", model.id(k));
  circle += model.id(action.contract);
  return Styled(compose_in(language,
                           {.en = "These agreements wait for one another: {}. This one is put "
                                  "first.",
                            .ja = "次の合意は互いに前後し合っています（循環）：{}。ここではこの合"
                                  "意を先に置いています。"},
                           circle),
                Style::Warning);
}

}  // namespace

Styled action_text(const ImpactView& view, const ImpactAction& action, Language language) {
  const Model& model = view.supply->model();
  const auto part = [&](std::string_view name) {
    if (name == "by") return label_of(model, model[action.by].id, language);
    if (name == "with") return label_of(model, model[action.with].id, language);
    if (name == "service") return label_of(model, model[action.service].id, language);
    return Styled(model.id(action.contract), Style::Name);
  };
  Styled text;
  std::string_view rest = sentence(action.kind).in(language);
  for (std::size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
    const std::size_t close = rest.find('}', open);
    text.add(rest.substr(0, open)).add(part(rest.substr(open + 1, close - open - 1)));
    rest = rest.substr(close + 1);
  }
  return text.add(rest);
}

void write_actions(Page& page, const ImpactView& view, Language language) {
  const Model& model = view.supply->model();
  if (view.impact->actions.empty()) return;
  page.blank();
  page.paragraph(Styled(
      language == Language::Ja ? "行うこと（この順序で）" : "What has to be done, in this order",
      Style::Strong));
  const std::size_t width = std::to_string(view.impact->actions.size()).size();
  std::size_t number = 0;
  for (const ImpactAction& action : view.impact->actions) {
    std::string head = std::to_string(++number);
    head.insert(0, width - head.size(), ' ');
    const std::size_t indent = head.size() + 6;  // ". [ ] "
    page.paragraph(Styled(head + ". [ ] ").add(action_text(view, action, language)), 2, indent);
    Evidence reason = action.evidence;
    // The sentence names the contract already.
    if (!reason.empty() && reason.front().contract == action.contract && action.contract.valid()) {
      reason.erase(reason.begin());
    }
    for (const Styled& step : chain_text(model, reason, language)) {
      page.paragraph(step, 2 + indent, 2);
    }
    if (!action.circle.empty()) page.paragraph(circle_text(model, action, language), 2 + indent);
  }
}

}  // namespace musubi::cli
