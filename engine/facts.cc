#include "engine/facts.h"

#include <algorithm>
#include <cstddef>
#include <future>
#include <optional>
#include <thread>
#include <utility>

#include "engine/agreement_tables.h"
#include "engine/fact_table.h"
#include "engine/shared_facts.h"
#include "engine/shared_notices.h"
#include "engine/shared_plan.h"

namespace musubi {
namespace {

/// What is the same for all systems.
struct Plan {
  Plan(const SupplyGraph& graph, const Confirmations& confirmations, const Stated& said,
       const FactsOptions& asked, const FactNeeds& needed)
      : supply(graph),
        stated(said),
        options(asked),
        needs(needed),
        shared(graph, confirmations, needed.met_until) {
    if (needs.notices) notices.emplace(shared, stated);
    if (needs.notices) given.emplace(supply);
    if (needs.others) agreements.emplace(supply, stated, options.max_systems);
  }
  Plan(const Plan&) = delete;
  Plan& operator=(const Plan&) = delete;
  Plan(Plan&&) = delete;
  Plan& operator=(Plan&&) = delete;
  ~Plan() = default;

  const SupplyGraph& supply;
  const Stated& stated;
  const FactsOptions& options;
  const FactNeeds& needs;
  SharedPlan shared;
  std::optional<NoticePlan> notices;
  std::optional<GivenNotices> given;
  std::optional<AgreementReader> agreements;
};

/// What was found in a range of systems: of plain ones together, of the others one by one.
struct Share {
  explicit Share(const Plan& plan)
      : plain(plan.options.max_systems),
        alone(plan.options.max_systems),
        plain_notices(plan.options.max_systems),
        agreed(plan.options.max_systems),
        reached(plan.supply.service_count(), 0) {}

  FactTables plain, alone;
  NoticeTables plain_notices;
  AgreementTables agreed;
  std::vector<char> reached;
  std::vector<SystemId> unused_placements;
};

/// Looks at a range of systems.
class RangeReader {
 public:
  RangeReader(const Plan& plan, Share& share) : plan_(plan), share_(share) {}

  void read(std::size_t begin, std::size_t end) {
    std::vector<SystemId> systems;
    for (std::size_t i = begin; i < end; ++i) systems.emplace_back(i);
    if (plan_.options.one_by_one) {
      alone_ = systems;
    } else {
      read_together(systems);
    }
    for (const SystemId system : systems) {
      const bool whole = std::ranges::binary_search(alone_, system);
      const bool notices = whole || std::ranges::binary_search(alone_for_notices_, system);
      if (notices || plan_.agreements) read_alone(system, whole, notices);
    }
  }

 private:
  void read_together(std::span<const SystemId> systems) {
    constexpr std::size_t kPiece = PlainBlock::kSize;
    PlainBlock block(plan_.shared);
    SharedFacts shared(plan_.shared, block, share_.plain, share_.reached,
                       plan_.options.max_systems);
    std::optional<SharedNotices> notices;
    if (plan_.notices) notices.emplace(*plan_.notices, block, share_.plain_notices);
    const auto add_block = [&] {
      shared.add_block();
      if (notices) notices->add_block(alone_for_notices_);
    };
    for (std::size_t i = 0; i < systems.size(); i += kPiece) {
      const std::size_t before = alone_.size() + alone_for_notices_.size();
      const auto piece = systems.subspan(i, std::min(kPiece, systems.size() - i));
      block.for_each_block(piece, alone_, add_block);
      const std::size_t left = alone_.size() + alone_for_notices_.size() - before;
      if (!plan_.agreements) add_done(plan_.options.progress, piece.size() - left);
    }
    shared.finish();
    std::ranges::sort(alone_);
    std::ranges::sort(alone_for_notices_);
  }

  void read_alone(SystemId system, bool whole, bool notices) {
    const SystemGraph graph(plan_.supply, system);
    if (whole) add_facts(graph);
    if (notices && plan_.given) {
      add_notice_facts(graph, plan_.stated, *plan_.given, share_.agreed.notices);
    }
    if (plan_.agreements) plan_.agreements->read(graph, share_.agreed);
    add_done(plan_.options.progress);
  }

  void add_facts(const SystemGraph& graph) {
    add_facts_of(graph, plan_.shared, share_.alone, share_.reached);
    const auto is_unused = [&](const Placement& placement) {
      return !graph.find(placement.service.id);
    };
    const SystemId system = graph.system();
    if (std::ranges::any_of(plan_.supply.model()[system].placements, is_unused)) {
      share_.unused_placements.push_back(system);
    }
  }

  const Plan& plan_;
  Share& share_;
  std::vector<SystemId> alone_, alone_for_notices_;  // that have to be looked at by themselves
};

/// Shares of about the same number of systems, each on a thread of its own.
std::vector<Share> find_shares(const Plan& plan) {
  const std::size_t count = plan.supply.model().systems.size();
  begin_step(plan.options.progress, Step::Systems, count);
  const std::size_t workers =
      std::clamp<std::size_t>(count / 64, 1, std::max(1U, plan.options.threads));
  std::vector<Share> shares;
  shares.reserve(workers);
  for (std::size_t i = 0; i < workers; ++i) shares.emplace_back(plan);
  std::vector<std::jthread> threads;
  const auto work = [&](std::size_t i) {
    RangeReader(plan, shares[i]).read(count * i / workers, count * (i + 1) / workers);
  };
  for (std::size_t i = 1; i < workers; ++i) threads.emplace_back(work, i);
  work(0);
  threads.clear();
  return shares;
}

/// All but the duties that are met.
void take(FactTables& tables, Facts& facts) {
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
}

AllFacts unite(const Plan& plan, std::vector<Share> shares) {
  const std::size_t max_systems = plan.options.max_systems;
  FactTables tables(max_systems);
  AgreementTables agreed(max_systems);
  std::vector<char> reached(plan.supply.service_count(), 0);
  std::vector<SystemId> unused_placements;
  for (Share& share : shares) {
    tables.merge(std::move(share.plain));
    tables.merge(std::move(share.alone));
    share.agreed.notices.merge(std::move(share.plain_notices));
    agreed.merge(std::move(share.agreed), max_systems);
    for (std::size_t i = 0; i < reached.size(); ++i) {
      if (share.reached[i] != 0) reached[i] = 1;
    }
    unused_placements.insert(unused_placements.end(), share.unused_placements.begin(),
                             share.unused_placements.end());
  }
  if (plan.agreements) agreed.contracts.resize(plan.supply.model().contracts.size());
  AllFacts all;
  // The duties that are met are about as many as all others together.
  const auto policy = plan.options.threads > 1 ? std::launch::async : std::launch::deferred;
  auto others = std::async(policy, [&] {
    all.facts.met = tables.met.take();
    all.agreed = agreed.take();
  });
  take(tables, all.facts);
  others.get();
  all.facts.reached = std::move(reached);
  all.facts.unused_placements = std::move(unused_placements);
  return all;
}

}  // namespace

AllFacts find_all_facts(const SupplyGraph& supply, const Confirmations& confirmations,
                        const Stated& stated, const FactsOptions& options, const FactNeeds& needs) {
  const Plan plan(supply, confirmations, stated, options, needs);
  return unite(plan, find_shares(plan));
}

Facts find_facts(const SupplyGraph& supply, const Confirmations& confirmations,
                 const FactsOptions& options) {
  const Stated stated(supply.model());
  return find_all_facts(supply, confirmations, stated, options,
                        {.met_until = std::nullopt, .notices = false, .others = false})
      .facts;
}

}  // namespace musubi
