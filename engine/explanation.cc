#include "engine/explanation.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "engine/facts.h"
#include "engine/threads.h"

namespace musubi {
namespace {

constexpr std::size_t kShare = 1024;  // of findings, that a thread takes at once
constexpr std::size_t kAhead = 8;     // of findings, that are sent for before they are looked at

/// Those with a witness, by its system; those of one system stay in their order.
std::vector<Finding*> by_system(const Model& model, FindingList& findings) {
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

/// Those of one system lie all over the memory.
void send_for(const Finding& finding) {
  __builtin_prefetch(&finding.witness);
  __builtin_prefetch(&finding.where, 1);
}

void explain(WitnessExplainer& explainer, Finding& finding) {
  finding.evidence = explainer.explain(*finding.witness);
  if (finding.where.valid() || finding.evidence.empty()) return;
  finding.where = finding.evidence.back().where;
}

}  // namespace

void explain(const SupplyGraph& supply, unsigned threads, FindingList& findings) {
  const std::vector<Finding*> order = by_system(supply.model(), findings);
  Pieces pieces(order.size(), kShare);
  const std::size_t workers =
      std::clamp<std::size_t>(order.size() / kShare, 1, std::max(1U, threads));
  on_threads(workers, [&](std::size_t) {
    WitnessExplainer explainer(supply);
    pieces.take([&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        if (i + kAhead < end) send_for(*order[i + kAhead]);
        explain(explainer, *order[i]);
      }
    });
  });
}

}  // namespace musubi
