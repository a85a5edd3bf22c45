#pragma once

#include <string>
#include <string_view>

#include "model/source.h"

namespace musubi::cli {

/// What identifies the bytes of a model whatever its files are called: "sha256:" and the SHA-256,
/// in hexadecimal digits, of the SHA-256 of every file one after the other, in the byte order of
/// their paths.
[[nodiscard]] std::string digest_of(const SourceMap& sources);

/// The SHA-256 of these bytes in base64, as a Content-Security-Policy names a script.
[[nodiscard]] std::string base64_digest_of(std::string_view bytes);

}  // namespace musubi::cli
