// What hangs on each organization: on its services, and on what it supplies under contracts.
#include <algorithm>

#include "engine/concentration_parts.h"
#include "engine/impact_parts.h"
#include "engine/sorted.h"

namespace musubi {
namespace {

/// One that supplies a contract that backs an edge, and whether the edge counts as down when it
/// does.
struct Backer {
  OrganizationId supplier;
  bool fails = false;
};

/// Those of an edge to `end`, sorted by supplier. `chain`: that of the edge, of one that is not
/// `procured` none.
template <class Counts>
std::vector<Backer> backers_of(const SupplyGraph& supply, ServiceId end, OrganizationId holder,
                               const Chain& chain, Counts counts) {
  std::vector<Backer> found;
  const auto add = [&](ContractId k) {
    found.push_back({supply.supplier(k), falls_with_contract(supply, k, end, chain)});
  };
  for (const ContractId k : supply.covering(end, holder)) {
    if (is_supply_kind(supply.kind(k)) && counts(k)) add(k);
  }
  std::ranges::for_each(chain.contracts, add);
  std::ranges::sort(found, {}, [](const Backer& b) { return std::pair(b.supplier, !b.fails); });
  const auto twice = std::ranges::unique(found, {}, &Backer::supplier);
  found.erase(twice.begin(), twice.end());
  return found;
}

std::vector<std::uint32_t> rows_of(const std::vector<OrganizationId>& organizations) {
  std::vector<std::uint32_t> rows;
  rows.reserve(organizations.size());
  for (const OrganizationId o : organizations)
    rows.push_back(static_cast<std::uint32_t>(o.index()));
  return rows;
}

/// One system by itself, with the relations that its edges have there.
class OneSystem {
 public:
  OneSystem(const SupplyGraph& supply, SystemId system) : supply_(supply), graph_(supply, system) {
    for (Component c = 0; c < graph_.components().size(); ++c) {
      seen_.push_back(graph_.operator_of(c));
    }
    for (const SystemEdge& edge : graph_.edges()) {
      for (const Backer& backer : backers_.emplace_back(backers_of_edge(edge))) {
        seen_.push_back(backer.supplier);
      }
    }
    sort_unique(seen_);
  }

  /// Those on which it hangs, sorted.
  [[nodiscard]] const std::vector<OrganizationId>& seen() const { return seen_; }

  /// Those that alone take it down.
  [[nodiscard]] std::vector<OrganizationId> falls() const {
    const std::size_t count = graph_.components().size();
    std::vector<std::uint32_t> operators;
    for (Component c = 0; c < count; ++c) operators.push_back(node(graph_.operator_of(c)));
    const FallsBeside beside = [this](ServiceId from, EdgeKind kind, const ServiceRef& member) {
      return falls_beside(from, kind, member);
    };
    std::vector<OrganizationId> found;
    for (const std::uint32_t n : find_falls(supply_, graph_.system(), graph_.components(),
                                            seen_.size(), operators, beside)) {
      if (n >= count) found.push_back(seen_[n - count]);
    }
    return found;
  }

 private:
  [[nodiscard]] std::vector<Backer> backers_of_edge(const SystemEdge& edge) const {
    const Chain none;
    const Chain& chain = edge.relation == Relation::Procured ? graph_.chain(edge) : none;
    return backers_of(supply_, graph_.service(edge.to), graph_.holder(edge), chain,
                      [&](ContractId k) { return graph_.counts(k, edge.to); });
  }

  /// As in `find_falls`: services, then those that were seen.
  [[nodiscard]] std::uint32_t node(OrganizationId o) const {
    const auto place = std::ranges::lower_bound(seen_, o) - seen_.begin();
    return static_cast<std::uint32_t>(graph_.components().size() + static_cast<std::size_t>(place));
  }

  [[nodiscard]] FallsWith falls_beside(ServiceId from, EdgeKind kind,
                                       const ServiceRef& member) const {
    const auto start = from.valid() ? graph_.find(from) : std::optional<Component>(kRoot);
    FallsWith falls;
    for (const SystemEdge& edge : graph_.edges_from(*start)) {
      if (edge.kind != kind || edge.where.offset != member.offset) continue;
      const auto e = static_cast<std::size_t>(&edge - graph_.edges().data());
      for (const Backer& backer : backers_[e]) {
        if (backer.fails) falls.push_back(node(backer.supplier));
      }
    }
    return falls;
  }

  const SupplyGraph& supply_;
  SystemGraph graph_;
  std::vector<OrganizationId> seen_;
  std::vector<std::vector<Backer>> backers_;  // by edge
};

/// Nodes are services, then organizations.
class HangingOnOrganizations final : public Hanging {
 public:
  HangingOnOrganizations(const SupplyGraph& supply, const OwnedSystems& owned);

  [[nodiscard]] std::uint32_t first_row() const override {
    return static_cast<std::uint32_t>(supply_.service_count());
  }
  [[nodiscard]] std::size_t row_count() const override {
    return supply_.model().organizations.size();
  }
  [[nodiscard]] bool is_special(SystemId system) const override;
  [[nodiscard]] Links affecting() const override;
  void add_seeds(SystemId system, std::vector<std::uint32_t>& seeds) const override;
  [[nodiscard]] Necessity necessity() const override;
  void add_needs(SystemId system, std::vector<std::uint32_t>& needs,
                 std::vector<std::vector<FallsWith>>& choices) const override;
  [[nodiscard]] HangsOn look_at(SystemId system, const Necessity* necessity) const override;

 private:
  [[nodiscard]] static std::uint32_t node(ServiceId s) {
    return static_cast<std::uint32_t>(s.index());
  }
  [[nodiscard]] std::uint32_t node(OrganizationId o) const {
    return static_cast<std::uint32_t>(supply_.service_count() + o.index());
  }
  void find_backers();
  [[nodiscard]] std::vector<Backer> backers_of_use(SystemId system, ServiceId used) const;
  [[nodiscard]] FallsWith falls_with(ServiceId end, const std::vector<Backer>& backers) const;

  const SupplyGraph& supply_;
  const OwnedSystems& owned_;
  PlainSystems plain_;
  std::vector<char> above_choice_of_others_;  // by service: it leads to what a third party selected
  std::vector<std::vector<Backer>> backers_;  // by edge, where no third party selected
};

HangingOnOrganizations::HangingOnOrganizations(const SupplyGraph& supply, const OwnedSystems& owned)
    : supply_(supply), owned_(owned), plain_(supply) {
  above_choice_of_others_.assign(supply.service_count(), 0);
  std::vector<ServiceId> queue = plain_.chosen_by_others();
  for (const ServiceId s : queue) above_choice_of_others_[s.index()] = 1;
  for (std::size_t next = 0; next < queue.size(); ++next) {
    for (const std::uint32_t e : supply.edges_to(queue[next])) {
      const ServiceId above = supply.edges()[e].from;
      if (above_choice_of_others_[above.index()] == 0) queue.push_back(above);
      above_choice_of_others_[above.index()] = 1;
    }
  }
  find_backers();
}

void HangingOnOrganizations::find_backers() {
  const auto in_all = [&](ContractId k) { return !supply_.model()[k].systems; };
  backers_.reserve(supply_.edges().size());
  for (std::uint32_t e = 0; e < supply_.edges().size(); ++e) {
    const ServiceEdge& edge = supply_.edges()[e];
    backers_.push_back(backers_of(supply_, edge.to, supply_.provider(edge.from),
                                  is_bought_outright(supply_, edge) ? Chain() : supply_.chain(e),
                                  in_all));
  }
}

bool HangingOnOrganizations::is_special(SystemId system) const {
  if (!plain_.may_be_plain(system)) return true;
  const auto uses = owned_.uses.from(static_cast<std::uint32_t>(system.index()));
  return std::ranges::any_of(uses,
                             [&](std::uint32_t s) { return above_choice_of_others_[s] != 0; });
}

std::vector<Backer> HangingOnOrganizations::backers_of_use(SystemId system, ServiceId used) const {
  const OrganizationId owner = supply_.owner(system);
  const auto counts = [&](ContractId k) { return supply_.holds_in(k, system); };
  return backers_of(supply_, used, owner, find_chain(supply_, owner, used, counts), counts);
}

FallsWith HangingOnOrganizations::falls_with(ServiceId end,
                                             const std::vector<Backer>& backers) const {
  FallsWith falls{node(end)};
  for (const Backer& backer : backers) {
    // With the provider the service falls anyway.
    if (backer.fails && backer.supplier != supply_.provider(end)) {
      falls.push_back(node(backer.supplier));
    }
  }
  return falls;
}

Links HangingOnOrganizations::affecting() const {
  Links links;
  for (std::size_t i = 0; i < supply_.service_count(); ++i) {
    const ServiceId service(i);
    const std::size_t begin = links.ends.size();
    links.ends.push_back(node(supply_.provider(service)));
    for (const ServiceEdge& edge : supply_.edges_from(service)) {
      links.ends.push_back(node(edge.to));
      const auto e = static_cast<std::size_t>(&edge - supply_.edges().data());
      for (const Backer& backer : backers_[e]) links.ends.push_back(node(backer.supplier));
    }
    std::sort(links.ends.begin() + static_cast<std::ptrdiff_t>(begin), links.ends.end());
    links.ends.erase(
        std::unique(links.ends.begin() + static_cast<std::ptrdiff_t>(begin), links.ends.end()),
        links.ends.end());
    links.starts.push_back(static_cast<std::uint32_t>(links.ends.size()));
  }
  links.starts.resize(supply_.service_count() + row_count() + 1,
                      static_cast<std::uint32_t>(links.ends.size()));
  return links;
}

void HangingOnOrganizations::add_seeds(SystemId system, std::vector<std::uint32_t>& seeds) const {
  for (const std::uint32_t used : owned_.uses.from(static_cast<std::uint32_t>(system.index()))) {
    seeds.push_back(used);
    for (const Backer& backer : backers_of_use(system, ServiceId(used))) {
      seeds.push_back(node(backer.supplier));
    }
  }
}

Necessity HangingOnOrganizations::necessity() const {
  Necessity made(supply_.service_count() + row_count());
  for (std::size_t i = 0; i < supply_.service_count(); ++i) {
    const ServiceId service(i);
    made.add_need(node(service), node(supply_.provider(service)));
    for_each_dependency(supply_, service, [&](const Dependency& dependency, auto edges) {
      if (!dependency.required) return;
      std::vector<FallsWith> members;
      for (const ServiceEdge* edge : edges) {
        const auto e = static_cast<std::size_t>(edge - supply_.edges().data());
        members.push_back(falls_with(edge->to, backers_[e]));
      }
      made.add_choice(node(service), std::move(members));
    });
  }
  return made;
}

void HangingOnOrganizations::add_needs(SystemId system, std::vector<std::uint32_t>& needs,
                                       std::vector<std::vector<FallsWith>>& choices) const {
  for (const Dependency& use : supply_.model()[system].uses) {
    if (!use.required) continue;
    std::vector<FallsWith> members;
    for (const ServiceRef& member : use.members) {
      members.push_back(falls_with(member.id, backers_of_use(system, member.id)));
    }
    if (members.size() > 1) {
      choices.push_back(std::move(members));
    } else {
      needs.insert(needs.end(), members.front().begin(), members.front().end());
    }
  }
}

HangsOn HangingOnOrganizations::look_at(SystemId id, const Necessity* necessity) const {
  const OneSystem system(supply_, id);
  return {.affected = rows_of(system.seen()),
          .down = necessity == nullptr ? std::vector<std::uint32_t>() : rows_of(system.falls())};
}

}  // namespace

std::unique_ptr<Hanging> hanging_on_organizations(const SupplyGraph& supply,
                                                  const OwnedSystems& owned) {
  return std::make_unique<HangingOnOrganizations>(supply, owned);
}

}  // namespace musubi
