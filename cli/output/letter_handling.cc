#include <algorithm>

#include "cli/output/contact_text.h"
#include "cli/output/letter_parts.h"
#include "engine/agreed.h"

namespace musubi::cli {
namespace {

// The services that change and that the reader knows.
std::vector<ServiceId> known_targets(const LetterFacts& facts, const LetterWords& words) {
  const SupplyGraph& supply = *facts.view->supply;
  std::vector<ServiceId> services;
  for (const RecordRef target : facts.view->question->targets) {
    if (target.kind == RecordKind::Service) services.emplace_back(target.index);
    if (target.kind == RecordKind::Organization) {
      const auto provided = supply.provided_by(supply.party(OrganizationId(target.index)));
      services.insert(services.end(), provided.begin(), provided.end());
    }
    if (target.kind == RecordKind::Contract && words.viewpoint().knows(target)) {
      for (const ServiceRef& one : supply.model().contracts[target.index].covers) {
        services.push_back(one.id);
      }
    }
  }
  std::erase_if(services, [&](ServiceId s) { return !words.viewpoint().knows(s); });
  std::ranges::sort(services);
  const auto twice = std::ranges::unique(services);
  services.erase(twice.begin(), twice.end());
  return services;
}

std::string place_text(const LetterWords& words, const MaybeList<String>& at, const Phrase& what) {
  if (!at || at->empty()) return words.blank(what);
  std::vector<std::string> places;
  for (const String& code : *at) {
    places.push_back(country_text(code).in(words.language()));
  }
  return words.list(places);
}

bool is_active(const SupplyGraph& supply, const Disclosure& disclosure) {
  return (!disclosure.date || *disclosure.date <= supply.as_of()) &&
         (!disclosure.valid_until || supply.as_of() <= *disclosure.valid_until);
}

bool has_contract(const SupplyGraph& supply, OrganizationId customer, OrganizationId supplier) {
  return std::ranges::any_of(supply.bought_by(customer),
                             [&](ContractId k) { return supply.supplier(k) == supplier; });
}

// Sub-entrusted parties that were disclosed to the reader: approved in these contracts, or by a
// disclosure about who provides something affected.
std::vector<OrganizationId> subentrusted(const LetterFacts& facts, const LetterWords& words) {
  const SupplyGraph& supply = *facts.view->supply;
  std::vector<OrganizationId> found;
  if (facts.to_supplier) return found;
  for (const ContractId k : facts.contracts) {
    const Agreement* const agreement = agreed_in(supply, k);
    if (agreement == nullptr || !agreement->subentrustment) continue;
    for (const OrganizationRef& one : agreement->subentrustment->approved) {
      found.push_back(supply.party(one.id));
    }
  }
  for (const Disclosure& disclosure : supply.model().disclosures) {
    if (supply.party(disclosure.to.id) != facts.reader || !is_active(supply, disclosure)) continue;
    const OrganizationId about = disclosure.organization.given()
                                     ? supply.party(disclosure.organization.id)
                                     : supply.provider(disclosure.service.id);
    const bool affected = std::ranges::any_of(facts.view->impact->services, [&](const auto& row) {
      return supply.provider(row.service) == about;
    });
    if (affected && !has_contract(supply, facts.reader, about)) found.push_back(about);
  }
  std::erase_if(found, [&](OrganizationId who) {
    return who == facts.reader || who == facts.sender || !words.viewpoint().knows(who);
  });
  std::ranges::sort(found);
  const auto twice = std::ranges::unique(found);
  found.erase(twice.begin(), twice.end());
  return found;
}

}  // namespace

LetterPart security_part(const LetterWords& words) {
  const auto line = [&](const Phrase& label, const Phrase& what) {
    return LetterLine{words.say(label), words.blank(what)};
  };
  return {words.say({.en = "Effect on confidentiality, integrity and availability",
                     .ja = "機密性・完全性・可用性への影響"}),
          {line({.en = "Confidentiality", .ja = "機密性"},
                {.en = "effect on confidentiality", .ja = "機密性への影響"}),
           line({.en = "Integrity", .ja = "完全性"},
                {.en = "effect on integrity", .ja = "完全性への影響"}),
           line({.en = "Availability", .ja = "可用性"},
                {.en = "effect on availability", .ja = "可用性への影響"})}};
}

LetterPart handling_part(const LetterFacts& facts, const LetterWords& words) {
  LetterPart part{words.say({.en = "Location, sub-entrustment and responsibilities",
                             .ja = "保存場所、再委託、責任の範囲"}),
                  {}};
  const auto add = [&](const Phrase& label, std::string text) {
    part.lines.push_back({words.say(label), std::move(text)});
  };
  const bool changes = !is_event(facts);
  constexpr Phrase kNow{.en = "location now", .ja = "現在の保存場所"};
  const Phrase location = changes ? Phrase{.en = "Location before", .ja = "保存場所（変更前）"}
                                  : Phrase{.en = "Location", .ja = "保存場所"};
  const auto targets = known_targets(facts, words);
  for (const ServiceId s : targets) {
    const std::string place = place_text(words, facts.view->supply->model()[s].locations, kNow);
    add(location, targets.size() == 1
                      ? place
                      : words.say({.en = "{}: {}", .ja = "{}：{}"}, words.service(s), place));
  }
  if (targets.empty()) add(location, words.blank(kNow));
  if (changes) {
    add({.en = "Location after", .ja = "保存場所（変更後）"},
        words.blank({.en = "location after the change", .ja = "変更後の保存場所"}));
  }
  std::vector<std::string> names;
  for (const OrganizationId who : subentrusted(facts, words)) {
    names.push_back(words.organization(who));
  }
  add(changes ? Phrase{.en = "Sub-entrusted parties before", .ja = "再委託先（変更前）"}
              : Phrase{.en = "Sub-entrusted parties", .ja = "再委託先"},
      names.empty() ? words.blank({.en = "sub-entrusted parties now", .ja = "現在の再委託先"})
                    : words.list(names));
  if (changes) {
    add({.en = "Sub-entrusted parties after", .ja = "再委託先（変更後）"},
        words.blank({.en = "sub-entrusted parties after the change", .ja = "変更後の再委託先"}));
    add({.en = "Scope of responsibility, division of roles", .ja = "責任の範囲・役割分担"},
        words.blank({.en = "whether the scope of responsibility or the division of roles changes, "
                           "and how",
                     .ja = "責任の範囲と役割分担の変更の有無、内容"}));
  }
  return part;
}

LetterPart outage_part(const LetterFacts& facts, const LetterWords& words) {
  LetterPart part{words.say({.en = "Downtime and fallback", .ja = "停止時間と代替手段"}), {}};
  part.lines.push_back({words.say({.en = "Downtime", .ja = "停止時間"}),
                        words.blank({.en = "whether and how long the service is down",
                                     .ja = "停止の有無、日時、時間"})});
  part.lines.push_back({words.say({.en = "Fallback", .ja = "代替手段"}),
                        words.blank(facts.view->question->kind == ChangeKind::Termination
                                        ? Phrase{.en = "what to move to, and how the data move",
                                                 .ja = "移行先とデータの移行方法"}
                                        : Phrase{.en = "how to work meanwhile, and how to go back",
                                                 .ja = "停止中の代替手段と切り戻しの方法"})});
  return part;
}

LetterPart enclosures_part(const LetterWords& words) {
  return {words.say({.en = "Enclosed", .ja = "同封する資料"}),
          {{.label = "",
            .text = words.say({.en = "service specification conformity disclosure, updated",
                               .ja = "サービス仕様適合開示書（更新後のもの）"}),
            .box = true},
           {.label = "",
            .text = words.say(
                {.en = "risk treatment list, updated", .ja = "リスク対応一覧（更新後のもの）"}),
            .box = true}}};
}

LetterPart contact_part(const LetterFacts& facts, const LetterWords& words) {
  LetterPart part{words.say({.en = "Contact", .ja = "お問い合わせ先"}), {}};
  part.lines.push_back({"", words.organization(facts.sender)});
  for (std::string& contact : words.contacts(facts.sender)) {
    part.lines.push_back({"", std::move(contact)});
  }
  part.lines.push_back(
      {"", words.blank({.en = "department, person, telephone", .ja = "部署、担当者、電話番号"})});
  return part;
}

}  // namespace musubi::cli
