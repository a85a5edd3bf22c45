#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "model/text.h"

namespace musubi::cli {

/// Writes a file whole or not at all: beside its old content first, then in its place. Follows a
/// symbolic link; keeps the mode of a file that was there. A device or a pipe is written directly.
/// The error names the file. A signal that ends the program leaves the old content (`interrupt.h`).
[[nodiscard]] std::expected<void, Text> write_file(const std::string& path, std::string_view data);

/// Creates a file that must not exist yet; nothing is left of it when it cannot be written, or a
/// signal ends the program meanwhile.
[[nodiscard]] std::expected<void, Text> create_file(const std::string& path, std::string_view data);

/// What the system's error number says, for a person.
[[nodiscard]] Text system_error(int number);

}  // namespace musubi::cli
