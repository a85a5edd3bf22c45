#include "model/model_rows.h"

#include <algorithm>
#include <map>
#include <span>
#include <string_view>
#include <utility>

#include "model/fields.h"

namespace musubi {
namespace {

const JsonValue* table(const JsonValue& document, RecordKind kind) {
  return document.find(table_key(kind));
}

bool has_field(RecordKind kind, std::string_view key) {
  return std::ranges::find(record_shape(kind).fields, key, &Field::key) !=
         record_shape(kind).fields.end();
}

// What terms and contracts share, but for what each of them is called.
bool is_content(std::string_view key) {
  return key != "id" && key != "name" && has_field(RecordKind::Terms, key) &&
         has_field(RecordKind::Contract, key);
}

using TermsById = std::map<std::string_view, const JsonValue*>;

TermsById terms_of(const JsonValue& document) {
  TermsById terms;
  if (const JsonValue* const records = table(document, RecordKind::Terms)) {
    for (const JsonValue& record : records->children) {
      terms.emplace(record.find("id")->text, &record);
    }
  }
  return terms;
}

void take_in_terms(DiffRow& contract, const TermsById& terms) {
  const JsonValue* const named = contract.value.find("terms");
  if (named == nullptr) return;
  const auto found = terms.find(named->text);
  if (found == terms.end()) return;
  for (const JsonValue& member : found->second->children) {
    if (!is_content(member.key) || contract.value.find(member.key) != nullptr) continue;
    contract.inherited.push_back(member.key);
    contract.value.children.push_back(member);
  }
}

}  // namespace

std::vector<DiffRow> diff_rows(const JsonValue& document) {
  const TermsById terms = terms_of(document);
  std::vector<DiffRow> rows;
  for (std::size_t i = 0; i < kRecordKindCount; ++i) {
    const auto kind = static_cast<RecordKind>(i);
    const JsonValue* const records = table(document, kind);
    if (records == nullptr) continue;
    for (const JsonValue& record : records->children) {
      const JsonValue* const id = record.find("id");
      DiffRow row{
          .kind = kind, .id = id == nullptr ? "" : id->text, .value = record, .inherited = {}};
      if (kind == RecordKind::Contract) take_in_terms(row, terms);
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace musubi
