#include "engine/shared_notices.h"

#include <algorithm>
#include <array>

#include "engine/numbers.h"
#include "engine/sorted.h"

namespace musubi {
namespace {

/// A system with more components than this of whose incidents its owner may not be told is looked
/// at by itself: then most have the same reason.
constexpr std::uint32_t kMaxUnsure = 64;

// What a search has reached; one at a time in each thread.
thread_local Numbers<OrganizationId> thread_reached;

}  // namespace

SharedNotices::SharedNotices(const NoticePlan& plan, const PlainBlock& block, NoticeTables& tables)
    : plan_(plan), supply_(*plan.shared->supply), tables_(tables), block_(block) {
  told_.resize(supply_.service_count());
  seen_.assign(supply_.service_count(), 0);
}

void SharedNotices::add_block(std::vector<SystemId>& left) {
  live_ = block_.live();
  find_services();
  asked_.reset();
  if (plan_.incidents) {
    spread_incidents();
    drop_unsure(left);
  }
  if (plan_.changes) add_changes();
  if (plan_.incidents) add_incidents();
}

void SharedNotices::find_services() {
  services_.clear();
  for (const ServiceId service : block_.services()) {
    if (block_.is_relevant(service)) services_.push_back(service);
  }
}

bool SharedNotices::gives_notice(std::uint32_t bit, OrganizationId customer, ServiceId service,
                                 ChangeKind kind) const {
  return std::ranges::any_of(supply_.covering(service, customer), [&](ContractId k) {
    return supply_.supplier(k) == supply_.provider(service) &&
           supply_.holds_in(k, block_[bit].system) && plan_.given.has(k, kind);
  });
}

bool SharedNotices::tells_owner(std::uint32_t bit, const PlainBlock::RootChain& use,
                                ChangeKind kind) const {
  return std::ranges::all_of(use.chain.contracts,
                             [&](ContractId k) { return plan_.given.has(k, kind); }) ||
         gives_notice(bit, supply_.owner(block_[bit].system), use.service, kind);
}

/// From the top down: what the owner uses it hears of, and of what is below where each on the way
/// up passes it on.
void SharedNotices::spread_incidents() {
  for (const ServiceId service : spread_) told_[service.index()].clear();
  spread_.assign(block_.services().begin(), block_.services().end());
  live_.for_each([&](std::uint32_t bit) {
    for (const PlainBlock::RootChain& use : block_[bit].chains) {
      if (tells_owner(bit, use, ChangeKind::Incident)) told_[use.service.index()].set(bit);
    }
  });
  const auto& members = plan_.shared->members;
  for (const std::uint32_t p : block_.reached_parts()) {
    if (members[p].size() == 1) {
      spread_incidents_from(members[p].front());
    } else {
      spread_incidents_on_circle(members[p]);
    }
  }
}

/// On a circle what was spread already can grow once more.
void SharedNotices::spread_incidents_on_circle(std::span<const ServiceId> circle) {
  const auto told = [&] {
    std::size_t count = 0;
    for (const ServiceId service : circle) count += told_[service.index()].count();
    return count;
  };
  for (std::size_t before = 0, now = told(); before != now;) {
    before = now;
    for (const ServiceId service : circle) spread_incidents_from(service);
    now = told();
  }
}

void SharedNotices::spread_incidents_from(ServiceId service) {
  const SystemBits& told = told_[service.index()];
  if (!told.any()) return;
  for (const ServiceEdge& edge : supply_.edges_from(service)) {
    const bool passes = plan_.passes[static_cast<std::size_t>(&edge - supply_.edges().data())] != 0;
    if (passes) told_[edge.to.index()] |= told;
  }
}

SystemBits SharedNotices::untold(ServiceId service) const {
  return SystemBits::common(block_.relevant_in(service), live_, told_[service.index()]);
}

void SharedNotices::drop_unsure(std::vector<SystemId>& left) {
  std::array<std::uint32_t, SystemBits::kCount> counts{};
  untold_.clear();
  for (const ServiceId service : services_) {
    if (!supply_.handles(service)) continue;
    const SystemBits bits = untold(service);
    if (!bits.any()) continue;
    untold_.emplace_back(service, bits);
    bits.for_each([&](std::uint32_t bit) { ++counts[bit]; });
  }
  const SystemBits all = live_;
  all.for_each([&](std::uint32_t bit) {
    if (counts[bit] <= kMaxUnsure) return;
    left.push_back(block_[bit].system);
    live_.clear(bit);
  });
}

void SharedNotices::add_changes() {
  for (const ServiceId service : services_) {
    const auto edges = supply_.edges_to(service);
    for (std::uint32_t at = 0; at < edges.size(); ++at) {
      if (plan_.unsure[edges[at]] != 0) add_changes_at(service, at);
    }
  }
  live_.for_each([&](std::uint32_t bit) { add_changes_of_owner(bit); });
}

/// Those of the holder of the edge in this place of the edges into the service, if it is its first.
void SharedNotices::add_changes_at(ServiceId service, std::uint32_t first) {
  const auto edges = supply_.edges_to(service);
  const auto start = [&](std::uint32_t e) { return supply_.edges()[e].from; };
  const OrganizationId holder = supply_.provider(start(edges[first]));
  const auto is_of_holder = [&](std::uint32_t e) { return supply_.provider(start(e)) == holder; };
  if (std::ranges::any_of(edges.first(first), is_of_holder)) return;
  SystemBits bits;
  for (const std::uint32_t e : edges) {
    if (is_of_holder(e)) bits |= block_.reached_by(start(e));
  }
  bits &= block_.relevant_in(service) & live_;
  bits.for_each([&](std::uint32_t bit) {
    const auto seen = std::ranges::find_if(edges, [&](std::uint32_t e) {
      return is_of_holder(e) && block_.reached_by(start(e)).test(bit);
    });
    for (const ChangeKind kind : kChangesInDays) {
      if ((plan_.unsure[edges[first]] & kind_bit(kind)) == 0) continue;
      add_change(bit, service, start(*seen), holder, kind);
    }
  });
}

void SharedNotices::add_changes_of_owner(std::uint32_t bit) {
  const OrganizationId owner = supply_.owner(block_[bit].system);
  for (const PlainBlock::RootChain& use : block_[bit].chains) {
    if (!block_.relevant_in(use.service).test(bit)) continue;
    for (const ChangeKind kind : kChangesInDays) {
      if (tells_owner(bit, use, kind)) continue;
      add_change(bit, use.service, ServiceId(), owner, kind);
    }
  }
}

void SharedNotices::add_change(std::uint32_t bit, ServiceId service, ServiceId from,
                               OrganizationId holder, ChangeKind kind) {
  const OrganizationId provider = supply_.provider(service);
  const OrganizationId owner = supply_.owner(block_[bit].system);
  const std::vector<ContractId>& about = contracts_about(bit, service);
  const std::vector<OrganizationId>& reached = reached_from(provider, kind, about);
  if (std::ranges::binary_search(reached, holder)) return;
  Fact fact{.service = service,
            .counterparty = holder,
            .witness = {block_[bit].system, from, service, {}, true},
            .kinds = kind_bit(kind)};
  if (holder != owner && gives_notice(bit, owner, service, kind)) {
    fact.owes = owner;
    fact.witness.contract = contract_between(supply_, about, owner, holder);
    tables_.unrelayed.add(fact);
  } else {
    fact.owes = provider;
    fact.witness.contract = silent_contract(supply_, plan_.given, about, reached, holder, kind);
    tables_.unnotified.add(fact);
  }
}

void SharedNotices::add_incidents() {
  constexpr ChangeKind kKind = ChangeKind::Incident;
  for (const auto& unsure : untold_) {
    const ServiceId service = unsure.first;
    const OrganizationId provider = supply_.provider(service);
    (unsure.second & live_).for_each([&](std::uint32_t bit) {
      const SystemId system = block_[bit].system;
      const OrganizationId owner = supply_.owner(system);
      if (gives_notice(bit, owner, service, kKind)) return;
      const std::vector<ContractId>& about = contracts_about(bit, service);
      const std::vector<OrganizationId>& reached = reached_from(provider, kKind, about);
      if (std::ranges::binary_search(reached, owner)) return;
      tables_.untold_incidents.add(
          {.service = service,
           .owes = provider,
           .counterparty = owner,
           .witness = {system, block_.first_start(service, bit), service,
                       silent_contract(supply_, plan_.given, about, reached, owner, kKind), true}});
    });
  }
}

/// The component and those of the system from which it can be reached.
void SharedNotices::find_above(std::uint32_t bit, ServiceId service) {
  ++search_;
  above_ = {service};
  seen_[service.index()] = search_;
  for (std::size_t next = 0; next < above_.size(); ++next) {
    for (const std::uint32_t e : supply_.edges_to(above_[next])) {
      const ServiceId from = supply_.edges()[e].from;
      if (seen_[from.index()] == search_ || !block_.reached_by(from).test(bit)) continue;
      seen_[from.index()] = search_;
      above_.push_back(from);
    }
  }
}

/// Everybody whom news of one kind reach from `origin` over these contracts, itself too, in byte
/// order. For a great many small searches: nothing is made anew.
const std::vector<OrganizationId>& SharedNotices::reached_from(OrganizationId origin,
                                                               ChangeKind kind,
                                                               std::span<const ContractId> over) {
  tellings_.clear();
  for (const ContractId k : over) {
    const OrganizationId customer = supply_.customer(k);
    const OrganizationId supplier = supply_.supplier(k);
    if (plan_.given.has(k, kind)) tellings_.emplace_back(supplier, customer);
    if (plan_.given.is_relayed(k, kind)) tellings_.emplace_back(customer, supplier);
  }
  std::ranges::sort(tellings_);
  Numbers<OrganizationId>& known = thread_reached;
  known.begin(supply_.model().organizations.size());
  known.add(origin);
  reached_.assign(1, origin);
  for (std::size_t next = 0; next < reached_.size(); ++next) {
    const auto from = [](const auto& telling) { return telling.first; };
    for (const auto& telling : std::ranges::equal_range(tellings_, reached_[next], {}, from)) {
      if (known.add(telling.second)) reached_.push_back(telling.second);
    }
  }
  std::ranges::sort(reached_);
  return reached_;
}

/// The contracts that count in the system, lie between its parties, and cover the component or one
/// from which it can be reached, in byte order.
const std::vector<ContractId>& SharedNotices::contracts_about(std::uint32_t bit,
                                                              ServiceId service) {
  if (asked_ == std::pair(bit, service)) return about_;
  asked_ = std::pair(bit, service);
  about_.clear();
  find_above(bit, service);
  const SystemId system = block_[bit].system;
  const OrganizationId owner = supply_.owner(system);
  const SharedPlan& shared = *plan_.shared;
  // Whoever supplies, or buys what others provide, is a vendor.
  const auto is_party = [&](OrganizationId vendor) {
    return vendor == owner || block_.systems_of(shared.party_row(vendor)).test(bit);
  };
  for (const ServiceId covered : above_) {
    for (const auto& [k, customer, supplier] : supply_.covering_of_vendors(covered)) {
      if (!is_party(customer) || !is_party(supplier)) continue;
      if (supply_.holds_in(k, system)) about_.push_back(k);
    }
    for (const ContractId k : supply_.covering(covered, owner)) {
      if (supply_.holds_in(k, system) && is_party(supply_.supplier(k))) {
        about_.push_back(k);
      }
    }
  }
  sort_unique(about_);
  return about_;
}

}  // namespace musubi
