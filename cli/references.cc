#include "cli/references.h"

#include <optional>
#include <string_view>
#include <utility>

#include "model/fields.h"
#include "model/json_tree.h"

namespace musubi::cli {
namespace {

// Walks the tree of one record beside the table of what may stand in it.
class ReferenceFinder {
 public:
  explicit ReferenceFinder(std::string_view id) : id_(id) {}

  std::vector<std::string> find(const JsonValue& record, const Shape& shape) {
    visit(record, &shape, "");
    return std::move(found_);
  }

 private:
  // As deep as a model file may be nested, no deeper.
  void visit(const JsonValue& value, const Shape* shape,  // NOLINT(misc-no-recursion)
             const std::string& path) {
    if (shape == nullptr) return;
    switch (shape->kind) {
      case Shape::Kind::Reference:
        if (value.kind == JsonValue::Kind::String && value.text == id_) found_.push_back(path);
        return;
      case Shape::Kind::Union:
        for (const Shape* alternative : shape->alternatives) {
          if (fits(value, *alternative)) visit(value, alternative, path);
        }
        return;
      case Shape::Kind::Array:
        for (std::size_t i = 0; i < value.children.size(); ++i) {
          visit(value.children[i], shape->element, path + "[" + std::to_string(i) + "]");
        }
        return;
      case Shape::Kind::Object:
      case Shape::Kind::Map:
        for (const JsonValue& member : value.children) {
          visit(member, shape_of(*shape, member.key), below(path, member.key));
        }
        return;
      default: return;
    }
  }

  static bool fits(const JsonValue& value, const Shape& shape) {
    switch (shape.kind) {
      case Shape::Kind::Array: return value.kind == JsonValue::Kind::Array;
      case Shape::Kind::Object:
      case Shape::Kind::Map: return value.kind == JsonValue::Kind::Object;
      default: return !value.is_container();
    }
  }

  static const Shape* shape_of(const Shape& container, std::string_view key) {
    if (container.kind == Shape::Kind::Map) return container.element;
    const Field* const field = find_field(container, key);
    return field == nullptr ? nullptr : field->shape;
  }

  static std::string below(const std::string& path, const std::string& key) {
    return path.empty() ? key : path + "." + key;
  }

  std::string_view id_;
  std::vector<std::string> found_;
};

std::size_t table_size(const Model& model, RecordKind kind) {
  switch (kind) {
    case RecordKind::Organization: return model.organizations.size();
    case RecordKind::Service: return model.services.size();
    case RecordKind::System: return model.systems.size();
    case RecordKind::Terms: return model.terms.size();
    case RecordKind::Contract: return model.contracts.size();
    case RecordKind::Assessment: return model.assessments.size();
    case RecordKind::Disclosure: return model.disclosures.size();
    case RecordKind::Risk: return model.risks.size();
    case RecordKind::RiskAgreement: return model.risk_agreements.size();
    case RecordKind::Control: return model.controls.size();
    case RecordKind::Requirement: return model.requirements.size();
    case RecordKind::Change: return model.changes.size();
    case RecordKind::Suppression: return model.suppressions.size();
  }
  return 0;
}

// Cheap enough to ask of every record: an id may also be written with escapes.
bool may_name(std::string_view text, std::string_view id) {
  return text.find(id) != std::string_view::npos || text.find('\\') != std::string_view::npos;
}

}  // namespace

std::string_view record_text(const Model& model, RecordRef record) {
  const Record& found = model.record(record);
  const std::string_view file = model.sources.text(found.where.file);
  return file.substr(found.where.offset, found.end - found.where.offset);
}

std::vector<Reference> find_references(const Model& model, Symbol id) {
  const std::string_view name = model.text(id);
  std::vector<Reference> references;
  for (std::size_t k = 0; k < kRecordKindCount; ++k) {
    const auto kind = static_cast<RecordKind>(k);
    for (std::uint32_t row = 0; row < table_size(model, kind); ++row) {
      const RecordRef record{.kind = kind, .index = row};
      const std::string_view text = record_text(model, record);
      if (!may_name(text, name)) continue;
      const std::optional<JsonValue> tree = read_json_tree(text);
      if (!tree) continue;
      std::vector<std::string> keys = ReferenceFinder(name).find(*tree, record_shape(kind));
      if (!keys.empty()) references.push_back({.record = record, .keys = std::move(keys)});
    }
  }
  return references;
}

}  // namespace musubi::cli
