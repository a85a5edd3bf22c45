#include "model/json_reader.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <rapidjson/reader.h>

#include "model/encoding.h"
#include "model/mistakes.h"
#include "model/record_reader.h"

namespace musubi {
namespace {

using mistake::JsonType;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// A text as a stream of RapidJSON; offsets count from the beginning of the text. Precondition: a
/// zero byte follows the text, and none is in it.
class TextStream {
 public:
  using Ch = char;

  TextStream(std::string_view text, std::size_t begin)
      : begin_(text.data()), next_(text.data() + begin) {}

  [[nodiscard]] Ch Peek() const { return *next_; }
  Ch Take() { return *next_++; }
  [[nodiscard]] std::size_t Tell() const { return static_cast<std::size_t>(next_ - begin_); }

  // RapidJSON asks for these of every stream, and uses them only to parse in place.
  Ch* PutBegin() { return nullptr; }
  void Put(Ch /*c*/) {}
  std::size_t PutEnd(Ch* /*begin*/) { return 0; }

 private:
  const char* begin_;
  const char* next_;
};

/// Whether a decoded text holds a surrogate. RapidJSON refuses a high one without a low one, but
/// lets a low one alone pass.
bool has_surrogate(std::string_view decoded) {
  for (std::size_t i = decoded.find('\xED'); i != std::string_view::npos;
       i = decoded.find('\xED', i + 1)) {
    if (static_cast<unsigned char>(decoded[i + 1]) >= 0xA0) return true;
  }
  return false;
}

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

/// Hands RapidJSON's events on with the offset of what each is about.
class Events {
 public:
  Events(std::string_view text, const TextStream& stream, FileId file, RecordReader& reader,
         Arena& arena, Diagnostics& diagnostics)
      : text_(text),
        stream_(stream),
        file_(file),
        reader_(reader),
        arena_(arena),
        diagnostics_(diagnostics) {}

  bool Null() { return reader_.on_value(JsonType::Null, {}, false, token(4)); }
  bool Bool(bool value) {
    return reader_.on_value(JsonType::Boolean, {}, value, token(value ? 4 : 5));
  }
  // The parser reads strings and numbers from a copy of the stream (see `StreamTraits` above), so
  // the stream itself still stands where they begin.
  bool RawNumber(const char* number, rapidjson::SizeType length, bool /*copy*/) {
    return reader_.on_value(JsonType::Number, {number, length}, false, token(0));
  }
  bool String(const char* value, rapidjson::SizeType length, bool /*copy*/) {
    const std::uint32_t begin = token(0);
    return check_string({value, length}, begin) &&
           reader_.on_value(JsonType::String, lasting({value, length}, begin), false, begin);
  }
  bool Key(const char* key, rapidjson::SizeType length, bool /*copy*/) {
    const std::uint32_t begin = token(0);
    return check_string({key, length}, begin) &&
           reader_.on_key(lasting({key, length}, begin), begin);
  }
  // The iterative parser calls these before it takes the bracket.
  bool StartObject() { return reader_.on_open(JsonType::Object, token(0)); }
  bool StartArray() { return reader_.on_open(JsonType::Array, token(0)); }
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

  /// The same text where it lives as long as the model: in the file, unless it has escapes there.
  [[nodiscard]] std::string_view lasting(std::string_view decoded, std::uint32_t begin) {
    const std::string_view raw = text_.substr(begin + 1, decoded.size());
    const bool is_plain =
        text_[begin + 1 + raw.size()] == '"' && raw.find('\\') == std::string_view::npos;
    return is_plain ? raw : arena_.copy(decoded).view();
  }

  bool check_string(std::string_view decoded, std::uint32_t begin) {
    if (!has_escapes_ || !has_surrogate(decoded)) return true;
    const auto place =
        static_cast<std::uint32_t>(begin + 1 + find_low_surrogate(text_.substr(begin + 1)));
    diagnostics_.add(mistake::lone_surrogate({.file = file_, .offset = place}));
    return false;
  }

  bool close() {
    reader_.on_close(static_cast<std::uint32_t>(stream_.Tell() + 1));
    return true;
  }

  std::string_view text_;
  // The encoding is sound, so that only escapes can stand for a surrogate.
  bool has_escapes_ = text_.find("\\u") != std::string_view::npos;
  const TextStream& stream_;
  FileId file_;
  RecordReader& reader_;
  Arena& arena_;
  Diagnostics& diagnostics_;
};

Phrase describe(rapidjson::ParseErrorCode code, bool at_end) {
  if (code == rapidjson::kParseErrorDocumentEmpty) return {"the file is empty", "ファイルが空です"};
  if (code == rapidjson::kParseErrorStringMissQuotationMark) {
    return {"the string that ends here lacks its closing quote",
            "ここで終わる文字列に、閉じる引用符がありません"};
  }
  if (at_end) {
    return {"the file ends here, in the middle of the document",
            "文書の途中でファイルが終わっています"};
  }
  switch (code) {
    case rapidjson::kParseErrorDocumentRootNotSingular:
      return {"nothing may follow the end of the document",
              "文書の終わりの後に余分な内容があります"};
    case rapidjson::kParseErrorObjectMissName:
      return {"a key in double quotes is needed here", "ここには二重引用符で囲んだキーが必要です"};
    case rapidjson::kParseErrorObjectMissColon:
      return {"a colon is needed after the key", "キーの後にコロンが必要です"};
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
      return {"a comma or a closing brace is needed here", "ここにはコンマまたは「}」が必要です"};
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
      return {"a comma or a closing bracket is needed here", "ここにはコンマまたは「]」が必要です"};
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
      return {"four hexadecimal digits are needed after \\u", "\\uの後には4桁の16進数が必要です"};
    case rapidjson::kParseErrorStringEscapeInvalid:
      return {"there is no such escape in a string, and control characters have to be escaped",
              "文字列で使用できないエスケープか、エスケープされていない制御文字です"};
    case rapidjson::kParseErrorNumberMissFraction:
      return {"a digit is needed after the decimal point", "小数点の後には数字が必要です"};
    case rapidjson::kParseErrorNumberMissExponent:
      return {"a digit is needed in the exponent", "指数部には数字が必要です"};
    case rapidjson::kParseErrorUnspecificSyntaxError:
      return {"a comment begins with // or /*", "コメントは「//」または「/*」で始まります"};
    default: break;
  }
  return {"a value is needed here", "ここには値が必要です"};
}

Diagnostic syntax_mistake(rapidjson::ParseErrorCode code, std::string_view text,
                          SourceLocation where) {
  if (code == rapidjson::kParseErrorStringUnicodeSurrogateInvalid) {
    return mistake::lone_surrogate(where);
  }
  if (code == rapidjson::kParseErrorNumberTooBig) {
    static constexpr Shape kAnyNumber{.kind = Shape::Kind::Number};
    const std::string_view rest = text.substr(where.offset);
    const std::string_view number = rest.substr(0, rest.find_first_not_of("+-.0123456789Ee"));
    return mistake::out_of_range(where, number, kAnyNumber);
  }
  return mistake::syntax_error(where, describe(code, where.offset >= text.size()));
}

}  // namespace

void read_json(FileId file, const Shape& root, Document& document, Unlinked& unlinked,
               Diagnostics& diagnostics) {
  const std::string_view text = document.model->sources.text(file);
  const auto at = [file](std::size_t offset) -> SourceLocation {
    return {.file = file, .offset = static_cast<std::uint32_t>(offset)};
  };
  if (const std::size_t malformed = find_malformed(text); malformed != text.size()) {
    diagnostics.add(mistake::invalid_encoding(at(malformed)));
    return;
  }
  // RapidJSON takes a zero byte for the end of the text.
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    diagnostics.add(mistake::syntax_error(
        at(zero), {"the file has a zero byte here", "ファイルのここにゼロのバイトがあります"}));
    return;
  }
  const std::size_t begin = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  TextStream stream(text, begin);
  RecordReader reader(file, root, document, unlinked, diagnostics);
  Events events(text, stream, file, reader, document.model->arena, diagnostics);
  // The encoding has been checked already, in comments too.
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseCommentsFlag |
                              rapidjson::kParseTrailingCommasFlag |
                              rapidjson::kParseNumbersAsStringsFlag;
  rapidjson::Reader parser;
  const rapidjson::ParseResult result = parser.Parse<kFlags>(stream, events);
  if (result.IsError() && result.Code() != rapidjson::kParseErrorTermination) {
    diagnostics.add(syntax_mistake(result.Code(), text, at(result.Offset())));
  }
}

}  // namespace musubi
