#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/text.h"

namespace musubi::cli {

/// A file of `examples/`, as it was when the program was built.
struct ExampleFile {
  std::string_view path;  // relative to that folder
  std::string_view text;
};

/// All models of `examples/`, in byte order of their paths.
[[nodiscard]] std::span<const ExampleFile> example_files();

/// A worked example: one model, of one file or of a folder of them.
struct Example {
  std::string name;  // "faq/2.1-2.2.3-known", "regional-network"
  std::vector<const ExampleFile*> files;
};

/// The worked examples by name, without the first models and those of the rules.
[[nodiscard]] std::vector<Example> worked_examples();

/// The file with this path; null where there is none.
[[nodiscard]] const ExampleFile* find_example_file(std::string_view path);

/// What the comment at the head of an example says in one language: its paragraphs, without the
/// lines that announce findings.
[[nodiscard]] std::vector<std::string> head_paragraphs(std::string_view text, Language language);

/// The text of an example without the lines of its head comment that announce findings.
[[nodiscard]] std::string without_announcements(std::string_view text);

/// The text of an example without its head comment.
[[nodiscard]] std::string_view without_head(std::string_view text);

}  // namespace musubi::cli
