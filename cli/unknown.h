#pragma once

#include <span>
#include <string>
#include <string_view>

#include "model/model.h"
#include "model/text.h"

// What to say about names on the command line that mean nothing, with the nearest one that does.
namespace musubi::cli {

[[nodiscard]] Text unknown_rule(const std::string& name);
/// `name` is neither a rule nor a group of rules.
[[nodiscard]] Text unknown_rule_or_group(const std::string& name);
/// No record of one of these kinds has this id; no kinds: of any.
[[nodiscard]] Text unknown_id(const Model& model, const std::string& id,
                              std::span<const RecordKind> kinds);
[[nodiscard]] Text takes_no_model();

}  // namespace musubi::cli
