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

/// A token of a text, among those of its piece.
struct Cursor {
  const char* piece = nullptr;         // where the piece begins
  const std::uint32_t* at = nullptr;   // where the token begins in the piece
  const std::uint32_t* end = nullptr;  // behind the last token; says where the piece ends
  bool has_escapes = false;            // in strings of the piece

  [[nodiscard]] char first() const { return piece[*at]; }
  /// All of its letters.
  [[nodiscard]] std::string_view view() const {
    const char* const begin = piece + *at;
    const char* behind = piece + *(at + 1);
    while (is_space(*(behind - 1))) --behind;
    return {begin, behind};
  }
};

/// The tokens of a text: brackets, commas, colons, strings, and whatever else is not white space.
/// They are found piece by piece, so that it needs no more memory than for one piece, and the first
/// ones are known at once. A piece ends behind an end of line, which cannot be in a string.
class Tokens {
 public:
  Tokens(std::string_view text, std::size_t begin, std::size_t piece_size)
      : text_(text), end_(begin), piece_size_(piece_size) {}

  /// The first one of the next piece that has some; `at` is null where there is none, and where
  /// strings or characters are not what they have to be. Then it may not be asked again.
  [[nodiscard]] Cursor next_piece() {
    while (!(is_over_ = end_ == text_.size())) {
      const std::string_view piece = take_piece();
      if (!make_room(piece.size())) return {};
      const simdjson::error_code error =
          stage_one_->stage1(reinterpret_cast<const std::uint8_t*>(piece.data()), piece.size(),
                             simdjson::stage1_mode::regular);
      if (error == simdjson::EMPTY) continue;
      if (error != simdjson::SUCCESS) return {};
      std::uint32_t* const first = stage_one_->structural_indexes.get();
      const std::size_t count = stage_one_->n_structural_indexes;
      first[count] = static_cast<std::uint32_t>(piece.size());  // where the library says so, too
      return {.piece = piece.begin(),
              .at = first,
              .end = first + count,
              .has_escapes = piece.find('\\') != std::string_view::npos};
    }
    return {};
  }
  /// Whether it was asked for more than there are.
  [[nodiscard]] bool is_over() const { return is_over_; }

 private:
  std::string_view take_piece() {
    const std::size_t begin = end_;
    const std::size_t line_end = text_.find('\n', std::min(text_.size(), begin + piece_size_));
    end_ = line_end == std::string_view::npos ? text_.size() : line_end + 1;
    return text_.substr(begin, end_ - begin);
  }
  [[nodiscard]] bool make_room(std::size_t size) {
    if (size <= room_) return true;
    room_ = std::max(size, 2 * piece_size_);
    if (stage_one_ != nullptr) return stage_one_->set_capacity(room_) == simdjson::SUCCESS;
    return simdjson::get_active_implementation()->create_dom_parser_implementation(
               room_, kMaxJsonDepth, stage_one_) == simdjson::SUCCESS;
  }

  std::string_view text_;
  std::size_t end_;  // of the piece
  std::size_t piece_size_;
  std::size_t room_ = 0;
  bool is_over_ = false;
  std::unique_ptr<simdjson::internal::dom_parser_implementation> stage_one_;
};

/// Decodes strings with escapes: the library takes each for a text of its own.
class Decoder {
 public:
  explicit Decoder(Arena& decoded) : decoded_(decoded) {}

  /// What the string, with its quotes, stands for; false where that cannot be said.
  [[nodiscard]] bool decode(std::string_view token, std::string_view& string) {
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

 private:
  Arena& decoded_;
  std::string escaped_;
  simdjson::ondemand::parser parser_;
};

/// Walks through one text. Functions that return a bool return false where the walk ends; why is
/// in `outcome_`. Nobody is told where a walk is kept, so that where it stands can be kept in
/// registers: there are tens of millions of tokens.
class Walk {
 public:
  Walk(std::string_view text, Tokens& tokens, Decoder& decoder, EventBlocks& events)
      : text_(text.data()), tokens_(tokens), decoder_(decoder), events_(events) {}

  StrictScan run() {
    here_ = tokens_.next_piece();
    if (here_.at == nullptr) return StrictScan::GaveUp;
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
  /// Goes on to the next token; false where there is none.
  [[nodiscard]] bool advance() {
    if (++here_.at != here_.end) return true;
    here_ = tokens_.next_piece();
    return here_.at != nullptr;
  }
  [[nodiscard]] bool in_object() const { return (objects_ >> (depth_ - 1) & 1U) != 0; }
  [[nodiscard]] std::uint32_t offset() const {
    return static_cast<std::uint32_t>(here_.piece - text_) + *here_.at;
  }

  /// Goes on to the next value: over ends of containers, commas, keys and colons.
  bool find_value() {
    while (depth_ > 0) {
      if (!advance()) return give_up();
      if (here_.first() == (in_object() ? '}' : ']')) {
        if (!close()) return false;
        continue;
      }
      if (!is_first_ && (here_.first() != ',' || !advance())) return give_up();
      return !in_object() || take_key();
    }
    outcome_ = !advance() && tokens_.is_over() ? StrictScan::Whole : StrictScan::GaveUp;
    return false;
  }

  bool take_key() {
    if (here_.first() != '"') return give_up();
    const std::uint32_t begin = offset();
    std::string_view key;
    if (!take_string(key)) return give_up();
    if (!events_.add_key(key, begin)) return stop();
    return (advance() && here_.first() == ':' && advance()) || give_up();
  }

  bool on_value() {
    is_first_ = false;
    switch (here_.first()) {
      case '{': return open(Kind::Object);
      case '[': return open(Kind::Array);
      case '"': {
        std::string_view string;
        if (!take_string(string)) return give_up();
        return events_.add_string(string, offset()) || stop();
      }
      default: return on_word();
    }
  }

  bool open(Kind kind) {
    if (!events_.open(kind, offset()) || depth_ == kMaxJsonDepth) return stop();
    const std::uint64_t bit = std::uint64_t{1} << depth_++;
    objects_ = kind == Kind::Object ? objects_ | bit : objects_ & ~bit;
    is_first_ = true;
    return true;
  }

  bool close() {
    --depth_;
    is_first_ = false;
    return events_.close(offset() + 1) || stop();
  }

  [[nodiscard]] bool take_string(std::string_view& string) {
    const std::string_view token = here_.view();
    if (token.size() < 2 || token.back() != '"') return false;
    string = token.substr(1, token.size() - 2);
    if (!here_.has_escapes || string.find('\\') == std::string_view::npos) return true;
    std::string_view decoded;  // a variable whose address is told does not stay in a register
    if (!decoder_.decode(token, decoded)) return false;
    string = decoded;
    return true;
  }

  /// Numbers are handed on as they are written; here they only have to be some. What is too large
  /// for one is not for this way to say.
  bool on_word() {
    const std::string_view token = here_.view();
    const auto add = [&](Kind kind, std::string_view text = {}) {
      return events_.add_word(kind, offset(), text) || stop();
    };
    if (token == "true") return add(Kind::True);
    if (token == "false") return add(Kind::False);
    if (token == "null") return add(Kind::Null);
    return is_simple_number(token) ? add(Kind::Number, token) : give_up();
  }

  const char* text_;
  Tokens& tokens_;
  Decoder& decoder_;
  EventBlocks& events_;
  Cursor here_;
  std::size_t depth_ = 0;
  std::uint64_t objects_ = 0;  // one bit for each depth: whether the container is an object
  bool is_first_ = false;      // nothing stands before what comes next in its container
  StrictScan outcome_ = StrictScan::Whole;

  static_assert(kMaxJsonDepth <= 64);
};

}  // namespace

StrictScan scan_strictly(std::string_view text, std::size_t begin, Arena& decoded,
                         EventBlocks& events, std::size_t piece_size) {
  Tokens tokens(text, begin, piece_size);
  Decoder decoder(decoded);
  return Walk(text, tokens, decoder, events).run();
}

}  // namespace musubi
