#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

namespace musubi::bench {

/// How large a made model of a whole country is. Corporations and networks of institutions come on
/// top of the three.
struct NationalShape {
  std::size_t facilities = 0;  // hospitals, clinics, pharmacies; at least 1
  std::size_t services = 0;    // at least 16
  std::size_t vendors = 0;     // at least 16
  std::uint64_t seed = 1;
};

/// The shape of a model of so many facilities, services and vendors together, in the proportions
/// of Japan: 865, 90 and 45 of 1,000. Precondition: `nodes` >= 400.
[[nodiscard]] NationalShape national_shape(std::size_t nodes, std::uint64_t seed = 1);

/// Writes a model in musubi's format, piece by piece, and valid: services on eight tiers that
/// depend on few popular ones (Zipf, 1/(k + 2)), some in circles, some on any one of several, some
/// without which they go on; contracts, directly or through distributors, with terms on notice;
/// corporations; hospitals that chose an infrastructure themselves; confirmations. Integers only,
/// so one shape gives the same bytes everywhere. O(size of the text), memory for services and
/// vendors only.
void write_national_model(const NationalShape& shape,
                          const std::function<void(std::string_view)>& write);

}  // namespace musubi::bench
