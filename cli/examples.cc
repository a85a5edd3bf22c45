#include "cli/examples.h"

#include <algorithm>
#include <array>
#include <utility>

#include "cli/output/characters.h"

namespace musubi::cli {
namespace {

constexpr std::string_view kExtension = ".musubi.json";

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return line;
}

bool is_comment(std::string_view line) { return line.starts_with("//"); }

bool is_announcement(std::string_view line) {
  constexpr auto kBeginnings = std::to_array<std::string_view>(
      {"// finding: ", "// no findings", "// form: ", "// scope: "});
  return std::ranges::any_of(kBeginnings, [&](auto begin) { return line.starts_with(begin); });
}

bool is_japanese(std::string_view paragraph) {
  const auto is_hiragana = [](const Cluster& cluster) {
    return cluster.first >= 0x3041 && cluster.first <= 0x3096;
  };
  return std::ranges::any_of(clusters(paragraph), is_hiragana);
}

// The name of the example that a file belongs to: that of the file, or of its folder where all
// files of the folder are one model.
std::string example_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view folder = slash == std::string_view::npos ? "" : path.substr(0, slash);
  if (folder != "faq" && folder != "patterns") return std::string(folder);
  return std::string(path.substr(0, path.size() - kExtension.size()));
}

}  // namespace

std::vector<Example> worked_examples() {
  std::vector<Example> examples;
  for (const ExampleFile& file : example_files()) {
    if (file.path.starts_with("init/") || file.path.starts_with("rules/")) continue;
    std::string name = example_name(file.path);
    const auto found = std::ranges::find(examples, name, &Example::name);
    Example& example = found == examples.end()
                           ? examples.emplace_back(Example{.name = std::move(name), .files = {}})
                           : *found;
    example.files.push_back(&file);
  }
  std::ranges::sort(examples, {}, &Example::name);
  return examples;
}

const ExampleFile* find_example_file(std::string_view path) {
  const auto found = std::ranges::find(example_files(), path, &ExampleFile::path);
  return found == example_files().end() ? nullptr : &*found;
}

std::vector<std::string> head_paragraphs(std::string_view text, Language language) {
  std::vector<std::string> paragraphs(1);
  while (!text.empty()) {
    std::string_view line = next_line(text);
    if (!is_comment(line)) break;
    if (is_announcement(line)) continue;
    line.remove_prefix(std::min<std::size_t>(line.size(), 3));
    if (line.empty()) {
      if (!paragraphs.back().empty()) paragraphs.emplace_back();
      continue;
    }
    std::string& paragraph = paragraphs.back();
    // Between two lines of Japanese no space was meant.
    if (!paragraph.empty() && !is_japanese(line)) paragraph += ' ';
    paragraph += line;
  }
  std::erase_if(paragraphs, [&](const std::string& paragraph) {
    return paragraph.empty() || is_japanese(paragraph) != (language == Language::Ja);
  });
  return paragraphs;
}

std::string without_announcements(std::string_view text) {
  std::string result;
  std::string pending;  // empty comment lines, which go where only announcements follow
  while (is_comment(text)) {
    const std::string_view line = next_line(text);
    if (is_announcement(line)) continue;
    pending += line;
    pending += '\n';
    if (line != "//") result += std::exchange(pending, {});
  }
  return result + std::string(text);
}

std::string_view without_head(std::string_view text) {
  while (is_comment(text)) next_line(text);
  return text;
}

}  // namespace musubi::cli
