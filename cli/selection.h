#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/options.h"
#include "engine/supply_graph.h"
#include "model/ids.h"
#include "model/text.h"

namespace musubi::cli {

/// What `--owes` and `--system` ask for; an empty list asks for everything.
struct Selection {
  std::vector<Symbol> owes;  // ids of whole parties
  std::vector<SystemId> systems;
};

/// Finds the records that the options name; a facility stands for its party. The error names an id
/// that is none, and the nearest one.
[[nodiscard]] std::expected<Selection, Text> select(const SupplyGraph& supply,
                                                    const Options& options);

/// What is wrong with names given to `--rules`; nothing where all are rules or groups.
[[nodiscard]] std::optional<Text> check_rule_names(std::span<const std::string> names);

}  // namespace musubi::cli
