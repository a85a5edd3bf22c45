#include "engine/assessment.h"

#include <algorithm>
#include <numeric>

#include "engine/sorted.h"

namespace musubi {
namespace {

std::uint32_t number(std::size_t index) { return static_cast<std::uint32_t>(index); }

bool shows_more_than_certificate(const Assessment& assessment) {
  return std::ranges::any_of(assessment.basis, [](Basis b) { return b != Basis::Certificate; });
}

}  // namespace

template <class Record>
void Confirmations::add(const Record& record, Entry entry, Index& services, Index& parties) const {
  if (record.service.given()) {
    entry.about = number(record.service.id.index());
    services.entries.push_back(entry);
  } else {
    entry.about = number(supply_->party(record.organization.id).index());
    parties.entries.push_back(entry);
  }
}

void Confirmations::sort(Index& index, std::size_t holder_count) {
  sort_unique(index.entries);
  index.starts.assign(holder_count + 1, 0);
  for (const Entry& entry : index.entries) ++index.starts[entry.holder.index() + 1];
  std::partial_sum(index.starts.begin(), index.starts.end(), index.starts.begin());
}

/// The entries about one thing that hold for one party.
std::span<const Confirmations::Entry> Confirmations::entries_of(const Index& index,
                                                                std::size_t about,
                                                                OrganizationId holder) {
  const std::span<const Entry> all = index.of(holder);
  const auto begin = std::ranges::lower_bound(all, number(about), {}, &Entry::about);
  // There are few.
  const auto end = std::find_if(
      begin, all.end(), [about](const Entry& entry) { return entry.about != number(about); });
  return {begin, end};
}

Confirmations::Confirmations(const SupplyGraph& supply) : supply_(&supply) {
  const Model& model = supply.model();
  states_.reserve(model.assessments.size());
  ends_.reserve(model.assessments.size());
  for (std::size_t i = 0; i < model.assessments.size(); ++i) {
    const Assessment& assessment = model.assessments[i];
    ends_.push_back(model.last_day(assessment));
    states_.push_back(find_state(assessment, ends_.back()));
    const auto add_for = [&](const OrganizationRef& holder, bool is_shared) {
      add(assessment, {supply.party(holder.id), 0, number(i), is_shared}, assessed_services_,
          assessed_parties_);
    };
    add_for(assessment.assessor, false);
    for (const OrganizationRef& with : assessment.shared_with) add_for(with, true);
  }
  for (std::size_t i = 0; i < model.disclosures.size(); ++i) {
    const Disclosure& disclosure = model.disclosures[i];
    add(disclosure, {supply.party(disclosure.to.id), 0, number(i)}, disclosed_services_,
        disclosed_parties_);
  }
  for (std::size_t i = 0; i < model.organizations.size(); ++i) {
    for (const OrganizationRef& of : model.organizations[i].member_of) {
      const OrganizationId member = supply.party(OrganizationId(i));
      memberships_.entries.push_back({member, number(supply.party(of.id).index()), 0});
    }
  }
  for (Index* index : {&assessed_services_, &disclosed_services_, &assessed_parties_,
                       &disclosed_parties_, &memberships_}) {
    sort(*index, model.organizations.size());
  }
  has_any_.assign(model.organizations.size(), 0);
  for (const Index* index : {&assessed_services_, &assessed_parties_, &memberships_}) {
    for (const Entry& entry : index->entries) has_any_[entry.holder.index()] = 1;
  }
}

template <class Visit>
void Confirmations::visit(ServiceId service, OrganizationId about, OrganizationId x,
                          Visit visit) const {
  if (has_any_[x.index()] == 0) return;
  const auto visit_of = [&](const Index& index, std::size_t key, OrganizationId holder,
                            bool as_member) {
    for (const Entry& entry : entries_of(index, key, holder)) {
      // Members have what is shared with the organization, not what it keeps to itself.
      if (!as_member || entry.is_shared) visit(AssessmentId(entry.row));
    }
  };
  const auto visit_all = [&](OrganizationId holder, bool as_member) {
    visit_of(assessed_services_, service.index(), holder, as_member);
    visit_of(assessed_parties_, about.index(), holder, as_member);
  };
  visit_all(x, false);
  for (const Entry& membership : memberships_.of(x)) {
    visit_all(OrganizationId(membership.about), true);
  }
}

ConfirmationState Confirmations::find_state(const Assessment& assessment,
                                            std::optional<Date> last) const {
  const Date today = supply_->as_of();
  if (assessment.date > today) return ConfirmationState::None;
  if (assessment.result == Assessment::Result::Rejected) return ConfirmationState::Rejected;
  if (last && *last < today) return ConfirmationState::Expired;
  return shows_more_than_certificate(assessment) ? ConfirmationState::Met
                                                 : ConfirmationState::CertificateOnly;
}

AssessmentId Confirmations::counting(OrganizationId owes, ServiceId service,
                                     OrganizationId about) const {
  AssessmentId found;
  visit(service, about, owes, [&](AssessmentId id) {
    if ((!found.valid() || id < found) && state_by(id) == ConfirmationState::Met) found = id;
  });
  return found;
}

std::vector<AssessmentId> Confirmations::all_counting(OrganizationId owes, ServiceId service,
                                                      OrganizationId about) const {
  std::vector<AssessmentId> found;
  visit(service, about, owes, [&](AssessmentId id) {
    if (state_by(id) == ConfirmationState::Met) found.push_back(id);
  });
  sort_unique(found);
  return found;
}

ConfirmationState Confirmations::state(OrganizationId owes, ServiceId service,
                                       OrganizationId about) const {
  ConfirmationState best = ConfirmationState::None;
  visit(service, about, owes, [&](AssessmentId id) { best = std::min(best, state_by(id)); });
  return best;
}

Confirmations::Standing Confirmations::standing(Date last, OrganizationId owes, ServiceId service,
                                                OrganizationId about) const {
  Standing found;
  visit(service, about, owes, [&](AssessmentId id) {
    found.state = std::min(found.state, state_by(id));
    if (state_by(id) != ConfirmationState::Met) return;
    const std::optional<Date>& end = ends_[id.index()];
    found.ends |= !end || *end <= last;
  });
  return found;
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
