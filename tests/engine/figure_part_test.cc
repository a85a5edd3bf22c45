// Parts of figures, and alike boxes as one, against what one would do by hand.
#include "engine/figure_part.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>

#include "engine/figures/builder.h"
#include "tests/support/figure_reading.h"
#include "tests/support/random.h"
#include "tests/support/seeds.h"

namespace musubi {
namespace {

using Names = std::set<std::string>;
using Counts = std::map<std::string, int>;

constexpr BoxKind kBoxKinds[] = {BoxKind::Institution, BoxKind::Provider, BoxKind::Service};
constexpr ArrowKind kArrowKinds[] = {ArrowKind::Contract, ArrowKind::DependsOn, ArrowKind::Notice};

std::string number(std::size_t i) { return (i < 10 ? "0" : "") + std::to_string(i); }

FigureBox random_box(test::Random& random, std::size_t i, std::size_t areas) {
  FigureBox box{.id = "box:" + number(i), .label = {.en = "Box " + number(i), .ja = "箱"}};
  box.kind = kBoxKinds[random.below(3)];
  box.record = RecordRef{box.kind == BoxKind::Service ? RecordKind::Service
                                                      : RecordKind::Organization,
                         static_cast<std::uint32_t>(i)};
  if (random.chance(20)) box.lines.push_back({.text = {.en = "line", .ja = "行"}});
  if (random.chance(20)) box.marks.add(FigureMark::Own);
  if (areas > 0 && random.chance(30)) {
    box.area = static_cast<std::uint32_t>(random.below(areas));
  }
  return box;
}

void add_arrow(Figure& figure, test::Random& random, std::uint32_t from, std::uint32_t to) {
  FigureArrow arrow{.id = {}, .from = from, .to = to, .kind = kArrowKinds[random.below(3)]};
  arrow.id = "arrow:" + number(static_cast<std::size_t>(arrow.kind)) + ";" +
             figure.boxes[from].id + ";" + figure.boxes[to].id;
  if (std::ranges::find(figure.arrows, arrow.id, &FigureArrow::id) != figure.arrows.end()) return;
  arrow.contracts = {ContractId(figure.arrows.size())};
  figure.arrows.push_back(std::move(arrow));
}

/// Half of the arrows go to and from few boxes, so that there are alike ones.
Figure random_figure(std::uint64_t seed) {
  test::Random random(seed);
  Figure figure;
  figure.title = {.en = "Figure", .ja = "図"};
  const std::size_t areas = random.below(4);
  for (std::size_t i = 0; i < areas; ++i) {
    FigureArea area{.id = "area:" + number(i), .label = {.en = "Area", .ja = "範囲"}};
    if (i > 0 && random.chance(50)) area.parent = static_cast<std::uint32_t>(random.below(i));
    area.record = RecordRef{RecordKind::Organization, static_cast<std::uint32_t>(100 + i)};
    figure.areas.push_back(area);
  }
  const std::size_t boxes = 1 + random.below(30);
  for (std::size_t i = 0; i < boxes; ++i) figure.boxes.push_back(random_box(random, i, areas));
  const std::size_t arrows = random.below(boxes + 8);
  for (std::size_t i = 0; i < arrows; ++i) {
    const auto from = static_cast<std::uint32_t>(random.below(boxes));
    const auto to =
        static_cast<std::uint32_t>(random.below(random.chance(50) ? std::min(boxes, std::size_t{3})
                                                                  : boxes));
    if (from != to) add_arrow(figure, random, from, to);
  }
  sort_figure(figure);
  return figure;
}

const FigureBox* find(const Figure& figure, const std::string& id) {
  const auto found = std::ranges::find(figure.boxes, id, &FigureBox::id);
  return found == figure.boxes.end() ? nullptr : &*found;
}

bool says(const FigureArrow& arrow) {
  return arrow.kind == ArrowKind::Notice || arrow.kind == ArrowKind::Relay ||
         arrow.kind == ArrowKind::Silence;
}

/// How many arrows away each box is that can be reached, by going over the arrows again and again.
std::map<std::string, std::size_t> distances(const Figure& figure, const FigureFocus& focus) {
  std::map<std::string, std::size_t> far;
  for (const std::uint32_t box : boxes_of(figure, focus.records)) far[figure.boxes[box].id] = 0;
  const auto step = [&](const std::string& from, const std::string& to) {
    const auto begin = far.find(from);
    if (begin == far.end()) return false;
    const std::size_t length = begin->second + 1;
    if (focus.depth && length > *focus.depth) return false;
    const auto [end, first] = far.emplace(to, length);
    const bool nearer = first || length < end->second;
    end->second = std::min(end->second, length);
    return nearer;
  };
  for (bool goes_on = true; goes_on;) {
    goes_on = false;
    for (const FigureArrow& arrow : figure.arrows) {
      const std::string& from = figure.boxes[arrow.from].id;
      const std::string& to = figure.boxes[arrow.to].id;
      if (focus.direction != FigureDirection::Up || says(arrow)) goes_on |= step(from, to);
      if (focus.direction != FigureDirection::Down || says(arrow)) goes_on |= step(to, from);
    }
  }
  return far;
}

/// A part of a figure beside the whole.
class Part {
 public:
  Part(const Figure& whole, const FigureFocus& focus) : whole_(&whole), focus_(&focus) {
    part_ = whole;
    take_part(part_, focus);
    for (const FigureBox& box : part_.boxes) {
      if (box.kind != BoxKind::Hidden) kept_.insert(box.id);
    }
  }

  [[nodiscard]] std::vector<std::string> faults(Counts& counts) {
    faults_ = test::form_faults(part_);
    check_kept(counts);
    check_arrows();
    check_hidden(counts);
    return std::move(faults_);
  }

 private:
  void check_kept(Counts& counts) {
    const auto far = distances(*whole_, *focus_);
    std::size_t farthest = 0;
    for (const std::string& id : kept_) {
      if (!far.contains(id)) {
        faults_.push_back(id + " is too far away");
        continue;
      }
      farthest = std::max(farthest, far.at(id));
      const FigureBox& before = *find(*whole_, id);
      const FigureBox& after = *find(part_, id);
      const auto area = [](const Figure& figure, const FigureBox& box) {
        return box.area == kNoArea ? std::string() : figure.areas[box.area].id;
      };
      if (before.label != after.label || before.lines != after.lines ||
          before.marks != after.marks || before.record != after.record ||
          area(*whole_, before) != area(part_, after)) {
        faults_.push_back(id + " has changed");
      }
    }
    if (kept_.size() != std::min(far.size(), focus_->max_boxes)) {
      faults_.push_back("keeps " + std::to_string(kept_.size()) + " of " +
                        std::to_string(far.size()));
    }
    for (const auto& [id, length] : far) {
      if (!kept_.contains(id) && length < farthest) faults_.push_back(id + " is nearer and gone");
    }
    if (far.size() > focus_->max_boxes) ++counts["too many"];
    if (focus_->depth && far.size() < whole_->boxes.size()) ++counts["too far"];
  }

  void check_arrows() {
    Names expected;
    for (const FigureArrow& arrow : whole_->arrows) {
      if (kept_.contains(whole_->boxes[arrow.from].id) &&
          kept_.contains(whole_->boxes[arrow.to].id)) {
        expected.insert(arrow.id);
      }
    }
    Names actual;
    for (const FigureArrow& arrow : part_.arrows) {
      if (!kept_.contains(part_.boxes[arrow.from].id) || !kept_.contains(part_.boxes[arrow.to].id))
        continue;
      actual.insert(arrow.id);
      const auto before = std::ranges::find(whole_->arrows, arrow.id, &FigureArrow::id);
      if (before == whole_->arrows.end() ||
          whole_->boxes[before->from].id != part_.boxes[arrow.from].id ||
          whole_->boxes[before->to].id != part_.boxes[arrow.to].id ||
          before->contracts != arrow.contracts) {
        faults_.push_back(arrow.id + " has changed");
      }
    }
    if (expected != actual) faults_.emplace_back("not the arrows between the boxes that stay");
  }

  // Each box that is left out and has a neighbour that stays is counted beside one such neighbour;
  // all of them in the figure.
  void check_hidden(Counts& counts) {
    if (part_.not_shown != whole_->boxes.size() - kept_.size()) {
      faults_.push_back("counts " + std::to_string(part_.not_shown) + " that are not shown");
    }
    std::map<std::string, Names> beside;  // by box that stays
    Names all;
    for (const FigureArrow& arrow : whole_->arrows) {
      const std::string& from = whole_->boxes[arrow.from].id;
      const std::string& to = whole_->boxes[arrow.to].id;
      if (kept_.contains(from) == kept_.contains(to)) continue;
      const std::string& gone = kept_.contains(from) ? to : from;
      beside[kept_.contains(from) ? from : to].insert(gone);
      all.insert(gone);
    }
    std::map<std::string, std::size_t> counted;
    std::size_t sum = 0;
    for (std::uint32_t i = 0; i < part_.boxes.size(); ++i) {
      if (part_.boxes[i].kind != BoxKind::Hidden) continue;
      sum += part_.boxes[i].stands_for;
      std::size_t arrows = 0;
      for (const FigureArrow& arrow : part_.arrows) {
        if (arrow.from != i && arrow.to != i) continue;
        ++arrows;
        counted[part_.boxes[arrow.from == i ? arrow.to : arrow.from].id] +=
            part_.boxes[i].stands_for;
      }
      if (arrows != 1) faults_.push_back(part_.boxes[i].id + " stands beside no box, or several");
    }
    for (const auto& [id, count] : counted) {
      if (count > beside[id].size()) faults_.push_back(id + " counts too many");
    }
    for (const auto& [id, names] : beside) {
      if (counted[id] == 0) ++counts["counted elsewhere"];
    }
    if (sum != all.size()) {
      faults_.push_back("counts " + std::to_string(sum) + " of " + std::to_string(all.size()) +
                        " neighbours");
    }
    if (sum > 0) ++counts["hidden"];
  }

  const Figure* whole_;
  const FigureFocus* focus_;
  Figure part_;
  Names kept_;
  std::vector<std::string> faults_;
};

FigureFocus random_focus(const Figure& figure, test::Random& random) {
  FigureFocus focus;
  const std::size_t count = 1 + random.below(2);
  for (std::size_t i = 0; i < count; ++i) focus.records.push_back(*random.pick(figure.boxes).record);
  if (random.chance(60)) focus.depth = random.below(4);
  focus.direction = static_cast<FigureDirection>(random.below(3));
  focus.max_boxes = random.chance(50) ? 60 : 2 + random.below(10);
  return focus;
}

/// What a box has beside its name: those with the same are alike.
using Look = std::tuple<BoxKind, std::vector<std::string>, FigureMarks, std::uint32_t,
                        std::multiset<std::tuple<bool, ArrowKind, std::string>>>;

Look look_of(const Figure& figure, std::uint32_t box) {
  const FigureBox& of = figure.boxes[box];
  Look look{of.kind, {}, of.marks, of.area, {}};
  for (const FigureLine& line : of.lines) std::get<1>(look).push_back(line.text.en);
  for (const FigureArrow& arrow : figure.arrows) {
    if (arrow.from == box) {
      std::get<4>(look).emplace(true, arrow.kind, figure.boxes[arrow.to].id);
    }
    if (arrow.to == box) {
      std::get<4>(look).emplace(false, arrow.kind, figure.boxes[arrow.from].id);
    }
  }
  return look;
}

std::multiset<std::size_t> sizes_of_groups(const Figure& figure,
                                           const std::vector<RecordRef>& apart) {
  std::map<Look, std::size_t> alike;
  std::multiset<std::size_t> sizes;
  for (std::uint32_t i = 0; i < figure.boxes.size(); ++i) {
    if (std::ranges::find(apart, *figure.boxes[i].record) != apart.end()) {
      sizes.insert(1);
    } else {
      ++alike[look_of(figure, i)];
    }
  }
  for (const auto& [look, count] : alike) sizes.insert(count);
  return sizes;
}

std::set<ContractId> all_contracts(const Figure& figure) {
  std::set<ContractId> all;
  for (const FigureArrow& arrow : figure.arrows) {
    all.insert(arrow.contracts.begin(), arrow.contracts.end());
  }
  return all;
}

TEST_SUITE("engine/figures/parts") {
  TEST_CASE("a part keeps what is nearest, and counts the rest beside it") {
    Counts counts;
    const auto seeds = test::seeds(2000);
    for (const std::uint64_t seed : seeds) {
      const Figure whole = random_figure(seed);
      test::Random random(seed);
      const FigureFocus focus = random_focus(whole, random);
      for (const std::string& fault : Part(whole, focus).faults(counts)) {
        FAIL_CHECK("seed " << seed << ": " << fault);
      }
    }
    if (seeds.size() < 2000) return;
    for (const char* const what : {"too many", "too far", "hidden"}) {
      CHECK_MESSAGE(counts[what] >= 300, what << ": " << counts[what]);
    }
  }

  TEST_CASE("a focus names boxes, the boxes of an area, and the ends of arrows") {
    Figure figure = random_figure(3);
    figure.areas = {{.id = "area:x",
                     .label = {.en = "X", .ja = "X"},
                     .record = RecordRef{RecordKind::Organization, 200}}};
    for (FigureBox& box : figure.boxes) box.area = kNoArea;
    REQUIRE(figure.boxes.size() > 4);
    figure.boxes[1].area = figure.boxes[3].area = 0;
    figure.arrows = {{.id = "arrow", .from = 4, .to = 2, .contracts = {ContractId(7)}}};
    using Boxes = std::vector<std::uint32_t>;
    CHECK(boxes_of(figure, {*figure.boxes[2].record}) == Boxes{2});
    CHECK(boxes_of(figure, {{RecordKind::Organization, 200}}) == Boxes{1, 3});
    CHECK(boxes_of(figure, {{RecordKind::Contract, 7}}) == Boxes{2, 4});
    CHECK(boxes_of(figure, {{RecordKind::Organization, 201}}).empty());
  }

  TEST_CASE("boxes that differ in name only become one, and only these") {
    int grouped = 0;
    for (const std::uint64_t seed : test::seeds(1000)) {
      const Figure whole = random_figure(seed);
      test::Random random(seed);
      const std::vector<RecordRef> apart{*random.pick(whole.boxes).record};
      Figure figure = whole;
      group_alike(figure, apart);
      for (const std::string& fault : test::form_faults(figure)) {
        FAIL_CHECK("seed " << seed << ": " << fault);
      }
      std::multiset<std::size_t> sizes;
      bool stands = false;
      for (const FigureBox& box : figure.boxes) {
        sizes.insert(box.stands_for);
        stands = stands || box.record == apart.front();
        if (box.stands_for > 1) {
          ++grouped;
          CHECK_FALSE(box.record.has_value());
        }
      }
      CHECK_MESSAGE(stands, "seed " << seed << ": the box of the focus is gone");
      CHECK_MESSAGE(sizes == sizes_of_groups(whole, apart), "seed " << seed);
      CHECK_MESSAGE(all_contracts(figure) == all_contracts(whole), "seed " << seed);
    }
    CHECK(grouped > 200);
  }
}

}  // namespace
}  // namespace musubi
