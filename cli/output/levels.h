#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/output/styled.h"
#include "engine/rule.h"
#include "model/diagnostic.h"
#include "model/text.h"

namespace musubi::cli {

/// How people read the level of a finding: required, recommended, for information
/// (必須・推奨・参考).
[[nodiscard]] Phrase level_label(Severity level);
[[nodiscard]] Style level_style(Severity level);

/// The source's own force, as in the results: "must".
[[nodiscard]] std::string_view word_of(Modality modality);

/// The sources of a rule for people: "FAQ 2.1, guideline 2.2.3, APPI art. 25".
[[nodiscard]] std::string sources_text(std::span<const std::string_view> sources,
                                       Language language);

/// What a group of rules is about: "supply chain".
[[nodiscard]] Phrase group_label(RuleGroup group);

}  // namespace musubi::cli
