#include "engine/rules/components.h"

#include <algorithm>
#include <utility>

namespace musubi::rules {

std::span<const Fact> facts_about(std::span<const Fact> facts, ServiceId service) {
  return std::ranges::equal_range(facts, service, {}, &Fact::service);
}

std::span<const Fact> facts_about(std::span<const Fact> facts, ServiceId service,
                                  OrganizationId owes) {
  const auto key = [](const Fact& fact) { return std::pair(fact.service, fact.owes); };
  return std::ranges::equal_range(facts, std::pair(service, owes), {}, key);
}

void hold_in(const RuleContext& context, std::span<const Fact> facts, Finding& finding) {
  SystemTally& systems = finding.systems;
  for (const Fact& fact : facts) {
    systems.count += fact.systems.count;
    systems.first.append(fact.systems.first);
    const bool is_first = !finding.witness || fact.witness.system < finding.witness->system;
    if (is_first) finding.witness = fact.witness;
  }
  std::ranges::sort(systems.first);
  systems.first.truncate(context.max_systems);
}

}  // namespace musubi::rules
