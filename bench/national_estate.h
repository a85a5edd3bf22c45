#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "bench/national_model.h"
#include "tests/support/random.h"

// What the parts of the maker of national models share: the vendors' side, made before anything is
// written.
namespace musubi::bench {

using test::Random;

/// Picks 0 to `count` - 1, the k-th most popular with a weight of 1/(k + 2). Which one is how
/// popular is shuffled.
class Popularity {
 public:
  Popularity(std::size_t count, Random& random);
  [[nodiscard]] std::size_t pick(Random& random) const;

 private:
  std::vector<std::uint64_t> sums_;  // of the weights, in units of 2^-32
  std::vector<std::size_t> shuffled_;
};

inline constexpr std::size_t kTiers = 8;
inline constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

struct MadeDependency {
  std::vector<std::size_t> members;  // services; several: any one of them
  bool required = true;
};

struct MadeService {
  std::size_t provider = 0;
  std::size_t tier = 0;
  std::size_t distributor = kNobody;  // who sells it, if not its provider
  std::vector<MadeDependency> depends_on;
};

struct NationalEstate {
  explicit NationalEstate(const NationalShape& shape);

  std::vector<MadeService> services;                        // tier by tier
  std::vector<std::size_t> tier_begins;                     // kTiers + 1
  std::size_t distributors = 0;                             // the first vendors
  std::vector<Popularity> popular;                          // by tier
  std::vector<std::pair<std::size_t, std::size_t>> resold;  // (distributor, service), sorted

  [[nodiscard]] std::size_t pick(std::size_t tier, Random& random) const {
    return tier_begins[tier] + popular[tier].pick(random);
  }
  /// The vendor that sells a service to institutions.
  [[nodiscard]] std::size_t seller(std::size_t service) const {
    const MadeService& made = services[service];
    return made.distributor == kNobody ? made.provider : made.distributor;
  }

 private:
  void add_tiers(std::size_t count, Random& random);
  void add_providers(std::size_t vendors, Random& random);
  void add_dependencies(Random& random);
  void add_circles(Random& random);
  [[nodiscard]] MadeDependency make_dependency(std::size_t service, std::size_t tier,
                                               Random& random) const;
};

}  // namespace musubi::bench
