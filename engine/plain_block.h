#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/chain.h"
#include "engine/shared_plan.h"
#include "engine/system_bits.h"

namespace musubi {

/// Some plain systems (see `SharedPlan`), and which of them reach what: a row of bits for each
/// circle of services, filled from the top down.
class PlainBlock {
 public:
  static constexpr std::size_t kSize = SystemBits::kCount;

  struct RootChain {
    ServiceId service;
    Chain chain;
  };
  struct Candidate {
    SystemId system;
    std::span<const RootChain> chains;  // of what it uses
  };

  /// The plan has to outlive it.
  explicit PlainBlock(const SharedPlan& plan);

  /// Puts the plain ones of `systems` into blocks of at most `kSize` and calls `visit` after each;
  /// appends the others to `left`. Precondition: ascending. O(blocks × (services + dependencies)).
  template <class Visit>
  void for_each_block(std::span<const SystemId> systems, std::vector<SystemId>& left, Visit visit) {
    for (const SystemId system : systems) {
      if (!take(system)) left.push_back(system);
      if (is_closed_ || systems_.size() < kSize) continue;
      close(left);
      visit();
    }
    if (systems_.empty() || is_closed_) return;
    close(left);
    visit();
  }

  [[nodiscard]] Candidate operator[](std::uint32_t bit) const {
    return {systems_[bit], std::span(chains_).subspan(chain_starts_[bit],
                                                      chain_starts_[bit + 1] - chain_starts_[bit])};
  }
  /// The systems of the block. What follows holds no others.
  [[nodiscard]] const SystemBits& live() const { return live_; }
  /// The services that are components in one of them; ascending.
  [[nodiscard]] std::span<const ServiceId> services() const { return services_; }
  /// The circles of services that one of them reaches, from the top down.
  [[nodiscard]] std::span<const std::uint32_t> reached_parts() const { return reached_parts_; }
  [[nodiscard]] const SystemBits& part_reached_by(std::uint32_t part) const { return reach_[part]; }
  [[nodiscard]] const SystemBits& reached_by(ServiceId s) const { return reach_[part(s)]; }
  [[nodiscard]] const SystemBits& relevant_in(ServiceId s) const { return relevant_part(part(s)); }
  /// Whether it matters in any of the systems. Precondition: one of `services()`.
  [[nodiscard]] bool is_relevant(ServiceId s) const {
    return plan_.part_handles[part(s)] != 0 || relevant_in(s).any();
  }
  /// The systems of others to which a vendor is a party, by its row in the plan.
  [[nodiscard]] const SystemBits& systems_of(std::uint32_t party) const { return parties_[party]; }
  /// The systems in which one of the services is a component.
  [[nodiscard]] SystemBits any_of(std::span<const ServiceId> services) const;
  /// The start of the first edge into `s` in a system; nothing for its own `uses`.
  [[nodiscard]] ServiceId first_start(ServiceId s, std::uint32_t bit) const;

 private:
  /// What handles medical information matters wherever it is reached.
  [[nodiscard]] const SystemBits& relevant_part(std::uint32_t part) const {
    return plan_.part_handles[part] != 0 ? reach_[part] : relevant_[part];
  }
  [[nodiscard]] std::uint32_t part(ServiceId s) const { return plan_.parts.part_of[s.index()]; }
  bool take(SystemId system);
  void close(std::vector<SystemId>& left);
  void fill();
  void find_parties();
  void spread_from(ServiceId service);
  void drop(const SystemBits& systems);
  void clear();

  const SharedPlan& plan_;
  const SupplyGraph& supply_;
  std::vector<SystemId> systems_;
  std::vector<RootChain> chains_;             // of what they use, one system after the other
  std::vector<std::size_t> chain_starts_{0};  // of each system, and the end of the last
  bool is_closed_ = false;
  SystemBits live_;
  std::vector<SystemBits> reach_;     // by part
  std::vector<SystemBits> relevant_;  // by part; of one that handles medical information unused
  std::vector<SystemBits> parties_;   // by row of the plan's parties
  // What is looked at for all services of every block: the rows of bits are a hundred times as
  // much.
  std::vector<std::uint32_t> reached_parts_;  // those whose row holds any; descending
  std::vector<char> is_reached_;              // by service
  std::vector<ServiceId> services_;
};

}  // namespace musubi
