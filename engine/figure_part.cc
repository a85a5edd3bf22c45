#include "engine/figure_part.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/figures/builder.h"

namespace musubi {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFFU;

bool is_telling(ArrowKind kind) {
  return kind == ArrowKind::Notice || kind == ArrowKind::Relay || kind == ArrowKind::Silence;
}

bool stands_for(const Figure& figure, const FigureBox& box, RecordRef record) {
  if (box.record == record) return true;
  return box.area != kNoArea && figure.areas[box.area].record == record;
}

bool is_choice(const Figure& figure, std::uint32_t box) {
  return figure.boxes[box].kind == BoxKind::Choice;
}

/// An arrow between two boxes that are no choices, or two arrows with a choice between them.
struct Way {
  std::uint32_t from = 0, to = 0;
  ArrowKind kind = ArrowKind::DependsOn;
  std::uint32_t choice = kNone;
};

std::vector<Way> ways_of(const Figure& figure) {
  std::vector<std::uint32_t> chooser(figure.boxes.size(), kNone);
  for (const FigureArrow& arrow : figure.arrows) {
    if (is_choice(figure, arrow.to)) chooser[arrow.to] = arrow.from;
  }
  std::vector<Way> ways;
  for (const FigureArrow& arrow : figure.arrows) {
    if (is_choice(figure, arrow.to)) continue;
    if (!is_choice(figure, arrow.from)) {
      ways.push_back({arrow.from, arrow.to, arrow.kind});
    } else if (chooser[arrow.from] != kNone) {
      ways.push_back({chooser[arrow.from], arrow.to, arrow.kind, arrow.from});
    }
  }
  return ways;
}

/// By box: where the ways lead from it in this direction.
std::vector<std::vector<std::uint32_t>> neighbours_of(const Figure& figure,
                                                      const std::vector<Way>& ways,
                                                      FigureDirection direction) {
  std::vector<std::vector<std::uint32_t>> neighbours(figure.boxes.size());
  for (const Way& way : ways) {
    const bool both = is_telling(way.kind) || direction == FigureDirection::Both;
    if (both || direction == FigureDirection::Down) neighbours[way.from].push_back(way.to);
    if (both || direction == FigureDirection::Up) neighbours[way.to].push_back(way.from);
  }
  return neighbours;
}

/// The boxes that are as near to the focus as it says, the nearest first.
std::vector<std::uint32_t> nearest(const Figure& figure, const std::vector<Way>& ways,
                                   const FigureFocus& focus) {
  const auto neighbours = neighbours_of(figure, ways, focus.direction);
  std::vector<std::size_t> distance(figure.boxes.size(), kNone);
  std::vector<std::uint32_t> order;
  for (const std::uint32_t start : boxes_of(figure, focus.records)) {
    if (is_choice(figure, start)) continue;
    distance[start] = 0;
    order.push_back(start);
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (focus.depth && distance[order[i]] >= *focus.depth) continue;
    for (const std::uint32_t next : neighbours[order[i]]) {
      if (distance[next] != kNone) continue;
      distance[next] = distance[order[i]] + 1;
      order.push_back(next);
    }
  }
  if (order.size() > focus.max_boxes) order.resize(focus.max_boxes);
  return order;
}

/// The boxes left out on one side of one that stays.
struct LeftOut {
  std::set<std::uint32_t> boxes;
  ArrowKind kind = ArrowKind::DependsOn;
};
/// By the box that stays; true: below it.
using LeftOutBeside = std::map<std::pair<std::uint32_t, bool>, LeftOut>;

LeftOutBeside find_left_out(const std::vector<Way>& ways, const std::vector<char>& stays) {
  LeftOutBeside found;
  for (const Way& way : ways) {
    const bool below = stays[way.from] != 0;
    if (below == (stays[way.to] != 0)) continue;
    const bool at_choice = below && way.choice != kNone && stays[way.choice] != 0;
    const std::uint32_t at = at_choice ? way.choice : below ? way.from : way.to;
    const auto [entry, added] = found.try_emplace({at, below});
    if (added) entry->second.kind = way.kind;
    entry->second.boxes.insert(below ? way.to : way.from);
  }
  return found;
}

/// A box that counts those left out on one side of another.
void add_hidden(Figure& figure, std::uint32_t at, bool below, std::size_t count, ArrowKind kind) {
  FigureBox box;
  box.id = std::string(below ? "below;" : "above;") + figure.boxes[at].id;
  box.kind = BoxKind::Hidden;
  box.label = filled({.en = "{} more not shown", .ja = "ほか{}件（表示していません）"}, count);
  box.stands_for = count;
  const auto hidden = static_cast<std::uint32_t>(figure.boxes.size());
  FigureArrow arrow;
  arrow.id = "hidden;" + box.id;
  arrow.kind = kind;
  arrow.from = below ? at : hidden;
  arrow.to = below ? hidden : at;
  figure.boxes.push_back(std::move(box));
  figure.arrows.push_back(std::move(arrow));
}

/// Leaves only what stays; returns the new places of boxes.
std::vector<std::uint32_t> keep(Figure& figure, const std::vector<char>& stays) {
  std::vector<std::uint32_t> place(figure.boxes.size(), kNone);
  std::vector<FigureBox> boxes;
  for (std::uint32_t row = 0; row < place.size(); ++row) {
    if (stays[row] == 0) continue;
    place[row] = static_cast<std::uint32_t>(boxes.size());
    boxes.push_back(std::move(figure.boxes[row]));
  }
  figure.boxes = std::move(boxes);
  std::erase_if(figure.arrows, [&](const FigureArrow& arrow) {
    return stays[arrow.from] == 0 || stays[arrow.to] == 0;
  });
  for (FigureArrow& arrow : figure.arrows) {
    arrow.from = place[arrow.from];
    arrow.to = place[arrow.to];
  }
  return place;
}

}  // namespace

std::vector<std::uint32_t> boxes_of(const Figure& figure, const std::vector<RecordRef>& records) {
  std::set<std::uint32_t> found;
  for (const RecordRef record : records) {
    for (std::uint32_t i = 0; i < figure.boxes.size(); ++i) {
      if (stands_for(figure, figure.boxes[i], record)) found.insert(i);
    }
    if (record.kind != RecordKind::Contract) continue;
    for (const FigureArrow& arrow : figure.arrows) {
      if (std::ranges::find(arrow.contracts, ContractId(record.index)) == arrow.contracts.end()) {
        continue;
      }
      found.insert(arrow.from);
      found.insert(arrow.to);
    }
  }
  return {found.begin(), found.end()};
}

void take_part(Figure& figure, const FigureFocus& focus) {
  const std::vector<Way> ways = ways_of(figure);
  std::vector<char> stays(figure.boxes.size());
  for (const std::uint32_t row : nearest(figure, ways, focus)) stays[row] = 1;
  // A choice stays where there is something to choose, and somebody who does.
  for (const Way& way : ways) {
    if (way.choice != kNone && stays[way.from] != 0 && stays[way.to] != 0) stays[way.choice] = 1;
  }
  std::vector<std::size_t> weights;
  for (std::uint32_t row = 0; row < stays.size(); ++row) {
    weights.push_back(figure.boxes[row].stands_for);
    if (stays[row] == 0 && !is_choice(figure, row)) figure.not_shown += weights.back();
  }
  const LeftOutBeside left_out = find_left_out(ways, stays);
  const std::vector<std::uint32_t> place = keep(figure, stays);
  for (const auto& [at, beside] : left_out) {
    std::size_t count = 0;
    for (const std::uint32_t row : beside.boxes) count += weights[row];
    add_hidden(figure, place[at.first], at.second, count, beside.kind);
  }
  drop_needless_areas(figure);
  sort_figure(figure);
}

void drop_needless_areas(Figure& figure) {
  // By area: how many boxes stand in it, and how many of these are its own organization's.
  std::vector<std::size_t> boxes(figure.areas.size()), own(figure.areas.size());
  for (const FigureBox& box : figure.boxes) {
    if (box.area != kNoArea && box.record == figure.areas[box.area].record) ++own[box.area];
    for (std::uint32_t a = box.area; a != kNoArea; a = figure.areas[a].parent) ++boxes[a];
  }
  std::vector<std::uint32_t> place(figure.areas.size(), kNoArea);
  std::vector<FigureArea> areas;
  for (std::uint32_t a = 0; a < figure.areas.size(); ++a) {
    if (boxes[a] == own[a]) continue;
    place[a] = static_cast<std::uint32_t>(areas.size());
    areas.push_back(std::move(figure.areas[a]));
    FigureArea& area = areas.back();
    if (area.parent != kNoArea) area.parent = place[area.parent];
  }
  for (FigureBox& box : figure.boxes) {
    if (box.area != kNoArea) box.area = place[box.area];
  }
  figure.areas = std::move(areas);
}

}  // namespace musubi
