#include "model/known_keys.h"

#include <algorithm>
#include <cassert>
#include <set>
#include <vector>

#include "model/symbols.h"

namespace musubi {
namespace {

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

/// Collects what the tables say.
class KnownKeys {
 public:
  KnownKeys() {
    collect(document_shape());
    collect(planned_shape());
    add(common_fields());
  }

  [[nodiscard]] std::span<const KnownKey> all() const { return keys_; }
  [[nodiscard]] const KnownKey* find(std::string_view text) const {
    const Symbol known = texts_.find(text);
    return known.valid() ? &keys_[known.index()] : nullptr;
  }

 private:
  void add(std::span<const Field> fields) {
    for (const Field& field : fields) {
      const std::size_t index = texts_.intern(field.key).index();
      if (index == keys_.size()) keys_.push_back({.text = field.key, .number = field.number});
      keys_[index].use = both(keys_[index].use, use_of(*field.shape));
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

  SymbolTable texts_;
  std::vector<KnownKey> keys_;  // by symbol of the text
  std::set<const Shape*> seen_;
};

const KnownKeys& keys_of_tables() {
  static const KnownKeys kKeys;
  return kKeys;
}

}  // namespace

std::span<const KnownKey> known_keys() { return keys_of_tables().all(); }

const KnownKey* find_known_key(std::string_view text) { return keys_of_tables().find(text); }

const KnownKey& known_key(KeyNumber number) {
  const auto found = std::ranges::find(known_keys(), number, &KnownKey::number);
  assert(found != known_keys().end());
  return *found;
}

}  // namespace musubi
