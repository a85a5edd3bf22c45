#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "cli/output/findings_view.h"
#include "cli/output/styled.h"
#include "engine/rule.h"
#include "model/model.h"
#include "model/text.h"

// What every list of findings for people says of one.
namespace musubi::cli {

/// "required  unassessed-supplier  FAQ 2.1, guideline 2.2.3", and how it stands to the baseline.
[[nodiscard]] Styled head_text(const Finding& finding, std::optional<BaselineState> state,
                               Language language);

/// Who has to act, and towards whom. Precondition: somebody has to.
[[nodiscard]] Styled parties_text(const Model& model, const Finding& finding, Language language);

/// "new", 「新規」.
[[nodiscard]] Phrase state_label(BaselineState state);

/// That a rule was not evaluated because no record states what it looks at.
[[nodiscard]] std::string not_modelled_text(const Rule& rule, Language language);

/// The ids of the systems that are listed for a finding.
[[nodiscard]] std::string systems_list(const FindingsView& view, const Finding& finding,
                                       std::string_view separator);

/// The finding as lines of plain text: message, parties, systems, evidence, place, remedy.
[[nodiscard]] std::string plain_text(const FindingsView& view, std::size_t row, Language language);

}  // namespace musubi::cli
