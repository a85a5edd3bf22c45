#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cli/annex/facts.h"
#include "model/model.h"

// What an annex that is given away leaves unsaid: who else there is beyond the contracts of the two
// parties. The records get other names and ids; what they say stays as it is, so that every answer
// to the redacted model is true of the parties under their neutral names.
namespace musubi::cli {

/// What a record is called instead.
struct NeutralName {
  std::string id;
  Text name;
};

/// The organizations that an annex does not name, and what belongs to them. Named are the two
/// parties, those that both of them know (`Viewpoint`), and those that handle medical information
/// of the customer: who provides a service that the annex shows and that handles it (APPI).
struct NeutralNames {
  std::vector<std::optional<NeutralName>> organizations, services, systems, contracts, risks,
      changes;  // by row; nothing for a record that is named
};

/// Names go by what a party is to those that are named: "subcontractor 1 of A" below the supplier
/// on what the annex shows, else "supplier", "customer", "member" of one of the two, else "other
/// party". Numbers follow the order of the ids. No new id is one of the model.
[[nodiscard]] NeutralNames find_neutral_names(const SupplyGraph& supply,
                                              const AnnexParties& parties);

/// Gives the records their neutral names, takes the contacts of those that are not named away, and
/// puts neutral names in place of names and ids wherever a text of the model mentions these. The
/// graphs of the model have to be made anew.
void redact(Model& model, const NeutralNames& names);

}  // namespace musubi::cli
