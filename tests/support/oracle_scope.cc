#include <algorithm>

#include "tests/support/oracle_parts.h"

namespace musubi::oracle {
namespace {

bool covers_medical_information(const Facts& facts, const ContractFacts& contract) {
  return std::ranges::any_of(contract.covers, [&](const std::string& service) {
    return facts.services.at(service).handles;
  });
}

// "an active contract ... with another party that is a medical institution as customer, covering a
// service that handles medical information"
bool supplies_institution(const Facts& facts, const ContractFacts& contract,
                          const std::string& party) {
  if (!contract.active || contract.supplier != party || contract.customer == party) return false;
  const OrganizationKinds kinds = facts.parties.at(contract.customer).kinds;
  return kinds.has(OrganizationKind::MedicalInstitution) &&
         covers_medical_information(facts, contract);
}

bool provides_medical_information(const Facts& facts, const std::string& party) {
  return std::ranges::any_of(facts.services, [&](const auto& entry) {
    return entry.second.provider == party && entry.second.handles;
  });
}

// 1. "X is a network operator and has `bears_responsibility: true`, or an active contract of kind
// `entrustment` or `service` with another party that is a medical institution as customer, covering
// a service that handles medical information."
bool answers_for_network(const Facts& facts, const std::string& party) {
  if (facts.parties.at(party).bears_responsibility.value_or(false)) return true;
  return std::ranges::any_of(facts.contracts, [&](const ContractFacts& contract) {
    const bool kind =
        contract.kind == ContractKind::Entrustment || contract.kind == ContractKind::Service;
    return kind && supplies_institution(facts, contract, party);
  });
}

// 2. "has `bears_responsibility: false`, or provides no service that handles medical information
// and is the supplier of an active `coordination` contract."
bool only_coordinates(const Facts& facts, const std::string& party) {
  const std::optional<bool>& bears = facts.parties.at(party).bears_responsibility;
  if (bears && !*bears) return true;
  if (provides_medical_information(facts, party)) return false;
  return std::ranges::any_of(facts.contracts, [&](const ContractFacts& contract) {
    return contract.active && contract.supplier == party &&
           contract.kind == ContractKind::Coordination;
  });
}

// 3. "an active contract of a supply kind with another party that is a medical institution as
// customer, covering a service that handles medical information."
bool is_direct(const Facts& facts, const std::string& party) {
  return std::ranges::any_of(facts.contracts, [&](const ContractFacts& contract) {
    return contract.supplies() && supplies_institution(facts, contract, party);
  });
}

struct InChain {
  bool found = false;
  bool stated = false;  // it carries a chain, or supplies an active contract covering the component
};

// 4, first half: "X ≠ H is in Src(S, c) for a relevant component c of some system S"
InChain find_in_chain(const Facts& facts, const Answers& answers, const std::string& party) {
  InChain result;
  for (const auto& [id, system] : answers.systems) {
    if (system.institution == party) continue;
    for (const auto& [c, component] : system.components) {
      if (!component.relevant || !component.sources.contains(party)) continue;
      result.found = true;
      for (const auto& [edge, chain] : system.chains) {
        if (edge.to == c && chain.carriers.contains(party)) result.stated = true;
      }
      for (const ContractFacts& contract : facts.contracts) {
        if (contract.active && contract.supplier == party && contract.covers.contains(c)) {
          result.stated = true;
        }
      }
    }
  }
  return result;
}

// 4, second half: "the `developer` of a service of somebody in scope (whoever that is by this list)
// under an active `development`, `maintenance` or `service` contract provider→developer that covers
// it."
bool develops_for_scope(const Facts& facts, const std::map<std::string, Scope>& scope,
                        const std::string& party) {
  for (const auto& [id, service] : facts.services) {
    if (service.developer != party || !scope.contains(service.provider)) continue;
    if (scope.at(service.provider).in_scope != true) continue;
    for (const ContractFacts& contract : facts.contracts) {
      const bool kind = contract.kind == ContractKind::Development ||
                        contract.kind == ContractKind::Maintenance ||
                        contract.kind == ContractKind::Service;
      if (kind && contract.active && contract.customer == service.provider &&
          contract.supplier == party && contract.covers.contains(id)) {
        return true;
      }
    }
  }
  return false;
}

// 5. "X is the supplier of an active `sale` and of active contracts of no other kind."
bool only_sold(const Facts& facts, const std::string& party) {
  bool sold = false;
  for (const ContractFacts& contract : facts.contracts) {
    if (!contract.active || contract.supplier != party) continue;
    if (contract.kind != ContractKind::Sale) return false;
    sold = true;
  }
  return sold;
}

// 6. "X provides something, none of which handles medical information."
bool provides_only_other_things(const Facts& facts, const std::string& party) {
  const bool provides = std::ranges::any_of(
      facts.services, [&](const auto& entry) { return entry.second.provider == party; });
  return provides && !provides_medical_information(facts, party);
}

// The first that fits, but for the second half of 4. Nothing for an institution that is left out.
std::optional<Scope> find_first(const Facts& facts, const Answers& answers,
                                const std::string& party) {
  const OrganizationKinds kinds = facts.parties.at(party).kinds;
  if (kinds.only(OrganizationKind::MedicalInstitution)) {
    // "is left out unless 3 fits, and is then `direct`."
    if (!is_direct(facts, party)) return std::nullopt;
    return Scope{.in_scope = true, .reason = Reason::Direct, .stated = true};
  }
  if (kinds.has(OrganizationKind::NetworkOperator)) {
    if (answers_for_network(facts, party)) {
      return Scope{.in_scope = true, .reason = Reason::NetworkOperator, .stated = true};
    }
    if (only_coordinates(facts, party)) {
      return Scope{.in_scope = false, .reason = Reason::CoordinationOnly, .stated = true};
    }
    return Scope{.in_scope = std::nullopt, .reason = Reason::Undetermined, .stated = false};
  }
  if (is_direct(facts, party)) {
    return Scope{.in_scope = true, .reason = Reason::Direct, .stated = true};
  }
  if (const InChain chain = find_in_chain(facts, answers, party); chain.found) {
    return Scope{.in_scope = true, .reason = Reason::SupplyChain, .stated = chain.stated};
  }
  if (only_sold(facts, party)) {
    return Scope{.in_scope = false, .reason = Reason::SaleCompleted, .stated = true};
  }
  if (provides_only_other_things(facts, party)) {
    return Scope{.in_scope = false, .reason = Reason::NoMedicalInformation, .stated = false};
  }
  return Scope{.in_scope = false, .reason = Reason::Unrelated, .stated = false};
}

}  // namespace

std::map<std::string, Scope> find_scope(const Facts& facts, const Answers& answers) {
  std::map<std::string, Scope> scope;
  for (const auto& [party, unused] : facts.parties) {
    if (const auto found = find_first(facts, answers, party)) scope[party] = *found;
  }
  // "somebody in scope (whoever that is by this list)": developers of developers come in too, one
  // after another. Such a developer supplies an active contract covering the developed service:
  // `stated`.
  for (bool grew = true; grew;) {
    grew = false;
    for (auto& [party, found] : scope) {
      const bool later = found.reason == Reason::SaleCompleted ||
                         found.reason == Reason::NoMedicalInformation ||
                         found.reason == Reason::Unrelated;
      const bool inferred = found.reason == Reason::SupplyChain && !found.stated;
      if ((!later && !inferred) || !develops_for_scope(facts, scope, party)) continue;
      found = {.in_scope = true, .reason = Reason::SupplyChain, .stated = true};
      grew = true;
    }
  }
  return scope;
}

}  // namespace musubi::oracle
