#include "engine/reach_counts.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <numeric>
#include <span>
#include <thread>

// Counting bits takes one instruction on most machines, but not on the oldest that the program runs
// on: there is one version of the sweep for each. The sanitizers do not know such functions.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define MUSUBI_VERSIONS [[gnu::target_clones("default", "arch=haswell")]]
#else
#define MUSUBI_VERSIONS
#endif

namespace musubi {
namespace {

constexpr std::size_t kWords = 8;
using Bits = std::array<std::uint64_t, kWords>;
constexpr std::uint32_t kNobody = 0xFFFFFFFFU;
/// So many sources of one weight get words of their own.
constexpr std::size_t kWorthAWord = 32;

/// 64 sources whose groups end in the same word.
struct Word {
  std::array<std::uint32_t, 64> sources{};  // by bit; `kNobody` where there is none
  std::array<std::int64_t, 64> weights{};   // of its group, by bit
  std::uint64_t last = 0;                   // the last source of each group
  std::uint64_t others = 0;                 // the other ones
  bool even = true;                         // all groups have the same weight
};

/// 512 of them.
struct Block {
  std::vector<Word> words;
  bool simple = true;  // every group is one source, and all have the same weight
};

/// Puts groups into words: those with one weight and one size together, so that most blocks are
/// simple.
class Packing {
 public:
  explicit Packing(const ReachSources& sources) : sources_(sources) {
    std::vector<std::uint32_t> order(sources.weights.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(
        order, {}, [&](std::uint32_t g) { return std::pair(sources.weights[g], size_of(g)); });
    std::vector<std::uint32_t> rare;
    for (auto begin = order.begin(); begin != order.end();) {
      const std::int64_t weight = sources.weights[*begin];
      const auto end = std::find_if(begin, order.end(),
                                    [&](std::uint32_t g) { return sources.weights[g] != weight; });
      if (static_cast<std::size_t>(end - begin) < kWorthAWord) {
        rare.insert(rare.end(), begin, end);
      } else {
        begin_word();
        for (auto at = begin; at != end; ++at) add(*at);
      }
      begin = end;
    }
    begin_word();
    for (const std::uint32_t group : rare) add(group);
    begin_word();
  }

  [[nodiscard]] std::vector<Block> blocks() {
    std::ranges::stable_partition(words_, is_simple);
    std::vector<Block> blocks;
    for (Word& word : words_) {
      if (blocks.empty() || blocks.back().words.size() == kWords) blocks.emplace_back();
      Block& block = blocks.back();
      block.words.push_back(word);
      block.simple &= is_simple(word) && word.weights[0] == block.words.front().weights[0];
    }
    return blocks;
  }

 private:
  static bool is_simple(const Word& word) { return word.others == 0 && word.even; }

  [[nodiscard]] std::uint32_t size_of(std::uint32_t group) const {
    return sources_.group_starts[group + 1] - sources_.group_starts[group];
  }

  void begin_word() {
    if (used_ > 0) words_.push_back(word_);
    word_ = {};
    word_.sources.fill(kNobody);
    used_ = 0;
  }

  void add(std::uint32_t group) {
    const std::uint32_t size = size_of(group);
    if (size == 0) return;
    if (used_ + size > 64) begin_word();
    if (used_ > 0) word_.even &= word_.weights[0] == sources_.weights[group];
    for (std::uint32_t i = 0; i < size; ++i, ++used_) {
      word_.sources[used_] = sources_.group_starts[group] + i;
      word_.weights[used_] = sources_.weights[group];
      const std::uint64_t bit = std::uint64_t{1} << used_;
      (i + 1 == size ? word_.last : word_.others) |= bit;
    }
  }

  const ReachSources& sources_;
  std::vector<Word> words_;
  Word word_;
  std::uint32_t used_ = 0;
};

/// The graph as it is swept: the parts in an order in which all links lead on.
struct Sweep {
  std::vector<std::uint32_t> place_of;  // by node
  Links links;                          // by place
};

Sweep prepare(const Links& links) {
  const Condensation parts = condense(links);
  Links between = links_between(links, parts);
  Sweep sweep;
  const std::uint32_t count = parts.part_count;
  sweep.place_of.reserve(links.size());
  for (const std::uint32_t part : parts.part_of) sweep.place_of.push_back(count - 1 - part);
  sweep.links.ends.reserve(between.ends.size());
  for (std::uint32_t place = 0; place < count; ++place) {
    for (const std::uint32_t part : between.from(count - 1 - place)) {
      sweep.links.ends.push_back(count - 1 - part);
    }
    sweep.links.starts.push_back(static_cast<std::uint32_t>(sweep.links.ends.size()));
  }
  return sweep;
}

/// What one thread needs.
struct Workplace {
  explicit Workplace(std::size_t places)
      : rows(places), active(places / 64 + 1, 0), counts(places) {}

  std::vector<Bits> rows;             // by place; those that are not active hold anything
  std::vector<std::uint64_t> active;  // a bit for each place
  std::vector<ReachCount> counts;     // by place
};

/// Adds bits to the row of a place.
inline void reach(Workplace& at, std::uint32_t place, const Bits& bits) {
  std::uint64_t& word = at.active[place / 64];
  const std::uint64_t bit = std::uint64_t{1} << (place % 64);
  Bits& row = at.rows[place];
  if ((word & bit) == 0) {
    word |= bit;
    row = bits;
    return;
  }
  for (std::size_t i = 0; i < kWords; ++i) row[i] |= bits[i];
}

void seed(const Sweep& sweep, const ReachSources& sources, const Block& block, Workplace& at) {
  for (std::size_t w = 0; w < block.words.size(); ++w) {
    for (std::size_t bit = 0; bit < 64; ++bit) {
      const std::uint32_t source = block.words[w].sources[bit];
      if (source == kNobody) continue;
      Bits bits{};
      bits[w] = std::uint64_t{1} << bit;
      for (std::uint32_t i = sources.seed_starts[source]; i < sources.seed_starts[source + 1];
           ++i) {
        reach(at, sweep.place_of[sources.seeds[i]], bits);
      }
    }
  }
}

inline std::uint64_t ones(std::uint64_t word) {
  return static_cast<std::uint64_t>(std::popcount(word));
}

inline void count_simple(const Bits& row, std::int64_t weight, ReachCount& count) {
  std::uint64_t sum = 0;
  for (const std::uint64_t word : row) sum += ones(word);
  count.sources += sum;
  count.groups += sum;
  count.weight += static_cast<std::int64_t>(sum) * weight;
}

inline void count_groups(const Bits& row, const Block& block, ReachCount& count) {
  for (std::size_t w = 0; w < block.words.size(); ++w) {
    if (row[w] == 0) continue;
    const Word& word = block.words[w];
    count.sources += ones(row[w]);
    // Adding ones below the last bit of each group carries into it where one of them is set.
    const std::uint64_t groups = (((row[w] & word.others) + word.others) | row[w]) & word.last;
    count.groups += ones(groups);
    if (word.even) {
      count.weight += static_cast<std::int64_t>(ones(groups)) * word.weights[0];
      continue;
    }
    for (std::uint64_t left = groups; left != 0; left &= left - 1) {
      count.weight += word.weights[static_cast<std::size_t>(std::countr_zero(left))];
    }
  }
}

MUSUBI_VERSIONS
void sweep_block(const Links& links, const Block& block, Workplace& at) {
  const std::int64_t weight = block.words.front().weights[0];
  for (std::size_t w = 0; w < at.active.size(); ++w) {
    while (at.active[w] != 0) {
      const auto place = static_cast<std::uint32_t>(w * 64) +
                         static_cast<std::uint32_t>(std::countr_zero(at.active[w]));
      at.active[w] &= at.active[w] - 1;
      const Bits row = at.rows[place];
      if (block.simple) {
        count_simple(row, weight, at.counts[place]);
      } else {
        count_groups(row, block, at.counts[place]);
      }
      for (const std::uint32_t end : links.from(place)) reach(at, end, row);
    }
  }
}

}  // namespace

std::vector<ReachCount> count_reach(const Links& links, const ReachSources& sources,
                                    unsigned threads) {
  std::vector<ReachCount> counts(links.size());
  const std::vector<Block> blocks = Packing(sources).blocks();
  if (blocks.empty() || links.size() == 0) return counts;
  const Sweep sweep = prepare(links);
  std::atomic<std::size_t> next = 0;
  const auto work = [&](Workplace& at) {
    for (std::size_t b = next++; b < blocks.size(); b = next++) {
      seed(sweep, sources, blocks[b], at);
      sweep_block(sweep.links, blocks[b], at);
    }
  };
  const std::size_t workers = std::clamp<std::size_t>(blocks.size() / 2, 1, std::max(1U, threads));
  std::vector<Workplace> workplaces(workers, Workplace(sweep.links.size()));
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < workers; ++i) {
      others.emplace_back([&work, &workplaces, i] { work(workplaces[i]); });
    }
    work(workplaces.front());
  }
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
