#include "cli/verbs.h"

#include <algorithm>
#include <vector>

#include "cli/verbs/table.h"

namespace musubi::cli {

std::span<const Verb* const> verbs() { return kVerbs; }

const Verb* find_verb(std::string_view name) {
  const auto found = std::ranges::find(kVerbs, name, [](const Verb* verb) { return verb->name; });
  return found == kVerbs.end() ? nullptr : *found;
}

}  // namespace musubi::cli
