// Snapshots: the same model comes out as went in, wherever it is mapped, and nothing damaged does.
#include "model/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/folder.h"
#include "tests/support/random.h"
#include "tests/support/random_model.h"

namespace {

using musubi::LoadedModel;

LoadedModel load(const std::string& path) {
  const std::string paths[] = {path};
  auto loaded = musubi::load_model(paths, {});
  REQUIRE(loaded);
  return *std::move(loaded);
}

// Where every kind of record and every key stands.
const char* const kEveryKey = "tests/fuzz/corpus/every_key.json";
const char* const kRegion = "examples/regional-network";

LoadedModel reopen(const std::string& snapshot) {
  auto opened = musubi::open_snapshot(snapshot, "the snapshot");
  REQUIRE_MESSAGE(opened.has_value(), opened.error().message.en);
  return *std::move(opened);
}

std::string error_of(const std::string& snapshot) {
  const auto opened = musubi::open_snapshot(snapshot, "x.musubi");
  REQUIRE_FALSE(opened.has_value());
  CHECK(!opened.error().message.ja.empty());
  return opened.error().message.en;
}

// How a damaged snapshot ends: refused when it is opened, or when its texts are looked at.
bool is_refused(const std::string& snapshot) {
  const auto opened = musubi::open_snapshot(snapshot, "x.musubi");
  if (!opened) return true;
  const musubi::SourceMap& sources = opened->model.sources;
  try {
    for (std::size_t i = 0; i < sources.file_count(); ++i) {
      static_cast<void>(sources.text(musubi::FileId(i)));
    }
  } catch (const musubi::DamagedText&) {
    return true;
  }
  return false;
}

}  // namespace

TEST_SUITE("model/snapshot") {
  TEST_CASE("a snapshot of what a snapshot holds is that snapshot") {
    for (const char* path : {kEveryKey, kRegion, "examples/patterns/one-catalogue"}) {
      CAPTURE(path);
      const LoadedModel read = load(path);
      const LoadedModel again = load(path);  // elsewhere in memory
      const std::string snapshot = musubi::make_snapshot(read);
      CHECK(musubi::is_snapshot(snapshot));
      CHECK(musubi::make_snapshot(again) == snapshot);
      const LoadedModel opened = reopen(snapshot);
      const LoadedModel moved = reopen(snapshot);  // its place is taken by the other
      CHECK(opened.model.contracts.data() != moved.model.contracts.data());
      CHECK(musubi::make_snapshot(opened) == snapshot);
      CHECK(musubi::make_snapshot(moved) == snapshot);
      CHECK(opened.from_snapshot);
      CHECK(opened.named_files == read.named_files);
      CHECK(opened.diagnostics.count() == read.diagnostics.count());
    }
  }

  TEST_CASE("random models come back as they were") {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
      CAPTURE(seed);
      const std::string text = write(musubi::test::make_random_model(seed).document);
      const LoadedModel read = musubi::read_model({{.path = "m.musubi.json", .text = text}});
      REQUIRE_FALSE(read.diagnostics.has_errors());
      const std::string snapshot = musubi::make_snapshot(read);
      const LoadedModel opened = reopen(snapshot);
      const LoadedModel moved = reopen(snapshot);
      CHECK(musubi::make_snapshot(moved) == snapshot);
      REQUIRE(opened.model.symbols.size() == read.model.symbols.size());
      for (std::size_t i = 0; i < read.model.symbols.size(); ++i) {
        const musubi::Symbol symbol(i);
        CHECK(moved.model.text(symbol) == read.model.text(symbol));
        CHECK(moved.model.find(read.model.text(symbol)) == read.model.find(symbol));
      }
      CHECK(opened.model.sources.text(musubi::FileId(0)) == text);
    }
  }

  TEST_CASE("what is changed in an opened model does not reach the file") {
    const musubi::test::Folder folder;
    const std::string path = folder / "region.musubi";
    const std::string snapshot = musubi::make_snapshot(load(kRegion));
    std::ofstream(path, std::ios::binary) << snapshot;
    {
      auto opened = musubi::open_snapshot_file(path);
      REQUIRE(opened);
      opened->model.contracts[0].name = {};
      opened->model.symbols.intern("an-id-that-was-not-there");
      CHECK(opened->model.symbols.find("an-id-that-was-not-there").valid());
    }
    const LoadedModel again = load(path);
    CHECK(musubi::make_snapshot(again) == snapshot);
  }

  TEST_CASE("strings and lists of any length come back") {
    const std::string name(100'000, 'n');
    std::string uses;
    std::string services;
    for (int i = 0; i < 70'000; ++i) {
      const std::string id = "s" + std::to_string(i);
      services += (i == 0 ? "" : ",") + (R"({"id": ")" + id) +
                  R"(", "provider": "v", "layer": "platform"})";
      uses += (i == 0 ? "\"" : ",\"") + id + "\"";
    }
    const std::string text =
        R"({"musubi": 1, "organizations": [{"id": "v", "kind": "provider", "name": ")" + name +
        R"("}, {"id": "h", "kind": "medical_institution"}], "services": [)" + services +
        R"(], "systems": [{"id": "e", "owner": "h", "uses": [)" + uses + "]}]}";
    const LoadedModel read = musubi::read_model({{.path = "m.musubi.json", .text = text}});
    REQUIRE_FALSE(read.diagnostics.has_errors());
    const std::string snapshot = musubi::make_snapshot(read);
    const LoadedModel opened = reopen(snapshot);
    const LoadedModel moved = reopen(snapshot);
    for (const LoadedModel* one : {&read, &opened, &moved}) {
      const musubi::Model& model = one->model;
      CHECK(model.organizations[model.find("v")->index].name.en == name);
      REQUIRE(model.systems[0].uses.size() == 70'000);
      CHECK(model.text(model.systems[0].uses[69'999].members[0].name) == "s69999");
    }
  }

  TEST_CASE("a snapshot that cannot be used says why") {
    const std::string snapshot = musubi::make_snapshot(load(kEveryKey));
    const auto with = [&](std::size_t at, char byte) {
      std::string other = snapshot;
      other[at] = byte;
      return other;
    };
    CHECK(error_of(snapshot.substr(0, 20)).find("its end is missing") != std::string::npos);
    CHECK(error_of(snapshot.substr(0, snapshot.size() - 1)).find("its end is missing") !=
          std::string::npos);
    CHECK(error_of(snapshot + "x").find("it is damaged") != std::string::npos);
    CHECK(error_of(with(300, '\x7F')).find("it is damaged") != std::string::npos);
    CHECK(error_of(with(60, '\x7F')).find("it is damaged") != std::string::npos);
    std::string swapped = snapshot;
    std::swap(swapped[8], swapped[11]);
    std::swap(swapped[9], swapped[10]);
    CHECK(error_of(swapped).find("another byte order") != std::string::npos);
    CHECK(error_of(snapshot.substr(0, 20)).find("musubi pack") != std::string::npos);
    CHECK_FALSE(musubi::is_snapshot("{\"musubi\": 1}"));
    CHECK_FALSE(musubi::is_snapshot(""));
  }

  TEST_CASE("snapshots with a flipped bit or a cut end are all refused") {
    const std::string snapshot = musubi::make_snapshot(load(kEveryKey));
    musubi::test::Random random(2026);
    for (int i = 0; i < 2000; ++i) {
      CAPTURE(i);
      std::string damaged = snapshot;
      const auto at =
          static_cast<std::size_t>(random.between(0, static_cast<int>(snapshot.size()) - 1));
      if (i % 4 == 0) {
        damaged.resize(at);
      } else {
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << random.between(0, 7)));
      }
      CAPTURE(at);
      CHECK(is_refused(damaged));
    }
  }
}
