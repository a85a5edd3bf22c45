#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/records.h"
#include "tests/support/oracle.h"

// What the parts of the oracle share. "Section" is one of the definition of what is computed.
namespace musubi::oracle {

/// A whole party: itself and all of its facilities (section 1, "Parties").
struct PartyFacts {
  OrganizationKinds kinds;
  std::optional<bool> bears_responsibility;
  Ids member_of;  // parties
};

struct DependencyFacts {
  std::string to;
  std::optional<std::string> selected_by;  // a party, where it is written
  bool any_of = false;
};

struct ServiceFacts {
  std::string provider;  // a party
  bool handles = true;
  std::optional<std::string> developer;  // a party
  std::vector<DependencyFacts> dependencies;
};

struct PlacementFacts {
  std::string service;
  DependencyFacts on;
};

struct SystemFacts {
  std::string institution;  // H
  std::vector<DependencyFacts> uses;
  std::vector<PlacementFacts> placements;
};

struct ContractFacts {
  std::string id;
  ContractKind kind = ContractKind::Service;
  std::string customer, supplier;  // parties
  Ids covers;
  bool active = false;
  std::optional<Ids> systems;
  bool responsibility_scope = false;
  Ids unknown_components;

  // "the contract's own keys win; a key is taken whole, not merged"
  const Agreement* written = nullptr;
  const Agreement* agreement = nullptr;  // null where it is dated after D too
  const List<DutyAssignment>* duties = nullptr;
  std::map<ChangeKind, int> notice, relay;
  bool standard_terms = false;
  bool automatic = false;
  std::optional<int> renewal_notice_days;
  bool entrusts_personal_data = true;
  std::optional<Date> from, until;

  [[nodiscard]] bool supplies() const { return is_supply_kind(kind); }
};

struct AssessmentFacts {
  std::string id;               // empty where it has none
  std::string assessor;         // a party
  std::string of_service;       // one of these two is empty
  std::string of_organization;  // a party
  Date date{};
  std::optional<Date> last;  // that of the policy where none is written
  bool last_written = false;
  bool begun = false;  // not dated after D
  bool ended = false;  // ended before D
  bool rejected = false;
  bool beyond_certificate = false;
  Ids shared_with;  // parties

  [[nodiscard]] bool active() const { return begun && !ended; }
};

struct DisclosureFacts {
  std::string of_service, of_organization, to;
  bool active = false;
};

struct SuppressionFacts {
  std::string rule, subject;
  std::optional<std::string> owes;  // a party; nothing for "*"
  bool past = false;
};

/// The model with ids for references, whole parties for organizations, and D worked in.
struct Facts {
  const Model* model = nullptr;
  Date date{};
  std::map<std::string, PartyFacts> parties;
  std::map<std::string, ServiceFacts> services;
  std::map<std::string, SystemFacts> systems;
  std::vector<ContractFacts> contracts;
  std::vector<AssessmentFacts> assessments;
  std::vector<DisclosureFacts> disclosures;
  std::vector<SuppressionFacts> suppressions;
  std::map<std::string, RuleLevel> levels;  // `policy.rules`

  [[nodiscard]] const std::string& provider(const std::string& service) const {
    return services.at(service).provider;
  }
};
[[nodiscard]] Facts read_facts(const Model& model, Date date);
[[nodiscard]] std::string text_of(const Model& model, Symbol symbol);
/// "the whole at the top of the `part_of` chain"
[[nodiscard]] std::string party_of(const Model& model, OrganizationId organization);
[[nodiscard]] std::string party_of(const Model& model, const OrganizationRef& ref);
[[nodiscard]] Ids parties_of(const Model& model, const List<OrganizationRef>& refs);

/// The shortest chains from `from` to `to` along `contracts`, which are of supply kinds.
[[nodiscard]] Chain find_chain(const std::vector<const ContractFacts*>& contracts,
                               const std::string& from, const std::string& to);
/// Every shortest chain from `from` to `to`, each as the contracts in order.
[[nodiscard]] std::set<std::vector<std::string>> list_chains(
    const std::vector<const ContractFacts*>& contracts, const std::string& from,
    const std::string& to);

/// One system while it is worked out.
struct Work {
  const Facts* facts = nullptr;
  System* system = nullptr;
  // Contracts that count in S for a component (section 2), by component.
  std::map<std::string, std::vector<const ContractFacts*>> counting;

  [[nodiscard]] std::vector<const ContractFacts*> supplying(const std::string& component) const;
  [[nodiscard]] Chain chain(const std::string& from, const std::string& to,
                            const std::string& component) const;
  /// Everything that can be reached along arcs from `from`, itself included (y ⇒ c).
  [[nodiscard]] Ids along_arcs(const std::string& from) const;
};

[[nodiscard]] bool counts_in(const ContractFacts& contract, const std::string& system);

void add_graph(Work& work, const std::string& id);                       // section 2
void add_relations(Work& work);                                          // sections 2.1, 2.2
void add_responsibility(Work& work);                                     // section 3
void add_arcs(System& system);                                           // section 3
void add_pattern(Work& work);                                            // section 3.1
void add_duties(Work& work);                                             // section 4
void add_unknown(Work& work);                                            // section 4.1
[[nodiscard]] Ids find_leading(const Work& work, const std::string& a);  // section 4.1
/// Whether it counts for (`owes`, `component`, `about`).
[[nodiscard]] bool counts(const Facts& facts, const AssessmentFacts& assessment,
                          const std::string& owes, const std::string& component,
                          const std::string& about);
[[nodiscard]] State state_of(const Facts& facts, const std::string& owes,
                             const std::string& component, const std::string& about);
[[nodiscard]] std::map<std::string, Scope> find_scope(const Facts& facts, const Answers& answers);
void add_findings(const Facts& facts, const std::map<std::string, Work>& works, Answers& answers);
void apply_policy(const Facts& facts, Answers& answers);

}  // namespace musubi::oracle
