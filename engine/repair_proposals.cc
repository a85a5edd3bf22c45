#include "engine/repair_proposals.h"

#include <algorithm>
#include <string>
#include <utility>

#include "model/guideline.h"

namespace musubi {
namespace {

JsonValue text(std::string_view value) { return JsonValue::string(value); }

JsonValue list(const std::vector<std::string>& values) {
  std::vector<JsonValue> items;
  items.reserve(values.size());
  for (const std::string& value : values) items.push_back(text(value));
  return JsonValue::array(std::move(items));
}

/// An object with one member.
JsonValue member(std::string_view key, JsonValue value) {
  JsonValue object = JsonValue::object();
  object.add(key, std::move(value));
  return object;
}

/// Proposes for one finding, by its rule.
class Proposer {
 public:
  Proposer(const SupplyGraph& supply, const Finding& finding)
      : supply_(supply), model_(supply.model()), finding_(finding) {}

  std::vector<Repair> propose() {
    const std::string_view rule = finding_.rule->id;
    if (!by_record(rule) && !by_clause_of_subject(rule)) by_clause_between(rule);
    return std::move(repairs_);
  }

 private:
  [[nodiscard]] std::string_view subject() const { return model_.text(finding_.subject); }
  [[nodiscard]] std::string_view owes() const { return model_.text(finding_.owes); }
  [[nodiscard]] std::string_view counterparty() const { return model_.text(finding_.counterparty); }

  void add(std::string_view table, JsonValue record) {
    repairs_.push_back({.table = table, .target = {}, .change = std::move(record), .closes = {}});
  }

  bool by_record(std::string_view rule) {
    if (rule.starts_with("unassessed-")) {
      add_confirmation("service", subject());
      add_confirmation("organization", counterparty());
    } else if (rule == "unknown-component-unexplained") {
      add_disclosure();
    } else if (rule == "missing-contract" || rule == "broken-contract-chain" ||
               rule == "responsibility-gap") {
      add_contract("service");
    } else if (rule == "missing-development-contract") {
      add_contract("development");
    } else if (rule == "maintenance-lapsed") {
      add_contract("maintenance");
    } else if (rule == "unilateral-risk-treatment" || rule == "residual-risk-not-agreed" ||
               rule == "customer-measure-not-agreed") {
      add_risk_agreement();
    } else {
      return false;
    }
    return true;
  }

  void add_confirmation(std::string_view key, std::string_view about) {
    JsonValue record = JsonValue::object();
    record.add("assessor", text(owes()));
    record.add(key, text(about));
    record.add("date", text(supply_.as_of().to_string()));
    record.add("basis", list({"mds_sds"}));
    add("assessments", std::move(record));
  }

  /// To whoever holds the edge, by the institution.
  void add_disclosure() {
    const bool seen = finding_.witness && finding_.witness->from.valid();
    const std::string_view to = seen ? model_.id(supply_.provider(finding_.witness->from)) : owes();
    JsonValue record = JsonValue::object();
    record.add("service", text(subject()));
    record.add("to", text(to));
    record.add("by", text(counterparty()));
    record.add("date", text(supply_.as_of().to_string()));
    add("disclosures", std::move(record));
  }

  void add_contract(std::string_view kind) {
    JsonValue record = JsonValue::object();
    record.add("id", text(new_contract_id()));
    if (kind != "service") record.add("kind", text(kind));
    record.add("customer", text(owes()));
    record.add("supplier", text(counterparty()));
    record.add("covers", list({std::string(subject())}));
    add("contracts", std::move(record));
  }

  [[nodiscard]] std::string new_contract_id() const {
    const std::string stem = std::string(owes()) + "." + std::string(subject());
    std::string id = stem;
    for (int n = 2; model_.find(id); ++n) id = stem + "-" + std::to_string(n);
    return id;
  }

  void add_risk_agreement() {
    JsonValue record = JsonValue::object();
    record.add("risk", text(subject()));
    record.add("with", text(counterparty()));
    record.add("date", text(supply_.as_of().to_string()));
    add("risk_agreements", std::move(record));
  }

  [[nodiscard]] std::vector<std::string> details(std::string_view key) const {
    const auto found = std::ranges::find(finding_.details, key, &FindingDetail::key);
    return found == finding_.details.end() ? std::vector<std::string>() : found->values;
  }

  /// Clauses of the contract that the finding is about.
  bool by_clause_of_subject(std::string_view rule) {
    const auto record = model_.find(finding_.subject);
    if (!record || record->kind != RecordKind::Contract) return false;
    JsonValue clause = agreement_clause(rule);
    if (clause.children.empty()) return true;
    add_clause(model_.contracts[record->index], "agreement", std::move(clause));
    return true;
  }

  [[nodiscard]] JsonValue agreement_clause(std::string_view rule) const {
    if (rule == "network-role-undivided" || rule == "supplier-duties-undivided") {
      return member("responsibility_scope", JsonValue::boolean(true));
    }
    if (rule == "agreement-missing") {
      JsonValue clause = member("common_understanding", JsonValue::boolean(true));
      clause.add("explicit", JsonValue::boolean(true));
      return clause;
    }
    if (rule == "selection-items-missing" || rule == "agreement-items-missing") {
      return member("items", list(details("items")));
    }
    if (rule == "risk-communication-missing") return member("items", list({"risk_treatment_list"}));
    if (rule == "lifecycle-duties-undivided") return member("phases", list(details("phases")));
    if (rule == "evaluation-missing") {
      JsonValue evaluation = member("date", text(supply_.as_of().to_string()));
      evaluation.add("by", text("independent"));
      return member("evaluation", std::move(evaluation));
    }
    if (rule == "compliance-clause-missing") return edition_clause();
    if (rule == "subentrustment-unapproved") {
      return member("subentrustment", member("approved", list({std::string(counterparty())})));
    }
    return JsonValue::object();
  }

  [[nodiscard]] JsonValue edition_clause() const {
    JsonValue editions = JsonValue::object();
    for (const auto& [key, kind] :
         {std::pair("provider", GuidelineKind::Provider), std::pair("mhlw", GuidelineKind::Mhlw)}) {
      const Edition* edition = edition_in_force(kind, supply_.as_of());
      if (edition != nullptr) editions.add(key, text(edition->id));
    }
    return member("guideline", std::move(editions));
  }

  /// Clauses of contracts between two parties of the finding.
  void by_clause_between(std::string_view rule) {
    const auto cp = model_.find(finding_.counterparty);
    const auto who = model_.find(finding_.owes);
    if (!cp || !who || cp->kind != RecordKind::Organization) return;
    const OrganizationId other(cp->index);
    const OrganizationId owner(who->index);
    if (rule == "responsibility-undelimited") {
      clauses(other, owner, "agreement", member("responsibility_scope", JsonValue::boolean(true)));
    } else if (rule == "agreement-scope-incomplete") {
      clauses(other, owner, "agreement", member("components", text("all_procured")));
    } else if (rule == "no-change-notice") {
      clauses(other, owner, "notice", periods(details("kinds"), kDays));
    } else if (rule == "no-relay") {
      clauses(owner, other, "relay", periods(details("kinds"), kDays));
    } else if (rule == "no-incident-notice") {
      clauses(other, owner, "notice", periods({"incident"}, kHours));
    }
  }

  // What is usual; the parties decide.
  static constexpr int kDays = 30;
  static constexpr int kHours = 24;

  static JsonValue periods(const std::vector<std::string>& kinds, int length) {
    JsonValue clause = JsonValue::object();
    for (const std::string& kind : kinds)
      clause.add(kind, JsonValue::number(std::to_string(length)));
    return clause;
  }

  void clauses(OrganizationId customer, OrganizationId supplier, std::string_view key,
               const JsonValue& clause) {
    for (const ContractId k : supply_.bought_by(customer)) {
      if (supply_.supplier(k) == supplier && is_supply_kind(supply_.kind(k))) {
        add_clause(model_[k], key, clause);
      }
    }
  }

  /// A key is taken whole from the terms, so it is put where it stands.
  void add_clause(const Contract& contract, std::string_view key, JsonValue clause) {
    const auto has_it = [key](const ContractContent& content) {
      return key == "agreement" ? content.agreement.has_value()
             : key == "notice"  ? content.notice.has_value()
                                : content.relay.has_value();
    };
    const bool has_own = contract.own && has_it(*contract.own);
    const bool in_terms = !has_own && contract.terms.id.valid() &&
                          has_it(model_.terms[contract.terms.id.index()].content);
    const Symbol target = in_terms ? contract.terms.name : contract.id;
    repairs_.push_back({.table = in_terms ? "terms" : "contracts",
                        .target = std::string(model_.text(target)),
                        .change = member(key, std::move(clause)),
                        .closes = {}});
  }

  const SupplyGraph& supply_;
  const Model& model_;
  const Finding& finding_;
  std::vector<Repair> repairs_;
};

}  // namespace

std::vector<Repair> propose(const SupplyGraph& supply, const Finding& finding) {
  return Proposer(supply, finding).propose();
}

}  // namespace musubi
