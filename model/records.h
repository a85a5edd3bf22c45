#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"
#include "model/ids.h"
#include "model/source.h"
#include "model/text.h"

// The records of a model as the user wrote them, one plain struct each. What a key means is
// documented in `fields.cc`, from where the JSON Schema takes it. `std::optional` around a list
// keeps the difference between a key that is absent (unknown) and one that is empty (none).
namespace musubi {

/// An id that a record names. The reader fills `name` and `offset`; linking fills `id`. In a model
/// without errors `id` is valid wherever `name` is.
template <class IdType>
struct Ref {
  Symbol name;
  std::uint32_t offset = 0;  // in the file of the record that names it
  IdType id;

  [[nodiscard]] bool given() const { return name.valid(); }
};
using OrganizationRef = Ref<OrganizationId>;
using ServiceRef = Ref<ServiceId>;
using SystemRef = Ref<SystemId>;
using TermsRef = Ref<TermsId>;
using ContractRef = Ref<ContractId>;
using RiskRef = Ref<RiskId>;

/// The tables of a model.
enum class RecordKind : std::uint8_t {
  Organization,
  Service,
  System,
  Terms,
  Contract,
  Assessment,
  Disclosure,
  Risk,
  RiskAgreement,
  Control,
  Requirement,
  Change,
  Suppression,
};
inline constexpr std::size_t kRecordKindCount = 13;

/// One record of a model: its table and its row there.
struct RecordRef {
  RecordKind kind{};
  std::uint32_t index = 0;
  friend auto operator<=>(const RecordRef&, const RecordRef&) = default;
};

/// What every record has. The text of the record is [where.offset, end) of its file.
struct Record {
  Symbol id;  // nothing for a record without one
  SourceLocation where;
  std::uint32_t end = 0;
  bool stated = true;  // false: the user inferred it
};

enum class OrganizationKind : std::uint8_t {
  MedicalInstitution,
  Provider,
  InfrastructureVendor,
  NetworkOperator,
};

/// A set of kinds of organization.
class OrganizationKinds {
 public:
  void add(OrganizationKind kind) { bits_ = static_cast<std::uint8_t>(bits_ | bit(kind)); }
  void add(OrganizationKinds kinds) { bits_ = static_cast<std::uint8_t>(bits_ | kinds.bits_); }
  [[nodiscard]] bool has(OrganizationKind kind) const { return (bits_ & bit(kind)) != 0; }
  [[nodiscard]] bool only(OrganizationKind kind) const { return bits_ == bit(kind); }
  [[nodiscard]] bool empty() const { return bits_ == 0; }
  friend bool operator==(const OrganizationKinds&, const OrganizationKinds&) = default;

 private:
  static std::uint8_t bit(OrganizationKind kind) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
  }
  std::uint8_t bits_ = 0;
};

struct Contact {
  std::string role, name, email, phone, hours;
};

struct Certification {
  Symbol scheme;  // of the catalogue of certifications
  std::optional<Date> valid_until;
  std::optional<std::vector<ServiceRef>> covers;
  bool renewal_pending = false;
  std::uint32_t offset = 0;
};

struct Organization : Record {
  OrganizationKinds kinds;
  Text name;
  double weight = 1;  // beds, patients: the user's own measure of size
  OrganizationRef part_of;
  std::vector<OrganizationRef> member_of;
  std::optional<bool> bears_responsibility;
  std::vector<Contact> contacts;
  std::optional<std::vector<Certification>> certifications;
};

enum class Layer : std::uint8_t { Application, Platform, Infrastructure, Network, Support };

/// Something runs on one service, or on any one of several.
struct Dependency {
  std::vector<ServiceRef> members;  // one, or those of `any_of`; never empty
  OrganizationRef selected_by;
  bool any_of = false;
  bool required = true;
  std::uint32_t offset = 0;
};

struct Service : Record {
  OrganizationRef provider;
  Layer layer = Layer::Application;
  Text name;
  bool handles_medical_information = true;
  bool unreadable = false;
  OrganizationRef developer;
  std::optional<std::vector<std::string>> locations;    // ISO 3166-1 alpha-2
  std::optional<std::vector<std::string>> access_from;  // ISO 3166-1 alpha-2
  std::optional<std::vector<Dependency>> depends_on;
};

enum class Criticality : std::uint8_t { Low, Normal, High };

struct Placement {
  ServiceRef service;
  Dependency on;
  std::uint32_t offset = 0;
};

struct Link {
  std::vector<ServiceRef> between;
  Text carries;
  ContractRef agreed_in;
  std::uint32_t offset = 0;
};

struct System : Record {
  OrganizationRef owner;
  Text name;
  Criticality criticality = Criticality::Normal;
  std::vector<Dependency> uses;
  std::vector<Placement> placements;
  std::optional<std::vector<Link>> links;
};

enum class ChangeKind : std::uint8_t {
  ServiceChange,
  ContractChange,
  Termination,
  Incident,
  Outage,
};

/// A period of notice: days before, for `incident` hours after.
struct Period {
  ChangeKind kind = ChangeKind::ServiceChange;
  std::int32_t length = 0;
  Text as_written;
};

/// The periods of one `notice` or `relay`, at most one of each kind.
struct Periods {
  std::vector<Period> periods;

  [[nodiscard]] std::optional<std::int32_t> find(ChangeKind kind) const;
};

/// Who does one of the duties that have to be divided.
struct DutyAssignment {
  enum class Who : std::uint8_t { Customer, Supplier, Shared, NotApplicable, Organization };
  std::string duty;
  Who who = Who::Supplier;
  OrganizationRef organization;  // given for Who::Organization only
};

struct Editions {
  std::string provider, mhlw;  // empty where not given

  friend bool operator==(const Editions&, const Editions&) = default;
};

/// A list of references, or the word that stands for all of them.
template <class RefType>
struct Selection {
  bool all = false;
  std::vector<RefType> items;
};

struct AgreementItem {
  std::string id;
  std::optional<Date> date;
};

struct Equipment {
  bool distributed = false;
  std::optional<std::int32_t> count;
  std::optional<bool> ledger;
  Text place_of_use;
};

struct Evaluation {
  enum class By : std::uint8_t { Self, Independent, ThirdParty };
  std::optional<Date> date;
  By by = By::Self;
};

struct Subentrustment {
  enum class Policy : std::uint8_t { Prohibited, PriorConsent, PriorNotice, Free };
  std::optional<Policy> policy;
  std::vector<OrganizationRef> approved;
};

enum class Phase : std::uint8_t { Development, Operation, Incident, Termination };

/// What the two parties of a contract agreed on the handling of medical information (FAQ 4).
struct Agreement {
  std::optional<Date> date;
  std::vector<Date> renewed;
  std::optional<bool> common_understanding;
  std::optional<bool> explicit_agreement;  // key `explicit`
  std::optional<bool> responsibility_scope;
  std::optional<Selection<ServiceRef>> components;  // all: "all_procured"
  std::optional<std::vector<ServiceRef>> unknown_components;
  std::optional<std::vector<Phase>> phases;
  std::optional<std::vector<AgreementItem>> items;
  std::optional<std::vector<std::string>> operations_rules;
  std::optional<Equipment> equipment;
  std::optional<Evaluation> evaluation;
  std::optional<Editions> guideline;
  std::optional<Subentrustment> subentrustment;
  std::optional<Selection<RiskRef>> risks;
  std::uint32_t offset = 0;
  std::uint32_t end = 0;
};

enum class ContractForm : std::uint8_t { Negotiated, StandardTerms };

/// The content that contracts can share through `terms`. A contract's own keys win; a key is taken
/// whole (see `Model::content`).
struct ContractContent {
  std::optional<ContractForm> form;
  std::optional<bool> automatic_renewal;  // key `renewal`: automatic | none
  std::optional<std::int32_t> renewal_notice_days;
  std::optional<bool> entrusts_personal_data;
  std::string reason;  // why `entrusts_personal_data` is false
  std::optional<Periods> notice;
  std::optional<Periods> relay;
  std::optional<std::vector<DutyAssignment>> duties;
  std::unique_ptr<Agreement> agreement;
};

struct Terms : Record {
  Text name;
  ContractContent content;
};

enum class ContractKind : std::uint8_t {
  Service,
  Entrustment,
  Maintenance,
  Development,
  Sale,
  Coordination,
};

/// `service`, `entrustment` and `maintenance` (semantics, section 1).
[[nodiscard]] constexpr bool is_supply_kind(ContractKind kind) {
  return kind == ContractKind::Service || kind == ContractKind::Entrustment ||
         kind == ContractKind::Maintenance;
}

struct Contract : Record {
  Text name;
  std::string number;
  ContractKind kind = ContractKind::Service;
  OrganizationRef customer, supplier;
  std::vector<ServiceRef> covers;
  std::optional<std::vector<SystemRef>> systems;  // absent: any; []: none
  TermsRef terms;
  std::optional<Date> from, until;
  ContractContent own;
};

enum class Basis : std::uint8_t {
  MdsSds,
  DisclosureSheet,
  Questionnaire,
  Audit,
  Report,
  PublishedReference,
  Certificate,
};

struct Assessment : Record {
  enum class Result : std::uint8_t { Accepted, Conditional, Rejected };
  OrganizationRef assessor;
  ServiceRef service;  // exactly one of these two is given
  OrganizationRef organization;
  Date date;
  std::optional<Date> valid_until;
  std::vector<Basis> basis;
  Result result = Result::Accepted;
  std::vector<OrganizationRef> shared_with;
};

struct Disclosure : Record {
  ServiceRef service;  // exactly one of these two is given
  OrganizationRef organization;
  OrganizationRef to, by;
  std::optional<Date> date, valid_until;
};

struct RiskLevel {
  std::optional<std::int32_t> impact, likelihood;  // 1 to 5
};

struct Measure {
  enum class By : std::uint8_t { Supplier, Customer };
  Text title;
  By by = By::Supplier;
};

struct Risk : Record {
  enum class Treatment : std::uint8_t { Reduce, Avoid, Transfer, Retain };
  OrganizationRef owner;
  ServiceRef service;
  std::optional<std::vector<ServiceRef>> includes;
  Text title;
  RiskLevel level;
  Treatment treatment = Treatment::Reduce;
  std::string reason;
  std::string requirement;
  std::vector<Measure> measures;
  std::optional<RiskLevel> residual;
  std::optional<Editions> considered_guideline;
  std::optional<Date> reviewed, changed, review_by;
};

struct RiskAgreement : Record {
  RiskRef risk;
  OrganizationRef with;
  std::optional<Date> date;
};

struct Control : Record {
  enum class Reason : std::uint8_t { NotApplicable, Alternative, Other };
  ServiceRef service;
  std::string control;
  bool adopted = false;
  std::optional<Reason> reason;
  std::string alternative, text;
};

struct Requirement : Record {
  ServiceRef service;
  std::string requirement;
  std::optional<bool> met, applicable;
  std::string evidence, reason;
};

struct Told {
  OrganizationRef organization;
  std::optional<Date> date;
};

/// A change names a service, a contract or an organization.
struct ChangeTarget {
  Symbol name;
  std::uint32_t offset = 0;
  std::optional<RecordRef> record;
};

struct Change : Record {
  ChangeTarget target;
  ChangeKind kind = ChangeKind::ServiceChange;
  std::optional<std::vector<SystemRef>> systems;
  std::optional<Date> announced, effective;
  std::vector<Told> told;
};

struct Suppression : Record {
  std::string rule;
  Symbol subject;  // an id
  Symbol owes;     // an id; nothing for "*"
  std::string reason, by;
  Date expires;
};

}  // namespace musubi
