#include "engine/reach_counts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <future>
#include <map>
#include <numeric>
#include <span>
#include <utility>

#include "engine/threads.h"
#include "engine/versions.h"

namespace musubi {
namespace {

constexpr std::size_t kWords = 16;
/// Two lines of the cache, which are fetched together, and which it shares with no other row.
struct alignas(128) Bits : std::array<std::uint64_t, kWords> {};
constexpr std::uint32_t kNobody = 0xFFFFFFFFU;
/// So many sources of one weight get words of their own.
constexpr std::size_t kWorthAWord = 32;

/// 64 sources, of groups that lie in one word as a whole.
struct Word {
  std::array<std::uint32_t, 64> sources{};  // by bit; `kNobody` where there is none
  std::uint64_t last = 0;                   // the last source of each group
  std::uint64_t others = 0;                 // the other ones
  std::int64_t weight = 0;                  // of all groups, where they have the same
  std::vector<std::int64_t> weights;        // else by bit

  /// Every group is one source, and all have the same weight.
  [[nodiscard]] bool is_simple() const { return others == 0 && weights.empty(); }
};

/// 1,024 of them.
struct Block {
  std::span<const Word> words;
  bool simple = true;  // every word is, and all have the same weight

  [[nodiscard]] std::uint64_t source_count() const {
    std::uint64_t count = 0;
    for (const Word& word : words) {
      count += static_cast<std::uint64_t>(std::popcount(word.last | word.others));
    }
    return count;
  }
};

/// Puts groups into words: those with one weight and one size together, so that most blocks are
/// simple.
class Packing {
 public:
  explicit Packing(const ReachSources& sources) : sources_(sources) {
    words_.reserve(sources.size() / 60 + 64);
    std::vector<std::uint32_t> rare;
    for (const auto& [weight, groups] : by_weight()) {
      if (groups.size() < kWorthAWord) {
        rare.insert(rare.end(), groups.begin(), groups.end());
        continue;
      }
      begin_word();
      // Groups of one source first.
      for (const std::uint32_t group : groups) {
        if (size_of(group) == 1) add(group);
      }
      begin_word();
      for (const std::uint32_t group : groups) {
        if (size_of(group) > 1) add(group);
      }
    }
    begin_word();
    for (const std::uint32_t group : rare) add(group);
    if (used_ == 0 && !words_.empty()) words_.pop_back();
    std::ranges::stable_partition(words_, &Word::is_simple);
  }

  /// They refer to the packing.
  [[nodiscard]] std::vector<Block> blocks() const {
    std::vector<Block> blocks;
    for (std::size_t begin = 0; begin < words_.size(); begin += kWords) {
      const std::size_t count = std::min(kWords, words_.size() - begin);
      Block& block = blocks.emplace_back();
      block.words = std::span(words_).subspan(begin, count);
      block.simple = std::ranges::all_of(block.words, [&](const Word& word) {
        return word.is_simple() && word.weight == block.words.front().weight;
      });
    }
    return blocks;
  }

 private:
  /// Most groups have one of few weights.
  [[nodiscard]] std::map<std::int64_t, std::vector<std::uint32_t>> by_weight() const {
    std::map<std::int64_t, std::vector<std::uint32_t>> groups;
    std::vector<std::uint32_t>* last = nullptr;
    for (std::uint32_t g = 0; g < sources_.weights.size(); ++g) {
      if (last == nullptr || sources_.weights[g] != sources_.weights[g - 1]) {
        last = &groups[sources_.weights[g]];
      }
      last->push_back(g);
    }
    return groups;
  }

  [[nodiscard]] std::uint32_t size_of(std::uint32_t group) const {
    return sources_.group_starts[group + 1] - sources_.group_starts[group];
  }

  void begin_word() {
    if (used_ == 0 && !words_.empty()) return;
    words_.emplace_back().sources.fill(kNobody);
    used_ = 0;
  }

  void add(std::uint32_t group) {
    const std::uint32_t size = size_of(group);
    if (size == 0) return;
    if (used_ + size > 64) begin_word();
    Word& word = words_.back();
    const std::int64_t weight = sources_.weights[group];
    if (used_ == 0) word.weight = weight;
    if (weight != word.weight && word.weights.empty()) word.weights.assign(64, word.weight);
    for (std::uint32_t i = 0; i < size; ++i, ++used_) {
      word.sources[used_] = sources_.group_starts[group] + i;
      if (!word.weights.empty()) word.weights[used_] = weight;
      const std::uint64_t bit = std::uint64_t{1} << used_;
      (i + 1 == size ? word.last : word.others) |= bit;
    }
  }

  const ReachSources& sources_;
  std::vector<Word> words_;
  std::uint32_t used_ = 0;  // bits of the last word
};

/// The graph as it is swept: the parts in an order in which all links lead on.
struct Sweep {
  std::vector<std::uint32_t> place_of;  // by node
  Links links;                          // by place
};

/// The parts level by level, each after all that lead to it, and on a level the most wanted first:
/// what most sources reach lies together and stays in the cache.
std::vector<std::uint32_t> find_order(const Links& between,
                                      const std::vector<std::uint32_t>& seeds) {
  const auto count = static_cast<std::uint32_t>(between.size());
  std::vector<std::uint32_t> level(count, 0);
  std::vector<std::uint32_t> wanted = seeds;
  for (std::uint32_t part = count; part-- > 0;) {
    for (const std::uint32_t below : between.from(part)) {
      level[below] = std::max(level[below], level[part] + 1);
      wanted[below] = std::max(wanted[below], wanted[part]);
    }
  }
  // How much they are wanted is told apart by twice as much, which needs no comparing.
  constexpr std::uint32_t kBitCounts = 33;
  const auto bucket_of = [&](std::uint32_t part) {
    return level[part] * kBitCounts + (kBitCounts - 1) - std::bit_width(wanted[part]);
  };
  std::vector<std::uint32_t> next;  // by bucket: where its next part belongs
  for (std::uint32_t part = 0; part < count; ++part) {
    if (next.size() < bucket_of(part) + 2) next.resize(bucket_of(part) + 2, 0);
    ++next[bucket_of(part) + 1];
  }
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<std::uint32_t> order(count);
  for (std::uint32_t part = count; part-- > 0;) order[next[bucket_of(part)]++] = part;
  return order;
}

Sweep prepare(const Links& links, const ReachSources& sources) {
  const Condensation parts = condense(links);
  const Links between = links_between(links, parts);
  std::vector<std::uint32_t> seeds(parts.part_count, 0);
  // Some of them tell as much of what is wanted as all.
  for (std::size_t i = 0; i < sources.seeds.size(); i += 8) {
    ++seeds[parts.part_of[sources.seeds[i]]];
  }
  const std::vector<std::uint32_t> order = find_order(between, seeds);
  std::vector<std::uint32_t> place(parts.part_count);
  for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  Sweep sweep;
  sweep.place_of.reserve(links.size());
  for (const std::uint32_t part : parts.part_of) sweep.place_of.push_back(place[part]);
  sweep.links.ends.reserve(between.ends.size());
  for (const std::uint32_t part : order) {
    for (const std::uint32_t below : between.from(part)) sweep.links.ends.push_back(place[below]);
    sweep.links.starts.push_back(static_cast<std::uint32_t>(sweep.links.ends.size()));
  }
  return sweep;
}

/// What one thread needs.
struct Workplace {
  Workplace() = default;
  explicit Workplace(std::size_t places)
      : rows(places), active(places / 64 + 1, 0), counts(places), simple(places, 0) {}

  /// What simple blocks have counted since the last time, all of one weight.
  void take_simple() {
    for (std::size_t place = 0; place < counts.size(); ++place) {
      const std::uint32_t found = std::exchange(simple[place], 0);
      counts[place].sources += found;
      counts[place].groups += found;
      counts[place].weight += found * weight;
    }
  }

  std::vector<Bits> rows;             // by place; those that are not active hold nothing
  std::vector<std::uint64_t> active;  // a bit for each place
  std::vector<ReachCount> counts;     // by place, but for these:
  std::vector<std::uint32_t> simple;  // of groups of one source
  std::int64_t weight = 0;            // of each of them
};

/// Apart from one another, as the rows of two places are.
inline void merge(std::uint64_t* __restrict to, const std::uint64_t* __restrict from) {
  for (std::size_t i = 0; i < kWords; ++i) to[i] |= from[i];
}

inline void activate(Workplace& at, std::uint32_t place) {
  at.active[place / 64] |= std::uint64_t{1} << (place % 64);
}

void seed(const Sweep& sweep, const ReachSources& sources, const Block& block, Workplace& at) {
  for (std::size_t w = 0; w < block.words.size(); ++w) {
    for (std::size_t bit = 0; bit < 64; ++bit) {
      const std::uint32_t source = block.words[w].sources[bit];
      if (source == kNobody) continue;
      for (std::uint32_t i = sources.seed_starts[source]; i < sources.seed_starts[source + 1];
           ++i) {
        const std::uint32_t place = sweep.place_of[sources.seeds[i]];
        activate(at, place);
        at.rows[place][w] |= std::uint64_t{1} << bit;
      }
    }
  }
}

inline std::uint64_t ones(std::uint64_t word) {
  return static_cast<std::uint64_t>(std::popcount(word));
}

inline std::uint32_t count_simple(const Bits& row) {
  std::uint64_t count = 0;
  for (const std::uint64_t word : row) count += ones(word);
  return static_cast<std::uint32_t>(count);
}

inline void count_groups(const Bits& row, const Block& block, ReachCount& count) {
  for (std::size_t w = 0; w < block.words.size(); ++w) {
    if (row[w] == 0) continue;
    const Word& word = block.words[w];
    count.sources += ones(row[w]);
    // Adding ones below the last bit of each group carries into it where one of them is set.
    const std::uint64_t groups = (((row[w] & word.others) + word.others) | row[w]) & word.last;
    count.groups += ones(groups);
    if (word.weights.empty()) {
      count.weight += static_cast<std::int64_t>(ones(groups)) * word.weight;
      continue;
    }
    for (std::uint64_t left = groups; left != 0; left &= left - 1) {
      count.weight += word.weights[static_cast<std::size_t>(std::countr_zero(left))];
    }
  }
}

// Counting bits takes one instruction on most machines.
MUSUBI_VERSIONS
void sweep_block(const Links& links, const Block& block, Workplace& at) {
  for (std::size_t w = 0; w < at.active.size(); ++w) {
    while (at.active[w] != 0) {
      const auto place = static_cast<std::uint32_t>(w * 64) +
                         static_cast<std::uint32_t>(std::countr_zero(at.active[w]));
      at.active[w] &= at.active[w] - 1;
      Bits& row = at.rows[place];
      if (block.simple) {
        at.simple[place] += count_simple(row);
      } else {
        count_groups(row, block, at.counts[place]);
      }
      for (const std::uint32_t end : links.from(place)) {
        activate(at, end);
        merge(at.rows[end].data(), row.data());
      }
      row = {};
    }
  }
}

}  // namespace

std::vector<ReachCount> count_reach(const Links& links, const ReachSources& sources,
                                    unsigned threads, Progress* progress) {
  std::vector<ReachCount> counts(links.size());
  if (sources.size() == 0 || links.size() == 0) return counts;
  const auto policy = threads > 1 ? std::launch::async : std::launch::deferred;
  auto packed = std::async(policy, [&sources] { return Packing(sources); });
  const Sweep sweep = prepare(links, sources);
  const Packing packing = packed.get();
  const std::vector<Block> blocks = packing.blocks();
  Pieces pieces(blocks.size(), 1);
  const auto work = [&](Workplace& at) {
    pieces.take([&](std::size_t b, std::size_t) {
      if (blocks[b].simple && at.weight != blocks[b].words.front().weight) {
        at.take_simple();
        at.weight = blocks[b].words.front().weight;
      }
      seed(sweep, sources, blocks[b], at);
      sweep_block(sweep.links, blocks[b], at);
      add_done(progress, blocks[b].source_count());
    });
    at.take_simple();
  };
  const std::size_t workers = std::clamp<std::size_t>(blocks.size() / 2, 1, std::max(1U, threads));
  std::vector<Workplace> workplaces(workers);
  on_threads(workers, [&](std::size_t i) {
    workplaces[i] = Workplace(sweep.links.size());
    work(workplaces[i]);
  });
  for (std::size_t node = 0; node < counts.size(); ++node) {
    for (const Workplace& at : workplaces) {
      const ReachCount& part = at.counts[sweep.place_of[node]];
      counts[node].sources += part.sources;
      counts[node].groups += part.groups;
      counts[node].weight += part.weight;
    }
  }
  return counts;
}

}  // namespace musubi
