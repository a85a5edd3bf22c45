#pragma once

#include <string>

#include "model/source.h"

namespace musubi::cli {

/// What identifies the bytes of a model whatever its files are called: "sha256:" and the SHA-256,
/// in hexadecimal digits, of the SHA-256 of every file one after the other, in the byte order of
/// their paths.
[[nodiscard]] std::string digest_of(const SourceMap& sources);

}  // namespace musubi::cli
