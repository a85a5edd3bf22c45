#pragma once

#include <concepts>
#include <optional>
#include <type_traits>

#include "model/model.h"

// Not installed: which members of the records show memory elsewhere. A snapshot is written and
// moved with the help of these functions; `each_part` hands each such member to `visit`, one level
// deep. A record whose members change has to change here too: the tests compare all of them after
// a way through a snapshot.
namespace musubi {

/// Rows without such members. There has to be an `each_part` for all others.
template <class T>
inline constexpr bool kIsPlain = std::is_enum_v<T>;
template <class IdType>
inline constexpr bool kIsPlain<Ref<IdType>> = true;
template <>
inline constexpr bool kIsPlain<Date> = true;
template <>
inline constexpr bool kIsPlain<Told> = true;
template <>
inline constexpr bool kIsPlain<Disclosure> = true;
template <>
inline constexpr bool kIsPlain<RiskAgreement> = true;
template <>
inline constexpr bool kIsPlain<SymbolTable::Slot> = true;
template <>
inline constexpr bool kIsPlain<std::optional<RecordRef>> = true;

template <class Visit>
void each_part(String& text, Visit& visit) {
  visit(text);
}
template <class Visit>
void each_part(Name& name, Visit& visit) {
  visit(name.en);
  visit(name.ja);
}
template <class T, class Visit>
void each_part(std::optional<T>& maybe, Visit& visit) {
  if (maybe) each_part(*maybe, visit);
}
template <class RefType, class Visit>
void each_part(Selection<RefType>& selection, Visit& visit) {
  visit(selection.items);
}
template <class Visit>
void each_part(Contact& contact, Visit& visit) {
  visit(contact.role);
  visit(contact.name);
  visit(contact.email);
  visit(contact.phone);
  visit(contact.hours);
}
template <class Visit>
void each_part(Certification& certification, Visit& visit) {
  visit(certification.covers);
}
template <class Visit>
void each_part(Organization& organization, Visit& visit) {
  each_part(organization.name, visit);
  visit(organization.member_of);
  visit(organization.contacts);
  visit(organization.certifications);
}
template <class Visit>
void each_part(Dependency& dependency, Visit& visit) {
  visit(dependency.members);
}
template <class Visit>
void each_part(Service& service, Visit& visit) {
  each_part(service.name, visit);
  visit(service.locations);
  visit(service.access_from);
  visit(service.depends_on);
}
template <class Visit>
void each_part(Placement& placement, Visit& visit) {
  each_part(placement.on, visit);
}
template <class Visit>
void each_part(Link& link, Visit& visit) {
  visit(link.between);
  each_part(link.carries, visit);
}
template <class Visit>
void each_part(System& system, Visit& visit) {
  each_part(system.name, visit);
  visit(system.uses);
  visit(system.placements);
  visit(system.links);
}
template <class Visit>
void each_part(Period& period, Visit& visit) {
  each_part(period.as_written, visit);
}
template <class Visit>
void each_part(Periods& periods, Visit& visit) {
  visit(periods.periods);
}
template <class Visit>
void each_part(DutyAssignment& duty, Visit& visit) {
  visit(duty.duty);
}
template <class Visit>
void each_part(Editions& editions, Visit& visit) {
  visit(editions.provider);
  visit(editions.mhlw);
}
template <class Visit>
void each_part(AgreementItem& item, Visit& visit) {
  visit(item.id);
}
template <class Visit>
void each_part(Equipment& equipment, Visit& visit) {
  each_part(equipment.place_of_use, visit);
}
template <class Visit>
void each_part(Subentrustment& subentrustment, Visit& visit) {
  visit(subentrustment.approved);
}
template <class Visit>
void each_part(Agreement& agreement, Visit& visit) {
  visit(agreement.renewed);
  each_part(agreement.components, visit);
  visit(agreement.unknown_components);
  visit(agreement.phases);
  visit(agreement.items);
  visit(agreement.operations_rules);
  each_part(agreement.equipment, visit);
  each_part(agreement.guideline, visit);
  each_part(agreement.subentrustment, visit);
  each_part(agreement.risks, visit);
}
template <class Visit>
void each_part(ContractContent& content, Visit& visit) {
  visit(content.reason);
  visit(content.notice);
  visit(content.relay);
  visit(content.duties);
  visit(content.agreement);
}
template <class Visit>
void each_part(Terms& terms, Visit& visit) {
  each_part(terms.name, visit);
  each_part(terms.content, visit);
}
template <class Visit>
void each_part(Contract& contract, Visit& visit) {
  each_part(contract.name, visit);
  visit(contract.number);
  visit(contract.covers);
  visit(contract.systems);
  visit(contract.own);
}
template <class Visit>
void each_part(Assessment& assessment, Visit& visit) {
  visit(assessment.basis);
  visit(assessment.shared_with);
}
template <class Visit>
void each_part(Measure& measure, Visit& visit) {
  each_part(measure.title, visit);
}
template <class Visit>
void each_part(Risk& risk, Visit& visit) {
  visit(risk.includes);
  each_part(risk.title, visit);
  visit(risk.reason);
  visit(risk.requirement);
  visit(risk.measures);
  each_part(risk.considered_guideline, visit);
}
template <class Visit>
void each_part(Control& control, Visit& visit) {
  visit(control.control);
  visit(control.alternative);
  visit(control.text);
}
template <class Visit>
void each_part(Requirement& requirement, Visit& visit) {
  visit(requirement.requirement);
  visit(requirement.evidence);
  visit(requirement.reason);
}
template <class Visit>
void each_part(Change& change, Visit& visit) {
  visit(change.systems);
  visit(change.told);
}
template <class Visit>
void each_part(Suppression& suppression, Visit& visit) {
  visit(suppression.rule);
  visit(suppression.reason);
  visit(suppression.by);
}
template <class Visit>
void each_part(LevelSetting& setting, Visit& visit) {
  visit(setting.of);
}
template <class Visit>
void each_part(Policy& policy, Visit& visit) {
  visit(policy.duties);
  visit(policy.rules);
}
template <class Visit>
void each_part(CatalogueEntry& entry, Visit& visit) {
  visit(entry.id);
  each_part(entry.title, visit);
}
template <class Visit>
void each_part(Guideline& guideline, Visit& visit) {
  each_part(guideline.editions, visit);
  visit(guideline.items);
  visit(guideline.operations_rules);
  visit(guideline.requirements);
}

}  // namespace musubi
