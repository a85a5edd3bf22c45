#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/rules/finding.h"

// Statutory requirements: who owes them, and towards whom (FAQ 7).
namespace musubi::rules {

/// The ids of all requirements: the built-in ones in the order of the catalogue, then those that
/// the model adds.
[[nodiscard]] std::vector<std::string> all_requirements(const Model& model);

/// What is to be said of some requirements of one service.
struct RequirementsOfService {
  ServiceId service;
  std::vector<std::string> requirements;  // in the order of `all_requirements`
  SourceLocation where;                   // what the user would look at first
};

/// Appends what a rule says of them: for each institution that has the service as a component which
/// is not its own, the provider owes it towards the institution, or the institution towards the
/// provider, as the catalogue says of each requirement. Where there is no such institution, the
/// provider owes it towards nobody. {requirements} of the messages lists them.
void add_requirements(const RuleContext& context, const Rule& rule, Modality modality,
                      const RequirementsOfService& found, std::vector<Finding>& findings);

/// The records of requirements that `is_meant` accepts, by service.
[[nodiscard]] std::vector<RequirementsOfService> recorded_requirements(
    const Model& model, bool (*is_meant)(const Requirement& record));

}  // namespace musubi::rules
