#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/evidence.h"
#include "engine/system_graph.h"

namespace musubi {

/// The form of provision of a system (semantics, section 3.1; FAQ 2.1; guideline 2.2).
enum class Pattern : std::uint8_t {
  MultipleContracts,  // 2.2.3
  MultipleProviders,  // 2.2.2, case 1 or 2
  SeparateProviders,  // 2.2.3, no dependency between them on record
  SingleProvider,     // 2.2.1
  SelfOperated,       // FAQ 1.1
};

struct Provision {
  Pattern pattern = Pattern::SelfOperated;
  std::uint8_t number = 0;  // the case of `MultipleProviders`: 1 or 2; else 0
};

/// O(components + edges).
[[nodiscard]] Provision find_provision(const SystemGraph& graph);

/// Who manages the risk of each component of one system, and who of them answers to the
/// institution (semantics, section 3). The graph has to outlive it.
class Responsibility {
 public:
  struct Arc {
    Component from, to;
    std::uint32_t edge;  // of which it comes
    friend auto operator<=>(const Arc&, const Arc&) = default;
  };

  /// O(components + edges + chains).
  explicit Responsibility(const SystemGraph& graph);

  /// Src(S, c): the answering organizations at `c`, in byte order.
  [[nodiscard]] std::span<const OrganizationId> answering_at(Component c) const;
  /// The arcs of responsibility that end at `c`, sorted by (from, edge).
  [[nodiscard]] std::span<const Arc> arcs_to(Component c) const;
  /// Every y with y ⇒ c (`c` itself too), in byte order. O(what is reached).
  [[nodiscard]] std::vector<Component> leading_to(Component c) const;
  /// Every c with y ⇒ c for one y of `from` (these too), in byte order. O(what is reached).
  [[nodiscard]] std::vector<Component> reached_from(std::span<const Component> from) const;
  /// R(S, c), in byte order. O(what is reached).
  [[nodiscard]] std::vector<OrganizationId> managers(Component c) const;
  /// answerable(S, c), in byte order. O(what is reached).
  [[nodiscard]] std::vector<OrganizationId> answerable(Component c) const;
  /// Whether answerable(S, c) holds anybody. O(1).
  [[nodiscard]] bool anybody_answers(Component c) const { return answered_[c] != 0; }
  /// The contracts leading to `c` (semantics, section 4.1), in byte order. O(what is reached).
  [[nodiscard]] std::vector<ContractId> contracts_leading_to(Component c) const;
  /// The evidence of X in R(S, c). Precondition: X is in managers(c).
  [[nodiscard]] Evidence evidence(OrganizationId manager, Component c) const;

 private:
  /// A contract of a supply kind from the institution to one who answers at `at`.
  struct Answer {
    Component at;
    ContractId contract;
    friend auto operator<=>(const Answer&, const Answer&) = default;
  };

  void find_answering();
  void add_arcs_of(std::uint32_t e);
  void find_arcs();
  void find_answers();
  [[nodiscard]] Evidence carrier_contracts(OrganizationId carrier, Component at) const;
  /// The nearest component at which the manager answers, and how many arcs lie between others and
  /// `c`: for those that are as near or nearer.
  [[nodiscard]] std::optional<Component> find_start(OrganizationId manager, Component c,
                                                    std::vector<std::uint32_t>& distance) const;
  [[nodiscard]] const Arc& next_arc(Component at, const std::vector<std::uint32_t>& distance) const;

  const SystemGraph* graph_;
  std::vector<std::uint32_t> source_starts_;
  std::vector<OrganizationId> sources_;
  std::vector<Arc> arcs_in_;  // sorted by (to, from, edge)
  std::vector<std::uint32_t> in_starts_;
  std::vector<std::uint32_t> out_starts_, out_arcs_;  // indices into arcs_in_, by from
  std::vector<Answer> answers_;                       // sorted
  std::vector<char> answered_;
};

}  // namespace musubi
