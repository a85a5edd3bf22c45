#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "model/date.h"

namespace musubi::cli {

/// What the process around the program knows: everything that an answer may depend on besides the
/// arguments and the models. Tests make their own.
struct Environment {
  std::map<std::string, std::string, std::less<>> variables;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  std::optional<std::size_t> terminal_width;  // columns
  /// The columns of the terminal behind standard error at this moment; 0 while the program is in
  /// its background. Only where `err_is_terminal`; may be asked by any thread.
  std::function<std::size_t()> err_columns;
  Date today;

  /// The value of a variable; empty where it is not set.
  [[nodiscard]] std::string_view variable(std::string_view name) const {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string_view() : std::string_view(found->second);
  }
};

}  // namespace musubi::cli
