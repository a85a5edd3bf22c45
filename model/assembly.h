#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <utility>

#include "model/document.h"
#include "model/loader.h"
#include "model/progress.h"
#include "model/unlinked.h"

namespace musubi {

/// Puts a model together from the texts of its files, read in the order in which they are added.
class Assembly {
 public:
  /// `progress` may be null: nobody asks.
  explicit Assembly(Progress* progress = nullptr) : progress_(progress) {}
  /// Goes on from a model that is complete, for a file of planned changes.
  explicit Assembly(LoadedModel complete) : loaded_(std::move(complete)), is_complete_(true) {}
  // The documents point to the model.
  Assembly(const Assembly&) = delete;
  Assembly& operator=(const Assembly&) = delete;
  Assembly(Assembly&&) = delete;
  Assembly& operator=(Assembly&&) = delete;
  ~Assembly() = default;

  /// Reads one file. `named`: on the command line, so that its settings count. What it includes is
  /// up to the caller. Precondition: the text is smaller than 4 GiB.
  const Document& add(std::string path, std::string text, bool named);
  /// Reads a file of planned changes, after all others.
  void add_planned(std::string path, std::string text);
  /// Reports a mistake that the caller found, such as an include without a file.
  void report(Diagnostic diagnostic) { loaded_.diagnostics.add(std::move(diagnostic)); }
  /// Settles the settings, links and validates the records. To be called once, at the end.
  [[nodiscard]] LoadedModel finish();

 private:
  struct Part {
    Document document;
    bool named = false;
  };

  Part& read(std::string path, std::string text, const Shape& shape);
  void settle();
  void settle_as_of(const Document& document);
  void report_ignored(const Document& document);

  Progress* progress_ = nullptr;
  LoadedModel loaded_;
  bool is_complete_ = false;  // but for what is planned
  Unlinked unlinked_;
  std::deque<Part> parts_;
};

}  // namespace musubi
