#include <fstream>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "model/json_layout.h"
#include "model/json_tree.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

namespace {

using musubi::JsonValue;
using musubi::test::run_program;

JsonValue answer(const std::vector<std::string>& args) {
  const auto outcome = run_program(args);
  const auto tree = musubi::read_json_tree(outcome.out);
  REQUIRE_MESSAGE(tree, outcome.err);
  return *tree;
}

std::set<std::string> texts(const JsonValue& list) {
  std::set<std::string> found;
  for (const JsonValue& one : list.children) found.insert(one.text);
  return found;
}

std::set<std::string> fingerprints(const JsonValue& result) {
  std::set<std::string> found;
  for (const JsonValue& finding : result.find("findings")->children) {
    found.insert(finding.find("fingerprint")->text);
  }
  return found;
}

// The findings of the model with one more file, which holds the record.
std::set<std::string> findings_with(const std::string& model, const JsonValue& repair) {
  const musubi::test::Folder folder;
  JsonValue document = JsonValue::object();
  document.add("musubi", JsonValue::number("1"));
  JsonValue record = *repair.find("change");
  record.key.clear();
  document.add(repair.find("table")->text, JsonValue::array({record}));
  const std::string extra = (folder / "extra.musubi.json").string();
  std::ofstream(extra) << musubi::write_json(document);
  return fingerprints(answer({"check", model, extra, "--format", "json"}));
}

}  // namespace

TEST_SUITE("cli/repairs") {
  TEST_CASE("a record that is added closes what was said of it") {
    const std::string model = "examples/faq/2-unchecked-supply-chain.musubi.json";
    const JsonValue result = answer({"check", model, "--repairs", "--format", "json"});
    const std::set<std::string> before = fingerprints(result);
    std::size_t tried = 0;
    for (const JsonValue& repair : result.find("repairs")->children) {
      if (repair.find("target")->kind != JsonValue::Kind::Null) continue;
      ++tried;
      const std::set<std::string> after = findings_with(model, repair);
      const std::set<std::string> closed = texts(*repair.find("closes"));
      CHECK_FALSE(closed.empty());
      for (const std::string& key : before) CHECK_EQ(closed.contains(key), !after.contains(key));
      std::size_t brought = 0;
      for (const std::string& key : after)
        if (!before.contains(key)) ++brought;
      CHECK_EQ(repair.find("brings")->text, std::to_string(brought));
    }
    CHECK(tried > 0);
  }

  TEST_CASE("the set closes each finding asked for that it does not leave") {
    const std::string model = "examples/faq/2.1-2.2.3-unknown.musubi.json";
    const JsonValue result =
        answer({"check", model, "--repairs", "--fail-on", "note", "--format", "json"});
    const JsonValue& set = *result.find("repair_set");
    std::set<std::string> all = texts(*set.find("closes"));
    const std::set<std::string> left = texts(*set.find("left"));
    for (const std::string& key : left) CHECK(all.insert(key).second);
    CHECK_EQ(all, fingerprints(result));
    // Confirmation, explanation or disclosure, and the scope of responsibility: nothing is left.
    CHECK(left.empty());
  }

  TEST_CASE("repairs come as text or JSON only") {
    const auto outcome = run_program(
        {"check", "examples/faq/2.1-2.2.3-unknown.musubi.json", "--repairs", "--format", "csv"});
    CHECK_EQ(outcome.status, 2);
  }
}
