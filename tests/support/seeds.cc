#include "tests/support/seeds.h"

#include <cstdlib>
#include <string>
#include <utility>

namespace musubi::test {
namespace {

std::optional<std::uint64_t> number_from(const char* variable) {
  const char* text = std::getenv(variable);
  if (text == nullptr || *text == '\0') return std::nullopt;
  return std::strtoull(text, nullptr, 10);
}

}  // namespace

std::vector<std::uint64_t> seeds(std::uint64_t count) {
  if (const auto one = number_from("MUSUBI_SEED")) return {*one};
  std::vector<std::uint64_t> all(number_from("MUSUBI_SEEDS").value_or(count));
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  return all;
}

std::optional<LoadedModel> read_document(const JsonValue& document) {
  LoadedModel loaded = read_model({{.path = "random.json", .text = write(document)}});
  if (loaded.diagnostics.has_errors() || !loaded.model.as_of) return std::nullopt;
  return std::optional<LoadedModel>(std::move(loaded));
}

}  // namespace musubi::test
