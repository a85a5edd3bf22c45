#include "cli/output/finding_parts.h"

#include "cli/output/levels.h"
#include "cli/output/names.h"

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

}  // namespace musubi::cli
