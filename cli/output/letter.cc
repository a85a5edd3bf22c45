#include "cli/output/letter.h"

#include <algorithm>

#include "cli/output/letter_parts.h"

namespace musubi::cli {
namespace {

Phrase subject_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::ContractChange:
      return {.en = "Notice of a change of contract terms", .ja = "契約条件の変更に関する通知"};
    case ChangeKind::Termination:
      return {.en = "Notice of the end of a service", .ja = "サービスの終了に関する通知"};
    case ChangeKind::Incident: return {.en = "Report of an incident", .ja = "インシデントの報告"};
    case ChangeKind::Outage: return {.en = "Report of an outage", .ja = "サービスの停止の報告"};
    case ChangeKind::ServiceChange: break;
  }
  return {.en = "Notice of a change of service", .ja = "サービスの変更に関する通知"};
}

// What is going to happen to {}, or has happened, as the one says who makes the change.
Phrase own_event(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::ContractChange:
      return {.en = "We plan to change contract terms that concern {}.",
              .ja = "{}について、契約条件の変更を予定しております。"};
    case ChangeKind::Termination:
      return {.en = "We plan to end the provision of {}.",
              .ja = "{}について、提供の終了を予定しております。"};
    case ChangeKind::Incident:
      return {.en = "An incident has occurred in {}.",
              .ja = "{}について、インシデントが発生いたしました。"};
    case ChangeKind::Outage:
      return {.en = "An outage has occurred in {}.", .ja = "{}について、停止が発生いたしました。"};
    case ChangeKind::ServiceChange: break;
  }
  return {.en = "We plan a change to {}.", .ja = "{}について、変更を予定しております。"};
}

// The same as one says who was told of it.
Phrase told_event(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::ContractChange:
      return {.en = "We have learned that contract terms are going to change that concern {}.",
              .ja = "{}について、契約条件の変更が予定されている旨の連絡を受けました。"};
    case ChangeKind::Termination:
      return {.en = "We have learned that the provision of {} is going to end.",
              .ja = "{}について、提供の終了が予定されている旨の連絡を受けました。"};
    case ChangeKind::Incident:
      return {.en = "We have learned that an incident has occurred in {}.",
              .ja = "{}について、インシデントが発生した旨の連絡を受けました。"};
    case ChangeKind::Outage:
      return {.en = "We have learned that an outage has occurred in {}.",
              .ja = "{}について、停止が発生した旨の連絡を受けました。"};
    case ChangeKind::ServiceChange: break;
  }
  return {.en = "We have learned that a change is planned to {}.",
          .ja = "{}について、変更が予定されている旨の連絡を受けました。"};
}

// To what, seen from the contract between the two; {} is the reader.
Phrase matter_of(const LetterFacts& facts) {
  if (facts.by_origin) {
    return facts.to_supplier ? Phrase{.en = "a service that our contract with you concerns",
                                      .ja = "{}との契約に関わるサービス"}
                             : Phrase{.en = "a service that we provide under our contract with you",
                                      .ja = "{}との契約に基づきご提供しているサービス"};
  }
  return facts.to_supplier ? Phrase{.en = "a component that concerns what you provide to us",
                                    .ja = "{}との契約の対象に関わる構成要素"}
                           : Phrase{.en = "a component on which our service to you depends",
                                    .ja = "{}にご提供しているサービスに関わる構成要素"};
}

Phrase telling(const LetterFacts& facts) {
  if (is_event(facts)) {
    return {.en = "We report on it as follows.", .ja = "下記のとおり報告いたします。"};
  }
  return facts.to_supplier ? Phrase{.en = "We pass this on to you as follows.",
                                    .ja = "つきましては、下記のとおり伝達いたします。"}
                           : Phrase{.en = "We give you notice of it as follows.",
                                    .ja = "つきましては、下記のとおり通知いたします。"};
}

class LetterComposer {
 public:
  LetterComposer(const LetterFacts& facts, Language language, bool in_era)
      : facts_(facts), words_(facts, language, in_era) {}

  Letter compose() {
    letter_.language = words_.language();
    letter_.subject = subject_of(kind()).in(words_.language());
    add_frame();
    add_opening();
    letter_.parts = {contract_part(facts_, words_), change_part(facts_, words_),
                     security_part(words_),         affected_part(facts_, words_),
                     handling_part(facts_, words_), requests_part(facts_, words_),
                     relay_part(facts_, words_),    outage_part(facts_, words_),
                     enclosures_part(words_),       contact_part(facts_, words_)};
    add_receipt();
    return std::move(letter_);
  }

 private:
  [[nodiscard]] ChangeKind kind() const { return facts_.view->question->kind; }
  [[nodiscard]] std::string number_blank() const {
    return words_.blank({.en = "number of this letter", .ja = "文書番号"});
  }
  [[nodiscard]] std::string today() const { return words_.date(facts_.view->supply->as_of()); }

  void add_frame() {
    letter_.head = {words_.say({.en = "No. {}", .ja = "文書番号　{}"}, number_blank()), today()};
    letter_.addressee.push_back(words_.organization(facts_.reader));
    if (facts_.addressee != facts_.reader) {
      letter_.addressee.push_back(words_.organization(facts_.addressee));
    }
    const bool institution = facts_.view->supply->parties()
                                 .kinds(facts_.reader)
                                 .has(OrganizationKind::MedicalInstitution);
    letter_.addressee.push_back(words_.say(
        institution
            ? Phrase{.en = "Officer responsible for the security management of medical "
                           "information systems",
                     .ja = "医療情報システム安全管理責任者　殿"}
            : Phrase{.en = "Contracts and security", .ja = "契約・セキュリティ担当　御中"}));
    for (const std::string& contact : contacts_of_addressee()) {
      letter_.addressee.push_back(words_.say({.en = "{}", .ja = "（送付先：{}）"}, contact));
    }
    letter_.sender = {words_.organization(facts_.sender),
                      words_.blank({.en = "department, title and name of the sender",
                                    .ja = "発信者の部署・役職・氏名"})};
  }

  [[nodiscard]] std::vector<std::string> contacts_of_addressee() const {
    std::vector<std::string> contacts = words_.contacts(facts_.addressee);
    return contacts.empty() ? words_.contacts(facts_.reader) : contacts;
  }

  void add_opening() {
    const std::string matter = words_.say(facts_.by_origin ? own_event(kind()) : told_event(kind()),
                                          words_.say(matter_of(facts_), words_.you())) +
                               words_.say({.en = " ", .ja = ""}) + words_.say(telling(facts_));
    const std::string request =
        words_.say({.en = "Please see to what section {} asks for, and return the "
                          "acknowledgement of receipt at the end.",
                    .ja = "ご確認のうえ、下記 {} の事項へのご対応と、末尾の受領確認書のご返送を"
                          "お願い申し上げます。"},
                   kRequestsNumber);
    if (is_event(facts_)) {
      open_report(matter, request);
      return;
    }
    letter_.opening = {
        words_.say({.en = "Dear Sir or Madam,",
                    .ja = "拝啓　時下ますますご清栄のこととお慶び申し上げます。平素より格別の"
                          "ご高配を賜り、厚く御礼申し上げます。"}),
        words_.say({.en = "{}", .ja = "　さて、{}"}, matter),
        words_.say({.en = "{}", .ja = "　{}"}, request)};
    letter_.closing = words_.say({.en = "Yours faithfully,", .ja = "敬具"});
  }

  // What cannot wait goes without inquiries after the reader's health.
  void open_report(const std::string& matter, const std::string& request) {
    letter_.opening = {
        words_.say({.en = "Dear Sir or Madam,", .ja = "急啓　取り急ぎご報告申し上げます。"}),
        words_.say({.en = "{}", .ja = "　{}"}, matter)};
    if (!facts_.to_supplier) {
      letter_.opening.push_back(
          words_.say({.en = "We sincerely apologise for the trouble and concern that this causes.",
                      .ja = "　ご迷惑とご心配をお掛けしますことを、深くお詫び申し上げます。"}));
    }
    letter_.opening.push_back(words_.say({.en = "{}", .ja = "　{}"}, request));
    letter_.closing = words_.say({.en = "Yours faithfully,", .ja = "草々"});
  }

  void add_receipt() {
    LetterPart& slip = letter_.receipt;
    slip.heading = words_.say({.en = "Acknowledgement of receipt", .ja = "受領確認書"});
    const auto add = [&](const Phrase& label, std::string text) {
      slip.lines.push_back({words_.say(label), std::move(text)});
    };
    add({.en = "To", .ja = "宛先"},
        words_.say({.en = "{}", .ja = "{}　行"}, words_.organization(facts_.sender)));
    add({.en = "Letter", .ja = "件名"},
        words_.say({.en = "{}, {}, no. {}", .ja = "{}（{}付、文書番号　{}）"}, letter_.subject,
                   today(), number_blank()));
    slip.lines.push_back({.label = "",
                          .text = words_.say({.en = "We have received this letter.",
                                              .ja = "上記の文書を受領しました。"}),
                          .box = true});
    if (asks_for_reagreement(facts_)) {
      add({.en = "Re-agreement", .ja = "再合意形成"},
          words_.say({.en = "□ needed　□ not needed　□ under consideration",
                      .ja = "□ 必要　□ 不要　□ 検討中"}));
    }
    add_consent(slip);
    add({.en = "Day of receipt", .ja = "受領日"},
        words_.say({.en = "____________________", .ja = "　　　　　年　　　月　　　日"}));
    add({.en = "Organization", .ja = "法人・施設名"}, words_.organization(facts_.addressee));
    add({.en = "Department, name", .ja = "部署・氏名"},
        words_.say({.en = "____________________", .ja = "＿＿＿＿＿＿＿＿＿＿＿＿"}));
    add({.en = "Return by", .ja = "返送期限"},
        words_.blank({.en = "last day for the return", .ja = "返送期限"}));
    const std::vector<std::string> contacts = words_.contacts(facts_.sender);
    add({.en = "Return to", .ja = "返送先"},
        contacts.empty() ? words_.blank({.en = "where to return it", .ja = "返送先"})
                         : contacts.front());
  }

  void add_consent(LetterPart& slip) {
    const auto policy = subentrustment_policy(facts_);
    if (!policy || is_event(facts_)) return;
    if (*policy == Subentrustment::Policy::PriorConsent) {
      slip.lines.push_back(
          {words_.say({.en = "Change of sub-entrustment", .ja = "再委託の変更（承諾欄）"}),
           words_.say({.en = "□ we consent　□ we do not consent　□ not applicable",
                       .ja = "□ 承諾します　□ 承諾しません　□ 該当なし"})});
    }
    if (*policy == Subentrustment::Policy::PriorNotice) {
      slip.lines.push_back(
          {words_.say({.en = "Change of sub-entrustment", .ja = "再委託の変更（異議欄）"}),
           words_.say({.en = "□ no objection　□ we object, because: ____________________",
                       .ja = "□ 異議はありません　□ 異議があります（理由：＿＿＿＿＿＿＿＿）"})});
    }
  }

  const LetterFacts& facts_;
  LetterWords words_;
  Letter letter_;
};

}  // namespace

Letter compose_letter(const LetterFacts& facts, Language language, bool in_era) {
  return LetterComposer(facts, language, in_era).compose();
}

}  // namespace musubi::cli
