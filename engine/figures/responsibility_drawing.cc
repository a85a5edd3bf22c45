#include "engine/figures/responsibility_drawing.h"

#include <algorithm>
#include <utility>

#include "engine/figures/edges.h"
#include "model/names.h"

namespace musubi {
namespace {

Phrase unconfirmed_phrase(ConfirmationState state) {
  switch (state) {
    case ConfirmationState::CertificateOnly:
      return {"confirmation by {}: certificate only", "{}による確認：認証の取得のみ"};
    case ConfirmationState::Expired:
      return {"confirmation by {}: has ended", "{}による確認：有効期間が経過"};
    case ConfirmationState::Rejected:
      return {"confirmation by {}: not accepted", "{}による確認：結果が不可"};
    default: return {"confirmation by {}: not on record", "{}による確認：記録なし"};
  }
}

ArrowKind arrow_kind(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::Uses: return ArrowKind::Uses;
    case EdgeKind::Placement: return ArrowKind::Placement;
    default: return ArrowKind::DependsOn;
  }
}

template <class Line>
void add_line(std::vector<Line>& lines, Line line) {
  if (std::ranges::find(lines, line) == lines.end()) lines.push_back(std::move(line));
}

}  // namespace

ResponsibilityDrawing::ResponsibilityDrawing(const SupplyGraph& supply,
                                             const Confirmations& confirmations,
                                             OrganizationId institution, FigureView view)
    : supply_(&supply),
      confirmations_(&confirmations),
      institution_(institution),
      builder_(supply, view),
      institution_box_(builder_.organization(institution)) {
  builder_.box(institution_box_)
      .lines.push_back({{.en = "final responsibility as manager of medical information (FAQ 5)",
                         .ja = "医療情報の最終的な管理者としての責任（FAQ 5）"}});
}

void ResponsibilityDrawing::add(const SystemGraph& graph) {
  add(graph, std::vector<char>(graph.components().size(), 1));
}

void ResponsibilityDrawing::add(const SystemGraph& graph, const std::vector<char>& shown) {
  const Responsibility responsibility(graph);
  for (Component c = 0; c < graph.components().size(); ++c) {
    if (shown[c] != 0) add_component(graph, responsibility, c);
  }
  add_confirmations(graph, shown);
  add_edges(graph, shown);
  add_other_contracts(graph, shown);
}

void ResponsibilityDrawing::add_component(const SystemGraph& graph,
                                          const Responsibility& responsibility, Component c) {
  Managed& managed = components_[graph.service(c)];
  for (const OrganizationId manager : responsibility.managers(c)) managed.managers.insert(manager);
  for (const OrganizationId who : responsibility.answerable(c)) managed.answerable.insert(who);
  const std::uint32_t box = builder_.service(graph.service(c));
  FigureMarks& marks = builder_.box(box).marks;
  if (graph.own(c)) {
    managed.own = true;
    marks.add(FigureMark::Own);
  } else if (graph.relevant(c) && !responsibility.anybody_answers(c)) {
    marks.add(FigureMark::Unanswered);
  }
  if (!supply_->handles(graph.service(c))) marks.add(FigureMark::Outside);
}

void ResponsibilityDrawing::add_confirmations(const SystemGraph& graph,
                                              const std::vector<char>& shown) {
  for (const Duty& duty : find_duties(graph)) {
    if (shown[duty.component] == 0) continue;
    const ServiceId service = graph.service(duty.component);
    const ConfirmationState state = confirmations_->state(duty.owes, service, duty.about);
    if (state == ConfirmationState::Met) continue;
    FigureBox& box = builder_.box(builder_.service(service));
    box.marks.add(FigureMark::Unconfirmed);
    const Model& model = supply_->model();
    add_line(box.lines, {filled(unconfirmed_phrase(state), name_of(model, model[duty.owes].id)),
                         FigureMark::Unconfirmed});
  }
}

bool ResponsibilityDrawing::knows(const SystemGraph& graph, const SystemEdge& edge) const {
  const ServiceId service = graph.service(edge.to);
  const OrganizationId holder = graph.holder(edge);
  return confirmations_->disclosed(service, holder) ||
         confirmations_->counting(holder, service, graph.provider(edge.to)).valid();
}

void ResponsibilityDrawing::add_edges(const SystemGraph& graph, const std::vector<char>& shown) {
  const System& system = supply_->model()[graph.system()];
  std::size_t number = 0;
  for (const Dependency& use : system.uses) {
    draw(graph, institution_box_, number++, use, EdgeKind::Uses, kRoot, shown);
  }
  for (Component c = 0; c < graph.components().size(); ++c) {
    const auto& dependencies = supply_->model()[graph.service(c)].depends_on;
    if (shown[c] == 0 || !dependencies) continue;
    std::size_t index = 0;
    for (const Dependency& dependency : *dependencies) {
      draw(graph, builder_.service(graph.service(c)), index++, dependency, EdgeKind::DependsOn, c,
           shown);
    }
  }
  for (const Placement& placement : system.placements) {
    const auto start = graph.find(placement.service.id);
    if (!start || shown[*start] == 0) continue;
    // Choices of placements are told apart by the system that has them.
    const std::size_t apart = (graph.system().index() + 1) * 1000;
    draw(graph, builder_.service(placement.service.id), apart + number++, placement.on,
         EdgeKind::Placement, *start, shown);
  }
}

void ResponsibilityDrawing::draw(const SystemGraph& graph, std::uint32_t from, std::size_t number,
                                 const Dependency& dependency, EdgeKind kind, Component start,
                                 const std::vector<char>& shown) {
  std::vector<DrawnMember> drawn;
  std::vector<const SystemEdge*> edges;
  for (const ServiceRef& member : dependency.members) {
    const auto end = graph.find(member.id);
    if (!end || shown[*end] == 0) continue;
    for (const SystemEdge& edge : graph.edges_from(start)) {
      if (edge.to != *end || edge.kind != kind || edge.where.offset != member.offset) continue;
      // What the institution itself runs on something is no demarcation between two providers.
      const bool is_independent =
          edge.relation == Relation::Independent && graph.holder(edge) != institution_;
      drawn.push_back({&member, builder_.service(member.id),
                       is_independent ? ArrowKind::Independent : arrow_kind(kind)});
      edges.push_back(&edge);
      break;
    }
  }
  if (drawn.empty()) return;
  const auto arrows = draw_dependency(builder_, from, number, dependency, arrow_kind(kind), drawn);
  for (std::size_t i = 0; i < arrows.size(); ++i) add_edge_words(graph, *edges[i], arrows[i]);
}

void ResponsibilityDrawing::add_edge_words(const SystemGraph& graph, const SystemEdge& edge,
                                           std::uint32_t arrow) {
  const Model& model = supply_->model();
  const OrganizationId holder = graph.holder(edge);
  if (edge.relation == Relation::Purchased) {
    add_line(builder_.arrow(arrow).lines,
             {.en = "bought, no maintenance", .ja = "売買（保守なし）"});
  }
  if (edge.relation == Relation::Independent && holder != institution_ && !knows(graph, edge)) {
    FigureBox& box = builder_.box(builder_.service(graph.service(edge.to)));
    box.marks.add(FigureMark::Unknown);
    add_line(box.lines, {filled({"unknown to {}", "{}にとって不明な構成要素"},
                                name_of(model, model[holder].id)),
                         FigureMark::Unknown});
  }
  if (edge.relation == Relation::Independent && holder == institution_) {
    add_line(builder_.arrow(arrow).lines,
             filled({"selected by {}, no contract on record", "{}が選定、契約の記録なし"},
                    name_of(model, model[edge.selected_by].id)));
  }
  if (edge.relation != Relation::Procured) return;
  // Who selected says why it is procured where no contract does.
  const bool rests_on_selection = !graph.chain(edge).exists() && holder != institution_;
  if (edge.procured_by != holder || rests_on_selection) {
    add_line(builder_.arrow(arrow).lines,
             filled({"selected by {}", "{}が選定"}, name_of(model, model[edge.selected_by].id)));
  }
  for (const ContractId hop : graph.chain(edge).contracts) {
    builder_.arrow(arrow).contracts.push_back(hop);
    drawn_.insert(hop);
  }
}

void ResponsibilityDrawing::add_other_contracts(const SystemGraph& graph,
                                                const std::vector<char>& shown) {
  // What the institution holds a contract for without using it itself, as in 2.2.3.
  for (Component c = 0; c < graph.components().size(); ++c) {
    if (shown[c] == 0) continue;
    for (const ContractId contract : supply_->covering(graph.service(c), institution_)) {
      if (!graph.counts(contract, c) || !drawn_.insert(contract).second) continue;
      const std::uint32_t arrow =
          builder_.arrow(ArrowKind::Contract, institution_box_, builder_.service(graph.service(c)));
      const unsigned kind = static_cast<unsigned>(supply_->kind(contract));
      add_line(builder_.arrow(arrow).lines, filled(word_label(RecordKind::Contract, "kind", kind)));
      builder_.arrow(arrow).contracts.push_back(contract);
    }
  }
}

std::vector<OrganizationId> ResponsibilityDrawing::outermost_first(const Managed& component) const {
  std::vector<OrganizationId> order(component.managers.begin(), component.managers.end());
  std::ranges::sort(order, [&](OrganizationId a, OrganizationId b) {
    return std::pair(managed_.at(b), a) < std::pair(managed_.at(a), b);
  });
  return order;
}

void ResponsibilityDrawing::add_areas() {
  for (const auto& [service, component] : components_) {
    for (const OrganizationId manager : component.managers) ++managed_[manager];
  }
  for (const auto& [service, component] : components_) {
    std::uint32_t area = kNoArea;
    for (const OrganizationId manager : outermost_first(component)) {
      area = builder_.area(AreaKind::Responsibility, manager, area);
    }
    if (area == kNoArea && component.own) area = builder_.area(AreaKind::Institution, institution_);
    FigureBox& box = builder_.box(builder_.service(service));
    box.area = area;
    std::vector<FigureLine> lines = std::exchange(box.lines, {});
    add_layer(box);
    const OrganizationId provider = supply_->provider(service);
    const Model& model = supply_->model();
    const bool is_named = area != kNoArea && builder_.area(area).record &&
                          builder_.area(area).record->index == provider.index();
    if (!is_named && !(component.own && provider == institution_)) {
      box.lines.push_back(
          {filled({"provided by {}", "提供：{}"}, name_of(model, model[provider].id))});
    }
    add_places(model[service], box);
    box.lines.insert(box.lines.end(), lines.begin(), lines.end());
  }
}

void ResponsibilityDrawing::name_areas() {
  // By area: of how many components its organization answers to the institution, and of how many
  // it does not.
  Figure& figure = builder_.figure();
  std::vector<std::pair<std::size_t, std::size_t>> answers(figure.areas.size());
  for (const auto& [service, component] : components_) {
    std::uint32_t area = builder_.box(builder_.service(service)).area;
    for (; area != kNoArea; area = figure.areas[area].parent) {
      const OrganizationId who(figure.areas[area].record->index);
      ++(component.answerable.contains(who) ? answers[area].first : answers[area].second);
    }
  }
  for (std::size_t area = 0; area < figure.areas.size(); ++area) {
    std::vector<Text>& lines = figure.areas[area].lines;
    if (figure.areas[area].kind == AreaKind::Institution) {
      lines.push_back({.en = "runs it itself", .ja = "自ら運用"});
    } else if (answers[area].second == 0) {
      lines.push_back({.en = "manages the risk and answers to the institution",
                       .ja = "リスクを管理し、医療機関等に対して責任を負う"});
    } else if (answers[area].first == 0) {
      lines.push_back({.en = "manages the risk", .ja = "リスクを管理"});
    } else {
      lines.push_back({.en = "manages the risk, and answers to the institution for a part of it",
                       .ja = "リスクを管理し、一部について医療機関等に対して責任を負う"});
    }
  }
}

Figure ResponsibilityDrawing::finish() && {
  add_areas();
  name_areas();
  return std::move(builder_).finish();
}

}  // namespace musubi
