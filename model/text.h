#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace musubi {

/// The languages in which every sentence exists that a person may read.
enum class Language : std::uint8_t { En, Ja };

/// A sentence that is part of the program.
struct Phrase {
  std::string_view en;
  std::string_view ja;

  [[nodiscard]] constexpr std::string_view in(Language language) const {
    return language == Language::Ja ? ja : en;
  }
  friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// A sentence made at run time, or a name as the user wrote it. In a name that was given in one
/// language only both members hold it.
struct Text {
  std::string en;
  std::string ja;

  [[nodiscard]] const std::string& in(Language language) const {
    return language == Language::Ja ? ja : en;
  }
  [[nodiscard]] bool empty() const { return en.empty() && ja.empty(); }
  friend auto operator<=>(const Text&, const Text&) = default;
};

}  // namespace musubi
