#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/output/styled.h"

// Markdown as GitHub and GitLab read it (GFM).
namespace musubi::cli {

/// `text` as text and nothing else: what would mark up, link or end a cell of a table gets a
/// backslash, what would call a person (@name) or an issue (#1) is kept from it, line ends become
/// spaces, what could steer a terminal is made visible.
[[nodiscard]] std::string markdown_text(std::string_view text);
[[nodiscard]] std::string markdown_text(const Styled& text);

/// `text` as code, for ids and keys: `service_change`.
[[nodiscard]] std::string markdown_code(std::string_view text);

/// A line of a table. The cells are Markdown already.
[[nodiscard]] std::string markdown_row(std::span<const std::string> cells);

/// The first two lines of a table. The heads are Markdown already.
[[nodiscard]] std::string markdown_head(std::span<const std::string> heads);

/// Markdown that is folded away under a line, which has to be safe as HTML.
[[nodiscard]] std::string markdown_details(std::string_view summary, std::string_view content);

}  // namespace musubi::cli
