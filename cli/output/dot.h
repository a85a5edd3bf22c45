#pragma once

#include <string>
#include <vector>

#include "engine/figure.h"
#include "model/model.h"
#include "model/text.h"

namespace musubi::cli {

/// How a figure looks beside what it says.
struct FigureLook {
  Language language = Language::En;
  bool legend = false;
  bool mono = false;  // black, white and grey
};

/// What a figure says of itself: below it, and in attributes that `draw --verify` reads.
struct FigureOrigin {
  std::vector<std::string> caption;  // lines below the title
  std::string command;               // the options that draw it again, without models
  std::string digest;                // of the model
  std::string as_of;
};

/// A figure as DOT, the language of Graphviz, written by its library: nodes are called by the ids
/// of boxes, edges have the ids of arrows as keys, clusters are called "cluster " and the id of the
/// area. Deterministic; whatever a name holds is text.
[[nodiscard]] std::string dot_of(const Model& model, const Figure& figure, const FigureLook& look,
                                 const FigureOrigin& origin);

/// The families of fonts that a figure asks for, the best first; all have Japanese.
inline constexpr const char* kFigureFonts[] = {"Noto Sans CJK JP", "Noto Sans JP", "IPAexGothic",
                                               "IPAPGothic",       "TakaoPGothic", "VL PGothic",
                                               "Hiragino Sans",    "Yu Gothic",    "Meiryo"};

}  // namespace musubi::cli
