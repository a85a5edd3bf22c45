#pragma once

#include <string>
#include <string_view>

#include "model/json_tree.h"

namespace musubi {

/// A document as JSON for people: no line is longer than 100 columns on a terminal where that can
/// be helped, and what fits on one line stands on one line, but that the members of the document
/// and the records in its arrays have lines of their own. Ends with a line feed. Strings are
/// written in UTF-8 with as few escapes as JSON allows, numbers as they were.
///
/// The text depends on the tree alone: to read it and write it again changes nothing.
/// Precondition: strings are UTF-8, nested no deeper than `kMaxJsonDepth`. Linear.
[[nodiscard]] std::string write_json(const JsonValue& document);

/// Appends `text` with its quotes and escapes.
void append_json_string(std::string& out, std::string_view text);

}  // namespace musubi
