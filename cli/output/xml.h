#pragma once

#include <string>
#include <string_view>

namespace musubi::cli {

/// `text` as it stands between the tags of an XML 1.0 document. Characters that such a document
/// cannot hold, and all other control characters but tabs and ends of lines, are left out; what is
/// no UTF-8 is replaced by U+FFFD.
[[nodiscard]] std::string xml_text(std::string_view text);

/// The same for the value of an attribute, in quotes of either kind; tabs and ends of lines are
/// kept by writing their numbers.
[[nodiscard]] std::string xml_attribute(std::string_view text);

}  // namespace musubi::cli
