#pragma once

#include <cstddef>
#include <expected>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

#include "model/diagnostic.h"
#include "model/error.h"
#include "model/model.h"
#include "model/progress.h"

namespace musubi {

/// The text of a file, and what messages call it.
struct ModelFile {
  std::string path;
  std::string text;
};

/// The model may be used only where `diagnostics` has no errors; its `sources` are there in any
/// case. The diagnostics are sorted.
struct LoadedModel {
  Model model;
  bool from_snapshot = false;
  std::size_t named_files = 0;  // so many of the first files were named, the others included
  Diagnostics diagnostics;
};

/// Reads texts that are in memory as one model. An `include` has to name another of them.
[[nodiscard]] LoadedModel read_model(std::vector<ModelFile> named);

struct LoadOptions {
  /// Included files may lie below this folder too, besides below that of the first file.
  std::string root;
  /// A file of planned changes, read into `Model::planned`; empty: none. It is the last of the
  /// files and not one of those that were named.
  std::string planned;
  /// What `-` reads; null where there is none.
  std::istream* standard_input = nullptr;
  /// Is told of `Reading` and `Linking`; null: nobody asks.
  Progress* progress = nullptr;
};

/// Reads the files that the arguments name as one model: a file, a folder (its `*.musubi.json`, in
/// byte order of their names), or `-` for standard input, and what they include. A file is read
/// once, by its real path. An error where an argument names nothing that can be read; mistakes in
/// the files, and in what they include, are diagnostics. Precondition: there are arguments.
[[nodiscard]] std::expected<LoadedModel, Error> load_model(std::span<const std::string> arguments,
                                                           const LoadOptions& options);

/// The whole text of one file, whatever it holds; the error names it.
[[nodiscard]] std::expected<std::string, Error> read_text_file(const std::string& path);

}  // namespace musubi
