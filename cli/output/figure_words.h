#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/figure.h"
#include "model/model.h"
#include "model/text.h"

// What figures call what they draw, and the signs that stand for its marks: in the figure itself,
// in its legend, and in the forms that other programs read.
namespace musubi::cli {

/// "contracts", "box" kinds and so on, as JSON and GraphML write them.
[[nodiscard]] std::string_view word_of(FigureView view);
[[nodiscard]] std::string_view word_of(BoxKind kind);
[[nodiscard]] std::string_view word_of(AreaKind kind);
[[nodiscard]] std::string_view word_of(ArrowKind kind);
[[nodiscard]] std::string_view word_of(FigureMark mark);

/// The same for people.
[[nodiscard]] Phrase phrase_of(BoxKind kind);
[[nodiscard]] Phrase phrase_of(ArrowKind kind);
[[nodiscard]] Phrase phrase_of(FigureMark mark);

/// A character that does not rest on colour. It is in every font for Japanese.
[[nodiscard]] std::string_view sign_of(FigureMark mark);

/// What stands in a box below its name in one language, a line each: what is said of it, with the
/// signs of its marks, and those marks that no line explains.
[[nodiscard]] std::vector<std::string> lines_of(const FigureBox& box, Language language);

/// The name of an area, and what is said of it.
[[nodiscard]] std::vector<std::string> lines_of(const FigureArea& area, Language language);

/// What stands beside an arrow: its lines and its contracts, by their ids; where it is `crowded`
/// only how many contracts there are, if more than one.
[[nodiscard]] std::vector<std::string> lines_of(const Model& model, const FigureArrow& arrow,
                                                Language language, bool crowded = false);

}  // namespace musubi::cli
