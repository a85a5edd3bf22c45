#include "model/model.h"

#include <algorithm>

namespace musubi {
namespace {

/// The contract's own value of one key, else that of its terms; null where neither has it.
template <class Member>
auto own_or_shared(const Model& model, const Contract& contract, Member member)
    -> decltype(&*((*contract.own).*member)) {
  if (contract.own && (*contract.own).*member) return &*((*contract.own).*member);
  if (!contract.terms.id.valid()) return nullptr;
  const ContractContent& shared = model.terms[contract.terms.id.index()].content;
  return shared.*member ? &*(shared.*member) : nullptr;
}

}  // namespace

std::optional<std::int32_t> Periods::find(ChangeKind kind) const {
  const auto found = std::ranges::find(periods, kind, &Period::kind);
  if (found == periods.end()) return std::nullopt;
  return found->length;
}

std::optional<RuleLevel> Policy::level(std::string_view of) const {
  const auto found = std::ranges::lower_bound(rules, of, {}, &LevelSetting::of);
  if (found == rules.end() || found->of != of) return std::nullopt;
  return found->level;
}

std::optional<RecordRef> Model::find(std::string_view id) const { return find(symbols.find(id)); }

std::optional<RecordRef> Model::find(Symbol id) const {
  if (!id.valid() || id.index() >= records_by_symbol.size()) return std::nullopt;
  return records_by_symbol[id.index()];
}

const Record& Model::record(RecordRef ref) const {
  switch (ref.kind) {
    case RecordKind::Organization: return organizations[ref.index];
    case RecordKind::Service: return services[ref.index];
    case RecordKind::System: return systems[ref.index];
    case RecordKind::Terms: return terms[ref.index];
    case RecordKind::Contract: return contracts[ref.index];
    case RecordKind::Assessment: return assessments[ref.index];
    case RecordKind::Disclosure: return disclosures[ref.index];
    case RecordKind::Risk: return risks[ref.index];
    case RecordKind::RiskAgreement: return risk_agreements[ref.index];
    case RecordKind::Control: return controls[ref.index];
    case RecordKind::Requirement: return requirements[ref.index];
    case RecordKind::Change: return changes[ref.index];
    case RecordKind::Suppression: break;
  }
  return suppressions[ref.index];
}

const Periods* Model::notice(const Contract& contract) const {
  return own_or_shared(*this, contract, &ContractContent::notice);
}

const Periods* Model::relay(const Contract& contract) const {
  return own_or_shared(*this, contract, &ContractContent::relay);
}

const List<DutyAssignment>* Model::duties(const Contract& contract) const {
  return own_or_shared(*this, contract, &ContractContent::duties);
}

const Agreement* Model::agreement(const Contract& contract) const {
  return own_or_shared(*this, contract, &ContractContent::agreement);
}

std::optional<bool> Model::entrusts_personal_data(const Contract& contract) const {
  const bool* entrusts = own_or_shared(*this, contract, &ContractContent::entrusts_personal_data);
  return entrusts != nullptr ? std::optional(*entrusts) : std::nullopt;
}

ContractForm Model::form(const Contract& contract) const {
  const ContractForm* form = own_or_shared(*this, contract, &ContractContent::form);
  return form != nullptr ? *form : ContractForm::Negotiated;
}

bool Model::renews_automatically(const Contract& contract) const {
  const bool* automatic = own_or_shared(*this, contract, &ContractContent::automatic_renewal);
  return automatic != nullptr && *automatic;
}

std::optional<std::int32_t> Model::renewal_notice_days(const Contract& contract) const {
  const std::int32_t* days = own_or_shared(*this, contract, &ContractContent::renewal_notice_days);
  return days != nullptr ? std::optional(*days) : std::nullopt;
}

std::optional<Date> Model::last_day(const Assessment& assessment) const {
  if (assessment.valid_until) return assessment.valid_until;
  const auto months = policy.assessment_valid_months;
  return months ? std::optional(assessment.date.plus_months(*months)) : std::nullopt;
}

}  // namespace musubi
