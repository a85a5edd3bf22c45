#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/figure.h"

namespace musubi {

/// Which way from the focus: to what it rests on, to what rests on it, or both. What parties tell
/// one another is followed both ways.
enum class FigureDirection : std::uint8_t { Both, Down, Up };

struct FigureFocus {
  std::vector<RecordRef> records;    // an organization stands for the boxes of its area too, a
                                     // contract for the ends of its arrows
  std::optional<std::size_t> depth;  // in arrows; nothing: as far as they lead
  FigureDirection direction = FigureDirection::Both;
  std::size_t max_boxes = 60;
};

/// The boxes that the focus names, in order. O(figure).
[[nodiscard]] std::vector<std::uint32_t> boxes_of(const Figure& figure,
                                                  const std::vector<RecordRef>& records);

/// Keeps the boxes nearest to the focus, at most so many. What is left out beside a box that stays
/// is counted there in a box of its own, and all of it in `not_shown`. Precondition: the focus
/// names a box. O(n log n).
void take_part(Figure& figure, const FigureFocus& focus);

/// Makes one box of those that differ in name only: of one kind, with the same lines, marks and
/// area, and with the same arrows to the same others. Boxes of `apart` stay as they are.
/// O(n log n).
void group_alike(Figure& figure, const std::vector<RecordRef>& apart);

/// Takes areas away that hold nothing, and those that hold the box of their own organization alone.
void drop_needless_areas(Figure& figure);

}  // namespace musubi
