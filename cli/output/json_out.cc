#include "cli/output/json_out.h"

#include <utility>

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include "cli/output/characters.h"

namespace musubi::cli {

struct JsonWriter::Impl {
  rapidjson::StringBuffer buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> writer{buffer};

  Impl() { writer.SetIndent(' ', 2); }

  void put(std::string_view text) {
    if (is_valid_utf8(text)) {
      writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
      return;
    }
    const std::string valid = valid_utf8(text);
    writer.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
  }
};

JsonWriter::JsonWriter() : impl_(std::make_unique<Impl>()) {}
JsonWriter::~JsonWriter() = default;

void JsonWriter::begin_object() { impl_->writer.StartObject(); }
void JsonWriter::end_object() { impl_->writer.EndObject(); }
void JsonWriter::begin_array() { impl_->writer.StartArray(); }
void JsonWriter::end_array() { impl_->writer.EndArray(); }
void JsonWriter::key(std::string_view name) { impl_->put(name); }
void JsonWriter::value(std::string_view text) { impl_->put(text); }
void JsonWriter::value(bool boolean) { impl_->writer.Bool(boolean); }
void JsonWriter::value(std::uint64_t number) { impl_->writer.Uint64(number); }
void JsonWriter::value(std::int64_t number) { impl_->writer.Int64(number); }
void JsonWriter::value(double number) { impl_->writer.Double(number); }
void JsonWriter::null() { impl_->writer.Null(); }

void JsonWriter::value(const Text& text) {
  begin_object();
  member("en", std::string_view(text.en));
  member("ja", std::string_view(text.ja));
  end_object();
}

void JsonWriter::value(const Phrase& phrase) {
  begin_object();
  member("en", phrase.en);
  member("ja", phrase.ja);
  end_object();
}

// As deep as a model file may be nested, no deeper.
void JsonWriter::value(const JsonValue& tree) {  // NOLINT(misc-no-recursion)
  using Kind = JsonValue::Kind;
  switch (tree.kind) {
    case Kind::Null: return null();
    case Kind::Boolean: return value(tree.text == "true");
    case Kind::String: return value(std::string_view(tree.text));
    case Kind::Number:
      impl_->writer.RawValue(tree.text.data(), tree.text.size(), rapidjson::kNumberType);
      return;
    case Kind::Array:
      begin_array();
      for (const JsonValue& element : tree.children) value(element);
      return end_array();
    case Kind::Object:
      begin_object();
      for (const JsonValue& member : tree.children) {
        key(member.key);
        value(member);
      }
      return end_object();
  }
}

void JsonWriter::member_or_null(std::string_view name, std::string_view text) {
  key(name);
  if (text.empty()) {
    null();
  } else {
    value(text);
  }
}

std::size_t JsonWriter::pending() const { return impl_->buffer.GetSize(); }

std::string JsonWriter::take() {
  std::string taken(impl_->buffer.GetString(), impl_->buffer.GetSize());
  impl_->buffer.Clear();
  return taken;
}

std::string JsonWriter::text() const {
  return std::string(impl_->buffer.GetString(), impl_->buffer.GetSize()) + "\n";
}

}  // namespace musubi::cli
