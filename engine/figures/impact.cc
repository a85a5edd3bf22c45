#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/figures/builder.h"
#include "engine/figures/edges.h"
#include "engine/figures/figures.h"
#include "engine/notice.h"
#include "engine/system_graph.h"
#include "model/names.h"

namespace musubi {
namespace {

void add_state(FigureMarks& marks, ImpactState state) {
  if (state == ImpactState::Down) marks.add(FigureMark::Down);
  if (state == ImpactState::Degraded) marks.add(FigureMark::Degraded);
  if (state == ImpactState::Affected) marks.add(FigureMark::Affected);
}

class ImpactDrawing {
 public:
  ImpactDrawing(const SupplyGraph& supply, const ChangeQuestion& question, const Impact& impact)
      : supply_(&supply),
        question_(&question),
        impact_(&impact),
        builder_(supply, FigureView::Impact),
        in_detail_(question.kind == ChangeKind::Outage) {
    for (const AffectedService& row : impact.services) {
      providers_.insert(supply.provider(row.service));
    }
    if (!in_detail_) find_buyers();
  }

  Figure draw() {
    add_title();
    for (const AffectedOrganization& row : impact_->organizations) add_organization(row);
    for (const AffectedService& row : impact_->services) add_service(row.service, row.state);
    add_targets();
    add_dependencies();
    add_systems();
    return std::move(builder_).finish();
  }

 private:
  void add_title() {
    static constexpr Phrase kTitles[] = {
        {"Impact of a change of {}", "{}の変更の影響"},
        {"Impact of a change of contract: {}", "{}の契約変更の影響"},
        {"Impact of the end of {}", "{}の終了の影響"},
        {"Impact of an incident at {}", "{}のインシデントの影響"},
        {"Impact of an outage of {}", "{}の停止の影響"}};
    Text names;
    for (const RecordRef target : question_->targets) {
      const Text name = name_of(supply_->model(), target);
      names.en += (names.en.empty() ? "" : ", ") + name.en;
      names.ja += (names.ja.empty() ? "" : "、") + name.ja;
    }
    builder_.figure().title = filled(kTitles[static_cast<std::size_t>(question_->kind)], names);
  }

  std::uint32_t organization(OrganizationId o) {
    const std::uint32_t box = builder_.organization(o);
    if (is_area(o)) builder_.box(box).area = builder_.area(AreaKind::Party, o);
    return box;
  }

  [[nodiscard]] bool is_affected(OrganizationId party) const {
    return std::ranges::binary_search(impact_->organizations, party, {},
                                      &AffectedOrganization::organization);
  }

  /// Where the provider of an affected service is not affected, as it was delivered and nobody
  /// maintains it, an institution operates it.
  void find_buyers() {
    const bool any = std::ranges::any_of(impact_->services, [&](const AffectedService& row) {
      return !is_affected(supply_->provider(row.service));
    });
    if (!any) return;
    for (const AffectedSystem& row : impact_->systems) {
      const SystemGraph graph(*supply_, row.system);
      for (Component c = 0; c < graph.components().size(); ++c) {
        if (!graph.own(c) || is_affected(graph.provider(c))) continue;
        buyers_.try_emplace(graph.service(c), graph.owner());
      }
    }
  }

  /// The box in which a service stands: its own, or that of who operates it.
  std::uint32_t box_of(ServiceId service) {
    if (in_detail_) return builder_.service(service);
    const auto buyer = buyers_.find(service);
    return organization(buyer == buyers_.end() ? supply_->provider(service) : buyer->second);
  }

  void add_service(ServiceId service, ImpactState state) {
    if (!in_detail_) {
      FigureBox& box = builder_.box(box_of(service));
      const RecordRef record{RecordKind::Service, static_cast<std::uint32_t>(service.index())};
      const bool is_target =
          std::ranges::find(question_->targets, record) != question_->targets.end();
      box.marks.add(is_target ? FigureMark::Target : FigureMark::Affected);
      box.lines.push_back({name_of(supply_->model(), record),
                           is_target ? FigureMark::Target : FigureMark::Affected});
      return;
    }
    const std::uint32_t box = builder_.service(service);
    builder_.box(box).area = builder_.area(AreaKind::Party, supply_->provider(service));
    add_layer(builder_.box(box));
    add_state(builder_.box(box).marks, state);
    if (!supply_->handles(service)) builder_.box(box).marks.add(FigureMark::Outside);
  }

  /// Whether an organization is drawn as the area of its services, without a box.
  [[nodiscard]] bool is_area(OrganizationId o) const {
    return in_detail_ && providers_.contains(o);
  }

  void add_organization(const AffectedOrganization& row) {
    FigureMarks marks;
    if (!row.told) marks.add(FigureMark::Untold);
    if (row.late) marks.add(FigureMark::Late);
    std::vector<Text> lines;
    if (row.origin) lines.push_back({.en = "origin of the change", .ja = "変更の起点"});
    if (row.lead) lines.push_back(lead_line(row));
    if (is_area(row.organization)) {
      FigureArea& area = builder_.area(builder_.area(AreaKind::Party, row.organization));
      area.marks = marks;
      area.lines = std::move(lines);
      return;
    }
    const std::uint32_t box = organization(row.organization);
    builder_.box(box).marks = marks;
    for (Text& line : lines) builder_.box(box).lines.push_back({std::move(line)});
    if (in_detail_) return;
    for (const EvidenceStep& step : row.route) add_step(step);
    if (!row.told) add_silence(row, box);
  }

  [[nodiscard]] Text lead_line(const AffectedOrganization& row) const {
    const auto length = static_cast<std::size_t>(std::max<std::int64_t>(*row.lead, 0));
    Text line = counts_in_hours(question_->kind)
                    ? filled({.en = "told within {} hours", .ja = "{}時間以内に通知"}, length)
                    : filled({.en = "told {} days before", .ja = "{}日前までに通知"}, length);
    if (row.latest_notice) {
      const std::string day = row.latest_notice->to_string();
      line.en += " (" + day + ")";
      line.ja += "（" + day + "）";
    }
    return line;
  }

  std::uint32_t party_box(Symbol id) {
    return organization(OrganizationId(supply_->model().find(id)->index));
  }

  void add_step(const EvidenceStep& step) {
    const bool relay = step.by == EvidenceStep::By::Relay;
    const std::uint32_t arrow =
        builder_.arrow(relay ? ArrowKind::Relay : ArrowKind::Notice, party_box(step.from),
                       party_box(step.to), supply_->model().id(step.contract));
    joined_.insert(std::minmax(builder_.arrow(arrow).from, builder_.arrow(arrow).to));
    FigureArrow& drawn = builder_.arrow(arrow);
    if (!drawn.contracts.empty()) return;
    drawn.contracts.push_back(step.contract);
    if (step.days) {
      drawn.lines.push_back(
          filled({.en = "{} days before", .ja = "{}日前"}, static_cast<std::size_t>(*step.days)));
    } else if (step.hours) {
      drawn.lines.push_back(filled({.en = "within {} hours", .ja = "{}時間以内"},
                                   static_cast<std::size_t>(*step.hours)));
    }
  }

  void add_silence(const AffectedOrganization& row, std::uint32_t box) {
    if (!row.missing_in.valid()) return;
    const OrganizationId teller =
        row.missing_relay ? supply_->customer(row.missing_in) : supply_->supplier(row.missing_in);
    FigureArrow& arrow =
        builder_.arrow(builder_.arrow(ArrowKind::Silence, organization(teller), box));
    arrow.contracts.push_back(row.missing_in);
    arrow.lines.push_back(row.missing_relay
                              ? Text{.en = "no clause on passing it on", .ja = "伝達の定めなし"}
                              : Text{.en = "no clause on notice", .ja = "通知の定めなし"});
  }

  void add_targets() {
    for (const RecordRef target : question_->targets) {
      if (target.kind == RecordKind::Service) {
        builder_.box(box_of(ServiceId(target.index))).marks.add(FigureMark::Target);
      } else if (target.kind == RecordKind::Organization) {
        const OrganizationId party = supply_->party(OrganizationId(target.index));
        builder_.box(organization(party)).marks.add(FigureMark::Target);
      } else if (target.kind == RecordKind::Contract) {
        const ContractId contract(target.index);
        FigureArrow& arrow = builder_.arrow(builder_.arrow(
            ArrowKind::Contract, organization(supply_->customer(contract)),
            organization(supply_->supplier(contract)), supply_->model().id(contract)));
        arrow.contracts.push_back(contract);
        arrow.marks.add(FigureMark::Target);
      }
    }
  }

  [[nodiscard]] bool is_affected(ServiceId service) const {
    return std::ranges::binary_search(impact_->services, service, {}, &AffectedService::service);
  }

  void add_dependencies() {
    for (const AffectedService& row : impact_->services) {
      const auto& dependencies = supply_->model()[row.service].depends_on;
      if (!dependencies) continue;
      std::size_t number = 0;
      for (const Dependency& dependency : *dependencies) {
        if (in_detail_) {
          draw(builder_.service(row.service), number++, dependency);
        } else {
          for (const ServiceRef& member : dependency.members) {
            add_arrow(ArrowKind::DependsOn, box_of(row.service), member.id);
          }
        }
      }
    }
  }

  void draw(std::uint32_t from, std::size_t number, const Dependency& dependency) {
    std::vector<DrawnMember> drawn;
    const bool any = std::ranges::any_of(
        dependency.members, [&](const ServiceRef& member) { return is_affected(member.id); });
    if (!any) return;
    for (const ServiceRef& member : dependency.members) {
      // The other members of a choice are why it goes on running.
      if (!dependency.any_of && !is_affected(member.id)) continue;
      const std::uint32_t box = builder_.service(member.id);
      if (builder_.box(box).area == kNoArea) add_service(member.id, ImpactState::None);
      drawn.push_back({&member, box, ArrowKind::DependsOn});
    }
    draw_dependency(builder_, from, number, dependency, ArrowKind::DependsOn, drawn);
  }

  /// An arrow to an affected service; between parties only where none of them tells the other, as
  /// those that do are joined by their notice.
  void add_arrow(ArrowKind kind, std::uint32_t from, ServiceId service) {
    if (!is_affected(service)) return;
    const std::uint32_t to = box_of(service);
    if (from != to && !joined_.contains(std::minmax(from, to))) builder_.arrow(kind, from, to);
  }

  /// What the affected systems of each institution use and place of what is affected.
  void add_systems() {
    std::map<OrganizationId, std::size_t> counts;
    for (const AffectedSystem& row : impact_->systems) {
      const System& system = supply_->model()[row.system];
      const OrganizationId owner = supply_->owner(row.system);
      const std::uint32_t box = organization(owner);
      add_state(builder_.box(box).marks, row.state);
      ++counts[owner];
      for (const Dependency& use : system.uses) add_use(box, use);
      for (const Placement& placement : system.placements) add_placement(placement);
    }
    for (const auto& [owner, count] : counts) {
      const Phrase one{"1 system affected", "影響を受けるシステム 1件"};
      const Phrase several{"{} systems affected", "影響を受けるシステム {}件"};
      const Text line = count == 1 ? filled(one) : filled(several, count);
      builder_.box(organization(owner)).lines.push_back({line});
    }
  }

  void add_use(std::uint32_t box, const Dependency& use) {
    for (const ServiceRef& member : use.members) add_arrow(ArrowKind::Uses, box, member.id);
  }

  void add_placement(const Placement& placement) {
    if (!is_affected(placement.service.id)) return;
    const std::uint32_t from = box_of(placement.service.id);
    for (const ServiceRef& member : placement.on.members) {
      add_arrow(ArrowKind::Placement, from, member.id);
    }
  }

  const SupplyGraph* supply_;
  const ChangeQuestion* question_;
  const Impact* impact_;
  FigureBuilder builder_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> joined_;  // boxes of which one tells the other
  std::set<OrganizationId> providers_;                        // of what is affected
  std::map<ServiceId, OrganizationId> buyers_;                // of what was delivered
  // Of an outage every service is drawn, as redundancy is told by services, and what is told stands
  // in the boxes; of other changes the parties are, as these tell one another.
  bool in_detail_;
};

}  // namespace

Figure impact_figure(const SupplyGraph& supply, const ChangeQuestion& question,
                     const Impact& impact) {
  return ImpactDrawing(supply, question, impact).draw();
}

}  // namespace musubi
