#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "model/ids.h"

namespace musubi {

/// A place in a text: the byte at `offset` of `file`. Line and column are worked out only when a
/// place is printed.
struct SourceLocation {
  FileId file;
  std::uint32_t offset = 0;

  [[nodiscard]] bool valid() const { return file.valid(); }
  friend auto operator<=>(const SourceLocation&, const SourceLocation&) = default;
};

/// What a person calls a place: both numbers begin at 1, and the column counts characters
/// (Unicode scalar values), not bytes.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// A text that was found damaged when it was first used: the only exception of this floor, since
/// places are looked at everywhere and hardly any disk is broken. The program says so and ends.
struct DamagedText : std::runtime_error {
  DamagedText() : std::runtime_error("the text of a file in a snapshot is damaged") {}
};

/// So many bytes behind a text that a map has itself may be read, whatever they are; the first is
/// zero. Readers take a text in pieces of that size.
inline constexpr std::size_t kTextPadding = 64;

/// The texts of a model's files, and the way from an offset to a line and a column.
class SourceMap {
 public:
  /// `path` is what messages call the file; files are numbered in the order of these calls.
  FileId add(std::string path, std::string text);
  /// The same for a text that lives as long as the map. `is_sound` is asked before the text is
  /// first used; where it says no, whoever uses the text meets `DamagedText`.
  FileId show(std::string path, std::string_view text,
              std::function<bool(std::string_view text)> is_sound);

  [[nodiscard]] std::size_t file_count() const { return files_.size(); }
  [[nodiscard]] const std::string& path(FileId file) const { return files_[file.index()].path; }
  /// The whole text. Views of it stay valid as long as the map lives.
  [[nodiscard]] std::string_view text(FileId file) const;

  /// O(log lines); the first call for a file reads all of it once.
  [[nodiscard]] LineColumn line_column(SourceLocation place) const;
  /// The line of `place` without its end of line.
  [[nodiscard]] std::string_view line(SourceLocation place) const;

 private:
  struct File {
    std::string path;
    std::string own;  // where the map has the text itself
    std::string_view text;
    std::function<bool(std::string_view)> is_sound;
    mutable std::once_flag checked;
    mutable std::once_flag lines_made;
    mutable std::vector<std::uint32_t> lines;  // offset of the first byte of each line
    // Characters before each stretch of `kStretch` bytes: a file may be one line of any length.
    mutable std::vector<std::uint32_t> characters;
  };
  static constexpr std::size_t kStretch = 1024;
  [[nodiscard]] static std::size_t characters_before(const File& file, std::size_t offset);
  [[nodiscard]] const File& checked(FileId file) const;
  [[nodiscard]] std::size_t line_index(SourceLocation place) const;
  static std::size_t line_begin(const File& file, std::size_t index);

  std::deque<File> files_;
};

}  // namespace musubi
