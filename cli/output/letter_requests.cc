#include <algorithm>

#include "cli/output/letter_parts.h"

namespace musubi::cli {
namespace {

// When to do it by.
std::string deadline(const LetterFacts& facts, const LetterWords& words) {
  const auto& on = facts.view->question->on;
  if (is_event(facts)) return words.say({.en = "without delay", .ja = "速やかに"});
  if (on) {
    return words.say({.en = "by {}, the day on which it takes effect", .ja = "実施日（{}）までに"},
                     words.date(*on));
  }
  return words.say({.en = "by {}", .ja = "{}までに"},
                   words.blank({.en = "day to answer by", .ja = "対応の期限"}));
}

// {0} the contract, {1} the other party, {2} the service: what the reader does, and what is done
// with it.
struct Request {
  Phrase by, with;
};

Request request_of(ActionKind kind) {
  switch (kind) {
    case ActionKind::ReportIncident:
      return {.by = {.en = "Report the incident to {1}, under {0}.",
                     .ja = "{0}に基づき、インシデントを{1}に報告してください。"},
              .with = {.en = "Receive the report of the incident by {1}, under {0}.",
                       .ja = "{0}に基づく{1}からのインシデントの報告をご確認ください。"}};
    case ActionKind::ProposeRecurrencePrevention:
      return {.by = {.en = "Propose to {1} how to prevent a recurrence, under {0}.",
                     .ja = "{0}に基づき、再発防止策を{1}に提案してください。"},
              .with = {.en = "Consider what {1} proposes to prevent a recurrence, under {0}.",
                       .ja = "{0}に基づき{1}が提案する再発防止策をご検討ください。"}};
    case ActionKind::ReturnAndErase:
      return {.by = {.en = "Return to {1} the medical information that you keep under {0}, and "
                           "erase it.",
                     .ja = "{0}により預かった医療情報を{1}に返却し、消去してください。"},
              .with = {.en = "Receive from {1} the medical information that it keeps under {0}, "
                             "and have it confirm that it was erased.",
                       .ja = "{0}により{1}が預かった医療情報の返却を受け、消去の完了を確認して"
                             "ください。"}};
    case ActionKind::Reassess:
      return {.by = {.en = "Confirm the risk management of {1} for {2} again.",
                     .ja = "{2}について、{1}のリスクマネジメントの確認をあらためて行ってください"
                           "。"},
              .with = {.en = "{1} confirms your risk management for {2} again: please provide what "
                             "it needs.",
                       .ja = "{2}について、{1}がリスクマネジメントの確認をあらためて行います。資料"
                             "の提供をお願いいたします。"}};
    case ActionKind::RevisitScope:
      return {
          .by = {.en = "Look again with {1} at the scope of responsibility in {0}, since what "
                       "it covers is affected.",
                 .ja = "{0}に定めた責任の範囲を、{1}と見直してください（契約の対象に影響があり"
                       "ます）。"},
          .with = {.en = "Look again with {1} at the scope of responsibility in {0}, since what "
                         "it covers is affected.",
                   .ja = "{0}に定めた責任の範囲を、{1}と見直してください（契約の対象に影響が"
                         "あります）。"}};
    case ActionKind::ConsiderLeakReport:
      return {.by = {.en = "Consider whether a leak has to be reported to the Personal Information "
                           "Protection Commission and to the persons concerned (APPI art. 26).",
                     .ja = "漏えい等の個人情報保護委員会への報告と本人への通知の要否を検討して"
                           "ください（個人情報保護法第26条）。"},
              .with = {}};
    case ActionKind::Reagree: break;
  }
  constexpr Phrase kReagree{
      .en = "Decide with {1} whether the agreement under {0} has to be formed again.",
      .ja = "{0}について、再合意形成が必要かどうかを{1}と判断してください。"};
  return {.by = kReagree, .with = kReagree};
}

std::string action_text(const LetterFacts& facts, const LetterWords& words,
                        const ImpactAction& action) {
  const bool is_by = facts.view->supply->party(action.by) == facts.reader;
  const Request request = request_of(action.kind);
  if (action.kind == ActionKind::ConsiderLeakReport) {
    std::string text = words.say(request.by);
    if (action.by == facts.reader) return text;
    return words.say({.en = "{}: {}", .ja = "{}：{}"}, words.organization(action.by), text);
  }
  const OrganizationId other = is_by ? action.with : action.by;
  return words.say(is_by ? request.by : request.with,
                   action.contract.valid() ? words.contract(action.contract) : std::string(),
                   words.organization(other),
                   action.service.valid() ? words.service(action.service) : std::string());
}

// What has to be said of a change of those to whom the work is handed on.
std::string consent_text(const LetterWords& words, Subentrustment::Policy policy) {
  const std::string day = words.blank({.en = "last day for the answer", .ja = "回答期限"});
  switch (policy) {
    case Subentrustment::Policy::PriorConsent:
      return words.say({.en = "Where sub-entrustment changes, the contract asks for your prior "
                              "consent. Please answer on the slip by {}.",
                        .ja = "再委託に変更がある場合は、契約により事前の承諾が必要です。受領確認書"
                              "の承諾欄にて、{}までにご回答ください。"},
                       day);
    case Subentrustment::Policy::PriorNotice:
      return words.say({.en = "Where sub-entrustment changes, this is the prior notice that the "
                              "contract asks for. Please state any objection on the slip by {}.",
                        .ja = "再委託に変更がある場合、本書は契約に定めた事前の通知を兼ねます。異議"
                              "があるときは、受領確認書の異議欄にて、{}までにお申し出ください。"},
                       day);
    case Subentrustment::Policy::Prohibited:
      return words.say(
          {.en = "The contract does not allow sub-entrustment. {}",
           .ja = "契約により再委託は行わないこととされています。{}"},
          words.blank({.en = "whether the change brings any", .ja = "この変更に伴う再委託の有無"}));
    case Subentrustment::Policy::Free: break;
  }
  return {};
}

}  // namespace

bool asks_for_reagreement(const LetterFacts& facts) {
  return std::ranges::any_of(facts.view->impact->actions, [&](const ImpactAction& action) {
    return action.kind == ActionKind::Reagree &&
           std::ranges::find(facts.contracts, action.contract) != facts.contracts.end();
  });
}

LetterPart requests_part(const LetterFacts& facts, const LetterWords& words) {
  LetterPart part{words.say({.en = "What we ask you to do", .ja = "ご対応いただきたい事項"}), {}};
  const auto add = [&](std::string text) {
    part.lines.push_back({.label = "", .text = std::move(text), .box = true});
  };
  for (const ImpactAction& action : facts.view->impact->actions) {
    if (facts.view->supply->party(action.by) == facts.reader || action.with == facts.reader) {
      add(action_text(facts, words, action));
    }
  }
  if (const auto policy = subentrustment_policy(facts); policy && !is_event(facts)) {
    if (std::string text = consent_text(words, *policy); !text.empty()) add(std::move(text));
  }
  LetterLine first;
  first.text = part.lines.empty() ? words.blank({.en = "what the reader has to do, if anything",
                                                 .ja = "ご対応いただく事項（なければ「なし」）"})
                                  : words.say({.en = "Please see to the following {}.",
                                               .ja = "{}、次の事項をお願いいたします。"},
                                              deadline(facts, words));
  part.lines.insert(part.lines.begin(), std::move(first));
  return part;
}

}  // namespace musubi::cli
