#include "model/record_reader.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "model/catalogues.h"
#include "model/event_keys.h"
#include "model/nearest.h"
#include "model/record_checks.h"

namespace musubi {
namespace {

using mistake::JsonType;
using Kind = Shape::Kind;
using EventKind = JsonEvent::Kind;

const Shape& shape_of(const Shape& object, std::string_view key) {
  const Field* field = find_field(object, key);
  assert(field != nullptr);  // asked for keys of the tables only
  return *field->shape;
}

std::vector<std::string_view> keys_of(const Shape& shape) {
  std::vector<std::string_view> keys;
  for (const std::span<const Field> fields : {shape.fields, common_fields()}) {
    for (const Field& field : fields) keys.push_back(field.key);
  }
  return keys;
}

bool has_fields(const Shape& shape) {
  return shape.kind == Kind::Object || shape.kind == Kind::Name;
}

}  // namespace

RecordReader::RecordReader(FileId file, const Shape& root, Document& document, Unlinked& unlinked,
                           Diagnostics& diagnostics)
    : file_(file),
      root_(root),
      version_(shape_of(document_shape(), "musubi")),
      stated_(shape_of(document_shape(), "stated")),
      covers_(shape_of(record_shape(RecordKind::Contract), "covers")),
      document_(document),
      unlinked_(unlinked),
      diagnostics_(diagnostics),
      values_(unlinked, diagnostics) {
  frames_.reserve(kMaxJsonDepth);  // so that references to frames stay valid
}

// What is done for each of millions of events is inline: of members that others could call the
// compiler makes calls.

bool RecordReader::take(const JsonEvents& events) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    // Events come from another core, and what their ids turned out to be is met in any order: both
    // are sent for some time before.
    constexpr std::size_t kAhead = 24;
    if (i + kAhead < events.size()) unlinked_.expect(events[i + kAhead].symbol);
    __builtin_prefetch(events.data() + i + 3 * kAhead);
    if (!take(events[i])) return false;
  }
  return true;
}

inline bool RecordReader::take(const JsonEvent& event) {
  if (event.key != KeyNumber::None) on_known_key(event.key, event.key_offset);
  switch (event.kind) {
    case EventKind::Key:
      if (event.key == KeyNumber::None) on_unknown_key(event.view(), event.offset);
      break;
    case EventKind::String: return on_value(JsonType::String, event);
    case EventKind::Number: return on_value(JsonType::Number, event);
    case EventKind::True:
    case EventKind::False: return on_value(JsonType::Boolean, event);
    case EventKind::Null: return on_value(JsonType::Null, event);
    case EventKind::Object: return on_open(JsonType::Object, event.offset);
    case EventKind::Array: return on_open(JsonType::Array, event.offset);
    case EventKind::End: on_close(event.offset); break;
  }
  return true;
}

inline const Field& RecordReader::field(const Frame& frame, std::size_t index) const {
  const std::size_t own = frame.shape->fields.size();
  return index < own ? frame.shape->fields[index] : common_[index - own];
}

inline std::size_t RecordReader::find_field_index(Frame& frame, KeyNumber key) const {
  // People, and programs even more, keep to one order of keys: the next one is often the one.
  for (std::size_t step = 0; step < frame.field_count; ++step) {
    std::size_t index = frame.next_field + step;
    if (index >= frame.field_count) index -= frame.field_count;
    if (field(frame, index).number != key) continue;
    frame.next_field = index + 1;
    return index;
  }
  return frame.field_count;
}

inline void RecordReader::on_known_key(KeyNumber key, std::uint32_t offset) {
  Frame& frame = frames_.back();
  frame.expected = nullptr;
  if (frame.field_count == 0) {
    on_other_key(frame, known_key(key).text, offset);
    return;
  }
  const std::size_t index = find_field_index(frame, key);
  if (index < frame.field_count) {
    on_field(frame, index, offset);
  } else {
    report_unknown_key(*frame.shape, known_key(key).text, offset);
  }
}

void RecordReader::on_unknown_key(std::string_view key, std::uint32_t offset) {
  Frame& frame = frames_.back();
  frame.expected = nullptr;
  if (frame.field_count == 0 || is_extension(key)) {
    on_other_key(frame, key, offset);
  } else if (frames_.size() == 1 && key == kSavedResultKey) {
    verb_ = offset;
  } else {
    report_unknown_key(*frame.shape, key, offset);
  }
}

inline void RecordReader::on_field(Frame& frame, std::size_t index, std::uint32_t offset) {
  const Field& known = field(frame, index);
  std::uint32_t& place = places_[frame.places + index];
  const FieldBits bit = FieldBits{1} << index;
  if ((frame.given & bit) != 0) {
    diagnostics_.add(mistake::duplicate_key(at(offset), known.key, at(place)));
    return;
  }
  frame.given |= bit;
  place = offset;
  frame.expected = known.shape;
}

void RecordReader::on_other_key(Frame& frame, std::string_view key, std::uint32_t offset) {
  const auto [first, is_new] = other_keys_[frames_.size()].try_emplace(std::string(key), offset);
  if (!is_new) {
    diagnostics_.add(mistake::duplicate_key(at(offset), key, at(first->second)));
    return;
  }
  if (frame.shape == nullptr || frame.shape->kind != Kind::Map || is_extension(key)) return;
  const auto common = std::ranges::find(common_fields(), key, &Field::key);
  if (common != common_fields().end()) {
    frame.expected = common->shape;
    return;
  }
  map_key_ = key;
  frame.expected = frame.shape->element;
  if (frame.shape->keyed && find_catalogue_entry(frame.shape->catalogue, key) == nullptr) {
    unlinked_.words.push_back(
        {.catalogue = frame.shape->catalogue, .word = std::string(key), .where = at(offset)});
  }
}

void RecordReader::report_unknown_key(const Shape& shape, std::string_view key,
                                      std::uint32_t offset) {
  if (std::ranges::find(reserved_keys(), key) != reserved_keys().end()) {
    diagnostics_.add(mistake::reserved_key(at(offset), key));
    return;
  }
  diagnostics_.add(mistake::unknown_key(at(offset), key, nearest(key, keys_of(shape))));
}

inline const Shape* RecordReader::next_shape(JsonType type, std::uint32_t offset) {
  const Shape* expected = &root_;
  if (!frames_.empty()) {
    Frame& frame = frames_.back();
    if (frame.shape == nullptr) return nullptr;
    const bool is_array = frame.shape->kind == Kind::Array;
    if (is_array) ++frame.items;
    expected = is_array ? frame.shape->element : frame.expected;
  }
  if (expected == nullptr) return nullptr;
  if (const Shape* form = find_form(*expected, type)) return form;
  diagnostics_.add(mistake::wrong_type(at(offset), *expected, type));
  return nullptr;
}

bool RecordReader::on_verb(JsonType type, std::string_view text, std::uint32_t offset) {
  const std::uint32_t key = *verb_;
  verb_.reset();
  if (type == JsonType::String) {
    diagnostics_.add(mistake::saved_result(at(offset), text));
    return false;
  }
  report_unknown_key(root_, kSavedResultKey, key);
  return true;
}

inline bool RecordReader::on_value(JsonType type, const JsonEvent& event) {
  const std::string_view text = event.view();
  const std::uint32_t offset = event.offset;
  if (verb_ && !on_verb(type, text, offset)) return false;
  const Shape* shape = next_shape(type, offset);
  if (shape == nullptr) return true;
  if (shape == &version_ && text != "1") {
    diagnostics_.add(mistake::unsupported_version(at(offset), text));
    return true;
  }
  Value value{.arena = &document_.model->arena,
              .text = text,
              .key = map_key_,
              .where = at(offset),
              .symbol = event.symbol,
              .boolean = event.kind == EventKind::True};
  if (values_.read(*shape, value)) store(*shape, value);
  return true;
}

inline void RecordReader::store(const Shape& shape, const Value& value) {
  const Frame& frame = frames_.back();
  if (frame.owner == nullptr) return;
  if (frame.shape->record && &shape == &stated_) {
    frame.shape->binding.record(frame.owner)->stated = value.boolean;
  }
  if (shape.kind == Kind::Id && kNamedRecords.has(*frame.shape->record)) {
    const RecordKind kind = *frame.shape->record;
    const std::uint32_t row = unlinked_.counts[static_cast<std::size_t>(kind)] - 1;
    unlinked_.define(
        {.id = value.symbol, .record = {.kind = kind, .index = row}, .where = value.where});
  }
  if (shape.binding.store != nullptr) shape.binding.store(frame.owner, value);
}

inline bool RecordReader::on_open(JsonType type, std::uint32_t offset) {
  if (verb_ && !on_verb(type, {}, offset)) return false;
  if (frames_.size() == kMaxJsonDepth) {
    diagnostics_.add(mistake::nesting_too_deep(at(offset), kMaxJsonDepth));
    return false;
  }
  const Shape* const shape = next_shape(type, offset);
  void* const around = frames_.empty() ? nullptr : frames_.back().owner;
  ListInMaking& list = lists_[frames_.size()];
  // Made where it stays: a frame copied right after it was written is waited for.
  Frame& frame = frames_.emplace_back();
  frame.shape = shape;
  frame.begin = offset;
  frame.places = places_end_;
  if (frames_.size() == 1) {
    frame.owner = &document_;
  } else if (around != nullptr && shape != nullptr && shape->binding.open != nullptr) {
    frame.owner = shape->binding.open(
        around, {.where = at(offset), .arena = &document_.model->arena, .list = &list});
  }
  if (shape == nullptr) return true;
  if (has_fields(*shape)) {
    frame.field_count = shape->fields.size() + common_.size();
    places_end_ += frame.field_count;
    if (places_end_ > places_.size()) places_.resize(2 * places_end_);
  }
  if (frame.owner != nullptr && shape->record) {
    ++unlinked_.counts[static_cast<std::size_t>(*shape->record)];
  }
  return true;
}

inline void RecordReader::on_close(std::uint32_t end) {
  const Frame& frame = frames_.back();
  if (frame.shape != nullptr) {
    if (frame.shape->kind == Kind::Array) check_items(frame);
    if (frame.field_count > 0) check_keys(frame);
    if (frame.owner != nullptr && frame.shape->binding.close != nullptr) {
      frame.shape->binding.close(frame.owner, end);
    }
  }
  places_end_ = frame.places;
  OtherKeys& others = other_keys_[frames_.size()];
  if (!others.empty()) others = OtherKeys();  // to clear a table costs as much as it has buckets
  frames_.pop_back();
}

void RecordReader::check_items(const Frame& frame) {
  const Shape& shape = *frame.shape;
  if (&shape == &covers_) empty_covers_ = frame.items == 0;
  if (frame.items >= shape.min_items && frame.items <= shape.max_items) return;
  if (shape.min_items == shape.max_items) {
    diagnostics_.add(mistake::wrong_item_count(at(frame.begin), frame.items, shape.min_items));
  } else {
    diagnostics_.add(mistake::empty_list(at(frame.begin)));
  }
}

void RecordReader::check_keys(const Frame& frame) {
  const Shape& shape = *frame.shape;
  const KeyPlaces places(shape, frame.given, file_,
                         std::span(places_).subspan(frame.places, shape.fields.size()));
  const auto given = [&places](std::string_view key) { return places.has(key); };
  for (FieldBits lacking = shape.required & ~frame.given; lacking != 0; lacking &= lacking - 1) {
    const std::string_view key =
        shape.fields[static_cast<std::size_t>(std::countr_zero(lacking))].key;
    diagnostics_.add(mistake::missing_key(at(frame.begin), key));
  }
  if (!shape.exactly_one.empty()) {
    const auto count = std::ranges::count_if(shape.exactly_one, given);
    if (count != 1) {
      diagnostics_.add(mistake::conflicting_keys(at(frame.begin), shape.exactly_one, count > 0));
    }
  }
  if (shape.kind == Kind::Name && frame.owner != nullptr && !given("ja") && !given("en")) {
    diagnostics_.add(mistake::missing_language(at(frame.begin)));
  }
  if (frame.owner == nullptr || !shape.record) return;
  check_last_record(*shape.record, *document_.model, places, unlinked_, diagnostics_);
  if (shape.record == RecordKind::Contract) check_covers(places);
}

void RecordReader::check_covers(const KeyPlaces& places) {
  const bool may_be_empty = document_.model->contracts.back().kind == ContractKind::Coordination;
  if (empty_covers_ && !may_be_empty) diagnostics_.add(mistake::empty_list(places.of("covers")));
  empty_covers_ = false;
}

}  // namespace musubi
