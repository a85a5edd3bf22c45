#include "model/json_layout.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <utf8proc.h>

namespace musubi {
namespace {

constexpr std::size_t kColumns = 100;
constexpr std::size_t kIndent = 2;

bool stands_for_itself(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

/// How JSON writes a character that may not stand for itself in a string.
std::string escaped(char c) {
  switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\b': return "\\b";
    case '\f': return "\\f";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
  }
}

using Room = std::optional<std::size_t>;

/// What is left of `room` columns after something, nothing where it does not fit.
Room less(Room room, std::size_t columns) {
  if (!room || *room < columns) return std::nullopt;
  return *room - columns;
}

Room room_after_string(std::string_view text, Room room) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto size = static_cast<utf8proc_ssize_t>(text.size());
  room = less(room, 2);
  for (utf8proc_ssize_t at = 0; at < size && room;) {
    const char first = text[static_cast<std::size_t>(at)];
    if (!stands_for_itself(first)) {
      room = less(room, escaped(first).size());
      ++at;
      continue;
    }
    utf8proc_int32_t character = 0;
    at += std::max<utf8proc_ssize_t>(1, utf8proc_iterate(bytes + at, size - at, &character));
    room = less(room, static_cast<std::size_t>(std::max(0, utf8proc_charwidth(character))));
  }
  return room;
}

Room room_after(const JsonValue& value, Room room) {
  if (value.kind == JsonValue::Kind::String) return room_after_string(value.text, room);
  if (!value.is_container()) return less(room, value.text.size());
  room = less(room, 2);
  for (const JsonValue& child : value.children) {
    if (!room) break;
    if (&child != &value.children.front()) room = less(room, 2);
    if (value.kind == JsonValue::Kind::Object) room = less(room_after_string(child.key, room), 2);
    room = room_after(child, room);
  }
  return room;
}

bool holds_objects(const JsonValue& array) {
  return std::ranges::any_of(array.children, [](const JsonValue& element) {
    return element.kind == JsonValue::Kind::Object;
  });
}

bool holds_containers(const JsonValue& array) {
  return std::ranges::any_of(array.children, &JsonValue::is_container);
}

class Layout {
 public:
  /// Appends the value from `column` on; `depth` is 0 for the document.
  void add(const JsonValue& value, std::size_t indent, std::size_t column, std::size_t depth) {
    const bool always_broken =
        depth == 0 ? value.kind == JsonValue::Kind::Object : depth == 1 && holds_objects(value);
    const bool breakable = value.is_container() && !value.children.empty();
    // One column is for the comma that may follow.
    const bool flat = !always_broken && room_after(value, less(kColumns, column + 1));
    if (flat || !breakable) {
      add_flat(value);
    } else if (value.kind == JsonValue::Kind::Array && !holds_containers(value)) {
      add_filled(value, indent);
    } else {
      add_broken(value, indent, depth);
    }
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void new_line(std::size_t indent) {
    out_ += '\n';
    out_.append(indent, ' ');
  }

  void add_flat(const JsonValue& value) {
    switch (value.kind) {
      case JsonValue::Kind::String: return append_json_string(out_, value.text);
      case JsonValue::Kind::Array:
      case JsonValue::Kind::Object: break;
      default: out_ += value.text; return;
    }
    const bool object = value.kind == JsonValue::Kind::Object;
    out_ += object ? '{' : '[';
    for (const JsonValue& child : value.children) {
      if (&child != &value.children.front()) out_ += ", ";
      if (object) add_key(child);
      add_flat(child);
    }
    out_ += object ? '}' : ']';
  }

  void add_key(const JsonValue& member) {
    append_json_string(out_, member.key);
    out_ += ": ";
  }

  /// One child a line.
  void add_broken(const JsonValue& value, std::size_t indent, std::size_t depth) {
    const bool object = value.kind == JsonValue::Kind::Object;
    const std::size_t inner = indent + kIndent;
    out_ += object ? '{' : '[';
    for (const JsonValue& child : value.children) {
      if (&child != &value.children.front()) out_ += ',';
      new_line(inner);
      std::size_t column = inner;
      if (object) {
        add_key(child);
        const Room left = less(room_after_string(child.key, less(kColumns, inner)), 2);
        column = kColumns - left.value_or(0);
      }
      add(child, inner, column, depth + 1);
    }
    new_line(indent);
    out_ += object ? '}' : ']';
  }

  /// As many elements a line as there is room for.
  void add_filled(const JsonValue& array, std::size_t indent) {
    const std::size_t inner = indent + kIndent;
    out_ += '[';
    Room room;
    for (const JsonValue& child : array.children) {
      const bool first = &child == &array.children.front();
      if (!first) out_ += ',';
      const Room here = first ? std::nullopt : room_after(child, less(room, 2));
      if (here) {
        out_ += ' ';
        room = here;
      } else {
        new_line(inner);
        room = room_after(child, less(kColumns, inner + 1));
      }
      add_flat(child);
    }
    new_line(indent);
    out_ += ']';
  }

  std::string out_;
};

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (stands_for_itself(c)) {
      out += c;
    } else {
      out += escaped(c);
    }
  }
  out += '"';
}

std::string write_json(const JsonValue& document) {
  Layout layout;
  layout.add(document, 0, 0, 0);
  return layout.take() + "\n";
}

}  // namespace musubi
