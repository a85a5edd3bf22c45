// Every row of "Rules of the format": a text with a mark (^) before each place where something is
// wrong, and the codes of these mistakes in the order of the marks.
#include "model/mistakes.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "model/loader.h"

namespace {

using musubi::Diagnostic;
using musubi::LoadedModel;
using Codes = std::vector<std::string>;

/// A model without mistakes, whose records the rows name.
constexpr std::string_view kBase = R"({"musubi": 1,
  "organizations": [
    {"id": "hosp", "kind": "medical_institution", "part_of": "corp"},
    {"id": "clinic", "kind": "medical_institution", "part_of": "corp"},
    {"id": "corp", "kind": "medical_institution"},
    {"id": "vendor", "kind": "provider"},
    {"id": "infra", "kind": "infrastructure_vendor"}],
  "services": [
    {"id": "emr", "provider": "vendor", "layer": "application"},
    {"id": "iaas", "provider": "infra", "layer": "infrastructure"}],
  "systems": [{"id": "sys", "owner": "hosp", "uses": ["emr"]}],
  "terms": [{"id": "std"}, {"id": "sealed", "reason": "encrypted"}],
  "contracts": [{"id": "k1", "customer": "hosp", "supplier": "vendor", "covers": ["emr"]}],
  "risks": [{"id": "r1", "owner": "vendor", "service": "emr", "treatment": "reduce"}],
  "assessments": [{"id": "a1", "assessor": "hosp", "service": "emr", "date": "2026-01-01", "basis": ["audit"]}]})";

struct Marked {
  std::string text;
  std::vector<std::string> offsets;
};

Marked without_marks(std::string_view marked) {
  Marked result;
  for (const char c : marked) {
    if (c == '^') {
      result.offsets.push_back(std::to_string(result.text.size()));
    } else {
      result.text += c;
    }
  }
  return result;
}

LoadedModel read(std::string text) {
  return musubi::read_model({{"base.json", std::string(kBase)}, {"row.json", std::move(text)}});
}

struct Row {
  const char* name;
  const char* text;
  Codes codes;
};

void check(const Row& row) {
  CAPTURE(std::string(row.name));
  const Marked marked = without_marks(row.text);
  CAPTURE(marked.text);
  const LoadedModel loaded = read(marked.text);
  Codes expected;
  REQUIRE(marked.offsets.size() == row.codes.size());
  for (std::size_t i = 0; i < row.codes.size(); ++i) {
    expected.push_back("row.json@" + marked.offsets[i] + " " + row.codes[i]);
  }
  Codes found;
  for (const Diagnostic& diagnostic : loaded.diagnostics.all()) {
    found.push_back(loaded.model.sources.path(diagnostic.where.file) + "@" +
                    std::to_string(diagnostic.where.offset) + " " + std::string(diagnostic.code));
    CHECK_FALSE(diagnostic.message.en.empty());
    CHECK_FALSE(diagnostic.message.ja.empty());
    CHECK(diagnostic.message.en != diagnostic.message.ja);
    CHECK_FALSE(diagnostic.message.en.ends_with('.'));
    CHECK_FALSE(diagnostic.message.ja.ends_with("。"));
    REQUIRE(musubi::find_diagnostic_code(diagnostic.code) != nullptr);
    CHECK(diagnostic.severity == musubi::find_diagnostic_code(diagnostic.code)->severity);
  }
  CHECK(found == expected);
}

void check_all(const std::vector<Row>& rows) {
  for (const Row& row : rows) check(row);
}

/// The first message in both languages, with its notes.
std::vector<std::string> messages(std::string text) {
  const LoadedModel loaded = read(std::move(text));
  if (loaded.diagnostics.empty()) return {};
  const Diagnostic& first = loaded.diagnostics.all().front();
  std::vector<std::string> all{first.message.en, first.message.ja};
  for (const musubi::DiagnosticNote& note : first.notes) {
    all.push_back(note.message.en);
    all.push_back(note.message.ja);
  }
  return all;
}

}  // namespace

TEST_SUITE("model/mistakes") {
  TEST_CASE("what is no mistake") {
    check_all({
        {"nothing but the version", R"({"musubi": 1})", {}},
        {"comments and trailing commas",
         "// a\n{\"musubi\": /* b\n */ 1, \"services\": [],} // c",
         {}},
        {"a byte-order mark", "\xEF\xBB\xBF{\"musubi\": 1}", {}},
        {"a whole number in another form",
         R"({"musubi": 1, "policy": {"expiring_within_days": 9e1}})",
         {}},
        {"the user's own keys",
         R"({"musubi": 1, "x-a": {"b": [null, 1e5]}, "terms": [{"id": "t", "x-": 1}]})",
         {}},
        {"remarks in every object",
         R"({"musubi": 1, "note": "n", "systems": [{"id": "s", "owner": "hosp", "uses":
            [{"service": "emr", "note": {"ja": "メモ"}, "source": "s", "stated": false}]}]})",
         {}},
        {"coordination covers nothing",
         R"({"musubi": 1, "contracts": [{"id": "k", "covers": [], "kind": "coordination",
            "customer": "hosp", "supplier": "vendor"}]})",
         {}},
        {"the reason stands in the terms",
         R"({"musubi": 1, "contracts": [{"id": "k", "covers": ["emr"], "customer": "hosp",
            "supplier": "vendor", "terms": "sealed", "entrusts_personal_data": false}]})",
         {}},
        {"a leap day", R"({"musubi": 1, "as_of": "2024-02-29"})", {}},
        {"services in a circle",
         R"({"musubi": 1, "services": [
            {"id": "a", "provider": "vendor", "layer": "support", "depends_on": ["b"]},
            {"id": "b", "provider": "vendor", "layer": "support", "depends_on": ["a"]}]})",
         {}},
        {"a day that begins and ends a contract",
         R"({"musubi": 1, "contracts": [{"id": "k", "covers": ["emr"], "customer": "hosp",
            "supplier": "vendor", "from": "2026-01-01", "until": "2026-01-01"}]})",
         {}},
        {"words that the model adds",
         R"({"musubi": 1, "guideline": {"items": ["mine"], "operations_rules": ["サ"],
            "requirements": [{"id": "local", "title": "条例"}]}, "policy": {"duties": ["own"]},
            "terms": [{"id": "t", "duties": {"own": "shared", "backup": "infra"},
              "agreement": {"items": ["mine", "backup"], "operations_rules": ["サ"]}}],
            "requirements": [{"service": "emr", "requirement": "local"}]})",
         {}},
    });
  }

  TEST_CASE("keys that have to be there") {
    check_all({
        {"version", R"(^{"services": []})", {"missing-key"}},
        {"organization",
         R"({"musubi": 1, "organizations": [^^{}]})",
         {"missing-key", "missing-key"}},
        {"service",
         R"({"musubi": 1, "services": [^^^{}]})",
         {"missing-key", "missing-key", "missing-key"}},
        {"system",
         R"({"musubi": 1, "systems": [^^^{}]})",
         {"missing-key", "missing-key", "missing-key"}},
        {"terms", R"({"musubi": 1, "terms": [^{}]})", {"missing-key"}},
        {"contract",
         R"({"musubi": 1, "contracts": [^^^^{}]})",
         {"missing-key", "missing-key", "missing-key", "missing-key"}},
        {"assessment",
         R"({"musubi": 1, "assessments": [^^^^{}]})",
         {"conflicting-keys", "missing-key", "missing-key", "missing-key"}},
        {"disclosure",
         R"({"musubi": 1, "disclosures": [^^{}]})",
         {"conflicting-keys", "missing-key"}},
        {"risk",
         R"({"musubi": 1, "risks": [^^^^{}]})",
         {"missing-key", "missing-key", "missing-key", "missing-key"}},
        {"agreement on a risk",
         R"({"musubi": 1, "risk_agreements": [^^{}]})",
         {"missing-key", "missing-key"}},
        {"control",
         R"({"musubi": 1, "controls": [^^^{}]})",
         {"missing-key", "missing-key", "missing-key"}},
        {"requirement", R"({"musubi": 1, "requirements": [^^{}]})", {"missing-key", "missing-key"}},
        {"change",
         R"({"musubi": 1, "changes": [^^^{}]})",
         {"missing-key", "missing-key", "missing-key"}},
        {"suppression",
         R"({"musubi": 1, "suppressions": [^^^^^{}]})",
         {"missing-key", "missing-key", "missing-key", "missing-key", "missing-key"}},
        {"a name in no language", R"({"musubi": 1, "name": ^{}})", {"missing-key"}},
        {"a reason for entrusting nothing",
         R"({"musubi": 1, "terms": [{"id": "t", ^"entrusts_personal_data": false}]})",
         {"missing-key"}},
        {"a reason that the terms have not either",
         R"({"musubi": 1, "contracts": [{"id": "k", "covers": ["emr"], "customer": "hosp",
            "supplier": "vendor", "terms": "std", ^"entrusts_personal_data": false}]})",
         {"missing-key"}},
        {"the parts of objects within records",
         R"({"musubi": 1, "organizations": [{"id": "o", "kind": "provider",
            "certifications": [^{}]}],
            "systems": [{"id": "s", "owner": "hosp", "uses": [^{}], "placements": [^^{}],
            "links": [^{}]}],
            "terms": [{"id": "t", "notice": {"termination": ^{}, "incident": ^{}},
              "agreement": {"items": [^{}]}}],
            "changes": [{"id": "c", "target": "emr", "kind": "outage", "told": [^{}]}]})",
         {"missing-key", "conflicting-keys", "missing-key", "missing-key", "missing-key",
          "missing-key", "missing-key", "missing-key", "missing-key"}},
    });
  }

  TEST_CASE("keys that may not be there") {
    check_all({
        {"unknown",
         R"({"musubi": 1, ^"servises": [], "terms": [{"id": "t", ^"nme": ""}]})",
         {"unknown-key", "unknown-key"}},
        {"of another object",
         R"({"musubi": 1, "terms": [{"id": "t", ^"kind": "service"}]})",
         {"unknown-key"}},
        {"twice", R"({"musubi": 1, ^"musubi": 1})", {"duplicate-key"}},
        {"twice, written differently", R"({"musubi": 1, ^"m\u0075subi": 1})", {"duplicate-key"}},
        {"the user's own, twice", R"({"musubi": 1, "x-a": 1, ^"x-a": 2})", {"duplicate-key"}},
        {"twice within the user's own",
         R"({"musubi": 1, "x-a": [{"b": 1, ^"b": 2}]})",
         {"duplicate-key"}},
        {"a duty, twice",
         R"({"musubi": 1, "terms": [{"id": "t", "duties": {"backup": "shared", ^"backup": "shared"}}]})",
         {"duplicate-key"}},
        {"reserved",
         R"({"musubi": 1, ^"flows": [], "systems": [{"id": "s", "owner": "hosp", ^"flows": [],
            "uses": [{"any_of": ["emr", "iaas"], ^"at_least": 1}, {"service": "emr", ^"active": true,
            ^"standby": false}]}]})",
         {"reserved-key", "reserved-key", "reserved-key", "reserved-key", "reserved-key"}},
        {"both of two",
         R"({"musubi": 1, "systems": [{"id": "s", "owner": "hosp", "uses":
            [^{"service": "emr", "any_of": ["iaas"]}]}]})",
         {"conflicting-keys"}},
        {"both subjects",
         R"({"musubi": 1, "assessments": [^{"assessor": "hosp", "service": "emr",
            "organization": "vendor", "date": "2026-01-01", "basis": ["audit"]}]})",
         {"conflicting-keys"}},
        {"days and hours",
         R"({"musubi": 1, "terms": [{"id": "t", "notice": {"incident": ^{^"days": 1},
            "termination": ^{^"hours": 1}, ^"outage": 1}}]})",
         {"missing-key", "unknown-key", "missing-key", "unknown-key", "unknown-key"}},
    });
  }

  TEST_CASE("values of another type") {
    check_all({
        {"no object", R"(^[1])", {"wrong-type"}},
        {"null", R"({"musubi": 1, "name": ^null})", {"wrong-type"}},
        {"the version", R"({"musubi": ^"1"})", {"wrong-type"}},
        {"a list",
         R"({"musubi": 1, "services": ^{}, "systems": ^"a"})",
         {"wrong-type", "wrong-type"}},
        {"a record",
         R"({"musubi": 1, "services": [^"a", ^[{}], ^1]})",
         {"wrong-type", "wrong-type", "wrong-type"}},
        {"within a value that nobody looks at",
         R"({"musubi": 1, "services": ^{"id": {"a": [1]}}})",
         {"wrong-type"}},
        {"a boolean",
         R"({"musubi": 1, "organizations": [{"id": "o", "kind": "provider",
            "bears_responsibility": ^"yes", "stated": ^1}]})",
         {"wrong-type", "wrong-type"}},
        {"a number",
         R"({"musubi": 1, "organizations": [{"id": "o", "kind": "provider", "weight": ^"1"}],
            "policy": {"expiring_within_days": ^true}})",
         {"wrong-type", "wrong-type"}},
        {"a number that is not whole",
         R"({"musubi": 1, "policy": {"expiring_within_days": ^1.5}})",
         {"wrong-type"}},
        {"none of several",
         R"({"musubi": 1, "organizations": [{"id": "o", "kind": ^{}}],
            "terms": [{"id": "t", "notice": {"termination": ^"30"},
              "agreement": {"components": ^true}}]})",
         {"wrong-type", "wrong-type", "wrong-type"}},
        {"remarks",
         R"({"musubi": 1, "note": ^1, "source": {"ja": ^[]}})",
         {"wrong-type", "wrong-type"}},
    });
  }

  TEST_CASE("values that there are not") {
    check_all({
        {"version", R"({"musubi": ^2})", {"unsupported-version"}},
        {"words",
         R"({"musubi": 1, "organizations": [{"id": "o", "kind": ["provider", ^"Provider"]}],
            "services": [{"id": "s", "provider": "vendor", "layer": ^"layer"}],
            "policy": {"rules": {"expiring": ^"on"}},
            "terms": [{"id": "t", "duties": {"backup": "shared", ^"bakup": "shared"}}]})",
         {"unknown-word", "unknown-word", "unknown-word", "unknown-word"}},
        {"words of catalogues",
         R"({"musubi": 1, "organizations": [{"id": "o", "kind": "provider",
              "certifications": [{"scheme": ^"iso27001"}]}],
            "risks": [{"id": "r", "owner": "vendor", "service": "emr", "treatment": "reduce",
              "requirement": ^"appi"}],
            "terms": [{"id": "t", "agreement": {"items": [^"backups", {"id": ^"x"}],
              "operations_rules": [^"ン"]}}]})",
         {"unknown-word", "unknown-word", "unknown-word", "unknown-word", "unknown-word"}},
        {"editions",
         R"({"musubi": 1, "guideline": {"provider": ^"9.0", "mhlw": "6"}})",
         {"unknown-edition"}},
        {"countries",
         R"({"musubi": 1, "services": [{"id": "s", "provider": "vendor", "layer": "support",
            "locations": ["JP", ^"jp", ^"JPN"], "access_from": [^"XX"]}]})",
         {"unknown-country", "unknown-country", "unknown-country"}},
        {"days", R"({"musubi": 1, "as_of": ^"2026-02-29"})", {"invalid-date"}},
        {"days in another form", R"({"musubi": 1, "as_of": ^"2026/01/01"})", {"invalid-date"}},
        {"the year 0", R"({"musubi": 1, "as_of": ^"0000-01-01"})", {"invalid-date"}},
        {"numbers",
         R"({"musubi": 1, "policy": {"expiring_within_days": ^-1, "edition_grace_months": ^1e9},
            "organizations": [{"id": "o", "kind": "provider", "weight": ^-0.5}],
            "risks": [{"id": "r", "owner": "vendor", "service": "emr", "treatment": "reduce",
              "impact": ^0, "likelihood": ^6}]})",
         {"number-out-of-range", "number-out-of-range", "number-out-of-range",
          "number-out-of-range", "number-out-of-range"}},
        {"lists",
         R"({"musubi": 1, "organizations": [{"id": "o", "kind": ^[]}],
            "systems": [{"id": "s", "owner": "hosp", "uses": [{"any_of": ^[]}],
              "links": [{"between": ^["emr"]}]}],
            "contracts": [{"id": "k", ^"covers": [], "customer": "hosp", "supplier": "vendor"}],
            "assessments": [{"assessor": "hosp", "service": "emr", "date": "2026-01-01",
              "basis": ^[]}]})",
         {"empty-list", "empty-list", "wrong-item-count", "empty-list", "empty-list"}},
        {"periods",
         R"({"musubi": 1, "contracts": [{"id": "k", "covers": ["emr"], "customer": "hosp",
              "supplier": "vendor", "from": "2026-01-02", ^"until": "2026-01-01"}],
            "assessments": [{"assessor": "hosp", "service": "emr", "date": "2026-01-02",
              "basis": ["audit"], ^"valid_until": "2026-01-01"}],
            "disclosures": [{"service": "emr", "to": "hosp", ^"valid_until": "2026-01-01",
              "date": "2026-01-02"}]})",
         {"dates-reversed", "dates-reversed", "dates-reversed"}},
    });
  }

  TEST_CASE("ids") {
    const std::string long_id(129, 'a');
    const std::string long_row = R"({"musubi": 1, "terms": [{"id": ^")" + long_id +
                                 R"("}, {"id": ")" + long_id.substr(1) + R"("}]})";
    check_all({
        {"empty", R"({"musubi": 1, "terms": [{"id": ^""}]})", {"invalid-id"}},
        {"too long", long_row.c_str(), {"invalid-id"}},
        {"white space",
         R"({"musubi": 1, "terms": [{"id": ^"a b"}, {"id": ^"a　b"},
            {"id": ^"a\tb"}, {"id": ^"\u00a0"}]})",
         {"invalid-id", "invalid-id", "invalid-id", "invalid-id"}},
        {"control characters",
         R"({"musubi": 1, "terms": [{"id": ^"a\u0001"}, {"id": ^"\u0085"}]})",
         {"invalid-id", "invalid-id"}},
        {"separators",
         R"({"musubi": 1, "terms": [{"id": ^"a,b"}, {"id": ^"a;b"}, {"id": ^"a|b"}]})",
         {"invalid-id", "invalid-id", "invalid-id"}},
        {"beginnings",
         R"({"musubi": 1, "terms": [{"id": ^"-a"}, {"id": ^"=a"}, {"id": ^"+a"},
            {"id": ^"@a"}, {"id": "a-=+@"}]})",
         {"invalid-id", "invalid-id", "invalid-id", "invalid-id"}},
        {"decomposed",
         R"({"musubi": 1, "terms": [{"id": ^"か\u3099"}, {"id": "が"}]})",
         {"invalid-id"}},
        {"twice",
         R"({"musubi": 1, "terms": [{"id": ^"emr"}, {"id": "new"}],
            "risks": [{"id": ^"new", "owner": "vendor", "service": "emr", "treatment": "avoid"}]})",
         {"duplicate-id", "duplicate-id"}},
        {"the id of a record that nobody names",
         R"({"musubi": 1, "assessments": [{"id": "emr", "assessor": "hosp", "service": "emr",
            "date": "2026-01-01", "basis": ["audit"]}]})",
         {}},
    });
  }

  TEST_CASE("references") {
    check_all({
        {"to nothing",
         R"({"musubi": 1, "systems": [{"id": "s", "owner": ^"nobody", "uses": [^"emm",
            {"service": ^"?", "selected_by": ^"x"}, {"any_of": ["emr", ^"y"]}]}]})",
         {"unknown-reference", "unknown-reference", "unknown-reference", "unknown-reference",
          "unknown-reference"}},
        {"to a record of another type",
         R"({"musubi": 1, "contracts": [{"id": "k", "customer": ^"emr", "supplier": ^"k1",
            "covers": [^"vendor"], "systems": [^"hosp"], "terms": ^"r1"}]})",
         {"wrong-reference", "wrong-reference", "wrong-reference", "wrong-reference",
          "wrong-reference"}},
        {"to a record that nobody names",
         R"({"musubi": 1, "suppressions": [{"rule": "x",
            "subject": ^"a1", "owes": "*", "reason": "r", "expires": "2026-01-01"}]})",
         {"unknown-reference"}},
        {"a word that stands for all of them",
         R"({"musubi": 1, "suppressions": [{"rule": "x", "subject": ^"*", "owes": ^"emr",
            "reason": "r", "expires": "2026-01-01"}]})",
         {"unknown-reference", "wrong-reference"}},
        {"in every corner",
         R"({"musubi": 1,
            "organizations": [{"id": "o", "kind": "provider", "part_of": ^"n", "member_of": [^"n"],
              "certifications": [{"scheme": "isms", "covers": [^"n"]}]}],
            "services": [{"id": "s", "provider": ^"n", "layer": "support", "developer": ^"n"}],
            "systems": [{"id": "y", "owner": "hosp", "uses": [], "placements": [{"service": ^"n",
              "on": ^"n"}], "links": [{"between": [^"n", ^"m"], "agreed_in": ^"n"}]}],
            "terms": [{"id": "t", "duties": {"backup": ^"n"}, "agreement": {"components": [^"n"],
              "unknown_components": [^"n"], "subentrustment": {"approved": [^"n"]}, "risks": [^"n"]}}],
            "assessments": [{"assessor": ^"n", "organization": ^"n", "date": "2026-01-01",
              "basis": ["audit"], "shared_with": [^"n"]}],
            "disclosures": [{"service": ^"n", "to": ^"n", "by": ^"n"}],
            "risks": [{"id": "r", "owner": ^"n", "service": ^"n", "treatment": "avoid",
              "includes": [^"n"]}],
            "risk_agreements": [{"risk": ^"n", "with": ^"n"}],
            "controls": [{"service": ^"n", "control": "1", "adopted": true}],
            "requirements": [{"service": ^"n", "requirement": "domestic_law"}],
            "changes": [{"id": "c", "target": ^"n", "kind": "outage", "systems": [^"n"],
              "told": [{"organization": ^"n"}]}]})",
         Codes(31, "unknown-reference")},
        {"that contradict themselves",
         R"({"musubi": 1,
            "organizations": [{"id": "a", "kind": "provider", "part_of": ^"b"},
              {"id": "b", "kind": "provider", "part_of": "c"},
              {"id": "c", "kind": "provider", "part_of": "a"},
              {"id": "d", "kind": "provider", "part_of": "c"},
              {"id": "e", "kind": "provider", "part_of": ^"e"}],
            "services": [{"id": "s", "provider": "vendor", "layer": "support",
              "depends_on": [^"s", {"service": ^"s"}, {"any_of": ["emr", ^"s"]}]}],
            "systems": [{"id": "y", "owner": "hosp", "uses": [],
              "placements": [{"service": "emr", "on": {"any_of": ["iaas", ^"emr"]}}],
              "links": [{"between": ["emr", ^"emr"]}]}]})",
         {"part-of-cycle", "part-of-cycle", "self-dependency", "self-dependency", "self-dependency",
          "self-dependency", "link-with-itself"}},
        {"within one party",
         R"({"musubi": 1, "contracts": [
            {"id": "x", "customer": "hosp", "supplier": ^"hosp", "covers": ["emr"]},
            {"id": "y", "customer": "hosp", "supplier": ^"clinic", "covers": ["emr"]},
            {"id": "z", "customer": "corp", "supplier": ^"hosp", "covers": ["emr"]}]})",
         {"contract-with-itself", "contract-within-party", "contract-within-party"}},
    });
  }

  TEST_CASE("a word where something is meant") {
    CHECK(messages(R"({"musubi": 1, "terms": [{"id": "t", "nmae": ""}]})") ==
          Codes{"the key 'nmae' is not known here; did you mean 'name'?",
                "キー「nmae」はここでは使用できません。「name」ではありませんか"});
    CHECK(
        messages(
            R"({"musubi": 1, "services": [{"id": "s", "provider": "vendr", "layer": "network"}]})") ==
        Codes{"there is no 'vendr'; did you mean 'vendor'?",
              "識別子「vendr」の組織がありません。「vendor」ではありませんか"});
    CHECK(
        messages(
            R"({"musubi": 1, "services": [{"id": "s", "provider": "zzzzzz", "layer": "network"}]})") ==
        Codes{"there is no 'zzzzzz'; the id of an organization is needed",
              "識別子「zzzzzz」の組織がありません"});
    CHECK(
        messages(
            R"({"musubi": 1, "services": [{"id": "s", "provider": "vendor", "layer": "netwrok"}]})") ==
        Codes{"'netwrok' is not one of the words that may stand here; did you mean 'network'?",
              "「netwrok」はここに記載できる語ではありません。「network」ではありませんか"});
    CHECK(
        messages(
            R"({"musubi": 1, "services": [{"id": "s", "provider": "emr", "layer": "network"}]})") ==
        Codes{"'emr' is a service; the id of an organization is needed",
              "「emr」は構成要素です。ここには組織の識別子が必要です", "'emr' is this record",
              "「emr」はこの記録です"});
    CHECK(messages(R"({"musubi": 1, "terms": [{"id": "std"}]})") ==
          Codes{"the id 'std' is used twice", "識別子「std」が二度使われています",
                "it is first used here", "一度目はここです"});
    CHECK(messages(R"({"musubi": 1, "verb": "check", "organizations": 1})") ==
          Codes{"this is a saved result of `check`, not a model",
                "これはモデルではなく、`check`の結果を保存したものです"});
    CHECK(messages(R"({"musubi": 1, "flows": []})") ==
          Codes{"the key 'flows' is reserved for a later version of the format",
                "キー「flows」は将来の版のために予約されており、まだ使用できません"});
    CHECK(
        messages(R"({"musubi": 1, "organizations": [{"id": "o", "kind": 1}]})") ==
        Codes{"'medical_institution', 'provider', 'infrastructure_vendor', 'network_operator' or a "
              "list is needed here, not a number",
              "ここに必要なのは「medical_institution」、「provider」、「infrastructure_vendor」、"
              "「network_operator」または一覧です。数値は記載できません"});
  }

  TEST_CASE("what is shown of a text is short, and has no control characters") {
    CHECK(musubi::mistake::shown("a\x1b[31m\tb\x7f") == "a\uFFFD[31m\uFFFDb\uFFFD");
    CHECK(musubi::mistake::shown("\u0085x") == "\uFFFDx");
    std::string many;
    for (int i = 0; i < 81; ++i) many += "あ";
    CHECK(musubi::mistake::shown(many) == many.substr(0, many.size() - 3) + "…");
  }

  TEST_CASE("the table of codes is in order, and explains each in both languages") {
    CHECK(std::ranges::is_sorted(musubi::kDiagnosticCodes, {}, &musubi::DiagnosticCode::id));
    for (const musubi::DiagnosticCode& code : musubi::kDiagnosticCodes) {
      CAPTURE(code.id);
      CHECK(code.explanation.en.ends_with('.'));
      CHECK(code.explanation.ja.ends_with("。"));
      CHECK(code.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos);
    }
    CHECK(musubi::find_diagnostic_code("no-such-code") == nullptr);
  }
}
