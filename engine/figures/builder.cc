#include "engine/figures/builder.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/sorted.h"
#include "model/names.h"

namespace musubi {
namespace {

std::string replaced(std::string_view pattern, std::string_view word) {
  std::string text(pattern);
  if (const std::size_t at = text.find("{}"); at != std::string::npos) text.replace(at, 2, word);
  return text;
}

BoxKind kind_of(OrganizationKinds kinds) {
  if (kinds.has(OrganizationKind::NetworkOperator)) return BoxKind::NetworkOperator;
  if (kinds.has(OrganizationKind::MedicalInstitution)) return BoxKind::Institution;
  if (kinds.has(OrganizationKind::InfrastructureVendor)) return BoxKind::InfrastructureVendor;
  return BoxKind::Provider;
}

/// Where each of `rows` stands once they are sorted by `key`.
template <class Row, class Key>
std::vector<std::uint32_t> sort_rows(std::vector<Row>& rows, Key key) {
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t row) { return key(rows[row]); });
  std::vector<std::uint32_t> places(rows.size());
  std::vector<Row> sorted;
  sorted.reserve(rows.size());
  for (const std::uint32_t row : order) {
    places[row] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(std::move(rows[row]));
  }
  rows = std::move(sorted);
  return places;
}

}  // namespace

Text filled(const Phrase& pattern) {
  return {.en = std::string(pattern.en), .ja = std::string(pattern.ja)};
}

Text filled(const Phrase& pattern, const Text& word) {
  return {.en = replaced(pattern.en, word.en), .ja = replaced(pattern.ja, word.ja)};
}

Text filled(const Phrase& pattern, const Text& first, const Text& second) {
  // From the back, as the first word may hold "{}" itself.
  const auto both = [](std::string_view text, std::string_view one, std::string_view two) {
    const std::size_t split = text.find("{}") + 2;
    return replaced(text.substr(0, split), one) + replaced(text.substr(split), two);
  };
  return {.en = both(pattern.en, first.en, second.en), .ja = both(pattern.ja, first.ja, second.ja)};
}

Text filled(const Phrase& pattern, std::size_t number) {
  const std::string digits = std::to_string(number);
  return filled(pattern, Text{.en = digits, .ja = digits});
}

FigureBuilder::FigureBuilder(const SupplyGraph& supply, FigureView view) : supply_(&supply) {
  figure_.view = view;
}

std::uint32_t FigureBuilder::record_box(std::string_view prefix, RecordRef record, BoxKind kind) {
  const Model& model = supply_->model();
  std::string id(prefix);
  id += model.text(model.record(record).id);
  const auto [entry, added] =
      boxes_.try_emplace(id, static_cast<std::uint32_t>(figure_.boxes.size()));
  if (added) {
    FigureBox& box = figure_.boxes.emplace_back();
    box.id = std::move(id);
    box.kind = kind;
    box.label = name_of(model, record);
    box.record = record;
  }
  return entry->second;
}

std::uint32_t FigureBuilder::organization(OrganizationId o) {
  return record_box(
      "organization:", {RecordKind::Organization, static_cast<std::uint32_t>(o.index())},
      kind_of(supply_->parties().kinds(supply_->party(o))));
}

std::uint32_t FigureBuilder::service(ServiceId s) {
  const std::uint32_t index = record_box(
      "service:", {RecordKind::Service, static_cast<std::uint32_t>(s.index())}, BoxKind::Service);
  box(index).layer = supply_->model()[s].layer;
  return index;
}

std::uint32_t FigureBuilder::system(SystemId s) {
  return record_box("system:", {RecordKind::System, static_cast<std::uint32_t>(s.index())},
                    BoxKind::System);
}

std::uint32_t FigureBuilder::choice(std::uint32_t from, std::size_t number) {
  std::string id = "choice:" + figure_.boxes[from].id + ";" + std::to_string(number);
  const auto [entry, added] =
      boxes_.try_emplace(id, static_cast<std::uint32_t>(figure_.boxes.size()));
  if (added) {
    const std::uint32_t around = figure_.boxes[from].area;
    FigureBox& box = figure_.boxes.emplace_back();
    box.id = std::move(id);
    box.kind = BoxKind::Choice;
    box.label = {.en = "any one", .ja = "いずれか"};
    box.area = around;
  }
  return entry->second;
}

std::uint32_t FigureBuilder::area(AreaKind kind, OrganizationId o, std::uint32_t parent) {
  const Model& model = supply_->model();
  std::string id = parent == kNoArea ? "area:" : figure_.areas[parent].id + ";";
  id += model.id(o);
  const auto [entry, added] =
      areas_.try_emplace(id, static_cast<std::uint32_t>(figure_.areas.size()));
  if (added) {
    const RecordRef record{RecordKind::Organization, static_cast<std::uint32_t>(o.index())};
    FigureArea& area = figure_.areas.emplace_back();
    area.id = std::move(id);
    area.kind = kind;
    area.label = name_of(model, record);
    area.parent = parent;
    area.record = record;
  }
  return entry->second;
}

std::uint32_t FigureBuilder::arrow(ArrowKind kind, std::uint32_t from, std::uint32_t to,
                                   std::string_view detail) {
  static constexpr std::string_view kWords[] = {"contract",    "uses",   "depends-on", "placement",
                                                "independent", "notice", "relay",      "silence"};
  std::string id(kWords[static_cast<std::size_t>(kind)]);
  id += ":" + figure_.boxes[from].id + ";" + figure_.boxes[to].id;
  if (!detail.empty()) (id += ";") += detail;
  const auto [entry, added] =
      arrows_.try_emplace(id, static_cast<std::uint32_t>(figure_.arrows.size()));
  if (added) {
    FigureArrow& arrow = figure_.arrows.emplace_back();
    arrow.id = std::move(id);
    arrow.from = from;
    arrow.to = to;
    arrow.kind = kind;
  }
  return entry->second;
}

Figure FigureBuilder::finish() && {
  for (FigureArrow& arrow : figure_.arrows) sort_unique(arrow.contracts);
  sort_figure(figure_);
  return std::move(figure_);
}

void sort_figure(Figure& figure) {
  // The id of an area begins with that of the one around it.
  const auto areas = sort_rows(figure.areas, [](const FigureArea& area) { return area.id; });
  for (FigureArea& area : figure.areas) {
    if (area.parent != kNoArea) area.parent = areas[area.parent];
  }
  for (FigureBox& box : figure.boxes) {
    if (box.area != kNoArea) box.area = areas[box.area];
  }
  const auto boxes = sort_rows(figure.boxes, [](const FigureBox& box) { return box.id; });
  for (FigureArrow& arrow : figure.arrows) {
    arrow.from = boxes[arrow.from];
    arrow.to = boxes[arrow.to];
  }
  sort_rows(figure.arrows, [](const FigureArrow& arrow) { return arrow.id; });
}

}  // namespace musubi
