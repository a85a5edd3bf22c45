#include "engine/explanation.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>

#include "engine/facts.h"
#include "engine/threads.h"

namespace musubi {
namespace {

constexpr std::size_t kShare = 1024;  // of findings, that a thread takes at once

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

void explain(WitnessExplainer& explainer, Finding& finding) {
  finding.evidence = explainer.explain(*finding.witness);
  if (finding.where.valid() || finding.evidence.empty()) return;
  finding.where = finding.evidence.back().where;
}

}  // namespace

void explain(const SupplyGraph& supply, unsigned threads, std::vector<Finding>& findings) {
  const std::vector<Finding*> order = by_system(supply.model(), findings);
  Pieces pieces(order.size(), kShare);
  const std::size_t workers =
      std::clamp<std::size_t>(order.size() / kShare, 1, std::max(1U, threads));
  on_threads(workers, [&](std::size_t) {
    WitnessExplainer explainer(supply);
    pieces.take([&](std::size_t begin, std::size_t end) {
      for (Finding* finding : std::span(order).subspan(begin, end - begin)) {
        explain(explainer, *finding);
      }
    });
  });
}

}  // namespace musubi
