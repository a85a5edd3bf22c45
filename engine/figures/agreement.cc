#include <set>
#include <utility>
#include <vector>

#include "engine/figures/edges.h"
#include "engine/figures/figures.h"
#include "engine/figures/responsibility_drawing.h"
#include "model/names.h"

namespace musubi {
namespace {

class AgreementDrawing {
 public:
  AgreementDrawing(const SupplyGraph& supply, const Confirmations& confirmations,
                   OrganizationId customer, OrganizationId supplier)
      : supply_(&supply), confirmations_(&confirmations), customer_(customer), supplier_(supplier) {
    for (const ContractId contract : supply.bought_by(customer)) {
      if (supply.supplier(contract) == supplier) contracts_.push_back(contract);
    }
  }

  Figure draw() {
    const Model& model = supply_->model();
    const Text title =
        filled({.en = "Agreement between {} and {}", .ja = "{}と{}の合意の範囲"},
               name_of(model, model[customer_].id), name_of(model, model[supplier_].id));
    Figure figure = draw_systems();
    if (figure.boxes.size() < 2) figure = draw_services();
    figure.title = title;
    return figure;
  }

 private:
  /// What the contracts cover in a system, and all that this runs on; empty where it is nothing.
  [[nodiscard]] std::vector<char> shown_in(const SystemGraph& graph) const {
    std::vector<char> shown(graph.components().size());
    std::vector<Component> open;
    const auto show = [&](Component c) {
      if (std::exchange(shown[c], 1) == 0) open.push_back(c);
    };
    for (const ContractId contract : contracts_) {
      for (const ServiceRef& covered : supply_->model()[contract].covers) {
        const auto component = graph.find(covered.id);
        if (component && graph.counts(contract, *component)) show(*component);
      }
    }
    for (std::size_t i = 0; i < open.size(); ++i) {
      for (const SystemEdge& edge : graph.edges_from(open[i])) show(edge.to);
    }
    return open.empty() ? std::vector<char>() : shown;
  }

  Figure draw_systems() {
    ResponsibilityDrawing drawing(*supply_, *confirmations_, customer_, FigureView::Agreement);
    for (std::size_t row = 0; row < supply_->model().systems.size(); ++row) {
      const SystemId system(row);
      if (supply_->owner(system) != customer_) continue;
      const SystemGraph graph(*supply_, system);
      if (const auto shown = shown_in(graph); !shown.empty()) drawing.add(graph, shown);
    }
    return std::move(drawing).finish();
  }

  /// Between two parties of which the customer has no system: what its contracts cover and what
  /// that runs on, by provider.
  Figure draw_services() {
    FigureBuilder builder(*supply_, FigureView::Agreement);
    const std::uint32_t customer = builder.organization(customer_);
    for (const ContractId contract : contracts_) {
      const auto& covers = supply_->model()[contract].covers;
      for (const ServiceRef& covered : covers) show(covered.id);
      const std::uint32_t end =
          covers.empty() ? builder.organization(supplier_) : builder.service(covers.front().id);
      draw_contract(builder, customer, end, contract);
    }
    for (std::size_t i = 0; i < open_.size(); ++i) add_service(builder, open_[i]);
    if (contracts_.empty()) builder.organization(supplier_);
    return std::move(builder).finish();
  }

  void draw_contract(FigureBuilder& builder, std::uint32_t from, std::uint32_t to,
                     ContractId contract) const {
    const unsigned kind = static_cast<unsigned>(supply_->kind(contract));
    FigureArrow& arrow =
        builder.arrow(builder.arrow(ArrowKind::Contract, from, to, supply_->model().id(contract)));
    arrow.lines.push_back(filled(word_label(RecordKind::Contract, "kind", kind)));
    arrow.contracts.push_back(contract);
  }

  void show(ServiceId service) {
    if (seen_.insert(service).second) open_.push_back(service);
  }

  void add_service(FigureBuilder& builder, ServiceId service) {
    const Service& record = supply_->model()[service];
    const std::uint32_t box = builder.service(service);
    builder.box(box).area = builder.area(AreaKind::Party, supply_->provider(service));
    add_layer(builder.box(box));
    add_places(record, builder.box(box));
    if (!record.depends_on) return;
    std::size_t number = 0;
    for (const Dependency& dependency : *record.depends_on) {
      std::vector<DrawnMember> drawn;
      for (const ServiceRef& member : dependency.members) {
        drawn.push_back({&member, builder.service(member.id), ArrowKind::DependsOn});
        show(member.id);
      }
      draw_dependency(builder, box, number++, dependency, ArrowKind::DependsOn, drawn);
    }
  }

  const SupplyGraph* supply_;
  const Confirmations* confirmations_;
  OrganizationId customer_, supplier_;
  std::vector<ContractId> contracts_;
  std::set<ServiceId> seen_;
  std::vector<ServiceId> open_;  // those of `seen_`, in the order in which they are drawn
};

}  // namespace

Figure agreement_figure(const SupplyGraph& supply, const Confirmations& confirmations,
                        OrganizationId customer, OrganizationId supplier) {
  return AgreementDrawing(supply, confirmations, customer, supplier).draw();
}

}  // namespace musubi
