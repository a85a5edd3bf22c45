#include "cli/annex/words.h"

#include <utility>

#include "cli/output/long_date.h"
#include "model/names.h"

namespace musubi::cli {
namespace {

/// The name with the id behind it, where the name is not the id itself.
Text with_id(const Model& model, Symbol id) {
  Text name = name_of(model, id);
  const std::string_view written = model.text(id);
  if (name.en == written && name.ja == written) return name;
  return compose({.en = "{0} ({1})", .ja = "{0}（{1}）"}, name, written);
}

}  // namespace

Text AnnexWords::date(Date date) const {
  return {.en = long_date(date, Language::En),
          .ja = in_era_ ? era_date(date) : long_date(date, Language::Ja)};
}

Text AnnexWords::organization(OrganizationId who) const {
  const Model& model = facts_->model();
  return name_of(model, model[who].id);
}

Text AnnexWords::party(OrganizationId who) const {
  const OrganizationId whole = facts_->supply().party(who);
  if (whole == facts_->customer()) {
    return compose({.en = "{} (Customer)", .ja = "{}（甲）"}, organization(who));
  }
  if (whole == facts_->supplier()) {
    return compose({.en = "{} (Supplier)", .ja = "{}（乙）"}, organization(who));
  }
  return organization(who);
}

Text AnnexWords::service(ServiceId service) const {
  return with_id(facts_->model(), facts_->model()[service].id);
}

Text AnnexWords::contract(ContractId contract) const {
  const Contract& record = facts_->model()[contract];
  Text name = with_id(facts_->model(), record.id);
  if (record.number.empty()) return name;
  return compose({.en = "{}, no. {}", .ja = "{}、契約番号 {}"}, name, record.number);
}

Text AnnexWords::system(SystemId system) const {
  return with_id(facts_->model(), facts_->model()[system].id);
}

Text AnnexWords::layer(ServiceId service) const {
  const Service& record = facts_->model()[service];
  return text_of(word_label(RecordKind::Service, "layer", static_cast<unsigned>(record.layer)));
}

Text AnnexWords::list(const std::vector<Text>& texts) const {
  Text joined;
  for (const Text& text : texts) {
    if (!joined.empty()) {
      joined.en += ", ";
      joined.ja += "、";
    }
    joined.en += text.en;
    joined.ja += text.ja;
  }
  return joined;
}

Text text_of(const Phrase& phrase) {
  return {.en = std::string(phrase.en), .ja = std::string(phrase.ja)};
}

AnnexCell cell(const Phrase& phrase) { return cell(text_of(phrase)); }

AnnexCell lines(std::vector<Text> texts) {
  AnnexCell made;
  made.lines = std::move(texts);
  return made;
}

AnnexCell missing_cell() {
  AnnexCell made = cell(kNotOnRecord);
  made.is_missing = true;
  return made;
}

AnnexCell cell_or_missing(std::optional<Text> text) {
  return text && !text->empty() ? cell(std::move(*text)) : missing_cell();
}

AnnexCell lines_or_missing(std::vector<Text> texts) {
  return texts.empty() ? missing_cell() : lines(std::move(texts));
}

AnnexCell blank_cell() { return {}; }

AnnexCell boxes(std::vector<Text> texts) {
  AnnexCell made = lines(std::move(texts));
  made.boxes = true;
  return made;
}

}  // namespace musubi::cli
