#include "cli/output/digest.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace musubi::cli {
namespace {

using Sha256 = std::array<std::uint8_t, SHA256_DIGEST_SIZE>;

Sha256 sha256(std::span<const std::uint8_t> bytes) {
  ::sha256_ctx context;
  ::sha256_init(&context);
  ::sha256_update(&context, bytes.size(), bytes.data());
  Sha256 result{};
  ::sha256_digest(&context, result.size(), result.data());
  return result;
}

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

std::string digest_of(const SourceMap& sources) {
  std::vector<FileId> files;
  for (std::size_t i = 0; i < sources.file_count(); ++i) files.emplace_back(i);
  std::ranges::stable_sort(files, {}, [&](FileId file) { return sources.path(file); });
  std::vector<std::uint8_t> all;
  for (const FileId file : files) {
    const Sha256 one = sha256(bytes_of(sources.text(file)));
    all.insert(all.end(), one.begin(), one.end());
  }
  std::string result = "sha256:";
  for (const std::uint8_t byte : sha256(all)) {
    fmt::format_to(std::back_inserter(result), "{:02x}", byte);
  }
  return result;
}

std::string base64_digest_of(std::string_view bytes) {
  const Sha256 digest = sha256(bytes_of(bytes));
  std::string result(BASE64_ENCODE_RAW_LENGTH(digest.size()), '\0');
  ::base64_encode_raw(result.data(), digest.size(), digest.data());
  return result;
}

}  // namespace musubi::cli
