#include "bench/national_estate.h"

#include <algorithm>
#include <array>

namespace musubi::bench {
namespace {

/// Of 100 services, how many stand on each tier: applications, platforms, …, support.
constexpr std::array<std::size_t, kTiers> kTierShares{40, 20, 15, 10, 6, 4, 3, 2};
/// Down to this tier every service runs on something, so that every chain has three tiers or more.
constexpr std::size_t kSureTiers = 2;

bool names(const MadeService& service, std::size_t other) {
  return std::ranges::any_of(service.depends_on, [&](const MadeDependency& dependency) {
    return std::ranges::find(dependency.members, other) != dependency.members.end();
  });
}

}  // namespace

Popularity::Popularity(std::size_t count, Random& random) {
  std::uint64_t sum = 0;
  for (std::size_t k = 0; k < count; ++k) {
    sum += (std::uint64_t{1} << 32U) / (k + 2);
    sums_.push_back(sum);
    shuffled_.push_back(k);
  }
  random.shuffle(shuffled_);
}

std::size_t Popularity::pick(Random& random) const {
  const std::uint64_t at = random.next() % sums_.back();
  const auto found = std::ranges::upper_bound(sums_, at);
  return shuffled_[static_cast<std::size_t>(found - sums_.begin())];
}

NationalEstate::NationalEstate(const NationalShape& shape)
    : distributors(std::max<std::size_t>(2, shape.vendors / 100)) {
  Random random(shape.seed);
  add_tiers(shape.services, random);
  add_providers(shape.vendors, random);
  add_dependencies(random);
  add_circles(random);
}

void NationalEstate::add_tiers(std::size_t count, Random& random) {
  services.resize(count);
  std::size_t share = 0;
  for (std::size_t tier = 0; tier < kTiers; ++tier) {
    tier_begins.push_back(count * share / 100);
    share += kTierShares[tier];
  }
  tier_begins.push_back(count);
  // However few there are, no tier is empty.
  for (std::size_t tier = kTiers; tier-- > 1;) {
    tier_begins[tier] = std::min(tier_begins[tier], tier_begins[tier + 1] - 1);
  }
  for (std::size_t tier = 0; tier < kTiers; ++tier) {
    const std::size_t size = tier_begins[tier + 1] - tier_begins[tier];
    popular.emplace_back(size, random);
    for (std::size_t s = tier_begins[tier]; s < tier_begins[tier + 1]; ++s) services[s].tier = tier;
  }
}

/// The first vendors sell what others run; of the others each tier has its own, some of them with
/// many services.
void NationalEstate::add_providers(std::size_t vendors, Random& random) {
  const std::size_t makers = vendors - distributors;
  for (std::size_t tier = 0; tier < kTiers; ++tier) {
    const std::size_t begin = tier_begins[tier];
    const std::size_t end = tier_begins[tier + 1];
    const std::size_t first = distributors + makers * begin / services.size();
    const std::size_t count = std::max<std::size_t>(1, makers * (end - begin) / services.size());
    const Popularity large(count, random);
    for (std::size_t s = begin; s < end; ++s) {
      const std::size_t own = (s - begin) % count;
      services[s].provider = first + (random.chance(60) ? own : large.pick(random));
      if (tier <= 1 && random.chance(tier == 0 ? 40 : 10)) {
        services[s].distributor = random.below(distributors);
        resold.emplace_back(services[s].distributor, s);
      }
    }
  }
  std::ranges::sort(resold);
}

MadeDependency NationalEstate::make_dependency(std::size_t service, std::size_t tier,
                                               Random& random) const {
  MadeDependency made;
  const std::size_t wanted = random.chance(12) ? 2 + random.below(2) : 1;
  for (std::size_t i = 0; i < wanted; ++i) {
    const std::size_t other = pick(tier, random);
    const bool is_new = std::ranges::find(made.members, other) == made.members.end();
    if (is_new && !names(services[service], other)) made.members.push_back(other);
  }
  made.required = !random.chance(8);
  return made;
}

void NationalEstate::add_dependencies(Random& random) {
  for (std::size_t s = 0; s < services.size(); ++s) {
    const std::size_t tier = services[s].tier;
    if (tier + 1 == kTiers) continue;
    if (tier >= kSureTiers && random.chance(15)) continue;
    const std::size_t count = 2 + random.below(tier == 0 ? 4 : 3);
    for (std::size_t i = 0; i < count; ++i) {
      // Mostly the next tier; the first always, so that no chain is shorter than it should be.
      const bool skips = i > 0 && random.chance(25);
      const std::size_t below = skips ? tier + 1 + random.below(kTiers - tier - 1) : tier + 1;
      MadeDependency made = make_dependency(s, below, random);
      if (!made.members.empty()) services[s].depends_on.push_back(std::move(made));
    }
  }
}

/// Neighbours on a tier that run on one another, two to four of them.
void NationalEstate::add_circles(Random& random) {
  for (std::size_t tier = 1; tier < kTiers; ++tier) {
    const std::size_t end = tier_begins[tier + 1];
    for (std::size_t s = tier_begins[tier]; s + 4 <= end; s += 4) {
      if (!random.chance(2)) continue;
      const std::size_t length = 2 + random.below(3);
      for (std::size_t i = 0; i < length; ++i) {
        services[s + i].depends_on.push_back({{s + (i + 1) % length}, !random.chance(20)});
      }
    }
  }
}

}  // namespace musubi::bench
