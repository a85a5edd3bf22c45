#include "engine/scope.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace musubi {
namespace {

bool is_institution(const Parties& parties, OrganizationId party) {
  return parties.kinds(party).has(OrganizationKind::MedicalInstitution);
}

bool covers_medical_information(const SupplyGraph& supply, ContractId k) {
  return std::ranges::any_of(supply.model()[k].covers,
                             [&](const ServiceRef& service) { return supply.handles(service.id); });
}

/// Decides for every party, in the order of the definition; 4 is a fixed point, since it asks for
/// the developers of whoever is in scope.
class ScopeFinder {
 public:
  ScopeFinder(const SupplyGraph& supply, const Facts& facts) : supply_(supply) {
    for (std::size_t i = 0; i < supply.service_count(); ++i) {
      const std::size_t begin = supplied_.size();
      for (const ContractId k : supply.covering(ServiceId(i))) {
        supplied_.emplace_back(ServiceId(i), supply.supplier(k));
      }
      std::sort(supplied_.begin() + static_cast<std::ptrdiff_t>(begin), supplied_.end());
      supplied_.erase(
          std::unique(supplied_.begin() + static_cast<std::ptrdiff_t>(begin), supplied_.end()),
          supplied_.end());
    }
    answering_.resize(supply.model().organizations.size());
    for (const Fact& fact : facts.answering) {
      const Fact*& seen = answering_[fact.owes.index()];
      if (seen == nullptr || (!states(*seen) && states(fact))) seen = &fact;
    }
  }

  std::vector<ScopeEntry> run() {
    const std::size_t count = supply_.model().organizations.size();
    row_of_.assign(count, count);
    for (std::size_t i = 0; i < count; ++i) {
      const OrganizationId party(i);
      if (!supply_.parties().is_whole(party)) continue;
      const ScopeEntry entry = decide(party);
      const bool institution_only =
          supply_.parties().kinds(party).only(OrganizationKind::MedicalInstitution);
      if (institution_only && entry.reason != ScopeReason::Direct) continue;
      row_of_[i] = entries_.size();
      entries_.push_back(entry);
    }
    add_developers();
    return std::move(entries_);
  }

 private:
  /// Whether the one who answers supplies an active contract that covers the component. Who
  /// carries a chain does.
  [[nodiscard]] bool states(const Fact& fact) const {
    return std::ranges::binary_search(supplied_, std::pair(fact.service, fact.owes));
  }

  /// The first contract of these kinds under which `x` supplies an institution with a service that
  /// handles medical information.
  template <class Kinds>
  [[nodiscard]] ContractId contract_with_institution(OrganizationId x, Kinds kinds) const {
    for (const ContractId k : supply_.sold_by(x)) {
      if (kinds(supply_.kind(k)) && is_institution(supply_.parties(), supply_.customer(k)) &&
          covers_medical_information(supply_, k)) {
        return k;
      }
    }
    return {};
  }

  [[nodiscard]] bool provides_medical_information(OrganizationId x) const {
    return std::ranges::any_of(supply_.provided_by(x),
                               [&](ServiceId s) { return supply_.handles(s); });
  }

  [[nodiscard]] ScopeEntry decide(OrganizationId x) const {
    ScopeEntry entry{.organization = x, .in_scope = true, .basis = ScopeBasis::Stated};
    if (supply_.parties().kinds(x).has(OrganizationKind::NetworkOperator)) {
      decide_network_operator(entry);
      return entry;
    }
    entry.contract = contract_with_institution(x, is_supply_kind);
    if (entry.contract.valid()) {
      entry.reason = ScopeReason::Direct;
      return entry;
    }
    if (const Fact* fact = answering_[x.index()]; fact != nullptr) {
      entry.reason = ScopeReason::SupplyChain;
      entry.basis = states(*fact) ? ScopeBasis::Stated : ScopeBasis::Inferred;
      entry.witness = fact->witness;
      return entry;
    }
    entry.in_scope = false;
    decide_out_of_scope(entry);
    return entry;
  }

  void decide_network_operator(ScopeEntry& entry) const {
    const OrganizationId x = entry.organization;
    const auto bears = supply_.parties().bears_responsibility(x);
    const auto entrusts = [](ContractKind kind) {
      return kind == ContractKind::Entrustment || kind == ContractKind::Service;
    };
    entry.contract = contract_with_institution(x, entrusts);
    if (bears.value_or(false) || entry.contract.valid()) {
      entry.reason = ScopeReason::NetworkOperator;
      return;
    }
    const auto sold = supply_.sold_by(x);
    const auto coordinates = std::ranges::find_if(
        sold, [&](ContractId k) { return supply_.kind(k) == ContractKind::Coordination; });
    if (coordinates != sold.end()) entry.contract = *coordinates;
    if (bears.has_value() || (coordinates != sold.end() && !provides_medical_information(x))) {
      entry.reason = ScopeReason::CoordinationOnly;
      entry.in_scope = false;
    } else {
      entry.reason = ScopeReason::Undetermined;
      entry.in_scope = std::nullopt;
      entry.basis = ScopeBasis::Inferred;
    }
  }

  void decide_out_of_scope(ScopeEntry& entry) const {
    const OrganizationId x = entry.organization;
    const auto sold = supply_.sold_by(x);
    const bool sales_only = std::ranges::all_of(
        sold, [&](ContractId k) { return supply_.kind(k) == ContractKind::Sale; });
    if (!sold.empty() && sales_only) {
      entry.reason = ScopeReason::SaleCompleted;
      entry.contract = sold.front();
      return;
    }
    entry.basis = ScopeBasis::Inferred;
    const bool provides = !supply_.provided_by(x).empty();
    entry.reason = provides && !provides_medical_information(x) ? ScopeReason::NoMedicalInformation
                                                                : ScopeReason::Unrelated;
  }

  /// The contract under which the developer of `service` works for its provider, if there is one.
  [[nodiscard]] ContractId development_contract(ServiceId service, OrganizationId developer) const {
    for (const ContractId k : supply_.covering(service, supply_.provider(service))) {
      const ContractKind kind = supply_.kind(k);
      if (supply_.supplier(k) == developer &&
          (kind == ContractKind::Development || kind == ContractKind::Maintenance ||
           kind == ContractKind::Service)) {
        return k;
      }
    }
    return {};
  }

  void add_developers() {
    std::vector<OrganizationId> in_scope;
    for (const ScopeEntry& entry : entries_) {
      if (entry.in_scope.value_or(false)) in_scope.push_back(entry.organization);
    }
    for (std::size_t next = 0; next < in_scope.size(); ++next) {
      for (const ServiceId service : supply_.provided_by(in_scope[next])) {
        const OrganizationRef& written = supply_.model()[service].developer;
        if (!written.given()) continue;
        const OrganizationId developer = supply_.party(written.id);
        const ContractId contract = development_contract(service, developer);
        if (contract.valid() && add_developer(developer, contract)) in_scope.push_back(developer);
      }
    }
  }

  /// Whether this brings the developer into scope. Its contract covers the developed service, so
  /// the basis is stated in any case.
  bool add_developer(OrganizationId developer, ContractId contract) {
    const std::size_t row = row_of_[developer.index()];
    if (row >= entries_.size()) return false;  // an institution and nothing else
    ScopeEntry& entry = entries_[row];
    if (entry.reason == ScopeReason::SupplyChain) {
      if (entry.basis == ScopeBasis::Inferred) {
        entry.basis = ScopeBasis::Stated;
        entry.contract = contract;
        entry.witness.reset();
      }
      return false;
    }
    if (entry.in_scope != std::optional(false) || entry.reason == ScopeReason::CoordinationOnly) {
      return false;
    }
    entry = {.organization = developer,
             .in_scope = true,
             .reason = ScopeReason::SupplyChain,
             .basis = ScopeBasis::Stated,
             .contract = contract};
    return true;
  }

  const SupplyGraph& supply_;
  std::vector<std::pair<ServiceId, OrganizationId>> supplied_;  // by an active contract; sorted
  std::vector<const Fact*> answering_;  // by organization: where it is seen to answer
  std::vector<ScopeEntry> entries_;
  std::vector<std::size_t> row_of_;
};

}  // namespace

std::vector<ScopeEntry> find_scope(const SupplyGraph& supply, const Facts& facts) {
  return ScopeFinder(supply, facts).run();
}

}  // namespace musubi
