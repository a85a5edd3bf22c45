// The union of the impact of all differences between two models.
#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "engine/model_changes.h"

namespace musubi {
namespace {

class UnionFinder {
 public:
  UnionFinder(const Renames& renames, const SupplyGraph& before, const SupplyGraph& after)
      : renames_(renames), before_(before), after_(after) {
    for (const auto& [old_id, id] : renames) old_ids_.emplace(id, old_id);
  }

  ModelImpact find(const std::vector<ModelChange>& changes) {
    const ImpactFinder old_finder(before_);
    const ImpactFinder new_finder(after_);
    constexpr std::array kKinds{ChangeKind::ServiceChange, ChangeKind::ContractChange,
                                ChangeKind::Termination};
    for (const bool of_old : {false, true}) {
      for (const ChangeKind kind : kKinds) {
        ChangeQuestion question{
            .targets = targets(changes, kind, of_old), .kind = kind, .systems = {}, .on = {}};
        if (question.targets.empty()) continue;
        Impact impact = (of_old ? old_finder : new_finder).find(question);
        result_.parts.push_back(
            {.of_old = of_old, .question = std::move(question), .impact = std::move(impact)});
      }
    }
    result_.services = merged(&Impact::services, &AffectedService::service);
    result_.systems = merged(&Impact::systems, &AffectedSystem::system);
    result_.institutions = merged(&Impact::institutions, &AffectedInstitution::facility);
    result_.organizations = merged(&Impact::organizations, &AffectedOrganization::organization);
    add_actions();
    return std::move(result_);
  }

 private:
  // What goes is there before only, what comes afterwards only.
  static bool is_asked_of(const ModelChange& change, bool of_old) {
    if (change.kind == ChangeKind::Termination) return of_old;
    if (change.change.op == DiffOp::Added || change.lapse == Lapse::Began) return !of_old;
    return true;
  }

  [[nodiscard]] std::vector<RecordRef> targets(const std::vector<ModelChange>& changes,
                                               ChangeKind kind, bool of_old) const {
    const Model& model = (of_old ? before_ : after_).model();
    std::vector<RecordRef> targets;
    for (const ModelChange& one : changes) {
      if (one.kind != kind || !is_asked_of(one, of_old)) continue;
      // A removed record has its old id already, and so have those that nobody renamed.
      const bool has_old_id = one.change.op == DiffOp::Removed || !of_old;
      const auto renamed = has_old_id ? old_ids_.end() : old_ids_.find(one.change.id);
      const auto record = model.find(renamed == old_ids_.end() ? one.change.id : renamed->second);
      if (record) targets.push_back(*record);
    }
    std::ranges::sort(targets, {}, [&](RecordRef r) { return model.text(model.record(r).id); });
    return targets;
  }

  [[nodiscard]] const Model& model_of(std::size_t part) const {
    return (result_.parts[part].of_old ? before_ : after_).model();
  }

  // As the new model calls it; empty for none.
  template <class IdType>
  [[nodiscard]] std::string name_of(std::size_t part, IdType id) const {
    if (!id.valid()) return {};
    const std::string written(model_of(part).id(id));
    const auto renamed = renames_.find(written);
    return result_.parts[part].of_old && renamed != renames_.end() ? renamed->second : written;
  }

  template <class Row>
  static void join(PartRow<Row>& /*kept*/, const PartRow<Row>& /*other*/) {}

  static void join(PartRow<AffectedOrganization>& kept,
                   const PartRow<AffectedOrganization>& other) {
    const auto badness = [](const AffectedOrganization& row) {
      return std::tuple(row.told, !row.lead, row.lead.value_or(0));
    };
    const bool is_late = kept.row.late || other.row.late;
    if (badness(other.row) < badness(kept.row)) kept = other;
    kept.row.late = is_late;
  }

  template <class Row, class IdType>
  [[nodiscard]] std::vector<PartRow<Row>> merged(std::vector<Row> Impact::* rows,
                                                 IdType Row::* id) const {
    std::map<std::string, PartRow<Row>> by_id;
    for (std::size_t part = 0; part < result_.parts.size(); ++part) {
      for (const Row& row : result_.parts[part].impact.*rows) {
        const PartRow<Row> one{.part = part, .row = row};
        const auto [place, is_first] = by_id.emplace(name_of(part, row.*id), one);
        if (!is_first) join(place->second, one);
      }
    }
    std::vector<PartRow<Row>> result;
    for (auto& [name, row] : by_id) result.push_back(std::move(row));
    return result;
  }

  void add_actions() {
    using Key = std::tuple<ActionKind, std::string, std::string, std::string, std::string>;
    std::set<Key> seen;
    for (std::size_t part = 0; part < result_.parts.size(); ++part) {
      for (const ImpactAction& action : result_.parts[part].impact.actions) {
        const Key key(action.kind, name_of(part, action.contract), name_of(part, action.service),
                      name_of(part, action.by), name_of(part, action.with));
        if (!seen.insert(key).second) continue;
        result_.actions.push_back({.part = part, .row = action});
      }
    }
    std::ranges::stable_sort(result_.actions, {},
                             [](const PartRow<ImpactAction>& one) { return one.row.kind; });
  }

  const Renames& renames_;
  const SupplyGraph& before_;
  const SupplyGraph& after_;
  std::map<std::string, std::string, std::less<>> old_ids_;
  ModelImpact result_;
};

}  // namespace

ModelImpact find_impact(const std::vector<ModelChange>& changes, const Renames& renames,
                        const SupplyGraph& before, const SupplyGraph& after) {
  return UnionFinder(renames, before, after).find(changes);
}

}  // namespace musubi
