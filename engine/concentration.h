#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/supply_graph.h"
#include "model/progress.h"

namespace musubi {

enum class ConcentrationOf : std::uint8_t { Services, Organizations };

struct ConcentrationQuestion {
  ConcentrationOf of = ConcentrationOf::Services;
  /// `Outage` counts what goes down when one alone goes down, with redundancy; every other kind
  /// what a change of it affects (semantics, section 5.1).
  ChangeKind kind = ChangeKind::ServiceChange;
  /// Whether `Concentration::single_point_for` is wanted too, where it is no by-product.
  bool single_points = true;
  unsigned threads = 1;
  /// Is told of `Counting`, in systems; null: nobody asks.
  Progress* progress = nullptr;
  /// For tests: evaluate every system by itself, and none together with others.
  bool one_by_one = false;
};

/// How much hangs on one service or on one organization.
struct Concentration {
  std::uint32_t row = 0;  // the index of the service, or of the whole party
  std::uint64_t systems = 0;
  std::uint64_t institutions = 0;  // facilities that own one of these systems
  double weight = 0;               // of these facilities
  /// Institutions with a system that goes down when this alone goes down: it is a single point of
  /// failure for them. Precondition: it was asked for.
  std::uint64_t single_point_for = 0;
};

struct Concentrations {
  /// In byte order of ids: every service; or every party that provides a service, supplies
  /// something under an active contract other than a sale, or is counted for a system.
  std::vector<Concentration> rows;
  /// All systems, the facilities that own one, and their weight: what shares are of.
  std::uint64_t systems = 0, institutions = 0;
  double weight = 0;
};

struct OwnedSystems;

/// Counts for every service, or for every organization, which systems an impact of it alone has:
/// those that `ImpactFinder` would give, for all at once. The supply graph has to outlive it; any
/// number of questions may be asked at once.
class ConcentrationFinder {
 public:
  /// O(systems and what they use).
  explicit ConcentrationFinder(const SupplyGraph& supply);
  ConcentrationFinder(const ConcentrationFinder&) = delete;
  ConcentrationFinder(ConcentrationFinder&&) = delete;
  ConcentrationFinder& operator=(const ConcentrationFinder&) = delete;
  ConcentrationFinder& operator=(ConcentrationFinder&&) = delete;
  ~ConcentrationFinder();

  /// Exact, whatever circles and redundancy there are; weights to a millionth (to a unit where they
  /// add up to more than 10^12). The same whatever the number of threads. Cost: see `count_reach`,
  /// for the systems that have nothing of their own but what they use and the contracts of their
  /// owners; for the others the sum of their components and edges.
  [[nodiscard]] Concentrations find(const ConcentrationQuestion& question) const;

 private:
  const SupplyGraph* supply_;
  std::unique_ptr<const OwnedSystems> owned_;
};

}  // namespace musubi
