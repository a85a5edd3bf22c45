#include "model/loader.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace {

namespace fs = std::filesystem;
using musubi::Diagnostic;
using musubi::LoadedModel;
using Lines = std::vector<std::string>;

/// A folder that goes away with the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    for (int i = 0; path_.empty(); ++i) {
      const fs::path candidate = fs::temp_directory_path() / fmt::format("musubi-loader-{}", i);
      if (fs::create_directory(candidate)) path_ = candidate;
    }
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  TemporaryFolder(TemporaryFolder&&) = delete;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder() {
    std::error_code error;
    fs::remove_all(path_, error);
  }

  [[nodiscard]] std::string path(std::string_view name) const { return (path_ / name).string(); }
  void write(std::string_view name, std::string_view text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }

 private:
  fs::path path_;
};

LoadedModel load(const Lines& arguments, const musubi::LoadOptions& options = {}) {
  auto loaded = musubi::load_model(arguments, options);
  REQUIRE(loaded.has_value());
  return std::move(*loaded);
}

std::string fault(const Lines& arguments, const musubi::LoadOptions& options = {}) {
  const auto loaded = musubi::load_model(arguments, options);
  if (loaded) return "";
  CHECK_FALSE(loaded.error().message.ja.empty());
  return loaded.error().message.en;
}

/// "file:line:column code" of each, with the file's name only.
std::string faults(const LoadedModel& loaded) {
  Lines all;
  for (const Diagnostic& diagnostic : loaded.diagnostics.all()) {
    const musubi::LineColumn place = loaded.model.sources.line_column(diagnostic.where);
    const fs::path path = loaded.model.sources.path(diagnostic.where.file);
    all.push_back(fmt::format("{}:{}:{} {}", path.filename().string(), place.line, place.column,
                              diagnostic.code));
  }
  return fmt::format("{}", fmt::join(all, ", "));
}

Lines paths(const LoadedModel& loaded) {
  Lines all;
  for (std::size_t i = 0; i < loaded.model.sources.file_count(); ++i) {
    all.push_back(loaded.model.sources.path(musubi::FileId(i)));
  }
  return all;
}

Lines file_names(const LoadedModel& loaded) {
  Lines all;
  for (const std::string& path : paths(loaded)) all.push_back(fs::path(path).filename().string());
  return all;
}

std::string model_with(std::string_view rest) { return fmt::format("{{\"musubi\": 1, {}}}", rest); }

}  // namespace

TEST_SUITE("model/loader") {
  TEST_CASE("several texts are one model, whatever their order") {
    const std::string vendors = model_with(R"("organizations": [{"id": "v", "kind": "provider"}])");
    const std::string services =
        model_with(R"("services": [{"id": "s", "provider": "v", "layer": "network"}])");
    for (const bool swapped : {false, true}) {
      const LoadedModel loaded = swapped ? musubi::read_model({{"s", services}, {"v", vendors}})
                                         : musubi::read_model({{"v", vendors}, {"s", services}});
      CHECK(loaded.diagnostics.empty());
      REQUIRE(loaded.model.services.size() == 1);
      CHECK(loaded.model.services[0].provider.id.valid());
      CHECK(loaded.model.sources.path(loaded.model.services[0].where.file) == "s");
    }
  }

  TEST_CASE("an id that two files use shows both places") {
    const std::string text = model_with("\n\"terms\": [{\"id\": \"t\"}]");
    const LoadedModel loaded = musubi::read_model({{"a", text}, {"b", text}});
    REQUIRE(faults(loaded) == "b:2:18 duplicate-id");
    const musubi::DiagnosticNote& note = loaded.diagnostics.all()[0].notes.at(0);
    CHECK(loaded.model.sources.path(note.where.file) == "a");
    CHECK(loaded.model.sources.line_column(note.where).line == 2);
  }

  TEST_CASE("texts in memory include one another only") {
    const LoadedModel loaded = musubi::read_model(
        {{"dir/a.json", model_with(R"("include": ["../b.json", "sub/../c.json", "../a.json"])")},
         {"b.json", model_with("")},
         {"dir/c.json", model_with("")}});
    CHECK(faults(loaded) == "a.json:1:57 include-not-found");
  }

  TEST_CASE("two named files that differ in as_of, name, guideline, policy") {
    const LoadedModel loaded = musubi::read_model(
        {{"a", model_with(R"("as_of": "2026-01-01", "name": "x", "policy": {})")},
         {"b", model_with(R"("as_of": "2026-01-02", "name": {"en": "y"}, "policy": {})")},
         {"c", model_with(R"("as_of": "2026-01-01", "guideline": {"mhlw": "6.0"})")}});
    CHECK(faults(loaded) ==
          "a:1:24 as-of-conflict, b:1:24 as-of-conflict, b:1:46 setting-conflict");
    CHECK(loaded.model.name.en == "x");
    CHECK(loaded.model.guideline.editions.mhlw == "6.0");
    CHECK(loaded.diagnostics.error_count() == 2);
  }

  TEST_CASE("a folder stands for its model files, in byte order of their names") {
    const TemporaryFolder folder;
    folder.write("m/b.musubi.json", model_with(""));
    folder.write("m/B.musubi.json", model_with(""));
    folder.write("m/a.musubi.json", model_with(""));
    folder.write("m/other.json", "no model");
    folder.write("m/sub/c.musubi.json", "no model");
    fs::create_directory(folder.path("m/d.musubi.json"));
    const LoadedModel loaded = load({folder.path("m")});
    CHECK(loaded.diagnostics.empty());
    CHECK(file_names(loaded) == Lines{"B.musubi.json", "a.musubi.json", "b.musubi.json"});
  }

  TEST_CASE("standard input is one of the files") {
    const TemporaryFolder folder;
    folder.write("a.json", model_with(R"("terms": [{"id": "t"}])"));
    std::istringstream in(model_with(R"("terms": [{"id": "t"}])"));
    const LoadedModel loaded = load({folder.path("a.json"), "-", "-"}, {.standard_input = &in});
    CHECK(paths(loaded) == Lines{folder.path("a.json"), "<stdin>"});
    CHECK(faults(loaded) == "<stdin>:1:32 duplicate-id");
    CHECK(fault({"-"}) == "there is no standard input to read");
  }

  TEST_CASE("what an argument may not name") {
    const TemporaryFolder folder;
    folder.write("empty/x.json", "");
    CHECK(fault({folder.path("none.json")}) ==
          fmt::format("there is no file or folder '{}'", folder.path("none.json")));
    CHECK(fault({folder.path("empty")}).ends_with("has no file that ends in .musubi.json"));
    CHECK(fault({folder.path("empty/x.json")}, {.root = folder.path("none")})
              .starts_with("there is no file or folder"));
    std::error_code error;
    fs::create_symlink("loop", folder.path("loop"), error);
    CHECK_FALSE(fault({folder.path("loop")}).empty());
    // Where the file system has files larger than 4 GiB without holding them.
    folder.write("large.json", "{}");
    fs::resize_file(folder.path("large.json"), 0x1'0000'0000, error);
    if (!error) CHECK(fault({folder.path("large.json")}).ends_with("is larger than 4 GiB"));
  }

  TEST_CASE("a file of planned changes names what the model has, and has no records of its own") {
    const TemporaryFolder folder;
    folder.write("m.json", model_with(R"("organizations": [{"id": "v", "kind": "provider"}],
      "services": [{"id": "s", "provider": "v", "layer": "network"}],
      "systems": [{"id": "sys", "owner": "v", "uses": ["s"]}])"));
    folder.write("plan.json", model_with(R"("changes": [{"target": "s"},
      {"target": "v", "kind": "termination", "on": "2027-04-01", "systems": ["sys"]}])"));
    const LoadedModel loaded = load({folder.path("m.json")}, {.planned = folder.path("plan.json")});
    CHECK(loaded.diagnostics.empty());
    CHECK(loaded.named_files == 1);
    CHECK(loaded.model.changes.empty());
    REQUIRE(loaded.model.planned.size() == 2);
    const musubi::Change& first = loaded.model.planned[0];
    CHECK(first.kind == musubi::ChangeKind::ServiceChange);
    CHECK(first.target.record == musubi::RecordRef{musubi::RecordKind::Service, 0});
    const musubi::Change& second = loaded.model.planned[1];
    CHECK(second.kind == musubi::ChangeKind::Termination);
    CHECK(second.target.record == musubi::RecordRef{musubi::RecordKind::Organization, 0});
    CHECK(second.effective == musubi::Date::parse("2027-04-01"));
    REQUIRE(second.systems.has_value());
    REQUIRE(second.systems->size() == 1);
    CHECK(second.systems->front().id.index() == 0);

    folder.write("plan.json", model_with(R"("changes": [{"target": "x"}, {"id": "c"}],
"terms": [{"id": "t"}])"));
    CHECK(faults(load({folder.path("m.json")}, {.planned = folder.path("plan.json")})) ==
          "plan.json:1:38 unknown-reference, plan.json:1:44 missing-key, plan.json:1:45 "
          "unknown-key, plan.json:2:1 unknown-key");
    CHECK(fault({folder.path("m.json")}, {.planned = folder.path("none.json")}) ==
          fmt::format("there is no file or folder '{}'", folder.path("none.json")));
  }

  TEST_CASE("files are included once, by their real path, and their settings are ignored") {
    const TemporaryFolder folder;
    folder.write("m/a.json",
                 model_with(R"("include": ["sub/b.json", "./c.json"], "as_of": "2026-01-01")"));
    folder.write(
        "m/sub/b.json",
        model_with(R"("include": ["../c.json", "../a.json", "b.json"], "as_of": "2026-01-02")"));
    folder.write("m/c.json", model_with("\"name\": \"c\", \"guideline\": {},\n\"policy\": {}, "
                                        "\"terms\": [{\"id\": \"t\"}]"));
    fs::create_symlink("c.json", folder.path("m/d.json"));
    const LoadedModel loaded = load({folder.path("m/a.json")});
    CHECK(paths(loaded) ==
          Lines{folder.path("m/a.json"), folder.path("m/sub/b.json"), folder.path("m/c.json")});
    CHECK(faults(loaded) ==
          "b.json:1:73 ignored-setting, c.json:1:23 ignored-setting, c.json:1:41 ignored-setting, "
          "c.json:2:11 ignored-setting");
    CHECK_FALSE(loaded.diagnostics.has_errors());
    CHECK(loaded.model.as_of->date == musubi::Date::parse("2026-01-01"));
    CHECK(loaded.model.name.empty());
    CHECK(loaded.model.terms.size() == 1);

    // Named, its settings count; named twice, it is read once.
    const LoadedModel named =
        load({folder.path("m/a.json"), folder.path("m/d.json"), folder.path("m/c.json")});
    CHECK(file_names(named) == Lines{"a.json", "d.json", "b.json"});
    CHECK(named.model.name.en == "c");
  }

  TEST_CASE("what is included lies below the first file's folder or below the root") {
    const TemporaryFolder folder;
    folder.write("shared/vendors.json", model_with(R"("include": ["more.json"])"));
    folder.write("shared/more.json", model_with(""));
    folder.write("m/a.json", model_with(R"("include": ["../shared/vendors.json"])"));
    CHECK(faults(load({folder.path("m/a.json")})) == "a.json:1:27 include-outside");
    CHECK(load({folder.path("m/a.json")}, {.root = folder.path("")}).diagnostics.empty());
    CHECK(load({folder.path("m/a.json")}, {.root = folder.path("shared")}).diagnostics.empty());
    // Named first, a file of the folder around lets the others lie there.
    folder.write("first.json", model_with(""));
    CHECK(load({folder.path("first.json"), folder.path("m/a.json")}).diagnostics.empty());
    CHECK_FALSE(load({folder.path("m/a.json"), folder.path("first.json")}).diagnostics.empty());
    // A link does not lead out.
    fs::create_directory_symlink("../shared", folder.path("m/link"));
    folder.write("m/b.json", model_with(R"("include": ["link/more.json"])"));
    CHECK(faults(load({folder.path("m/b.json")})) == "b.json:1:27 include-outside");
    // Nor does an absolute path, and nobody learns whether a file is there.
    folder.write("m/c.json", model_with(R"("include": ["/etc/passwd", "/no/such", "..", ""])"));
    CHECK(faults(load({folder.path("m/c.json")})) ==
          "c.json:1:27 include-outside, c.json:1:42 include-outside, c.json:1:54 include-outside, "
          "c.json:1:60 include-outside");
  }

  TEST_CASE("what is included has to be a file") {
    const TemporaryFolder folder;
    folder.write("m/a.json", model_with(R"("include": ["none.json", "sub"])"));
    folder.write("m/sub/x.json", model_with(""));
    CHECK(faults(load({folder.path("m/a.json")})) ==
          "a.json:1:27 include-not-found, a.json:1:40 include-not-found");
  }

  TEST_CASE("the path of an included file is shown as it is reached") {
    const TemporaryFolder folder;
    folder.write("m/a.json", model_with(R"("include": ["sub/../sub/b.json"])"));
    folder.write("m/sub/b.json", model_with(R"("terms": [{"id": ""}])"));
    const LoadedModel loaded = load({folder.path("m/a.json")});
    CHECK(paths(loaded).at(1) == folder.path("m/sub/b.json"));
  }
}
