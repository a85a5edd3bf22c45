#include <array>
#include <optional>
#include <string>
#include <vector>

#include "cli/model_input.h"
#include "cli/output/diagnostics_text.h"
#include "cli/output/names.h"
#include "cli/phrase.h"
#include "cli/references.h"
#include "cli/unknown.h"
#include "cli/verbs/table.h"
#include "model/canonical.h"
#include "model/fields.h"
#include "model/json_tree.h"

namespace musubi::cli {
namespace {

void write_record(Page& page, const Model& model, Symbol id, RecordRef record, Language language) {
  const Shape& shape = record_shape(record.kind);
  Styled head = label_of(model, id, language);
  head.add("  ").add(language == Language::Ja ? shape.doc.ja : shape.name, Style::Dim);
  page.paragraph(head, 0, 2);
  page.line(Styled(place_text(model.sources, model.record(record).where), Style::Dim));
  page.blank();
  const auto tree = read_json_tree(record_text(model, record));
  if (!tree) return;
  const std::string text = write_canonical(*tree, record.kind);
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    page.line(Styled(rest.substr(0, end)));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
}

std::string joined(const std::vector<std::string>& keys) {
  std::string text;
  for (const std::string& key : keys) text += (text.empty() ? "" : ", ") + key;
  return text;
}

void write_references(Page& page, const Model& model, const std::vector<Reference>& references,
                      Language language) {
  page.blank();
  if (references.empty()) {
    page.paragraph(Styled(language == Language::Ja ? "この記録を参照する記録はありません。"
                                                   : "No record refers to it."));
    return;
  }
  page.paragraph(Styled(
      compose_in(
          language,
          references.size() == 1
              ? Phrase{.en = "{} record refers to it", .ja = "この記録を参照する記録：{} 件"}
              : Phrase{.en = "{} records refer to it", .ja = "この記録を参照する記録：{} 件"},
          references.size()),
      Style::Strong));
  std::optional<RecordKind> kind;
  for (const Reference& reference : references) {
    if (kind != reference.record.kind) {
      kind = reference.record.kind;
      page.paragraph(Styled(table_key(*kind), Style::Dim), 2);
    }
    const Record& record = model.record(reference.record);
    Styled line;
    if (record.id.valid()) line.add(label_of(model, record.id, language)).add("  ");
    line.add(joined(reference.keys)).add("  ");
    line.add(place_text(model.sources, record.where), Style::Dim);
    page.paragraph(line, 4, 4);
  }
}

void answer_json(Session& session, const Input& input, Symbol id, RecordRef record,
                 const std::vector<Reference>& references) {
  const Model& model = input.model();
  ResultJson result("show", &model, input.as_of);
  JsonWriter& json = result.body();
  result.id_member("id", id);
  json.member("record", record_shape(record.kind).name);
  result.location_member("location", model.record(record).where);
  json.key("value");
  if (const auto tree = read_json_tree(record_text(model, record))) {
    json.value(*tree);
  } else {
    json.null();
  }
  json.key("references");
  json.begin_array();
  for (const Reference& reference : references) {
    const Record& from = model.record(reference.record);
    json.begin_object();
    json.member("record", record_shape(reference.record.kind).name);
    result.id_member("id", from.id);
    json.list_member("keys", reference.keys);
    result.location_member("location", from.where);
    json.end_object();
  }
  json.end_array();
  session.answer(result.text());
}

ExitCode run(Session& session) {
  const auto& wanted = session.options().id;
  if (!wanted) {
    return session.refuse({.en = "needs --id ID, the record to show",
                           .ja = "--id ID で、表示する記録を指定してください"});
  }
  const auto input = read_input(session);
  if (!input) return input.error();
  const Model& model = input->model();
  const auto record = model.find(*wanted);
  if (!record) return session.refuse(unknown_id(model, *wanted, {}));
  const Symbol id = model.record(*record).id;
  const std::vector<Reference> references = find_references(model, id);
  if (session.wants_json()) {
    answer_json(session, *input, id, *record, references);
    return ExitCode::Fine;
  }
  Page page = session.page();
  write_record(page, model, id, *record, session.language());
  write_references(page, model, references, session.language());
  session.answer(page.text());
  return ExitCode::Fine;
}

constexpr auto kOptions = std::to_array<Option>({Option::Id, Option::AsOf, Option::Root});
constexpr auto kFormats = std::to_array<Format>({Format::Text, Format::Json});

}  // namespace

constinit const Verb kShowVerb{
    .name = "show",
    .summary = {.en = "one record, with everything that refers to it",
                .ja = "一つの記録を、それを参照するすべての記録とともに示します"},
    .usage = {.en = "--id ID [options] MODEL…", .ja = "--id ID [オプション] モデル…"},
    .details = {.en = "Prints the record in canonical form with the place where it is written, and "
                      "the records that name it, each with the keys by which it does so.",
                .ja = "記録を標準形で、記載箇所とともに示します。続けて、それを参照する記録を、"
                      "参照に使われているキーとともに示します。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
