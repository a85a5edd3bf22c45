#pragma once

#include <optional>
#include <span>
#include <string>

#include "cli/options.h"
#include "model/text.h"

namespace musubi::cli {

/// Puts the value of one option into `options`, or says what is wrong with it. `value` is empty for
/// a flag.
[[nodiscard]] std::optional<Text> set_option(Options& options, const OptionSpec& spec,
                                             const std::string& value,
                                             std::span<const Format> formats);

}  // namespace musubi::cli
