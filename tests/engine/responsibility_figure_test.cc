// The figure of responsibility against the oracle: around every component stand those who manage
// its risk, its marks are what the oracle says, and each edge is drawn for what it is.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "engine/figures/figures.h"
#include "tests/support/figure_reading.h"
#include "tests/support/oracle.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"

namespace musubi {
namespace {

using oracle::Ids;

using Counts = std::map<std::string, int>;

const std::map<std::string, int> kLeast = {
    {"component", 1000},  {"nobody", 50},         {"one manager", 300}, {"several managers", 150},
    {"own", 50},          {"outside", 50},        {"unanswered", 100},  {"unconfirmed", 300},
    {"unknown", 30},      {"independent", 40},    {"choice", 30},       {"placement", 50},
    {"over chains", 200}, {"other contract", 50},
};

/// A system as it is drawn, and as the oracle answers.
class Drawn {
 public:
  Drawn(const SupplyGraph& supply, const Confirmations& confirmations, SystemId id,
        const oracle::System& expected, Counts& counts)
      : supply_(&supply),
        model_(&supply.model()),
        id_(id),
        expected_(&expected),
        figure_(responsibility_figure(supply, confirmations, id)),
        counts_(&counts) {}

  [[nodiscard]] std::vector<std::string> faults() {
    faults_ = test::form_faults(figure_);
    check_components();
    check_nesting();
    check_ties();
    check_contracts();
    return std::move(faults_);
  }

 private:
  void expect(bool fine, const std::string& what) {
    if (!fine) faults_.push_back(what);
  }

  void check_components() {
    std::size_t services = 0;
    for (const FigureBox& box : figure_.boxes) {
      if (box.kind == BoxKind::Service) ++services;
    }
    expect(services == expected_->components.size(), "boxes of services that are no components");
    for (const auto& [c, component] : expected_->components) {
      const FigureBox* box = test::box_of(*model_, figure_, c);
      if (box == nullptr) {
        faults_.push_back(c + " is not drawn");
        continue;
      }
      check_areas(c, component, *box);
      check_marks(c, component, *box);
    }
  }

  void check_areas(const std::string& c, const oracle::Component& component, const FigureBox& box) {
    const auto around = test::areas_around(*model_, figure_, box, AreaKind::Responsibility);
    expect(Ids(around.begin(), around.end()) == component.managed_by &&
               around.size() == component.managed_by.size(),
           c + ": not the areas of those who manage it");
    const auto institution = test::areas_around(*model_, figure_, box, AreaKind::Institution);
    expect(institution.empty() || component.own, c + " is drawn as if the institution ran it");
    if (component.own && around.empty()) {
      expect(institution == std::vector<std::string>{expected_->institution},
             c + " is not in the institution's area");
    }
    ++(*counts_)["component"];
    ++(*counts_)[around.empty()       ? "nobody"
                 : around.size() == 1 ? "one manager"
                                      : "several managers"];
  }

  void check_marks(const std::string& c, const oracle::Component& component, const FigureBox& box) {
    const bool unconfirmed = std::ranges::any_of(expected_->duties, [&](const oracle::Duty& duty) {
      return duty.component == c && duty.state != oracle::State::Met;
    });
    const bool unknown = std::ranges::any_of(
        expected_->foreign,
        [&](const oracle::Foreign& foreign) { return foreign.edge.to == c && !foreign.known; });
    check_mark(c, box, FigureMark::Own, component.own, "own");
    check_mark(c, box, FigureMark::Outside, !supply_->handles(ServiceId(model_->find(c)->index)),
               "outside");
    check_mark(c, box, FigureMark::Unanswered,
               component.relevant && !component.own && component.answerable.empty(), "unanswered");
    check_mark(c, box, FigureMark::Unconfirmed, unconfirmed, "unconfirmed");
    check_mark(c, box, FigureMark::Unknown, unknown, "unknown");
  }

  void check_mark(const std::string& c, const FigureBox& box, FigureMark mark, bool set,
                  const char* name) {
    expect(box.marks.has(mark) == set, c + (set ? " is not marked as " : " is marked as ") + name);
    if (set) ++(*counts_)[name];
  }

  // Those that manage more stand outside.
  void check_nesting() {
    std::map<std::string, std::size_t> managed;
    for (const auto& [c, component] : expected_->components) {
      for (const std::string& manager : component.managed_by) ++managed[manager];
    }
    for (const FigureArea& area : figure_.areas) {
      if (area.parent == kNoArea || area.kind != AreaKind::Responsibility) continue;
      const FigureArea& around = figure_.areas[area.parent];
      if (around.kind != AreaKind::Responsibility) continue;
      expect(managed[test::id_of(*model_, around.record)] >=
                 managed[test::id_of(*model_, area.record)],
             area.id + " manages more than the area around it");
    }
  }

  // The members of each dependency that leaves a choice, by the thing that has it.
  [[nodiscard]] std::set<Ids> choices_of(const std::string& from, oracle::EdgeKind kind) const {
    std::set<Ids> choices;
    const auto add = [&](const Dependency& dependency) {
      Ids members;
      for (const ServiceRef& member : dependency.members) members.emplace(model_->id(member.id));
      choices.insert(members);
    };
    const System& system = (*model_)[id_];
    if (kind == oracle::EdgeKind::Root) std::ranges::for_each(system.uses, add);
    if (kind == oracle::EdgeKind::Service) {
      const auto& dependencies = (*model_)[ServiceId(model_->find(from)->index)].depends_on;
      if (dependencies) std::ranges::for_each(*dependencies, add);
    }
    for (const Placement& placement : system.placements) {
      if (kind == oracle::EdgeKind::Placement && model_->id(placement.service.id) == from) {
        add(placement.on);
      }
    }
    return choices;
  }

  [[nodiscard]] ArrowKind kind_of(const oracle::Edge& edge) const {
    if (edge.kind == oracle::EdgeKind::Root) return ArrowKind::Uses;
    if (edge.relation == oracle::Relation::Independent && edge.holder != expected_->institution) {
      return ArrowKind::Independent;
    }
    return edge.kind == oracle::EdgeKind::Placement ? ArrowKind::Placement : ArrowKind::DependsOn;
  }

  void check_ties() {
    std::set<test::Tie> expected;
    for (const oracle::Edge& edge : expected_->edges) {
      for (const Ids& members : choices_of(edge.from, edge.kind)) {
        if (!members.contains(edge.to)) continue;
        expected.insert({.from = edge.from.empty() ? expected_->institution : edge.from,
                         .to = edge.to,
                         .kind = kind_of(edge),
                         .any_of = members.size() > 1 ? members : Ids{}});
        if (members.size() > 1) ++(*counts_)["choice"];
      }
      if (kind_of(edge) == ArrowKind::Independent) ++(*counts_)["independent"];
      if (kind_of(edge) == ArrowKind::Placement) ++(*counts_)["placement"];
    }
    std::set<test::Tie> actual = test::ties_of(*model_, figure_);
    std::erase_if(actual, [](const test::Tie& tie) { return tie.kind == ArrowKind::Contract; });
    compare(expected, actual, [](test::Tie& tie) { tie.any_of.clear(); });
    compare(expected, actual, [](test::Tie& tie) { tie.kind = ArrowKind::DependsOn; });
  }

  // An edge does not say of which of several dependencies it comes, so that two edges from one
  // service to another are compared by their kinds, and by what else there is to choose.
  template <class Forget>
  void compare(const std::set<test::Tie>& expected, const std::set<test::Tie>& actual,
               Forget forget) {
    const auto without = [&](const std::set<test::Tie>& ties) {
      std::set<test::Tie> less;
      for (test::Tie tie : ties) {
        forget(tie);
        less.insert(tie);
      }
      return less;
    };
    for (const std::string& difference : test::differences(without(expected), without(actual))) {
      faults_.push_back(difference);
    }
  }

  /// The contracts on the arrows from one box to another.
  [[nodiscard]] std::map<std::pair<std::string, std::string>, Ids> drawn_contracts() const {
    std::map<std::uint32_t, std::string> chooser;
    for (const FigureArrow& arrow : figure_.arrows) {
      if (figure_.boxes[arrow.to].kind == BoxKind::Choice) {
        chooser[arrow.to] = test::id_of(*model_, figure_.boxes[arrow.from].record);
      }
    }
    std::map<std::pair<std::string, std::string>, Ids> drawn;
    for (const FigureArrow& arrow : figure_.arrows) {
      const std::string from = chooser.contains(arrow.from)
                                   ? chooser[arrow.from]
                                   : test::id_of(*model_, figure_.boxes[arrow.from].record);
      drawn[{from, test::id_of(*model_, figure_.boxes[arrow.to].record)}].merge(
          test::contracts_of(*model_, arrow));
    }
    return drawn;
  }

  void check_contracts() {
    auto drawn = drawn_contracts();
    Ids all;
    for (const auto& [ends, contracts] : drawn) all.insert(contracts.begin(), contracts.end());
    for (const oracle::Edge& edge : expected_->edges) {
      const auto chain = expected_->chains.find(edge);
      if (chain == expected_->chains.end()) continue;
      const Ids& on = drawn[{edge.from.empty() ? expected_->institution : edge.from, edge.to}];
      expect(std::ranges::includes(on, chain->second.hops),
             edge.from + " -> " + edge.to + ": a contract of its chain is missing");
      if (chain->second.hops.size() > 1) ++(*counts_)["over chains"];
    }
    for (const std::string& id : all) check_contract(id);
    check_others(all);
  }

  // A contract that is drawn counts in the system.
  void check_contract(const std::string& id) {
    const ContractId contract(model_->find(id)->index);
    expect(supply_->active(contract) && supply_->holds_in(contract, id_),
           id + " is drawn and does not count");
  }

  // Whatever the institution has agreed on a component is drawn.
  void check_others(const Ids& drawn) {
    for (const auto& [c, component] : expected_->components) {
      const ServiceId service(model_->find(c)->index);
      for (const ContractId contract : supply_->covering(service)) {
        const ContractKind kind = supply_->kind(contract);
        const bool is_supply = kind == ContractKind::Service || kind == ContractKind::Entrustment ||
                               kind == ContractKind::Maintenance;
        if (!is_supply || !supply_->holds_in(contract, id_)) continue;
        if (model_->id(supply_->customer(contract)) != expected_->institution) continue;
        expect(drawn.contains(std::string(model_->id(contract))),
               std::string(model_->id(contract)) + " of the institution is not drawn");
      }
    }
    for (const FigureArrow& arrow : figure_.arrows) {
      if (arrow.kind == ArrowKind::Contract) ++(*counts_)["other contract"];
    }
  }

  const SupplyGraph* supply_;
  const Model* model_;
  SystemId id_;
  const oracle::System* expected_;
  Figure figure_;
  Counts* counts_;
  std::vector<std::string> faults_;
};

TEST_SUITE("engine/figures/responsibility") {
  TEST_CASE("the figure of responsibility says what the oracle says") {
    Counts counts;
    const auto seeds = test::seeds(100);
    const Ids no_rules = oracle::rule_names();
    for (const std::uint64_t seed : seeds) {
      const auto loaded = test::read_document(test::make_random_model(seed).document);
      REQUIRE(loaded);
      const Model& model = loaded->model;
      const SupplyGraph supply(model, model.as_of->date);
      const Confirmations confirmations(supply);
      const oracle::Answers answers = oracle::answer(model, model.as_of->date, no_rules);
      for (const auto& [id, system] : answers.systems) {
        Drawn drawn(supply, confirmations, SystemId(model.find(id)->index), system, counts);
        for (const std::string& fault : drawn.faults()) {
          FAIL_CHECK("seed " << seed << ", " << id << ": " << fault);
        }
      }
    }
    if (seeds.size() < 100) return;
    for (const auto& [what, least] : kLeast) {
      CHECK_MESSAGE(counts[what] >= least, what << ": " << counts[what]);
    }
  }
}

}  // namespace
}  // namespace musubi
