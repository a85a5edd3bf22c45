#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/annex/document.h"
#include "cli/annex/facts.h"
#include "cli/phrase.h"
#include "model/date.h"

// How an annex speaks: of the parties by name, of what it is about by name and id, of days in full.
namespace musubi::cli {

class AnnexWords {
 public:
  /// `in_era`: Japanese dates by the Japanese era. The facts have to outlive it.
  AnnexWords(const AnnexFacts& facts, bool in_era) : facts_(&facts), in_era_(in_era) {}

  [[nodiscard]] Text date(Date date) const;
  /// The name of a whole party or of a facility.
  [[nodiscard]] Text organization(OrganizationId who) const;
  /// The same with its part in the annex: 「A病院（甲）」.
  [[nodiscard]] Text party(OrganizationId who) const;
  [[nodiscard]] Text service(ServiceId service) const;
  /// By its name, its number and its id.
  [[nodiscard]] Text contract(ContractId contract) const;
  [[nodiscard]] Text system(SystemId system) const;
  [[nodiscard]] Text layer(ServiceId service) const;
  /// Texts, one after the other.
  [[nodiscard]] Text list(const std::vector<Text>& texts) const;

 private:
  const AnnexFacts* facts_;
  bool in_era_;
};

inline constexpr Phrase kNotOnRecord{.en = "not on record", .ja = "記録がありません"};

[[nodiscard]] Text text_of(const Phrase& phrase);
[[nodiscard]] AnnexCell cell(const Phrase& phrase);
/// Not for what a brace begins: that is a phrase.
template <std::same_as<Text> T>
[[nodiscard]] AnnexCell cell(T text) {
  AnnexCell made;
  made.lines.push_back(std::move(text));
  return made;
}
/// A cell of several lines.
[[nodiscard]] AnnexCell lines(std::vector<Text> texts);
/// 「記録がありません」.
[[nodiscard]] AnnexCell missing_cell();
/// The text, or that nothing is on record.
[[nodiscard]] AnnexCell cell_or_missing(std::optional<Text> text);
/// A cell with these lines; where there is none, that nothing is on record.
[[nodiscard]] AnnexCell lines_or_missing(std::vector<Text> texts);
/// An empty cell to write in.
[[nodiscard]] AnnexCell blank_cell();
/// A box to tick, for each of these.
[[nodiscard]] AnnexCell boxes(std::vector<Text> texts);

}  // namespace musubi::cli
