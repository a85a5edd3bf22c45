#pragma once

#include <span>
#include <string_view>

#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/session.h"
#include "model/text.h"

namespace musubi::cli {

/// A verb: what help says of it, what it accepts, and what it does.
struct Verb {
  std::string_view name;
  Phrase summary;                   // one line
  Phrase usage;                     // what follows the name; a line each way to use it
  Phrase details;                   // paragraphs, one a line
  std::span<const Option> options;  // besides those of every verb
  std::span<const Format> formats;  // the first is the default
  ExitCode (*run)(Session&) = nullptr;
};

/// All verbs, in the order in which a person meets them.
[[nodiscard]] std::span<const Verb* const> verbs();
/// Null where there is no such verb.
[[nodiscard]] const Verb* find_verb(std::string_view name);

}  // namespace musubi::cli
