// The figure of a change shows its Impact: who is affected, who is told late or never, the routes,
// and where nobody tells.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>

#include "engine/figures/figures.h"
#include "tests/support/figure_reading.h"
#include "tests/support/impact_answers.h"
#include "tests/support/random_change.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"

namespace musubi {
namespace {

using oracle::Ids;
using Counts = std::map<std::string, int>;

/// Who tells whom, by which contract, by passing on or not.
using Words = std::set<std::tuple<std::string, std::string, std::string, bool>>;

const std::map<std::string, int> kLeast = {
    {"untold", 300},  {"late", 50},          {"route", 500},           {"passed on", 50},
    {"silence", 100}, {"service down", 100}, {"service degraded", 20}, {"system", 200},
};

class DrawnImpact {
 public:
  DrawnImpact(const SupplyGraph& supply, const ChangeQuestion& question, const Impact& impact,
              Counts& counts)
      : supply_(&supply),
        model_(&supply.model()),
        question_(&question),
        impact_(&impact),
        figure_(impact_figure(supply, question, impact)),
        counts_(&counts) {}

  [[nodiscard]] std::vector<std::string> faults() {
    faults_ = test::form_faults(figure_);
    check_organizations();
    // An outage shows services by themselves instead of who tells whom.
    if (question_->kind == ChangeKind::Outage) {
      check_states();
    } else {
      check_routes();
      check_silence();
    }
    return std::move(faults_);
  }

 private:
  /// Of organizations those that are drawn as areas too, which an outage's are that provide
  /// something affected. BoxKind::Provider stands for organizations of every kind.
  [[nodiscard]] Ids marked(FigureMark mark, BoxKind kind) const {
    Ids ids;
    for (const FigureArea& area : figure_.areas) {
      if (kind == BoxKind::Provider && area.marks.has(mark)) {
        ids.insert(test::id_of(*model_, area.record));
      }
    }
    for (const FigureBox& box : figure_.boxes) {
      const bool fits = kind == BoxKind::Provider ? box.kind < BoxKind::Service : box.kind == kind;
      if (fits && box.marks.has(mark)) ids.insert(test::id_of(*model_, box.record));
    }
    return ids;
  }

  void expect_same(const Ids& expected, const Ids& actual, const char* what) {
    for (const std::string& id : expected) {
      if (!actual.contains(id)) faults_.push_back(id + " is not marked: " + what);
    }
    for (const std::string& id : actual) {
      if (!expected.contains(id)) faults_.push_back(id + " is marked: " + what);
    }
    (*counts_)[what] += static_cast<int>(expected.size());
  }

  void check_organizations() {
    Ids untold;
    Ids late;
    for (const AffectedOrganization& row : impact_->organizations) {
      const std::string id(model_->id(row.organization));
      if (!row.told) untold.insert(id);
      if (row.late) late.insert(id);
      const bool is_area = std::ranges::any_of(figure_.areas, [&](const FigureArea& area) {
        return test::id_of(*model_, area.record) == id;
      });
      if (!is_area && test::box_of(*model_, figure_, id) == nullptr) {
        faults_.push_back(id + " is not drawn");
      }
    }
    expect_same(untold, marked(FigureMark::Untold, BoxKind::Provider), "untold");
    expect_same(late, marked(FigureMark::Late, BoxKind::Provider), "late");
    check_strangers();
  }

  // Nobody else is drawn but those on routes, those who should tell, and the parties of targets.
  void check_strangers() {
    Ids drawn;
    for (const FigureBox& box : figure_.boxes) {
      if (box.kind < BoxKind::Service) drawn.insert(test::id_of(*model_, box.record));
    }
    for (const AffectedOrganization& row : impact_->organizations) {
      drawn.erase(std::string(model_->id(row.organization)));
    }
    for (const Words::value_type& word : routes()) {
      drawn.erase(std::get<0>(word));
      drawn.erase(std::get<1>(word));
    }
    for (const FigureArrow& arrow : figure_.arrows) {
      if (arrow.kind != ArrowKind::Silence) continue;
      drawn.erase(test::id_of(*model_, figure_.boxes[arrow.from].record));
    }
    for (const RecordRef& target : question_->targets) {
      if (target.kind == RecordKind::Organization) {
        drawn.erase(std::string(model_->id(supply_->party(OrganizationId(target.index)))));
      } else if (target.kind == RecordKind::Service) {
        drawn.erase(std::string(model_->id(supply_->provider(ServiceId(target.index)))));
      } else {
        drawn.erase(std::string(model_->id(supply_->customer(ContractId(target.index)))));
        drawn.erase(std::string(model_->id(supply_->supplier(ContractId(target.index)))));
      }
    }
    for (const std::string& id : drawn) faults_.push_back(id + " is drawn and not affected");
  }

  [[nodiscard]] Words routes() const {
    Words words;
    for (const AffectedOrganization& row : impact_->organizations) {
      for (const EvidenceStep& step : row.route) {
        words.emplace(model_->text(step.from), model_->text(step.to), model_->id(step.contract),
                      step.by == EvidenceStep::By::Relay);
      }
    }
    return words;
  }

  void check_routes() {
    Words drawn;
    for (const FigureArrow& arrow : figure_.arrows) {
      if (arrow.kind != ArrowKind::Notice && arrow.kind != ArrowKind::Relay) continue;
      if (arrow.contracts.empty()) faults_.push_back("tells without a contract: " + arrow.id);
      for (const ContractId contract : arrow.contracts) {
        drawn.emplace(test::id_of(*model_, figure_.boxes[arrow.from].record),
                      test::id_of(*model_, figure_.boxes[arrow.to].record), model_->id(contract),
                      arrow.kind == ArrowKind::Relay);
      }
    }
    for (const auto& word : routes()) {
      ++(*counts_)[std::get<3>(word) ? "passed on" : "route"];
      if (!drawn.contains(word)) {
        faults_.push_back("not drawn: " + std::get<0>(word) + " tells " + std::get<1>(word));
      }
      drawn.erase(word);
    }
    for (const auto& word : drawn) {
      faults_.push_back("on no route: " + std::get<0>(word) + " tells " + std::get<1>(word));
    }
  }

  void check_silence() {
    std::set<std::pair<std::string, std::string>> expected;  // contract, who is not told
    for (const AffectedOrganization& row : impact_->organizations) {
      if (!row.missing_in.valid()) continue;
      expected.emplace(model_->id(row.missing_in), model_->id(row.organization));
    }
    std::set<std::pair<std::string, std::string>> drawn;
    for (const FigureArrow& arrow : figure_.arrows) {
      if (arrow.kind != ArrowKind::Silence) continue;
      for (const ContractId contract : arrow.contracts) {
        drawn.emplace(model_->id(contract), test::id_of(*model_, figure_.boxes[arrow.to].record));
      }
      if (arrow.contracts.empty()) faults_.push_back("silence about no contract: " + arrow.id);
    }
    (*counts_)["silence"] += static_cast<int>(expected.size());
    if (expected != drawn) faults_.emplace_back("the places where nobody tells differ");
  }

  void check_states() {
    Ids down;
    Ids degraded;
    for (const AffectedService& row : impact_->services) {
      (row.state == ImpactState::Down ? down : degraded).emplace(model_->id(row.service));
    }
    expect_same(down, marked(FigureMark::Down, BoxKind::Service), "service down");
    expect_same(degraded, marked(FigureMark::Degraded, BoxKind::Service), "service degraded");
    for (const AffectedSystem& row : impact_->systems) {
      ++(*counts_)["system"];
      const std::string owner(model_->id(supply_->owner(row.system)));
      const FigureBox* box = test::box_of(*model_, figure_, owner);
      if (box == nullptr) {
        faults_.push_back(owner + " is not drawn");
        continue;
      }
      const FigureMark mark =
          row.state == ImpactState::Down ? FigureMark::Down : FigureMark::Degraded;
      if (!box->marks.has(mark)) faults_.push_back(box->id + " has not its state");
    }
  }

  const SupplyGraph* supply_;
  const Model* model_;
  const ChangeQuestion* question_;
  const Impact* impact_;
  Figure figure_;
  Counts* counts_;
  std::vector<std::string> faults_;
};

TEST_SUITE("engine/figures/impact") {
  TEST_CASE("the figure of a change shows its impact and nothing else") {
    Counts counts;
    const auto seeds = test::seeds(60);
    for (const std::uint64_t seed : seeds) {
      const auto loaded = test::read_document(test::make_random_model(seed).document);
      REQUIRE(loaded);
      const Model& model = loaded->model;
      const SupplyGraph supply(model, model.as_of->date);
      const ImpactFinder finder(supply);
      for (const oracle::Change& change : test::random_changes(model, seed)) {
        const ChangeQuestion question = test::question_of(model, change);
        const Impact impact = finder.find(question);
        for (const std::string& fault : DrawnImpact(supply, question, impact, counts).faults()) {
          FAIL_CHECK("seed " << seed << ", " << test::describe(change) << ": " << fault);
        }
      }
    }
    if (seeds.size() < 60) return;
    for (const auto& [what, least] : kLeast) {
      CHECK_MESSAGE(counts[what] >= least, what << ": " << counts[what]);
    }
  }
}

}  // namespace
}  // namespace musubi
