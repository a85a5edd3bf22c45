#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/rule.h"
#include "model/fields.h"

// How the rules make their findings.
namespace musubi::rules {

[[nodiscard]] Text text_of(const Phrase& phrase);

/// What a person reads in the place of an id: "Hospital A (hosp-a)", or the id where there is no
/// name.
[[nodiscard]] Text label(const Model& model, Symbol id);

/// Texts, one after the other: "a, b", "a、b".
[[nodiscard]] Text joined(std::span<const Text> texts);
/// Labels of services, one after the other.
[[nodiscard]] Text list_of(const Model& model, std::span<const ServiceId> services);
/// Titles of entries of a catalogue, one after the other: built-in ones, and those that the model
/// adds in `guideline`. An entry without a title stands there by its id.
[[nodiscard]] Text list_of(const Model& model, Catalogue catalogue,
                           std::span<const std::string> ids);

/// What the rules on duties of confirmation say, whoever owes it.
inline constexpr Phrase kUnconfirmedMessage{
    "No confirmation by {owes} of the risk management of {counterparty} for {subject} is on "
    "record{state}.",
    "{owes}が、{counterparty}の提供する「{subject}」についてリスクマネジメントを確認した記録があ"
    "りません{state}。"};
inline constexpr Phrase kUnconfirmedRemedy{
    "{owes}: obtain from {counterparty} what shows its risk management (MDS/SDS, a service "
    "specification conformity disclosure, a report), confirm it, and put the confirmation on "
    "record in `assessments`.",
    "{owes}は、{counterparty}からMDS/SDSやサービス仕様適合開示書などの提供を受けてリスクマネジメ"
    "ントを確認し、その結果を`assessments`に記録してください。"};

/// What a finding is about; members that do not apply are left out.
struct FindingParts {
  Modality modality = Modality::Info;
  Symbol subject, owes, counterparty;
  SourceLocation where;
  std::vector<NamedBlank> blanks;  // as in `Finding`
};
[[nodiscard]] Finding make_finding(const Rule& rule, FindingParts parts);
/// A sentence, or a part of one, with the blanks filled in that every message has.
[[nodiscard]] Text fill(const Model& model, const Phrase& pattern, const FindingParts& parts);

/// The finding that a fact is, with its systems, state and witness.
[[nodiscard]] Finding make_finding(const Model& model, const Rule& rule, Modality modality,
                                   const Fact& fact);

}  // namespace musubi::rules
