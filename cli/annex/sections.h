#pragma once

#include "cli/annex/document.h"
#include "cli/annex/facts.h"
#include "cli/annex/words.h"

// The sections of an annex. Each says what is on record, and says so where nothing is.
namespace musubi::cli {

// parties.cc
[[nodiscard]] AnnexTable annex_head(const AnnexFacts& facts, const AnnexWords& words);
[[nodiscard]] AnnexSection terms_section(const AnnexFacts& facts, const AnnexWords& words);
[[nodiscard]] AnnexSection scope_section(const AnnexFacts& facts, const AnnexWords& words);
[[nodiscard]] AnnexSection figure_section();
[[nodiscard]] AnnexSection provision_section(const AnnexFacts& facts, const AnnexWords& words);

// components.cc
[[nodiscard]] AnnexSection components_section(const AnnexFacts& facts, const AnnexWords& words);
[[nodiscard]] AnnexSection unknown_section(const AnnexFacts& facts, const AnnexWords& words);

// entrustment.cc
[[nodiscard]] AnnexSection entrustment_section(const AnnexFacts& facts, const AnnexWords& words);
/// Precondition: one of the parties is a network operator.
[[nodiscard]] AnnexSection network_section(const AnnexFacts& facts, const AnnexWords& words);

// roles.cc
[[nodiscard]] AnnexSection roles_section(const AnnexFacts& facts, const AnnexWords& words);
[[nodiscard]] AnnexSection demarcation_section(const AnnexFacts& facts, const AnnexWords& words);

// notices.cc
[[nodiscard]] AnnexSection notices_section(const AnnexFacts& facts, const AnnexWords& words);
[[nodiscard]] AnnexSection contacts_section(const AnnexFacts& facts, const AnnexWords& words);
[[nodiscard]] AnnexSection lifecycle_section(const AnnexFacts& facts, const AnnexWords& words);

// documents.cc
[[nodiscard]] AnnexSection items_section(const AnnexFacts& facts, const AnnexWords& words);
[[nodiscard]] AnnexSection rules_section(const AnnexFacts& facts, const AnnexWords& words);

// risks.cc
[[nodiscard]] AnnexSection risks_section(const AnnexFacts& facts, const AnnexWords& words);
[[nodiscard]] AnnexSection measures_section(const AnnexFacts& facts, const AnnexWords& words);

// statutory.cc
[[nodiscard]] AnnexSection requirements_section(const AnnexFacts& facts, const AnnexWords& words);
[[nodiscard]] AnnexSection certificates_section(const AnnexFacts& facts, const AnnexWords& words);

// closing.cc
[[nodiscard]] AnnexSection points_section(const AnnexFacts& facts, const AnnexWords& words);
[[nodiscard]] AnnexSection checklist_section();
[[nodiscard]] AnnexSection signatures_section(const AnnexFacts& facts, const AnnexWords& words);
[[nodiscard]] std::vector<Text> annex_foot(const AnnexFacts& facts, const AnnexWords& words);

/// All of them, in their order.
[[nodiscard]] AnnexDocument compose_annex(const AnnexFacts& facts, bool in_era);

}  // namespace musubi::cli
