#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "model/flat.h"
#include "model/text.h"

namespace musubi::cli {

namespace detail {

inline const std::string& in_language(const Text& text, Language language) {
  return text.in(language);
}
inline std::string_view in_language(const Phrase& phrase, Language language) {
  return phrase.in(language);
}
inline std::string_view in_language(const Name& name, Language language) {
  return name.in(language);
}
inline std::string_view in_language(const String& text, Language /*language*/) {
  return text.view();
}
template <class T>
T in_language(const T& value, Language /*language*/) {
  return value;
}

}  // namespace detail

/// `pattern` (of fmt) in one language, its blanks filled; those that are a Text, a Name or a Phrase
/// in the same language. Precondition: the pattern takes these arguments.
template <class... Args>
[[nodiscard]] std::string compose_in(Language language, const Phrase& pattern,
                                     const Args&... args) {
  return fmt::format(fmt::runtime(pattern.in(language)), detail::in_language(args, language)...);
}

/// The same in both languages.
template <class... Args>
[[nodiscard]] Text compose(const Phrase& pattern, const Args&... args) {
  return {.en = compose_in(Language::En, pattern, args...),
          .ja = compose_in(Language::Ja, pattern, args...)};
}

}  // namespace musubi::cli
