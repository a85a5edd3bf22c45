#include "cli/output/letter_words.h"

#include <algorithm>
#include <utility>

#include "cli/output/characters.h"
#include "cli/output/contact_text.h"
#include "cli/output/long_date.h"
#include "cli/output/names.h"

namespace musubi::cli {
namespace {

// Where `name` stands in `text`, from `from` on: of Latin letters only as a word of its own.
std::size_t find_name(std::string_view text, std::string_view name, std::size_t from) {
  for (std::size_t at = text.find(name, from); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    if (is_whole_word(text, at, at + name.size())) return at;
  }
  return std::string_view::npos;
}

std::string without(std::string text, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    for (std::size_t at = find_name(text, name, 0); at != std::string::npos;
         at = find_name(text, name, at + 1)) {
      text.replace(at, name.size(), "\n");
    }
  }
  return text;
}

Phrase reader_word(OrganizationKinds kinds) {
  if (kinds.has(OrganizationKind::MedicalInstitution)) return {.en = "you", .ja = "貴機関"};
  if (kinds.has(OrganizationKind::NetworkOperator)) return {.en = "you", .ja = "貴団体"};
  return {.en = "you", .ja = "貴社"};
}

Phrase sender_word(OrganizationKinds kinds) {
  if (kinds.has(OrganizationKind::MedicalInstitution) ||
      kinds.has(OrganizationKind::NetworkOperator)) {
    return {.en = "we", .ja = "当方"};
  }
  return {.en = "we", .ja = "当社"};
}

}  // namespace

LetterWords::LetterWords(const LetterFacts& facts, Language language, bool in_era)
    : facts_(&facts),
      supply_(facts.view->supply),
      model_(&facts.view->supply->model()),
      language_(language),
      in_era_(in_era),
      viewpoint_(*facts.view->supply, facts.reader) {
  collect_names();
}

void LetterWords::collect_names() {
  for (std::size_t i = 0; i < model_->organizations.size(); ++i) {
    const OrganizationId who(i);
    std::vector<std::string>& names = viewpoint_.knows(who) ? known_ : hidden_;
    const Organization& organization = (*model_)[who];
    for (const String name : {organization.name.en, organization.name.ja}) {
      if (!name.empty()) names.push_back(name.str());
    }
    names.emplace_back(model_->id(who));
  }
  std::ranges::sort(known_, std::ranges::greater{}, &std::string::size);
}

std::string LetterWords::vetted(std::string_view text) const {
  if (text.empty()) return {};
  const std::string rest = without(std::string(text), known_);
  const bool leaks = std::ranges::any_of(hidden_, [&](const std::string& name) {
    return find_name(rest, name, 0) != std::string::npos;
  });
  return leaks ? std::string() : std::string(text);
}

std::string LetterWords::blank(const Phrase& what) const {
  return say({.en = "[to be filled in: {}]", .ja = "【　要記入：{}　】"}, what);
}

std::string LetterWords::date(Date date) const {
  return in_era_ && language_ == Language::Ja ? era_date(date) : long_date(date, language_);
}

std::string LetterWords::quoted(const std::string& text) const {
  if (language_ != Language::Ja) return "“" + text + "”";
  std::string inner = text;
  for (const auto& [outside, inside] : {std::pair{"「", "『"}, {"」", "』"}}) {
    for (std::size_t at = inner.find(outside); at != std::string::npos; at = inner.find(outside)) {
      inner.replace(at, std::string_view(outside).size(), inside);
    }
  }
  return "「" + inner + "」";
}

std::string LetterWords::list(const std::vector<std::string>& texts) const {
  return list_text(texts, language_);
}

std::string LetterWords::you() const {
  return std::string(reader_word(supply_->parties().kinds(facts_->reader)).in(language_));
}

std::string LetterWords::we() const {
  return std::string(sender_word(supply_->parties().kinds(facts_->sender)).in(language_));
}

std::string LetterWords::organization(OrganizationId who) const {
  if (viewpoint_.knows(who)) return name_of(*model_, (*model_)[who].id).in(language_);
  return say({.en = "another party", .ja = "関係する者"});
}

std::string LetterWords::service(ServiceId service) const {
  const Service& record = (*model_)[service];
  if (viewpoint_.knows(service)) {
    const std::string name = vetted(name_of(*model_, record.id).in(language_));
    if (!name.empty()) return quoted(name);
  }
  return say({.en = "a component below (layer: {})", .ja = "下位の構成要素（階層：{}）"},
             word_label(RecordKind::Service, "layer", static_cast<unsigned>(record.layer)));
}

std::string LetterWords::service_of_provider(ServiceId service) const {
  const OrganizationId provider = supply_->provider(service);
  if (!viewpoint_.knows(provider)) return this->service(service);
  return say({.en = "{} (provided by {})", .ja = "{}（提供：{}）"}, this->service(service),
             organization(provider));
}

std::string LetterWords::services(const std::vector<ServiceId>& services) const {
  std::vector<std::string> texts;
  for (const ServiceId one : services) {
    std::string text = service(one);
    if (std::ranges::find(texts, text) == texts.end()) texts.push_back(std::move(text));
  }
  return list(texts);
}

std::string LetterWords::system(SystemId system) const {
  const std::string name = vetted(name_of(*model_, (*model_)[system].id).in(language_));
  return name.empty() ? say({.en = "one of your systems", .ja = "システム"}) : quoted(name);
}

std::string LetterWords::contract(ContractId contract) const {
  const Contract& record = (*model_)[contract];
  const std::string name = vetted(record.name.in(language_));
  const std::string number = vetted(record.number);
  if (!name.empty()) {
    return number.empty()
               ? quoted(name)
               : say({.en = "{} (no. {})", .ja = "{}（契約番号 {}）"}, quoted(name), number);
  }
  if (!number.empty()) {
    return say({.en = "contract no. {}", .ja = "契約番号 {} の契約"}, number);
  }
  std::vector<ServiceId> covered;
  for (const ServiceRef& one : record.covers) covered.push_back(one.id);
  if (covered.empty()) return say({.en = "the contract", .ja = "両者間の契約"});
  return say({.en = "the contract on {}", .ja = "{}に関する契約"}, services(covered));
}

std::vector<std::string> LetterWords::contacts(OrganizationId who) const {
  std::vector<std::string> texts;
  for (const Contact& contact : (*model_)[who].contacts) {
    std::string text(contact_role(contact.role).in(language_));
    for (const String part : {contact.name, contact.email, contact.phone, contact.hours}) {
      if (part.empty()) continue;
      if (!text.empty()) text += say({.en = ", ", .ja = "　"});
      text += part;
    }
    if (text = vetted(text); !text.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace musubi::cli
