// Figures tell the stories of the FAQ, and on random models the figures of contracts and of
// dependencies show what is on record and nothing else.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "engine/figures/figures.h"
#include "tests/support/figure_reading.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"

namespace musubi {
namespace {

using oracle::Ids;
using test::areas_around;
using test::box_of;
using test::ties_of;
using Names = std::vector<std::string>;

/// A model of the examples, and what figures are made of.
struct Example {
  explicit Example(const std::string& file) : loaded(read("examples/" + file)) {}
  [[nodiscard]] const Model& model() const { return loaded.model; }
  [[nodiscard]] SystemId system(const std::string& id) const {
    return SystemId(model().find(id)->index);
  }
  [[nodiscard]] OrganizationId organization(const std::string& id) const {
    return OrganizationId(model().find(id)->index);
  }
  [[nodiscard]] Figure responsibility(const std::string& id) const {
    return responsibility_figure(supply, confirmations, system(id));
  }
  [[nodiscard]] Figure agreement(const std::string& customer, const std::string& supplier) const {
    return agreement_figure(supply, confirmations, organization(customer), organization(supplier));
  }

  static LoadedModel read(const std::string& path) {
    auto read = load_model(std::vector<std::string>{path}, {});
    REQUIRE(read);
    REQUIRE(read->model.as_of);
    return std::move(*read);
  }

  LoadedModel loaded;
  SupplyGraph supply{loaded.model, loaded.model.as_of->date};
  Confirmations confirmations{supply};
};

Names managers(const Model& model, const Figure& figure, const std::string& service) {
  const FigureBox* box = box_of(model, figure, service);
  REQUIRE_MESSAGE(box != nullptr, service);
  return areas_around(model, figure, *box, AreaKind::Responsibility);
}

bool marked(const Model& model, const Figure& figure, const std::string& id, FigureMark mark) {
  const FigureBox* box = box_of(model, figure, id);
  REQUIRE_MESSAGE(box != nullptr, id);
  return box->marks.has(mark);
}

std::size_t count(const Figure& figure, ArrowKind kind) {
  return static_cast<std::size_t>(std::ranges::count(figure.arrows, kind, &FigureArrow::kind));
}

std::vector<std::uint64_t> some_seeds() { return test::seeds(60); }

void check_form(const Figure& figure, std::uint64_t seed) {
  for (const std::string& fault : test::form_faults(figure)) {
    FAIL_CHECK("seed " << seed << ": " << fault);
  }
}

ArrowKind kind_of(EdgeKind kind) {
  return kind == EdgeKind::Uses        ? ArrowKind::Uses
         : kind == EdgeKind::Placement ? ArrowKind::Placement
                                       : ArrowKind::DependsOn;
}

/// The dependencies on record, from one thing.
void add_ties(const Model& model, const std::string& from, const Dependency& dependency,
              EdgeKind kind, std::set<test::Tie>& ties) {
  Ids members;
  for (const ServiceRef& member : dependency.members) members.emplace(model.id(member.id));
  for (const std::string& member : members) {
    ties.insert({.from = from,
                 .to = member,
                 .kind = kind_of(kind),
                 .any_of = members.size() > 1 ? members : Ids{}});
  }
}

void add_service_ties(const Model& model, ServiceId service, std::set<test::Tie>& ties) {
  if (!model[service].depends_on) return;
  for (const Dependency& dependency : *model[service].depends_on) {
    add_ties(model, std::string(model.id(service)), dependency, EdgeKind::DependsOn, ties);
  }
}

void add_placement_ties(const Model& model, const System& system, const Ids& services,
                        std::set<test::Tie>& ties) {
  for (const Placement& placement : system.placements) {
    const std::string service(model.id(placement.service.id));
    if (services.contains(service)) {
      add_ties(model, service, placement.on, EdgeKind::Placement, ties);
    }
  }
}

/// Services and what they run on: those of a system, or all.
std::set<test::Tie> expected_ties(const SupplyGraph& supply, std::optional<SystemId> of,
                                  Ids& services) {
  const Model& model = supply.model();
  std::set<test::Tie> ties;
  std::vector<ServiceId> drawn;
  if (of) {
    const SystemGraph graph(supply, *of);
    drawn.assign(graph.components().begin(), graph.components().end());
  } else {
    for (std::size_t i = 0; i < model.services.size(); ++i) drawn.emplace_back(i);
  }
  for (const ServiceId service : drawn) services.emplace(model.id(service));
  for (const ServiceId service : drawn) add_service_ties(model, service, ties);
  for (std::size_t i = 0; i < model.systems.size(); ++i) {
    if (of && *of != SystemId(i)) continue;
    add_placement_ties(model, model.systems[i], services, ties);
  }
  return ties;
}

Ids services_of(const Model& model, const Figure& figure) {
  Ids ids;
  for (const FigureBox& box : figure.boxes) {
    if (box.kind == BoxKind::Service) ids.insert(test::id_of(model, box.record));
  }
  return ids;
}

void check_dependencies(const SupplyGraph& supply, std::optional<SystemId> of, std::uint64_t seed) {
  const Model& model = supply.model();
  const Figure figure = dependencies_figure(supply, of);
  check_form(figure, seed);
  Ids services;
  const std::set<test::Tie> expected = expected_ties(supply, of, services);
  CHECK(services_of(model, figure) == services);
  std::set<test::Tie> actual = ties_of(model, figure);
  std::erase_if(actual, [](const test::Tie& tie) { return tie.kind == ArrowKind::Uses; });
  for (const std::string& difference : test::differences(expected, actual)) {
    const std::string where = of ? "system " + std::string(model.id(*of)) : "all";
    FAIL_CHECK("seed " << seed << ", " << where << ": " << difference);
  }
  for (const FigureBox& box : figure.boxes) {
    if (box.kind != BoxKind::Service) continue;
    const ServiceId service(box.record->index);
    CHECK(areas_around(model, figure, box, AreaKind::Party) ==
          Names{std::string(model.id(supply.provider(service)))});
    CHECK(box.layer == model[service].layer);
  }
}

TEST_SUITE("engine/figures") {
  TEST_CASE("2.2.2 case 1: the area of A holds what A provides, and B with what it provides") {
    const Example example("faq/2.1-2.2.2-case-1.musubi.json");
    const Figure figure = example.responsibility("hospital-emr");
    CHECK(managers(example.model(), figure, "emr") == Names{"vendor-a"});
    CHECK(managers(example.model(), figure, "emr-platform") == Names{"vendor-a"});
    CHECK(managers(example.model(), figure, "iaas-b") == Names{"infra-b", "vendor-a"});
    CHECK(count(figure, ArrowKind::Independent) == 0);
    for (const FigureBox& box : figure.boxes) CHECK_MESSAGE(box.marks.empty(), box.id);
    const test::Tie tie{
        .from = "emr-platform", .to = "iaas-b", .kind = ArrowKind::DependsOn, .any_of = {}};
    CHECK(ties_of(example.model(), figure).contains(tie));
  }

  TEST_CASE("procured by A and signed by the hospital is drawn as 2.2.2") {
    const Example example("faq/2.1-procured-by-a-signed-by-hospital.musubi.json");
    const Figure figure = example.responsibility("hospital-emr");
    const Names around = managers(example.model(), figure, "iaas-b");
    CHECK(std::ranges::count(around, "vendor-a") == 1);
    CHECK(count(figure, ArrowKind::Independent) == 0);
    CHECK_FALSE(marked(example.model(), figure, "iaas-b", FigureMark::Unknown));
  }

  TEST_CASE("2.2.3: two areas side by side, a demarcation between them, B unknown") {
    const Example example("faq/2.1-2.2.3-unknown.musubi.json");
    const Model& model = example.model();
    const Figure figure = example.responsibility("hospital-emr");
    CHECK(managers(model, figure, "emr") == Names{"vendor-a"});
    CHECK(managers(model, figure, "emr-platform") == Names{"vendor-a"});
    CHECK(managers(model, figure, "iaas-b") == Names{"infra-b"});
    CHECK(count(figure, ArrowKind::Independent) == 1);
    const test::Tie demarcation{
        .from = "emr-platform", .to = "iaas-b", .kind = ArrowKind::Independent, .any_of = {}};
    CHECK(ties_of(model, figure).contains(demarcation));
    CHECK(marked(model, figure, "iaas-b", FigureMark::Unknown));
    CHECK(marked(model, figure, "iaas-b", FigureMark::Unconfirmed));
    CHECK_FALSE(marked(model, figure, "iaas-b", FigureMark::Unanswered));
    CHECK(box_of(model, figure, "emr")->marks.empty());
    const auto contract = std::ranges::find(figure.arrows, ArrowKind::Contract, &FigureArrow::kind);
    REQUIRE(contract != figure.arrows.end());
    CHECK(test::contracts_of(model, *contract) == Ids{"hospital.iaas"});
  }

  TEST_CASE("2.2.3 with B known is not marked as unknown") {
    const Example example("faq/2.1-2.2.3-known.musubi.json");
    const Figure figure = example.responsibility("hospital-emr");
    CHECK(count(figure, ArrowKind::Independent) == 1);
    CHECK(box_of(example.model(), figure, "iaas-b")->marks.empty());
    CHECK(managers(example.model(), figure, "iaas-b") == Names{"infra-b"});
  }

  TEST_CASE("what was bought and delivered is the institution's own") {
    const Example example("faq/1.1-completed-sale.musubi.json");
    const Figure figure = example.responsibility("hospital-radiology");
    for (const char* const service : {"ris", "pacs", "hospital-server"}) {
      const FigureBox* box = box_of(example.model(), figure, service);
      REQUIRE(box != nullptr);
      CHECK(box->marks.has(FigureMark::Own));
      CHECK(areas_around(example.model(), figure, *box, AreaKind::Institution) ==
            Names{"hospital"});
      CHECK(managers(example.model(), figure, service).empty());
    }
  }

  TEST_CASE("what nobody answers for is marked") {
    const Example example("faq/2-unchecked-supply-chain.musubi.json");
    for (std::size_t i = 0; i < example.model().systems.size(); ++i) {
      const Figure figure =
          responsibility_figure(example.supply, example.confirmations, SystemId(i));
      const bool unconfirmed = std::ranges::any_of(figure.boxes, [](const FigureBox& box) {
        return box.marks.has(FigureMark::Unconfirmed);
      });
      CHECK(unconfirmed);
    }
  }

  TEST_CASE("the agreement with a distributor covers what hangs below") {
    const Example example("patterns/distributor.musubi.json");
    const Model& model = example.model();
    const Figure figure = example.agreement("hospital", "distributor-d");
    CHECK(test::form_faults(figure).empty());
    CHECK(services_of(model, figure) == Ids{"emr", "iaas-b"});
    const Names around = managers(model, figure, "emr");
    CHECK(std::ranges::count(around, "distributor-d") == 1);
    CHECK(std::ranges::count(around, "vendor-a") == 1);
    CHECK(managers(model, figure, "iaas-b").size() == 3);
    Ids drawn;
    for (const FigureArrow& arrow : figure.arrows) drawn.merge(test::contracts_of(model, arrow));
    CHECK(drawn.contains("hospital.emr"));
  }

  TEST_CASE("an agreement between providers shows what hangs below, by provider") {
    const Example example("patterns/distributor.musubi.json");
    const Figure figure = example.agreement("distributor-d", "vendor-a");
    CHECK(test::form_faults(figure).empty());
    CHECK(services_of(example.model(), figure) == Ids{"emr", "iaas-b"});
    const FigureBox* iaas = box_of(example.model(), figure, "iaas-b");
    CHECK(areas_around(example.model(), figure, *iaas, AreaKind::Party) == Names{"infra-b"});
  }

  TEST_CASE("redundancy is drawn as a choice") {
    const Example example("patterns/redundancy.musubi.json");
    const Figure figure = dependencies_figure(example.supply, std::nullopt);
    const auto ties = ties_of(example.model(), figure);
    const auto has = [&](const std::string& to, const Ids& any_of) {
      return ties.contains(
          {.from = "emr", .to = to, .kind = ArrowKind::DependsOn, .any_of = any_of});
    };
    CHECK(has("iaas-b", {"iaas-b", "iaas-c"}));
    CHECK(has("iaas-c", {"iaas-b", "iaas-c"}));
    CHECK(has("remote-support", {}));
    for (const FigureArrow& arrow : figure.arrows) {
      CHECK(arrow.marks.has(FigureMark::Optional) ==
            (test::id_of(example.model(), figure.boxes[arrow.to].record) == "remote-support"));
    }
  }

  TEST_CASE("the figure of contracts shows every active contract once") {
    int drawn = 0;
    for (const std::uint64_t seed : some_seeds()) {
      const auto loaded = test::read_document(test::make_random_model(seed).document);
      REQUIRE(loaded);
      const Model& model = loaded->model;
      const SupplyGraph supply(model, model.as_of->date);
      const Figure figure = contracts_figure(supply);
      check_form(figure, seed);
      std::map<ContractId, int> times;
      for (const FigureArrow& arrow : figure.arrows) {
        CHECK(arrow.kind == ArrowKind::Contract);
        for (const ContractId contract : arrow.contracts) {
          ++times[contract];
          ++drawn;
          CHECK(test::id_of(model, figure.boxes[arrow.from].record) ==
                model.id(supply.customer(contract)));
          CHECK(test::id_of(model, figure.boxes[arrow.to].record) ==
                model.id(supply.supplier(contract)));
          CHECK(supply.kind(contract) == supply.kind(arrow.contracts.front()));
        }
      }
      for (std::size_t i = 0; i < model.contracts.size(); ++i) {
        CHECK_MESSAGE(times[ContractId(i)] == (supply.active(ContractId(i)) ? 1 : 0),
                      "seed " << seed << ", " << model.id(ContractId(i)));
      }
    }
    CHECK(drawn > 500);
  }

  TEST_CASE("the figure of dependencies shows every dependency and nothing else") {
    for (const std::uint64_t seed : some_seeds()) {
      const auto loaded = test::read_document(test::make_random_model(seed).document);
      REQUIRE(loaded);
      const SupplyGraph supply(loaded->model, loaded->model.as_of->date);
      check_dependencies(supply, std::nullopt, seed);
      for (std::size_t i = 0; i < loaded->model.systems.size(); ++i) {
        check_dependencies(supply, SystemId(i), seed);
      }
    }
  }
}

}  // namespace
}  // namespace musubi
