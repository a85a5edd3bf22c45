#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace musubi::cli {

/// Something in which a stored figure and the one that the model gives now are not the same.
struct FigureDifference {
  enum class What : std::uint8_t { Missing, Extra, Changed };
  What what = What::Changed;
  std::string part;             // the name of a node, an edge or a cluster; empty for the figure
  std::string attribute;        // of `Changed`
  std::string stored, current;  // its values
};

/// Compares the texts of two figures by what they show, whatever a program that laid one of them
/// out has added to it. Sorted. Precondition: both can be read. O(n log n).
[[nodiscard]] std::vector<FigureDifference> compare_figures(const std::string& stored,
                                                            const std::string& current);

}  // namespace musubi::cli
