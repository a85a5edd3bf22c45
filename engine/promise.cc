#include "engine/promise.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/promise_parts.h"
#include "model/memory.h"

namespace musubi {
namespace promise {
namespace {

class PromiseFinder {
 public:
  explicit PromiseFinder(const SupplyGraph& supply)
      : supply_(supply),
        widths_(supply),
        placements_(supply),
        below_(supply, widths_),
        told_to_providers_(supply.service_count()) {}

  /// Appends what the contract promises and cannot keep, by kind.
  void add(ContractId k, std::vector<UnkeepableNotice>& found) {
    const Model& model = supply_.model();
    const Periods* notice = model.notice(model[k]);
    if (notice == nullptr) return;
    const Placements placements = placements_.that_count_for(k);
    covered_.clear();
    for (const ServiceRef& service : model[k].covers) {
      const std::span<const Step> steps = placements.below(service.id);
      covered_.push_back(
          {service.id, steps, steps.empty() ? &told(service.id, supply_.supplier(k)) : nullptr});
    }
    for (const ChangeKind kind : kKindsInDays) {
      const auto promised = notice->find(kind);
      if (promised) check(k, kind, *promised, found);
    }
  }

 private:
  /// The smallest of the notices that the provider of a service and those below it give.
  struct Shortest {
    std::int64_t days = 0;
    bool is_below = false;
  };

  /// What a supplier is told of a service at least, where no placement counts.
  struct Told {
    std::optional<Shortest> shortest;
    std::shared_ptr<const Evidence> evidence;  // null until somebody asks for it
  };

  /// A service that the contract at hand covers.
  struct Covered {
    ServiceId service;
    std::span<const Step> placements;  // that count below it
    ByKind<Told>* told = nullptr;      // where none does
  };

  void check(ContractId k, ChangeKind kind, std::int32_t promised,
             std::vector<UnkeepableNotice>& found) {
    const OrganizationId supplier = supply_.supplier(k);
    std::optional<Shortest> worst;
    const Covered* start = nullptr;
    for (const Covered& covered : covered_) {
      const auto here = covered.told != nullptr
                            ? (*covered.told)[row_of(kind)].shortest
                            : shortest(covered.service, supplier, kind, covered.placements);
      if (!here || (worst && worst->days <= here->days)) continue;
      worst = here;
      start = &covered;
    }
    if (!worst || promised <= worst->days) return;
    std::shared_ptr<const Evidence> own;
    auto& below = start->told != nullptr ? (*start->told)[row_of(kind)].evidence : own;
    if (below == nullptr)
      below = explain(start->service, supplier, kind, *worst, start->placements);
    push_back_large(found, {k, kind, promised, worst->days, below});
  }

  ByKind<Told>& told(ServiceId s, OrganizationId supplier) {
    // Most buy of the provider itself.
    auto& known = supplier == supply_.provider(s) ? told_to_providers_[s.index()]
                                                  : told_to_others_[key_of(s, supplier)];
    if (!known) {
      known.emplace();
      for (const ChangeKind kind : kKindsInDays) {
        (*known)[row_of(kind)].shortest = shortest(s, supplier, kind, {});
      }
    }
    return *known;
  }

  std::optional<Shortest> shortest(ServiceId s, OrganizationId supplier, ChangeKind kind,
                                   std::span<const Step> placements) {
    std::optional<Shortest> best;
    if (supply_.provider(s) != supplier) {
      if (const auto days = widths_.width(s, supplier, kind)) best = {*days, false};
    }
    const auto below = below_.shortest(s, supplier, kind, placements);
    return below && (!best || *below < best->days) ? Shortest{*below, true} : best;
  }

  [[nodiscard]] std::shared_ptr<const Evidence> explain(ServiceId start, OrganizationId supplier,
                                                        ChangeKind kind, const Shortest& shortest,
                                                        std::span<const Step> placements) {
    const Model& model = supply_.model();
    const NoticeBelow notice = shortest.is_below
                                   ? below_.first(start, supplier, kind, shortest.days, placements)
                                   : NoticeBelow{start, supplier, {}};
    Evidence evidence;
    for (const Step& step : notice.way) {
      evidence.push_back({.from = model[step.from].id,
                          .to = model[step.to].id,
                          .by = step.by,
                          .where = step.where});
    }
    for (const Telling& telling : widths_.widest_route(notice.about, notice.to, kind)) {
      evidence.push_back(telling_step(supply_, telling, false));
    }
    return std::make_shared<const Evidence>(std::move(evidence));
  }

  const SupplyGraph& supply_;
  NoticeWidths widths_;
  SystemPlacements placements_;
  SearchBelow below_;
  // By service, and by service and supplier, which tells all its customers the same.
  std::vector<std::optional<ByKind<Told>>> told_to_providers_;
  std::unordered_map<std::uint64_t, std::optional<ByKind<Told>>> told_to_others_;
  std::vector<Covered> covered_;
};

}  // namespace
}  // namespace promise

Evidence evidence_of(const SupplyGraph& supply, const UnkeepableNotice& notice) {
  const ContractId k = notice.contract;
  Evidence evidence;
  evidence.reserve(notice.below->size() + 1);
  evidence = *notice.below;
  evidence.push_back(telling_step(
      supply, {supply.supplier(k), supply.customer(k), k, false, notice.promised}, false));
  return evidence;
}

std::vector<UnkeepableNotice> find_unkeepable_notices(const SupplyGraph& supply) {
  promise::PromiseFinder finder(supply);
  std::vector<UnkeepableNotice> found;
  for (std::size_t i = 0; i < supply.model().contracts.size(); ++i) {
    if (supply.active(ContractId(i))) finder.add(ContractId(i), found);
  }
  return found;
}

std::vector<UnkeepableNotice> find_unkeepable_notices(const SupplyGraph& supply,
                                                      OrganizationId customer) {
  promise::PromiseFinder finder(supply);
  std::vector<UnkeepableNotice> found;
  for (const ContractId k : supply.bought_by(customer)) finder.add(k, found);
  return found;
}

}  // namespace musubi
