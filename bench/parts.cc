// What the parts of musubi cost, on models of one seed: load, freeze, check, rank, impact, path.
//   parts [--benchmark_filter=small]
#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <benchmark/benchmark.h>

#include "bench/national_model.h"
#include "engine/concentration.h"
#include "engine/impact.h"
#include "engine/path.h"
#include "engine/rule_runner.h"
#include "model/loader.h"

namespace musubi::bench {
namespace {

constexpr std::size_t kSmall = 1000;
constexpr std::size_t kMedium = 200'000;
constexpr unsigned kThreads = 2;

const std::string& text_of(std::size_t nodes) {
  static std::map<std::size_t, std::string> texts;
  std::string& text = texts[nodes];
  if (text.empty()) {
    write_national_model(national_shape(nodes), [&](std::string_view part) { text += part; });
  }
  return text;
}

LoadedModel load_text(std::size_t nodes) {
  return read_model({{.path = "national.musubi.json", .text = text_of(nodes)}});
}

struct Frozen {
  explicit Frozen(std::size_t nodes)
      : loaded(load_text(nodes)), supply(loaded.model, loaded.model.as_of->date), finder(supply) {
    const Concentrations counts =
        ConcentrationFinder(supply).find({.single_points = false, .threads = kThreads});
    const auto by_systems = [](const Concentration& row) { return row.systems; };
    most_used = ServiceId(std::ranges::max(counts.rows, {}, by_systems).row);
    // A service with few systems, but with some.
    const auto distance = [](const Concentration& row) {
      return row.systems < 10 ? std::uint64_t{1} << 40U : row.systems;
    };
    little_used = ServiceId(std::ranges::min(counts.rows, {}, distance).row);
  }

  LoadedModel loaded;
  SupplyGraph supply;
  ImpactFinder finder;
  ServiceId most_used, little_used;
};

/// Made once for each size; the next one lets go of it, since these are large.
const Frozen& frozen(std::size_t nodes) {
  static std::size_t kept_nodes = 0;
  static std::optional<Frozen> kept;
  if (kept_nodes != nodes) kept.emplace(nodes);
  kept_nodes = nodes;
  return *kept;
}

std::size_t nodes_of(const benchmark::State& state) {
  return static_cast<std::size_t>(state.range(0));
}

void load(benchmark::State& state) {
  const std::string& text = text_of(nodes_of(state));
  for (auto step : state) benchmark::DoNotOptimize(load_text(nodes_of(state)));
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}

void freeze(benchmark::State& state) {
  const Model& model = frozen(nodes_of(state)).loaded.model;
  for (auto step : state) benchmark::DoNotOptimize(SupplyGraph(model, model.as_of->date));
}

void check(benchmark::State& state) {
  const SupplyGraph& supply = frozen(nodes_of(state)).supply;
  for (auto step : state) {
    benchmark::DoNotOptimize(check_model(supply, {.facts = {.threads = kThreads}, .only = {}}));
  }
}

template <ConcentrationOf Of, ChangeKind Kind>
void rank(benchmark::State& state) {
  const SupplyGraph& supply = frozen(nodes_of(state)).supply;
  for (auto step : state) {
    benchmark::DoNotOptimize(ConcentrationFinder(supply).find(
        {.of = Of, .kind = Kind, .single_points = false, .threads = kThreads}));
  }
}

void impact(benchmark::State& state) {
  const Frozen& here = frozen(nodes_of(state));
  const auto row = static_cast<std::uint32_t>(here.little_used.index());
  for (auto step : state) {
    benchmark::DoNotOptimize(here.finder.find({.targets = {{RecordKind::Service, row}}}));
  }
}

void path(benchmark::State& state) {
  const Frozen& here = frozen(nodes_of(state));
  const auto row = static_cast<std::uint32_t>(here.most_used.index());
  for (auto step : state) {
    benchmark::DoNotOptimize(find_paths(
        here.supply, {.from = {RecordKind::System, 0}, .to = {RecordKind::Service, row}}));
  }
}

void add(std::string_view name, void (*part)(benchmark::State&), std::size_t nodes) {
  const std::string size = nodes == kSmall ? "small" : "medium";
  benchmark::RegisterBenchmark((std::string(name) + "/" + size).c_str(), part)
      ->Arg(static_cast<std::int64_t>(nodes))
      ->Unit(benchmark::kMillisecond)
      ->UseRealTime();
}

void add_all() {
  for (const std::size_t nodes : {kSmall, kMedium}) {
    add("load", load, nodes);
    add("freeze", freeze, nodes);
    add("check", check, nodes);
    add("rank_services", rank<ConcentrationOf::Services, ChangeKind::ServiceChange>, nodes);
    add("rank_services_outage", rank<ConcentrationOf::Services, ChangeKind::Outage>, nodes);
    add("rank_organizations", rank<ConcentrationOf::Organizations, ChangeKind::ServiceChange>,
        nodes);
    add("rank_organizations_outage", rank<ConcentrationOf::Organizations, ChangeKind::Outage>,
        nodes);
    add("impact_of_few", impact, nodes);
    add("path", path, nodes);
  }
}

}  // namespace
}  // namespace musubi::bench

int main(int argc, char** argv) {
  musubi::bench::add_all();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
