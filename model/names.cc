#include "model/names.h"

#include <string>

#include "model/fields.h"

namespace musubi {
namespace {

Text written_name(const Model& model, RecordRef record) {
  switch (record.kind) {
    case RecordKind::Organization: return model.organizations[record.index].name;
    case RecordKind::Service: return model.services[record.index].name;
    case RecordKind::System: return model.systems[record.index].name;
    case RecordKind::Terms: return model.terms[record.index].name;
    case RecordKind::Contract: return model.contracts[record.index].name;
    case RecordKind::Risk: return model.risks[record.index].title;
    default: return {};
  }
}

}  // namespace

Text name_of(const Model& model, RecordRef record) {
  Text name = written_name(model, record);
  if (!name.empty()) return name;
  const std::string id(model.text(model.record(record).id));
  return {.en = id, .ja = id};
}

Text name_of(const Model& model, Symbol id) {
  if (const auto record = model.find(id)) return name_of(model, *record);
  const std::string text(model.text(id));
  return {.en = text, .ja = text};
}

Phrase word_label(RecordKind kind, std::string_view key, unsigned value) {
  const Field* const field = find_field(record_shape(kind), key);
  if (field == nullptr) return {};
  for (const Word& word : field->shape->words) {
    if (word.value == value) return word.label;
  }
  return {};
}

}  // namespace musubi
