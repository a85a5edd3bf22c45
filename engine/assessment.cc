#include "engine/assessment.h"

#include <algorithm>

namespace musubi {
namespace {

std::uint32_t number(std::size_t index) { return static_cast<std::uint32_t>(index); }

bool shows_more_than_certificate(const Assessment& assessment) {
  return std::ranges::any_of(assessment.basis, [](Basis b) { return b != Basis::Certificate; });
}

auto entries_of(const auto& entries, std::size_t key) {
  using Entry = std::ranges::range_value_t<decltype(entries)>;
  return std::ranges::equal_range(entries, number(key), {}, &Entry::key);
}

}  // namespace

Confirmations::Confirmations(const SupplyGraph& supply) : supply_(&supply) {
  const Model& model = supply.model();
  const auto add = [&](const auto& record, std::size_t row, std::vector<Entry>& services,
                       std::vector<Entry>& parties) {
    if (record.service.given()) {
      services.push_back({number(record.service.id.index()), number(row)});
    } else {
      parties.push_back({number(supply.party(record.organization.id).index()), number(row)});
    }
  };
  for (std::size_t i = 0; i < model.assessments.size(); ++i) {
    add(model.assessments[i], i, assessed_services_, assessed_parties_);
  }
  for (std::size_t i = 0; i < model.disclosures.size(); ++i) {
    add(model.disclosures[i], i, disclosed_services_, disclosed_parties_);
  }
  for (std::size_t i = 0; i < model.organizations.size(); ++i) {
    for (const OrganizationRef& of : model.organizations[i].member_of) {
      memberships_.push_back({supply.party(OrganizationId(i)), supply.party(of.id)});
    }
  }
  std::ranges::sort(assessed_services_);
  std::ranges::sort(assessed_parties_);
  std::ranges::sort(disclosed_services_);
  std::ranges::sort(disclosed_parties_);
  std::ranges::sort(memberships_);
}

std::optional<Date> Confirmations::end(const Assessment& assessment) const {
  if (assessment.valid_until) return assessment.valid_until;
  const auto months = supply_->model().policy.assessment_valid_months;
  return months ? std::optional(assessment.date.plus_months(*months)) : std::nullopt;
}

bool Confirmations::is_by_or_shared_with(const Assessment& assessment, OrganizationId x) const {
  if (supply_->party(assessment.assessor.id) == x) return true;
  return std::ranges::any_of(assessment.shared_with, [&](const OrganizationRef& with) {
    const OrganizationId party = supply_->party(with.id);
    return party == x || std::ranges::binary_search(memberships_, Membership{x, party});
  });
}

template <class Visit>
void Confirmations::visit(ServiceId service, OrganizationId about, Visit visit) const {
  const Model& model = supply_->model();
  for (const auto& entries : {entries_of(assessed_services_, service.index()),
                              entries_of(assessed_parties_, about.index())}) {
    for (const Entry& entry : entries) visit(model.assessments[entry.row], AssessmentId(entry.row));
  }
}

AssessmentId Confirmations::counting(OrganizationId owes, ServiceId service,
                                     OrganizationId about) const {
  const Date today = supply_->as_of();
  AssessmentId found;
  visit(service, about, [&](const Assessment& assessment, AssessmentId id) {
    if (found.valid() || assessment.date > today) return;
    const auto last = end(assessment);
    if (last && *last < today) return;
    if (assessment.result == Assessment::Result::Rejected) return;
    if (!shows_more_than_certificate(assessment)) return;
    if (is_by_or_shared_with(assessment, owes)) found = id;
  });
  return found;
}

ConfirmationState Confirmations::state(OrganizationId owes, ServiceId service,
                                       OrganizationId about) const {
  if (counting(owes, service, about).valid()) return ConfirmationState::Met;
  const Date today = supply_->as_of();
  ConfirmationState best = ConfirmationState::None;
  visit(service, about, [&](const Assessment& assessment, AssessmentId) {
    if (assessment.date > today || !is_by_or_shared_with(assessment, owes)) return;
    const auto last = end(assessment);
    const ConfirmationState here = assessment.result == Assessment::Result::Rejected
                                       ? ConfirmationState::Rejected
                                   : last && *last < today ? ConfirmationState::Expired
                                                           : ConfirmationState::CertificateOnly;
    best = std::min(best, here);
  });
  return best;
}

bool Confirmations::disclosed(ServiceId service, OrganizationId to) const {
  const Date today = supply_->as_of();
  const auto active_to = [&](const Entry& entry) {
    const Disclosure& disclosure = supply_->model().disclosures[entry.row];
    return supply_->party(disclosure.to.id) == to &&
           (!disclosure.date || *disclosure.date <= today) &&
           (!disclosure.valid_until || today <= *disclosure.valid_until);
  };
  return std::ranges::any_of(entries_of(disclosed_services_, service.index()), active_to) ||
         std::ranges::any_of(entries_of(disclosed_parties_, supply_->provider(service).index()),
                             active_to);
}

}  // namespace musubi
