#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/oracle_parts.h"

// What the rules of the oracle share. Quotations without a source are from the catalogue of rules.
namespace musubi::oracle {

/// "Findings are grouped: one for each (rule, subject, owes, counterparty), with the systems that
/// it holds in and its strongest modality."
struct Findings {
  std::map<FindingKey, Finding>* all;

  void add(const FindingKey& key, Modality modality, const std::string& system,
           std::optional<State> state = std::nullopt) const;
  Finding& add_in(const FindingKey& key, Modality modality, const Ids& systems,
                  const Ids& detail = {}) const;
};

/// What a rule looks at, and where it writes.
struct Question {
  const Facts& facts;
  const Answers& answers;
  const std::map<std::string, Work>& works;
  const Findings& findings;

  /// "where no record of the model states the key … the rule does not fire"
  [[nodiscard]] bool open(const std::string& rule) const { return !answers.closed.contains(rule); }
};
/// The rules whose keys (◦) the model does not state.
[[nodiscard]] Ids closed_rules(const Model& model, Date date);

[[nodiscard]] bool is_institution(const Facts& facts, const std::string& party);
[[nodiscard]] bool is_network_operator_in_scope(const Facts& facts, const Answers& answers,
                                                const std::string& party);

/// "K with H": with X its customer and Y its supplier.
[[nodiscard]] std::vector<const ContractFacts*> contracts_with_institutions(const Facts& facts);
/// The systems of a finding on a contract.
[[nodiscard]] Ids systems_of(const Question& question, const ContractFacts& contract);
/// All systems that have the service as a relevant component.
[[nodiscard]] Ids systems_with(const Question& question, const std::string& service);
/// The same by their H, where the component is not own.
[[nodiscard]] std::map<std::string, Ids> institutions_with(const Question& question,
                                                           const std::string& service);
[[nodiscard]] Ids names_of(const Model& model, const List<ServiceRef>& refs);
/// Whether the agreement has the item, provided at D.
[[nodiscard]] bool has_item(const Facts& facts, const ContractFacts& contract,
                            std::string_view item);
/// Whether the party has an active certification of its own or of a facility; `meets`: one of those
/// that meet FAQ 4.2, otherwise an alternative.
[[nodiscard]] bool has_certification(const Facts& facts, const std::string& party, bool meets);

void add_change_findings(const Question& question);
void add_notice_findings(const Question& question);
void add_lifecycle_findings(const Question& question);
void add_agreement_findings(const Question& question);
void add_document_findings(const Question& question);
void add_subentrustment_findings(const Question& question);
void add_provider_findings(const Question& question);
void add_ending_findings(const Question& question);
void add_risk_findings(const Question& question);
void add_risk_agreement_findings(const Question& question);
void add_control_findings(const Question& question);
void add_requirement_findings(const Question& question);

}  // namespace musubi::oracle
