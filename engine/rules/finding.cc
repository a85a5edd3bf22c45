#include "engine/rules/finding.h"

#include <algorithm>
#include <cassert>
#include <utility>
#include <variant>

#include "engine/rules/kinds.h"
#include "model/catalogues.h"

namespace musubi::rules {
namespace {

Text name_of(const Model& model, RecordRef record) {
  switch (record.kind) {
    case RecordKind::Organization: return model.organizations[record.index].name;
    case RecordKind::Service: return model.services[record.index].name;
    case RecordKind::System: return model.systems[record.index].name;
    case RecordKind::Contract: return model.contracts[record.index].name;
    case RecordKind::Risk: return model.risks[record.index].title;
    default: return {};
  }
}

/// What a message adds on the state of a duty that is not met.
Phrase state_words(ConfirmationState state) {
  switch (state) {
    case ConfirmationState::CertificateOnly:
      return {" (a certificate alone is)", "（認証の取得を確かめた記録のみがあります）"};
    case ConfirmationState::Expired:
      return {" (the one on record has expired)", "（記録されている確認は期限が過ぎています）"};
    case ConfirmationState::Rejected:
      return {" (the one on record did not accept it)",
              "（記録されている確認では受け入れられていません）"};
    case ConfirmationState::Met:
    case ConfirmationState::None: break;
  }
  return {"", ""};
}

/// What a model adds to a catalogue.
std::span<const CatalogueEntry> added_to(const Model& model, Catalogue catalogue) {
  switch (catalogue) {
    case Catalogue::Item: return model.guideline.items;
    case Catalogue::OperationsRule: return model.guideline.operations_rules;
    case Catalogue::Requirement: return model.guideline.requirements;
    default: return {};
  }
}

Text title_of(const Model& model, Catalogue catalogue, const std::string& id) {
  if (const GuidelineEntry* entry = find_catalogue_entry(catalogue, id)) {
    return entry->title.en.empty() ? Text{id, id} : text_of(entry->title);
  }
  const std::span<const CatalogueEntry> added = added_to(model, catalogue);
  const auto found = std::ranges::find(added, std::string_view(id), &CatalogueEntry::id);
  return found == added.end() || found->title.empty() ? Text{id, id} : found->title;
}

/// What the blanks of a sentence stand for.
struct Blanks {
  const Model& model;
  Symbol subject, owes, counterparty;
  std::span<const NamedBlank> named;
  ConfirmationState state;
};

void append_label(const Model& model, Symbol id, Language language, std::string& sentence) {
  const std::string_view written = model.text(id);
  const auto record = model.find(id);
  const Text name = record ? name_of(model, *record) : Text{};
  if (name.empty()) {
    sentence += written;
    return;
  }
  sentence += name.in(language);
  sentence += language == Language::Ja ? "（" : " (";
  sentence += written;
  sentence += language == Language::Ja ? "）" : ")";
}

/// Appends what a blank stands for.
struct BlankWriter {
  const Model& model;
  Language language;
  std::string& sentence;

  void operator()(const Text& text) const { sentence += text.in(language); }
  void operator()(const Phrase& phrase) const { sentence += phrase.in(language); }
  void operator()(KindsBlank blank) const { sentence += words_of_kinds(blank.kinds, language); }
  void operator()(const ContractBlank& contract) const {
    const bool is_japanese = language == Language::Ja;
    sentence += is_japanese ? "契約 " : "contract ";
    sentence += model.text(contract.contract);
    sentence += is_japanese ? "（" : ", between ";
    append_label(model, contract.customer, language, sentence);
    sentence += is_japanese ? "と" : " and ";
    append_label(model, contract.supplier, language, sentence);
    if (is_japanese) sentence += "）";
  }
};

void append_blank(const Blanks& blanks, std::string_view name, Language language,
                  std::string& sentence) {
  const Model& model = blanks.model;
  const auto named = std::ranges::find(blanks.named, name, &NamedBlank::first);
  if (named != blanks.named.end()) {
    std::visit(BlankWriter{model, language, sentence}, named->second);
  } else if (name == "subject") {
    append_label(model, blanks.subject, language, sentence);
  } else if (name == "owes") {
    append_label(model, blanks.owes, language, sentence);
  } else if (name == "counterparty") {
    append_label(model, blanks.counterparty, language, sentence);
  } else if (name == "state") {
    sentence += state_words(blanks.state).in(language);
  } else {
    assert(name == "transfer");
    sentence += edition_words(model.guideline.editions.provider).transfer.in(language);
  }
}

/// A check of a country makes some hundred thousand sentences, so this does without fmt, which
/// would copy every word for every sentence.
std::string fill_in(std::string_view pattern, const Blanks& blanks, Language language) {
  std::string sentence;
  sentence.reserve(2 * pattern.size());
  while (true) {
    const std::size_t blank = pattern.find('{');
    sentence += pattern.substr(0, blank);
    if (blank == std::string_view::npos) return sentence;
    const std::size_t end = pattern.find('}', blank);
    append_blank(blanks, pattern.substr(blank + 1, end - blank - 1), language, sentence);
    pattern.remove_prefix(end + 1);
  }
}

Blanks blanks_of(const Model& model, const Finding& finding) {
  return {model,          finding.subject,   finding.owes, finding.counterparty,
          finding.blanks, finding.state_told};
}

}  // namespace

Text text_of(const Phrase& phrase) { return {std::string(phrase.en), std::string(phrase.ja)}; }

Text label(const Model& model, Symbol id) {
  const std::string written(model.text(id));
  const auto record = model.find(id);
  if (!record) return {written, written};
  const Text& name = name_of(model, *record);
  if (name.empty()) return {written, written};
  return {name.en + " (" + written + ")", name.ja + "（" + written + "）"};
}

Text joined(std::span<const Text> texts) {
  Text list;
  for (const Text& text : texts) {
    list.en += (list.en.empty() ? "" : ", ") + text.en;
    list.ja += (list.ja.empty() ? "" : "、") + text.ja;
  }
  return list;
}

Text list_of(const Model& model, std::span<const ServiceId> services) {
  std::vector<Text> labels;
  labels.reserve(services.size());
  for (const ServiceId service : services) labels.push_back(label(model, model[service].id));
  return joined(labels);
}

Text list_of(const Model& model, Catalogue catalogue, std::span<const std::string> ids) {
  std::vector<Text> titles;
  titles.reserve(ids.size());
  for (const std::string& id : ids) titles.push_back(title_of(model, catalogue, id));
  return joined(titles);
}

Text fill(const Model& model, const Phrase& pattern, const FindingParts& parts) {
  const Blanks blanks{model,        parts.subject,          parts.owes, parts.counterparty,
                      parts.blanks, ConfirmationState::None};
  return {fill_in(pattern.en, blanks, Language::En), fill_in(pattern.ja, blanks, Language::Ja)};
}

Finding make_finding(const Rule& rule, FindingParts parts) {
  return {.rule = &rule,
          .modality = parts.modality,
          .subject = parts.subject,
          .owes = parts.owes,
          .counterparty = parts.counterparty,
          .blanks = std::move(parts.blanks),
          .where = parts.where};
}

Finding make_finding(const Model& model, const Rule& rule, Modality modality, const Fact& fact) {
  Finding finding = make_finding(rule, {.modality = modality,
                                        .subject = model[fact.service].id,
                                        .owes = model[fact.owes].id,
                                        .counterparty = model[fact.counterparty].id});
  finding.state_told = fact.state;
  finding.systems = fact.systems;
  finding.witness = fact.witness;
  return finding;
}

}  // namespace musubi::rules

namespace musubi {

std::string message_in(const Model& model, const Finding& finding, Language language) {
  return rules::fill_in(finding.rule->message.in(language), rules::blanks_of(model, finding),
                        language);
}

std::string remedy_in(const Model& model, const Finding& finding, Language language) {
  return rules::fill_in(finding.rule->remedy.in(language), rules::blanks_of(model, finding),
                        language);
}

Text message_of(const Model& model, const Finding& finding) {
  return {message_in(model, finding, Language::En), message_in(model, finding, Language::Ja)};
}

Text remedy_of(const Model& model, const Finding& finding) {
  return {remedy_in(model, finding, Language::En), remedy_in(model, finding, Language::Ja)};
}

}  // namespace musubi
