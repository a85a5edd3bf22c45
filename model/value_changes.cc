#include "model/value_changes.h"

#include <algorithm>
#include <compare>
#include <iterator>
#include <optional>
#include <utility>

#include "model/canonical.h"

namespace musubi {
namespace {

// Those of `after` and those that only `before` has, sorted.
JsonValue members_of_both(const JsonValue& before, const JsonValue& after) {
  JsonValue all = after;
  for (const JsonValue& member : before.children) {
    if (after.find(member.key) == nullptr) all.children.push_back(member);
  }
  std::ranges::sort(all.children, {}, &JsonValue::key);
  return all;
}

std::vector<std::string> keys_of(const JsonValue& object) {
  std::vector<std::string> keys;
  for (const JsonValue& member : object.children) keys.push_back(member.key);
  return keys;
}

std::vector<ValueChange> list_changes(const std::string& path, const JsonValue& before,
                                      const JsonValue& after) {
  const auto less = [](const JsonValue& a, const JsonValue& b) {
    return std::is_lt(compare_values(a, b));
  };
  std::vector<JsonValue> gone;
  std::vector<JsonValue> come;
  std::ranges::set_difference(before.children, after.children, std::back_inserter(gone), less);
  std::ranges::set_difference(after.children, before.children, std::back_inserter(come), less);
  std::vector<ValueChange> changes;
  for (JsonValue& one : gone) {
    changes.push_back(
        {.path = path, .before = std::move(one), .after = std::nullopt, .is_element = true});
  }
  for (JsonValue& one : come) {
    changes.push_back(
        {.path = path, .before = std::nullopt, .after = std::move(one), .is_element = true});
  }
  return changes;
}

}  // namespace

std::vector<std::string> keys_of_both(const JsonValue& before, const JsonValue& after,
                                      const Shape& shape) {
  JsonValue all = members_of_both(before, after);
  order_keys(all, shape);
  return keys_of(all);
}

std::vector<ValueChange> value_changes(const std::string& path, const JsonValue* before,
                                       const JsonValue* after) {
  if (before != nullptr && after != nullptr && before->kind == after->kind) {
    std::vector<ValueChange> changes;
    if (before->kind == JsonValue::Kind::Object) {
      for (const std::string& key : keys_of(members_of_both(*before, *after))) {
        const JsonValue* const was = before->find(key);
        const JsonValue* const is = after->find(key);
        if (was != nullptr && is != nullptr && *was == *is) continue;
        std::string below = path;
        below.append(".").append(key);
        std::ranges::move(value_changes(below, was, is), std::back_inserter(changes));
      }
      return changes;
    }
    if (before->kind == JsonValue::Kind::Array) {
      changes = list_changes(path, *before, *after);
      if (!changes.empty()) return changes;
    }
  }
  const auto copy = [](const JsonValue* value) {
    return value == nullptr ? std::nullopt : std::optional(*value);
  };
  return {{.path = path, .before = copy(before), .after = copy(after)}};
}

}  // namespace musubi
