#include "cli/annex/writers.h"
#include "cli/output/levels.h"

namespace musubi::cli {
namespace {

std::string_view block_word(AnnexBlock::Kind kind) {
  switch (kind) {
    case AnnexBlock::Kind::Missing: return "missing";
    case AnnexBlock::Kind::Heading: return "heading";
    case AnnexBlock::Kind::List: return "list";
    case AnnexBlock::Kind::Boxes: return "boxes";
    case AnnexBlock::Kind::Table: return "table";
    case AnnexBlock::Kind::Figure: return "figure";
    case AnnexBlock::Kind::Paragraph: break;
  }
  return "paragraph";
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<Text>& texts) {
  json.list_member(name, texts);
}

void write_cell(JsonWriter& json, const AnnexCell& cell) {
  json.begin_object();
  write_texts(json, "lines", cell.lines);
  if (cell.boxes) json.member("boxes", true);
  if (cell.is_missing) json.member("missing", true);
  json.end_object();
}

void write_table(JsonWriter& json, const AnnexTable& table) {
  json.list_member("heads", table.heads);
  json.key("rows");
  json.begin_array();
  for (const auto& row : table.rows) {
    json.begin_array();
    for (const AnnexCell& cell : row) write_cell(json, cell);
    json.end_array();
  }
  json.end_array();
}

void write_section(JsonWriter& json, const AnnexDocument& document, const AnnexSection& section) {
  json.begin_object();
  json.member("id", section.id);
  json.member("title", section.title);
  json.key("blocks");
  json.begin_array();
  for (const AnnexBlock& block : section.blocks) {
    json.begin_object();
    json.member("kind", block_word(block.kind));
    if (block.kind == AnnexBlock::Kind::Table) {
      write_table(json, block.table);
    } else {
      write_texts(
          json, "texts",
          block.kind == AnnexBlock::Kind::Figure ? figure_lines(document.figure) : block.texts);
    }
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write_points(ResultJson& result, const AnnexFacts& facts) {
  JsonWriter& json = result.body();
  json.key("open_points");
  json.begin_array();
  for (const Finding* finding : facts.open_points()) {
    json.begin_object();
    json.member("rule", finding->rule->id);
    json.member("level", word_of(finding->level));
    json.member("modality", word_of(finding->modality));
    json.list_member("sources", finding->rule->sources);
    result.id_member("subject", finding->subject);
    result.id_member("owes", finding->owes);
    result.id_member("counterparty", finding->counterparty);
    json.member("message", message_of(facts.model(), *finding));
    json.member("remedy", remedy_of(facts.model(), *finding));
    json.end_object();
  }
  json.end_array();
  json.member("suppressed", std::uint64_t{facts.suppressed()});
}

}  // namespace

std::string annex_json(const AnnexDocument& document, const AnnexFacts& facts, const AsOf& as_of,
                       bool redacted) {
  ResultJson result("agreement", &facts.model(), as_of);
  if (redacted) result.leave_out_files();
  JsonWriter& json = result.body();
  result.id_member("customer", facts.customer());
  result.id_member("supplier", facts.supplier());
  result.ids_member("contracts", facts.contracts());
  result.ids_member("services", facts.services());
  json.member("title", document.title);
  json.member("subtitle", document.subtitle);
  json.key("head");
  json.begin_object();
  write_table(json, document.head);
  json.end_object();
  json.key("sections");
  json.begin_array();
  for (const AnnexSection& section : document.sections) write_section(json, document, section);
  json.end_array();
  write_points(result, facts);
  write_texts(json, "foot", document.foot);
  return result.text();
}

}  // namespace musubi::cli
