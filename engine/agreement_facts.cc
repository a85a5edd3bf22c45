#include "engine/agreement_facts.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <thread>
#include <utility>

#include "engine/contract_facts.h"
#include "engine/fact_table.h"
#include "engine/notice_facts.h"
#include "engine/responsibility.h"
#include "engine/shared_facts.h"
#include "engine/shared_notices.h"
#include "engine/shared_plan.h"

namespace musubi {
namespace {

/// Contracts of maintenance that ended, by what they cover.
class EndedMaintenance {
 public:
  explicit EndedMaintenance(const SupplyGraph& supply) {
    const Model& model = supply.model();
    for (std::size_t i = 0; i < model.contracts.size(); ++i) {
      const Contract& contract = model.contracts[i];
      const bool ended = contract.until && *contract.until < supply.as_of();
      if (contract.kind != ContractKind::Maintenance || !ended) continue;
      if (model.renews_automatically(contract)) continue;
      for (const ServiceRef& service : contract.covers)
        rows_.emplace_back(service.id, ContractId(i));
    }
    std::ranges::sort(rows_);
  }

  using Row = std::pair<ServiceId, ContractId>;
  [[nodiscard]] std::span<const Row> of(ServiceId service) const {
    return std::ranges::equal_range(rows_, service, {}, &Row::first);
  }

 private:
  std::vector<Row> rows_;
};

/// The facts of a range of systems.
struct Share {
  Share(std::size_t contract_count, std::size_t max_systems)
      : components(max_systems),
        answerable(max_systems),
        answerable_apart(1),
        met(max_systems),
        met_of_plain(max_systems),
        lapsed(max_systems),
        notices(max_systems),
        notices_of_plain(max_systems),
        agreed(max_systems) {
    contracts.resize(contract_count);
  }

  FactTable components, answerable, answerable_apart, met, met_of_plain, lapsed;
  NoticeTables notices, notices_of_plain;
  ContractTables agreed;
  std::vector<SystemTally> contracts;
};

/// Looks at one system as a whole.
class SystemReader {
 public:
  SystemReader(const SystemGraph& graph, const Confirmations& confirmations, const Stated& stated,
               const EndedMaintenance& ended, const AgreementNeeds& needs, std::size_t max_systems,
               Share& share)
      : graph_(graph),
        supply_(graph.supply()),
        confirmations_(confirmations),
        stated_(stated),
        ended_(ended),
        needs_(needs),
        max_systems_(max_systems),
        share_(share) {}

  void read() {
    if (needs_.met) read_duties();
    if (needs_.notices) add_notice_facts(graph_, stated_, share_.notices);
    if (needs_.others) read_others();
  }

 private:
  void read_others() {
    responsibility_.emplace(graph_);
    for (Component c = 0; c < graph_.components().size(); ++c) {
      if (graph_.relevant(c)) read_component(c);
      if (stated_.has(StatedKey::Risks)) read_answerable(c);
    }
    read_contracts();
    add_contract_facts(graph_, *responsibility_, stated_, share_.agreed);
  }

  [[nodiscard]] Witness witness(const SystemEdge& edge, ContractId contract = {}) const {
    const ServiceId from = edge.from == kRoot ? ServiceId() : graph_.service(edge.from);
    return {graph_.system(), from, graph_.service(edge.to), contract};
  }
  [[nodiscard]] const SystemEdge& first_edge_to(Component c) const {
    return graph_.edges()[graph_.edges_to(c).front()];
  }

  void read_component(Component c) {
    const Fact fact{.service = graph_.service(c),
                    .owes = graph_.operator_of(c),
                    .counterparty = graph_.owner(),
                    .witness = witness(first_edge_to(c))};
    share_.components.add(fact);
    if (graph_.own(c) && graph_.provider(c) != graph_.owner()) read_lapsed(c);
  }

  void read_answerable(Component c) {
    const bool supplied = graph_.relevant(c) && !graph_.own(c);
    FactTable& table = supplied ? share_.answerable : share_.answerable_apart;
    for (const OrganizationId x : responsibility_->answerable(c)) {
      table.add({.service = graph_.service(c),
                 .owes = x,
                 .counterparty = supplied ? graph_.owner() : OrganizationId(),
                 .witness = witness(first_edge_to(c))});
    }
  }

  void read_lapsed(Component c) {
    for (const auto& [service, k] : ended_.of(graph_.service(c))) {
      const OrganizationId maintainer = supply_.supplier(k);
      if (supply_.customer(k) != graph_.owner() || !supply_.holds_in(k, graph_.system())) continue;
      if (is_maintained_by(maintainer, c)) continue;
      share_.lapsed.add({.service = service,
                         .owes = graph_.owner(),
                         .counterparty = maintainer,
                         .witness = witness(first_edge_to(c), k)});
    }
  }

  [[nodiscard]] bool is_maintained_by(OrganizationId maintainer, Component c) const {
    const auto covering = supply_.covering(graph_.service(c), graph_.owner());
    return std::ranges::any_of(covering, [&](ContractId k) {
      return supply_.supplier(k) == maintainer && supply_.kind(k) == ContractKind::Maintenance &&
             graph_.counts(k, c);
    });
  }

  void read_duties() {
    for (const Duty& duty : find_duties(graph_)) {
      const ServiceId service = graph_.service(duty.component);
      if (confirmations_.state(duty.owes, service, duty.about) != ConfirmationState::Met) continue;
      const bool by_edge = duty.edge < graph_.edges().size();
      const SystemEdge& edge = by_edge ? graph_.edges()[duty.edge] : first_edge_to(duty.component);
      share_.met.add({.service = service,
                      .owes = duty.owes,
                      .counterparty = duty.about,
                      .strong = duty.independent,
                      .witness = witness(edge, duty.contract)});
    }
  }

  [[nodiscard]] bool covers_component(ContractId k) const {
    return std::ranges::any_of(supply_.model()[k].covers, [&](const ServiceRef& service) {
      const auto c = graph_.find(service.id);
      return c && graph_.relevant(*c);
    });
  }

  void read_contracts() {
    for (const OrganizationId party : graph_.parties()) {
      const bool institution =
          supply_.parties().kinds(party).has(OrganizationKind::MedicalInstitution);
      if (institution && party != graph_.owner()) continue;
      for (const ContractId k : supply_.bought_by(party)) {
        if (!supply_.holds_in(k, graph_.system()) || !covers_component(k)) continue;
        SystemTally& tally = share_.contracts[k.index()];
        ++tally.count;
        if (tally.first.size() < max_systems_) tally.first.push_back(graph_.system());
      }
    }
  }

  const SystemGraph& graph_;
  const SupplyGraph& supply_;
  const Confirmations& confirmations_;
  const Stated& stated_;
  const EndedMaintenance& ended_;
  const AgreementNeeds& needs_;
  std::size_t max_systems_;
  Share& share_;
  std::optional<Responsibility> responsibility_;
};

/// What is the same for all plain systems.
struct PlainPlans {
  PlainPlans(const SupplyGraph& supply, const Confirmations& confirmations, const Stated& stated)
      : met(supply, confirmations, SharedPlan::Duties::Met), notices(met, stated) {}
  PlainPlans(const PlainPlans&) = delete;
  PlainPlans& operator=(const PlainPlans&) = delete;
  PlainPlans(PlainPlans&&) = delete;
  PlainPlans& operator=(PlainPlans&&) = delete;
  ~PlainPlans() = default;

  SharedPlan met;
  NoticePlan notices;
};

constexpr AgreementNeeds kNoticesOnly{.met = false, .notices = true, .others = false};

/// Systems that have to be looked at one by one, in ascending order.
struct Left {
  std::vector<SystemId> whole, for_notices;
};

/// Looks at many systems together, as far as they are plain.
class PlainReader {
 public:
  PlainReader(const PlainPlans& plans, const AgreementNeeds& needs, const FactsOptions& options,
              Share& share)
      : plans_(plans),
        needs_(needs),
        options_(options),
        share_(share),
        block_(plans.met),
        tables_(options.max_systems),
        reached_(plans.met.supply->service_count(), 0) {}

  [[nodiscard]] Left read(std::span<const SystemId> systems) {
    Left left;
    SharedFacts duties(plans_.met, block_, tables_, reached_, options_.max_systems);
    SharedNotices notices(plans_.notices, block_, share_.notices_of_plain);
    const auto read_block = [&] {
      if (needs_.met) duties.add_block();
      if (needs_.notices) notices.add_block(left.for_notices);
    };
    for (std::size_t i = 0; i < systems.size(); i += kPiece) {
      const auto piece = systems.subspan(i, std::min(kPiece, systems.size() - i));
      block_.for_each_block(piece, left.whole, read_block);
      add_done(options_.progress, piece.size());
    }
    duties.finish();
    share_.met_of_plain.merge(std::move(tables_.unmet_of_owner));
    share_.met_of_plain.merge(std::move(tables_.unmet_of_others));
    std::ranges::sort(left.whole);
    std::ranges::sort(left.for_notices);
    return left;
  }

 private:
  /// So many systems are looked at before that is told.
  static constexpr std::size_t kPiece = 4 * PlainBlock::kSize;

  const PlainPlans& plans_;
  const AgreementNeeds& needs_;
  const FactsOptions& options_;
  Share& share_;
  PlainBlock block_;
  FactTables tables_;
  std::vector<char> reached_;
};

/// Adds a tally of later systems.
void append(SystemTally& tally, const SystemTally& later, std::size_t max_systems) {
  tally.count += later.count;
  for (const SystemId system : later.first) {
    if (tally.first.size() < max_systems) tally.first.push_back(system);
  }
}

/// Puts what was found of plain systems to the rest.
void close(Share& share) {
  share.met.merge(std::move(share.met_of_plain));
  share.notices.merge(std::move(share.notices_of_plain));
}

/// Adds the share of later systems.
void append(Share& share, Share& later, std::size_t max_systems) {
  share.components.merge(std::move(later.components));
  share.answerable.merge(std::move(later.answerable));
  share.answerable_apart.merge(std::move(later.answerable_apart));
  share.met.merge(std::move(later.met));
  share.lapsed.merge(std::move(later.lapsed));
  share.notices.merge(std::move(later.notices));
  share.agreed.merge(std::move(later.agreed));
  for (std::size_t k = 0; k < share.contracts.size(); ++k) {
    append(share.contracts[k], later.contracts[k], max_systems);
  }
}

AgreementFacts take(Share& share) {
  return {.components = share.components.take(),
          .answerable = share.answerable.take(),
          .answerable_apart = share.answerable_apart.take(),
          .met = share.met.take(),
          .lapsed = share.lapsed.take(),
          .unnotified = share.notices.unnotified.take(),
          .unrelayed = share.notices.unrelayed.take(),
          .untold_incidents = share.notices.untold_incidents.take(),
          .operators = share.agreed.operators.take(),
          .developed_by_others = share.agreed.developed_by_others.take(),
          .covering_developed = share.agreed.covering_developed.take(),
          .unlisted = share.agreed.unlisted.take(),
          .abroad = share.agreed.abroad.take(),
          .handed_on = share.agreed.handed_on.take(),
          .contracts = std::move(share.contracts)};
}

}  // namespace

AgreementFacts find_agreement_facts(const SupplyGraph& supply, const Confirmations& confirmations,
                                    const Stated& stated, const FactsOptions& options,
                                    const AgreementNeeds& needs) {
  const Model& model = supply.model();
  const std::size_t count = model.systems.size();
  begin_step(options.progress, Step::Agreements, count);
  const std::size_t workers = std::clamp<std::size_t>(count / 64, 1, std::max(1U, options.threads));
  std::vector<Share> shares;
  shares.reserve(workers);
  for (std::size_t i = 0; i < workers; ++i) {
    shares.emplace_back(model.contracts.size(), options.max_systems);
  }
  const EndedMaintenance ended(supply);
  // What the other lists need differs from system to system.
  const bool together = !needs.others && !options.one_by_one;
  std::optional<PlainPlans> plans;
  if (together) plans.emplace(supply, confirmations, stated);
  const auto work = [&](std::size_t i) {
    const auto read = [&](SystemId system, const AgreementNeeds& asked) {
      const SystemGraph graph(supply, system);
      SystemReader(graph, confirmations, stated, ended, asked, options.max_systems, shares[i])
          .read();
    };
    std::vector<SystemId> systems;
    for (std::size_t s = count * i / workers; s < count * (i + 1) / workers; ++s) {
      systems.emplace_back(s);
    }
    if (plans) {
      const Left left = PlainReader(*plans, needs, options, shares[i]).read(systems);
      for (const SystemId system : left.whole) read(system, needs);
      for (const SystemId system : left.for_notices) read(system, kNoticesOnly);
      return;
    }
    for (const SystemId system : systems) {
      read(system, needs);
      add_done(options.progress);
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < workers; ++i) threads.emplace_back(work, i);
    work(0);
  }
  Share& all = shares.front();
  for (Share& share : shares) {
    close(share);
    if (&share != &all) append(all, share, options.max_systems);
  }
  return take(all);
}

}  // namespace musubi
