#pragma once

#include <expected>
#include <string>
#include <vector>

#include "cli/output/impact_view.h"
#include "cli/output/page.h"
#include "model/text.h"

// The notice of a change to one party, as a business letter. It names nobody whom the reader does
// not know (`Viewpoint`), and leaves a marked blank wherever the model is silent.
namespace musubi::cli {

/// Who writes to whom about what.
struct LetterFacts {
  const ImpactView* view = nullptr;
  const ImpactFinder* finder = nullptr;
  const AffectedOrganization* row = nullptr;  // of the reader
  OrganizationId addressee;                   // the reader as it was named: a facility, perhaps
  OrganizationId reader, sender;              // whole parties
  bool to_supplier = false;                   // a customer passes the change on
  bool by_origin = false;                     // the sender makes the change
  /// Between the two, with the sender on the same side: the one under which it tells first, then
  /// those that cover something affected. Not empty.
  std::vector<ContractId> contracts;
};

/// The sender is the last who tells on the reader's route; for one that is never told, the party of
/// the missing clause, else an origin with a contract with it. The error says why there is nothing
/// to write: no such organization, not affected, an origin itself, nobody to tell it. Precondition:
/// `view` and `finder` outlive the facts.
[[nodiscard]] std::expected<LetterFacts, Text> find_letter(const ImpactView& view,
                                                           const ImpactFinder& finder,
                                                           const std::string& reader);

/// A line under a heading, with a box to tick or a label.
struct LetterLine {
  std::string label, text;
  bool box = false;
};

struct LetterPart {
  std::string heading;
  std::vector<LetterLine> lines;
};

/// A letter in one language, as plain text in its parts.
struct Letter {
  Language language = Language::En;
  std::vector<std::string> head;       // number and date
  std::vector<std::string> addressee;  // with its role
  std::vector<std::string> sender;
  std::string subject;
  std::vector<std::string> opening;  // paragraphs
  std::string closing;               // "Yours faithfully,"
  std::vector<LetterPart> parts;     // numbered
  LetterPart receipt;                // the slip to send back
};

/// `in_era`: Japanese dates by the Japanese era.
[[nodiscard]] Letter compose_letter(const LetterFacts& facts, Language language, bool in_era);

void write_letter(Page& page, const Letter& letter);
/// What stands between two letters on one page.
void write_letter_break(Page& page);
[[nodiscard]] std::string letter_markdown(const Letter& letter);

}  // namespace musubi::cli
