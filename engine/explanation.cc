#include "engine/explanation.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <thread>

#include "engine/facts.h"
#include "engine/plain_systems.h"

namespace musubi {
namespace {

constexpr std::size_t kShare = 1024;  // of findings, that a thread takes at once

/// The systems that can be explained without their graphs: the plain ones, and those besides that
/// only lack a contract for what they use. That does not matter here, as their owner selected it.
class WithoutGraph {
 public:
  explicit WithoutGraph(const SupplyGraph& supply)
      : supply_(supply), plain_(supply), above_others_(supply.service_count(), 0) {
    std::vector<ServiceId> queue = plain_.chosen_by_others();
    for (const ServiceId s : queue) above_others_[s.index()] = 1;
    for (std::size_t next = 0; next < queue.size(); ++next) {
      for (const std::uint32_t e : supply.edges_to(queue[next])) {
        const ServiceId from = supply.edges()[e].from;
        if (above_others_[from.index()] == 0) queue.push_back(from);
        above_others_[from.index()] = 1;
      }
    }
  }

  [[nodiscard]] bool contains(SystemId system) const {
    const auto is_above = [this](const ServiceRef& used) {
      return above_others_[used.id.index()] != 0;
    };
    return plain_.may_be_plain(system) &&
           std::ranges::none_of(supply_.model()[system].uses, [&](const Dependency& use) {
             return std::ranges::any_of(use.members, is_above);
           });
  }

 private:
  const SupplyGraph& supply_;
  PlainSystems plain_;
  std::vector<char> above_others_;  // by service: it is or runs on what a third party selected
};

/// Those with a witness, by its system; those of one system stay in their order.
std::vector<Finding*> by_system(const Model& model, std::vector<Finding>& findings) {
  std::vector<std::uint32_t> next(model.systems.size() + 1, 0);
  for (const Finding& finding : findings) {
    if (finding.witness) ++next[finding.witness->system.index() + 1];
  }
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<Finding*> ordered(next.back());
  for (Finding& finding : findings) {
    if (finding.witness) ordered[next[finding.witness->system.index()]++] = &finding;
  }
  return ordered;
}

void explain(const WithoutGraph& without_graph, WitnessExplainer& explainer, Finding& finding) {
  Witness witness = *finding.witness;
  witness.plain = witness.plain || without_graph.contains(witness.system);
  finding.evidence = explainer.explain(witness);
  if (finding.where.valid() || finding.evidence.empty()) return;
  finding.where = finding.evidence.back().where;
}

}  // namespace

void explain(const SupplyGraph& supply, unsigned threads, std::vector<Finding>& findings) {
  const std::vector<Finding*> order = by_system(supply.model(), findings);
  const WithoutGraph without_graph(supply);
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    WitnessExplainer explainer(supply);
    for (std::size_t begin = next.fetch_add(kShare); begin < order.size();
         begin = next.fetch_add(kShare)) {
      const std::size_t count = std::min(kShare, order.size() - begin);
      for (Finding* finding : std::span(order).subspan(begin, count)) {
        explain(without_graph, explainer, *finding);
      }
    }
  };
  std::vector<std::jthread> others;
  const std::size_t workers =
      std::clamp<std::size_t>(order.size() / kShare, 1, std::max(1U, threads));
  for (std::size_t i = 1; i < workers; ++i) others.emplace_back(work);
  work();
}

}  // namespace musubi
