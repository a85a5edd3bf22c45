#pragma once

#include <compare>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/figure.h"
#include "model/model.h"
#include "tests/support/oracle.h"

// Figures in the words of the tests: records by their ids, sets instead of lists.
namespace musubi::test {

/// What is wrong with the form of a figure: ids that are not unique, indices that lead nowhere,
/// lists that are not sorted, an area before the one around it. One line each.
[[nodiscard]] std::vector<std::string> form_faults(const Figure& figure);

/// The id of the record that a box or an area tells of; empty where it tells of none.
[[nodiscard]] std::string id_of(const Model& model, const std::optional<RecordRef>& record);

/// The box or area of a record; null where there is none.
[[nodiscard]] const FigureBox* box_of(const Model& model, const Figure& figure,
                                      const std::string& id);

/// The areas of one kind around a box, by the ids of their organizations, the innermost first.
[[nodiscard]] std::vector<std::string> areas_around(const Model& model, const Figure& figure,
                                                    const FigureBox& box, AreaKind kind);

/// An arrow from one record to another, or to any one of several: those that it may be.
struct Tie {
  std::string from, to;
  ArrowKind kind = ArrowKind::DependsOn;
  oracle::Ids any_of;  // `to` and the others; empty where there is no choice
  friend auto operator<=>(const Tie&, const Tie&) = default;
};

[[nodiscard]] std::set<Tie> ties_of(const Model& model, const Figure& figure);
[[nodiscard]] std::string describe(const Tie& tie);

/// What one set has and the other does not, one line each.
[[nodiscard]] std::vector<std::string> differences(const std::set<Tie>& expected,
                                                   const std::set<Tie>& actual);

/// The ids of contracts.
[[nodiscard]] oracle::Ids contracts_of(const Model& model, const FigureArrow& arrow);

}  // namespace musubi::test
