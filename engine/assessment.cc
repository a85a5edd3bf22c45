#include "engine/assessment.h"

#include <algorithm>

#include "engine/sorted.h"
#include "model/memory.h"

namespace musubi {
namespace {

std::uint32_t number(std::size_t index) { return static_cast<std::uint32_t>(index); }

bool shows_more_than_certificate(const Assessment& assessment) {
  return std::ranges::any_of(assessment.basis, [](Basis b) { return b != Basis::Certificate; });
}

}  // namespace

template <class Record>
void Confirmations::add(const Record& record, Entry entry, List services, List parties) {
  if (record.service.given()) {
    entry.about = number(record.service.id.index());
    push_back_large(edit(services), entry);
  } else {
    entry.about = number(supply_->party(record.organization.id).index());
    push_back_large(edit(parties), entry);
  }
}

void Confirmations::sort(List list) {
  sort_unique(edit(list));
  const std::size_t row = row_of(list);
  reserve_large(abouts_[row], lists_[row].size());
  for (const Entry& entry : lists_[row]) {
    ++starts_[entry.holder.index() + 1][row];
    abouts_[row].push_back(entry.about);
  }
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i][row] += starts_[i - 1][row];
}

/// The entries about one thing that hold for one party.
std::span<const Confirmations::Entry> Confirmations::entries_of(List list, std::size_t about,
                                                                OrganizationId holder) const {
  const std::span<const Entry> all = entries_of(list, holder);
  const std::size_t row = row_of(list);
  const auto abouts = std::span(abouts_[row]).subspan(starts_[holder.index()][row], all.size());
  // Which half it is in is as good as tossed for every step: so without a branch.
  std::size_t begin = 0;
  for (std::size_t left = abouts.size(); left > 0; left /= 2) {
    const std::size_t half = (left + 1) / 2;
    begin += half * static_cast<std::size_t>(abouts[begin + half - 1] < number(about));
  }
  std::size_t end = begin;  // there are few
  while (end < abouts.size() && abouts[end] == number(about)) ++end;
  return all.subspan(begin, end - begin);
}

Confirmations::Confirmations(const SupplyGraph& supply) : supply_(&supply) {
  const Model& model = supply.model();
  ends_.reserve(model.assessments.size());
  for (std::size_t i = 0; i < model.assessments.size(); ++i) {
    const Assessment& assessment = model.assessments[i];
    ends_.push_back(model.last_day(assessment));
    const ConfirmationState state = find_state(assessment, ends_.back());
    const auto add_for = [&](const OrganizationRef& holder, bool is_shared) {
      add(assessment, {supply.party(holder.id), 0, number(i), is_shared, state},
          List::AssessedServices, List::AssessedParties);
    };
    add_for(assessment.assessor, false);
    for (const OrganizationRef& with : assessment.shared_with) add_for(with, true);
  }
  for (std::size_t i = 0; i < model.disclosures.size(); ++i) {
    const Disclosure& disclosure = model.disclosures[i];
    add(disclosure, {supply.party(disclosure.to.id), 0, number(i)}, List::DisclosedServices,
        List::DisclosedParties);
  }
  for (std::size_t i = 0; i < model.organizations.size(); ++i) {
    for (const OrganizationRef& of : model.organizations[i].member_of) {
      const OrganizationId member = supply.party(OrganizationId(i));
      edit(List::Memberships).push_back({member, number(supply.party(of.id).index()), 0});
    }
  }
  starts_.assign(model.organizations.size() + 1, {});
  for (std::size_t row = 0; row < kLists; ++row) sort(static_cast<List>(row));
}

template <class Visit>
void Confirmations::visit(ServiceId service, OrganizationId about, OrganizationId x,
                          Visit visit) const {
  const auto visit_of = [&](List list, std::size_t key, OrganizationId holder, bool as_member) {
    for (const Entry& entry : entries_of(list, key, holder)) {
      // Members have what is shared with the organization, not what it keeps to itself.
      if (!as_member || entry.is_shared) visit(entry);
    }
  };
  const auto visit_all = [&](OrganizationId holder, bool as_member) {
    visit_of(List::AssessedServices, service.index(), holder, as_member);
    visit_of(List::AssessedParties, about.index(), holder, as_member);
  };
  visit_all(x, false);
  for (const Entry& membership : entries_of(List::Memberships, x)) {
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
  visit(service, about, owes, [&](const Entry& entry) {
    const AssessmentId id(entry.row);
    if ((!found.valid() || id < found) && entry.state == ConfirmationState::Met) found = id;
  });
  return found;
}

std::vector<AssessmentId> Confirmations::all_counting(OrganizationId owes, ServiceId service,
                                                      OrganizationId about) const {
  std::vector<AssessmentId> found;
  add_counting(owes, service, about, found);
  sort_unique(found);
  return found;
}

void Confirmations::add_counting(OrganizationId owes, ServiceId service, OrganizationId about,
                                 std::vector<AssessmentId>& found) const {
  visit(service, about, owes, [&](const Entry& entry) {
    if (entry.state == ConfirmationState::Met) found.emplace_back(entry.row);
  });
}

ConfirmationState Confirmations::state(OrganizationId owes, ServiceId service,
                                       OrganizationId about) const {
  ConfirmationState best = ConfirmationState::None;
  visit(service, about, owes, [&](const Entry& entry) { best = std::min(best, entry.state); });
  return best;
}

Confirmations::Standing Confirmations::standing(Date last, OrganizationId owes, ServiceId service,
                                                OrganizationId about) const {
  Standing found;
  visit(service, about, owes, [&](const Entry& entry) {
    found.state = std::min(found.state, entry.state);
    if (entry.state != ConfirmationState::Met) return;
    const std::optional<Date>& end = ends_[entry.row];
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
  return std::ranges::any_of(entries_of(List::DisclosedServices, service.index(), to), is_active) ||
         std::ranges::any_of(
             entries_of(List::DisclosedParties, supply_->provider(service).index(), to), is_active);
}

}  // namespace musubi
