#include "engine/facts.h"

#include <algorithm>
#include <cstddef>
#include <future>
#include <iterator>
#include <optional>
#include <utility>

#include "engine/agreement_tables.h"
#include "engine/fact_table.h"
#include "engine/shared_facts.h"
#include "engine/shared_notices.h"
#include "engine/shared_plan.h"
#include "engine/threads.h"

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
  std::optional<AgreementReader> agreements;
};

/// What one thread found: of plain systems together, of the others one by one.
struct Share {
  explicit Share(const Plan& plan)
      : plain(plan.options.max_systems),
        alone(plan.options.max_systems),
        vendors(plan.shared, plan.options.max_systems),
        plain_notices(plan.options.max_systems),
        agreed(plan.options.max_systems),
        reached(plan.supply.service_count(), 0) {}

  FactTables plain, alone;
  PlanTallies vendors;
  NoticeTables plain_notices;
  AgreementTables agreed;
  std::vector<char> reached;
  std::vector<SystemId> unused_placements;
};

/// The systems that have to be looked at by themselves, in order: as a whole, or for notices only.
struct Left {
  std::vector<SystemId> whole, for_notices;
};

/// Looks at systems for one share.
class ShareReader {
 public:
  ShareReader(const Plan& plan, Share& share) : plan_(plan), share_(share) {}

  /// Takes pieces of the systems and looks at the plain ones of each together.
  void read_together(Pieces& pieces, Left& left) {
    PlainBlock block(plan_.shared);
    SharedFacts shared(plan_.shared, block, share_.plain, share_.vendors, share_.reached,
                       plan_.options.max_systems);
    std::optional<SharedNotices> notices;
    if (plan_.notices) notices.emplace(*plan_.notices, block, share_.plain_notices);
    const auto add_block = [&] {
      shared.add_block();
      if (notices) notices->add_block(left.for_notices);
    };
    pieces.take([&](std::size_t begin, std::size_t end) {
      std::vector<SystemId> piece;
      for (std::size_t i = begin; i < end; ++i) piece.emplace_back(i);
      const std::size_t before = left.whole.size() + left.for_notices.size();
      block.for_each_block(piece, left.whole, add_block);
      const std::size_t more = left.whole.size() + left.for_notices.size() - before;
      if (!plan_.agreements) add_done(plan_.options.progress, piece.size() - more);
    });
    shared.finish();
  }

  /// Precondition: from call to call ascending systems.
  void read_alone(SystemId system, const Left& left) {
    const bool whole = plan_.options.one_by_one || std::ranges::binary_search(left.whole, system);
    const bool notices = whole || std::ranges::binary_search(left.for_notices, system);
    const SystemGraph graph(plan_.supply, system);
    if (whole) add_facts(graph);
    if (notices && plan_.notices) {
      add_notice_facts(graph, *plan_.notices, share_.agreed.notices);
    }
    if (plan_.agreements) plan_.agreements->read(graph, share_.agreed);
    add_done(plan_.options.progress);
  }

  void finish() { share_.vendors.finish(plan_.shared, share_.alone); }

 private:
  void add_facts(const SystemGraph& graph) {
    add_facts_of(graph, plan_.shared, share_.alone, share_.vendors, share_.reached);
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
};

/// The plain systems, many at a time.
Left read_together(const Plan& plan, std::vector<Share>& shares) {
  const std::size_t count = plan.supply.model().systems.size();
  const std::size_t each = count / shares.size() + 1;
  Pieces pieces(count, std::min<std::size_t>(PlainBlock::kSize, each));
  std::vector<Left> parts(shares.size());
  on_threads(shares.size(),
             [&](std::size_t i) { ShareReader(plan, shares[i]).read_together(pieces, parts[i]); });
  Left left;
  for (const Left& part : parts) {
    left.whole.insert(left.whole.end(), part.whole.begin(), part.whole.end());
    left.for_notices.insert(left.for_notices.end(), part.for_notices.begin(),
                            part.for_notices.end());
  }
  std::ranges::sort(left.whole);
  std::ranges::sort(left.for_notices);
  return left;
}

/// The systems one by one: those that are left, or all of them where agreements are looked at. The
/// latter are told apart by thread, as the tables want it.
void read_alone(const Plan& plan, const Left& left, std::vector<Share>& shares) {
  std::vector<SystemId> systems;
  if (plan.agreements || plan.options.one_by_one) {
    const std::size_t count = plan.supply.model().systems.size();
    for (std::size_t i = 0; i < count; ++i) systems.emplace_back(i);
  } else {
    std::ranges::set_union(left.whole, left.for_notices, std::back_inserter(systems));
  }
  const std::size_t count = systems.size();
  const std::size_t each = count / shares.size() + 1;
  Pieces pieces(count, 1);
  on_threads(shares.size(), [&](std::size_t i) {
    ShareReader reader(plan, shares[i]);
    const auto read = [&](std::size_t begin, std::size_t end) {
      for (std::size_t at = begin; at < end; ++at) reader.read_alone(systems[at], left);
    };
    if (plan.agreements) {
      read(std::min(count, i * each), std::min(count, (i + 1) * each));
    } else {
      pieces.take(read);
    }
    reader.finish();
  });
}

/// What the threads found, each in some of the systems.
std::vector<Share> find_shares(const Plan& plan) {
  const std::size_t count = plan.supply.model().systems.size();
  begin_step(plan.options.progress, Step::Systems, count);
  const std::size_t workers =
      std::clamp<std::size_t>(count / 64, 1, std::max(1U, plan.options.threads));
  std::vector<Share> shares;
  shares.reserve(workers);
  for (std::size_t i = 0; i < workers; ++i) shares.emplace_back(plan);
  const Left left = plan.options.one_by_one ? Left() : read_together(plan, shares);
  read_alone(plan, left, shares);
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
  std::ranges::sort(unused_placements);
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
