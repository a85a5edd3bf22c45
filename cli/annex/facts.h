#pragma once

#include <expected>
#include <memory>
#include <span>
#include <vector>

#include "cli/options.h"
#include "cli/output/system_answer.h"
#include "engine/agreement_facts.h"
#include "engine/rule.h"
#include "engine/rule_runner.h"
#include "engine/scope.h"
#include "engine/supply_graph.h"

namespace musubi::cli {

/// Between whom an annex stands, and on which contracts. Contracts are active and in byte order;
/// not empty.
struct AnnexParties {
  OrganizationId customer, supplier;  // whole parties
  std::vector<ContractId> contracts;
};

/// Those that `--customer` and `--supplier`, or `--contract`, name. The error says what is missing,
/// names an id that is none, or says that no contract of the two is in force.
[[nodiscard]] std::expected<AnnexParties, Text> find_annex(const SupplyGraph& supply,
                                                           const Options& options);

/// A system of the customer in which a contract of the annex counts, and what of it the annex is
/// about: the components that these contracts cover, and all that they run on.
struct AnnexSystem {
  std::unique_ptr<SystemAnswer> answer;  // never null
  std::vector<Component> shown;          // those nearest to the root first
};

/// O(components and edges of the systems of the customer).
[[nodiscard]] std::vector<AnnexSystem> find_annex_systems(const SupplyGraph& supply,
                                                          const Confirmations& confirmations,
                                                          const AnnexParties& parties);
/// What an annex is about: the components of its systems; where there are none, what the contracts
/// cover and all that this runs on. Those nearest to the customer first, each once.
[[nodiscard]] std::vector<ServiceId> find_annex_services(const SupplyGraph& supply,
                                                         const AnnexParties& parties,
                                                         std::span<const AnnexSystem> systems);

/// The contracts below those of an annex: active ones of a supply kind on its services, of the
/// supplier as customer, of those who supply it, and so on; in byte order.
[[nodiscard]] std::vector<ContractId> find_contracts_below(const SupplyGraph& supply,
                                                           const AnnexParties& parties,
                                                           std::span<const ServiceId> services);

/// What the model says that an annex tells, found once. The supply graph has to outlive it.
class AnnexFacts {
 public:
  /// `whole_pair`: the annex is on all contracts of the two, not on one that was named.
  /// Cost: that of `check_model`, and of looking at the systems of the customer.
  AnnexFacts(const SupplyGraph& supply, AnnexParties parties, bool whole_pair, unsigned threads,
             Progress* progress = nullptr);

  [[nodiscard]] const SupplyGraph& supply() const { return *supply_; }
  [[nodiscard]] const Model& model() const { return supply_->model(); }
  [[nodiscard]] Date as_of() const { return supply_->as_of(); }
  [[nodiscard]] const Confirmations& confirmations() const { return confirmations_; }
  [[nodiscard]] OrganizationId customer() const { return parties_.customer; }
  [[nodiscard]] OrganizationId supplier() const { return parties_.supplier; }
  [[nodiscard]] std::span<const ContractId> contracts() const { return parties_.contracts; }
  [[nodiscard]] const RuleContext& context() const { return context_; }

  [[nodiscard]] const AnnexParties& parties() const { return parties_; }

  /// Empty where the customer has no system in which one of the contracts counts.
  [[nodiscard]] std::span<const AnnexSystem> systems() const { return systems_; }
  [[nodiscard]] std::span<const ServiceId> services() const { return services_; }
  [[nodiscard]] bool shows(ServiceId service) const;
  /// The providers of `services()`, as whole parties in byte order.
  [[nodiscard]] std::span<const OrganizationId> providers() const { return providers_; }
  [[nodiscard]] bool is_party(OrganizationId who) const {
    return who == customer() || who == supplier();
  }
  [[nodiscard]] bool is_institution(OrganizationId who) const {
    return supply_->parties().kinds(who).has(OrganizationKind::MedicalInstitution);
  }
  [[nodiscard]] bool is_network_operator(OrganizationId who) const {
    return supply_->parties().kinds(who).has(OrganizationKind::NetworkOperator);
  }

  /// Null for one whose scope is not told (section 6 of the semantics).
  [[nodiscard]] const ScopeEntry* scope_of(OrganizationId who) const;

  /// The open points: the findings of `check` that concern the two parties and are not suppressed,
  /// in its order. A finding does where
  /// * one of the two owes it, or it is owed towards one of the two, or it is about one of them;
  /// * its subject belongs to the annex: a party, a contract or a system of it, a service that it
  ///   shows, a risk or a requirement about such a service, a change of one of these; or, in an
  ///   annex on all contracts of the two, one of them owes it to the other;
  /// * it holds in a system of the annex, where it holds in systems and the annex has any; and
  /// * its other party is no other institution, unless that provides something that is shown.
  [[nodiscard]] std::span<const Finding* const> open_points() const { return open_points_; }
  /// How many such findings are suppressed.
  [[nodiscard]] std::size_t suppressed() const { return suppressed_; }

 private:
  void find_providers();
  void find_open_points();
  [[nodiscard]] bool concerns(const Finding& finding) const;
  [[nodiscard]] bool is_subject(Symbol subject) const;
  [[nodiscard]] bool is_target(RecordRef record) const;
  [[nodiscard]] OrganizationId party_named(Symbol id) const;

  const SupplyGraph* supply_;
  AnnexParties parties_;
  bool whole_pair_;
  Confirmations confirmations_;
  Stated stated_;
  AllFacts found_;
  std::vector<ScopeEntry> scope_;
  RuleContext context_;
  CheckResult check_;
  std::vector<AnnexSystem> systems_;
  std::vector<ServiceId> services_;
  std::vector<OrganizationId> providers_;
  std::vector<const Finding*> open_points_;
  std::size_t suppressed_ = 0;
};

}  // namespace musubi::cli
