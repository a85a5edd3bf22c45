#include "cli/annex/facts.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "cli/phrase.h"
#include "cli/unknown.h"
#include "model/names.h"

namespace musubi::cli {
namespace {

std::expected<OrganizationId, Text> find_party(const SupplyGraph& supply, const std::string& id) {
  const auto record = supply.model().find(id);
  constexpr std::array kKinds{RecordKind::Organization};
  if (!record || record->kind != RecordKind::Organization) {
    return std::unexpected(unknown_id(supply.model(), id, kKinds));
  }
  return supply.party(OrganizationId(record->index));
}

std::expected<AnnexParties, Text> find_contract(const SupplyGraph& supply, const std::string& id) {
  const auto record = supply.model().find(id);
  constexpr std::array kKinds{RecordKind::Contract};
  if (!record || record->kind != RecordKind::Contract) {
    return std::unexpected(unknown_id(supply.model(), id, kKinds));
  }
  const ContractId contract(record->index);
  if (!supply.active(contract)) {
    return std::unexpected(compose({.en = "contract {} is not in force on {}",
                                    .ja = "契約 {} は {} の時点で有効ではありません"},
                                   id, supply.as_of().to_string()));
  }
  return AnnexParties{supply.customer(contract), supply.supplier(contract), {contract}};
}

FactsOptions facts_options(unsigned threads, Progress* progress) {
  FactsOptions options;
  // An open point is looked for in every system in which it holds.
  options.max_systems = std::numeric_limits<std::size_t>::max();
  options.threads = threads;
  options.progress = progress;
  return options;
}

CheckOptions check_options(unsigned threads, Progress* progress) {
  CheckOptions options;
  options.facts = facts_options(threads, progress);
  return options;
}

/// What the contracts cover in a system, and all that this runs on; empty where it is nothing.
std::vector<Component> shown_in(const SystemAnswer& answer, std::span<const ContractId> contracts) {
  const SystemGraph& graph = answer.graph();
  std::vector<char> shown(graph.components().size());
  std::vector<Component> open;
  const auto show = [&](Component c) {
    if (std::exchange(shown[c], 1) == 0) open.push_back(c);
  };
  for (const ContractId contract : contracts) {
    for (const ServiceRef& covered : answer.model()[contract].covers) {
      const auto component = graph.find(covered.id);
      if (component && graph.counts(contract, *component)) show(*component);
    }
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    for (const SystemEdge& edge : graph.edges_from(open[i])) show(edge.to);
  }
  std::vector<Component> order = answer.from_the_root();
  std::erase_if(order, [&](Component c) { return shown[c] == 0; });
  return order;
}

}  // namespace

std::expected<AnnexParties, Text> find_annex(const SupplyGraph& supply, const Options& options) {
  if (options.contract) {
    if (options.customer || options.supplier) {
      return std::unexpected(
          Text{.en = "--contract goes without --customer and --supplier",
               .ja = "--contract は --customer、--supplier と同時に指定できません"});
    }
    return find_contract(supply, *options.contract);
  }
  if (!options.customer || !options.supplier) {
    return std::unexpected(
        Text{.en = "name the two parties with --customer ORG and --supplier ORG, or one contract "
                   "with --contract ID",
             .ja = "--customer 組織 と --supplier 組織、または --contract ID を指定してください"});
  }
  const auto customer = find_party(supply, *options.customer);
  if (!customer) return std::unexpected(customer.error());
  const auto supplier = find_party(supply, *options.supplier);
  if (!supplier) return std::unexpected(supplier.error());
  AnnexParties parties{*customer, *supplier, {}};
  for (const ContractId contract : supply.bought_by(*customer)) {
    if (supply.supplier(contract) == *supplier) parties.contracts.push_back(contract);
  }
  if (parties.contracts.empty()) {
    return std::unexpected(compose({.en = "no contract with customer {} and supplier {} is in "
                                          "force on {}",
                                    .ja = "顧客 {}、供給者 {} の契約で、{} の時点で有効なものは"
                                          "ありません"},
                                   *options.customer, *options.supplier,
                                   supply.as_of().to_string()));
  }
  return parties;
}

std::vector<AnnexSystem> find_annex_systems(const SupplyGraph& supply,
                                            const Confirmations& confirmations,
                                            const AnnexParties& parties) {
  std::vector<AnnexSystem> systems;
  for (std::size_t row = 0; row < supply.model().systems.size(); ++row) {
    const SystemId system(row);
    if (supply.owner(system) != parties.customer) continue;
    auto answer = std::make_unique<SystemAnswer>(supply, confirmations, system);
    std::vector<Component> shown = shown_in(*answer, parties.contracts);
    if (!shown.empty()) systems.push_back({std::move(answer), std::move(shown)});
  }
  return systems;
}

std::vector<ServiceId> find_annex_services(const SupplyGraph& supply, const AnnexParties& parties,
                                           std::span<const AnnexSystem> systems) {
  std::vector<ServiceId> services;
  std::vector<char> seen(supply.service_count());
  const auto show = [&](ServiceId service) {
    if (std::exchange(seen[service.index()], 1) == 0) services.push_back(service);
  };
  for (const AnnexSystem& system : systems) {
    for (const Component c : system.shown) show(system.answer->graph().service(c));
  }
  if (!systems.empty()) return services;
  for (const ContractId contract : parties.contracts) {
    for (const ServiceRef& covered : supply.model()[contract].covers) show(covered.id);
  }
  for (std::size_t i = 0; i < services.size(); ++i) {
    for (const ServiceEdge& edge : supply.edges_from(services[i])) show(edge.to);
  }
  return services;
}

std::vector<ContractId> find_contracts_below(const SupplyGraph& supply, const AnnexParties& parties,
                                             std::span<const ServiceId> services) {
  std::vector<ContractId> contracts;
  std::vector<OrganizationId> open{parties.supplier};
  for (std::size_t i = 0; i < open.size(); ++i) {
    for (const ServiceId service : services) {
      for (const ContractId contract : supply.covering(service, open[i])) {
        const OrganizationId below = supply.supplier(contract);
        if (!is_supply_kind(supply.kind(contract)) || below == parties.customer) continue;
        contracts.push_back(contract);
        if (std::ranges::find(open, below) == open.end()) open.push_back(below);
      }
    }
  }
  std::ranges::sort(contracts);
  const auto twice = std::ranges::unique(contracts);
  contracts.erase(twice.begin(), twice.end());
  return contracts;
}

AnnexFacts::AnnexFacts(const SupplyGraph& supply, AnnexParties parties, bool whole_pair,
                       unsigned threads, Progress* progress)
    : supply_(&supply),
      parties_(std::move(parties)),
      whole_pair_(whole_pair),
      confirmations_(supply),
      stated_(supply.model()),
      found_(find_all_facts(supply, confirmations_, stated_, facts_options(threads, progress))),
      scope_(find_scope(supply, found_.facts)),
      context_{supply, confirmations_, found_.facts, found_.agreed, stated_, scope_, {}, 0},
      check_(check_model(supply, check_options(threads, progress))),
      systems_(find_annex_systems(supply, confirmations_, parties_)),
      services_(find_annex_services(supply, parties_, systems_)) {
  find_providers();
  find_open_points();
}

void AnnexFacts::find_providers() {
  for (const ServiceId service : services_) providers_.push_back(supply_->provider(service));
  std::ranges::sort(providers_);
  const auto twice = std::ranges::unique(providers_);
  providers_.erase(twice.begin(), twice.end());
}

bool AnnexFacts::shows(ServiceId service) const {
  return std::ranges::find(services_, service) != services_.end();
}

const ScopeEntry* AnnexFacts::scope_of(OrganizationId who) const {
  const auto found = std::ranges::find(scope_, who, &ScopeEntry::organization);
  return found == scope_.end() ? nullptr : &*found;
}

OrganizationId AnnexFacts::party_named(Symbol id) const {
  const auto record = model().find(id);
  if (!record || record->kind != RecordKind::Organization) return {};
  return supply_->party(OrganizationId(record->index));
}

/// What an annex is about by itself, or what can change.
bool AnnexFacts::is_target(RecordRef record) const {
  switch (record.kind) {
    case RecordKind::Organization: return is_party(supply_->party(OrganizationId(record.index)));
    case RecordKind::Service: return shows(ServiceId(record.index));
    case RecordKind::Contract:
      return std::ranges::find(parties_.contracts, ContractId(record.index)) !=
             parties_.contracts.end();
    default: return false;
  }
}

bool AnnexFacts::is_subject(Symbol subject) const {
  const auto record = model().find(subject);
  if (!record) return false;
  switch (record->kind) {
    case RecordKind::System:
      return std::ranges::any_of(systems_, [&](const AnnexSystem& system) {
        return system.answer->graph().system() == SystemId(record->index);
      });
    case RecordKind::Risk: return shows(model().risks[record->index].service.id);
    case RecordKind::Change: {
      const auto& target = model().changes[record->index].target.record;
      return target && is_target(*target);
    }
    default: return is_target(*record);
  }
}

bool AnnexFacts::concerns(const Finding& finding) const {
  const OrganizationId owes = party_named(finding.owes);
  const OrganizationId towards = party_named(finding.counterparty);
  const OrganizationId about = party_named(finding.subject);
  const bool pair = is_party(owes) && is_party(towards);
  const auto is_other_institution = [&](OrganizationId who) {
    return who.valid() && !is_party(who) && is_institution(who) &&
           std::ranges::find(providers_, who) == providers_.end();
  };
  if (!is_party(owes) && !is_party(towards) && !is_party(about)) return false;
  if (is_other_institution(owes) || is_other_institution(towards)) return false;
  if (!is_subject(finding.subject) && !(pair && whole_pair_)) return false;
  if (finding.systems.first.empty() || systems_.empty()) return true;
  return std::ranges::any_of(systems_, [&](const AnnexSystem& system) {
    return std::ranges::find(finding.systems.first, system.answer->graph().system()) !=
           finding.systems.first.end();
  });
}

void AnnexFacts::find_open_points() {
  for (const Finding& finding : check_.findings) {
    if (!concerns(finding)) continue;
    if (finding.suppressed) {
      ++suppressed_;
    } else {
      open_points_.push_back(&finding);
    }
  }
}

}  // namespace musubi::cli
