#include "model/source.h"

#include <algorithm>
#include <utility>

namespace musubi {

FileId SourceMap::add(std::string path, std::string text) {
  const FileId id(files_.size());
  File& file = files_.emplace_back();
  file.path = std::move(path);
  file.text = std::move(text);
  return id;
}

std::size_t SourceMap::line_begin(const File& file, std::size_t index) {
  // Nobody sees a byte-order mark, so it is no character of its line.
  const bool marked = index == 0 && file.text.starts_with("\xEF\xBB\xBF");
  return marked ? 3 : file.lines[index];
}

std::size_t SourceMap::line_index(SourceLocation place) const {
  const File& file = files_[place.file.index()];
  std::call_once(file.lines_made, [&file] {
    file.lines.push_back(0);
    for (std::size_t end = file.text.find('\n'); end != std::string::npos;
         end = file.text.find('\n', end + 1)) {
      file.lines.push_back(static_cast<std::uint32_t>(end + 1));
    }
  });
  const auto after = std::ranges::upper_bound(file.lines, place.offset);
  return static_cast<std::size_t>(after - file.lines.begin()) - 1;
}

LineColumn SourceMap::line_column(SourceLocation place) const {
  const File& file = files_[place.file.index()];
  const std::size_t index = line_index(place);
  const std::size_t begin = line_begin(file, index);
  const std::size_t end =
      std::clamp<std::size_t>(place.offset, begin, std::max(begin, file.text.size()));
  const auto is_first_byte = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  };
  const auto characters =
      std::ranges::count_if(std::string_view(file.text).substr(begin, end - begin), is_first_byte);
  return {.line = static_cast<std::uint32_t>(index + 1),
          .column = static_cast<std::uint32_t>(characters + 1)};
}

std::string_view SourceMap::line(SourceLocation place) const {
  const File& file = files_[place.file.index()];
  const std::size_t begin = line_begin(file, line_index(place));
  const std::string_view rest = std::string_view(file.text).substr(begin);
  std::string_view line = rest.substr(0, rest.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace musubi
