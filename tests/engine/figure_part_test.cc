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
  box.record =
      RecordRef{box.kind == BoxKind::Service ? RecordKind::Service : RecordKind::Organization,
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
  arrow.id = "arrow:" + number(static_cast<std::size_t>(arrow.kind)) + ";" + figure.boxes[from].id +
             ";" + figure.boxes[to].id;
  if (std::ranges::find(figure.arrows, arrow.id, &FigureArrow::id) != figure.arrows.end()) return;
  arrow.contracts = {ContractId(figure.arrows.size())};
  if (random.chance(10)) arrow.marks.add(FigureMark::Optional);
  figure.arrows.push_back(std::move(arrow));
}

/// A choice for a box, between some others.
void add_choice(Figure& figure, test::Random& random, std::uint32_t from, std::size_t boxes) {
  const auto choice = static_cast<std::uint32_t>(figure.boxes.size());
  FigureBox box{.id = "choice:" + figure.boxes[from].id + ";" + number(choice),
                .label = {.en = "any one", .ja = "いずれか"}};
  box.kind = BoxKind::Choice;
  box.area = figure.boxes[from].area;
  figure.boxes.push_back(box);
  add_arrow(figure, random, from, choice);
  for (int i = 0; i < 3; ++i) {
    const auto member = static_cast<std::uint32_t>(random.below(boxes));
    if (member != from) add_arrow(figure, random, choice, member);
  }
}

/// Half of the arrows go to and from few boxes, so that there are alike ones.
Figure random_figure(std::uint64_t seed, std::size_t choices = 0) {
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
    const auto to = static_cast<std::uint32_t>(
        random.below(random.chance(50) ? std::min(boxes, std::size_t{3}) : boxes));
    if (from != to) add_arrow(figure, random, from, to);
  }
  for (std::size_t i = 0; i < choices && boxes > 1; ++i) {
    add_choice(figure, random, static_cast<std::uint32_t>(random.below(boxes)), boxes);
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

bool is_choice(const FigureBox& box) { return box.kind == BoxKind::Choice; }

/// From where to where arrows lead, over choices too.
struct Way {
  std::string from, to, choice;
  bool says = false;
};

std::vector<Way> ways_of(const Figure& figure) {
  std::vector<Way> ways;
  for (const FigureArrow& arrow : figure.arrows) {
    const FigureBox& from = figure.boxes[arrow.from];
    const FigureBox& to = figure.boxes[arrow.to];
    if (is_choice(to)) continue;
    if (!is_choice(from)) {
      ways.push_back({from.id, to.id, "", says(arrow)});
      continue;
    }
    for (const FigureArrow& before : figure.arrows) {
      if (figure.boxes[before.to].id != from.id) continue;
      ways.push_back({figure.boxes[before.from].id, to.id, from.id, says(arrow)});
    }
  }
  return ways;
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
  const std::vector<Way> ways = ways_of(figure);
  for (bool goes_on = true; goes_on;) {
    goes_on = false;
    for (const Way& way : ways) {
      if (focus.direction != FigureDirection::Up || way.says) goes_on |= step(way.from, way.to);
      if (focus.direction != FigureDirection::Down || way.says) goes_on |= step(way.to, way.from);
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
      if (box.kind != BoxKind::Hidden && !is_choice(box)) kept_.insert(box.id);
      if (is_choice(box)) choices_.insert(box.id);
    }
  }

  [[nodiscard]] std::vector<std::string> faults(Counts& counts) {
    faults_ = test::form_faults(part_);
    check_kept(counts);
    check_choices(counts);
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

  // A choice stays where there is one who chooses, and something to choose.
  void check_choices(Counts& counts) {
    Names expected;
    for (const Way& way : ways_of(*whole_)) {
      if (way.choice.empty() || !kept_.contains(way.from) || !kept_.contains(way.to)) continue;
      expected.insert(way.choice);
    }
    if (expected != choices_) faults_.emplace_back("not the choices of the boxes that stay");
    counts["choice"] += static_cast<int>(expected.size());
  }

  void check_arrows() {
    const auto stays = [&](const std::string& id) {
      return kept_.contains(id) || choices_.contains(id);
    };
    Names expected;
    for (const FigureArrow& arrow : whole_->arrows) {
      if (stays(whole_->boxes[arrow.from].id) && stays(whole_->boxes[arrow.to].id)) {
        expected.insert(arrow.id);
      }
    }
    Names actual;
    for (const FigureArrow& arrow : part_.arrows) {
      if (!stays(part_.boxes[arrow.from].id) || !stays(part_.boxes[arrow.to].id)) continue;
      actual.insert(arrow.id);
      const auto before = std::ranges::find(whole_->arrows, arrow.id, &FigureArrow::id);
      if (before == whole_->arrows.end() ||
          whole_->boxes[before->from].id != part_.boxes[arrow.from].id ||
          whole_->boxes[before->to].id != part_.boxes[arrow.to].id ||
          before->contracts != arrow.contracts || before->marks != arrow.marks) {
        faults_.push_back(arrow.id + " has changed");
      }
    }
    if (expected != actual) faults_.emplace_back("not the arrows between the boxes that stay");
  }

  // Beside each box that stays its neighbours that are left out are counted, each once on the side
  // on which it is; in the figure all that are left out are.
  void check_hidden(Counts& counts) {
    const auto boxes =
        std::ranges::count_if(whole_->boxes, [](const FigureBox& box) { return !is_choice(box); });
    if (part_.not_shown != static_cast<std::size_t>(boxes) - kept_.size()) {
      faults_.push_back("counts " + std::to_string(part_.not_shown) + " that are not shown");
    }
    std::map<std::pair<std::string, bool>, Names> expected;
    for (const Way& way : ways_of(*whole_)) {
      if (kept_.contains(way.from) && !kept_.contains(way.to)) {
        const bool over_choice = !way.choice.empty() && choices_.contains(way.choice);
        expected[{over_choice ? way.choice : way.from, true}].insert(way.to);
      } else if (kept_.contains(way.to) && !kept_.contains(way.from)) {
        expected[{way.to, false}].insert(way.from);
      }
    }
    std::map<std::pair<std::string, bool>, std::size_t> numbers;
    for (const auto& [at, names] : expected) numbers[at] = names.size();
    if (numbers != counted()) faults_.emplace_back("does not count what is left out beside a box");
    if (!numbers.empty()) ++counts["hidden"];
  }

  [[nodiscard]] std::map<std::pair<std::string, bool>, std::size_t> counted() {
    std::map<std::pair<std::string, bool>, std::size_t> numbers;
    for (const FigureArrow& arrow : part_.arrows) {
      const FigureBox& from = part_.boxes[arrow.from];
      const FigureBox& to = part_.boxes[arrow.to];
      if (from.kind == BoxKind::Hidden) numbers[{to.id, false}] += from.stands_for;
      if (to.kind == BoxKind::Hidden) numbers[{from.id, true}] += to.stands_for;
    }
    for (const FigureBox& box : part_.boxes) {
      if (box.kind == BoxKind::Hidden &&
          !box.label.en.starts_with(std::to_string(box.stands_for) + " ")) {
        faults_.push_back(box.id + " does not say its number");
      }
    }
    return numbers;
  }

  const Figure* whole_;
  const FigureFocus* focus_;
  Figure part_;
  Names kept_, choices_;
  std::vector<std::string> faults_;
};

FigureFocus random_focus(const Figure& figure, test::Random& random) {
  FigureFocus focus;
  const std::size_t count = 1 + random.below(2);
  for (std::size_t i = 0; i < count; ++i) {
    const FigureBox& box = random.pick(figure.boxes);
    if (box.record) focus.records.push_back(*box.record);
  }
  if (focus.records.empty()) focus.records.push_back(*figure.boxes.front().record);
  if (random.chance(60)) focus.depth = random.below(4);
  focus.direction = static_cast<FigureDirection>(random.below(3));
  focus.max_boxes = random.chance(50) ? 60 : 2 + random.below(10);
  return focus;
}

/// What a box has beside its name: those with the same are alike.
using Look = std::tuple<BoxKind, std::vector<std::string>, FigureMarks, std::uint32_t,
                        std::multiset<std::tuple<bool, ArrowKind, FigureMarks, std::string>>>;

Look look_of(const Figure& figure, std::uint32_t box) {
  const FigureBox& of = figure.boxes[box];
  Look look{of.kind, {}, of.marks, of.area, {}};
  for (const FigureLine& line : of.lines) std::get<1>(look).push_back(line.text.en);
  for (const FigureArrow& arrow : figure.arrows) {
    if (arrow.from == box) {
      std::get<4>(look).emplace(true, arrow.kind, arrow.marks, figure.boxes[arrow.to].id);
    }
    if (arrow.to == box) {
      std::get<4>(look).emplace(false, arrow.kind, arrow.marks, figure.boxes[arrow.from].id);
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
    const auto seeds = test::seeds(1000);
    for (const std::uint64_t seed : seeds) {
      const Figure whole = random_figure(seed, seed % 4);
      test::Random random(seed);
      const FigureFocus focus = random_focus(whole, random);
      for (const std::string& fault : Part(whole, focus).faults(counts)) {
        FAIL_CHECK("seed " << seed << ": " << fault);
      }
    }
    if (seeds.size() < 1000) return;
    for (const char* const what : {"too many", "too far", "hidden", "choice"}) {
      CHECK_MESSAGE(counts[what] >= 100, what << ": " << counts[what]);
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
    for (const std::uint64_t seed : test::seeds(500)) {
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
    CHECK(grouped > 100);
  }
}

}  // namespace
}  // namespace musubi
