#include "engine/figures/edges.h"

#include <algorithm>
#include <string>

#include "model/names.h"

namespace musubi {
namespace {

bool has_others_than_japan(const List<String>& countries) {
  return std::ranges::any_of(countries, [](std::string_view country) { return country != "JP"; });
}

Text list_of(const List<String>& countries) {
  Text list;
  for (const std::string_view country : countries) {
    if (!list.en.empty()) {
      list.en += ", ";
      list.ja += "、";
    }
    list.en += country;
    list.ja += country;
  }
  return list;
}

}  // namespace

std::vector<std::uint32_t> draw_dependency(FigureBuilder& builder, std::uint32_t from,
                                           std::size_t number, const Dependency& dependency,
                                           ArrowKind kind, const std::vector<DrawnMember>& drawn) {
  std::vector<std::uint32_t> arrows;
  std::uint32_t start = from;
  const auto add_mark = [&](std::uint32_t arrow) {
    if (!dependency.required) builder.arrow(arrow).marks.add(FigureMark::Optional);
  };
  if (dependency.any_of && dependency.members.size() > 1) {
    start = builder.choice(from, number);
    add_mark(builder.arrow(kind, from, start));
  }
  for (const DrawnMember& one : drawn) {
    const std::uint32_t arrow = builder.arrow(one.kind, start, one.box);
    add_mark(arrow);
    arrows.push_back(arrow);
  }
  return arrows;
}

void add_places(const Service& service, FigureBox& box) {
  if (service.locations && has_others_than_japan(*service.locations)) {
    box.lines.push_back(
        {filled({.en = "kept in {}", .ja = "保存場所：{}"}, list_of(*service.locations))});
  }
  if (service.access_from && has_others_than_japan(*service.access_from)) {
    box.lines.push_back({filled({.en = "accessed from {}", .ja = "アクセス元：{}"},
                                list_of(*service.access_from))});
  }
}

void add_layer(FigureBox& box) {
  box.lines.push_back(
      {filled(word_label(RecordKind::Service, "layer", static_cast<unsigned>(*box.layer)))});
}

}  // namespace musubi
