#include "model/source.h"

#include <algorithm>
#include <utility>

namespace musubi {
namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

}  // namespace

FileId SourceMap::add(std::string path, std::string text) {
  const FileId id(files_.size());
  File& file = files_.emplace_back();
  file.path = std::move(path);
  file.own = std::move(text);
  file.own.reserve(file.own.size() + kTextPadding);
  file.text = file.own;
  return id;
}

FileId SourceMap::show(std::string path, std::string_view text,
                       std::function<bool(std::string_view)> is_sound) {
  const FileId id = add(std::move(path), {});
  files_.back().text = text;
  files_.back().is_sound = std::move(is_sound);
  return id;
}

const SourceMap::File& SourceMap::checked(FileId id) const {
  const File& file = files_[id.index()];
  std::call_once(file.checked, [&file] {
    if (file.is_sound && !file.is_sound(file.text)) throw DamagedText();
  });
  return file;
}

std::string_view SourceMap::text(FileId file) const { return checked(file).text; }

std::size_t SourceMap::line_begin(const File& file, std::size_t index) {
  // Nobody sees a byte-order mark, so it is no character of its line.
  const bool marked = index == 0 && file.text.starts_with("\xEF\xBB\xBF");
  return marked ? 3 : file.lines[index];
}

std::size_t SourceMap::line_index(SourceLocation place) const {
  const File& file = checked(place.file);
  std::call_once(file.lines_made, [&file] {
    std::uint32_t characters = 0;
    file.lines.push_back(0);
    for (std::size_t i = 0; i < file.text.size(); ++i) {
      if (i % kStretch == 0) file.characters.push_back(characters);
      if (begins_character(file.text[i])) ++characters;
      if (file.text[i] == '\n') file.lines.push_back(static_cast<std::uint32_t>(i + 1));
    }
    file.characters.push_back(characters);
  });
  const auto after = std::ranges::upper_bound(file.lines, place.offset);
  return static_cast<std::size_t>(after - file.lines.begin()) - 1;
}

std::size_t SourceMap::characters_before(const File& file, std::size_t offset) {
  const std::size_t stretch = offset / kStretch;
  if (stretch >= file.characters.size()) return file.characters.back();
  const std::string_view rest = file.text.substr(stretch * kStretch, offset - stretch * kStretch);
  return file.characters[stretch] +
         static_cast<std::size_t>(std::ranges::count_if(rest, begins_character));
}

LineColumn SourceMap::line_column(SourceLocation place) const {
  const File& file = files_[place.file.index()];
  const std::size_t index = line_index(place);
  const std::size_t begin = line_begin(file, index);
  const std::size_t end =
      std::clamp<std::size_t>(place.offset, begin, std::max(begin, file.text.size()));
  const std::size_t characters = characters_before(file, end) - characters_before(file, begin);
  return {.line = static_cast<std::uint32_t>(index + 1),
          .column = static_cast<std::uint32_t>(characters + 1)};
}

std::string_view SourceMap::line(SourceLocation place) const {
  const File& file = files_[place.file.index()];
  const std::size_t index = line_index(place);
  const std::size_t begin = line_begin(file, index);
  const bool is_last = index + 1 == file.lines.size();
  const std::size_t end = is_last ? file.text.size() : file.lines[index + 1] - 1;
  std::string_view line = file.text.substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace musubi
