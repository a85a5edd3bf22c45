#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/source.h"
#include "model/text.h"

namespace musubi {

enum class Severity : std::uint8_t { Note, Warning, Error };

/// One "because" below a diagnostic: another place and what it has to do with the matter.
struct DiagnosticNote {
  SourceLocation where;
  Text message;
  friend auto operator<=>(const DiagnosticNote&, const DiagnosticNote&) = default;
};

/// Something to say about what the user wrote. Messages begin in lower case (in English), state a
/// fact, quote names, and have no full stop at the end.
struct Diagnostic {
  std::string_view code;  // static storage: one of the codes of `diagnostic_codes.h`
  Severity severity = Severity::Error;
  SourceLocation where;
  Text message;
  std::vector<DiagnosticNote> notes;
};

/// Collects diagnostics and puts them into a total order, so that what is printed never depends on
/// the order in which the mistakes were found. Of millions of mistakes the first are kept and the
/// others counted: nobody reads them, and they have to fit into memory.
class Diagnostics {
 public:
  /// How many errors are kept, and how many warnings and notes.
  static constexpr std::size_t kMostKept = 100'000;

  void add(Diagnostic diagnostic);
  [[nodiscard]] bool has_errors() const { return error_count() > 0; }
  /// Of all, kept or not.
  [[nodiscard]] std::size_t error_count() const { return kept_.errors + left_out_.errors; }
  [[nodiscard]] std::size_t count() const {
    return all_.size() + left_out_.errors + left_out_.others;
  }
  /// How many warnings and notes were counted only, and the same for some that were counted
  /// elsewhere.
  [[nodiscard]] std::size_t left_out() const { return left_out_.others; }
  void leave_out(std::size_t count) { left_out_.others += count; }
  [[nodiscard]] bool empty() const { return all_.empty(); }
  /// By place, the most severe first, then code, message and notes; equal ones once.
  void sort();
  [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }

 private:
  struct Counts {
    std::size_t errors = 0;
    std::size_t others = 0;
  };

  std::vector<Diagnostic> all_;
  Counts kept_;
  Counts left_out_;
};

}  // namespace musubi
