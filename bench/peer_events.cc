#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include "bench/peers.h"

namespace musubi::bench {
namespace {

template <unsigned Flags, class Handler>
void read(std::string_view text, Handler& handler) {
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::Reader().Parse<Flags>(stream, handler);
}

struct IgnoreAll : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, IgnoreAll> {};

/// Objects in the arrays of the outermost object.
struct CountRecords : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, CountRecords> {
  std::uint64_t records = 0;
  int depth = 0;
  bool in_array = false;

  bool StartObject() {
    if (depth == 2 && in_array) ++records;
    ++depth;
    return true;
  }
  bool EndObject(rapidjson::SizeType /*members*/) {
    --depth;
    return true;
  }
  bool StartArray() {
    if (depth == 1) in_array = true;
    ++depth;
    return true;
  }
  bool EndArray(rapidjson::SizeType /*elements*/) {
    if (--depth == 1) in_array = false;
    return true;
  }
};

}  // namespace

void read_events(std::string_view text, bool validates_encoding) {
  IgnoreAll handler;
  if (validates_encoding) {
    read<rapidjson::kParseValidateEncodingFlag>(text, handler);
  } else {
    read<rapidjson::kParseDefaultFlags>(text, handler);
  }
}

std::uint64_t count_records(std::string_view text) {
  CountRecords handler;
  read<rapidjson::kParseDefaultFlags>(text, handler);
  return handler.records;
}

}  // namespace musubi::bench
