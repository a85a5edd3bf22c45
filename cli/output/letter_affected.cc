#include <algorithm>
#include <set>

#include "cli/output/letter_parts.h"

namespace musubi::cli {
namespace {

// What is affected in one system alone: a service can be affected elsewhere and not here.
std::vector<ServiceId> affected_in(const LetterFacts& facts, SystemId system) {
  ChangeQuestion question = *facts.view->question;
  question.systems = std::vector<SystemId>{system};
  std::vector<ServiceId> services;
  for (const AffectedService& row : facts.finder->find(question).services) {
    services.push_back(row.service);
  }
  return services;
}

std::string state_mark(const LetterFacts& facts, const LetterWords& words, ImpactState state) {
  if (facts.view->question->kind != ChangeKind::Outage) return {};
  return words.say({.en = " [{}]", .ja = "［{}］"}, phrase_of(state));
}

void add_systems(LetterPart& part, const LetterFacts& facts, const LetterWords& words,
                 std::set<ServiceId>& shown) {
  const SupplyGraph& supply = *facts.view->supply;
  for (const AffectedSystem& row : facts.view->impact->systems) {
    if (supply.owner(row.system) != facts.reader) continue;
    const std::vector<ServiceId> services = affected_in(facts, row.system);
    std::string text = services.empty()
                           ? words.blank({.en = "what of it is affected", .ja = "影響の範囲"})
                           : words.services(services);
    part.lines.push_back(
        {words.system(row.system) + state_mark(facts, words, row.state), std::move(text)});
    shown.insert(services.begin(), services.end());
  }
}

}  // namespace

LetterPart affected_part(const LetterFacts& facts, const LetterWords& words) {
  const SupplyGraph& supply = *facts.view->supply;
  LetterPart part{
      words.say({.en = "Systems and components affected", .ja = "影響を受けるシステムと構成要素"}),
      {}};
  std::set<ServiceId> shown;
  add_systems(part, facts, words, shown);
  std::vector<ServiceId> provided;
  for (const AffectedService& row : facts.view->impact->services) {
    if (supply.provider(row.service) == facts.reader) provided.push_back(row.service);
  }
  if (!provided.empty()) {
    part.lines.push_back(
        {words.say({.en = "What you provide", .ja = "{}が提供する構成要素"}, words.you()),
         words.services(provided)});
    shown.insert(provided.begin(), provided.end());
  }
  if (part.lines.empty()) {
    part.lines.push_back({"", words.blank({.en = "systems and components affected",
                                           .ja = "影響を受けるシステムと構成要素"})});
    return part;
  }
  std::vector<ServiceId> handling;
  std::ranges::copy_if(shown, std::back_inserter(handling),
                       [&](ServiceId s) { return supply.handles(s); });
  if (!handling.empty()) {
    part.lines.push_back({words.say(facts.view->question->kind == ChangeKind::Incident
                                        ? Phrase{.en = "Medical information at risk in",
                                                 .ja = "医療情報の漏えい等のおそれがあるもの"}
                                        : Phrase{.en = "Of these, handling medical information",
                                                 .ja = "うち医療情報を取り扱うもの"}),
                          words.services(handling)});
  }
  return part;
}

}  // namespace musubi::cli
