#pragma once

#include <vector>

#include "cli/output/letter_words.h"

// The numbered parts of a letter, in their order.
namespace musubi::cli {

[[nodiscard]] LetterPart contract_part(const LetterFacts& facts, const LetterWords& words);
[[nodiscard]] LetterPart change_part(const LetterFacts& facts, const LetterWords& words);
[[nodiscard]] LetterPart security_part(const LetterWords& words);
[[nodiscard]] LetterPart affected_part(const LetterFacts& facts, const LetterWords& words);
[[nodiscard]] LetterPart handling_part(const LetterFacts& facts, const LetterWords& words);
[[nodiscard]] LetterPart requests_part(const LetterFacts& facts, const LetterWords& words);
[[nodiscard]] LetterPart relay_part(const LetterFacts& facts, const LetterWords& words);
[[nodiscard]] LetterPart outage_part(const LetterFacts& facts, const LetterWords& words);
[[nodiscard]] LetterPart enclosures_part(const LetterWords& words);
[[nodiscard]] LetterPart contact_part(const LetterFacts& facts, const LetterWords& words);

/// The place of `requests_part` among them, from 1 on: the opening refers to it.
inline constexpr std::size_t kRequestsNumber = 6;

/// What was agreed on sub-entrustment in the contract under which the letter is written; nothing
/// where the reader is its supplier, or nothing is on record.
[[nodiscard]] std::optional<Subentrustment::Policy> subentrustment_policy(const LetterFacts& facts);

/// Whether the sender and the reader have to decide on agreeing again.
[[nodiscard]] bool asks_for_reagreement(const LetterFacts& facts);

/// Whether the kind is one that is told after the event.
[[nodiscard]] bool is_event(const LetterFacts& facts);

}  // namespace musubi::cli
