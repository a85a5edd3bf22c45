#include "tests/support/figure_reading.h"

#include <algorithm>
#include <map>

namespace musubi::test {
namespace {

template <class Part>
void check_ids(const std::vector<Part>& parts, const char* what, std::vector<std::string>& faults) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].id.empty()) faults.push_back(std::string(what) + " without an id");
    if (i > 0 && parts[i].id == parts[i - 1].id) {
      faults.push_back(std::string(what) + " twice: " + parts[i].id);
    }
  }
}

template <class Part>
void check_order(const std::vector<Part>& parts, const char* what,
                 std::vector<std::string>& faults) {
  if (!std::ranges::is_sorted(parts, {}, &Part::id)) {
    faults.push_back(std::string(what) + " are not sorted");
  }
}

void check_areas(const Figure& figure, std::vector<std::string>& faults) {
  std::set<std::string> ids;
  for (std::size_t i = 0; i < figure.areas.size(); ++i) {
    const FigureArea& area = figure.areas[i];
    if (!ids.insert(area.id).second) faults.push_back("area twice: " + area.id);
    if (area.parent != kNoArea && area.parent >= i) {
      faults.push_back("area before the one around it: " + area.id);
    }
  }
}

}  // namespace

std::vector<std::string> form_faults(const Figure& figure) {
  std::vector<std::string> faults;
  check_ids(figure.boxes, "box", faults);
  check_order(figure.boxes, "boxes", faults);
  check_ids(figure.arrows, "arrow", faults);
  check_order(figure.arrows, "arrows", faults);
  check_areas(figure, faults);
  for (const FigureBox& box : figure.boxes) {
    if (box.area != kNoArea && box.area >= figure.areas.size()) {
      faults.push_back("in an area that is none: " + box.id);
    }
    if (box.label.en.empty() || box.label.ja.empty()) faults.push_back("nameless: " + box.id);
    if (box.stands_for == 0) faults.push_back("stands for nothing: " + box.id);
  }
  for (const FigureArrow& arrow : figure.arrows) {
    if (arrow.from >= figure.boxes.size() || arrow.to >= figure.boxes.size()) {
      faults.push_back("leads nowhere: " + arrow.id);
    }
    if (!std::ranges::is_sorted(arrow.contracts) ||
        std::ranges::adjacent_find(arrow.contracts) != arrow.contracts.end()) {
      faults.push_back("contracts not sorted, or twice: " + arrow.id);
    }
  }
  if (figure.title.en.empty() || figure.title.ja.empty()) faults.emplace_back("no title");
  return faults;
}

std::string id_of(const Model& model, const std::optional<RecordRef>& record) {
  return record ? std::string(model.text(model.record(*record).id)) : std::string();
}

const FigureBox* box_of(const Model& model, const Figure& figure, const std::string& id) {
  const auto found = std::ranges::find_if(
      figure.boxes, [&](const FigureBox& box) { return id_of(model, box.record) == id; });
  return found == figure.boxes.end() ? nullptr : &*found;
}

std::vector<std::string> areas_around(const Model& model, const Figure& figure,
                                      const FigureBox& box, AreaKind kind) {
  std::vector<std::string> ids;
  for (std::uint32_t at = box.area; at != kNoArea; at = figure.areas[at].parent) {
    if (figure.areas[at].kind == kind) ids.push_back(id_of(model, figure.areas[at].record));
  }
  return ids;
}

std::set<Tie> ties_of(const Model& model, const Figure& figure) {
  // The choices: from where they are reached, and what they leave to choose.
  std::map<std::uint32_t, std::string> chooser;
  std::map<std::uint32_t, oracle::Ids> choices;
  const auto is_choice = [&](std::uint32_t box) {
    return figure.boxes[box].kind == BoxKind::Choice;
  };
  for (const FigureArrow& arrow : figure.arrows) {
    if (is_choice(arrow.to)) chooser[arrow.to] = id_of(model, figure.boxes[arrow.from].record);
    if (is_choice(arrow.from)) {
      choices[arrow.from].insert(id_of(model, figure.boxes[arrow.to].record));
    }
  }
  std::set<Tie> ties;
  for (const FigureArrow& arrow : figure.arrows) {
    if (is_choice(arrow.to)) continue;
    Tie tie{.from = id_of(model, figure.boxes[arrow.from].record),
            .to = id_of(model, figure.boxes[arrow.to].record),
            .kind = arrow.kind,
            .any_of = {}};
    if (is_choice(arrow.from)) {
      tie.from = chooser[arrow.from];
      tie.any_of = choices[arrow.from];
    }
    ties.insert(tie);
  }
  return ties;
}

std::string describe(const Tie& tie) {
  static constexpr const char* kKinds[] = {"contract",    "uses",   "depends on", "placement",
                                           "independent", "notice", "relay",      "silence"};
  std::string text = tie.from + " -> " + tie.to + " (" + kKinds[static_cast<int>(tie.kind)];
  for (const std::string& one : tie.any_of) text += " or " + one;
  return text + ")";
}

std::vector<std::string> differences(const std::set<Tie>& expected, const std::set<Tie>& actual) {
  std::vector<std::string> lines;
  for (const Tie& tie : expected) {
    if (!actual.contains(tie)) lines.push_back("missing: " + describe(tie));
  }
  for (const Tie& tie : actual) {
    if (!expected.contains(tie)) lines.push_back("not expected: " + describe(tie));
  }
  return lines;
}

oracle::Ids contracts_of(const Model& model, const FigureArrow& arrow) {
  oracle::Ids ids;
  for (const ContractId contract : arrow.contracts) ids.emplace(model.id(contract));
  return ids;
}

}  // namespace musubi::test
