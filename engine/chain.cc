#include "engine/chain.h"

#include <algorithm>
#include <span>
#include <tuple>

#include "engine/sorted.h"
#include "engine/supply_graph.h"

namespace musubi {
namespace {

struct Visit {
  OrganizationId organization;
  std::size_t distance;
};

struct Hop {
  std::size_t distance;  // of its customer from the start
  ContractId contract;
  bool is_on_way = false;  // to the goal, on one of the shortest ways
};

/// What a search needs room for: kept, as most searches are short and there are a great many.
struct SearchRoom {
  std::vector<Visit> visits;
  std::vector<Hop> hops;
  std::vector<OrganizationId> ends, starts, carriers;
};
thread_local SearchRoom room;

/// A breadth-first search along contracts, from customer to supplier, that ends with the distance
/// of the goal and remembers every contract that it met.
class ChainSearch {
 public:
  ChainSearch(const SupplyGraph& supply, ServiceId service,
              const std::function<bool(ContractId)>& counts)
      : supply_(supply), service_(service), counts_(counts) {
    visits_.clear();
    hops_.clear();
  }

  Chain run(OrganizationId from, OrganizationId goal) {
    if (Chain direct = find_direct(from, goal); direct.exists()) return direct;
    visits_.push_back({from, 0});
    for (std::size_t next = 0; next < visits_.size(); ++next) {
      const Visit visit = visits_[next];
      if (length_ > 0 && visit.distance >= length_) break;
      expand(visit, goal);
    }
    return shortest(goal);
  }

 private:
  /// Most buy of the provider itself: then nothing has to be searched.
  [[nodiscard]] Chain find_direct(OrganizationId from, OrganizationId goal) const {
    Chain chain;
    for (const ContractId contract : supply_.covering(service_, from)) {
      if (supply_.supplier(contract) != goal || !is_supply_kind(supply_.kind(contract))) continue;
      if (counts_(contract)) chain.contracts.push_back(contract);
    }
    chain.length = chain.contracts.empty() ? 0 : 1;
    return chain;
  }

  void expand(Visit visit, OrganizationId goal) {
    for (const ContractId contract : supply_.covering(service_, visit.organization)) {
      if (!is_supply_kind(supply_.kind(contract)) || !counts_(contract)) continue;
      hops_.push_back({visit.distance, contract});
      const OrganizationId supplier = supply_.supplier(contract);
      if (supplier == goal) length_ = visit.distance + 1;
      if (!is_visited(supplier)) visits_.push_back({supplier, visit.distance + 1});
    }
  }

  [[nodiscard]] bool is_visited(OrganizationId organization) const {
    return std::ranges::find(visits_, organization, &Visit::organization) != visits_.end();
  }

  /// Goes back from the goal over the hops that lead one step nearer to it.
  Chain shortest(OrganizationId goal) {
    Chain chain;
    chain.length = length_;
    if (length_ == 0) return chain;
    auto& ends = room.ends;
    auto& starts = room.starts;
    auto& carriers = room.carriers;
    carriers.clear();
    ends.assign(1, goal);
    for (std::size_t left = length_; left > 0; --left) {
      starts.clear();
      for (Hop& hop : hops_) {
        if (hop.distance != left - 1) continue;
        if (std::ranges::find(ends, supply_.supplier(hop.contract)) == ends.end()) continue;
        hop.is_on_way = true;
        starts.push_back(supply_.customer(hop.contract));
      }
      if (left > 1) carriers.insert(carriers.end(), starts.begin(), starts.end());
      ends.swap(starts);
    }
    sort_unique(carriers);
    chain.carriers.assign(carriers);
    add_hops(chain.contracts);
    return chain;
  }

  /// They were met by distance; mostly there is one of each.
  void add_hops(ShortList<ContractId>& contracts) const {
    std::size_t distance = 0, begin = 0;
    const auto sort_last = [&] { std::sort(contracts.begin() + begin, contracts.end()); };
    for (const Hop& hop : hops_) {
      if (!hop.is_on_way) continue;
      if (hop.distance != distance) {
        sort_last();
        begin = contracts.size();
        distance = hop.distance;
      }
      contracts.push_back(hop.contract);
    }
    sort_last();
  }

  const SupplyGraph& supply_;
  ServiceId service_;
  const std::function<bool(ContractId)>& counts_;
  std::vector<Visit>& visits_ = room.visits;
  std::vector<Hop>& hops_ = room.hops;
  std::size_t length_ = 0;
};

}  // namespace

Chain find_chain(const SupplyGraph& supply, OrganizationId from, ServiceId service,
                 const std::function<bool(ContractId)>& counts) {
  const OrganizationId goal = supply.provider(service);
  if (from == goal) return {};
  return ChainSearch(supply, service, counts).run(from, goal);
}

std::vector<ContractId> contracts_between(const SupplyGraph& supply, const Chain& chain,
                                          OrganizationId from, OrganizationId to) {
  // The hops stand by distance, so one pass from the end finds everybody from whom `to` is reached.
  std::vector<OrganizationId> leading{to};
  const auto leads = [&](OrganizationId o) {
    return std::ranges::find(leading, o) != leading.end();
  };
  for (std::size_t i = chain.contracts.size(); i > 0; --i) {
    const ContractId hop = chain.contracts[i - 1];
    if (leads(supply.supplier(hop))) leading.push_back(supply.customer(hop));
  }
  std::vector<ContractId> way;
  OrganizationId at = from;
  for (const ContractId hop : chain.contracts) {
    if (at == to) break;
    if (supply.customer(hop) != at || !leads(supply.supplier(hop))) continue;
    way.push_back(hop);
    at = supply.supplier(hop);
  }
  return way;
}

}  // namespace musubi
