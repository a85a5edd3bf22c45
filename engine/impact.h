#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/evidence.h"
#include "engine/supply_graph.h"

namespace musubi {

/// A change to look at (semantics, section 5).
struct ChangeQuestion {
  std::vector<RecordRef> targets;  // services, contracts, organizations; at least one
  ChangeKind kind = ChangeKind::ServiceChange;
  std::optional<std::vector<SystemId>> systems;  // set: it is evaluated in these only
  std::optional<Date> on;                        // when it takes effect
};

/// How something is affected; for kinds other than `outage` always `Affected`.
enum class ImpactState : std::uint8_t { None, Affected, Degraded, Down };

struct AffectedService {
  ServiceId service;
  ImpactState state = ImpactState::Affected;
  Evidence evidence;  // from it to the nearest target; from what is down on over what is down
};

struct AffectedSystem {
  SystemId system;
  ImpactState state = ImpactState::Affected;
};

/// An institution, facility by facility: the owner of affected systems as it is written there.
struct AffectedInstitution {
  OrganizationId facility;
  ImpactState state = ImpactState::Affected;
};

/// An affected organization, as a whole party, and how it is told.
struct AffectedOrganization {
  OrganizationId organization;
  bool origin = false;  // of every target that affects it
  bool told = false;    // of every target that affects it; true for an origin
  bool late = false;    // told later than it has itself promised to tell
  /// The worst over the targets: days before the change, for incidents and outages hours after the
  /// event. Nothing for an origin, and for one that is never told.
  std::optional<std::int64_t> lead;
  std::optional<Date> latest_notice;  // with `ChangeQuestion::on` and a lead in days
  Evidence route;                     // of the target with that lead, from its origin on
  ContractId promised_in;             // late: the contract with the promise that it cannot keep
  /// Never told: a contract in which a clause is missing that would let one tell it who knows;
  /// nothing where no contract does.
  ContractId missing_in;
  bool missing_relay = false;  // the clause is one on passing on, else one on notice
};

enum class ActionKind : std::uint8_t {
  ReportIncident,
  ConsiderLeakReport,
  ProposeRecurrencePrevention,
  Reassess,
  Reagree,
  RevisitScope,
  ReturnAndErase,
};

/// Something that has to be done (semantics, section 5.3).
struct ImpactAction {
  ActionKind kind = ActionKind::Reagree;
  ContractId contract;  // of all but `Reassess` and `ConsiderLeakReport`
  ServiceId service;    // of `Reassess`
  OrganizationId by;    // a whole party; of `ConsiderLeakReport` the facility
  OrganizationId with;  // a whole party; nothing for `ConsiderLeakReport`
  Evidence evidence;
  /// Of the first `Reagree` of a circle of suppliers: the contracts of the circle, each waiting for
  /// the next one and the last for the first; else empty.
  std::vector<ContractId> circle;
};

struct Impact {
  std::vector<AffectedService> services;            // sorted by service
  std::vector<AffectedSystem> systems;              // sorted by system
  std::vector<AffectedInstitution> institutions;    // sorted by facility
  std::vector<AffectedOrganization> organizations;  // sorted by organization
  /// In days: the longest period of notice, or of passing on, that binds somebody who learns of the
  /// change. Announced so many days before it, the change cuts no promise short, as long as
  /// everybody passes it on at once. Nothing for hours, and where nobody is told.
  std::optional<std::int64_t> longest_notice;
  /// In the order in which they have to happen: reports, confirmations, then agreements, those that
  /// a supplier needs before those that it gives.
  std::vector<ImpactAction> actions;
};

struct ChangeIndex;

/// Answers questions about changes. The supply graph has to outlive it; any number of questions may
/// be asked at once.
class ImpactFinder {
 public:
  /// O(dependencies and placements of the systems).
  explicit ImpactFinder(const SupplyGraph& supply);
  ImpactFinder(const ImpactFinder&) = delete;
  ImpactFinder(ImpactFinder&&) = delete;
  ImpactFinder& operator=(const ImpactFinder&) = delete;
  ImpactFinder& operator=(ImpactFinder&&) = delete;
  ~ImpactFinder();

  /// Cost: what can be reached backwards from the targets, in each system that can be affected
  /// once more, and the contracts that cover it; the rest of the model does not matter. A system
  /// is looked at as a whole where its owner is a target, or where somebody else chose or buys
  /// something that leads to a target who may act there by what does not.
  [[nodiscard]] Impact find(const ChangeQuestion& question) const;

  /// The systems at which `find` looks, in byte order: all that can be affected, and perhaps more.
  /// Cost: one search upwards from the targets.
  [[nodiscard]] std::vector<SystemId> candidates(const ChangeQuestion& question) const;

 private:
  const SupplyGraph* supply_;
  std::unique_ptr<const ChangeIndex> index_;
};

}  // namespace musubi
