#include "model/loader.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <istream>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "model/assembly.h"
#include "model/memory.h"
#include "model/mistakes.h"
#include "model/snapshot.h"

namespace musubi {
namespace {

namespace fs = std::filesystem;

// Offsets have 32 bits, and the offset behind the text is one too.
constexpr std::uint64_t kMaxTextSize = std::numeric_limits<std::uint32_t>::max() - 1;
constexpr std::string_view kModelEnding = ".musubi.json";

enum class ReadFault : std::uint8_t { Unreadable, TooLarge };

std::expected<std::string, ReadFault> read_all(std::istream& in, std::uint64_t expected_size) {
  constexpr std::size_t kChunk = std::size_t{1} << 16U;
  std::string text;
  text.reserve(static_cast<std::size_t>(expected_size) + kTextPadding);
  use_large_pages(text.data(), text.capacity());
  auto room = static_cast<std::size_t>(expected_size);
  while (in) {
    const std::size_t size = text.size();
    if (size == room) room = std::max(kChunk, size + size / 2);
    text.resize_and_overwrite(room, [&in, size](char* data, std::size_t all) {
      in.read(data + size, static_cast<std::streamsize>(all - size));
      return size + static_cast<std::size_t>(in.gcount());
    });
    if (text.size() > kMaxTextSize) return std::unexpected(ReadFault::TooLarge);
  }
  if (in.bad()) return std::unexpected(ReadFault::Unreadable);
  return text;
}

std::expected<std::string, ReadFault> read_file(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return std::unexpected(ReadFault::Unreadable);
  // One byte more than the file has, so that its end is met in one go. Pipes have no size.
  std::uint64_t size = 0;
  if (fs::is_regular_file(path, error)) size = fs::file_size(path, error) + 1;
  if (error) size = 0;
  if (size > kMaxTextSize) return std::unexpected(ReadFault::TooLarge);
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::unexpected(ReadFault::Unreadable);
  return read_all(in, size);
}

/// Whether the argument names a file that is a snapshot. Pipes are not looked into: what is read of
/// them is gone.
bool names_snapshot(const std::string& argument) {
  std::error_code error;
  if (!fs::is_regular_file(argument, error)) return false;
  std::array<char, 8> begin{};
  std::ifstream in(argument, std::ios::binary);
  in.read(begin.data(), begin.size());
  return is_snapshot({begin.data(), static_cast<std::size_t>(in.gcount())});
}

/// What a file is known by, however it is named. Pipes have no real path.
fs::path real_path(const fs::path& path) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  return error ? fs::absolute(path, error).lexically_normal() : real;
}

/// Whether `path` lies below `folder`; both are real paths.
bool is_below(const fs::path& path, const fs::path& folder) {
  const auto [in_folder, in_path] =
      std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return in_folder == folder.end() && in_path != path.end();
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

Error no_such_file(std::string_view argument) {
  return {{.en = fmt::format("there is no file or folder '{}'", mistake::shown_path(argument)),
           .ja = fmt::format("「{}」というファイルやフォルダーはありません",
                             mistake::shown_path(argument))}};
}

Error empty_folder(std::string_view argument) {
  return {{.en = fmt::format("the folder '{}' has no file that ends in {}",
                             mistake::shown_path(argument), kModelEnding),
           .ja = fmt::format("フォルダー「{}」に、名前が{}で終わるファイルがありません",
                             mistake::shown_path(argument), kModelEnding)}};
}

Error no_standard_input() {
  return {{.en = "there is no standard input to read", .ja = "標準入力がありません"}};
}

Error not_alone(std::string_view argument) {
  return {{.en = fmt::format("'{}' is a snapshot, which is a whole model; it cannot be read "
                             "together with other files",
                             mistake::shown_path(argument)),
           .ja = fmt::format("「{}」はモデル全体のスナップショットのため、ほかのファイルと一緒に"
                             "読み込むことはできません",
                             mistake::shown_path(argument))}};
}

Error unreadable(std::string_view argument, ReadFault fault) {
  if (fault == ReadFault::TooLarge) {
    return {{.en = fmt::format("'{}' is larger than 4 GiB", mistake::shown_path(argument)),
             .ja = fmt::format("「{}」は4 GiBを超えています", mistake::shown_path(argument))}};
  }
  return {{.en = fmt::format("'{}' cannot be read", mistake::shown_path(argument)),
           .ja = fmt::format("「{}」を読み取れません", mistake::shown_path(argument))}};
}

/// The model files of a folder, in byte order of their names.
std::vector<fs::path> model_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    if (!entry->path().filename().string().ends_with(kModelEnding)) continue;
    if (entry->is_directory(error)) continue;
    files.push_back(entry->path());
  }
  std::ranges::sort(files, {}, [](const fs::path& path) { return path.filename().string(); });
  return files;
}

/// Reads what is named, and then, file after file, what the files include.
class Loader {
 public:
  explicit Loader(const LoadOptions& options) : options_(options), assembly_(options.progress) {}

  std::expected<LoadedModel, Error> load(std::span<const std::string> arguments) {
    if (std::ranges::any_of(arguments, names_snapshot)) return load_snapshot(arguments);
    if (!options_.root.empty()) {
      std::error_code error;
      if (!fs::is_directory(options_.root, error)) {
        return std::unexpected(no_such_file(options_.root));
      }
      bases_.push_back(real_path(options_.root));
    }
    for (const std::string& argument : arguments) {
      if (auto fault = add_argument(argument)) return std::unexpected(std::move(*fault));
    }
    // Files that are included join the end of the list while it is gone through.
    for (std::size_t i = 0; i < files_.size(); ++i) add_includes(files_[i]);
    return finish(assembly_);
  }

 private:
  /// A file that was read.
  struct File {
    fs::path folder;  // includes are relative to this
    const Document* document = nullptr;
  };

  std::expected<LoadedModel, Error> load_snapshot(std::span<const std::string> arguments) {
    const std::string& snapshot = *std::ranges::find_if(arguments, names_snapshot);
    if (arguments.size() > 1) return std::unexpected(not_alone(snapshot));
    auto loaded = open_snapshot_file(snapshot);
    if (!loaded || options_.planned.empty()) return loaded;
    Assembly assembly(*std::move(loaded));
    return finish(assembly);
  }

  /// Reads the planned changes, if there are any, and puts everything together.
  std::expected<LoadedModel, Error> finish(Assembly& assembly) {
    if (!options_.planned.empty()) {
      auto text = read_text_file(options_.planned);
      if (!text) return std::unexpected(std::move(text.error()));
      assembly.add_planned(options_.planned, *std::move(text));
    }
    return assembly.finish();
  }

  std::optional<Error> add_argument(const std::string& argument) {
    if (argument == "-") return add_standard_input();
    std::error_code error;
    const fs::path path(argument);
    if (!fs::exists(path, error)) return no_such_file(argument);
    if (!fs::is_directory(path, error)) return add_named(path);
    const std::vector<fs::path> files = model_files(path);
    if (files.empty()) return empty_folder(argument);
    for (const fs::path& file : files) {
      if (auto fault = add_named(file)) return fault;
    }
    return std::nullopt;
  }

  std::optional<Error> add_standard_input() {
    if (options_.standard_input == nullptr) return no_standard_input();
    if (!seen_.insert("-").second) return std::nullopt;
    auto text = read_all(*options_.standard_input, 0);
    if (!text) return unreadable("<stdin>", text.error());
    add("<stdin>", std::move(*text), ".", true);
    return std::nullopt;
  }

  std::optional<Error> add_named(const fs::path& path) {
    if (!seen_.insert(real_path(path)).second) return std::nullopt;
    auto text = read_file(path);
    if (!text) return unreadable(path.string(), text.error());
    add(path.string(), std::move(*text), folder_of(path), true);
    return std::nullopt;
  }

  void add(std::string shown, std::string text, fs::path folder, bool named) {
    if (files_.empty()) bases_.push_back(real_path(folder));
    const Document& document = assembly_.add(std::move(shown), std::move(text), named);
    files_.push_back({.folder = std::move(folder), .document = &document});
  }

  void add_includes(const File& file) {
    // `file` moves when files are added.
    const fs::path folder = file.folder;
    const Document& document = *file.document;
    for (const Include& include : document.includes) add_include(folder, include);
  }

  void add_include(const fs::path& folder, const Include& include) {
    const fs::path path = (folder / include.path.view()).lexically_normal();
    std::error_code error;
    const fs::path real = fs::weakly_canonical(folder / include.path.view(), error);
    // What lies outside is refused before anybody could tell whether it exists.
    if (error || std::ranges::none_of(
                     bases_, [&real](const fs::path& base) { return is_below(real, base); })) {
      assembly_.report(mistake::include_outside(include.where, include.path));
      return;
    }
    if (seen_.contains(real)) return;
    auto text = read_file(real);
    if (!text) {
      assembly_.report(text.error() == ReadFault::TooLarge
                           ? mistake::file_too_large(include.where, include.path)
                           : mistake::include_not_found(include.where, include.path));
      return;
    }
    seen_.insert(real);
    add(path.string(), std::move(*text), folder_of(path), false);
  }

  const LoadOptions& options_;
  Assembly assembly_;
  std::vector<File> files_;
  std::vector<fs::path> bases_;  // real folders, below one of which an included file has to lie
  std::set<fs::path> seen_;      // real paths of the files that were read
};

}  // namespace

LoadedModel read_model(std::vector<ModelFile> named) {
  const auto normal = [](const fs::path& path) { return path.lexically_normal().string(); };
  std::set<std::string> paths;
  for (const ModelFile& file : named) paths.insert(normal(file.path));
  Assembly assembly;
  for (ModelFile& file : named) {
    const fs::path folder = fs::path(file.path).parent_path();
    if (file.text.size() > kMaxTextSize) {
      const Document& empty = assembly.add(file.path, {}, true);
      assembly.report(mistake::file_too_large({.file = empty.file, .offset = 0}, file.path));
      continue;
    }
    const Document& document = assembly.add(std::move(file.path), std::move(file.text), true);
    for (const Include& include : document.includes) {
      if (paths.contains(normal(folder / include.path.view()))) continue;
      assembly.report(mistake::include_not_found(include.where, include.path));
    }
  }
  return assembly.finish();
}

std::expected<LoadedModel, Error> load_model(std::span<const std::string> arguments,
                                             const LoadOptions& options) {
  assert(!arguments.empty());  // the command line asks for models before it comes here
  return Loader(options).load(arguments);
}

std::expected<std::string, Error> read_text_file(const std::string& path) {
  auto text = read_file(path);
  if (text) return *std::move(text);
  std::error_code error;
  return std::unexpected(fs::exists(path, error) ? unreadable(path, text.error())
                                                 : no_such_file(path));
}

}  // namespace musubi
