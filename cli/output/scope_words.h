#pragma once

#include <span>
#include <string_view>

#include "engine/scope.h"
#include "model/text.h"

namespace musubi::cli {

/// What a reason for being in scope or out of it is called in results, its sources, and how it
/// reads: as what follows a name.
struct ScopeWords {
  std::string_view word;
  std::span<const std::string_view> sources;
  Phrase sentence;
};
[[nodiscard]] const ScopeWords& words_of(ScopeReason reason);

}  // namespace musubi::cli
