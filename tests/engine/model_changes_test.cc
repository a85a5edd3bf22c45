#include "engine/model_changes.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "model/loader.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"

namespace musubi {
namespace {

using Lines = std::vector<std::string>;

// Hospital h uses a, which runs on c; b is a's provider, d provides c.
constexpr std::string_view kModel = R"({"musubi": 1, "as_of": "2026-11-22",
  "organizations": [{"id": "h", "kind": "medical_institution"}, {"id": "b", "kind": "provider"},
                    {"id": "d", "kind": "infrastructure_vendor"}],
  "services": [{"id": "a", "provider": "b", "layer": "application", "depends_on": ["c"]},
               {"id": "c", "provider": "d", "layer": "infrastructure", "locations": ["JP"]}],
  "systems": [{"id": "s", "owner": "h", "uses": ["a"]}],
  "contracts": [{"id": "k1", "customer": "h", "supplier": "b", "covers": ["a"], "from": "2026-01-01",
                 "notice": {"service_change": 30, "contract_change": 30, "termination": 30}},
                {"id": "k2", "customer": "b", "supplier": "d", "covers": ["c"],
                 "notice": {"service_change": 60, "contract_change": 45}}]})";

struct Side {
  explicit Side(const std::string& text)
      : tree(*read_json_tree(text)), loaded(read_model({{.path = "model.json", .text = text}})) {
    REQUIRE_FALSE(loaded.diagnostics.has_errors());
    supply = std::make_unique<SupplyGraph>(loaded.model, loaded.model.as_of->date);
    result = check_model(*supply, {});
  }
  JsonValue tree;
  LoadedModel loaded;
  std::unique_ptr<SupplyGraph> supply;
  CheckResult result;
};

struct Outcome {
  Outcome(const std::string& old_text, const std::string& new_text)
      : before(old_text), after(new_text), diff(diff_documents(before.tree, after.tree)) {
    changes = model_changes(diff, *before.supply, *after.supply);
    impact = find_impact(changes, diff.renames, *before.supply, *after.supply);
    findings = compare_findings(before.result, before.loaded.model, after.result,
                                after.loaded.model, diff.renames);
  }

  [[nodiscard]] Lines kinds() const {
    constexpr std::string_view kKinds[] = {"service_change", "contract_change", "termination",
                                           "incident", "outage"};
    Lines lines;
    for (const ModelChange& one : changes) {
      lines.push_back(one.change.id + " " +
                      (one.kind ? std::string(kKinds[static_cast<std::size_t>(*one.kind)]) : "-"));
    }
    return lines;
  }

  [[nodiscard]] const AffectedOrganization* organization(std::string_view id) const {
    for (const auto& [part, row] : impact.organizations) {
      const Side& side = impact.parts[part].of_old ? before : after;
      if (side.loaded.model.id(row.organization) == id) return &row;
    }
    return nullptr;
  }

  Side before, after;
  ModelDiff diff;
  std::vector<ModelChange> changes;
  ModelImpact impact;
  FindingsDiff findings;
};

std::string with(std::string_view from, std::string_view to) {
  std::string text(kModel);
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

Lines kinds_with(std::string_view from, std::string_view to) {
  return Outcome(std::string(kModel), with(from, to)).kinds();
}

TEST_SUITE("engine/model_changes") {
  TEST_CASE("what others rely on is a change with a kind, the rest has none") {
    CHECK(kinds_with(R"(["JP"])", R"(["JP", "SG"])") == Lines{"c service_change"});
    CHECK(kinds_with(R"(, "depends_on": ["c"])", "") == Lines{"a service_change"});
    CHECK(kinds_with(R"("layer": "application")", R"("layer": "platform")") ==
          Lines{"a service_change"});
    CHECK(kinds_with(R"("id": "c", )", R"("id": "c", "name": "C", )") == Lines{"c -"});
    CHECK(kinds_with(R"("service_change": 60)", R"("service_change": 61)") ==
          Lines{"k2 contract_change"});
    CHECK(kinds_with(R"("id": "k2", )", R"("id": "k2", "number": "7", "x-a": 1, )") ==
          Lines{"k2 -"});
    CHECK(kinds_with(R"("uses": ["a"])", R"("uses": ["a", "c"])") == Lines{"s -"});
  }

  TEST_CASE("what is gone has ended, and so has a contract that is not in force any more") {
    const std::string more =
        with("}}]}", R"(}}, {"id": "k3", "customer": "h", "supplier": "d", "covers": ["c"]}]})");
    CHECK(Outcome(more, std::string(kModel)).kinds() == Lines{"k3 termination"});
    CHECK(Outcome(std::string(kModel), more).kinds() == Lines{"k3 contract_change"});
    CHECK(kinds_with(R"("from": "2026-01-01")", R"("until": "2026-11-21")") ==
          Lines{"k1 termination"});
    CHECK(kinds_with(R"("from": "2026-01-01")", R"("from": "2026-01-01", "until": "2027-01-01")") ==
          Lines{"k1 contract_change"});
  }

  TEST_CASE("time alone ends a contract, or begins one") {
    const std::string later = with(R"("as_of": "2026-11-22")", R"("as_of": "2025-11-22")");
    const Outcome began(later, std::string(kModel));
    CHECK(began.kinds() == Lines{"k1 contract_change"});
    CHECK(began.changes[0].lapse == Lapse::Began);
    CHECK(began.changes[0].change.keys.empty());
    REQUIRE(began.impact.parts.size() == 1);
    CHECK_FALSE(began.impact.parts[0].of_old);
    const Outcome ended(std::string(kModel), later);
    CHECK(ended.kinds() == Lines{"k1 termination"});
    CHECK(ended.changes[0].lapse == Lapse::Ended);
    REQUIRE(ended.impact.parts.size() == 1);
    CHECK(ended.impact.parts[0].of_old);
  }

  TEST_CASE("of several answers for one organization the worst counts") {
    // The service changes, and its provider shortens its notice with it: 60 days before, now 20.
    std::string now = with(R"(["JP"])", R"(["SG"])");
    now.replace(now.find("\"service_change\": 60"), 20, "\"service_change\": 20");
    const Outcome outcome(std::string(kModel), now);
    CHECK(outcome.kinds() == Lines{"c service_change", "k2 contract_change"});
    CHECK(outcome.impact.parts.size() == 4);
    REQUIRE(outcome.organization("b") != nullptr);
    CHECK(outcome.organization("b")->told);
    CHECK(outcome.organization("b")->lead == 20);

    // Never told of one is never told, whatever it is told of the other.
    now.replace(now.find(", \"contract_change\": 45"), 23, "");
    const Outcome silent(std::string(kModel), now);
    REQUIRE(silent.organization("b") != nullptr);
    CHECK_FALSE(silent.organization("b")->told);

    now = with(R"(["JP"])", R"(["SG"])");
    const Outcome only_service(std::string(kModel), now);
    REQUIRE(only_service.organization("b") != nullptr);
    CHECK(only_service.organization("b")->lead == 60);
    CHECK(only_service.organization("h")->lead == 30);
    CHECK(only_service.organization("d")->origin);
  }

  TEST_CASE("what is renamed is one, in impact and findings") {
    const Outcome outcome(std::string(kModel), with(R"("c")", R"("cloud")"));
    CHECK(outcome.kinds() == Lines{"cloud -"});
    CHECK(outcome.impact.parts.empty());
    CHECK(outcome.findings.fresh.empty());
    CHECK(outcome.findings.gone.empty());
    CHECK(outcome.findings.unchanged == outcome.before.result.findings.size());
    std::string moved = with(R"("c")", R"("cloud")");
    moved.replace(moved.find("\"layer\": \"application\""), 22, "\"layer\": \"platform\"   ");
    const Outcome both(std::string(kModel), moved);
    CHECK(both.kinds() == Lines{"a service_change", "cloud -"});
    CHECK(both.impact.parts.size() == 2);
    CHECK(both.impact.services.size() == 1);
  }

  TEST_CASE("findings that a change brings the way back settles") {
    const std::string old_text(kModel);
    const std::string new_text =
        with(R"("notice": {"service_change": 60, "contract_change": 45})", R"("number": "1")");
    const Outcome there(old_text, new_text);
    const Outcome back(new_text, old_text);
    CHECK_FALSE(there.findings.fresh.empty());
    CHECK(there.findings.fresh.size() == back.findings.gone.size());
    CHECK(there.findings.gone.size() == back.findings.fresh.size());
    CHECK(there.findings.unchanged == back.findings.unchanged);
  }

  TEST_CASE("a model and itself: no change, no impact, all findings unchanged") {
    for (const std::uint64_t seed : test::seeds(30)) {
      CAPTURE(seed);
      const std::string text = write(test::make_random_model(seed).document);
      const Outcome outcome(text, text);
      CHECK(outcome.changes.empty());
      CHECK(outcome.impact.parts.empty());
      CHECK(outcome.findings.fresh.empty());
      CHECK(outcome.findings.gone.empty());
    }
  }
}

}  // namespace
}  // namespace musubi
