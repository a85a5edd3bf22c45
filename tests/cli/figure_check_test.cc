// `draw --verify`: whether a figure that was stored still agrees with the model.

#include <algorithm>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "cli/output/figure_difference.h"
#include "model/loader.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

namespace musubi::cli {
namespace {

using test::Folder;
using test::Outcome;
using test::run_program;

using Args = std::vector<std::string>;

/// A model and a figure of it, both in files, and what becomes of them.
class Stored {
 public:
  Stored() {
    auto text = read_text_file("examples/faq/2.1-2.2.3-unknown.musubi.json");
    REQUIRE(text);
    write_model(*text);
    draw({"--view", "responsibility", "--system", "hospital-emr", "--legend"});
  }

  void draw(const Args& options) {
    Args args{"draw", model_path(), "-o", figure_path()};
    args.insert(args.end(), options.begin(), options.end());
    const Outcome outcome = run_program(args);
    REQUIRE_MESSAGE(outcome.status == 0, outcome.err);
  }

  [[nodiscard]] Outcome verify(const Args& more = {}) const {
    Args args{"draw", "--verify", figure_path(), model_path()};
    args.insert(args.end(), more.begin(), more.end());
    return run_program(args);
  }

  void change_model(const std::string& from, const std::string& to) {
    write_model(replaced(*read_text_file(model_path()), from, to));
  }
  void change_figure(const std::string& from, const std::string& to) {
    write_figure(replaced(figure(), from, to));
  }
  /// At its end.
  void add_to_figure(const std::string& statement) const {
    const std::string text = figure();
    write_figure(text.substr(0, text.rfind('}')) + statement + "}\n");
  }
  [[nodiscard]] std::string figure() const { return *read_text_file(figure_path()); }
  void write_figure(const std::string& text) const {
    std::ofstream(figure_path(), std::ios::binary) << text;
  }
  [[nodiscard]] std::string path(const char* name) const { return (folder_ / name).string(); }
  [[nodiscard]] std::size_t files() const { return folder_.size(); }

 private:
  static std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE_MESSAGE(at != std::string::npos, from);
    return text.replace(at, from.size(), to);
  }
  void write_model(const std::string& text) const {
    std::ofstream(model_path(), std::ios::binary) << text;
  }
  [[nodiscard]] std::string model_path() const { return path("model.musubi.json"); }
  [[nodiscard]] std::string figure_path() const { return path("figure.dot"); }

  Folder folder_;
};

bool says(const Outcome& outcome, const std::string& words) {
  std::string text;  // without the line ends of wrapping
  for (const char c : outcome.out) text += c == '\n' ? ' ' : c;
  return text.find(words) != std::string::npos;
}

TEST_SUITE("cli/draw --verify") {
  TEST_CASE("an unchanged figure agrees with the model") {
    const Stored stored;
    for (const Args& more : {Args{}, Args{"--lang", "ja"}}) {
      const Outcome outcome = stored.verify(more);
      CHECK(outcome.status == 0);
      CHECK(outcome.err.empty());
    }
    CHECK(says(stored.verify(), "agrees with the model"));
    CHECK_FALSE(says(stored.verify(), "have changed"));
  }

  TEST_CASE("whatever it was drawn with, a figure is drawn again in the same way") {
    Stored stored;
    for (const Args& options :
         {Args{"--view", "contracts"}, Args{"--view", "dependencies", "--mono", "--lang", "ja"},
          Args{"--view", "dependencies", "--focus", "emr", "--depth", "1", "--direction", "down"},
          Args{"--view", "impact", "--target", "iaas-b", "--kind", "termination", "--on",
               "2027-04-01", "--group"},
          Args{"--view", "agreement", "--customer", "hospital", "--supplier", "vendor-a", "--paper",
               "a3", "--as-of", "2026-12-24"},
          Args{"--view", "responsibility", "--system", "hospital-emr", "--max-nodes", "3",
               "--focus", "iaas-b"}}) {
      CAPTURE(options.at(1));
      stored.draw(options);
      const Outcome outcome = stored.verify();
      CHECK_MESSAGE(outcome.status == 0, outcome.out << outcome.err);
    }
  }

  TEST_CASE("a change of the model that the figure does not show does not count, and is said") {
    Stored stored;
    stored.change_model("\"weight\": 320", "\"weight\": 321");
    const Outcome outcome = stored.verify();
    CHECK(outcome.status == 0);
    CHECK(says(outcome, "files of the model have changed"));
    CHECK(says(outcome, "nothing that it shows"));
  }

  TEST_CASE("a change of the model that the figure shows is named") {
    Stored stored;
    stored.change_model("\"en\": \"Iwahashi IaaS\"", "\"en\": \"Another IaaS\"");
    const Outcome outcome = stored.verify();
    CHECK(outcome.status == 1);
    CHECK(says(outcome, "does not agree with the model any more"));
    CHECK(says(outcome, "differs: service:iaas-b"));
    CHECK_FALSE(says(outcome, "service:emr"));
    CHECK(stored.verify({"--lang", "ja"}).status == 1);
  }

  TEST_CASE("a contract that was added is missing in the figure") {
    Stored stored;
    stored.change_model("{\"id\": \"hospital.iaas\"",
                        R"({"id": "a.iaas", "customer": "vendor-a", "supplier": "infra-b",
                            "covers": ["iaas-b"], "systems": ["hospital-emr"]}, {"id": "hospital.iaas")");
    const Outcome outcome = stored.verify();
    CHECK(outcome.status == 1);
    CHECK(says(outcome, "independent:service:emr-platform;service:iaas-b"));
    CHECK(says(outcome, "placement:service:emr-platform;service:iaas-b"));
  }

  TEST_CASE("a figure that was edited by hand is found, whatever was edited") {
    const std::vector<std::pair<std::string, std::string>> edits{
        {"label=\"EMR\\napplication", "label=\"EHR\\napplication"},
        {"Iwahashi Cloud", "Iwahashi Cloud Inc."},
        {"arrowtail=tee", "arrowtail=none"},
        {"\"service:emr\" -> \"service:emr-platform\"", "\"service:emr\" -> \"service:iaas-b\""},
        {"as of 2026-11-22", "as of 2027-11-22"},
        {"style=\"rounded,filled,dashed\"", "style=\"rounded,filled\""},
        {"rankdir=TB", "rankdir=TB, URL=\"https://elsewhere.example/\""},
    };
    for (const auto& [from, to] : edits) {
      CAPTURE(to);
      Stored stored;
      stored.change_figure(from, to);
      const Outcome outcome = stored.verify();
      CHECK(outcome.status == 1);
      CHECK(says(outcome, "the figure was changed afterwards"));
    }
  }

  TEST_CASE("whatever was added to a figure by hand is found") {
    for (const char* const addition : {"\"service:emr\" [xlabel=\"confirmed\"];",
                                       "\"service:emr\" -> \"organization:hospital\";", "extra;",
                                       // Named like an edge that is there.
                                       "\"service:emr\" -> \"organization:hospital\" "
                                       "[key=\"uses:organization:hospital;service:emr\"];",
                                       "subgraph \"cluster x\" { \"service:emr\" }"}) {
      CAPTURE(addition);
      Stored stored;
      stored.add_to_figure(addition);
      const Outcome outcome = stored.verify();
      CHECK(outcome.status == 1);
      CHECK(says(outcome, "the figure was changed afterwards"));
    }
  }

  TEST_CASE("a program that lays a figure out may add where things stand") {
    Stored stored;
    stored.add_to_figure(
        "graph [bb=\"0,0,100,200\", lp=\"50,20\", lwidth=\"2.5\", lheight=\"1.25\"]; "
        "\"service:emr\" [pos=\"27,18\", width=\"1.5\", rects=\"0,0,1,1\"];");
    const Outcome outcome = stored.verify();
    CHECK_MESSAGE(outcome.status == 0, outcome.out);
  }

  TEST_CASE("what is no figure of musubi cannot be verified") {
    const Stored stored;
    for (const char* const text : {"", "hello", "digraph {", "digraph { a -> b }",
                                   "graph { a -- b }", "digraph { graph [musubi=2]; }"}) {
      CAPTURE(text);
      stored.write_figure(text);
      const Outcome outcome = stored.verify();
      CHECK(outcome.status == 3);
      CHECK(outcome.out.empty());
      CHECK_FALSE(outcome.err.empty());
    }
    CHECK(
        run_program({"draw", "--verify", stored.path("none.dot"), stored.path("model.musubi.json")})
            .status == 3);
  }

  TEST_CASE("a figure that says nonsense of how it was drawn is refused, and nothing is written") {
    for (const char* const command :
         {"--view nothing", "--frobnicate", "--view responsibility --system none",
          "--view contracts --focus none", "--view contracts --max-nodes -1"}) {
      CAPTURE(command);
      Stored stored;
      stored.change_figure("--view responsibility --system hospital-emr", command);
      const Outcome outcome = stored.verify();
      CHECK(outcome.status == 3);
      CHECK(outcome.out.empty());
      CHECK_FALSE(outcome.err.empty());
    }
    Stored stored;
    stored.change_figure("--view responsibility",
                         "--output " + stored.path("written") + " --view responsibility");
    CHECK(stored.verify().status != 4);
    CHECK(stored.files() == 2);
  }

  TEST_CASE("differences are sorted and say what was and what is") {
    const std::string before = "digraph { a [label=x]; b; a -> b [key=e] }";
    CHECK(compare_figures(before, before).empty());
    const auto changed = compare_figures(before, "digraph { a [label=y]; c; a -> c [key=f] }");
    std::vector<std::string> parts;
    for (const FigureDifference& difference : changed) {
      parts.push_back(std::to_string(static_cast<int>(difference.what)) + " " + difference.part);
    }
    CHECK(parts.size() == 5);
    const auto label =
        std::ranges::find(changed, FigureDifference::What::Changed, &FigureDifference::what);
    REQUIRE(label != changed.end());
    CHECK(label->part == "a");
    CHECK(label->attribute == "label");
    CHECK(label->stored == "x");
    CHECK(label->current == "y");
  }
}

}  // namespace
}  // namespace musubi::cli
