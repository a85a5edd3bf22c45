#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/diagnostic.h"
#include "model/diagnostic_codes.h"
#include "model/fields.h"
#include "model/source.h"
#include "model/text.h"

// The wording of what can be wrong in a model: one function for each kind of mistake, in both
// languages. Reading and checking decide, and leave the words to these.
namespace musubi::mistake {

/// The types of a JSON value.
enum class JsonType : std::uint8_t { Null, Boolean, Number, String, Object, Array };

/// What the user wrote, fit for a sentence: shortened to so many characters, and without control
/// characters.
[[nodiscard]] std::string shown(std::string_view written, std::size_t most_characters = 80);
/// Paths are rarely readable without their end, so these are hardly ever shortened.
[[nodiscard]] inline std::string shown_path(std::string_view path) { return shown(path, 4096); }

/// "an organization" / 「組織」; of several kinds "a service, a contract or an organization".
[[nodiscard]] Text noun(RecordKinds kinds);
[[nodiscard]] Text noun(RecordKind kind);

/// A diagnostic with the severity of its code. Precondition: `code` is in the table.
[[nodiscard]] Diagnostic of(std::string_view code, SourceLocation where, Text message);

// A file as a whole.
[[nodiscard]] Diagnostic syntax_error(SourceLocation where, Phrase what);
[[nodiscard]] Diagnostic invalid_encoding(SourceLocation where);
[[nodiscard]] Diagnostic lone_surrogate(SourceLocation where);
[[nodiscard]] Diagnostic nesting_too_deep(SourceLocation where, std::size_t limit);
[[nodiscard]] Diagnostic file_too_large(SourceLocation where, std::string_view path);
[[nodiscard]] Diagnostic saved_result(SourceLocation where, std::string_view verb);
[[nodiscard]] Diagnostic unsupported_version(SourceLocation where, std::string_view written);

// Keys.
[[nodiscard]] Diagnostic duplicate_key(SourceLocation where, std::string_view key,
                                       SourceLocation first);
[[nodiscard]] Diagnostic unknown_key(SourceLocation where, std::string_view key,
                                     std::optional<std::string_view> near);
[[nodiscard]] Diagnostic reserved_key(SourceLocation where, std::string_view key);
[[nodiscard]] Diagnostic missing_key(SourceLocation where, std::string_view key);
[[nodiscard]] Diagnostic missing_reason(SourceLocation where);
[[nodiscard]] Diagnostic missing_language(SourceLocation where);
[[nodiscard]] Diagnostic conflicting_keys(SourceLocation where,
                                          std::span<const std::string_view> keys, bool any_given);

// Values.
[[nodiscard]] Diagnostic wrong_type(SourceLocation where, const Shape& expected, JsonType found);
[[nodiscard]] Diagnostic not_whole(SourceLocation where, std::string_view written);
[[nodiscard]] Diagnostic out_of_range(SourceLocation where, std::string_view written,
                                      const Shape& expected);
[[nodiscard]] Diagnostic unknown_word(SourceLocation where, std::string_view written,
                                      std::span<const std::string_view> known,
                                      std::optional<std::string_view> near);
[[nodiscard]] Diagnostic unknown_edition(SourceLocation where, std::string_view written,
                                         std::span<const std::string_view> known);
[[nodiscard]] Diagnostic unknown_country(SourceLocation where, std::string_view written);
[[nodiscard]] Diagnostic malformed_date(SourceLocation where, std::string_view written);
[[nodiscard]] Diagnostic impossible_date(SourceLocation where, std::string_view written);
[[nodiscard]] Diagnostic invalid_id(SourceLocation where, std::string_view written, Phrase fault);
[[nodiscard]] Diagnostic empty_list(SourceLocation where);
[[nodiscard]] Diagnostic wrong_item_count(SourceLocation where, std::size_t found,
                                          std::size_t wanted);
[[nodiscard]] Diagnostic dates_reversed(SourceLocation where, std::string_view end, Date last,
                                        std::string_view begin, Date first,
                                        SourceLocation begin_at);

// Records together.
[[nodiscard]] Diagnostic duplicate_id(SourceLocation where, std::string_view id,
                                      SourceLocation first);
[[nodiscard]] Diagnostic unknown_reference(SourceLocation where, std::string_view id,
                                           RecordKinds wanted,
                                           std::optional<std::string_view> near);
[[nodiscard]] Diagnostic wrong_reference(SourceLocation where, std::string_view id,
                                         RecordKinds wanted, RecordKind found,
                                         SourceLocation record);
[[nodiscard]] Diagnostic self_dependency(SourceLocation where, std::string_view service);
[[nodiscard]] Diagnostic link_with_itself(SourceLocation where, std::string_view service);
[[nodiscard]] Diagnostic contract_with_itself(SourceLocation where, std::string_view party);
/// `customer_at` and `supplier_at`: the records of the two facilities.
[[nodiscard]] Diagnostic contract_within_party(SourceLocation where, std::string_view customer,
                                               std::string_view supplier, std::string_view party,
                                               SourceLocation customer_at,
                                               SourceLocation supplier_at);
/// Without its notes: the steps of the cycle.
[[nodiscard]] Diagnostic part_of_cycle(SourceLocation where, std::string_view organization);
[[nodiscard]] DiagnosticNote part_of_step(SourceLocation where, std::string_view facility,
                                          std::string_view whole);

// Files together.
[[nodiscard]] Diagnostic as_of_conflict(SourceLocation where, Date date, SourceLocation other,
                                        Date other_date);
[[nodiscard]] Diagnostic setting_conflict(SourceLocation where, std::string_view key,
                                          SourceLocation first);
[[nodiscard]] Diagnostic ignored_setting(SourceLocation where, std::string_view key);
[[nodiscard]] Diagnostic include_not_found(SourceLocation where, std::string_view path);
[[nodiscard]] Diagnostic include_outside(SourceLocation where, std::string_view path);

}  // namespace musubi::mistake
