#include "engine/notice_facts.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "engine/system_news.h"

namespace musubi {
namespace {

class NoticeReader {
 public:
  NoticeReader(const SystemGraph& graph, const NoticePlan& plan, NoticeTables& tables)
      : graph_(graph), supply_(graph.supply()), plan_(plan), given_(plan.given), tables_(tables) {}

  void read() {
    for (Component c = 0; c < graph_.components().size(); ++c) {
      if (!graph_.relevant(c) || graph_.own(c)) continue;
      if (plan_.changes) read_changes(c);
      if (plan_.incidents && supply_.handles(graph_.service(c))) read_incidents(c);
    }
  }

 private:
  void read_changes(Component c) {
    holders_.clear();
    for (const std::uint32_t e : graph_.edges_to(c)) {
      const SystemEdge& edge = graph_.edges()[e];
      const bool asked =
          edge.relation == Relation::Procured || edge.relation == Relation::Independent;
      const OrganizationId holder = graph_.holder(edge);
      if (!asked || holder == graph_.provider(c)) continue;
      if (std::ranges::find(holders_, holder) != holders_.end()) continue;
      holders_.push_back(holder);
      const std::uint8_t told = told_of(edge);
      for (const ChangeKind kind : kChangesInDays) {
        if ((told & kind_bit(kind)) == 0) read_change(edge, holder, kind);
      }
    }
  }

  void read_change(const SystemEdge& edge, OrganizationId holder, ChangeKind kind) {
    const Component c = edge.to;
    SystemNews& news = spread(c, kind);
    if (news.reaches(holder)) return;
    Fact fact{.service = graph_.service(c),
              .counterparty = holder,
              .witness = witness(edge),
              .kinds = kind_bit(kind)};
    const OrganizationId owner = graph_.owner();
    if (holder != owner && (given_to_owner(c) & kind_bit(kind)) != 0) {
      fact.owes = owner;
      fact.witness.contract = news.contract_between(owner, holder);
      tables_.unrelayed.add(fact);
    } else {
      fact.owes = graph_.provider(c);
      fact.witness.contract = news.silent_contract(holder);
      tables_.unnotified.add(fact);
    }
  }

  void read_incidents(Component c) {
    constexpr ChangeKind kKind = ChangeKind::Incident;
    const OrganizationId owner = graph_.owner();
    if (told_.empty()) spread_incidents();
    if (told_[c] != 0 || (given_to_owner(c) & kind_bit(kKind)) != 0) return;
    SystemNews& news = spread(c, kKind);
    if (news.reaches(owner)) return;
    Fact fact{.service = graph_.service(c),
              .owes = graph_.provider(c),
              .counterparty = owner,
              .witness = witness(graph_.edges()[graph_.edges_to(c).front()])};
    fact.witness.contract = news.silent_contract(owner);
    tables_.untold_incidents.add(fact);
  }

  /// Of which kinds of changes of `c` its provider tells the owner by a contract of these two.
  [[nodiscard]] std::uint8_t given_to_owner(Component c) const {
    std::uint8_t kinds = 0;
    for (const auto& [covered, k] : graph_.bought_for(c)) {
      if (supply_.supplier(k) == graph_.provider(c)) kinds |= given_.kinds(k);
    }
    return kinds;
  }

  /// The same for a party that is not the owner.
  [[nodiscard]] std::uint8_t given_to_vendor(OrganizationId customer, Component c) const {
    std::uint8_t kinds = 0;
    for (const auto& [k, buyer, supplier] :
         std::ranges::equal_range(supply_.covering_of_vendors(graph_.service(c)), customer, {},
                                  &SupplyGraph::VendorContract::customer)) {
      if (supplier == graph_.provider(c) && graph_.counts(k, c)) kinds |= given_.kinds(k);
    }
    return kinds;
  }

  /// Whether the contracts about the end of an edge, and what its holder has of them, are the same
  /// in all systems.
  [[nodiscard]] bool is_as_in_all(const SystemEdge& edge) const {
    return edge.relation == Relation::Procured && edge.procured_by == graph_.holder(edge) &&
           edge.kind == EdgeKind::DependsOn &&
           &graph_.chain(edge) == &supply_.chain(edge.service_edge);
  }

  /// Of which kinds the holder of an edge is told by a contract with the provider at its end, or by
  /// each contract of the chain by which it procured that. Most are told: no route has to be looked
  /// for.
  [[nodiscard]] std::uint8_t told_of(const SystemEdge& edge) const {
    const OrganizationId holder = graph_.holder(edge);
    if (is_as_in_all(edge)) return plan_.told[edge.service_edge];
    const bool is_owner = holder == graph_.owner();
    std::uint8_t kinds = is_owner ? given_to_owner(edge.to) : given_to_vendor(holder, edge.to);
    if (edge.relation != Relation::Procured || edge.procured_by != holder) return kinds;
    const Chain& chain = graph_.chain(edge);
    std::uint8_t by_chain = chain.exists() ? 0xFF : 0;
    for (const ContractId k : chain.contracts) by_chain &= given_.kinds(k);
    kinds |= by_chain;
    return kinds;
  }

  /// Marks the components of whose incidents the owner is told because each holder on a way down
  /// to them is: news of what is below is about what is above, too.
  void spread_incidents() {
    told_.assign(graph_.components().size(), 0);
    std::vector<Component> queue;
    const auto mark = [&](Component c) {
      if (std::exchange(told_[c], 1) == 0) queue.push_back(c);
    };
    const auto hear = [&](const SystemEdge& edge) {
      if (told_[edge.to] != 0) return;
      const bool same = graph_.holder(edge) == graph_.provider(edge.to);
      if (same || (told_of(edge) & kind_bit(ChangeKind::Incident)) != 0) mark(edge.to);
    };
    for (Component c = 0; c < told_.size(); ++c) {
      if (graph_.own(c)) mark(c);
    }
    for (const SystemEdge& edge : graph_.edges_from(kRoot)) hear(edge);
    for (std::size_t next = 0; next < queue.size(); ++next) {
      for (const SystemEdge& edge : graph_.edges_from(queue[next])) hear(edge);
    }
  }

  /// News of a component, spread from its provider.
  SystemNews& spread(Component c, ChangeKind kind) {
    if (!news_) news_.emplace(graph_, given_);
    news_->spread(c, kind);
    return *news_;
  }

  [[nodiscard]] Witness witness(const SystemEdge& edge) const {
    const ServiceId from = edge.from == kRoot ? ServiceId() : graph_.service(edge.from);
    return {graph_.system(), from, graph_.service(edge.to), {}};
  }

  const SystemGraph& graph_;
  const SupplyGraph& supply_;
  const NoticePlan& plan_;
  const GivenNotices& given_;
  NoticeTables& tables_;
  std::vector<char> told_;  // by component: see `spread_incidents`; empty before it was asked for
  std::vector<OrganizationId> holders_;  // of the edges into the component that were looked at
  std::optional<SystemNews> news_;       // once they are asked for
};

}  // namespace

ContractId silent_contract(const SupplyGraph& supply, const GivenNotices& given,
                           std::span<const ContractId> about,
                           std::span<const OrganizationId> reached, OrganizationId goal,
                           ChangeKind kind) {
  const auto reaches = [&](OrganizationId who) { return std::ranges::binary_search(reached, who); };
  ContractId found;
  for (const ContractId k : about) {
    if (!reaches(supply.supplier(k)) || reaches(supply.customer(k))) continue;
    if (!is_supply_kind(supply.kind(k)) || given.has(k, kind)) continue;
    if (supply.customer(k) == goal) return k;
    if (!found.valid()) found = k;
  }
  return found;
}

ContractId contract_between(const SupplyGraph& supply, std::span<const ContractId> about,
                            OrganizationId customer, OrganizationId supplier) {
  const auto found = std::ranges::find_if(about, [&](ContractId k) {
    return supply.customer(k) == customer && supply.supplier(k) == supplier;
  });
  return found == about.end() ? ContractId() : *found;
}

void NoticeTables::merge(NoticeTables other) {
  unnotified.merge(std::move(other.unnotified));
  unrelayed.merge(std::move(other.unrelayed));
  untold_incidents.merge(std::move(other.untold_incidents));
}

void add_notice_facts(const SystemGraph& graph, const NoticePlan& plan, NoticeTables& tables) {
  if (plan.changes || plan.incidents) NoticeReader(graph, plan, tables).read();
}

}  // namespace musubi
