#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/records.h"
#include "model/source.h"
#include "model/symbols.h"

namespace musubi {

/// How `policy.rules` sets the level of a rule or of a group.
enum class RuleLevel : std::uint8_t { Off, Note, Warning, Error };

struct Policy {
  std::optional<std::int32_t> assessment_valid_months;
  std::optional<std::int32_t> expiring_within_days;
  std::optional<std::int32_t> edition_grace_months;
  std::optional<std::vector<std::string>> duties;
  std::map<std::string, RuleLevel, std::less<>>
      rules;  // by rule ("x"), or by group ("agreement/*")

  friend bool operator==(const Policy&, const Policy&) = default;
};

/// An entry that a model adds to a built-in catalogue.
struct CatalogueEntry {
  std::string id;
  Text title;

  friend bool operator==(const CatalogueEntry&, const CatalogueEntry&) = default;
};

struct Guideline {
  Editions editions;
  std::vector<CatalogueEntry> items, operations_rules, requirements;

  friend bool operator==(const Guideline&, const Guideline&) = default;
};

/// A date and the place where it was written.
struct PlacedDate {
  Date date;
  SourceLocation where;
};

/// What the user said: the tables of records, the strings that they name, and the texts of the
/// files. Made by `read_model`, constant from then on. Records with an id stand in the byte order
/// of their ids, so that comparing two dense ids of one table compares the ids as written; the
/// others stand in the order in which they were read.
struct Model {
  Text name;
  std::optional<PlacedDate> as_of;
  Guideline guideline;
  Policy policy;

  std::vector<Organization> organizations;
  std::vector<Service> services;
  std::vector<System> systems;
  std::vector<Terms> terms;
  std::vector<Contract> contracts;
  std::vector<Assessment> assessments;
  std::vector<Disclosure> disclosures;
  std::vector<Risk> risks;
  std::vector<RiskAgreement> risk_agreements;
  std::vector<Control> controls;
  std::vector<Requirement> requirements;
  std::vector<Change> changes;
  std::vector<Suppression> suppressions;
  /// What a file of planned changes asks about, in its order; these are no records and have no ids.
  std::vector<Change> planned;

  SymbolTable symbols;
  SourceMap sources;
  std::vector<std::optional<RecordRef>> records_by_symbol;  // by Symbol; may be shorter than it

  /// The record with this id; nothing where there is none. O(length of the id).
  [[nodiscard]] std::optional<RecordRef> find(std::string_view id) const;
  [[nodiscard]] std::optional<RecordRef> find(Symbol id) const;

  /// What every record has, of any record.
  [[nodiscard]] const Record& record(RecordRef ref) const;

  [[nodiscard]] std::string_view text(Symbol symbol) const {
    return symbol.valid() ? symbols.view(symbol) : std::string_view();
  }
  [[nodiscard]] std::string_view id(OrganizationId o) const {
    return text(organizations[o.index()].id);
  }
  [[nodiscard]] std::string_view id(ServiceId s) const { return text(services[s.index()].id); }
  [[nodiscard]] std::string_view id(SystemId s) const { return text(systems[s.index()].id); }
  [[nodiscard]] std::string_view id(ContractId c) const { return text(contracts[c.index()].id); }

  [[nodiscard]] const Organization& operator[](OrganizationId o) const {
    return organizations[o.index()];
  }
  [[nodiscard]] const Service& operator[](ServiceId s) const { return services[s.index()]; }
  [[nodiscard]] const System& operator[](SystemId s) const { return systems[s.index()]; }
  [[nodiscard]] const Contract& operator[](ContractId c) const { return contracts[c.index()]; }
  [[nodiscard]] const Assessment& operator[](AssessmentId a) const {
    return assessments[a.index()];
  }

  // The content of a contract: its own key, or else the one of its terms; null where neither has
  // it.
  [[nodiscard]] const Periods* notice(const Contract& contract) const;
  [[nodiscard]] const Periods* relay(const Contract& contract) const;
  [[nodiscard]] const std::vector<DutyAssignment>* duties(const Contract& contract) const;
  [[nodiscard]] const Agreement* agreement(const Contract& contract) const;
  [[nodiscard]] std::optional<bool> entrusts_personal_data(const Contract& contract) const;
  [[nodiscard]] ContractForm form(const Contract& contract) const;
  [[nodiscard]] bool renews_automatically(const Contract& contract) const;
  [[nodiscard]] std::optional<std::int32_t> renewal_notice_days(const Contract& contract) const;

  /// The last day of an assessment: as written, or by `policy.assessment_valid_months`; nothing
  /// where it never lapses.
  [[nodiscard]] std::optional<Date> last_day(const Assessment& assessment) const;
};

}  // namespace musubi
