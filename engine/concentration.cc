#include "engine/concentration.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>

#include "engine/concentration_parts.h"
#include "engine/reach_counts.h"
#include "engine/threads.h"

namespace musubi {
namespace {

/// Counts of one thread, by row.
struct Tallies {
  explicit Tallies(std::size_t rows) : affected(rows), down(rows), last(rows, 0) {}

  std::vector<ReachCount> affected, down;
  std::vector<std::uint64_t> last;  // the facility, and list, that counted a row last
};

class Counting {
 public:
  Counting(const SupplyGraph& supply, const OwnedSystems& owned,
           const ConcentrationQuestion& question)
      : supply_(supply),
        owned_(owned),
        question_(question),
        hanging_(question.of == ConcentrationOf::Services
                     ? hanging_on_services(supply, owned)
                     : hanging_on_organizations(supply, owned)),
        wants_affected_(question.kind != ChangeKind::Outage),
        wants_down_(!wants_affected_ || question.single_points),
        is_prepared_(question.of == ConcentrationOf::Services && !question.one_by_one),
        tallies_(hanging_->row_count()) {
    if (is_prepared_) {
      plain_ = owned.together;
      special_ = owned.apart;
      return;
    }
    for (const Facility& facility : owned.facilities) {
      (is_special(facility) ? found_special_ : found_plain_).push_back(facility);
    }
    plain_ = found_plain_;
    special_ = found_special_;
  }

  Concentrations run() {
    const std::uint64_t sweeps = (wants_affected_ ? 1U : 0U) + (wants_down_ ? 1U : 0U);
    begin_step(question_.progress, Step::Counting,
               system_count(special_) + sweeps * system_count(plain_));
    if (wants_down_) {
      necessity_ = hanging_->necessity();
      necessity_->close();
    }
    count_special();
    if (wants_affected_) count_affected();
    if (wants_down_) count_down();
    return answer();
  }

 private:
  [[nodiscard]] bool is_special(const Facility& facility) const {
    return question_.one_by_one || facility.systems.size() > ReachSources::kMaxOfGroup ||
           std::ranges::any_of(facility.systems,
                               [&](std::uint32_t s) { return hanging_->is_special(SystemId(s)); });
  }

  static std::uint64_t system_count(std::span<const Facility> facilities) {
    std::uint64_t count = 0;
    for (const Facility& facility : facilities) count += facility.systems.size();
    return count;
  }

  void count_special();
  void count_facility(const Facility& facility, std::uint64_t number, Tallies& tallies) const;
  [[nodiscard]] ReachSources sources_for_plain() const;
  void count_affected();
  void count_down();
  void add(const std::vector<ReachCount>& by_node, std::vector<ReachCount>& counts) const;
  [[nodiscard]] bool is_row(const Concentration& row) const;
  [[nodiscard]] Concentrations answer() const;

  const SupplyGraph& supply_;
  const OwnedSystems& owned_;
  const ConcentrationQuestion& question_;
  std::unique_ptr<const Hanging> hanging_;
  bool wants_affected_, wants_down_;
  bool is_prepared_;  // what is plain, and its seeds, are those of `owned_`
  std::vector<Facility> found_plain_, found_special_;
  std::span<const Facility> plain_, special_;
  std::optional<Necessity> necessity_;
  Tallies tallies_;
};

void add_counts(const std::vector<ReachCount>& from, std::vector<ReachCount>& to) {
  for (std::size_t i = 0; i < to.size(); ++i) {
    to[i].sources += from[i].sources;
    to[i].groups += from[i].groups;
    to[i].weight += from[i].weight;
  }
}

/// The systems of one facility; the facility counts once however many of them there are.
void Counting::count_facility(const Facility& facility, std::uint64_t number,
                              Tallies& tallies) const {
  std::vector<HangsOn> found;
  for (const std::uint32_t system : facility.systems) {
    found.push_back(hanging_->look_at(SystemId(system), necessity_ ? &*necessity_ : nullptr));
  }
  const auto count = [&](auto list, std::uint64_t mark, std::vector<ReachCount>& counts) {
    for (const HangsOn& one : found) {
      for (const std::uint32_t row : one.*list) {
        ++counts[row].sources;
        if (std::exchange(tallies.last[row], mark) == mark) continue;
        ++counts[row].groups;
        counts[row].weight += facility.weight;
      }
    }
  };
  count(&HangsOn::affected, 2 * number + 1, tallies.affected);
  count(&HangsOn::down, 2 * number + 2, tallies.down);
}

void Counting::count_special() {
  if (special_.empty()) return;
  const std::size_t workers =
      std::clamp<std::size_t>(special_.size() / 8, 1, std::max(1U, question_.threads));
  std::vector<Tallies> others(workers - 1, tallies_);
  Pieces pieces(special_.size(), 1);
  on_threads(workers, [&](std::size_t thread) {
    Tallies& tallies = thread == 0 ? tallies_ : others[thread - 1];
    pieces.take([&](std::size_t i, std::size_t) {
      count_facility(special_[i], i, tallies);
      add_done(question_.progress, special_[i].systems.size());
    });
  });
  for (const Tallies& other : others) {
    add_counts(other.affected, tallies_.affected);
    add_counts(other.down, tallies_.down);
  }
}

void Counting::add(const std::vector<ReachCount>& by_node, std::vector<ReachCount>& counts) const {
  const auto rows = std::span(by_node).subspan(hanging_->first_row(), hanging_->row_count());
  add_counts({rows.begin(), rows.end()}, counts);
}

/// With room for the systems that are not special.
ReachSources Counting::sources_for_plain() const {
  ReachSources sources;
  sources.seeds.reserve(owned_.uses.ends.size());
  sources.seed_starts.reserve(owned_.system_count + 1);
  sources.group_starts.reserve(plain_.size() + 1);
  sources.weights.reserve(plain_.size());
  return sources;
}

void Counting::count_affected() {
  if (is_prepared_) {
    add(count_reach(hanging_->affecting(), owned_.using_together, question_.threads,
                    question_.progress),
        tallies_.affected);
    return;
  }
  ReachSources sources = sources_for_plain();
  for (const Facility& facility : plain_) {
    for (const std::uint32_t system : facility.systems) {
      hanging_->add_seeds(SystemId(system), sources.seeds);
      sources.end_source();
    }
    sources.end_group(facility.weight);
  }
  add(count_reach(hanging_->affecting(), sources, question_.threads, question_.progress),
      tallies_.affected);
}

void Counting::count_down() {
  ReachSources sources = sources_for_plain();
  LinkSearch search(necessity_->links());
  std::vector<std::vector<FallsWith>> choices;
  for (const Facility& facility : plain_) {
    for (const std::uint32_t system : facility.systems) {
      choices.clear();
      hanging_->add_needs(SystemId(system), sources.seeds, choices);
      for (const auto& members : choices) {
        const auto common = search.common(members);
        sources.seeds.insert(sources.seeds.end(), common.begin(), common.end());
      }
      sources.end_source();
    }
    sources.end_group(facility.weight);
  }
  add(count_reach(necessity_->links(), sources, question_.threads, question_.progress),
      tallies_.down);
}

bool Counting::is_row(const Concentration& row) const {
  if (question_.of == ConcentrationOf::Services || row.systems > 0) return true;
  const OrganizationId o(row.row);
  const auto sells = [&](ContractId k) { return supply_.kind(k) != ContractKind::Sale; };
  return !supply_.provided_by(o).empty() || std::ranges::any_of(supply_.sold_by(o), sells);
}

Concentrations Counting::answer() const {
  Concentrations answer;
  const auto& counts = wants_affected_ ? tallies_.affected : tallies_.down;
  for (std::uint32_t row = 0; row < counts.size(); ++row) {
    const Concentration made{.row = row,
                             .systems = counts[row].sources,
                             .institutions = counts[row].groups,
                             .weight = owned_.scale.weight(counts[row].weight),
                             .single_point_for = tallies_.down[row].groups};
    if (is_row(made)) answer.rows.push_back(made);
  }
  answer.systems = owned_.system_count;
  answer.institutions = owned_.facilities.size();
  answer.weight = owned_.scale.weight(owned_.weight);
  return answer;
}

PlacedOn placed_on(const System& system) {
  if (system.placements.empty()) return PlacedOn::Nothing;
  const auto is_required = [&](ServiceId service) {
    return std::ranges::any_of(system.uses, [&](const Dependency& use) {
      return use.required && use.members.size() == 1 && use.members.front().id == service;
    });
  };
  return std::ranges::all_of(
             system.placements,
             [&](const Placement& placement) { return is_required(placement.service.id); })
             ? PlacedOn::Required
             : PlacedOn::Other;
}

}  // namespace

WeightScale::WeightScale(double whole) {
  while (whole * scale_ > 1e18) scale_ /= 1000;
}

std::int64_t WeightScale::units(double weight) const { return std::llround(weight * scale_); }

OwnedSystems::OwnedSystems(const SupplyGraph& supply)
    : system_count(supply.model().systems.size()) {
  const Model& model = supply.model();
  std::vector<std::pair<std::uint32_t, std::uint32_t>> owned;
  owned.reserve(system_count);
  uses.starts.reserve(system_count + 1);
  for (const System& system : model.systems) {
    owned.emplace_back(static_cast<std::uint32_t>(system.owner.id.index()),
                       static_cast<std::uint32_t>(owned.size()));
    for (const Dependency& use : system.uses) {
      for (const ServiceRef& member : use.members) {
        uses.ends.push_back(static_cast<std::uint32_t>(member.id.index()));
      }
    }
    uses.starts.push_back(static_cast<std::uint32_t>(uses.ends.size()));
    placed.push_back(placed_on(system));
  }
  by_facility = make_links(model.organizations.size(), owned);
  add_facilities(model);
  prepare_together(model);
}

void OwnedSystems::add_facilities(const Model& model) {
  std::vector<double> weights;
  double whole = 0;
  for (std::uint32_t o = 0; o < by_facility.size(); ++o) {
    if (by_facility.from(o).empty()) continue;
    facilities.push_back({by_facility.from(o), 0});
    weights.push_back(model.organizations[o].weight);
    whole += weights.back();
  }
  scale = WeightScale(whole);
  for (std::size_t i = 0; i < facilities.size(); ++i) {
    facilities[i].weight = scale.units(weights[i]);
    weight += facilities[i].weight;
  }
}

void OwnedSystems::prepare_together(const Model& model) {
  for (const Facility& facility : facilities) {
    const bool is_apart = facility.systems.size() > ReachSources::kMaxOfGroup ||
                          std::ranges::any_of(facility.systems, [&](std::uint32_t s) {
                            return placed[s] == PlacedOn::Other;
                          });
    (is_apart ? apart : together).push_back(facility);
  }
  order_together(model.services.size());
  using_together.seeds.reserve(uses.ends.size());
  for (const Facility& facility : together) {
    for (const std::uint32_t system : facility.systems) {
      add_used(model, system, using_together.seeds);
      using_together.end_source();
    }
    using_together.end_group(facility.weight);
  }
}

/// By the service that they use and the fewest others do: what hangs on that is then swept with few
/// of them, and not a little with each.
void OwnedSystems::order_together(std::size_t service_count) {
  std::vector<std::uint32_t> use_counts(service_count, 0);
  for (const std::uint32_t service : uses.ends) ++use_counts[service];
  using Use = std::pair<std::uint32_t, std::uint32_t>;  // how many use it, and the service
  std::vector<std::pair<Use, Facility>> ordered;
  ordered.reserve(together.size());
  for (const Facility& facility : together) {
    Use rarest{0xFFFFFFFFU, 0};
    for (const std::uint32_t system : facility.systems) {
      for (const std::uint32_t service : uses.from(system)) {
        rarest = std::min(rarest, {use_counts[service], service});
      }
    }
    ordered.emplace_back(rarest, facility);
  }
  std::ranges::stable_sort(ordered, {}, &std::pair<Use, Facility>::first);
  for (std::size_t i = 0; i < ordered.size(); ++i) together[i] = ordered[i].second;
}

void OwnedSystems::add_used(const Model& model, std::uint32_t system,
                            std::vector<std::uint32_t>& seeds) const {
  const auto used = uses.from(system);
  seeds.insert(seeds.end(), used.begin(), used.end());
  if (placed[system] == PlacedOn::Nothing) return;
  for (const Placement& placement : model.systems[system].placements) {
    for (const ServiceRef& member : placement.on.members) {
      seeds.push_back(static_cast<std::uint32_t>(member.id.index()));
    }
  }
}

ConcentrationFinder::ConcentrationFinder(const SupplyGraph& supply)
    : supply_(&supply), owned_(std::make_unique<const OwnedSystems>(supply)) {}

ConcentrationFinder::~ConcentrationFinder() = default;

Concentrations ConcentrationFinder::find(const ConcentrationQuestion& question) const {
  return Counting(*supply_, *owned_, question).run();
}

}  // namespace musubi
