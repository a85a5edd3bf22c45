#include "engine/rules/finding.h"

#include <algorithm>
#include <cassert>

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

using Words = std::vector<std::pair<std::string_view, Text>>;

/// A check of a country makes some hundred thousand sentences, so this does without fmt, which
/// would copy every word for every sentence.
std::string fill(std::string_view pattern, const Words& words, Language language) {
  std::string sentence;
  while (true) {
    const std::size_t blank = pattern.find('{');
    sentence += pattern.substr(0, blank);
    if (blank == std::string_view::npos) return sentence;
    const std::size_t end = pattern.find('}', blank);
    const std::string_view name = pattern.substr(blank + 1, end - blank - 1);
    const auto word = std::ranges::find(words, name, &Words::value_type::first);
    assert(word != words.end());
    sentence += word->second.in(language);
    pattern.remove_prefix(end + 1);
  }
}

Text fill(const Phrase& pattern, const Words& words) {
  return {fill(pattern.en, words, Language::En), fill(pattern.ja, words, Language::Ja)};
}

Words words_of(const Model& model, const FindingParts& parts) {
  Words words = parts.words;
  words.emplace_back("subject", label(model, parts.subject));
  words.emplace_back("owes", label(model, parts.owes));
  words.emplace_back("counterparty", label(model, parts.counterparty));
  const EditionWords edition = edition_words(model.guideline.editions.provider);
  words.emplace_back("transfer", text_of(edition.transfer));
  return words;
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
  return fill(pattern, words_of(model, parts));
}

Finding make_finding(const Model& model, const Rule& rule, const FindingParts& parts) {
  const Words words = words_of(model, parts);
  return {.rule = &rule,
          .modality = parts.modality,
          .subject = parts.subject,
          .owes = parts.owes,
          .counterparty = parts.counterparty,
          .message = fill(rule.message, words),
          .remedy = fill(rule.remedy, words),
          .where = parts.where};
}

Finding make_finding(const Model& model, const Rule& rule, Modality modality, const Fact& fact) {
  const Phrase state = state_words(fact.state);
  Finding finding = make_finding(model, rule,
                                 {.modality = modality,
                                  .subject = model[fact.service].id,
                                  .owes = model[fact.owes].id,
                                  .counterparty = model[fact.counterparty].id,
                                  .words = {{"state", text_of(state)}}});
  finding.systems = fact.systems;
  finding.witness = fact.witness;
  return finding;
}

}  // namespace musubi::rules
