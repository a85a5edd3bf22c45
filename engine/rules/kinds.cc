#include "engine/rules/kinds.h"

#include "model/fields.h"

namespace musubi::rules {
namespace {

/// Visits the words of the format for these kinds, in its order.
template <class Visit>
void for_each_kind(std::uint8_t kinds, Visit visit) {
  static const Field* const kKind = find_field(record_shape(RecordKind::Change), "kind");
  for (const Word& word : kKind->shape->words) {
    if ((kinds & kind_bit(static_cast<ChangeKind>(word.value))) != 0) visit(word);
  }
}

}  // namespace

FindingDetail kinds_detail(std::uint8_t kinds) {
  FindingDetail detail{.key = "kinds", .values = {}, .number = {}};
  for_each_kind(kinds, [&](const Word& word) { detail.values.emplace_back(word.text); });
  return detail;
}

std::string words_of_kinds(std::uint8_t kinds, Language language) {
  std::string words;
  for_each_kind(kinds, [&](const Word& word) {
    if (!words.empty()) words += language == Language::Ja ? "、" : ", ";
    words += word.label.in(language);
  });
  return words;
}

}  // namespace musubi::rules
