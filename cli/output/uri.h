#pragma once

#include <string>
#include <string_view>

namespace musubi::cli {

/// The path of a file as a URI reference (RFC 3986): "file:///…" for an absolute path, else a
/// relative one. Whatever is not unreserved in a URI is percent-encoded byte by byte.
[[nodiscard]] std::string uri_of(std::string_view path);

}  // namespace musubi::cli
