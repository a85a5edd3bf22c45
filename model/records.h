#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "model/date.h"
#include "model/flat.h"
#include "model/ids.h"
#include "model/source.h"

// The records of a model as the user wrote them, one plain struct each. What a key means is
// documented in `fields.cc`, from where the JSON Schema takes it. What they show of texts and lists
// lives as long as the model.
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
enum class RecordKind : std::uint32_t {  // as wide as a row, so that a `RecordRef` has no gap
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

// The members of records of which there are many stand in an order that leaves no gaps: a country
// has a million of them. What takes one byte comes first, in the room behind `stated`.

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
  String role, name, email, phone, hours;
};

struct Certification {
  Symbol scheme;  // of the catalogue of certifications
  std::optional<Date> valid_until;
  MaybeList<ServiceRef> covers;
  bool renewal_pending = false;
  std::uint32_t offset = 0;
};

struct Organization : Record {
  OrganizationKinds kinds;
  std::optional<bool> bears_responsibility;
  OrganizationRef part_of;
  Name name;
  double weight = 1;  // beds, patients: the user's own measure of size
  List<OrganizationRef> member_of;
  List<Contact> contacts;
  MaybeList<Certification> certifications;
};

enum class Layer : std::uint8_t { Application, Platform, Infrastructure, Network, Support };

/// Something runs on one service, or on any one of several.
struct Dependency {
  List<ServiceRef> members;  // one, or those of `any_of`; never empty
  OrganizationRef selected_by;
  bool any_of = false;
  bool required = true;
  std::uint32_t offset = 0;
};

struct Service : Record {
  Layer layer = Layer::Application;
  bool handles_medical_information = true;
  bool unreadable = false;
  OrganizationRef provider;
  OrganizationRef developer;
  Name name;
  MaybeList<String> locations;    // ISO 3166-1 alpha-2
  MaybeList<String> access_from;  // ISO 3166-1 alpha-2
  MaybeList<Dependency> depends_on;
};

enum class Criticality : std::uint8_t { Low, Normal, High };

struct Placement {
  ServiceRef service;
  Dependency on;
  std::uint32_t offset = 0;
};

struct Link {
  List<ServiceRef> between;
  Name carries;
  ContractRef agreed_in;
  std::uint32_t offset = 0;
};

struct System : Record {
  Criticality criticality = Criticality::Normal;
  OrganizationRef owner;
  Name name;
  List<Dependency> uses;
  List<Placement> placements;
  MaybeList<Link> links;
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
  Name as_written;
};

/// The periods of one `notice` or `relay`, at most one of each kind.
struct Periods {
  List<Period> periods;

  [[nodiscard]] std::optional<std::int32_t> find(ChangeKind kind) const;
};

/// Who does one of the duties that have to be divided.
struct DutyAssignment {
  enum class Who : std::uint8_t { Customer, Supplier, Shared, NotApplicable, Organization };
  String duty;
  Who who = Who::Supplier;
  OrganizationRef organization;  // given for Who::Organization only
};

struct Editions {
  String provider, mhlw;  // empty where not given

  friend bool operator==(const Editions&, const Editions&) = default;
};

/// A list of references, or the word that stands for all of them.
template <class RefType>
struct Selection {
  bool all = false;
  List<RefType> items;
};

struct AgreementItem {
  String id;
  std::optional<Date> date;
};

struct Equipment {
  bool distributed = false;
  std::optional<std::int32_t> count;
  std::optional<bool> ledger;
  Name place_of_use;
};

struct Evaluation {
  enum class By : std::uint8_t { Self, Independent, ThirdParty };
  std::optional<Date> date;
  By by = By::Self;
};

struct Subentrustment {
  enum class Policy : std::uint8_t { Prohibited, PriorConsent, PriorNotice, Free };
  std::optional<Policy> policy;
  List<OrganizationRef> approved;
};

enum class Phase : std::uint8_t { Development, Operation, Incident, Termination };

/// What the two parties of a contract agreed on the handling of medical information (FAQ 4).
struct Agreement {
  std::optional<Date> date;
  List<Date> renewed;
  std::optional<bool> common_understanding;
  std::optional<bool> explicit_agreement;  // key `explicit`
  std::optional<bool> responsibility_scope;
  std::optional<Selection<ServiceRef>> components;  // all: "all_procured"
  MaybeList<ServiceRef> unknown_components;
  MaybeList<Phase> phases;
  MaybeList<AgreementItem> items;
  MaybeList<String> operations_rules;
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
  String reason;  // why `entrusts_personal_data` is false
  Box<Periods> notice;
  Box<Periods> relay;
  MaybeList<DutyAssignment> duties;
  Box<Agreement> agreement;
};

struct Terms : Record {
  Name name;
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
  ContractKind kind = ContractKind::Service;
  OrganizationRef customer, supplier;
  TermsRef terms;
  Name name;
  String number;
  List<ServiceRef> covers;
  MaybeList<SystemRef> systems;  // absent: any; []: none
  std::optional<Date> from, until;
  Box<ContractContent> own;  // nothing where no key of it is given
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
  Result result = Result::Accepted;
  OrganizationRef assessor;
  ServiceRef service;  // exactly one of these two is given
  OrganizationRef organization;
  Date date;
  std::optional<Date> valid_until;
  List<Basis> basis;
  List<OrganizationRef> shared_with;
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
  Name title;
  By by = By::Supplier;
};

struct Risk : Record {
  enum class Treatment : std::uint8_t { Reduce, Avoid, Transfer, Retain };
  OrganizationRef owner;
  ServiceRef service;
  MaybeList<ServiceRef> includes;
  Name title;
  RiskLevel level;
  Treatment treatment = Treatment::Reduce;
  String reason;
  String requirement;
  List<Measure> measures;
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
  String control;
  bool adopted = false;
  std::optional<Reason> reason;
  String alternative, text;
};

struct Requirement : Record {
  ServiceRef service;
  String requirement;
  std::optional<bool> met, applicable;
  String evidence, reason;
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
  MaybeList<SystemRef> systems;
  std::optional<Date> announced, effective;
  List<Told> told;
};

struct Suppression : Record {
  String rule;
  Symbol subject;  // an id
  Symbol owes;     // an id; nothing for "*"
  String reason, by;
  Date expires;
};

}  // namespace musubi
