#include "engine/concentration.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <thread>
#include <utility>

#include "engine/concentration_parts.h"
#include "engine/reach_counts.h"

namespace musubi {
namespace {

/// Weights as whole numbers, so that their sums do not depend on the order of adding: in
/// millionths, or coarser where all together would not fit.
class WeightScale {
 public:
  explicit WeightScale(double whole) {
    while (whole * scale_ > 1e18) scale_ /= 1000;
  }
  [[nodiscard]] std::int64_t units(double weight) const { return std::llround(weight * scale_); }
  [[nodiscard]] double weight(std::int64_t units) const {
    return static_cast<double>(units) / scale_;
  }

 private:
  double scale_ = 1e6;
};

/// A facility that owns systems.
struct Facility {
  OrganizationId id;
  std::span<const std::uint32_t> systems;
  std::int64_t weight = 0;
};

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
        question_(question),
        hanging_(question.of == ConcentrationOf::Services
                     ? hanging_on_services(supply, owned)
                     : hanging_on_organizations(supply, owned)),
        wants_affected_(question.kind != ChangeKind::Outage),
        wants_down_(!wants_affected_ || question.single_points),
        scale_(whole_weight(owned)),
        seed_count_(owned.uses.ends.size()),
        tallies_(hanging_->row_count()) {
    for (std::uint32_t o = 0; o < owned.by_facility.size(); ++o) add_facility(o, owned);
  }

  Concentrations run() {
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
  static double whole_weight(const OwnedSystems& owned) {
    double whole = 0;
    for (std::uint32_t o = 0; o < owned.by_facility.size(); ++o) {
      if (!owned.by_facility.from(o).empty()) whole += owned.weights[o];
    }
    return whole;
  }

  void add_facility(std::uint32_t organization, const OwnedSystems& owned) {
    Facility facility{OrganizationId(organization), owned.by_facility.from(organization), 0};
    if (facility.systems.empty()) return;
    facility.weight = scale_.units(owned.weights[organization]);
    const bool is_special =
        question_.one_by_one || facility.systems.size() > ReachSources::kMaxOfGroup ||
        std::ranges::any_of(facility.systems,
                            [&](std::uint32_t s) { return hanging_->is_special(SystemId(s)); });
    (is_special ? special_ : plain_).push_back(facility);
    systems_ += facility.systems.size();
    weight_ += facility.weight;
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
  const ConcentrationQuestion& question_;
  std::unique_ptr<const Hanging> hanging_;
  bool wants_affected_, wants_down_;
  WeightScale scale_;
  std::vector<Facility> plain_, special_;
  std::size_t seed_count_;  // about
  std::uint64_t systems_ = 0;
  std::int64_t weight_ = 0;
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
  std::atomic<std::size_t> next = 0;
  const auto work = [&](Tallies& tallies) {
    for (std::size_t i = next++; i < special_.size(); i = next++) {
      count_facility(special_[i], i, tallies);
    }
  };
  const std::size_t workers =
      std::clamp<std::size_t>(special_.size() / 8, 1, std::max(1U, question_.threads));
  std::vector<Tallies> others(workers - 1, tallies_);
  {
    std::vector<std::jthread> threads;
    for (Tallies& tallies : others) threads.emplace_back([&work, &tallies] { work(tallies); });
    work(tallies_);
  }
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
  sources.seeds.reserve(seed_count_);
  sources.seed_starts.reserve(systems_ + 1);
  sources.group_starts.reserve(plain_.size() + 1);
  sources.weights.reserve(plain_.size());
  return sources;
}

void Counting::count_affected() {
  ReachSources sources = sources_for_plain();
  for (const Facility& facility : plain_) {
    for (const std::uint32_t system : facility.systems) {
      hanging_->add_seeds(SystemId(system), sources.seeds);
      sources.end_source();
    }
    sources.end_group(facility.weight);
  }
  add(count_reach(hanging_->affecting(), sources, question_.threads), tallies_.affected);
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
  add(count_reach(necessity_->links(), sources, question_.threads), tallies_.down);
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
                             .weight = scale_.weight(counts[row].weight),
                             .single_point_for = tallies_.down[row].groups};
    if (is_row(made)) answer.rows.push_back(made);
  }
  answer.systems = systems_;
  answer.institutions = plain_.size() + special_.size();
  answer.weight = scale_.weight(weight_);
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

OwnedSystems::OwnedSystems(const SupplyGraph& supply) {
  const Model& model = supply.model();
  std::vector<std::pair<std::uint32_t, std::uint32_t>> owned;
  owned.reserve(model.systems.size());
  uses.starts.reserve(model.systems.size() + 1);
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
  weights.reserve(model.organizations.size());
  for (const Organization& organization : model.organizations) {
    weights.push_back(organization.weight);
  }
  by_facility = make_links(model.organizations.size(), owned);
}

ConcentrationFinder::ConcentrationFinder(const SupplyGraph& supply)
    : supply_(&supply), owned_(std::make_unique<const OwnedSystems>(supply)) {}

ConcentrationFinder::~ConcentrationFinder() = default;

Concentrations ConcentrationFinder::find(const ConcentrationQuestion& question) const {
  return Counting(*supply_, *owned_, question).run();
}

}  // namespace musubi
