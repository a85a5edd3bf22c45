#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/rule.h"

namespace musubi::rules {

/// The certifications of every party and its facilities that are valid on the date of the check.
class Certifications {
 public:
  /// O(organizations and their certifications).
  explicit Certifications(const SupplyGraph& supply);

  /// Whether the party holds PrivacyMark or ISMS certification (FAQ 4.2).
  [[nodiscard]] bool meets_faq_4_2(OrganizationId party) const;
  /// The alternatives that it holds, by their schemes, in the order of the catalogue.
  [[nodiscard]] std::vector<std::string> alternatives(OrganizationId party) const;

 private:
  std::vector<std::uint32_t> held_;  // by party: a bit for each scheme of the catalogue
};

}  // namespace musubi::rules
