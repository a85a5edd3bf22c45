#include "model/strict_scanner.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <simdjson.h>
#include <string>
#include <string_view>

#include "model/encoding.h"
#include "model/json_tree.h"
#include "model/source.h"

namespace musubi {
namespace {

using Kind = JsonEvent::Kind;

static_assert(kTextPadding >= simdjson::SIMDJSON_PADDING);

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether this is a number that needs no exponent and is surely not too large for one.
bool is_simple_number(std::string_view token) {
  constexpr std::size_t kMostDigits = 300;
  if (token.size() > kMostDigits) return false;
  const auto* at = token.begin();
  const auto digits = [&at, end = token.end()] {
    const auto* const first = at;
    at = std::find_if_not(at, end, is_digit);
    return at != first;
  };
  if (token.starts_with('-')) ++at;
  const bool begins_with_zero = at != token.end() && *at == '0';
  const auto* const whole = at;
  if (!digits() || (begins_with_zero && at - whole > 1)) return false;
  if (at == token.end()) return true;
  return *at++ == '.' && digits() && at == token.end();
}

/// Finds the tokens of a text: brackets, commas, colons, strings, and whatever else is not white
/// space. Piece by piece, so that it needs no more memory than for one piece, and the first tokens
/// are known at once. A piece ends behind an end of line, which cannot be in a string.
class Tokens {
 public:
  Tokens(std::string_view text, std::size_t begin, std::size_t piece_size)
      : text_(text), end_(begin), piece_size_(piece_size) {}

  /// Whether all pieces were taken.
  [[nodiscard]] bool at_end() const { return end_ == text_.size(); }
  /// Goes on to the next piece. False where strings or characters are not what they have to be.
  [[nodiscard]] bool next_piece() {
    begin_ = end_;
    const std::size_t line_end = text_.find('\n', std::min(text_.size(), begin_ + piece_size_));
    end_ = line_end == std::string_view::npos ? text_.size() : line_end + 1;
    if (!make_room(end_ - begin_)) return false;
    const auto* const first = reinterpret_cast<const std::uint8_t*>(text_.data() + begin_);
    const simdjson::error_code error =
        stage_one_->stage1(first, end_ - begin_, simdjson::stage1_mode::regular);
    count_ = error == simdjson::SUCCESS ? stage_one_->n_structural_indexes : 0;
    return error == simdjson::SUCCESS || error == simdjson::EMPTY;
  }
  /// How many tokens begin in the piece.
  [[nodiscard]] std::size_t size() const { return count_; }
  /// Where one begins.
  [[nodiscard]] std::size_t operator[](std::size_t i) const {
    return begin_ + stage_one_->structural_indexes[i];
  }
  /// One with all of its letters.
  [[nodiscard]] std::string_view token(std::size_t i) const {
    const std::size_t begin = (*this)[i];
    std::size_t end = i + 1 < count_ ? (*this)[i + 1] : end_;
    while (is_space(text_[end - 1])) --end;
    return text_.substr(begin, end - begin);
  }
  [[nodiscard]] std::string_view piece() const { return text_.substr(begin_, end_ - begin_); }

 private:
  [[nodiscard]] bool make_room(std::size_t size) {
    if (size <= room_) return true;
    room_ = std::max(size, 2 * piece_size_);
    if (stage_one_ != nullptr) return stage_one_->set_capacity(room_) == simdjson::SUCCESS;
    return simdjson::get_active_implementation()->create_dom_parser_implementation(
               room_, kMaxJsonDepth, stage_one_) == simdjson::SUCCESS;
  }

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_;
  std::size_t piece_size_;
  std::size_t count_ = 0;
  std::size_t room_ = 0;
  std::unique_ptr<simdjson::internal::dom_parser_implementation> stage_one_;
};

/// Walks through one text. Functions that return a bool return false where the walk ends; why is
/// in `outcome_`.
class Walk {
 public:
  Walk(std::string_view text, std::size_t begin, std::size_t piece_size, Arena& decoded,
       EventBlocks& events)
      : text_(text), tokens_(text, begin, piece_size), decoded_(decoded), events_(events) {}

  StrictScan run() {
    while (!tokens_.at_end()) {
      if (!tokens_.next_piece()) return StrictScan::GaveUp;
      has_escapes_ = tokens_.piece().find('\\') != std::string_view::npos;
      for (std::size_t i = 0; i < tokens_.size(); ++i) {
        if (!on_token(i)) return outcome_;
        if (i + 1 < tokens_.size() && is_between(tokens_[i + 1])) ++i;
      }
    }
    return expected_ == Expected::Nothing ? StrictScan::Whole : StrictScan::GaveUp;
  }

 private:
  /// What may come next.
  enum class Expected : std::uint8_t {
    Value,
    ValueOrEnd,  // behind the beginning of an array
    Key,
    KeyOrEnd,  // behind the beginning of an object
    Colon,
    CommaOrEnd,
    Nothing,
  };

  bool give_up() {
    outcome_ = StrictScan::GaveUp;
    return false;
  }
  bool add(const JsonEvent& event) {
    if (events_.add(event)) return true;
    outcome_ = StrictScan::Stopped;
    return false;
  }
  [[nodiscard]] std::uint32_t offset_of(std::string_view part) const {
    return static_cast<std::uint32_t>(part.data() - text_.data());
  }
  [[nodiscard]] bool in_object() const { return (objects_ >> (depth_ - 1) & 1U) != 0; }
  [[nodiscard]] bool expects_value() const {
    return expected_ == Expected::Value || expected_ == Expected::ValueOrEnd;
  }
  void end_value() { expected_ = depth_ == 0 ? Expected::Nothing : Expected::CommaOrEnd; }

  bool on_token(std::size_t i) {
    const auto offset = static_cast<std::uint32_t>(tokens_[i]);
    switch (text_[offset]) {
      case '{': return open(Kind::Object, offset);
      case '[': return open(Kind::Array, offset);
      case '}': return close(Expected::KeyOrEnd, true, offset);
      case ']': return close(Expected::ValueOrEnd, false, offset);
      case ':':
      case ',': return is_between(offset) || give_up();
      case '"': return on_string(tokens_.token(i));
      default: return on_word(tokens_.token(i));
    }
  }

  /// Whether at this offset stands the colon or comma that is expected. Behind most tokens one
  /// does: half of all tokens are taken here.
  bool is_between(std::size_t offset) {
    const char c = text_[offset];
    if (expected_ == Expected::CommaOrEnd && c == ',') {
      expected_ = in_object() ? Expected::Key : Expected::Value;
      return true;
    }
    if (expected_ == Expected::Colon && c == ':') {
      expected_ = Expected::Value;
      return true;
    }
    return false;
  }

  bool open(Kind kind, std::uint32_t offset) {
    if (!expects_value()) return give_up();
    if (!add({.offset = offset, .kind = kind})) return false;
    if (depth_ == kMaxJsonDepth) {
      outcome_ = StrictScan::Stopped;
      return false;
    }
    const bool is_object = kind == Kind::Object;
    const std::uint64_t bit = std::uint64_t{1} << depth_++;
    objects_ = is_object ? objects_ | bit : objects_ & ~bit;
    expected_ = is_object ? Expected::KeyOrEnd : Expected::ValueOrEnd;
    return true;
  }

  /// `if_empty`: what is expected where nothing is in the container.
  bool close(Expected if_empty, bool is_object, std::uint32_t offset) {
    if (expected_ != if_empty && expected_ != Expected::CommaOrEnd) return give_up();
    if (in_object() != is_object) return give_up();
    --depth_;
    end_value();
    return add({.offset = offset + 1, .kind = Kind::End});
  }

  bool on_string(std::string_view token) {
    const bool is_key = expected_ == Expected::Key || expected_ == Expected::KeyOrEnd;
    if (!is_key && !expects_value()) return give_up();
    if (token.size() < 2 || token.back() != '"') return give_up();
    std::string_view string = token.substr(1, token.size() - 2);
    if (has_escapes_ && string.find('\\') != std::string_view::npos && !decode(token, string)) {
      return give_up();
    }
    if (is_key) {
      expected_ = Expected::Colon;
    } else {
      end_value();
    }
    return add({.text = string.data(),
                .length = static_cast<std::uint32_t>(string.size()),
                .offset = offset_of(token),
                .kind = is_key ? Kind::Key : Kind::String});
  }

  /// What a string with escapes stands for: the library takes it for a text of its own.
  bool decode(std::string_view token, std::string_view& string) {
    escaped_.clear();
    escaped_.reserve(token.size() + simdjson::SIMDJSON_PADDING);
    escaped_ = token;
    simdjson::ondemand::document document;
    std::string_view decoded;
    if (parser_.iterate(escaped_.data(), escaped_.size(), escaped_.capacity()).get(document) !=
            simdjson::SUCCESS ||
        document.get_string().get(decoded) != simdjson::SUCCESS || has_surrogate(decoded)) {
      return false;
    }
    string = decoded_.copy(decoded).view();
    return true;
  }

  /// Numbers are handed on as they are written; here they only have to be some. What is too large
  /// for one is not for this way to say.
  bool on_word(std::string_view token) {
    if (!expects_value()) return give_up();
    end_value();
    const std::uint32_t offset = offset_of(token);
    if (token == "true") return add({.offset = offset, .kind = Kind::True});
    if (token == "false") return add({.offset = offset, .kind = Kind::False});
    if (token == "null") return add({.offset = offset, .kind = Kind::Null});
    if (!is_simple_number(token)) return give_up();
    return add({.text = token.data(),
                .length = static_cast<std::uint32_t>(token.size()),
                .offset = offset,
                .kind = Kind::Number});
  }

  std::string_view text_;
  Tokens tokens_;
  Arena& decoded_;
  EventBlocks& events_;
  std::string escaped_;
  simdjson::ondemand::parser parser_;  // of strings with escapes
  bool has_escapes_ = false;           // the piece has some
  std::size_t depth_ = 0;
  std::uint64_t objects_ = 0;  // one bit for each depth: whether the container is an object
  Expected expected_ = Expected::Value;
  StrictScan outcome_ = StrictScan::Whole;

  static_assert(kMaxJsonDepth <= 64);
};

}  // namespace

StrictScan scan_strictly(std::string_view text, std::size_t begin, Arena& decoded,
                         EventBlocks& events, std::size_t piece_size) {
  return Walk(text, begin, piece_size, decoded, events).run();
}

}  // namespace musubi
