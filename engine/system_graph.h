#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "engine/chain.h"
#include "engine/relation.h"
#include "engine/supply_graph.h"

namespace musubi {

/// Where an edge of a system comes from.
enum class EdgeKind : std::uint8_t { Uses, DependsOn, Placement };

/// A component of one system: its row in `SystemGraph::components()`.
using Component = std::uint32_t;
inline constexpr Component kRoot = 0xFFFFFFFFU;

/// An edge of one system, with what section 2.1 of the semantics says of it.
struct SystemEdge {
  Component from = kRoot;  // `kRoot` for an edge of the system's own `uses`
  Component to = 0;
  EdgeKind kind = EdgeKind::Uses;
  Relation relation = Relation::Procured;
  bool selection_written = false;
  OrganizationId selected_by;      // as written, or by default
  std::uint32_t service_edge = 0;  // for `DependsOn`: its row in `SupplyGraph::edges()`
  OrganizationId procured_by;      // for `Relation::Procured` only: the holder, or who selected
  SourceLocation where;            // the member of the dependency, as written
};

/// The graph of one system: what the institution uses and everything below, own components,
/// contracts that count, parties, and the relation of every edge (semantics, section 2). A view:
/// the supply graph has to outlive it.
class SystemGraph {
 public:
  /// O(components, their edges, and the contracts of the owner).
  SystemGraph(const SupplyGraph& supply, SystemId system) : SystemGraph(supply, system, nullptr) {}
  /// A part of it: the components among `services`, which stand in byte order. Precondition:
  /// whatever has an edge of this system to one of them is one of them. So the part has every way
  /// from the root to each of its components, and every edge to it; parties are those of the part
  /// only, and with them everything that is asked of somebody who is a party elsewhere alone.
  SystemGraph(const SupplyGraph& supply, SystemId system, std::span<const ServiceId> services)
      : SystemGraph(supply, system, &services) {}
  // Edges and chains are referred to by address.
  SystemGraph(const SystemGraph&) = delete;
  SystemGraph& operator=(const SystemGraph&) = delete;
  SystemGraph(SystemGraph&&) = delete;
  SystemGraph& operator=(SystemGraph&&) = delete;
  ~SystemGraph() = default;

  [[nodiscard]] const SupplyGraph& supply() const { return *supply_; }
  [[nodiscard]] SystemId system() const { return system_; }
  /// H: the party of the institution that owns the system.
  [[nodiscard]] OrganizationId owner() const { return owner_; }

  /// C(S), in byte order of their ids.
  [[nodiscard]] std::span<const ServiceId> components() const { return components_; }
  [[nodiscard]] std::optional<Component> find(ServiceId s) const;
  [[nodiscard]] ServiceId service(Component c) const { return components_[c]; }
  [[nodiscard]] OrganizationId provider(Component c) const {
    return supply_->provider(components_[c]);
  }
  [[nodiscard]] bool own(Component c) const { return own_[c] != 0; }
  [[nodiscard]] bool relevant(Component c) const { return relevant_[c] != 0; }
  [[nodiscard]] OrganizationId operator_of(Component c) const {
    return own(c) ? owner_ : provider(c);
  }
  /// The holder of an edge: of its start, or the owner at the root.
  [[nodiscard]] OrganizationId holder(const SystemEdge& edge) const {
    return edge.from == kRoot ? owner_ : operator_of(edge.from);
  }

  /// Sorted by (from, to, kind, selected_by), those of the root last.
  [[nodiscard]] std::span<const SystemEdge> edges() const { return edges_; }
  [[nodiscard]] std::span<const SystemEdge> edges_from(Component c) const;  // `kRoot` too
  /// Indices into `edges()`.
  [[nodiscard]] std::span<const std::uint32_t> edges_to(Component c) const;

  /// parties(S), in byte order.
  [[nodiscard]] std::span<const OrganizationId> parties() const { return parties_; }
  [[nodiscard]] bool is_party(OrganizationId o) const;

  /// Whether an active contract that covers `c` counts in this system for `c`.
  [[nodiscard]] bool counts(ContractId k, Component c) const;
  /// The shortest chains of contracts to the provider at the end of an edge: from who procured it,
  /// or from its holder where nobody did. Lives as long as this graph.
  [[nodiscard]] const Chain& chain(const SystemEdge& edge) const {
    return *chains_[static_cast<std::size_t>(&edge - edges_.data())];
  }
  /// A contract that counts here, and a component that it covers.
  struct Covering {
    Component component = 0;
    ContractId contract;
    friend auto operator<=>(const Covering&, const Covering&) = default;
  };
  /// The contracts of the owner, of every kind, sorted.
  [[nodiscard]] std::span<const Covering> bought() const { return bought_; }
  /// Those that cover `c`.
  [[nodiscard]] std::span<const Covering> bought_for(Component c) const;
  /// held_by(S, c), in byte order.
  [[nodiscard]] std::vector<OrganizationId> held_by(Component c) const;

  /// For each component the last edge of a shortest way to it from the root, the first in byte
  /// order of the ids on the way.
  [[nodiscard]] std::vector<std::uint32_t> ways() const;

 private:
  SystemGraph(const SupplyGraph& supply, SystemId system, const std::span<const ServiceId>* part);
  void find_components(const std::span<const ServiceId>* part);
  void find_bought();
  void find_own();
  void add_edges();
  void index_edges();
  void find_relevant();
  void find_excluded();
  void find_holder_chains();
  void find_parties();
  void relate(std::uint32_t e);
  [[nodiscard]] const Chain* find_chain_from(OrganizationId from, Component c);

  /// Customers whose contracts for a component do not count (the end of section 2).
  struct Excluded {
    Component component;
    OrganizationId customer;
    friend auto operator<=>(const Excluded&, const Excluded&) = default;
  };
  [[nodiscard]] bool has_excluded(Component c) const;

  const SupplyGraph* supply_;
  SystemId system_;
  OrganizationId owner_;
  std::vector<ServiceId> components_;
  std::vector<Covering> bought_;
  std::vector<char> own_, relevant_;
  std::vector<SystemEdge> edges_;
  std::vector<std::uint32_t> from_starts_, to_starts_, to_edges_;
  std::vector<Excluded> excluded_;
  std::vector<OrganizationId> parties_;
  std::vector<const Chain*> chains_;  // by edge
  std::deque<Chain> own_chains_;      // those that are not the same in all systems
};

}  // namespace musubi
