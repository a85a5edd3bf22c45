#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/output/styled.h"

// Markdown as GitHub and GitLab read it (GitHub Flavored Markdown Spec 0.29).
namespace musubi::cli {

/// Text that shows as it is: nothing in it formats, makes a link, HTML or a row of a table, or
/// calls a person (@name) or an issue (#1). A line end becomes a space.
[[nodiscard]] std::string markdown_text(std::string_view text);
[[nodiscard]] std::string markdown_text(const Styled& text);

/// The same in a `span of code`, for ids and paths.
[[nodiscard]] std::string markdown_code(std::string_view text);

/// One row of a table of cells that are Markdown already, with its line end.
[[nodiscard]] std::string markdown_row(const std::vector<std::string>& cells);
/// The head of a table, and the line below it.
[[nodiscard]] std::string markdown_head(const std::vector<std::string>& cells);

/// Markdown that is folded away under a line, which has to be safe as HTML.
[[nodiscard]] std::string markdown_details(std::string_view summary, std::string_view content);

}  // namespace musubi::cli
