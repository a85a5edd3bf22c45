// The annex of an agreement is signed by two parties and read by others: its open points are those
// of `check`, what it leaves unsaid stays unsaid, and no name in it is anything but a name.
#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "cli/annex/redaction.h"
#include "cli/annex/sections.h"
#include "cli/annex/writers.h"
#include "cli/output/characters.h"
#include "engine/figures/figures.h"
#include "model/loader.h"
#include "model/names.h"
#include "tests/support/program.h"
#include "tests/support/random.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"

namespace musubi {
namespace {

using cli::AnnexDocument;
using cli::AnnexFacts;
using cli::AnnexParties;
using test::run_program;

// Every pair of parties with a contract in force.
std::vector<AnnexParties> all_pairs(const SupplyGraph& supply) {
  std::vector<AnnexParties> pairs;
  for (std::size_t i = 0; i < supply.model().organizations.size(); ++i) {
    const OrganizationId customer(i);
    if (supply.party(customer) != customer) continue;
    for (const ContractId contract : supply.bought_by(customer)) {
      const OrganizationId supplier = supply.supplier(contract);
      const auto found = std::ranges::find_if(pairs, [&](const AnnexParties& one) {
        return one.customer == customer && one.supplier == supplier;
      });
      if (found == pairs.end()) {
        pairs.push_back({customer, supplier, {contract}});
      } else {
        found->contracts.push_back(contract);
      }
    }
  }
  return pairs;
}

std::vector<std::string> all_examples() {
  std::vector<std::string> paths;
  for (const char* folder : {"examples/faq", "examples/patterns"}) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      paths.push_back(entry.path().string());
    }
  }
  std::ranges::sort(paths);
  return paths;
}

OrganizationId party_of(const SupplyGraph& supply, Symbol id) {
  const auto record = supply.model().find(id);
  if (!record || record->kind != RecordKind::Organization) return {};
  return supply.party(OrganizationId(record->index));
}

// As rule, subject, owes, counterparty.
std::string name_of_finding(const Model& model, const Finding& finding) {
  std::string text(finding.rule->id);
  for (const Symbol id : {finding.subject, finding.owes, finding.counterparty}) {
    text += " ";
    text += model.text(id);
  }
  return text;
}

struct Tally {
  std::size_t pairs = 0, points = 0, between = 0;
};

void check_points(const SupplyGraph& supply, const CheckResult& result, const AnnexParties& parties,
                  Tally& tally) {
  const Model& model = supply.model();
  const AnnexFacts facts(supply, parties, true, 1);
  std::set<std::string> open;
  for (const Finding& finding : result.findings) {
    if (!finding.suppressed) open.insert(name_of_finding(model, finding));
  }
  std::set<std::string> points;
  const auto is_party = [&](Symbol id) {
    const OrganizationId who = party_of(supply, id);
    return who == parties.customer || who == parties.supplier;
  };
  for (const Finding* finding : facts.open_points()) {
    const std::string name = name_of_finding(model, *finding);
    CAPTURE(name);
    CHECK(open.contains(name));
    points.insert(name);
    CHECK(
        (is_party(finding->owes) || is_party(finding->counterparty) || is_party(finding->subject)));
  }
  // Nothing that one of them owes the other is left out.
  for (const Finding& finding : result.findings) {
    if (finding.suppressed || !is_party(finding.owes) || !is_party(finding.counterparty)) continue;
    const bool elsewhere =
        !finding.systems.first.empty() && !facts.systems().empty() &&
        std::ranges::none_of(facts.systems(), [&](const cli::AnnexSystem& system) {
          return std::ranges::find(finding.systems.first, system.answer->graph().system()) !=
                 finding.systems.first.end();
        });
    if (elsewhere) continue;
    CAPTURE(name_of_finding(model, finding));
    CHECK(points.contains(name_of_finding(model, finding)));
    ++tally.between;
  }
  ++tally.pairs;
  tally.points += points.size();
}

// All that an annex says, in every format and language.
std::string everything(const SupplyGraph& supply, const AnnexParties& parties) {
  const AnnexFacts facts(supply, parties, true, 1);
  AnnexDocument document = cli::compose_annex(facts, false);
  document.figure =
      agreement_figure(supply, facts.confirmations(), parties.customer, parties.supplier);
  std::string text = cli::annex_markdown(document, Language::Ja) +
                     cli::annex_markdown(document, Language::En) +
                     cli::annex_html(document, "", Language::Ja) +
                     cli::annex_json(document, facts, {.date = supply.as_of()}, true);
  for (const FigureBox& box : document.figure.boxes) text += box.id + "\n";
  for (const FigureArea& area : document.figure.areas) text += area.id + "\n";
  for (const FigureArrow& arrow : document.figure.arrows) text += arrow.id + "\n";
  return text;
}

bool mentions(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    if (cli::is_whole_word(text, at, at + name.size())) return true;
  }
  return false;
}

template <class Records>
void add_names(const Model& model, const Records& records,
               const std::vector<std::optional<cli::NeutralName>>& neutral,
               std::set<std::string>& hidden, std::set<std::string>& known) {
  for (std::size_t row = 0; row < records.size(); ++row) {
    std::set<std::string>& names = neutral[row] ? hidden : known;
    for (const std::string& name : {records[row].name.en.str(), records[row].name.ja.str(),
                                    std::string(model.text(records[row].id))}) {
      if (!name.empty()) names.insert(name);
    }
  }
}

// Gives a model the names of which nobody may learn, and returns how many there were.
std::size_t check_redaction(Model& model, const AnnexParties& parties) {
  std::set<std::string> hidden;
  std::set<std::string> known;
  {
    const SupplyGraph supply(model, model.as_of->date);
    const cli::NeutralNames names = cli::find_neutral_names(supply, parties);
    CHECK_FALSE(names.organizations[parties.customer.index()]);
    CHECK_FALSE(names.organizations[parties.supplier.index()]);
    add_names(model, model.organizations, names.organizations, hidden, known);
    add_names(model, model.services, names.services, hidden, known);
    // A system that is named may be called as a service that is not.
    std::set<std::string> other_systems;
    add_names(model, model.systems, names.systems, other_systems, known);
    cli::redact(model, names);
  }
  const SupplyGraph supply(model, model.as_of->date);
  const std::string text = everything(supply, parties);
  std::size_t count = 0;
  for (const std::string& name : hidden) {
    if (known.contains(name)) continue;
    ++count;
    CAPTURE(name);
    CHECK_FALSE(mentions(text, name));
  }
  return count;
}

// Names that give away others, and texts that mention them.
void add_telltale_names(test::JsonValue& document, test::Random& random) {
  std::vector<std::string> names;
  const auto each = [&](const char* table, const char* key, auto name) {
    if (document.find(table) == nullptr) return;
    for (test::JsonValue& record : *document[table].array()) record[key] = name();
  };
  each("organizations", "name", [&] {
    const std::string number = std::to_string(names.size());
    names.push_back("組織" + number + "号社");
    return test::JsonValue(
        test::JsonValue::Object{{"ja", names.back()}, {"en", "Firm" + number + " Ltd"}});
  });
  each("services", "name", [&] { return test::JsonValue(random.pick(names) + "のサービス"); });
  each("systems", "name", [&] { return test::JsonValue(random.pick(names) + "の仕組み"); });
  each("contracts", "name", [&] { return test::JsonValue(random.pick(names) + "経由の契約"); });
  each("contracts", "number", [&] { return test::JsonValue(random.pick(names) + " 7"); });
  each("risks", "title", [&] { return test::JsonValue(random.pick(names) + "の停止"); });
}

}  // namespace

TEST_SUITE("cli/annex") {
  TEST_CASE("the open points of every pair of every example are those of check") {
    Tally tally;
    for (const std::string& path : all_examples()) {
      CAPTURE(path);
      const auto loaded = load_model(std::array{path}, {});
      REQUIRE(loaded);
      const SupplyGraph supply(loaded->model, loaded->model.as_of->date);
      const CheckResult result = check_model(supply, {});
      for (const AnnexParties& parties : all_pairs(supply)) {
        check_points(supply, result, parties, tally);
      }
    }
    CHECK(tally.pairs > 60);
    CHECK(tally.points > 30);
    CHECK(tally.between > 15);
  }

  TEST_CASE("so are the open points of random models") {
    Tally tally;
    for (const std::uint64_t seed : test::seeds(40)) {
      CAPTURE(seed);
      const auto loaded = test::read_document(test::make_random_model(seed).document);
      REQUIRE(loaded);
      const SupplyGraph supply(loaded->model, loaded->model.as_of->date);
      CheckOptions options;
      options.facts.max_systems = 1000;
      const CheckResult result = check_model(supply, options);
      const std::vector<AnnexParties> pairs = all_pairs(supply);
      for (std::size_t i = 0; i < pairs.size(); i += 5) {
        check_points(supply, result, pairs[i], tally);
      }
    }
    CHECK(tally.points > 200);
    CHECK(tally.between > 50);
  }

  TEST_CASE("2.2.3: B is named as unknown, and the three open points are there") {
    const auto loaded =
        load_model(std::array<std::string, 1>{"examples/faq/2.1-2.2.3-unknown.musubi.json"}, {});
    REQUIRE(loaded);
    const Model& model = loaded->model;
    const SupplyGraph supply(model, model.as_of->date);
    const OrganizationId hospital(model.find("hospital")->index);
    const OrganizationId vendor(model.find("vendor-a")->index);
    const AnnexFacts facts(
        supply, {hospital, vendor, {ContractId(model.find("hospital.emr")->index)}}, true, 1);
    std::vector<std::string> points;
    for (const Finding* finding : facts.open_points()) points.emplace_back(finding->rule->id);
    CHECK(points == std::vector<std::string>{"responsibility-undelimited", "unassessed-supplier",
                                             "unknown-component-unexplained"});
    const AnnexDocument document = cli::compose_annex(facts, false);
    const std::string text = cli::annex_markdown(document, Language::Ja);
    CHECK(text.contains("不明なインフラ上で自らのシステムが利用される場合"));
    CHECK(text.contains("株式会社つきしろ医療システム（乙）にとって不明"));
  }

  TEST_CASE("with a distributor between, its annex covers what hangs below") {
    const auto result = run_program({"agreement", "--contract", "hospital.emr", "--lang", "en",
                                     "examples/patterns/distributor.musubi.json"});
    CHECK(result.status == 0);
    CHECK(result.out.contains("below the Supplier"));
    const auto loaded =
        load_model(std::array<std::string, 1>{"examples/patterns/distributor.musubi.json"}, {});
    REQUIRE(loaded);
    const SupplyGraph supply(loaded->model, loaded->model.as_of->date);
    std::size_t covering = 0;
    for (const AnnexParties& parties : all_pairs(supply)) {
      const AnnexFacts facts(supply, parties, true, 1);
      if (facts.systems().empty()) continue;
      ++covering;
      CHECK(facts.services().size() == supply.service_count());
      CHECK(std::ranges::find(facts.providers(), parties.supplier) == facts.providers().end());
    }
    CHECK(covering == 1);
  }

  TEST_CASE("every section is there in both languages") {
    std::set<std::string_view> ids;
    for (const std::string& path : all_examples()) {
      CAPTURE(path);
      const auto loaded = load_model(std::array{path}, {});
      REQUIRE(loaded);
      const SupplyGraph supply(loaded->model, loaded->model.as_of->date);
      for (const AnnexParties& parties : all_pairs(supply)) {
        const AnnexFacts facts(supply, parties, true, 1);
        const AnnexDocument document = cli::compose_annex(facts, true);
        CHECK(document.sections.size() >= 21);
        for (const cli::AnnexSection& section : document.sections) {
          CAPTURE(section.id);
          ids.insert(section.id);
          CHECK_FALSE(section.blocks.empty());
          const auto is_whole = [](const Text& text) {
            return !text.en.empty() && !text.ja.empty();
          };
          for (const cli::AnnexBlock& block : section.blocks) {
            CHECK(std::ranges::all_of(block.texts, is_whole));
            for (const auto& row : block.table.rows) {
              CHECK(row.size() == block.table.widths.size());
              for (const cli::AnnexCell& cell : row) {
                CHECK(std::ranges::all_of(cell.lines, is_whole));
              }
            }
            unsigned sum = 0;
            for (const unsigned width : block.table.widths) sum += width;
            CHECK((sum == 0 || sum == 100));
          }
        }
      }
    }
    CHECK(ids.size() == 22);
  }

  TEST_CASE("a redacted annex names nobody beyond, in any example") {
    std::size_t hidden = 0;
    for (const std::string& path : all_examples()) {
      CAPTURE(path);
      std::size_t count = 1;
      for (std::size_t i = 0; i < count; ++i) {
        auto loaded = load_model(std::array{path}, {});
        REQUIRE(loaded);
        const std::vector<AnnexParties> pairs =
            all_pairs(SupplyGraph(loaded->model, loaded->model.as_of->date));
        count = pairs.size();
        if (i < count) hidden += check_redaction(loaded->model, pairs[i]);
      }
    }
    CHECK(hidden > 50);
  }

  TEST_CASE("nor does one of a random model, whatever things are called") {
    std::size_t hidden = 0;
    for (const std::uint64_t seed : test::seeds(40)) {
      CAPTURE(seed);
      test::Random random(seed);
      test::JsonValue document = test::make_random_model(seed).document;
      add_telltale_names(document, random);
      auto loaded = test::read_document(document);
      REQUIRE(loaded);
      const std::vector<AnnexParties> pairs =
          all_pairs(SupplyGraph(loaded->model, loaded->model.as_of->date));
      if (pairs.empty()) continue;
      const int last = static_cast<int>(pairs.size()) - 1;
      hidden +=
          check_redaction(loaded->model, pairs[static_cast<std::size_t>(random.between(0, last))]);
    }
    CHECK(hidden > 300);
  }

  TEST_CASE("hostile names are text in every form of an annex") {
    const std::string evil = "</script><img onerror=x>|`*_[a](b)";
    test::JsonValue document = test::JsonValue::Object{{"musubi", 1}, {"as_of", "2026-11-22"}};
    document.append("organizations",
                    test::JsonValue::Object{
                        {"id", "h"}, {"kind", "medical_institution"}, {"name", evil + "\nh"}});
    document.append("organizations",
                    test::JsonValue::Object{{"id", "a"}, {"kind", "provider"}, {"name", evil}});
    document.append("services",
                    test::JsonValue::Object{
                        {"id", "s"}, {"provider", "a"}, {"layer", "application"}, {"name", evil}});
    document.append(
        "systems",
        test::JsonValue::Object{
            {"id", "y"}, {"owner", "h"}, {"name", evil}, {"uses", test::JsonValue::Array{"s"}}});
    document.append("contracts", test::JsonValue::Object{{"id", "k"},
                                                         {"customer", "h"},
                                                         {"supplier", "a"},
                                                         {"name", evil},
                                                         {"number", evil},
                                                         {"covers", test::JsonValue::Array{"s"}}});
    const auto loaded = test::read_document(document);
    REQUIRE(loaded);
    const SupplyGraph supply(loaded->model, loaded->model.as_of->date);
    const std::vector<AnnexParties> pairs = all_pairs(supply);
    REQUIRE(pairs.size() == 1);
    const AnnexFacts facts(supply, pairs.front(), true, 1);
    const AnnexDocument annex = cli::compose_annex(facts, false);
    const std::string html = cli::annex_html(annex, "", Language::En);
    CHECK(html.contains("&lt;img onerror"));
    for (const char* tag : {"<script", "</script", "<img"}) CHECK_FALSE(html.contains(tag));
    const std::string markdown = cli::annex_markdown(annex, Language::En);
    CHECK(markdown.contains("\\<img onerror=x\\>\\|"));
    std::size_t cells = 0;
    for (std::size_t at = 0; at < markdown.size(); ++at) {
      const bool escaped = at > 0 && markdown[at - 1] == '\\';
      CHECK_FALSE((markdown[at] == '<' && !escaped && !markdown.substr(at).starts_with("<br>")));
      if (markdown[at] == '|' && !escaped) ++cells;
    }
    CHECK(cells > 100);
    const std::string json = cli::annex_json(annex, facts, {.date = supply.as_of()}, false);
    CHECK(json.contains("onerror"));
    CHECK(json.contains("\\n"));
  }
}

}  // namespace musubi
