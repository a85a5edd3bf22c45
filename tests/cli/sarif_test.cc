// The SARIF log: the parts that the published schema requires and the ones that it knows, places
// that are where they say, and what suppressions and a baseline add.
#include "cli/output/sarif.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/output/sarif_parts.h"
#include "cli/output/uri.h"
#include "model/json_tree.h"
#include "model/loader.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

namespace {

namespace fs = std::filesystem;
using musubi::JsonValue;
using musubi::test::Folder;
using musubi::test::run_program;
using Kind = JsonValue::Kind;

const std::string kRegion = "examples/regional-network";

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

JsonValue sarif(std::vector<std::string> args) {
  args.insert(args.begin(), "check");
  args.insert(args.end(), {"--format", "sarif", "--quiet", "--fail-on", "none"});
  const auto outcome = run_program(args);
  REQUIRE_MESSAGE(outcome.status == 0, outcome.err);
  const auto tree = musubi::read_json_tree(outcome.out);
  REQUIRE(tree);
  return *tree;
}

const JsonValue& at(const JsonValue& object, std::string_view key) {
  const JsonValue* const found = object.find(key);
  REQUIRE_MESSAGE(found != nullptr, std::string(key));
  return *found;
}

const JsonValue& run_of(const JsonValue& log) { return at(log, "runs").children.front(); }

// What the published schema says of an object: each definition there takes no further members.
struct Definition {
  std::set<std::string, std::less<>> required;
  std::map<std::string, std::string, std::less<>> members;  // key -> what its value is
};

// "list X" is an array of X, "word a|b" one of these strings; "bag" is not looked into.
const std::map<std::string, Definition, std::less<>>& definitions() {
  static const std::map<std::string, Definition, std::less<>> kDefinitions{
      {"log",
       {.required = {"version", "runs"},
        .members = {{"$schema", "text"}, {"version", "word 2.1.0"}, {"runs", "list run"}}}},
      {"run",
       {.required = {"tool"},
        .members = {{"tool", "tool"},
                    {"invocations", "list invocation"},
                    {"language", "word en|ja"},
                    {"columnKind", "word utf16CodeUnits|unicodeCodePoints"},
                    {"defaultEncoding", "text"},
                    {"artifacts", "list artifact"},
                    {"results", "list result"},
                    {"properties", "bag"}}}},
      {"tool", {.required = {"driver"}, .members = {{"driver", "component"}}}},
      {"component",
       {.required = {"name"},
        .members = {{"name", "text"},
                    {"version", "text"},
                    {"semanticVersion", "text"},
                    {"rules", "list descriptor"}}}},
      {"descriptor",
       {.required = {"id"},
        .members = {{"id", "text"},
                    {"shortDescription", "format"},
                    {"fullDescription", "format"},
                    {"help", "format"},
                    {"defaultConfiguration", "configuration"},
                    {"properties", "bag"}}}},
      {"format", {.required = {"text"}, .members = {{"text", "text"}, {"markdown", "text"}}}},
      {"configuration",
       {.required = {},
        .members = {{"enabled", "boolean"}, {"level", "word none|note|warning|error"}}}},
      {"invocation",
       {.required = {"executionSuccessful"},
        .members = {{"executionSuccessful", "boolean"},
                    {"ruleConfigurationOverrides", "list override"},
                    {"toolExecutionNotifications", "list notification"}}}},
      {"override",
       {.required = {"configuration", "descriptor"},
        .members = {{"configuration", "configuration"}, {"descriptor", "reference"}}}},
      {"reference", {.required = {"id"}, .members = {{"id", "text"}, {"index", "number"}}}},
      {"notification",
       {.required = {"message"},
        .members = {{"message", "format"},
                    {"level", "word none|note|warning|error"},
                    {"associatedRule", "reference"}}}},
      {"artifact",
       {.required = {}, .members = {{"location", "file"}, {"roles", "list word analysisTarget"}}}},
      {"file", {.required = {}, .members = {{"uri", "text"}, {"index", "number"}}}},
      {"result",
       {.required = {"message"},
        .members = {{"ruleId", "text"},
                    {"ruleIndex", "number"},
                    {"level", "word none|note|warning|error"},
                    {"message", "format"},
                    {"locations", "list location"},
                    {"codeFlows", "list flow"},
                    {"relatedLocations", "list location"},
                    {"partialFingerprints", "bag"},
                    {"suppressions", "list suppression"},
                    {"baselineState", "word new|unchanged|updated|absent"},
                    {"properties", "bag"}}}},
      {"location",
       {.required = {},
        .members = {{"id", "number"},
                    {"physicalLocation", "place"},
                    {"logicalLocations", "list logical"},
                    {"message", "format"}}}},
      {"place",
       {.required = {"artifactLocation"},
        .members = {{"artifactLocation", "file"}, {"region", "region"}}}},
      {"region", {.required = {}, .members = {{"startLine", "number"}, {"startColumn", "number"}}}},
      {"logical", {.required = {}, .members = {{"name", "text"}, {"kind", "text"}}}},
      {"flow", {.required = {"threadFlows"}, .members = {{"threadFlows", "list thread"}}}},
      {"thread", {.required = {"locations"}, .members = {{"locations", "list step"}}}},
      {"step", {.required = {}, .members = {{"location", "location"}}}},
      {"suppression",
       {.required = {"kind"},
        .members = {{"kind", "word inSource|external"},
                    {"status", "word accepted|underReview|rejected"},
                    {"justification", "text"},
                    {"location", "location"},
                    {"properties", "bag"}}}},
  };
  return kDefinitions;
}

bool is_one_of(std::string_view words, const std::string& word) {
  return ("|" + std::string(words) + "|").contains("|" + word + "|");
}

void check_value(const JsonValue& value, std::string_view what);

void check_object(const JsonValue& value, std::string_view what) {
  const auto found = definitions().find(what);
  REQUIRE_MESSAGE(found != definitions().end(), std::string(what));
  CHECK(value.kind == Kind::Object);
  for (const std::string& key : found->second.required) CHECK(value.find(key) != nullptr);
  for (const JsonValue& member : value.children) {
    CAPTURE(member.key);
    const auto known = found->second.members.find(member.key);
    REQUIRE(known != found->second.members.end());
    check_value(member, known->second);
  }
}

void check_value(const JsonValue& value, std::string_view what) {
  constexpr std::string_view kList = "list ";
  constexpr std::string_view kWord = "word ";
  if (what.starts_with(kList)) {
    CHECK(value.kind == Kind::Array);
    for (const JsonValue& element : value.children) check_value(element, what.substr(kList.size()));
  } else if (what.starts_with(kWord)) {
    CHECK(value.kind == Kind::String);
    CHECK(is_one_of(what.substr(kWord.size()), value.text));
  } else if (what == "text") {
    CHECK(value.kind == Kind::String);
    CHECK_FALSE(value.text.empty());
  } else if (what == "number") {
    CHECK(value.kind == Kind::Number);
    CHECK(std::stoll(value.text) >= 0);
  } else if (what == "boolean") {
    CHECK(value.kind == Kind::Boolean);
  } else if (what == "bag") {
    CHECK(value.kind == Kind::Object);
  } else {
    check_object(value, what);
  }
}

// The offset of a line and a column that counts characters, both from 1.
std::size_t offset_of(const std::string& text, std::size_t line, std::size_t column) {
  std::size_t offset = 0;
  for (; line > 1; --line) offset = text.find('\n', offset) + 1;
  const auto is_continuation = [&](std::size_t i) {
    return (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
  };
  for (; column > 1; --column) {
    do {
      ++offset;
    } while (is_continuation(offset));
  }
  return offset;
}

// The object or string that begins at `offset`; empty where neither does.
std::string value_at(const std::string& text, std::size_t offset) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = offset; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && c == '\\') {
      ++i;
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (!in_string && (c == '{' || c == '[')) ++depth;
    if (!in_string && (c == '}' || c == ']')) --depth;
    if (!in_string && depth == 0) return text.substr(offset, i - offset + 1);
    if (i == offset && c != '"' && c != '{') return {};
  }
  return {};
}

// A place of the log, looked up in the file that it names.
struct Place {
  std::string file;
  std::size_t offset = 0;
  std::string written;  // the value that begins there
};

Place place_of(const JsonValue& location) {
  const JsonValue& physical = at(location, "physicalLocation");
  Place place{.file = at(at(physical, "artifactLocation"), "uri").text, .written = {}};
  const std::string text = text_of(place.file);
  const JsonValue& region = at(physical, "region");
  place.offset = offset_of(text, std::stoul(at(region, "startLine").text),
                           std::stoul(at(region, "startColumn").text));
  place.written = value_at(text, place.offset);
  return place;
}

std::string written_at(const JsonValue& location) { return place_of(location).written; }

bool lies_in(const musubi::Model& model, const Place& place, const musubi::Record& record) {
  return model.sources.path(record.where.file) == place.file &&
         record.where.offset <= place.offset && place.offset < record.end;
}

// Whether what is written at the place names the record, or belongs to it or to its terms.
bool is_about(const musubi::Model& model, const Place& place, const std::string& id) {
  if (place.written.contains("\"" + id + "\"")) return true;
  const auto found = model.find(id);
  if (!found) return false;
  if (lies_in(model, place, model.record(*found))) return true;
  if (found->kind != musubi::RecordKind::Contract) return false;
  const musubi::TermsRef& terms = model.contracts[found->index].terms;
  return terms.given() && lies_in(model, place, model.terms[terms.id.index()]);
}

// A contract that does not name what is missing from it, or its agreement: it is between the two
// parties.
bool is_between(const musubi::Model& model, const Place& place, const JsonValue& properties) {
  return std::ranges::any_of(model.contracts, [&](const musubi::Contract& contract) {
    if (!lies_in(model, place, contract)) return false;
    const std::string written =
        text_of(place.file).substr(contract.where.offset, contract.end - contract.where.offset);
    const auto names = [&](std::string_view key) {
      return written.contains("\"" + at(properties, key).text + "\"");
    };
    return names("owes") && names("counterparty");
  });
}

std::vector<std::string> models() {
  std::vector<std::string> models{kRegion};
  for (const char* const folder : {"examples/faq", "examples/patterns"}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      models.push_back(entry.path().string());
    }
  }
  for (const auto& entry : fs::directory_iterator("examples/rules")) {
    models.push_back((entry.path() / "bad.json").string());
  }
  std::ranges::sort(models);
  return models;
}

}  // namespace

TEST_SUITE("cli/output/sarif") {
  TEST_CASE("every member is one that the schema knows, and those that it requires are there") {
    const Folder folder;
    const std::string saved = (folder / "saved.json").string();
    REQUIRE(run_program({"check", "examples/faq/2.1-2.2.3-unknown.musubi.json", "--format", "json",
                         "-o", saved})
                .status < 2);
    check_value(sarif({kRegion}), "log");
    check_value(sarif({kRegion, "--show-suppressed", "--lang", "ja", "--baseline", saved}), "log");
    check_value(sarif({"examples/faq/2.1-2.2.3-known.musubi.json"}), "log");
  }

  TEST_CASE("rules tell everything in both languages, and results point at them") {
    const JsonValue log = sarif({kRegion});
    const JsonValue& rules = at(at(at(run_of(log), "tool"), "driver"), "rules");
    CHECK(rules.children.size() > 10);
    for (const JsonValue& rule : rules.children) {
      for (const char* const key :
           {"shortDescription", "fullDescription", "defaultConfiguration"}) {
        CHECK(rule.find(key) != nullptr);
      }
      for (const char* const key : {"text", "markdown"}) {
        const std::string& help = at(at(rule, "help"), key).text;
        CHECK(help.contains("fires when"));
        CHECK(help.contains("検出する条件"));
      }
    }
    for (const JsonValue& result : at(run_of(log), "results").children) {
      const std::size_t index = std::stoul(at(result, "ruleIndex").text);
      REQUIRE(index < rules.children.size());
      CHECK(at(rules.children[index], "id").text == at(result, "ruleId").text);
    }
  }

  TEST_CASE("every result and every step of its evidence is at the right line of the right file") {
    std::size_t results = 0;
    std::size_t steps = 0;
    for (const std::string& model : models()) {
      const JsonValue log = sarif({model});
      const std::vector<std::string> arguments{model};
      const auto loaded = musubi::load_model(arguments, {});
      REQUIRE(loaded);
      for (const JsonValue& result : at(run_of(log), "results").children) {
        CAPTURE(model);
        CAPTURE(at(result, "ruleId").text);
        REQUIRE(at(result, "locations").children.size() == 1);
        const Place place = place_of(at(result, "locations").children.front());
        const JsonValue& subject = at(at(result, "properties"), "subject");
        CAPTURE(place.written);
        CHECK_FALSE(place.written.empty());
        if (subject.kind == Kind::String) {
          CHECK((is_about(loaded->model, place, subject.text) ||
                 is_between(loaded->model, place, at(result, "properties"))));
        }
        ++results;
        const JsonValue* const related = result.find("relatedLocations");
        if (related == nullptr) continue;
        for (const JsonValue& step : related->children) {
          CHECK_FALSE(written_at(step).empty());
          ++steps;
        }
        const JsonValue& flow = at(result, "codeFlows").children.front();
        const JsonValue& thread = at(flow, "threadFlows").children.front();
        CHECK(at(thread, "locations").children.size() == related->children.size());
      }
    }
    CHECK(results > 40);
    CHECK(steps > results);
  }

  TEST_CASE("all results have suppressions or none has, and the hidden one says why") {
    const auto suppressed_in = [](const JsonValue& log) {
      std::size_t count = 0;
      for (const JsonValue& result : at(run_of(log), "results").children) {
        const JsonValue& list = at(result, "suppressions");
        count += list.children.size();
        for (const JsonValue& one : list.children) {
          CHECK(at(one, "justification").text.contains("being renewed"));
          CHECK(at(at(one, "properties"), "expires").text == "2027-01-31");
          CHECK(written_at(at(one, "location")).contains("\"expires\": \"2027-01-31\""));
        }
      }
      return count;
    };
    CHECK(suppressed_in(sarif({kRegion, "--show-suppressed"})) == 1);
    const JsonValue without = sarif({kRegion});
    for (const JsonValue& result : at(run_of(without), "results").children) {
      CHECK(result.find("suppressions") == nullptr);
    }
  }

  TEST_CASE("a baseline makes results new or unchanged, and what is gone absent") {
    const Folder folder;
    const std::string saved = (folder / "saved.json").string();
    const std::string unknown = "examples/faq/2.1-2.2.3-unknown.musubi.json";
    REQUIRE(run_program({"check", unknown, "--format", "json", "-o", saved}).status == 1);
    const JsonValue same = sarif({unknown, "--baseline", saved});
    for (const JsonValue& result : at(run_of(same), "results").children) {
      CHECK(at(result, "baselineState").text == "unchanged");
    }
    const JsonValue better =
        sarif({"examples/faq/2.1-2.2.3-known.musubi.json", "--baseline", saved});
    std::size_t absent = 0;
    for (const JsonValue& result : at(run_of(better), "results").children) {
      if (at(result, "baselineState").text != "absent") continue;
      ++absent;
      CHECK_FALSE(written_at(at(result, "locations").children.front()).empty());
    }
    CHECK(absent >= 3);
  }

  TEST_CASE("rules that are switched off are configured so; those without keys are notified") {
    const auto outcome = run_program(
        {"check", "-", "--format", "sarif"}, musubi::test::plain_environment(),
        R"({"musubi": 1, "policy": {"rules": {"no-system": "off"}}, "organizations": []})");
    const auto log = musubi::read_json_tree(outcome.out);
    REQUIRE(log);
    const JsonValue& invocation = at(run_of(*log), "invocations").children.front();
    const JsonValue& overrides = at(invocation, "ruleConfigurationOverrides");
    REQUIRE(overrides.children.size() == 1);
    CHECK(at(at(overrides.children.front(), "descriptor"), "id").text == "no-system");
    CHECK(at(at(overrides.children.front(), "configuration"), "enabled").text == "false");
    check_value(*log, "log");
  }

  TEST_CASE("paths become URI references, and no name makes a placeholder or a link") {
    using musubi::cli::sarif_string;
    using musubi::cli::uri_of;
    CHECK(uri_of("a/b-1_~.musubi.json") == "a/b-1_~.musubi.json");
    CHECK(uri_of("/srv/A 病.json") == "file:///srv/A%20%E7%97%85.json");
    CHECK(uri_of("a:b/100%#?.json") == "a%3Ab/100%25%23%3F.json");
    CHECK(uri_of("<stdin>") == "%3Cstdin%3E");
    CHECK(sarif_string("{0} [x](http://a.example) [y]") == "{{0}} [x\\](http://a.example) [y]");
  }
}
