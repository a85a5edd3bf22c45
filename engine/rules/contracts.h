#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/rules/finding.h"
#include "model/guideline.h"

// The contracts that the rules on agreements, documents and risks look at.
namespace musubi::rules {

/// A contract of which a rule speaks, with its whole parties and what was agreed in it.
struct ContractView {
  ContractId id;
  OrganizationId customer, supplier;             // whole parties
  const Contract* record = nullptr;              // never null
  const Agreement* agreement = nullptr;          // its own or of its terms; null: none yet
  const List<DutyAssignment>* duties = nullptr;  // likewise
  bool standard_terms = false;
  /// Where it counts, and it covers a relevant component (see `AgreementFacts::contracts`).
  const SystemTally* systems = nullptr;  // never null
};

/// Precondition: the contract is active.
[[nodiscard]] ContractView view_of(const RuleContext& context, ContractId contract);

/// "K with H": the active contracts of a supply kind whose customer is a medical institution
/// (perhaps among other things) and that cover a service which handles medical information; in byte
/// order. O(contracts and what they cover).
[[nodiscard]] std::vector<ContractView> contracts_with_institutions(const RuleContext& context);

/// The items of a catalogue that were not provided, in its order.
[[nodiscard]] std::vector<std::string> missing_items(
    const ContractView& contract, const GuidelineCatalogue<GuidelineEntry>& catalogue, Date as_of);

/// Whether the party is the operator of a medical information linkage network that bears
/// responsibility (FAQ 2.2). O(log organizations).
[[nodiscard]] bool is_network_operator_in_scope(const RuleContext& context, OrganizationId party);

/// What a rule says of one contract.
struct ContractFinding {
  Modality modality = Modality::Info;
  OrganizationId owes, counterparty;
  std::vector<NamedBlank> blanks;  // as in `Finding`
  std::vector<FindingDetail> details;
};
/// The finding about a contract, in all its systems: seen at the agreement, or at the contract
/// where there is none, with the contract as its evidence.
[[nodiscard]] Finding make_finding(const RuleContext& context, const Rule& rule,
                                   const ContractView& contract, ContractFinding parts);

/// Where the agreement of a contract is written, in its own file or in that of its terms; the
/// contract where there is no agreement.
[[nodiscard]] SourceLocation place_of_agreement(const Model& model, const Contract& contract);

}  // namespace musubi::rules
