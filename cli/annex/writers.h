#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/annex/document.h"
#include "cli/annex/facts.h"
#include "cli/output/result_json.h"

// An annex in the formats in which it is given to people and programs.
namespace musubi::cli {

/// As GitHub reads it. In place of the figure stand its boxes, its arrows and its notes as lists.
[[nodiscard]] std::string annex_markdown(const AnnexDocument& document, Language language);

/// One page in one file, without a script, for a screen and for A4. `figure` is an <svg> element;
/// where it is empty, the figure is told as in Markdown.
[[nodiscard]] std::string annex_html(const AnnexDocument& document, std::string_view figure,
                                     Language language);

/// Sections and their blocks in both languages, and the open points with their ids. `redacted`:
/// files are not named, since what they are called may name somebody.
[[nodiscard]] std::string annex_json(const AnnexDocument& document, const AnnexFacts& facts,
                                     const AsOf& as_of, bool redacted);

/// What the figure shows, in words: a line for each box and each arrow, and its notes.
[[nodiscard]] std::vector<Text> figure_lines(const Figure& figure);

}  // namespace musubi::cli
