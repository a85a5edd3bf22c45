#pragma once

#include <expected>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "engine/impact.h"

namespace musubi::cli {

/// A change that the command line asks about; `id` is empty unless it is on record.
struct AskedChange {
  ChangeQuestion question;
  std::string_view id;  // lives as long as the model
};

/// What `--target` asks, or the file of `--changes` (in its order), or, without either, what is on
/// record in the model (the next to take effect first), each in the systems of `--system` only. The
/// error says which options exclude each other, names an id that is none, or that nothing is asked.
[[nodiscard]] std::expected<std::vector<AskedChange>, Text> find_asked_changes(
    const SupplyGraph& supply, const Options& options);

}  // namespace musubi::cli
