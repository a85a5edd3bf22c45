#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/diagnostic.h"
#include "model/document.h"
#include "model/fields.h"
#include "model/json_events.h"
#include "model/json_tree.h"
#include "model/list_in_making.h"
#include "model/mistakes.h"
#include "model/record_checks.h"
#include "model/unlinked.h"
#include "model/value_reader.h"

namespace musubi {

/// Takes the events of one JSON text and fills a model's tables with them, as the tables of fields
/// say. Keeps a stack of its own, so the depth of the text costs no recursion. Offsets are those
/// of the first byte of a key or a value; texts of keys and values live as long as the model.
/// Functions that return a bool return false where the rest of the text cannot be read; why has
/// been reported then.
class RecordReader {
 public:
  /// `root` is the shape of the whole text.
  RecordReader(FileId file, const Shape& root, Document& document, Unlinked& unlinked,
               Diagnostics& diagnostics);

  [[nodiscard]] bool take(const JsonEvents& events);

 private:
  [[nodiscard]] bool take(const JsonEvent& event);
  void on_known_key(KeyNumber key, std::uint32_t offset);
  void on_unknown_key(std::string_view key, std::uint32_t offset);
  [[nodiscard]] bool on_value(mistake::JsonType type, const JsonEvent& event);
  [[nodiscard]] bool on_open(mistake::JsonType type, std::uint32_t offset);
  /// `end` is the offset behind the container.
  void on_close(std::uint32_t end);

  /// An object, array or map that is being read.
  struct Frame {
    const Shape* shape = nullptr;  // null: nobody looks at what is in it
    void* owner = nullptr;         // what `shape` opened; null: nobody keeps what is in it
    std::uint32_t begin = 0;
    std::uint32_t items = 0;
    FieldBits given = 0;              // the fields that it has
    std::size_t places = 0;           // where its fields' places begin in `places_`
    std::size_t field_count = 0;      // its own fields and the common ones; 0 where it has none
    std::size_t next_field = 0;       // the field that is likely to come next
    const Shape* expected = nullptr;  // of the value to come; null: nobody looks at it
  };
  /// The keys of one object that have no field, and where they stand.
  using OtherKeys = std::unordered_map<std::string, std::uint32_t>;

  [[nodiscard]] SourceLocation at(std::uint32_t offset) const {
    return {.file = file_, .offset = offset};
  }
  [[nodiscard]] const Shape* next_shape(mistake::JsonType type, std::uint32_t offset);
  [[nodiscard]] std::size_t find_field_index(Frame& frame, KeyNumber key) const;
  [[nodiscard]] const Field& field(const Frame& frame, std::size_t index) const;
  void on_field(Frame& frame, std::size_t index, std::uint32_t offset);
  void on_other_key(Frame& frame, std::string_view key, std::uint32_t offset);
  void report_unknown_key(const Shape& shape, std::string_view key, std::uint32_t offset);
  void store(const Shape& shape, const Value& value);
  [[nodiscard]] bool on_verb(mistake::JsonType type, std::string_view text, std::uint32_t offset);

  void check_items(const Frame& frame);
  void check_keys(const Frame& frame);
  void check_covers(const KeyPlaces& places);

  FileId file_;
  const Shape& root_;
  std::span<const Field> common_ = common_fields();
  // Shapes that are more than what their tables say.
  const Shape& version_;
  const Shape& stated_;
  const Shape& covers_;
  Document& document_;
  Unlinked& unlinked_;
  Diagnostics& diagnostics_;
  ValueReader values_;
  std::vector<Frame> frames_;
  std::vector<std::uint32_t> places_;  // of the key of each field that was given
  std::size_t places_end_ = 0;         // behind those of the frames; there is room for more
  std::array<OtherKeys, kMaxJsonDepth + 1> other_keys_;
  std::string_view map_key_;
  std::array<ListInMaking, kMaxJsonDepth + 1> lists_;  // by depth
  std::optional<std::uint32_t> verb_;  // the key "verb" of the document: what follows is its value
  bool empty_covers_ = false;          // `covers` of the contract that is being read is []
};

}  // namespace musubi
