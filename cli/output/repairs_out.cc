#include "cli/output/repairs_out.h"

#include <algorithm>
#include <span>
#include <string>

#include "cli/output/levels.h"
#include "cli/output/names.h"
#include "cli/phrase.h"
#include "model/json_layout.h"

namespace musubi::cli {
namespace {

constexpr std::size_t kShown = 20;
constexpr std::size_t kClosedInFull = 10;

Styled instruction(const Repair& repair, Language language) {
  const Phrase pattern = repair.target.empty() ? Phrase{.en = "add to `{}`:", .ja = "`{}` に追加："}
                                               : Phrase{.en = "put into `{0}`, record {1}:",
                                                        .ja = "`{0}` の {1} に記載："};
  return Styled(compose_in(language, pattern, repair.table, repair.target));
}

void write_lines(Page& page, std::string_view text, std::size_t indent) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    page.line(Styled(std::string(indent, ' ')).add(text.substr(0, end), Style::Name));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void write_closed(Page& page, const FindingsView& view, std::span<const std::size_t> rows,
                  Language language) {
  const std::size_t listed = std::min(rows.size(), kClosedInFull);
  for (const std::size_t row : rows.first(listed)) {
    const Finding& one = view.result->findings[row];
    Styled line = Styled("- ").add(level_label(one.level).in(language), level_style(one.level));
    line.add("  ").add(one.rule->id, Style::Name).add("  ");
    line.add(label_of(*view.model, one.subject, language));
    if (one.owes.valid()) {
      line.add(language == Language::Ja ? "　対応する者：" : ", has to act: ", Style::Dim);
      line.add(label_of(*view.model, one.owes, language));
    }
    page.paragraph(line, 6, 2);
  }
  if (rows.size() > listed) {
    page.paragraph(Styled(compose_in(language, {.en = "and {} more", .ja = "ほか {} 件"},
                                     rows.size() - listed)),
                   6);
  }
}

void write_single(Page& page, const FindingsView& view, const Repair& repair, std::size_t number,
                  Language language) {
  Styled head(fmt::format("{:>2}. ", number));
  head.add(compose_in(language,
                      repair.closes.size() == 1
                          ? Phrase{.en = "closes {} finding", .ja = "指摘事項 {} 件を解消"}
                          : Phrase{.en = "closes {} findings", .ja = "指摘事項 {} 件を解消"},
                      repair.closes.size()),
           Style::Good);
  if (repair.brings > 0) {
    head.add(compose_in(language, {.en = ", brings {} new", .ja = "（新たに {} 件が生じます）"},
                        repair.brings),
             Style::Warning);
  }
  head.add(language == Language::Ja ? "　" : "  ").add(instruction(repair, language));
  page.paragraph(head, 0, 4);
  write_lines(page, write_json(repair.change), 4);
  write_closed(page, view, repair.closes, language);
}

void write_set(Page& page, const FindingsView& view, const Repairs& repairs, Severity level,
               Language language) {
  const std::size_t asked = repairs.closed_by_set.size() + repairs.left.size();
  if (asked == 0) return;
  page.blank();
  std::string numbers;
  for (const std::size_t row : repairs.set) {
    if (!numbers.empty()) numbers += language == Language::Ja ? "、" : ", ";
    numbers += std::to_string(row + 1);
  }
  page.paragraph(
      Styled(language == Language::Ja ? "まとめて解消するには" : "Together", Style::Strong));
  if (!repairs.set.empty()) {
    page.paragraph(
        Styled(compose_in(
            language,
            {.en = "Records {0} close {1} of the {2} findings of level {3} or above (chosen "
                   "greedily: always the one that closes most of what is left).",
             .ja =
                 "{0} の記録で、「{3}」以上の指摘事項 {2} 件のうち {1} 件を解消できます（残りを最も"
                 "多く解消するものから順に選んでいます）。"},
            numbers, repairs.closed_by_set.size(), asked, level_label(level))),
        2);
  }
  if (repairs.left.empty()) return;
  page.paragraph(
      Styled(compose_in(language,
                        {.en = "No single record closes these {}; they need a decision of the "
                               "parties:",
                         .ja = "次の {} 件は、記録を一つ加えるだけでは解消せず、当事者の判断が必要"
                               "です。"},
                        repairs.left.size())),
      2);
  write_closed(page, view, repairs.left, language);
}

void write_fingerprints(JsonWriter& json, std::string_view name, const FindingsView& view,
                        std::span<const std::size_t> rows) {
  json.key(name);
  json.begin_array();
  for (const std::size_t row : rows) {
    json.value(fingerprint(view.result->findings[row], *view.model));
  }
  json.end_array();
}

}  // namespace

void write_repairs(Page& page, const FindingsView& view, const Repairs& repairs, Severity level,
                   Language language) {
  page.paragraph(Styled(language == Language::Ja ? "次にできること：一件で指摘事項を解消する記録"
                                                 : "Next steps: single records that close findings",
                        Style::Strong));
  page.paragraph(
      Styled(
          language == Language::Ja
              ? "いずれも、その記録をモデルに加えて判定し直した結果です。記録するのは、実際に確認"
                "し、合意し、契約した後にしてください。"
              : "Each was tried: the model was judged again with that record in it. Put it on "
                "record once it is true: after the confirmation, the agreement, the contract.",
          Style::Dim),
      2);
  if (repairs.single.empty()) {
    page.paragraph(
        Styled(language == Language::Ja ? "該当する記録はありません。" : "There are none."), 2);
  }
  const std::size_t shown = std::min(repairs.single.size(), kShown);
  for (std::size_t i = 0; i < repairs.single.size(); ++i) {
    // What the set names is shown, however far down it stands.
    if (i >= shown && std::ranges::find(repairs.set, i) == repairs.set.end()) continue;
    page.blank();
    write_single(page, view, repairs.single[i], i + 1, language);
  }
  write_set(page, view, repairs, level, language);
}

void write_repairs(ResultJson& result, const FindingsView& view, const Repairs& repairs) {
  JsonWriter& json = result.body();
  json.key("repairs");
  json.begin_array();
  for (const Repair& repair : repairs.single) {
    json.begin_object();
    json.member("table", repair.table);
    json.member_or_null("target", repair.target);
    json.member("change", repair.change);
    write_fingerprints(json, "closes", view, repair.closes);
    json.member("brings", std::uint64_t{repair.brings});
    json.end_object();
  }
  json.end_array();
  json.key("repair_set");
  json.begin_object();
  json.key("repairs");
  json.begin_array();
  for (const std::size_t row : repairs.set) json.value(std::uint64_t{row});
  json.end_array();
  write_fingerprints(json, "closes", view, repairs.closed_by_set);
  write_fingerprints(json, "left", view, repairs.left);
  json.end_object();
}

}  // namespace musubi::cli
