// One system by itself: what alone takes it down.
#include <algorithm>

#include "engine/concentration_parts.h"

namespace musubi {
namespace {

class SystemFalls {
 public:
  SystemFalls(const SupplyGraph& supply, SystemId system, std::span<const ServiceId> components,
              std::size_t others, const FallsBeside& beside)
      : model_(supply.model()),
        system_(model_[system]),
        components_(components),
        beside_(beside),
        root_(static_cast<std::uint32_t>(components.size() + others)),
        necessity_(root_ + std::size_t{1}) {}

  std::vector<std::uint32_t> run(std::span<const std::uint32_t> operators) {
    for (std::uint32_t c = 0; c < operators.size(); ++c) necessity_.add_need(c, operators[c]);
    for (std::uint32_t c = 0; c < components_.size(); ++c) {
      const auto& written = model_[components_[c]].depends_on;
      if (!written) continue;
      for (const Dependency& one : *written) add(c, components_[c], EdgeKind::DependsOn, one);
    }
    for (const Dependency& use : system_.uses) add(root_, ServiceId(), EdgeKind::Uses, use);
    for (const Placement& placement : system_.placements) {
      const ServiceId placed = placement.service.id;
      if (!std::ranges::binary_search(components_, placed)) continue;
      add(node(placed), placed, EdgeKind::Placement, placement.on);
    }
    necessity_.close();
    LinkSearch search(necessity_.links());
    const auto falls = search.reached({{root_}});
    std::vector<std::uint32_t> found(falls.begin(), falls.end());
    std::erase(found, root_);
    return found;
  }

 private:
  [[nodiscard]] std::uint32_t node(ServiceId s) const {
    const auto found = std::ranges::lower_bound(components_, s);
    return static_cast<std::uint32_t>(found - components_.begin());
  }

  void add(std::uint32_t at, ServiceId from, EdgeKind kind, const Dependency& dependency) {
    if (!dependency.required) return;
    std::vector<FallsWith> members;
    for (const ServiceRef& member : dependency.members) {
      FallsWith& falls = members.emplace_back();
      if (beside_) falls = beside_(from, kind, member);
      falls.push_back(node(member.id));
    }
    necessity_.add_choice(at, std::move(members));
  }

  const Model& model_;
  const System& system_;
  std::span<const ServiceId> components_;
  const FallsBeside& beside_;
  std::uint32_t root_;
  Necessity necessity_;
};

}  // namespace

std::vector<std::uint32_t> find_falls(const SupplyGraph& supply, SystemId system,
                                      std::span<const ServiceId> components, std::size_t others,
                                      std::span<const std::uint32_t> operators,
                                      const FallsBeside& beside) {
  return SystemFalls(supply, system, components, others, beside).run(operators);
}

}  // namespace musubi
