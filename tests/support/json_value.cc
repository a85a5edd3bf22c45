#include "tests/support/json_value.h"

namespace musubi::test {
namespace {

void write_text(const std::string& text, std::string& out) {
  static constexpr const char* kHex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kHex[byte / 16];
      out += kHex[byte % 16];
    } else {
      out += c;
    }
  }
  out += '"';
}

// Breaks the line between members `depth` deep or less.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(&out) {}

  void write(const JsonValue& value, int depth) {
    if (const auto* flag = std::get_if<bool>(&value.value)) *out_ += *flag ? "true" : "false";
    if (const auto* number = std::get_if<std::int64_t>(&value.value)) {
      *out_ += std::to_string(*number);
    }
    if (const auto* text = value.text()) write_text(*text, *out_);
    if (const auto* items = std::get_if<JsonValue::Array>(&value.value)) {
      *out_ += '[';
      for (std::size_t i = 0; i < items->size(); ++i) {
        separate(i, depth);
        write((*items)[i], depth + 1);
      }
      *out_ += ']';
    }
    if (const auto* members = std::get_if<JsonValue::Object>(&value.value)) {
      *out_ += '{';
      for (std::size_t i = 0; i < members->size(); ++i) {
        separate(i, depth);
        write_text((*members)[i].first, *out_);
        *out_ += ": ";
        write((*members)[i].second, depth + 1);
      }
      *out_ += '}';
    }
  }

 private:
  void separate(std::size_t index, int depth) {
    if (index > 0) *out_ += ',';
    if (depth < 2) {
      *out_ += '\n';
      out_->append(static_cast<std::size_t>(depth + 1) * 2, ' ');
    } else if (index > 0) {
      *out_ += ' ';
    }
  }

  std::string* out_;
};

}  // namespace

JsonValue& JsonValue::operator[](const std::string& key) {
  Object& members = std::get<Object>(value);
  for (auto& [name, member] : members) {
    if (name == key) return member;
  }
  return members.emplace_back(key, JsonValue()).second;
}

const JsonValue* JsonValue::find(const std::string& key) const {
  const auto* members = std::get_if<Object>(&value);
  if (members == nullptr) return nullptr;
  for (const auto& [name, member] : *members) {
    if (name == key) return &member;
  }
  return nullptr;
}

void JsonValue::append(const std::string& key, JsonValue item) {
  JsonValue& member = (*this)[key];
  if (member.array() == nullptr) member = Array();
  member.array()->push_back(std::move(item));
}

std::string write(const JsonValue& document) {
  std::string out;
  Writer(out).write(document, 0);
  out += '\n';
  return out;
}

}  // namespace musubi::test
