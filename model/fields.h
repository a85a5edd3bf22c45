#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

#include "model/arena.h"
#include "model/date.h"
#include "model/ids.h"
#include "model/records.h"
#include "model/source.h"
#include "model/text.h"

// What may stand in a model file: one table for the file, one for every kind of record and for
// every object inside of one. The reader, the JSON Schema, the canonical form and "did you mean"
// all come from these tables. The order of a table is the order of its keys in the canonical form.
namespace musubi {

/// The lists of words that the guideline gives. Words of most of them can be added by a model
/// (`guideline.items` and the like, `policy.duties`).
enum class Catalogue : std::uint8_t {
  Certification,
  Duty,
  Item,
  OperationsRule,
  Requirement,
  ProviderEdition,
  MhlwEdition,
};

/// A word that a value may be, what it means, and the number that stands for it in the records
/// (several words may have the same).
struct Word {
  std::string_view text;
  Phrase label;
  std::uint8_t value = 0;
};

/// A set of the tables of a model.
class RecordKinds {
 public:
  constexpr RecordKinds() = default;
  template <class... Kinds>
  constexpr explicit RecordKinds(Kinds... kinds) : bits_((0U | ... | bit(kinds))) {}
  [[nodiscard]] constexpr bool has(RecordKind kind) const { return (bits_ & bit(kind)) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  friend constexpr bool operator==(const RecordKinds&, const RecordKinds&) = default;

 private:
  static constexpr unsigned bit(RecordKind kind) { return 1U << static_cast<unsigned>(kind); }
  unsigned bits_ = 0;
};

/// The records whose ids are unique together and which others may name.
inline constexpr RecordKinds kNamedRecords(RecordKind::Organization, RecordKind::Service,
                                           RecordKind::System, RecordKind::Contract,
                                           RecordKind::Terms, RecordKind::Risk, RecordKind::Change);

/// A value as the reader hands it to the records: what stands in the file, and what its shape says.
struct Value {
  Arena* arena = nullptr;  // of the model
  std::string_view text;   // lives as long as the model
  std::string_view key;    // in a map
  SourceLocation where;
  Symbol symbol;  // of a string that may be an id; nothing where it is a word of its shape
  Date date;
  double number = 0;
  std::int32_t integer = 0;
  std::uint8_t word = 0;
  bool boolean = false;
};

class ListInMaking;

/// Where a container begins, and where the elements of its list are collected until it ends.
struct Opening {
  SourceLocation where;
  Arena* arena = nullptr;
  ListInMaking* list = nullptr;
};

/// How values get into the records. Only the reader calls these; `owner` is what the shape around
/// opened.
struct Binding {
  /// For a value that is no container.
  void (*store)(void* owner, const Value& value) = nullptr;
  /// For a container: makes it present, and returns the owner of what is in it.
  void* (*open)(void* owner, const Opening& opening) = nullptr;
  /// After the container; `end` is the offset behind it.
  void (*close)(void* opened, std::uint32_t end) = nullptr;
  /// Where an object is a record: what every record has.
  Record* (*record)(void* opened) = nullptr;
};

struct Field;

/// Stands for the text of a key of the tables: no two of them have the same. Numbers are compared
/// sooner than texts.
enum class KeyNumber : std::uint32_t { None = 0 };

/// That of a key: FNV-1a, folded to 24 bits, so that it stands in one word with what a value is.
[[nodiscard]] constexpr KeyNumber number_of_key(std::string_view key) {
  std::uint32_t hash = 0x811C9DC5U;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193U;
  return KeyNumber((hash ^ hash >> 24U) & 0xFFFFFFU);
}

/// A set of the fields of an object: one bit for each, in their order.
using FieldBits = std::uint64_t;
/// Those that an object has to have.
[[nodiscard]] constexpr FieldBits required_fields(std::span<const Field> fields);

/// What a value may be.
struct Shape {
  enum class Kind : std::uint8_t {
    String,     // any text
    Name,       // a text, or an object with a text for each language: its `fields`
    Id,         // the id of the record that it stands in
    Reference,  // the id of a record of the kinds `targets`, or one of `words`
    Word,       // one of `words`
    Catalogue,  // a word of `catalogue`, or one that the model adds to it
    Country,    // ISO 3166-1 alpha-2
    Date,       // YYYY-MM-DD
    Integer,    // from `minimum` to `maximum`
    Number,     // from `minimum` to `maximum`
    Boolean,
    Array,   // of `element`, from `min_items` to `max_items`
    Object,  // with `fields`, those of `common_fields`, and keys that begin with "x-"
    Map,     // free keys (words of `catalogue`, where `keyed`) with values of `element`
    Union,   // one of `alternatives`, told apart by the type of the JSON value
  };

  Kind kind = Kind::String;
  std::string_view name = {};  // of an object: unique, lower case, for `$defs`
  Phrase doc = {};             // of an object: what it is
  std::span<const Word> words = {};
  RecordKinds targets = {};
  musubi::Catalogue catalogue = {};
  bool keyed = false;  // the keys of a map are words of `catalogue`
  double minimum = std::numeric_limits<double>::lowest();
  double maximum = std::numeric_limits<double>::max();
  std::size_t min_items = 0;
  std::size_t max_items = std::numeric_limits<std::size_t>::max();
  const Shape* element = nullptr;
  std::span<const Field> fields = {};
  FieldBits required = required_fields(fields);
  std::span<const std::string_view> exactly_one = {};  // of these keys of an object
  std::span<const Shape* const> alternatives = {};
  std::optional<RecordKind> record = {};  // where an object is a record
  Binding binding = {};
};

/// One key of an object.
struct Field {
  std::string_view key;
  const Shape* shape = nullptr;
  Phrase doc;
  bool required = false;
  std::string_view fallback = {};  // what an absent key means, as JSON; empty: unknown
  KeyNumber number = number_of_key(key);
};

constexpr FieldBits required_fields(std::span<const Field> fields) {
  FieldBits bits = 0;
  for (std::size_t i = 0; i < fields.size(); ++i) bits |= FieldBits{fields[i].required} << i;
  return bits;
}

/// A whole model file.
[[nodiscard]] const Shape& document_shape();

/// A whole file of planned changes (see `LoadOptions::planned`).
[[nodiscard]] const Shape& planned_shape();

/// One record of a kind; its `name` is what the JSON calls one ("organization").
[[nodiscard]] const Shape& record_shape(RecordKind kind);

/// The key of the document whose array holds the records of a kind ("organizations").
[[nodiscard]] std::string_view table_key(RecordKind kind);

/// The keys that every object may have besides its own: `note`, `source`, `stated`. They stand
/// after an object's own in the canonical form, and keys that begin with "x-" after them.
[[nodiscard]] std::span<const Field> common_fields();

/// Keys of the format to come, which are refused by name until then.
[[nodiscard]] std::span<const std::string_view> reserved_keys();

/// The field with this key among the shape's own and the common ones; null where there is none.
/// O(number of fields).
[[nodiscard]] const Field* find_field(const Shape& object, std::string_view key);

/// Whether `key` is the user's own ("x-…"): kept by the formatter, read by nobody.
[[nodiscard]] constexpr bool is_extension(std::string_view key) { return key.starts_with("x-"); }

}  // namespace musubi
