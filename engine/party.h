#pragma once

#include <optional>
#include <vector>

#include "model/ids.h"
#include "model/model.h"

namespace musubi {

/// Facilities and the party that stands for them: the whole at the top of the `part_of` chain
/// (semantics, section 1). O(organizations) to make.
class Parties {
 public:
  /// Precondition: `part_of` has no cycle.
  explicit Parties(const Model& model);

  [[nodiscard]] OrganizationId whole(OrganizationId o) const { return wholes_[o.index()]; }
  [[nodiscard]] bool is_whole(OrganizationId o) const { return wholes_[o.index()] == o; }
  /// The kinds of the whole and of all its facilities together. Precondition: `party` is a whole.
  [[nodiscard]] OrganizationKinds kinds(OrganizationId party) const {
    return kinds_[party.index()];
  }
  /// True if the whole or a facility says so, else false if one of them says no, else nothing.
  [[nodiscard]] std::optional<bool> bears_responsibility(OrganizationId party) const {
    return bears_[party.index()];
  }

 private:
  std::vector<OrganizationId> wholes_;
  std::vector<OrganizationKinds> kinds_;
  std::vector<std::optional<bool>> bears_;
};

}  // namespace musubi
