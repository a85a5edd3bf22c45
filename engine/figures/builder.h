#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "engine/figure.h"
#include "engine/supply_graph.h"

namespace musubi {

/// `pattern` as a text; the next one: with its first "{}" replaced by `word`.
[[nodiscard]] Text filled(const Phrase& pattern);
[[nodiscard]] Text filled(const Phrase& pattern, const Text& word);
/// The same for two of them.
[[nodiscard]] Text filled(const Phrase& pattern, const Text& first, const Text& second);
[[nodiscard]] Text filled(const Phrase& pattern, std::size_t number);

/// Collects the parts of a figure: ids are joined by ";", which none of them holds. Each box, area
/// and arrow once. Indices stay valid until `finish`, which sorts everything. The supply graph has
/// to outlive it.
class FigureBuilder {
 public:
  FigureBuilder(const SupplyGraph& supply, FigureView view);

  [[nodiscard]] const SupplyGraph& supply() const { return *supply_; }

  /// The box of a record, made at its first mention. An organization is taken as it is given.
  std::uint32_t organization(OrganizationId o);
  std::uint32_t service(ServiceId s);
  std::uint32_t system(SystemId s);
  /// "Any one of these": number `number` of the choices at box `from`, in its area.
  std::uint32_t choice(std::uint32_t from, std::size_t number);
  [[nodiscard]] FigureBox& box(std::uint32_t index) { return figure_.boxes[index]; }

  /// The area of an organization within `parent`, made at its first mention.
  std::uint32_t area(AreaKind kind, OrganizationId o, std::uint32_t parent = kNoArea);
  [[nodiscard]] FigureArea& area(std::uint32_t index) { return figure_.areas[index]; }

  /// The arrow of this kind between two boxes, made at its first mention; of several such arrows
  /// the one that `detail` tells apart.
  std::uint32_t arrow(ArrowKind kind, std::uint32_t from, std::uint32_t to,
                      std::string_view detail = {});
  [[nodiscard]] FigureArrow& arrow(std::uint32_t index) { return figure_.arrows[index]; }

  [[nodiscard]] Figure& figure() { return figure_; }
  [[nodiscard]] Figure finish() &&;

 private:
  std::uint32_t record_box(std::string_view prefix, RecordRef record, BoxKind kind);

  const SupplyGraph* supply_;
  Figure figure_;
  std::map<std::string, std::uint32_t, std::less<>> boxes_, areas_, arrows_;
};

/// Sorts what it has by ids: areas after the one around them. O(n log n).
void sort_figure(Figure& figure);

}  // namespace musubi
