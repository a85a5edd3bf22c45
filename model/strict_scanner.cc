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

bool is_space(char c) { return c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t'); }
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

/// The tokens of a text, one after the other: brackets, commas, colons, strings, and whatever else
/// is not white space. They are found piece by piece, so that it needs no more memory than for one
/// piece, and the first ones are known at once. A piece ends behind an end of line, which cannot be
/// in a string.
class Tokens {
 public:
  Tokens(std::string_view text, std::size_t begin, std::size_t piece_size)
      : text_(text), end_(begin), piece_size_(piece_size) {}

  /// Goes on to the next one, at first to the first one. False behind the last one, and where
  /// strings or characters are not what they have to be; then it may not be asked again.
  [[nodiscard]] bool advance() {
    if (++at_ < count_) return true;
    return advance_to_next_piece();
  }
  /// Whether it was asked for more than there are.
  [[nodiscard]] bool is_over() const { return is_over_; }
  /// Where it begins.
  [[nodiscard]] std::uint32_t offset() const {
    return static_cast<std::uint32_t>(begin_ + stage_one_->structural_indexes[at_]);
  }
  /// What it begins with.
  [[nodiscard]] char first() const { return text_[offset()]; }
  /// All of its letters.
  [[nodiscard]] std::string_view view() const {
    const std::size_t begin = offset();
    std::size_t end = at_ + 1 < count_ ? begin_ + stage_one_->structural_indexes[at_ + 1] : end_;
    while (is_space(text_[end - 1])) --end;
    return text_.substr(begin, end - begin);
  }
  /// Whether there are escapes in the strings of the piece.
  [[nodiscard]] bool has_escapes() const { return has_escapes_; }

 private:
  [[nodiscard]] bool advance_to_next_piece() {
    do {
      is_over_ = end_ == text_.size();
      if (is_over_ || !scan_next_piece()) return false;
    } while (count_ == 0);
    return true;
  }
  [[nodiscard]] bool scan_next_piece() {
    at_ = count_ = 0;
    begin_ = end_;
    const std::size_t line_end = text_.find('\n', std::min(text_.size(), begin_ + piece_size_));
    end_ = line_end == std::string_view::npos ? text_.size() : line_end + 1;
    const std::string_view piece = text_.substr(begin_, end_ - begin_);
    if (!make_room(piece.size())) return false;
    const simdjson::error_code error =
        stage_one_->stage1(reinterpret_cast<const std::uint8_t*>(piece.data()), piece.size(),
                           simdjson::stage1_mode::regular);
    if (error != simdjson::SUCCESS) return error == simdjson::EMPTY;
    count_ = stage_one_->n_structural_indexes;
    has_escapes_ = piece.find('\\') != std::string_view::npos;
    return true;
  }
  [[nodiscard]] bool make_room(std::size_t size) {
    if (size <= room_) return true;
    room_ = std::max(size, 2 * piece_size_);
    if (stage_one_ != nullptr) return stage_one_->set_capacity(room_) == simdjson::SUCCESS;
    return simdjson::get_active_implementation()->create_dom_parser_implementation(
               room_, kMaxJsonDepth, stage_one_) == simdjson::SUCCESS;
  }

  std::string_view text_;
  std::size_t begin_ = 0;  // of the piece
  std::size_t end_;
  std::size_t piece_size_;
  std::size_t at_ = 0;     // the token, among those of the piece
  std::size_t count_ = 0;  // of tokens in the piece
  std::size_t room_ = 0;
  bool has_escapes_ = false;
  bool is_over_ = false;
  std::unique_ptr<simdjson::internal::dom_parser_implementation> stage_one_;
};

/// Walks through one text. Functions that return a bool return false where the walk ends; why is
/// in `outcome_`.
class Walk {
 public:
  Walk(std::string_view text, std::size_t begin, std::size_t piece_size, Arena& decoded,
       EventBlocks& events)
      : tokens_(text, begin, piece_size), decoded_(decoded), events_(events) {}

  StrictScan run() {
    if (!advance()) return outcome_;
    do {
      if (!on_value()) return outcome_;
    } while (find_value());
    return outcome_;
  }

 private:
  bool give_up() {
    outcome_ = StrictScan::GaveUp;
    return false;
  }
  bool stop() {
    outcome_ = StrictScan::Stopped;
    return false;
  }
  bool advance() { return tokens_.advance() || give_up(); }
  [[nodiscard]] bool in_object() const { return (objects_ >> (depth_ - 1) & 1U) != 0; }

  /// Goes on to the next value: over ends of containers, commas, keys and colons.
  bool find_value() {
    while (depth_ > 0) {
      if (!advance()) return false;
      if (tokens_.first() == (in_object() ? '}' : ']')) {
        if (!close()) return false;
        continue;
      }
      if (!is_first_ && (tokens_.first() != ',' || !tokens_.advance())) return give_up();
      return !in_object() || take_key();
    }
    outcome_ = !tokens_.advance() && tokens_.is_over() ? StrictScan::Whole : StrictScan::GaveUp;
    return false;
  }

  bool take_key() {
    if (tokens_.first() != '"') return give_up();
    const std::uint32_t offset = tokens_.offset();
    std::string_view key;
    if (!take_string(key)) return false;
    if (!events_.add_key(key, offset)) return stop();
    return (tokens_.advance() && tokens_.first() == ':' && tokens_.advance()) || give_up();
  }

  bool on_value() {
    is_first_ = false;
    switch (tokens_.first()) {
      case '{': return open(Kind::Object);
      case '[': return open(Kind::Array);
      case '"': {
        std::string_view string;
        if (!take_string(string)) return false;
        return events_.add_string(string, tokens_.offset()) || stop();
      }
      default: return on_word();
    }
  }

  bool open(Kind kind) {
    if (!events_.open(kind, tokens_.offset()) || depth_ == kMaxJsonDepth) return stop();
    const std::uint64_t bit = std::uint64_t{1} << depth_++;
    objects_ = kind == Kind::Object ? objects_ | bit : objects_ & ~bit;
    is_first_ = true;
    return true;
  }

  bool close() {
    --depth_;
    is_first_ = false;
    return events_.close(tokens_.offset() + 1) || stop();
  }

  bool take_string(std::string_view& string) {
    const std::string_view token = tokens_.view();
    if (token.size() < 2 || token.back() != '"') return give_up();
    string = token.substr(1, token.size() - 2);
    return !tokens_.has_escapes() || string.find('\\') == std::string_view::npos ||
           decode(token, string) || give_up();
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
  bool on_word() {
    const std::string_view token = tokens_.view();
    const auto add = [&](Kind kind, std::string_view text = {}) {
      return events_.add_word(kind, tokens_.offset(), text) || stop();
    };
    if (token == "true") return add(Kind::True);
    if (token == "false") return add(Kind::False);
    if (token == "null") return add(Kind::Null);
    return is_simple_number(token) ? add(Kind::Number, token) : give_up();
  }

  Tokens tokens_;
  Arena& decoded_;
  EventBlocks& events_;
  std::string escaped_;
  simdjson::ondemand::parser parser_;  // of strings with escapes
  std::size_t depth_ = 0;
  std::uint64_t objects_ = 0;  // one bit for each depth: whether the container is an object
  bool is_first_ = false;      // nothing stands before what comes next in its container
  StrictScan outcome_ = StrictScan::Whole;

  static_assert(kMaxJsonDepth <= 64);
};

}  // namespace

StrictScan scan_strictly(std::string_view text, std::size_t begin, Arena& decoded,
                         EventBlocks& events, std::size_t piece_size) {
  return Walk(text, begin, piece_size, decoded, events).run();
}

}  // namespace musubi
