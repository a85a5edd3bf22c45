#include "engine/facts.h"

#include <algorithm>
#include <cstddef>
#include <thread>
#include <utility>

#include "engine/fact_table.h"
#include "engine/shared_facts.h"
#include "engine/shared_plan.h"

namespace musubi {
namespace {

/// So many systems are evaluated before that is told: some blocks of those that are evaluated
/// together.
constexpr std::size_t kPiece = 4 * SharedFacts::kBlock;

/// The facts of a range of systems: plain ones together, the others one by one.
struct Share {
  explicit Share(const SupplyGraph& supply, std::size_t max_systems)
      : plain(max_systems), special(max_systems), reached(supply.service_count(), 0) {}

  FactTables plain, special;
  std::vector<char> reached;
  std::vector<SystemId> unused_placements;
};

void add_special(const SharedPlan& plan, SystemId system, Share& share) {
  const SupplyGraph& supply = *plan.supply;
  const SystemGraph graph(supply, system);
  add_facts_of(graph, plan, share.special, share.reached);
  const auto is_unused = [&](const Placement& placement) {
    return !graph.find(placement.service.id);
  };
  if (std::ranges::any_of(supply.model()[system].placements, is_unused)) {
    share.unused_placements.push_back(system);
  }
}

void find_share(const SharedPlan& plan, const FactsOptions& options, std::size_t begin,
                std::size_t end, Share& share) {
  std::vector<SystemId> systems;
  for (std::size_t i = begin; i < end; ++i) systems.emplace_back(i);
  std::vector<SystemId> left;
  if (options.one_by_one) {
    left = std::move(systems);
  } else {
    PlainBlock block(plan);
    SharedFacts shared(plan, block, share.plain, share.reached, options.max_systems);
    for (std::size_t i = 0; i < systems.size(); i += kPiece) {
      const std::size_t left_before = left.size();
      const auto piece = std::span(systems).subspan(i, std::min(kPiece, systems.size() - i));
      block.for_each_block(piece, left, [&] { shared.add_block(); });
      add_done(options.progress, piece.size() - (left.size() - left_before));
    }
    shared.finish();
  }
  std::ranges::sort(left);
  for (const SystemId system : left) {
    add_special(plan, system, share);
    add_done(options.progress);
  }
}

/// Shares of about the same number of systems, each on a thread of its own.
std::vector<Share> find_shares(const SharedPlan& plan, const FactsOptions& options) {
  const std::size_t count = plan.supply->model().systems.size();
  begin_step(options.progress, Step::Systems, count);
  const std::size_t workers = std::clamp<std::size_t>(count / 64, 1, std::max(1U, options.threads));
  std::vector<Share> shares;
  shares.reserve(workers);
  for (std::size_t i = 0; i < workers; ++i) shares.emplace_back(*plan.supply, options.max_systems);
  std::vector<std::jthread> threads;
  const auto work = [&](std::size_t i) {
    find_share(plan, options, count * i / workers, count * (i + 1) / workers, shares[i]);
  };
  for (std::size_t i = 1; i < workers; ++i) threads.emplace_back(work, i);
  work(0);
  threads.clear();
  return shares;
}

}  // namespace

Facts find_facts(const SupplyGraph& supply, const Confirmations& confirmations,
                 const FactsOptions& options) {
  const SharedPlan plan(supply, confirmations);
  std::vector<Share> shares = find_shares(plan, options);
  Facts facts;
  facts.reached.assign(supply.service_count(), 0);
  FactTables tables(options.max_systems);
  for (Share& share : shares) {
    tables.merge(std::move(share.plain));
    tables.merge(std::move(share.special));
    for (std::size_t i = 0; i < facts.reached.size(); ++i) {
      if (share.reached[i] != 0) facts.reached[i] = 1;
    }
    facts.unused_placements.insert(facts.unused_placements.end(), share.unused_placements.begin(),
                                   share.unused_placements.end());
  }
  facts.unmet_independent = tables.unmet_independent.take();
  facts.unmet_of_owner = tables.unmet_of_owner.take();
  facts.unmet_of_others = tables.unmet_of_others.take();
  facts.missing_contracts = tables.missing_contracts.take();
  facts.gaps = tables.gaps.take();
  facts.unexplained = tables.unexplained.take();
  facts.undelimited = tables.undelimited.take();
  facts.nominated = tables.nominated.take();
  facts.cycles = tables.cycles.take();
  facts.answering = tables.answering.take();
  // How many systems somebody answers in is not counted where many are evaluated together.
  for (Fact& fact : facts.answering) fact.systems.count = fact.systems.first.size();
  return facts;
}

}  // namespace musubi
