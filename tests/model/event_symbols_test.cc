// Which strings of a text become symbols when it is read: those that may be ids, wherever the
// tables of fields let one stand.
#include "model/event_symbols.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "model/catalogues.h"
#include "model/event_keys.h"
#include "model/fields.h"
#include "model/identifier.h"
#include "model/json_scanner.h"
#include "model/known_keys.h"
#include "model/loader.h"
#include "model/source.h"

namespace {

using musubi::Field;
using musubi::Shape;
using Kind = musubi::Shape::Kind;

musubi::KeyUse use_of_key(std::string_view key) {
  const musubi::KnownKey* const known = musubi::find_known_key(key);
  return known != nullptr ? known->use : musubi::use_of_unknown_key(key);
}

/// The symbols of a text, in the order of their numbers.
std::vector<std::string> symbols_of(const std::string& text) {
  musubi::SourceMap sources;
  const musubi::FileId file = sources.add("a.json", text);
  musubi::Arena decoded;
  musubi::SymbolTable symbols;
  musubi::EventSymbols given(symbols, decoded);
  const auto take = [&](musubi::JsonEvents& events) {
    given.give(events);
    return true;
  };
  const auto fault = musubi::scan_json(file, sources.text(file), decoded, take);
  CHECK_FALSE(fault.has_value());
  std::vector<std::string> all;
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    all.emplace_back(symbols.view(musubi::Symbol(i)));
  }
  return all;
}

using Symbols = std::vector<std::string>;

bool holds_id(const Shape& shape) {
  return shape.kind == Kind::Id || shape.kind == Kind::Reference || shape.kind == Kind::Catalogue;
}

/// Checks every value that a shape may have; `key` and `in_map` say where it stands.
void check_values(const Shape& shape, std::string_view key, bool in_map,
                  std::set<const Shape*>& seen) {
  CAPTURE(key);
  if (holds_id(shape)) {
    CHECK((in_map ? use_of_key(key).map_of_ids : use_of_key(key).ids));
  }
  if (!seen.insert(&shape).second && !holds_id(shape)) return;
  for (const Field& field : shape.fields) check_values(*field.shape, field.key, false, seen);
  for (const Shape* form : shape.alternatives) check_values(*form, key, in_map, seen);
  if (shape.element != nullptr) {
    check_values(*shape.element, key, in_map || shape.kind == Kind::Map, seen);
  }
}

}  // namespace

TEST_SUITE("model/event symbols") {
  TEST_CASE("a key under which the tables let an id stand may hold one") {
    std::set<const Shape*> seen;
    check_values(musubi::document_shape(), "", false, seen);
    check_values(musubi::planned_shape(), "", false, seen);
  }

  TEST_CASE("no two keys have the same number") {
    std::set<musubi::KeyNumber> numbers{musubi::KeyNumber::None};
    for (const musubi::KnownKey& key : musubi::known_keys()) {
      CAPTURE(std::string(key.text));
      CHECK(numbers.insert(key.number).second);
      CHECK(musubi::known_key(key.number).text == key.text);
      CHECK(musubi::find_known_key(key.text) == &key);
    }
    CHECK(musubi::find_known_key(musubi::kSavedResultKey) == nullptr);
  }

  TEST_CASE("names, words, dates and texts are not looked up") {
    for (const std::string_view key : {"name", "note", "source", "title", "date", "until", "layer",
                                       "kind", "ja", "en", "x-id"}) {
      CHECK_FALSE(use_of_key(key).ids);
    }
    for (const std::string_view key : {"id", "covers", "by", "service", "unheard-of"}) {
      CHECK(use_of_key(key).ids);
    }
  }

  TEST_CASE("every word of a catalogue could be an id") {
    using musubi::Catalogue;
    for (const Catalogue catalogue :
         {Catalogue::Certification, Catalogue::Duty, Catalogue::Item, Catalogue::OperationsRule,
          Catalogue::Requirement, Catalogue::ProviderEdition, Catalogue::MhlwEdition}) {
      for (const auto* entry : musubi::catalogue_entries(catalogue)) {
        CHECK_FALSE(musubi::find_id_fault(entry->id).has_value());
      }
    }
  }

  TEST_CASE("symbols are numbered as they are met") {
    CHECK(symbols_of(R"({"id": "b", "name": "c", "owner": "a", "covers": ["b", "d", "a"]})") ==
          Symbols{"b", "a", "d"});
  }

  TEST_CASE("behind a container its list goes on") {
    CHECK(symbols_of(R"({"depends_on": ["a", {"service": "b", "note": "c"}, "d", ["e"], "f"],
                         "name": ["g", {"id": "h"}, "i"]})") ==
          Symbols{"a", "b", "d", "e", "f", "h"});
  }

  TEST_CASE("the keys of a map are anybody's") {
    CHECK(symbols_of(R"({"duties": {"backup": "a", "name": "b", "date": ["c"]}, "name": "d"})") ==
          Symbols{"a", "b", "c"});
    CHECK(symbols_of(R"({"rules": {"name": "a"}})").empty());
  }

  TEST_CASE("what cannot be an id becomes no symbol") {
    const std::string longest(128, 'a');
    CHECK(symbols_of(R"({"covers": ["", "a b", "=a", "a,b", ")" + longest + R"(", ")" + longest +
                     R"(a", "a\u0301", "\u00e1"]})") == Symbols{longest, "\u00e1"});
  }

  TEST_CASE("behind the verb of a saved result nothing is read") {
    CHECK(symbols_of(R"({"id": "a", "verb": ["b"], "covers": ["c", {"verb": "d"}], "verb": "e",
                         "id": "f"})") == Symbols{"a", "b", "c", "d"});
  }

  TEST_CASE("an id that is wrong is reported wherever it stands") {
    const musubi::LoadedModel loaded = musubi::read_model({{"a.json", R"({"musubi": 1,
 "organizations": [{"id": "a b", "kind": "provider"}, {"id": "o", "kind": "provider"}],
 "services": [{"id": "s", "provider": "a b", "layer": "platform", "depends_on": ["a b"]}],
 "contracts": [{"id": "k", "customer": "o", "supplier": "a b", "covers": ["s", "a b"],
                "duties": {"backup": "a b", "encryption": "customer"}}],
 "changes": [{"id": "a b", "target": "a b", "kind": "outage"}]})"}});
    std::size_t invalid = 0;
    for (const musubi::Diagnostic& one : loaded.diagnostics.all()) {
      if (one.message.en.find("white space") != std::string::npos) ++invalid;
    }
    CHECK(invalid == 8);
  }

  TEST_CASE("a duty may be called like any key") {
    const musubi::LoadedModel loaded = musubi::read_model({{"a.json", R"({"musubi": 1,
 "policy": {"duties": ["reason", "until"]},
 "organizations": [{"id": "a", "kind": "provider"}, {"id": "b", "kind": "medical_institution"},
                   {"id": "c", "kind": "provider"}],
 "services": [{"id": "s", "provider": "a", "layer": "platform"}],
 "contracts": [{"id": "k", "customer": "b", "supplier": "a", "covers": ["s"],
                "duties": {"reason": "c", "until": "nobody"}}]})"}});
    REQUIRE(loaded.diagnostics.count() == 1);
    CHECK(loaded.diagnostics.all()[0].message.en.find("nobody") != std::string::npos);
    const auto& duties = loaded.model.contracts[0].own->duties;
    REQUIRE(duties->size() == 2);
    CHECK(loaded.model.text((*duties)[0].organization.name) == "c");
  }
}
