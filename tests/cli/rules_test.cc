// What `rules --explain` says of every rule.
#include <string>

#include <doctest/doctest.h>

#include "engine/rule.h"
#include "model/json_tree.h"
#include "tests/support/program.h"

using musubi::JsonValue;
using musubi::test::run_program;

TEST_SUITE("cli/verbs/rules") {
  TEST_CASE("every rule is explained with what check says of its example") {
    for (const musubi::Rule* rule : musubi::all_rules()) {
      const std::string id(rule->id);
      CAPTURE(id);
      const auto result = run_program({"rules", "--explain", id, "--format", "json"});
      const auto tree = musubi::read_json_tree(result.out);
      REQUIRE(tree);
      const JsonValue* const examples = tree->find("rules")->children.front().find("examples");
      REQUIRE(examples->find("bad") != nullptr);
      REQUIRE(examples->find("findings") != nullptr);
      const auto& findings = examples->find("findings")->children;
      REQUIRE_FALSE(findings.empty());
      for (const auto& [language, heading] :
           {std::pair("en", "What 'musubi check' says of it"),
            std::pair("ja", "この例に対する musubi check の表示")}) {
        const auto text = run_program({"rules", "--explain", id, "--lang", language});
        CHECK(text.out.contains(heading));
        const std::string place = "examples/rules/" + id + "/bad.json:";
        CHECK((text.out.contains(place) || id == "no-system"));
      }
    }
  }
}
