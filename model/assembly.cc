#include "model/assembly.h"

#include <utility>

#include "model/json_reader.h"
#include "model/mistakes.h"
#include "model/order.h"
#include "model/validate.h"

namespace musubi {

const Document& Assembly::add(std::string path, std::string text, bool named) {
  Part& part = read(std::move(path), std::move(text), document_shape());
  part.named = named;
  if (named) ++loaded_.named_files;
  return part.document;
}

void Assembly::add_planned(std::string path, std::string text) {
  read(std::move(path), std::move(text), planned_shape());
}

Assembly::Part& Assembly::read(std::string path, std::string text, const Shape& shape) {
  const FileId file = loaded_.model.sources.add(std::move(path), std::move(text));
  Part& part = parts_.emplace_back();
  part.document.file = file;
  part.document.model = &loaded_.model;
  begin_step(progress_, Step::Reading, loaded_.model.sources.text(file).size());
  read_json(file, shape, part.document, unlinked_, loaded_.diagnostics, progress_);
  return part;
}

LoadedModel Assembly::finish() {
  begin_step(progress_, Step::Linking);
  if (is_complete_) {
    link_planned(loaded_.model, unlinked_, loaded_.diagnostics);
  } else {
    settle();
    order_by_id(loaded_.model, unlinked_);
    link_records(loaded_.model, unlinked_, loaded_.diagnostics);
    validate_records(loaded_.model, loaded_.diagnostics);
  }
  loaded_.diagnostics.sort();
  return std::move(loaded_);
}

void Assembly::settle() {
  Model& model = loaded_.model;
  SourceLocation name_at;
  SourceLocation guideline_at;
  SourceLocation policy_at;
  const auto keep_first = [this](auto& kept, SourceLocation& kept_at, auto& given,
                                 SourceLocation where, std::string_view key) {
    if (!where.valid()) return;
    if (!kept_at.valid()) {
      kept = std::move(given);
      kept_at = where;
    } else if (kept != given) {
      report(mistake::setting_conflict(where, key, kept_at));
    }
  };
  for (Part& part : parts_) {
    Document& document = part.document;
    if (!part.named) {
      report_ignored(document);
      continue;
    }
    settle_as_of(document);
    keep_first(model.name, name_at, document.name, document.name_at, "name");
    keep_first(model.guideline, guideline_at, document.guideline, document.guideline_at,
               "guideline");
    keep_first(model.policy, policy_at, document.policy, document.policy_at, "policy");
  }
}

void Assembly::settle_as_of(const Document& document) {
  std::optional<PlacedDate>& kept = loaded_.model.as_of;
  const std::optional<PlacedDate>& given = document.as_of;
  if (!given) return;
  if (!kept) {
    kept = given;
  } else if (kept->date != given->date) {
    report(mistake::as_of_conflict(kept->where, kept->date, given->where, given->date));
    report(mistake::as_of_conflict(given->where, given->date, kept->where, kept->date));
  }
}

void Assembly::report_ignored(const Document& document) {
  const auto note = [this](SourceLocation where, std::string_view key) {
    if (where.valid()) report(mistake::ignored_setting(where, key));
  };
  note(document.name_at, "name");
  note(document.as_of ? document.as_of->where : SourceLocation(), "as_of");
  note(document.guideline_at, "guideline");
  note(document.policy_at, "policy");
}

}  // namespace musubi
