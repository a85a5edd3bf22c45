#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/assessment.h"
#include "engine/responsibility.h"
#include "engine/supply_graph.h"
#include "engine/system_graph.h"
#include "model/ids.h"
#include "model/text.h"

namespace musubi::cli {

/// A duty that has to be divided between the parties of a contract, and to whom it was given;
/// nothing where that is on no record.
struct RoleEntry {
  std::string_view duty;
  Text title;
  const DutyAssignment* assigned = nullptr;
};

/// The duties of the policy, or of the catalogue, in a contract, and what else it assigns.
[[nodiscard]] std::vector<RoleEntry> roles_of(const Model& model, ContractId contract);

/// What `responsibility` says of one system, for text and JSON. Lists of organizations and
/// contracts are in byte order of their ids. The supply graph and the confirmations have to outlive
/// it.
class SystemAnswer {
 public:
  SystemAnswer(const SupplyGraph& supply, const Confirmations& confirmations, SystemId system);
  SystemAnswer(const SystemAnswer&) = delete;
  SystemAnswer(SystemAnswer&&) = delete;
  SystemAnswer& operator=(const SystemAnswer&) = delete;
  SystemAnswer& operator=(SystemAnswer&&) = delete;
  ~SystemAnswer() = default;

  [[nodiscard]] const SystemGraph& graph() const { return graph_; }
  [[nodiscard]] const Responsibility& responsibility() const { return responsibility_; }
  [[nodiscard]] const Model& model() const { return graph_.supply().model(); }
  [[nodiscard]] Provision provision() const { return provision_; }
  /// Whether 2.2.2 is only treated as such: the provider procured a component without a contract
  /// with who provides it (FAQ 2.1, where the institution signs).
  [[nodiscard]] bool is_treated_as() const { return treated_as_; }

  [[nodiscard]] std::vector<OrganizationId> managers(Component c) const;
  [[nodiscard]] std::vector<OrganizationId> answerable(Component c) const;
  [[nodiscard]] std::vector<OrganizationId> held_by(Component c) const;
  /// The active contracts that count for `c`.
  [[nodiscard]] std::vector<ContractId> contracts(Component c) const;
  /// The edges into `c` whose holder took no part in the choice of its provider and has no contract
  /// with it (2.2.3), and does not manage its risk in another way either.
  [[nodiscard]] std::vector<const SystemEdge*> not_managed(Component c) const;

  struct Confirmation {
    const Duty* duty = nullptr;
    ConfirmationState state = ConfirmationState::None;
  };
  [[nodiscard]] std::vector<Confirmation> confirmations(Component c) const;

  /// The contracts of the institution for this system that are of a supply kind.
  [[nodiscard]] std::vector<ContractId> institution_contracts() const;
  /// The duties of the policy, or of the catalogue, in the contract.
  [[nodiscard]] std::vector<RoleEntry> roles(ContractId contract) const;

  /// The components as a reader goes down from the root: those nearest to it first.
  [[nodiscard]] std::vector<Component> from_the_root() const;

 private:
  void find_treated_as();

  const Confirmations* confirmations_;
  SystemGraph graph_;
  Responsibility responsibility_;
  Provision provision_;
  std::vector<Duty> duties_;
  bool treated_as_ = false;
};

}  // namespace musubi::cli
