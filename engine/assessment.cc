#include "engine/assessment.h"

#include <algorithm>
#include <utility>

namespace musubi {
namespace {

std::uint32_t number(std::size_t index) { return static_cast<std::uint32_t>(index); }

bool shows_more_than_certificate(const Assessment& assessment) {
  return std::ranges::any_of(assessment.basis, [](Basis b) { return b != Basis::Certificate; });
}

/// The entries of an index about one thing that hold for one party.
auto entries_of(const auto& index, std::size_t about, OrganizationId holder) {
  using Entry = std::ranges::range_value_t<decltype(index)>;
  const auto key = [](const Entry& entry) { return std::pair(entry.about, entry.holder); };
  return std::ranges::equal_range(index, std::pair(number(about), holder), {}, key);
}

}  // namespace

template <class Record>
void Confirmations::add(const Record& record, std::size_t row, OrganizationId holder,
                        Index& services, Index& parties) const {
  if (record.service.given()) {
    services.push_back({number(record.service.id.index()), holder, number(row)});
  } else {
    const OrganizationId about = supply_->party(record.organization.id);
    parties.push_back({number(about.index()), holder, number(row)});
  }
}

void Confirmations::sort(Index& index) {
  std::ranges::sort(index);
  const auto twice = std::ranges::unique(index);
  index.erase(twice.begin(), twice.end());
}

Confirmations::Confirmations(const SupplyGraph& supply) : supply_(&supply) {
  const Model& model = supply.model();
  for (std::size_t i = 0; i < model.assessments.size(); ++i) {
    const Assessment& assessment = model.assessments[i];
    const auto add_for = [&](const OrganizationRef& holder) {
      add(assessment, i, supply.party(holder.id), assessed_services_, assessed_parties_);
    };
    add_for(assessment.assessor);
    for (const OrganizationRef& with : assessment.shared_with) add_for(with);
  }
  for (std::size_t i = 0; i < model.disclosures.size(); ++i) {
    const Disclosure& disclosure = model.disclosures[i];
    add(disclosure, i, supply.party(disclosure.to.id), disclosed_services_, disclosed_parties_);
  }
  for (std::size_t i = 0; i < model.organizations.size(); ++i) {
    for (const OrganizationRef& of : model.organizations[i].member_of) {
      memberships_.push_back({supply.party(OrganizationId(i)), supply.party(of.id)});
    }
  }
  for (Index* index :
       {&assessed_services_, &assessed_parties_, &disclosed_services_, &disclosed_parties_}) {
    sort(*index);
  }
  std::ranges::sort(memberships_);
  const auto twice = std::ranges::unique(memberships_);
  memberships_.erase(twice.begin(), twice.end());
}

template <class Visit>
void Confirmations::visit(ServiceId service, OrganizationId about, OrganizationId x,
                          Visit visit) const {
  const auto visit_of = [&](const Index& index, std::size_t key, OrganizationId holder,
                            bool as_member) {
    for (const Entry& entry : entries_of(index, key, holder)) {
      const Assessment& assessment = supply_->model().assessments[entry.row];
      // Members have what is shared with the organization, not what it keeps to itself.
      const auto shared = [&](const OrganizationRef& with) {
        return supply_->party(with.id) == holder;
      };
      if (as_member && std::ranges::none_of(assessment.shared_with, shared)) continue;
      visit(assessment, AssessmentId(entry.row));
    }
  };
  const auto visit_all = [&](OrganizationId holder, bool as_member) {
    visit_of(assessed_services_, service.index(), holder, as_member);
    visit_of(assessed_parties_, about.index(), holder, as_member);
  };
  visit_all(x, false);
  for (const Membership& membership :
       std::ranges::equal_range(memberships_, x, {}, &Membership::member)) {
    visit_all(membership.of, true);
  }
}

bool Confirmations::counts(const Assessment& assessment) const {
  const Date today = supply_->as_of();
  const auto last = supply_->model().last_day(assessment);
  return assessment.date <= today && (!last || *last >= today) &&
         assessment.result != Assessment::Result::Rejected &&
         shows_more_than_certificate(assessment);
}

AssessmentId Confirmations::counting(OrganizationId owes, ServiceId service,
                                     OrganizationId about) const {
  AssessmentId found;
  visit(service, about, owes, [&](const Assessment& assessment, AssessmentId id) {
    if ((!found.valid() || id < found) && counts(assessment)) found = id;
  });
  return found;
}

std::vector<AssessmentId> Confirmations::all_counting(OrganizationId owes, ServiceId service,
                                                      OrganizationId about) const {
  std::vector<AssessmentId> found;
  visit(service, about, owes, [&](const Assessment& assessment, AssessmentId id) {
    if (counts(assessment)) found.push_back(id);
  });
  std::ranges::sort(found);
  const auto twice = std::ranges::unique(found);
  found.erase(twice.begin(), twice.end());
  return found;
}

ConfirmationState Confirmations::state(OrganizationId owes, ServiceId service,
                                       OrganizationId about) const {
  if (counting(owes, service, about).valid()) return ConfirmationState::Met;
  const Date today = supply_->as_of();
  ConfirmationState best = ConfirmationState::None;
  visit(service, about, owes, [&](const Assessment& assessment, AssessmentId) {
    if (assessment.date > today) return;
    const auto last = supply_->model().last_day(assessment);
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
  const auto is_active = [&](const Entry& entry) {
    const Disclosure& disclosure = supply_->model().disclosures[entry.row];
    return (!disclosure.date || *disclosure.date <= today) &&
           (!disclosure.valid_until || today <= *disclosure.valid_until);
  };
  return std::ranges::any_of(entries_of(disclosed_services_, service.index(), to), is_active) ||
         std::ranges::any_of(entries_of(disclosed_parties_, supply_->provider(service).index(), to),
                             is_active);
}

}  // namespace musubi
