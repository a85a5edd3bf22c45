#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/figures/builder.h"

namespace musubi {

/// A member of a dependency that is drawn.
struct DrawnMember {
  const ServiceRef* member = nullptr;
  std::uint32_t box = 0;
  ArrowKind kind = ArrowKind::DependsOn;
};

/// Draws one dependency of the thing in box `from`: an arrow to its member, or, where any one of
/// several will do, to a choice with an arrow to each of them. `number` tells its choices apart;
/// `drawn` the members, at least one. Returns the arrow to each member, in order.
std::vector<std::uint32_t> draw_dependency(FigureBuilder& builder, std::uint32_t from,
                                           std::size_t number, const Dependency& dependency,
                                           ArrowKind kind, const std::vector<DrawnMember>& drawn);

/// Where a service keeps data, if that is not (only) Japan; and from where else it is worked on.
void add_places(const Service& service, FigureBox& box);

/// "application" and so on, as the first line of a service's box.
void add_layer(FigureBox& box);

}  // namespace musubi
