#pragma once

#include "cli/output/page.h"
#include "cli/output/styled.h"
#include "cli/output/system_answer.h"
#include "model/text.h"

namespace musubi::cli {

/// One system in full: its form of provision and why, every component with who manages its risk,
/// who answers to the institution and who has confirmed what, and the table of roles.
void write_system(Page& page, const SystemAnswer& answer, Language language);

/// The form of provision in the guideline's words: "2.2.2 several providers, case 1".
[[nodiscard]] std::string form_of_provision(const SystemAnswer& answer, Language language);

/// Whether a confirmation is on record: "confirmed", "has ended".
[[nodiscard]] Phrase confirmation_state(ConfirmationState state);

/// Who confirms whom, and whether that is on record: "by Hospital A of vendor A: confirmed".
[[nodiscard]] Styled confirmation_text(const Model& model, const SystemAnswer::Confirmation& one,
                                       Language language);

/// To whom a duty was given in a contract.
[[nodiscard]] Styled assigned_text(const Model& model, const RoleEntry& role,
                                   const Contract& contract, Language language);

/// That the institution keeps the final responsibility, whatever a contract says (FAQ 5).
[[nodiscard]] Text final_responsibility(const SystemAnswer& answer);

}  // namespace musubi::cli
