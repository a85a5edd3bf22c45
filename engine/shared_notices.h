#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/notice_facts.h"
#include "engine/notice_plan.h"
#include "engine/plain_block.h"

namespace musubi {

/// Finds the facts on notices of plain systems, many at a time. Most holders are told by contracts
/// that stand wherever their edge does; only what is left is looked at system by system.
class SharedNotices {
 public:
  /// Everything given has to outlive it; the block is one of the plan that the notices share.
  SharedNotices(const NoticePlan& plan, const PlainBlock& block, NoticeTables& tables);

  /// Evaluates the systems that are in the block now, and appends those that have to be looked at
  /// by themselves to `left`. Precondition: from call to call ascending ones.
  void add_block(std::vector<SystemId>& left);

 private:
  void find_services();
  void spread_incidents();
  void spread_incidents_on_circle(std::span<const ServiceId> circle);
  void spread_incidents_from(ServiceId service);
  void drop_unsure(std::vector<SystemId>& left);
  void add_changes();
  void add_changes_at(ServiceId service, std::uint32_t first);
  void add_changes_of_owner(std::uint32_t bit);
  void add_incidents();
  void add_change(std::uint32_t bit, ServiceId service, ServiceId from, OrganizationId holder,
                  ChangeKind kind);

  [[nodiscard]] bool gives_notice(std::uint32_t bit, OrganizationId customer, ServiceId service,
                                  ChangeKind kind) const;
  [[nodiscard]] bool tells_owner(std::uint32_t bit, const PlainBlock::RootChain& use,
                                 ChangeKind kind) const;
  [[nodiscard]] SystemBits untold(ServiceId service) const;
  void find_above(std::uint32_t bit, ServiceId service);
  [[nodiscard]] const std::vector<ContractId>& contracts_about(std::uint32_t bit,
                                                               ServiceId service);
  [[nodiscard]] const std::vector<OrganizationId>& reached_from(OrganizationId origin,
                                                                ChangeKind kind,
                                                                std::span<const ContractId> over);

  const NoticePlan& plan_;
  const SupplyGraph& supply_;
  NoticeTables& tables_;

  // Of the block at hand.
  const PlainBlock& block_;
  SystemBits live_;
  std::vector<ServiceId> services_;  // those that matter in one of its systems, ascending
  std::vector<SystemBits> told_;     // by service: the owner is surely told of its incidents
  std::vector<ServiceId> spread_;    // the services of which that was said
  /// Components that handle medical information, and where it is not sure that the owner is told
  /// of their incidents.
  std::vector<std::pair<ServiceId, SystemBits>> untold_;
  /// The contracts about a component of a system, which were asked for last.
  std::optional<std::pair<std::uint32_t, ServiceId>> asked_;
  std::vector<ContractId> about_;

  std::vector<std::uint64_t> seen_;  // by service: the last search that met it
  std::uint64_t search_ = 0;
  std::vector<ServiceId> above_;  // see `find_above`

  // See `reached_from`.
  std::vector<std::pair<OrganizationId, OrganizationId>> tellings_;
  std::vector<OrganizationId> reached_;
};

}  // namespace musubi
