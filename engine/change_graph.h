#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/assessment.h"
#include "engine/evidence.h"
#include "engine/responsibility.h"
#include "engine/system_graph.h"

namespace musubi {

/// An edge of a graph in which changes are looked at.
struct ChangeEdge {
  Component from = kRoot, to = 0;
  EdgeKind kind = EdgeKind::DependsOn;
  std::uint32_t offset =
      0;  // where the member is written: with `from` and `kind` it names the edge
  OrganizationId holder;
};

/// An arc of responsibility that ends at a component.
struct ChangeArc {
  Component from = 0;
  std::uint32_t edge = 0;  // of which it comes
};

/// One of the graphs in which a change is looked at (semantics, section 5.1): that of one system,
/// or the global one. Immutable.
class ChangeGraph {
 public:
  ChangeGraph() = default;
  ChangeGraph(const ChangeGraph&) = delete;
  ChangeGraph& operator=(const ChangeGraph&) = delete;
  ChangeGraph(ChangeGraph&&) = delete;
  ChangeGraph& operator=(ChangeGraph&&) = delete;
  virtual ~ChangeGraph() = default;

  [[nodiscard]] virtual const SupplyGraph& supply() const = 0;
  /// Nothing for the global graph.
  [[nodiscard]] virtual const SystemGraph* system() const = 0;
  /// How many services it has: components are numbered from 0, in byte order of their ids.
  [[nodiscard]] virtual std::size_t size() const = 0;
  [[nodiscard]] virtual ServiceId service(Component c) const = 0;
  [[nodiscard]] virtual std::optional<Component> find(ServiceId s) const = 0;
  [[nodiscard]] virtual OrganizationId operator_of(Component c) const = 0;

  /// Rows of edges.
  [[nodiscard]] virtual std::span<const std::uint32_t> edges_to(Component c) const = 0;
  [[nodiscard]] virtual ChangeEdge edge(std::uint32_t e) const = 0;
  [[nodiscard]] virtual EvidenceStep step(std::uint32_t e) const = 0;
  /// The shortest chains of an edge that is `procured`, from who procured it; of another relation
  /// none.
  [[nodiscard]] virtual Chain chain(std::uint32_t e) const = 0;
  /// The dependencies of a component, or of the root (`kRoot`), with where they come from.
  [[nodiscard]] virtual std::vector<std::pair<EdgeKind, const Dependency*>> dependencies_of(
      Component c) const = 0;

  /// Whether an active contract counts for a component that it covers.
  [[nodiscard]] virtual bool counts(ContractId k, Component c) const = 0;
  /// The active contracts of a supply kind that cover `c`, count here, and whose customer is a
  /// party, in no order.
  [[nodiscard]] virtual std::vector<ContractId> contracts_of(Component c) const = 0;
  /// Whether an organization answers at `c`: in the global graph, whether it is the provider.
  [[nodiscard]] virtual bool answers_at(OrganizationId who, Component c) const = 0;
  /// The arcs of responsibility to `c`, sorted by their start.
  [[nodiscard]] virtual std::vector<ChangeArc> arcs_to(Component c) const = 0;
};

/// The graph of one system. The supply graph has to outlive it.
class SystemChangeGraph final : public ChangeGraph {
 public:
  /// O(components + edges + chains).
  SystemChangeGraph(const SupplyGraph& supply, SystemId system)
      : graph_(supply, system), responsibility_(graph_) {}
  /// A part of it (see `SystemGraph`).
  SystemChangeGraph(const SupplyGraph& supply, SystemId system, std::span<const ServiceId> services)
      : graph_(supply, system, services), responsibility_(graph_) {}

  /// Whether everything that a part says holds in the whole: nobody chose or buys something of the
  /// part who may be a party, and answer, by what else the system has. O(edges, and the contracts
  /// of vendors that cover a component).
  [[nodiscard]] bool stands_alone() const;

  [[nodiscard]] const SupplyGraph& supply() const override { return graph_.supply(); }
  [[nodiscard]] const SystemGraph* system() const override { return &graph_; }
  [[nodiscard]] std::size_t size() const override { return graph_.components().size(); }
  [[nodiscard]] ServiceId service(Component c) const override { return graph_.service(c); }
  [[nodiscard]] std::optional<Component> find(ServiceId s) const override { return graph_.find(s); }
  [[nodiscard]] OrganizationId operator_of(Component c) const override {
    return graph_.operator_of(c);
  }
  [[nodiscard]] std::span<const std::uint32_t> edges_to(Component c) const override {
    return graph_.edges_to(c);
  }
  [[nodiscard]] ChangeEdge edge(std::uint32_t e) const override;
  [[nodiscard]] EvidenceStep step(std::uint32_t e) const override;
  [[nodiscard]] Chain chain(std::uint32_t e) const override;
  [[nodiscard]] std::vector<std::pair<EdgeKind, const Dependency*>> dependencies_of(
      Component c) const override;
  [[nodiscard]] bool counts(ContractId k, Component c) const override;
  [[nodiscard]] std::vector<ContractId> contracts_of(Component c) const override;
  [[nodiscard]] bool answers_at(OrganizationId who, Component c) const override;
  [[nodiscard]] std::vector<ChangeArc> arcs_to(Component c) const override;

 private:
  SystemGraph graph_;
  Responsibility responsibility_;
};

/// All services and their dependencies: no placements, no root, and contracts without regard to
/// `systems`. A component has the number of its service. The supply graph has to outlive it. Free
/// to make; what it says of an edge costs a search for its chains.
class GlobalChangeGraph final : public ChangeGraph {
 public:
  explicit GlobalChangeGraph(const SupplyGraph& supply) : supply_(&supply) {}

  [[nodiscard]] const SupplyGraph& supply() const override { return *supply_; }
  [[nodiscard]] const SystemGraph* system() const override { return nullptr; }
  [[nodiscard]] std::size_t size() const override { return supply_->service_count(); }
  [[nodiscard]] ServiceId service(Component c) const override { return ServiceId(c); }
  [[nodiscard]] std::optional<Component> find(ServiceId s) const override {
    return static_cast<Component>(s.index());
  }
  [[nodiscard]] OrganizationId operator_of(Component c) const override {
    return supply_->provider(ServiceId(c));
  }
  [[nodiscard]] std::span<const std::uint32_t> edges_to(Component c) const override {
    return supply_->edges_to(ServiceId(c));
  }
  [[nodiscard]] ChangeEdge edge(std::uint32_t e) const override;
  [[nodiscard]] EvidenceStep step(std::uint32_t e) const override;
  [[nodiscard]] Chain chain(std::uint32_t e) const override;
  [[nodiscard]] std::vector<std::pair<EdgeKind, const Dependency*>> dependencies_of(
      Component c) const override;
  [[nodiscard]] bool counts(ContractId k, Component c) const override;
  [[nodiscard]] std::vector<ContractId> contracts_of(Component c) const override;
  [[nodiscard]] bool answers_at(OrganizationId who, Component c) const override;
  [[nodiscard]] std::vector<ChangeArc> arcs_to(Component c) const override;

 private:
  struct Standing {
    Relation relation = Relation::Independent;
    OrganizationId procured_by;
  };
  /// The relation of an edge, by section 2.1 with what this graph knows.
  [[nodiscard]] Standing standing(const ServiceEdge& edge) const;
  [[nodiscard]] Chain chain_from(OrganizationId from, ServiceId to) const;

  const SupplyGraph* supply_;
};

}  // namespace musubi
