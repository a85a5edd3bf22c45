#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/assessment.h"
#include "engine/figures/builder.h"
#include "engine/responsibility.h"
#include "engine/system_graph.h"

namespace musubi {

/// Draws who manages the risk of which component, in one system of an institution or in several of
/// them: what holds in one of them is drawn. The supply graph and the confirmations have to outlive
/// it.
class ResponsibilityDrawing {
 public:
  ResponsibilityDrawing(const SupplyGraph& supply, const Confirmations& confirmations,
                        OrganizationId institution, FigureView view);

  /// What a system shows: all of it, or the components for which `shown` is set.
  void add(const SystemGraph& graph, const std::vector<char>& shown);
  void add(const SystemGraph& graph);

  [[nodiscard]] FigureBuilder& builder() { return builder_; }
  [[nodiscard]] std::uint32_t institution() const { return institution_box_; }
  [[nodiscard]] Figure finish() &&;

 private:
  struct Managed {
    std::set<OrganizationId> managers, answerable;
    bool own = false, relevant = false;
  };

  void add_component(const SystemGraph& graph, const Responsibility& responsibility, Component c);
  void add_confirmations(const SystemGraph& graph, const std::vector<char>& shown);
  void add_edges(const SystemGraph& graph, const std::vector<char>& shown);
  void draw(const SystemGraph& graph, std::uint32_t from, std::size_t number,
            const Dependency& dependency, EdgeKind kind, Component start,
            const std::vector<char>& shown);
  void add_edge_words(const SystemGraph& graph, const SystemEdge& edge, std::uint32_t arrow);
  void add_other_contracts(const SystemGraph& graph, const std::vector<char>& shown);
  [[nodiscard]] bool knows(const SystemGraph& graph, const SystemEdge& edge) const;
  [[nodiscard]] std::vector<OrganizationId> outermost_first(const Managed& component) const;
  void add_areas();
  void name_areas();

  const SupplyGraph* supply_;
  const Confirmations* confirmations_;
  OrganizationId institution_;
  FigureBuilder builder_;
  std::uint32_t institution_box_;
  std::map<ServiceId, Managed> components_;
  std::map<OrganizationId, std::size_t> managed_;  // how many components each manages
  std::set<ContractId> drawn_;
};

}  // namespace musubi
