#include "model/diagnostic.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace musubi {
namespace {

bool before(const Diagnostic& a, const Diagnostic& b) {
  // The most severe first: so the severities stand crosswise.
  return std::tie(a.where, b.severity, a.code, a.message, a.notes) <
         std::tie(b.where, a.severity, b.code, b.message, b.notes);
}

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
  const auto kind = diagnostic.severity == Severity::Error ? &Counts::errors : &Counts::others;
  if (kept_.*kind == kMostKept) {
    ++(left_out_.*kind);
    return;
  }
  ++(kept_.*kind);
  all_.push_back(std::move(diagnostic));
}

void Diagnostics::sort() {
  std::ranges::sort(all_, before);
  const auto same = [](const Diagnostic& a, const Diagnostic& b) {
    return !before(a, b) && !before(b, a);
  };
  const auto rest = std::ranges::unique(all_, same);
  all_.erase(rest.begin(), rest.end());
  kept_.errors =
      static_cast<std::size_t>(std::ranges::count(all_, Severity::Error, &Diagnostic::severity));
  kept_.others = all_.size() - kept_.errors;
}

}  // namespace musubi
