#include "cli/output/names.h"

#include <string_view>

namespace musubi::cli {

Styled label_of(const Model& model, Symbol id, Language language) {
  const std::string_view written = model.text(id);
  const Text name = name_of(model, id);
  if (name.in(language) == written) return Styled(written, Style::Name);
  const bool japanese = language == Language::Ja;
  return Styled(name.in(language))
      .add(japanese ? "（" : " (")
      .add(written, Style::Name)
      .add(japanese ? "）" : ")");
}

}  // namespace musubi::cli
