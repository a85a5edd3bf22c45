// Asks musubi and its peers the same, of one model, and prints one line a way, as
//   TASK<tab>NAME<tab>SECONDS<tab>SAMPLE<tab>SHARE :
//   compare [--spoil] MODEL GRAPH [PEER…]
// load: the text read and checked. check: all rules. impact: a small one, in full. affected: what a
// change of the most used service affects. rank: for every service, how many institutions hang on
// it. SAMPLE: one service in so many was asked for; SECONDS are for all services, so many times as
// long. SHARE: what the sample holds of all (service, institution) pairs, times SAMPLE: 1 is a fair
// one. GRAPH is written for the peers that are other programs: what musubi found, and all links.
// Ends with status 1 where two of them do not agree. With --spoil one of the counts that are
// expected is wrong, so everybody has to disagree: the proof that this is noticed.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "bench/peers.h"
#include "bench/stopwatch.h"
#include "engine/concentration.h"
#include "engine/impact.h"
#include "engine/rule_runner.h"
#include "model/loader.h"
#include "model/memory.h"
#include "model/snapshot.h"

namespace musubi::bench {
namespace {

using Counts = std::vector<std::uint64_t>;

struct PeerEntry {
  std::string_view name;
  std::size_t sample;  // one service in so many is counted
  std::unique_ptr<Peer> (*make)(const PeerGraph& graph);
};
constexpr PeerEntry kPeers[] = {
    {"Boost.Graph compressed rows, breadth_first_search", 4, make_boost_rows},
    {"Boost.Graph adjacency_list, breadth_first_search", 8, make_boost_list},
    {"igraph", 8, make_igraph},
    {"SQLite, recursive query", 200, make_sqlite},
};

void print(std::string_view task, std::string_view name, double seconds, std::size_t sample = 1,
           double share = 1) {
  fmt::print("{}\t{}\t{:.6f}\t{}\t{:.3f}\n", task, name, seconds, sample, share);
  std::fflush(stdout);
}

/// The median of some rounds; what has to be done before each does not count.
double median_seconds(
    const std::function<void()>& work, std::size_t rounds = 5,
    const std::function<void()>& prepare = [] {}) {
  std::vector<double> seconds;
  for (std::size_t i = 0; i < rounds; ++i) {
    prepare();
    const Stopwatch watch;
    work();
    seconds.push_back(watch.seconds());
  }
  std::ranges::sort(seconds);
  return seconds[rounds / 2];
}

bool fail(std::string_view name, std::string_view what, std::uint64_t found,
          std::uint64_t expected) {
  fmt::print(stderr, "compare: {} finds {} {}, musubi {}\n", name, found, what, expected);
  return false;
}

/// Everything that was asked of one model.
class Comparison {
 public:
  Comparison(std::string path, std::string text, bool is_spoilt, std::span<char*> only)
      : path_(std::move(path)), text_(std::move(text)), is_spoilt_(is_spoilt), only_(only) {}

  bool run(const char* graph_path) {
    if (!compare_loads()) return false;
    const LoadedModel loaded = load();
    if (is_asked("snapshot") && !compare_snapshot(loaded, std::string(graph_path) + ".musubi")) {
      return false;
    }
    const SupplyGraph supply(loaded.model, loaded.model.as_of->date);
    const PeerGraph graph(supply);
    counts_ = rank(supply, "musubi, 2 threads", {.single_points = false, .threads = 2});
    if (counts_ != rank(supply, "musubi, 1 thread", {.single_points = false})) {
      fmt::print(stderr, "compare: musubi's own counts differ\n");
      return false;
    }
    rank(supply, "musubi, and single points of failure, 2 threads", {.threads = 2});
    rank(supply, "musubi, of organizations, 2 threads",
         {.of = ConcentrationOf::Organizations, .single_points = false, .threads = 2});
    most_used_ = static_cast<std::uint32_t>(std::ranges::max_element(counts_) - counts_.begin());
    if (!ask_impacts(supply)) return false;
    if (is_asked("check")) time_check(supply);
    if (is_spoilt_) ++counts_[most_used_];
    return compare_searches(graph) &&
           std::ranges::all_of(kPeers,
                               [&](const PeerEntry& peer) {
                                 return !is_asked(peer.name) || compare(graph, peer);
                               }) &&
           write_graph(graph_path, graph);
  }

 private:
  [[nodiscard]] LoadedModel load() const { return read_model({{.path = path_, .text = text_}}); }
  [[nodiscard]] bool is_asked(std::string_view name) const {
    return only_.empty() ||
           std::ranges::any_of(only_, [&](const char* one) { return name.starts_with(one); });
  }

  bool compare_loads();
  static bool compare_snapshot(const LoadedModel& loaded, const std::string& path);
  static void time_check(const SupplyGraph& supply);
  Counts rank(const SupplyGraph& supply, std::string_view name,
              const ConcentrationQuestion& question) const;
  [[nodiscard]] bool ask_impacts(const SupplyGraph& supply) const;
  [[nodiscard]] std::vector<std::uint32_t> sample_of(std::size_t sample) const;
  bool check_counts(std::string_view name, std::span<const std::uint32_t> services,
                    const Counts& found, std::size_t sample, double seconds) const;
  bool compare_searches(const PeerGraph& graph) const;
  bool compare(const PeerGraph& graph, const PeerEntry& entry) const;
  bool write_graph(const char* path, const PeerGraph& graph) const;

  std::string path_, text_;
  bool is_spoilt_;
  std::span<char*> only_;  // names of peers; empty for all
  Counts counts_;          // institutions, by service
  std::uint32_t most_used_ = 0;
};

std::uint64_t record_count(const Model& model) {
  return model.organizations.size() + model.services.size() + model.systems.size() +
         model.terms.size() + model.contracts.size() + model.assessments.size();
}

bool Comparison::compare_loads() {
  std::vector<ModelFile> files;
  LoadedModel loaded;
  const auto prepare = [&] {
    loaded = {};
    files.clear();
    std::string text;
    text.reserve(text_.size() + kTextPadding);
    use_large_pages(text.data(), text.capacity());  // as the reader of files does
    files.push_back({.path = path_, .text = std::move(text.append(text_))});
  };
  const auto read = [&] { loaded = read_model(std::move(files)); };
  print("load", "musubi, read and validated", median_seconds(read, 5, prepare));
  std::uint64_t records = record_count(loaded.model);
  loaded = {};
  if (is_spoilt_ && is_asked("RapidJSON")) ++records;
  if (const std::uint64_t found = count_records(text_); found != records) {
    return fail("RapidJSON", "records", found, records);
  }
  if (!is_asked("RapidJSON")) return true;
  print("load", "RapidJSON, events without a handler",
        median_seconds([&] { read_events(text_, false); }));
  print("load", "RapidJSON, the same with UTF-8 validated",
        median_seconds([&] { read_events(text_, true); }));
  return true;
}

bool Comparison::compare_snapshot(const LoadedModel& loaded, const std::string& path) {
  std::ofstream(path, std::ios::binary) << make_snapshot(loaded);
  std::expected<LoadedModel, Error> opened;
  const double seconds = median_seconds([&] { opened = open_snapshot_file(path); }, 9,
                                        [&] { opened = LoadedModel{}; });
  static_cast<void>(std::remove(path.c_str()));
  if (!opened) {
    fmt::print(stderr, "compare: {}\n", opened.error().message.en);
    return false;
  }
  print("load", "musubi, from a snapshot", seconds);
  const std::uint64_t records = record_count(loaded.model);
  const std::uint64_t found = record_count(opened->model);
  return found == records || fail("the snapshot", "records", found, records);
}

void Comparison::time_check(const SupplyGraph& supply) {
  CheckResult result;
  const auto check = [&] { result = check_model(supply, {.facts = {.threads = 2}}); };
  print("check", "musubi, all rules, 2 threads", median_seconds(check, 3, [&] { result = {}; }));
}

Counts Comparison::rank(const SupplyGraph& supply, std::string_view name,
                        const ConcentrationQuestion& question) const {
  const ConcentrationFinder finder(supply);  // the making of a peer's graph does not count either
  Concentrations found;
  print("rank", name, median_seconds([&] { found = finder.find(question); }, 9));
  Counts counts;
  for (const Concentration& row : found.rows) counts.push_back(row.institutions);
  return counts;
}

/// The systems that a change of the most used service can affect; and all that `impact` says of one
/// on which ten institutions hang, or a few more, which no peer does: it should not matter to that
/// how large the rest of the model is.
bool Comparison::ask_impacts(const SupplyGraph& supply) const {
  const auto question = [](std::uint32_t service) {
    return ChangeQuestion{.targets = {{RecordKind::Service, service}}, .systems = {}, .on = {}};
  };
  const ImpactFinder finder(supply);
  std::vector<SystemId> systems;
  const double seconds =
      median_seconds([&] { systems = finder.candidates(question(most_used_)); }, 21);
  print("affected", "musubi, systems that can be affected", seconds);
  std::vector<OrganizationId> owners;
  for (const SystemId s : systems) owners.push_back(supply.model()[s].owner.id);
  std::ranges::sort(owners);
  owners.erase(std::ranges::unique(owners).begin(), owners.end());
  if (owners.size() != counts_[most_used_]) {
    return fail("impact", "institutions", owners.size(), counts_[most_used_]);
  }
  std::uint32_t few = most_used_;
  for (std::uint32_t s = 0; s < counts_.size(); ++s) {
    if (counts_[s] >= 10 && counts_[s] < counts_[few]) few = s;
  }
  Impact impact;
  const double of_few = median_seconds([&] { impact = finder.find(question(few)); }, 21);
  print("impact", "musubi, of a service with few institutions", of_few);
  if (impact.institutions.size() == counts_[few]) return true;
  return fail("impact", "institutions", impact.institutions.size(), counts_[few]);
}

/// One service in `sample`, of all sizes; the most used one is among them.
std::vector<std::uint32_t> Comparison::sample_of(std::size_t sample) const {
  std::vector<std::uint32_t> order(counts_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t s) { return counts_[s]; });
  std::vector<std::uint32_t> chosen;
  for (std::size_t i = sample / 2; i < order.size(); i += sample) chosen.push_back(order[i]);
  return chosen;
}

bool Comparison::check_counts(std::string_view name, std::span<const std::uint32_t> services,
                              const Counts& found, std::size_t sample, double seconds) const {
  std::uint64_t pairs = 0;
  for (std::size_t i = 0; i < services.size(); ++i) {
    const std::uint64_t expected = counts_[services[i]];
    if (found[i] != expected) return fail(name, "institutions", found[i], expected);
    pairs += expected;
  }
  const std::uint64_t all = std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
  const auto times = static_cast<double>(sample);
  print("rank", name, seconds * times, sample,
        static_cast<double>(pairs) * times / static_cast<double>(std::max<std::uint64_t>(all, 1)));
  return true;
}

bool Comparison::compare_searches(const PeerGraph& graph) const {
  constexpr std::string_view kName = "own search from each, 2 threads";
  if (!is_asked(kName)) return true;
  const auto services = sample_of(1);
  const Stopwatch watch;
  const Counts found = count_by_searches(graph, services);
  return check_counts(kName, services, found, 1, watch.seconds());
}

bool Comparison::compare(const PeerGraph& graph, const PeerEntry& entry) const {
  const auto peer = entry.make(graph);
  std::vector<std::uint32_t> reached;
  const double seconds = median_seconds([&] { reached = peer->reach(most_used_); });
  if (reached.size() != counts_[most_used_]) {
    return fail(entry.name, "institutions", reached.size(), counts_[most_used_]);
  }
  print("affected", entry.name, seconds);
  const auto services = sample_of(entry.sample);
  Counts found;
  const Stopwatch watch;
  for (const std::uint32_t service : services) found.push_back(peer->count(service));
  return check_counts(entry.name, services, found, entry.sample, watch.seconds());
}

bool Comparison::write_graph(const char* path, const PeerGraph& graph) const {
  std::ofstream out(path, std::ios::binary);
  out << graph.services << ' ' << graph.nodes << '\n';
  for (const std::uint64_t count : counts_) out << count << '\n';
  for (std::uint32_t node = 0; node < graph.nodes; ++node) {
    for (const std::uint32_t end : graph.from(node)) out << node << ' ' << end << '\n';
  }
  return static_cast<bool>(out.flush());
}

int run(std::span<char*> args) {
  const bool is_spoilt = args.size() > 1 && std::string_view(args[1]) == "--spoil";
  const auto names = args.subspan(std::min<std::size_t>(args.size(), is_spoilt ? 2 : 1));
  if (names.size() < 2) {
    fmt::print(stderr, "usage: compare [--spoil] MODEL GRAPH [PEER…]\n");
    return 2;
  }
  auto text = read_text_file(names[0]);
  if (!text) {
    fmt::print(stderr, "compare: {}\n", text.error().message.en);
    return 3;
  }
  return Comparison(names[0], *std::move(text), is_spoilt, names.subspan(2)).run(names[1]) ? 0 : 1;
}

}  // namespace
}  // namespace musubi::bench

int main(int argc, char** argv) {
  return musubi::bench::run(std::span(argv, static_cast<std::size_t>(argc)));
}
