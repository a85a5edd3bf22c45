#include "cli/output/letter_parts.h"

#include <algorithm>

#include "engine/agreed.h"
#include "engine/notice.h"

namespace musubi::cli {
namespace {

const Model& model_of(const LetterFacts& facts) { return facts.view->supply->model(); }

ChangeKind kind_of(const LetterFacts& facts) { return facts.view->question->kind; }

std::vector<ServiceId> affected_of(const LetterFacts& facts, ContractId contract) {
  std::vector<ServiceId> affected;
  for (const ServiceRef& covered : model_of(facts)[contract].covers) {
    if (is_affected(*facts.view, covered.id)) affected.push_back(covered.id);
  }
  return affected;
}

// The clause of a contract by which the sender tells the reader.
const Period* clause_of(const LetterFacts& facts, ContractId contract) {
  const Model& model = model_of(facts);
  const Periods* periods =
      facts.to_supplier ? model.relay(model[contract]) : model.notice(model[contract]);
  if (periods == nullptr) return nullptr;
  const auto found = std::ranges::find(periods->periods, told_as(kind_of(facts)), &Period::kind);
  return found == periods->periods.end() ? nullptr : &*found;
}

// The last day for a notice of so many days; nothing without a date, and for hours.
std::optional<Date> last_day(const LetterFacts& facts, std::int32_t length) {
  if (is_event(facts) || !facts.view->question->on) return std::nullopt;
  return facts.view->question->on->plus_days(-length);
}

std::string period_text(const LetterFacts& facts, const LetterWords& words, const Period& period) {
  if (is_event(facts)) {
    return words.say({.en = "within {} hours of the event", .ja = "発生から {} 時間以内"},
                     period.length);
  }
  const auto day = last_day(facts, period.length);
  return words.say({.en = "{} days before it takes effect", .ja = "実施日の {} 日前まで"},
                   period.length) +
         (day ? words.say({.en = ", that is by {}", .ja = "（{}）"}, words.date(*day))
              : std::string());
}

Phrase clause_label(const LetterFacts& facts) {
  if (facts.to_supplier) return {.en = "Period for passing it on", .ja = "伝達の期限"};
  if (is_event(facts)) return {.en = "Period for the report", .ja = "報告の期限"};
  return {.en = "Period of notice", .ja = "予告期間"};
}

std::string clause_text(const LetterFacts& facts, const LetterWords& words, const Period* clause) {
  if (clause == nullptr) {
    return words.blank({.en = "clause on notice, and its period", .ja = "通知の条項と期限"});
  }
  const std::string written = words.vetted(clause->as_written.in(words.language()));
  std::string period = period_text(facts, words, *clause);
  if (written.empty()) return period;
  return words.say({.en = "{} (as written: {})", .ja = "{}（契約上の記載：{}）"}, period,
                   words.quoted(written));
}

void add_contract(LetterPart& part, const LetterFacts& facts, const LetterWords& words,
                  ContractId contract) {
  const Contract& record = model_of(facts)[contract];
  const auto known = [&](std::string_view text, const Phrase& what) {
    const std::string vetted = words.vetted(text);
    return vetted.empty() ? words.blank(what) : vetted;
  };
  part.lines.push_back({words.say({.en = "Contract", .ja = "契約の名称"}),
                        known(record.name.in(words.language()),
                              {.en = "name of the contract", .ja = "契約の名称"})});
  part.lines.push_back({words.say({.en = "Contract number", .ja = "契約番号"}),
                        known(record.number, {.en = "number of the contract", .ja = "契約番号"})});
  if (record.terms.given()) {
    const Name& name = model_of(facts).terms[record.terms.id.index()].name;
    if (const std::string terms = words.vetted(name.in(words.language())); !terms.empty()) {
      part.lines.push_back({words.say({.en = "Terms", .ja = "適用される約款等"}), terms});
    }
  }
  if (const auto affected = affected_of(facts, contract); !affected.empty()) {
    part.lines.push_back({words.say({.en = "Affected services that it covers",
                                     .ja = "契約の対象のうち影響を受けるもの"}),
                          words.services(affected)});
  }
  const Period* const clause = clause_of(facts, contract);
  part.lines.push_back({words.say(clause_label(facts)), clause_text(facts, words, clause)});
  const auto day = clause == nullptr ? std::nullopt : last_day(facts, clause->length);
  if (day && *day < facts.view->supply->as_of()) {
    part.lines.push_back(
        {words.say({.en = "Why that day has passed", .ja = "期限を過ぎた理由"}),
         words.blank({.en = "reason for the late notice", .ja = "通知が遅れた理由"})});
  }
}

// What changes, as far as the reader may know it.
std::string target_text(const LetterFacts& facts, const LetterWords& words, RecordRef target) {
  const bool known = words.viewpoint().knows(target);
  switch (target.kind) {
    case RecordKind::Service: return words.service_of_provider(ServiceId(target.index));
    case RecordKind::Contract:
      if (known) return words.contract(ContractId(target.index));
      return words.say({.en = "a contract between other parties", .ja = "関係する者の間の契約"});
    default: break;
  }
  if (!known) {
    return words.say(
        {.en = "a party that takes part in the provision", .ja = "サービスの提供に関わる者"});
  }
  std::vector<ServiceId> affected;
  for (const ServiceId s :
       facts.view->supply->provided_by(facts.view->supply->party(OrganizationId(target.index)))) {
    if (words.viewpoint().knows(s)) affected.push_back(s);
  }
  const std::string name = words.organization(OrganizationId(target.index));
  return affected.empty()
             ? name
             : words.say({.en = "{} ({})", .ja = "{}（{}）"}, name, words.services(affected));
}

void add_event(LetterPart& part, const LetterFacts& facts, const LetterWords& words) {
  const auto blank = [&](const Phrase& label, const Phrase& what) {
    part.lines.push_back({words.say(label), words.blank(what)});
  };
  const auto& on = facts.view->question->on;
  constexpr Phrase kTime{.en = "time at which it began", .ja = "発生した時刻"};
  part.lines.push_back(
      {words.say({.en = "Began", .ja = "発生日時"}),
       on ? words.date(*on) + " " + words.blank(kTime)
          : words.blank({.en = "day and time at which it began", .ja = "発生した日時"})});
  blank({.en = "Detected", .ja = "検知日時"},
        {.en = "day and time at which it was detected", .ja = "検知した日時"});
  blank({.en = "What happened", .ja = "事象"}, {.en = "what happened", .ja = "事象の内容"});
  blank({.en = "Cause", .ja = "原因"}, {.en = "cause, as far as known", .ja = "判明している原因"});
  blank({.en = "Measures", .ja = "対応の状況"},
        {.en = "measures taken, and recovery", .ja = "実施した対応と復旧の見込み"});
  if (kind_of(facts) == ChangeKind::Incident) {
    blank({.en = "Medical information", .ja = "医療情報の漏えい等"},
          {.en = "whether medical information may have leaked, been lost or damaged",
           .ja = "医療情報の漏えい、滅失又は毀損のおそれの有無と範囲"});
  }
  blank({.en = "Next report", .ja = "次回の報告"},
        {.en = "day of the next report", .ja = "次回の報告の予定日"});
}

void add_planned(LetterPart& part, const LetterFacts& facts, const LetterWords& words) {
  const bool ends = kind_of(facts) == ChangeKind::Termination;
  part.lines.push_back({words.say({.en = "Before", .ja = "変更前"}),
                        words.blank({.en = "state before the change", .ja = "変更前の内容"})});
  part.lines.push_back({words.say({.en = "After", .ja = "変更後"}),
                        ends
                            ? words.say({.en = "ends", .ja = "終了"})
                            : words.blank({.en = "state after the change", .ja = "変更後の内容"})});
  part.lines.push_back({words.say({.en = "Reason", .ja = "理由"}),
                        words.blank({.en = "reason of the change", .ja = "変更の理由"})});
  const auto& on = facts.view->question->on;
  part.lines.push_back(
      {words.say({.en = "Takes effect on", .ja = "実施日"}),
       on ? words.date(*on)
          : words.blank({.en = "day on which it takes effect", .ja = "変更の実施日"})});
}

}  // namespace

bool is_event(const LetterFacts& facts) { return counts_in_hours(kind_of(facts)); }

std::optional<Subentrustment::Policy> subentrustment_policy(const LetterFacts& facts) {
  if (facts.to_supplier) return std::nullopt;
  const Agreement* const agreement = agreed_in(*facts.view->supply, facts.contracts.front());
  if (agreement == nullptr || !agreement->subentrustment) return std::nullopt;
  return agreement->subentrustment->policy;
}

LetterPart contract_part(const LetterFacts& facts, const LetterWords& words) {
  LetterPart part{words.say({.en = "Contract and clause", .ja = "契約と通知の根拠"}), {}};
  for (const ContractId contract : facts.contracts) add_contract(part, facts, words, contract);
  return part;
}

LetterPart change_part(const LetterFacts& facts, const LetterWords& words) {
  LetterPart part;
  part.heading = is_event(facts) ? words.say({.en = "What happened", .ja = "発生した事象"})
                                 : words.say({.en = "What changes", .ja = "変更の内容"});
  for (const RecordRef target : facts.view->question->targets) {
    part.lines.push_back(
        {words.say({.en = "Concerns", .ja = "対象"}), target_text(facts, words, target)});
  }
  if (is_event(facts)) {
    add_event(part, facts, words);
  } else {
    add_planned(part, facts, words);
  }
  return part;
}

}  // namespace musubi::cli
