#include "model/record_checks.h"

#include <algorithm>
#include <optional>

#include "model/mistakes.h"

namespace musubi {
namespace {

void check_period(std::string_view begin_key, std::optional<Date> begin, std::string_view end_key,
                  std::optional<Date> end, const KeyPlaces& places, Diagnostics& diagnostics) {
  if (!begin || !end || *begin <= *end) return;
  diagnostics.add(mistake::dates_reversed(places.of(end_key), end_key, *end, begin_key, *begin,
                                          places.of(begin_key)));
}

bool lacks_reason(const ContractContent& content) {
  return content.entrusts_personal_data == false && content.reason.empty();
}

}  // namespace

std::size_t KeyPlaces::index(std::string_view key) const {
  const auto found = std::ranges::find(shape_.fields, number_of_key(key), &Field::number);
  return static_cast<std::size_t>(found - shape_.fields.begin());
}

void check_last_record(RecordKind kind, const Model& model, const KeyPlaces& places,
                       Unlinked& unlinked, Diagnostics& diagnostics) {
  if (kind == RecordKind::Contract) {
    const Contract& contract = model.contracts.back();
    check_period("from", contract.from, "until", contract.until, places, diagnostics);
    if (contract.own && lacks_reason(*contract.own)) {
      // Its terms may have the reason.
      unlinked.reasons.push_back({.contract = ContractId(model.contracts.size() - 1),
                                  .where = places.of("entrusts_personal_data")});
    }
  } else if (kind == RecordKind::Terms) {
    if (lacks_reason(model.terms.back().content)) {
      diagnostics.add(mistake::missing_reason(places.of("entrusts_personal_data")));
    }
  } else if (kind == RecordKind::Assessment) {
    const Assessment& assessment = model.assessments.back();
    // A date that is missing or wrong has been reported; there is nothing to compare then.
    const bool dated = places.has("date") && assessment.date != Date();
    check_period("date", dated ? std::optional(assessment.date) : std::nullopt, "valid_until",
                 assessment.valid_until, places, diagnostics);
  } else if (kind == RecordKind::Disclosure) {
    const Disclosure& disclosure = model.disclosures.back();
    check_period("date", disclosure.date, "valid_until", disclosure.valid_until, places,
                 diagnostics);
  }
}

}  // namespace musubi
