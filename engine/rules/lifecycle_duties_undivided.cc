#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/agreed.h"
#include "engine/rules/contracts.h"
#include "engine/rules/development.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 3.1"};
constexpr std::array kModalities{Modality::Must};
constexpr std::array kKeys{StatedKey::Phases};

bool agrees_on(const Agreement* agreement, Phase phase) {
  return agreement != nullptr && agreement->phases &&
         std::ranges::find(*agreement->phases, phase) != agreement->phases->end();
}

struct PhaseWords {
  Phase phase;
  std::string_view id;
  Phrase words;
};
constexpr std::array kPhases{
    PhaseWords{Phase::Operation, "operation", {"operation", "運用フェーズ"}},
    PhaseWords{Phase::Development, "development", {"development", "開発フェーズ"}},
};

/// The finding that some of the phases are not on record; nothing where all are.
std::optional<Finding> find_undivided(const RuleContext& context, const ContractView& k,
                                      bool with_operation) {
  std::vector<std::string> missing;
  std::vector<Text> words;
  for (const PhaseWords& one : kPhases) {
    const bool asked = with_operation || one.phase == Phase::Development;
    if (!asked || agrees_on(k.agreement, one.phase)) continue;
    missing.emplace_back(one.id);
    words.push_back(text_of(one.words));
  }
  if (missing.empty()) return std::nullopt;
  return make_finding(context, kLifecycleDutiesUndivided, k,
                      {.modality = Modality::Must,
                       .owes = k.customer,
                       .counterparty = k.supplier,
                       .blanks = {{"phases", joined(words)}},
                       .details = {{.key = "phases", .values = std::move(missing), .number = {}}}});
}

/// The contracts of providers with developers of which none, for some component, has development.
std::vector<ContractId> undivided_with_developers(const RuleContext& context) {
  const auto agrees = [&](ContractId k) {
    return agrees_on(agreed_in(context.supply, k), Phase::Development);
  };
  std::vector<ContractId> undivided;
  for (const Fact& fact : context.agreed.developed_by_others) {
    const auto contracts = development_contracts(context.supply, fact);
    if (std::ranges::any_of(contracts, agrees)) continue;
    undivided.insert(undivided.end(), contracts.begin(), contracts.end());
  }
  std::ranges::sort(undivided);
  const auto [first, last] = std::ranges::unique(undivided);
  undivided.erase(first, last);
  return undivided;
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const std::vector<ContractId> undivided = undivided_with_developers(context);
  const auto& covering = context.agreed.covering_developed;
  std::vector<ContractId> told;
  for (const ContractView& k : contracts_with_institutions(context)) {
    const auto fact = std::ranges::lower_bound(covering, k.id, {}, &Fact::contract);
    if (fact == covering.end() || fact->contract != k.id) continue;
    auto finding = find_undivided(context, k, true);
    if (!finding) continue;
    // An institution that has a developer of its own can be both: then the contract itself,
    // wherever it counts.
    if (!std::ranges::binary_search(undivided, k.id)) finding->systems = fact->systems;
    findings.push_back(std::move(*finding));
    told.push_back(k.id);
  }
  for (const ContractId k : undivided) {
    if (std::ranges::binary_search(told, k)) continue;
    auto finding = find_undivided(context, view_of(context, k), false);
    if (finding) findings.push_back(std::move(*finding));
  }
}

}  // namespace

const Rule kLifecycleDutiesUndivided{
    .id = "lifecycle-duties-undivided",
    .group = RuleGroup::Lifecycle,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Contracts,
    .summary = {"duties in operation and development that are not divided on record",
                "運用と開発に関する義務と責任を合意した記録がない"},
    .fires_when = {"a component is developed by somebody else than its provider, and the agreement "
                   "with the institution does not cover operation and development, or that of the "
                   "provider with the developer does not cover development",
                   "提供する事業者と開発を担当する事業者が異なる構成要素について、医療機関等との合"
                   "意に運用フェーズ又は開発フェーズの記録がない、又は事業者と開発を担当する事業者"
                   "との合意に開発フェーズの記録がない"},
    .rationale = {"Where provider A operates what B develops and the institution has a contract "
                  "with A only, institution and A have to make clear and agree on their duties and "
                  "responsibilities in operation and in development, and A and B on those in "
                  "development (FAQ 3.1).",
                  "事業者Aが運用を、事業者Bが開発を担当し、医療機関等は事業者Aのみと契約している場"
                  "合、医療機関等と事業者Aは運用と開発に関する義務と責任を、事業者Aと事業者Bは開発"
                  "に関する義務と責任を明確化し、合意形成しておく必要があります（FAQ 3.1）。"},
    .message = {"No agreement of {owes} with {counterparty} on duties and responsibilities in the "
                "following phases is on record for the contract {subject}: {phases}.",
                "契約「{subject}」について、{owes}と{counterparty}"
                "が次のフェーズにおける義務と責任を合意した記録がありません：{phases}。"},
    .remedy = {"{owes}: agree with {counterparty} on duties and responsibilities in these phases "
               "and put them on record in `phases` of the agreement.",
               "{owes}は、これらのフェーズにおける義務と責任について{counterparty}"
               "と合意形成し、合意の`phases`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
