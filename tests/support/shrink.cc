#include "tests/support/shrink.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace musubi::test {
namespace {

class Shrinker {
 public:
  Shrinker(JsonValue document, const std::function<bool(const JsonValue&)>& holds, std::size_t most)
      : document_(std::move(document)), holds_(&holds), left_(most) {}

  JsonValue run() {
    do {
      changed_ = false;
      visit(document_);
    } while (changed_ && left_ > 0);
    return std::move(document_);
  }

 private:
  [[nodiscard]] bool still_holds() {
    if (left_ == 0) return false;
    --left_;
    return (*holds_)(document_);
  }

  // Takes out runs of items, long ones first, the last items first: what comes late in a model
  // refers to what comes early. Then looks into what is left.
  template <class Items>
  void thin_out(Items& items) {
    for (std::size_t length = items.size(); length > 0; length /= 2) {
      for (std::size_t end = items.size(); end >= length; --end) {
        const auto from = items.begin() + static_cast<std::ptrdiff_t>(end - length);
        const auto to = items.begin() + static_cast<std::ptrdiff_t>(end);
        Items before = items;
        items.erase(from, to);
        if (still_holds()) {
          changed_ = true;
          end = std::min(end, items.size() + 1);
        } else {
          items = std::move(before);
        }
      }
    }
  }

  void visit(JsonValue& value) {
    if (JsonValue::Array* items = value.array()) {
      thin_out(*items);
      for (JsonValue& item : *items) visit(item);
    }
    if (JsonValue::Object* members = value.object()) {
      thin_out(*members);
      for (std::size_t i = members->size(); i > 0; --i) visit((*members)[i - 1].second);
    }
  }

  JsonValue document_;
  const std::function<bool(const JsonValue&)>* holds_;
  std::size_t left_;
  bool changed_ = false;
};

}  // namespace

JsonValue shrink(const JsonValue& document, const std::function<bool(const JsonValue&)>& holds,
                 std::size_t most) {
  return Shrinker(document, holds, most).run();
}

}  // namespace musubi::test
