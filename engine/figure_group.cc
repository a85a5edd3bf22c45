#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/figure_part.h"
#include "engine/figures/builder.h"

namespace musubi {
namespace {

void add_sorted(std::vector<ContractId>& contracts, const std::vector<ContractId>& more) {
  contracts.insert(contracts.end(), more.begin(), more.end());
  std::ranges::sort(contracts);
  const auto twice = std::ranges::unique(contracts);
  contracts.erase(twice.begin(), twice.end());
}

/// Puts boxes at the places that `place` says. Of arrows that become the same the first stays, with
/// the contracts of all.
void move_boxes(Figure& figure, const std::vector<std::uint32_t>& place,
                std::vector<FigureBox> boxes) {
  figure.boxes = std::move(boxes);
  std::vector<FigureArrow> arrows;
  std::map<std::tuple<std::uint32_t, std::uint32_t, ArrowKind, FigureMarks, std::vector<Text>>,
           std::size_t>
      known;
  for (FigureArrow& arrow : figure.arrows) {
    arrow.from = place[arrow.from];
    arrow.to = place[arrow.to];
    const bool grouped =
        figure.boxes[arrow.from].stands_for > 1 || figure.boxes[arrow.to].stands_for > 1;
    if (grouped) {
      const auto [entry, added] = known.try_emplace(
          {arrow.from, arrow.to, arrow.kind, arrow.marks, arrow.lines}, arrows.size());
      if (!added) {
        add_sorted(arrows[entry->second].contracts, arrow.contracts);
        continue;
      }
    }
    arrows.push_back(std::move(arrow));
  }
  figure.arrows = std::move(arrows);
}

std::string signature(FigureMarks marks) {
  std::string text;
  for (unsigned mark = 0; mark < kFigureMarkCount; ++mark) {
    text += marks.has(static_cast<FigureMark>(mark)) ? '1' : '0';
  }
  return text;
}

std::string signature(const FigureBox& box) {
  std::string text = std::to_string(static_cast<unsigned>(box.kind)) + "|" +
                     std::to_string(box.area) + "|" +
                     std::to_string(box.layer ? static_cast<int>(*box.layer) : -1) + "|";
  text += signature(box.marks);
  for (const FigureLine& line : box.lines) (text += '\0') += line.text.en;
  return text;
}

std::string signature(const FigureArrow& arrow, std::uint32_t other, bool leaves) {
  std::string text = std::string(leaves ? ">" : "<") + std::to_string(other) + "|" +
                     std::to_string(static_cast<unsigned>(arrow.kind));
  text += "|" + signature(arrow.marks);
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

void group_alike(Figure& figure, const std::vector<RecordRef>& apart) {
  const std::vector<std::string> alike = signatures(figure);
  const std::vector<std::uint32_t> kept = boxes_of(figure, apart);
  std::map<std::string_view, std::vector<std::uint32_t>> groups;
  for (std::uint32_t i = 0; i < figure.boxes.size(); ++i) {
    const bool is_record = figure.boxes[i].record.has_value();
    if (is_record && !std::ranges::binary_search(kept, i)) groups[alike[i]].push_back(i);
  }
  std::vector<FigureBox> boxes;
  std::vector<std::uint32_t> place(figure.boxes.size(), 0);
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

}  // namespace musubi
