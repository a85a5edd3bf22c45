#pragma once

#include <string>

#include "cli/output/result_json.h"
#include "engine/figure.h"

namespace musubi::cli {

/// The figure as data.
[[nodiscard]] std::string figure_json(const Model& model, const Figure& figure, const AsOf& as_of);

}  // namespace musubi::cli
