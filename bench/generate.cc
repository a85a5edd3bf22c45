// Writes a model of a whole country to standard output:
//   generate small|medium|large|NODES [SEED]
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <span>
#include <string_view>

#include "bench/national_model.h"

namespace {

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::uint64_t> nodes_of(std::string_view size) {
  if (size == "small") return 1000;
  if (size == "medium") return 200'000;
  if (size == "large") return 2'000'000;
  return number(size);
}

}  // namespace

int main(int argc, char** argv) {
  const std::span<char*> args(argv, static_cast<std::size_t>(argc));
  const std::uint64_t nodes = args.size() > 1 ? nodes_of(args[1]).value_or(0) : 0;
  const auto seed = args.size() > 2 ? number(args[2]) : std::optional<std::uint64_t>(1);
  if (nodes < 400 || !seed || args.size() > 3) {
    std::fputs("usage: generate small|medium|large|NODES [SEED]   (400 nodes or more)\n", stderr);
    return 2;
  }
  bool is_written = true;
  musubi::bench::write_national_model(
      musubi::bench::national_shape(nodes, *seed), [&](std::string_view text) {
        is_written &= std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
      });
  if (std::fflush(stdout) != 0 || !is_written) {
    std::fputs("generate: the model could not be written\n", stderr);
    return 4;
  }
  return 0;
}
