#include "engine/reach.h"

#include <algorithm>

#include <boost/graph/strong_components.hpp>

#include "engine/bgl_adaptor.h"

namespace musubi {

Condensation condense(const SupplyGraph& supply) {
  Condensation result;
  result.part_of.resize(supply.service_count());
  if (result.part_of.empty()) return result;
  // Boost numbers the components in reverse topological order.
  const auto parts = boost::make_iterator_property_map(
      result.part_of.begin(), boost::identity_property_map(), result.part_of.front());
  result.part_count = static_cast<std::uint32_t>(boost::strong_components(
      supply, parts, boost::vertex_index_map(boost::identity_property_map())));
  return result;
}

std::vector<std::vector<ServiceId>> find_cycles(const SupplyGraph& supply) {
  const Condensation parts = condense(supply);
  std::vector<std::vector<ServiceId>> members(parts.part_count);
  for (std::size_t i = 0; i < supply.service_count(); ++i) {
    members[parts.part_of[i]].emplace_back(i);
  }
  std::erase_if(members, [](const auto& part) { return part.size() < 2; });
  std::ranges::sort(members);
  return members;
}

}  // namespace musubi
