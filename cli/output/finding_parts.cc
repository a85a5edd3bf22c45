#include "cli/output/finding_parts.h"

#include <algorithm>
#include <utility>

#include "cli/output/diagnostics_text.h"
#include "cli/output/evidence_text.h"
#include "cli/output/levels.h"
#include "cli/output/names.h"
#include "cli/phrase.h"
#include "engine/stated.h"

namespace musubi::cli {

Phrase state_label(BaselineState state) {
  return state == BaselineState::New ? Phrase{.en = "new", .ja = "新規"}
                                     : Phrase{.en = "unchanged", .ja = "継続"};
}

Styled head_text(const Finding& finding, std::optional<BaselineState> state, Language language) {
  Styled line(level_label(finding.level).in(language), level_style(finding.level));
  if (state) {
    const Style style = *state == BaselineState::New ? Style::Strong : Style::Dim;
    line.add(language == Language::Ja ? "［" : " [", style);
    line.add(state_label(*state).in(language), style);
    line.add(language == Language::Ja ? "］" : "]", style);
  }
  line.add("  ").add(finding.rule->id, Style::Name).add("  ");
  return line.add(sources_text(finding.rule->sources, language), Style::Dim);
}

Styled parties_text(const Model& model, const Finding& finding, Language language) {
  Styled text = label_of(model, finding.owes, language);
  if (finding.counterparty.valid() && finding.counterparty != finding.owes) {
    text.add(language == Language::Ja ? "　相手方：" : ", towards ");
    text.add(label_of(model, finding.counterparty, language));
  }
  return text;
}

namespace {

std::size_t listed_systems(const FindingsView& view, const Finding& finding) {
  const std::size_t kept = finding.systems.first.size();
  return std::min(view.max_systems.value_or(kept), kept);
}

// The systems, and how many more there are.
std::string systems_text(const FindingsView& view, const Finding& finding, Language language) {
  const std::string_view comma = language == Language::Ja ? "、" : ", ";
  std::string text = systems_list(view, finding, comma);
  const std::size_t left_out = finding.systems.count - listed_systems(view, finding);
  if (left_out == 0) return text;
  if (!text.empty()) text += comma;
  return text + compose_in(language, {.en = "{} more", .ja = "ほか {} 件"}, left_out);
}

}  // namespace

std::string not_modelled_text(const Rule& rule, Language language) {
  std::string keys;
  for (const StatedKey key : rule.keys) {
    if (!keys.empty()) keys += language == Language::Ja ? "、" : ", ";
    keys += path_of(key);
  }
  constexpr Phrase kText{
      .en = "Not evaluated: no record of the model states what {} looks at ({}).",
      .ja = "モデルに{}の対象となる記載がないため、判定していません（{}）。"};
  return compose_in(language, kText, rule.id, keys);
}

std::string plain_text(const FindingsView& view, std::size_t row, Language language) {
  const Finding& finding = view.result->findings[row];
  std::string text = message_in(*view.model, finding, language) + "\n";
  const auto add = [&](const Phrase& label, std::string_view content) {
    if (!label.en.empty()) text += compose_in(language, {.en = "{}: ", .ja = "{}："}, label);
    text += content;
    text += '\n';
  };
  if (finding.owes.valid()) {
    add({.en = "Has to act", .ja = "対応する者"},
        parties_text(*view.model, finding, language).render(false));
  }
  if (finding.systems.count > 0) {
    add({.en = "Systems", .ja = "システム"}, systems_text(view, finding, language));
  }
  Phrase label{.en = "Evidence", .ja = "根拠"};
  for (const Styled& line : chain_text(*view.model, finding.evidence, language)) {
    add(std::exchange(label, {}), line.render(false));
  }
  if (finding.where.valid()) {
    add({.en = "Recorded at", .ja = "記載箇所"}, place_text(view.model->sources, finding.where));
  }
  add({.en = "Remedy", .ja = "対処"}, remedy_in(*view.model, finding, language));
  return text;
}

std::string systems_list(const FindingsView& view, const Finding& finding,
                         std::string_view separator) {
  std::string list;
  for (std::size_t i = 0; i < listed_systems(view, finding); ++i) {
    if (!list.empty()) list += separator;
    list += view.model->id(finding.systems.first[i]);
  }
  return list;
}

}  // namespace musubi::cli
