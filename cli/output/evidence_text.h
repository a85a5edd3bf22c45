#pragma once

#include <string>
#include <vector>

#include "cli/output/styled.h"
#include "engine/evidence.h"
#include "model/model.h"
#include "model/text.h"

namespace musubi::cli {

/// One step of a chain with an arrow that says which way it points:
/// "cloud EMR (emr) ─ runs on → virtual servers (iaas)".
[[nodiscard]] Styled step_text(const Model& model, const EvidenceStep& step, Language language);

/// A chain, one line for each step: a step that begins where the one before it ends does not name
/// that again.
[[nodiscard]] std::vector<Styled> chain_text(const Model& model, const Evidence& evidence,
                                             Language language);

/// The same as one line; chains that do not join are set off from each other.
[[nodiscard]] std::string chain_line(const Model& model, const Evidence& evidence,
                                     Language language);

/// How an edge stands, in the guideline's words: "selected and contracted for".
[[nodiscard]] Phrase phrase_of(Relation relation);

}  // namespace musubi::cli
