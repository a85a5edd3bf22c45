#include "model/event_symbols.h"

#include <algorithm>
#include <optional>
#include <set>

#include "model/fields.h"
#include "model/identifier.h"

namespace musubi {
namespace {

constexpr KeyUse kAnything{.ids = true, .map_of_ids = true};

KeyUse both(KeyUse a, KeyUse b) {
  return {.ids = a.ids || b.ids, .map_of_ids = a.map_of_ids || b.map_of_ids};
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields
KeyUse use_of(const Shape& shape) {
  using Kind = Shape::Kind;
  switch (shape.kind) {
    case Kind::Id:
    case Kind::Reference:
    case Kind::Catalogue: return {.ids = true};
    case Kind::Array: return use_of(*shape.element);
    case Kind::Map: return {.map_of_ids = use_of(*shape.element).ids};
    case Kind::Union: {
      KeyUse all;
      for (const Shape* form : shape.alternatives) all = both(all, use_of(*form));
      return all;
    }
    default: return {};
  }
}

/// The keys of all tables of fields, and their uses.
class KeyUses {
 public:
  KeyUses() {
    collect(document_shape());
    collect(planned_shape());
    add(common_fields());
  }

  [[nodiscard]] KeyUse of(std::string_view key) const {
    const Symbol known = keys_.find(key);
    return known.valid() ? uses_[known.index()] : kAnything;
  }

 private:
  void add(std::span<const Field> fields) {
    for (const Field& field : fields) {
      const std::size_t index = keys_.intern(field.key).index();
      if (index == uses_.size()) uses_.emplace_back();
      uses_[index] = both(uses_[index], use_of(*field.shape));
    }
  }
  // NOLINTNEXTLINE(misc-no-recursion): as deep as the tables of fields
  void collect(const Shape& shape) {
    if (!seen_.insert(&shape).second) return;
    add(shape.fields);
    for (const Field& field : shape.fields) collect(*field.shape);
    for (const Shape* form : shape.alternatives) collect(*form);
    if (shape.element != nullptr) collect(*shape.element);
  }

  SymbolTable keys_;
  std::vector<KeyUse> uses_;  // by symbol of the key
  std::set<const Shape*> seen_;
};

}  // namespace

KeyUse use_of_key(std::string_view key) {
  static const KeyUses kUses;
  return is_extension(key) ? KeyUse() : kUses.of(key);
}

void EventSymbols::name(JsonEvents& block) {
  find_ids(block);
  intern(block);
}

void EventSymbols::put_aside(const JsonEvent& event, std::size_t i) {
  if (!use_.ids || event.length > kMaxIdBytes) return;
  waiting_.emplace_back(event.view(), i);
}

/// Puts the strings that may be ids aside. As arrays hold what their key says, what is behind a
/// container may be what the container itself may be.
void EventSymbols::find_ids(JsonEvents& block) {
  using Kind = JsonEvent::Kind;
  waiting_.clear();
  if (is_over_) return;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const JsonEvent& event = block[i];
    switch (event.kind) {
      case Kind::Key:
        // The keys of a map are anybody's: the tables do not speak of them.
        use_ = around_[depth_ - 1].map_of_ids ? kAnything : use_of_key(event.view());
        is_verb_ = depth_ == 1 && event.view() == kSavedResultKey;
        break;
      case Kind::String:
        // However far the scan gets, the symbols are those of what is read.
        if (is_verb_ && depth_ == 1) is_over_ = true;
        if (is_over_) return;
        put_aside(event, i);
        break;
      case Kind::Object:
      case Kind::Array:
        if (depth_ < around_.size()) around_[depth_++] = use_;
        break;
      case Kind::End: use_ = around_[--depth_]; break;
      default: break;
    }
  }
}

/// What an id is found by is all over many megabytes: it is sent for some time before.
void EventSymbols::intern(JsonEvents& block) {
  constexpr std::size_t kAhead = 16;
  const auto admit = [this](const SymbolText& text) -> std::optional<SymbolText> {
    if (find_id_fault(text.view())) return std::nullopt;
    // Ids are compared all the time: side by side they are found sooner than where they stand.
    return text.is_inside() ? text : SymbolText(letters_.copy(text.view()).view());
  };
  for (std::size_t i = 0; i < waiting_.size() + 2 * kAhead; ++i) {
    if (i < waiting_.size()) symbols_.expect_slot(waiting_[i].hash);
    if (i >= kAhead && i - kAhead < waiting_.size()) {
      symbols_.expect_text(waiting_[i - kAhead].hash);
    }
    if (i < 2 * kAhead) continue;
    const Waiting& next = waiting_[i - 2 * kAhead];
    block[next.event].symbol = symbols_.intern(next.text, next.hash, admit);
  }
}

}  // namespace musubi
