#include "engine/figure_part.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/figures/builder.h"

namespace musubi {
namespace {

constexpr std::uint32_t kGone = 0xFFFFFFFFU;

bool is_telling(ArrowKind kind) {
  return kind == ArrowKind::Notice || kind == ArrowKind::Relay || kind == ArrowKind::Silence;
}

bool stands_for(const Figure& figure, const FigureBox& box, RecordRef record) {
  if (box.record == record) return true;
  return box.area != kNoArea && figure.areas[box.area].record == record;
}

/// Leaves the boxes for which `place` says `kGone`, and the arrows to and from them, and gives the
/// others the places that it says; of arrows that become the same the first stays.
void move_boxes(Figure& figure, const std::vector<std::uint32_t>& place,
                std::vector<FigureBox> boxes) {
  figure.boxes = std::move(boxes);
  std::vector<FigureArrow> arrows;
  std::map<std::tuple<std::uint32_t, std::uint32_t, ArrowKind, std::vector<Text>>, std::size_t>
      known;
  for (FigureArrow& arrow : figure.arrows) {
    if (place[arrow.from] == kGone || place[arrow.to] == kGone) continue;
    arrow.from = place[arrow.from];
    arrow.to = place[arrow.to];
    const bool grouped =
        figure.boxes[arrow.from].stands_for > 1 || figure.boxes[arrow.to].stands_for > 1;
    if (grouped) {
      const auto [entry, added] =
          known.try_emplace({arrow.from, arrow.to, arrow.kind, arrow.lines}, arrows.size());
      if (!added) {
        FigureArrow& first = arrows[entry->second];
        first.contracts.insert(first.contracts.end(), arrow.contracts.begin(),
                               arrow.contracts.end());
        continue;
      }
    }
    arrows.push_back(std::move(arrow));
  }
  figure.arrows = std::move(arrows);
}

/// How far each box is from the focus, in arrows; `kGone` where no arrow leads.
class Distances {
 public:
  Distances(const Figure& figure, FigureDirection direction) : neighbours_(figure.boxes.size()) {
    for (const FigureArrow& arrow : figure.arrows) {
      const bool both = is_telling(arrow.kind) || direction == FigureDirection::Both;
      if (both || direction == FigureDirection::Down) neighbours_[arrow.from].push_back(arrow.to);
      if (both || direction == FigureDirection::Up) neighbours_[arrow.to].push_back(arrow.from);
    }
  }

  /// The boxes in the order of their distance.
  std::vector<std::uint32_t> from(const std::vector<std::uint32_t>& starts,
                                  std::optional<std::size_t> depth) {
    std::vector<std::size_t> distance(neighbours_.size(), kGone);
    std::vector<std::uint32_t> order = starts;
    for (const std::uint32_t start : starts) distance[start] = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (depth && distance[order[i]] >= *depth) continue;
      for (const std::uint32_t next : neighbours_[order[i]]) {
        if (distance[next] != kGone) continue;
        distance[next] = distance[order[i]] + 1;
        order.push_back(next);
      }
    }
    return order;
  }

 private:
  std::vector<std::vector<std::uint32_t>> neighbours_;
};

/// A box that counts those left out on one side of another.
void add_hidden(Figure& figure, std::uint32_t at, bool below, std::size_t count, ArrowKind kind) {
  FigureBox box;
  box.id = std::string(below ? "below;" : "above;") + figure.boxes[at].id;
  box.kind = BoxKind::Hidden;
  box.label = filled({.en = "{} more not shown", .ja = "ほか{}件（表示していません）"}, count);
  const auto hidden = static_cast<std::uint32_t>(figure.boxes.size());
  FigureArrow arrow;
  arrow.id = "hidden;" + box.id;
  arrow.kind = kind;
  arrow.from = below ? at : hidden;
  arrow.to = below ? hidden : at;
  figure.boxes.push_back(std::move(box));
  figure.arrows.push_back(std::move(arrow));
}

/// For each box that stays, the ones left out on each side of it.
struct LeftOut {
  std::set<std::uint32_t> boxes;
  ArrowKind kind = ArrowKind::DependsOn;
};
using LeftOutBeside = std::map<std::pair<std::uint32_t, bool>, LeftOut>;

LeftOutBeside find_left_out(const Figure& figure, const std::vector<std::uint32_t>& place) {
  LeftOutBeside found;
  for (const FigureArrow& arrow : figure.arrows) {
    const bool from_stays = place[arrow.from] != kGone;
    if (from_stays == (place[arrow.to] != kGone)) continue;
    const std::uint32_t at = place[from_stays ? arrow.from : arrow.to];
    const auto [entry, added] = found.try_emplace({at, from_stays});
    if (added) entry->second.kind = arrow.kind;
    entry->second.boxes.insert(from_stays ? arrow.to : arrow.from);
  }
  return found;
}

std::string signature(const FigureBox& box) {
  std::string text = std::to_string(static_cast<unsigned>(box.kind)) + "|" +
                     std::to_string(box.area) + "|" +
                     std::to_string(box.layer ? static_cast<int>(*box.layer) : -1) + "|";
  for (unsigned mark = 0; mark < kFigureMarkCount; ++mark) {
    text += box.marks.has(static_cast<FigureMark>(mark)) ? '1' : '0';
  }
  for (const FigureLine& line : box.lines) (text += '\0') += line.text.en;
  return text;
}

std::string signature(const FigureArrow& arrow, std::uint32_t other, bool leaves) {
  std::string text = std::string(leaves ? ">" : "<") + std::to_string(other) + "|" +
                     std::to_string(static_cast<unsigned>(arrow.kind));
  for (const Text& line : arrow.lines) (text += '\0') += line.en;
  return text;
}

/// What has to be the same of two boxes that are alike.
std::vector<std::string> signatures(const Figure& figure) {
  std::vector<std::vector<std::string>> arrows(figure.boxes.size());
  for (const FigureArrow& arrow : figure.arrows) {
    arrows[arrow.from].push_back(signature(arrow, arrow.to, true));
    arrows[arrow.to].push_back(signature(arrow, arrow.from, false));
  }
  std::vector<std::string> found(figure.boxes.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    std::ranges::sort(arrows[i]);
    found[i] = signature(figure.boxes[i]);
    for (const std::string& arrow : arrows[i]) (found[i] += '\1') += arrow;
  }
  return found;
}

Phrase count_phrase(BoxKind kind) {
  switch (kind) {
    case BoxKind::Institution: return {"{} medical institutions", "医療機関等 {}件"};
    case BoxKind::NetworkOperator: return {"{} network operators", "連携ネットワーク運営主体 {}件"};
    case BoxKind::InfrastructureVendor:
      return {"{} infrastructure providers", "インフラ事業者 {}件"};
    case BoxKind::Provider: return {"{} providers", "事業者 {}件"};
    case BoxKind::System: return {"{} systems", "システム {}件"};
    default: return {"{} components", "構成要素 {}件"};
  }
}

/// The box that stands for several; `rows` in the order of their ids.
FigureBox group_of(const Figure& figure, const std::vector<std::uint32_t>& rows) {
  FigureBox group = figure.boxes[rows.front()];
  const std::vector<FigureLine> lines = std::exchange(group.lines, {});
  group.lines.push_back({filled({.en = "{} and others", .ja = "{}ほか"}, group.label)});
  group.lines.insert(group.lines.end(), lines.begin(), lines.end());
  group.label = filled(count_phrase(group.kind), rows.size());
  group.id = "group;" + group.id;
  group.record.reset();
  group.stands_for = rows.size();
  return group;
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
  Distances distances(figure, focus.direction);
  std::vector<std::uint32_t> kept = distances.from(boxes_of(figure, focus.records), focus.depth);
  if (kept.size() > focus.max_boxes) kept.resize(focus.max_boxes);
  std::ranges::sort(kept);
  std::vector<std::uint32_t> place(figure.boxes.size(), kGone);
  std::vector<FigureBox> boxes;
  for (const std::uint32_t row : kept) {
    place[row] = static_cast<std::uint32_t>(boxes.size());
    boxes.push_back(figure.boxes[row]);
  }
  for (std::uint32_t row = 0; row < place.size(); ++row) {
    const bool counts = figure.boxes[row].kind != BoxKind::Choice;
    if (place[row] == kGone && counts) figure.not_shown += figure.boxes[row].stands_for;
  }
  const LeftOutBeside left_out = find_left_out(figure, place);
  std::vector<std::size_t> weights;
  for (const FigureBox& box : figure.boxes) weights.push_back(box.stands_for);
  move_boxes(figure, place, std::move(boxes));
  for (const auto& [at, beside] : left_out) {
    std::size_t count = 0;
    for (const std::uint32_t row : beside.boxes) count += weights[row];
    add_hidden(figure, at.first, at.second, count, beside.kind);
  }
  drop_needless_areas(figure);
  sort_figure(figure);
}

void group_alike(Figure& figure, const std::vector<RecordRef>& apart) {
  const std::vector<std::string> alike = signatures(figure);
  const std::vector<std::uint32_t> kept = boxes_of(figure, apart);
  std::map<std::string_view, std::vector<std::uint32_t>> groups;
  for (std::uint32_t i = 0; i < figure.boxes.size(); ++i) {
    const bool is_record = figure.boxes[i].record.has_value();
    if (is_record && !std::ranges::binary_search(kept, i)) groups[alike[i]].push_back(i);
  }
  std::vector<FigureBox> boxes;
  std::vector<std::uint32_t> place(figure.boxes.size(), kGone);
  for (std::uint32_t i = 0; i < figure.boxes.size(); ++i) {
    const auto group = groups.find(alike[i]);
    const bool grouped = group != groups.end() && group->second.size() > 1 &&
                         std::ranges::binary_search(group->second, i);
    if (grouped && group->second.front() != i) {
      place[i] = place[group->second.front()];
      continue;
    }
    place[i] = static_cast<std::uint32_t>(boxes.size());
    boxes.push_back(grouped ? group_of(figure, group->second) : figure.boxes[i]);
  }
  move_boxes(figure, place, std::move(boxes));
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
