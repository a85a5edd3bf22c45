#pragma once

#include <optional>
#include <string_view>

#include "model/arena.h"
#include "model/records.h"
#include "model/source.h"
#include "model/symbols.h"
#include "model/table.h"

namespace musubi {

enum class RuleLevel : std::uint8_t { Off, Note, Warning, Error };

/// How `policy.rules` sets the level of a rule ("x") or of a group ("agreement/*").
struct LevelSetting {
  String of;
  RuleLevel level = RuleLevel::Off;

  friend bool operator==(const LevelSetting&, const LevelSetting&) = default;
};

struct Policy {
  std::optional<std::int32_t> assessment_valid_months;
  std::optional<std::int32_t> expiring_within_days;
  std::optional<std::int32_t> edition_grace_months;
  MaybeList<String> duties;
  List<LevelSetting> rules;  // sorted by `of`, each once

  /// The level that is set for exactly this rule or group.
  [[nodiscard]] std::optional<RuleLevel> level(std::string_view of) const;

  friend bool operator==(const Policy&, const Policy&) = default;
};

/// An entry that a model adds to a built-in catalogue.
struct CatalogueEntry {
  String id;
  Name title;

  friend bool operator==(const CatalogueEntry&, const CatalogueEntry&) = default;
};

struct Guideline {
  Editions editions;
  List<CatalogueEntry> items, operations_rules, requirements;

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
  Name name;
  std::optional<PlacedDate> as_of;
  Guideline guideline;
  Policy policy;

  Table<Organization> organizations;
  Table<Service> services;
  Table<System> systems;
  Table<Terms> terms;
  Table<Contract> contracts;
  Table<Assessment> assessments;
  Table<Disclosure> disclosures;
  Table<Risk> risks;
  Table<RiskAgreement> risk_agreements;
  Table<Control> controls;
  Table<Requirement> requirements;
  Table<Change> changes;
  Table<Suppression> suppressions;
  /// What a file of planned changes asks about, in its order; these are no records and have no ids.
  Table<Change> planned;

  Arena arena;  // what the records show, but for what stands in the texts of the files
  SymbolTable symbols;
  SourceMap sources;
  Table<std::optional<RecordRef>> records_by_symbol;  // by Symbol; may be shorter than it

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
  [[nodiscard]] const List<DutyAssignment>* duties(const Contract& contract) const;
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
