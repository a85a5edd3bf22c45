#include "model/json_scanner.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <rapidjson/reader.h>

#include "model/encoding.h"
#include "model/json_syntax.h"
#include "model/json_tree.h"
#include "model/mistakes.h"
#include "model/strict_scanner.h"

namespace musubi {
namespace {

/// Where the JSON of a text begins: behind its byte-order mark.
std::size_t begin_of(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  return text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
}

/// A text as a stream of RapidJSON; offsets count from the beginning of the text. Precondition: a
/// zero byte follows the text, and none is in it.
///
/// RapidJSON believes that it decodes strings in place. As long as what it writes is what stands
/// there already nothing is written: most strings have no escapes, and are used where they stand.
/// From the first escape on the string is collected in `decoded`.
class TextStream {
 public:
  using Ch = char;

  TextStream(std::string_view text, std::size_t begin, std::string& decoded)
      : begin_(text.data()), next_(text.data() + begin), decoded_(&decoded) {}

  [[nodiscard]] Ch Peek() const { return *next_; }
  Ch Take() { return *next_++; }
  [[nodiscard]] std::size_t Tell() const { return static_cast<std::size_t>(next_ - begin_); }

  Ch* PutBegin() {
    decoded_->clear();
    string_ = plain_ = next_;
    return const_cast<Ch*>(next_);  // NOLINT(cppcoreguidelines-pro-type-const-cast): never written
  }
  void Put(Ch c) {
    // An escape is longer than what it stands for: behind it the two never meet again.
    if (plain_ + 1 == next_) {
      ++plain_;
    } else {
      put_decoded(c);
    }
  }
  std::size_t PutEnd(const Ch* begin) {
    return decoded_->empty() ? static_cast<std::size_t>(plain_ - begin) : decoded_->size();
  }

 private:
  void put_decoded(Ch c) {
    if (decoded_->empty()) decoded_->assign(string_, plain_);
    decoded_->push_back(c);
  }

  const char* begin_;
  const char* next_;
  const char* string_ = nullptr;  // its first character
  const char* plain_ = nullptr;   // up to here it decodes to itself
  std::string* decoded_;          // empty while it does
};

/// The offset of the first escape of a low surrogate without a high one before it.
/// Precondition: `raw` begins with the inside of a well-formed string that has one.
std::size_t find_low_surrogate(std::string_view raw) {
  const auto unit = [raw](std::size_t i, char first, char last) {
    if (raw.substr(i, 2) != "\\u" || (raw[i + 2] != 'd' && raw[i + 2] != 'D')) return false;
    const char digit = raw[i + 3] >= 'a' ? static_cast<char>(raw[i + 3] - 'a' + 'A') : raw[i + 3];
    return digit >= first && digit <= last;
  };
  for (std::size_t i = raw.find('\\'); i < raw.size(); i = raw.find('\\', i)) {
    if (unit(i, '8', '9') || unit(i, 'A', 'B')) {
      i += 12;
    } else if (unit(i, 'C', 'F')) {
      return i;
    } else {
      i += 2;
    }
  }
  return 0;
}

}  // namespace
}  // namespace musubi

/// Lets the parser keep its place in a register within strings and numbers.
template <>
struct rapidjson::StreamTraits<musubi::TextStream> {
  // NOLINTNEXTLINE(readability-identifier-naming): RapidJSON looks for this name.
  enum { copyOptimization = 1 };
};

namespace musubi {
namespace {

using Kind = JsonEvent::Kind;

/// Collects RapidJSON's events, with the offset of what each is about.
class Events {
 public:
  Events(FileId file, std::string_view text, Arena& decoded, EventBlocks& blocks)
      : file_(file),
        text_(text),
        arena_(decoded),
        blocks_(blocks),
        stream_(text, begin_of(text), part_) {}

  [[nodiscard]] TextStream& stream() { return stream_; }
  /// What RapidJSON cannot see.
  [[nodiscard]] const std::optional<Diagnostic>& fault() const { return fault_; }

  bool Null() { return blocks_.add_word(Kind::Null, token(4)); }
  bool Bool(bool value) {
    return value ? blocks_.add_word(Kind::True, token(4)) : blocks_.add_word(Kind::False, token(5));
  }
  // The parser reads strings and numbers from a copy of the stream (see `StreamTraits` above), so
  // the stream itself still stands where they begin.
  bool RawNumber(const char* number, rapidjson::SizeType length, bool /*copy*/) {
    return blocks_.add_word(Kind::Number, token(0), {number, length});
  }
  bool String(const char* value, rapidjson::SizeType length, bool /*copy*/) {
    const std::uint32_t begin = token(0);
    std::string_view text(value, length);
    return take_string(text, begin) && blocks_.add_string(text, begin);
  }
  bool Key(const char* key, rapidjson::SizeType length, bool /*copy*/) {
    const std::uint32_t begin = token(0);
    std::string_view text(key, length);
    return take_string(text, begin) && blocks_.add_key(text, begin);
  }
  // The iterative parser calls these before it takes the bracket.
  bool StartObject() { return open(Kind::Object); }
  bool StartArray() { return open(Kind::Array); }
  bool EndObject(rapidjson::SizeType /*members*/) { return close(); }
  bool EndArray(rapidjson::SizeType /*elements*/) { return close(); }

  // Numbers come as they are written.
  bool Int(int /*number*/) { return false; }
  bool Uint(unsigned /*number*/) { return false; }
  bool Int64(std::int64_t /*number*/) { return false; }
  bool Uint64(std::uint64_t /*number*/) { return false; }
  bool Double(double /*number*/) { return false; }

 private:
  /// Where a token of this length began that has just been taken.
  [[nodiscard]] std::uint32_t token(std::size_t length) const {
    return static_cast<std::uint32_t>(stream_.Tell() - length);
  }

  /// `text`: what RapidJSON took for the string.
  bool take_string(std::string_view& text, std::uint32_t begin) {
    if (part_.empty()) return true;
    const std::string_view decoded = std::string_view(part_).substr(0, text.size());
    if (!check_surrogates(decoded, begin)) return false;
    text = arena_.copy(decoded).view();
    return true;
  }

  bool check_surrogates(std::string_view decoded, std::uint32_t begin) {
    if (!has_surrogate(decoded)) return true;
    const auto place =
        static_cast<std::uint32_t>(begin + 1 + find_low_surrogate(text_.substr(begin + 1)));
    fault_ = mistake::lone_surrogate({.file = file_, .offset = place});
    return false;
  }

  bool open(Kind kind) {
    ++depth_;
    return blocks_.open(kind, token(0)) && depth_ <= kMaxJsonDepth;
  }
  bool close() {
    --depth_;
    return blocks_.close(static_cast<std::uint32_t>(stream_.Tell() + 1));
  }

  FileId file_;
  std::string_view text_;
  Arena& arena_;
  EventBlocks& blocks_;
  std::string part_;  // what the stream decodes
  TextStream stream_;
  std::size_t depth_ = 0;
  std::optional<Diagnostic> fault_;
};

/// What is to be said before all else.
std::optional<Diagnostic> find_fault(FileId file, std::string_view text) {
  const auto at = [file](std::size_t offset) -> SourceLocation {
    return {.file = file, .offset = static_cast<std::uint32_t>(offset)};
  };
  if (is_clean(text)) return std::nullopt;
  if (const std::size_t malformed = find_malformed(text); malformed != text.size()) {
    return mistake::invalid_encoding(at(malformed));
  }
  // RapidJSON takes a zero byte for the end of the text.
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    return mistake::syntax_error(
        at(zero), {"the file has a zero byte here", "ファイルのここにゼロのバイトがあります"});
  }
  return std::nullopt;
}

/// The slower way: takes comments and commas at the end of a list too, and says what is wrong.
std::optional<Diagnostic> scan_leniently(FileId file, std::string_view text, Arena& decoded,
                                         EventBlocks& blocks) {
  Events events(file, text, decoded, blocks);
  // The encoding has been checked already, in comments too.
  constexpr unsigned kFlags = rapidjson::kParseInsituFlag | rapidjson::kParseIterativeFlag |
                              rapidjson::kParseCommentsFlag | rapidjson::kParseTrailingCommasFlag |
                              rapidjson::kParseNumbersAsStringsFlag;
  rapidjson::Reader parser;
  const rapidjson::ParseResult result = parser.Parse<kFlags>(events.stream(), events);
  if (!result.IsError()) return std::nullopt;
  if (result.Code() == rapidjson::kParseErrorTermination) return events.fault();
  return syntax_mistake(result.Code(), text,
                        {.file = file, .offset = static_cast<std::uint32_t>(result.Offset())});
}

}  // namespace

std::optional<Diagnostic> scan_json(FileId file, std::string_view text, Arena& decoded,
                                    const TakeEvents& take) {
  if (auto fault = find_fault(file, text)) return fault;
  EventBlocks blocks(take);
  std::optional<Diagnostic> fault;
  if (scan_strictly(text, begin_of(text), decoded, blocks) == StrictScan::GaveUp) {
    blocks.begin_again();
    fault = scan_leniently(file, text, decoded, blocks);
  }
  blocks.finish();
  return fault;
}

}  // namespace musubi
