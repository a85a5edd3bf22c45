#pragma once

#include <string_view>

#include "engine/impact.h"
#include "engine/supply_graph.h"
#include "engine/viewpoint.h"
#include "model/text.h"

namespace musubi::cli {

/// A question about a change and its answer.
struct ImpactView {
  const SupplyGraph* supply = nullptr;
  const ChangeQuestion* question = nullptr;
  const Impact* impact = nullptr;
  std::string_view id;                // of the change, where it is on record
  const Viewpoint* reader = nullptr;  // for whom it is; null: for whoever asks
};

/// Whether the change affects a service, or one that a contract covers. O(log services) for each.
[[nodiscard]] bool is_affected(const ImpactView& view, ServiceId service);
[[nodiscard]] bool covers_affected(const ImpactView& view, ContractId contract);

/// What a plan calls the targets of which its reader knows none.
inline constexpr Phrase kHiddenTarget{"something below what its contracts cover",
                                      "契約の対象の下流にある構成要素"};

/// The words of the results: "service_change", "affected", "reagree".
[[nodiscard]] std::string_view word_of(ChangeKind kind);
[[nodiscard]] std::string_view word_of(ImpactState state);
[[nodiscard]] std::string_view word_of(ActionKind kind);

/// The same for people.
[[nodiscard]] Phrase phrase_of(ChangeKind kind);
[[nodiscard]] Phrase phrase_of(ImpactState state);

}  // namespace musubi::cli
