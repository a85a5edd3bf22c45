#include "engine/endings.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/sorted.h"

namespace musubi {
namespace {

/// Whether what ends on `next` goes on after `end`; nothing: for ever.
bool is_longer(std::optional<Date> next, Date end) { return !next || *next > end; }

/// Whether what begins on `next` leaves no gap after `end`; nothing: it always was.
bool leaves_no_gap(std::optional<Date> next, Date end) {
  return !next || *next <= end.plus_days(1);
}

class Endings {
 public:
  Endings(const SupplyGraph& supply, const Confirmations& confirmations, Date first, Date last)
      : supply_(supply),
        model_(supply.model()),
        confirmations_(confirmations),
        first_(first),
        last_(last) {}

  void add_certifications() {
    std::vector<std::pair<OrganizationId, const Certification*>> held;
    for (std::size_t i = 0; i < model_.organizations.size(); ++i) {
      const auto& certifications = model_.organizations[i].certifications;
      if (!certifications) continue;
      const OrganizationId party = supply_.party(OrganizationId(i));
      for (const Certification& one : *certifications) held.emplace_back(party, &one);
      add_certifications_of(OrganizationId(i), party);
    }
    const auto key = [](const auto& one) { return std::pair(one.first, one.second->scheme); };
    std::ranges::sort(held, {}, key);
    drop([&](const Ending& ending) {
      if (ending.what != Ending::What::Certification) return false;
      const OrganizationId party(model_.find(ending.owes)->index);
      const auto same =
          std::ranges::equal_range(held, std::pair(party, ending.certification->scheme), {}, key);
      return std::ranges::any_of(
          same, [&](const auto& one) { return is_longer(one.second->valid_until, ending.day); });
    });
  }

  void add_confirmations(std::span<const Fact> met) {
    const auto does_not_end = [&](AssessmentId a) {
      const auto end = model_.last_day(model_[a]);
      return !end || !is_asked(*end);
    };
    std::vector<AssessmentId> counting;
    for (const Fact& duty : met) {
      const auto known = static_cast<std::ptrdiff_t>(counting.size());
      confirmations_.add_counting(duty.owes, duty.service, duty.counterparty, counting);
      counting.erase(std::remove_if(counting.begin() + known, counting.end(), does_not_end),
                     counting.end());
    }
    sort_unique(counting);
    const std::vector<Assessed> all = assessed_by_makers_of(counting);
    for (const AssessmentId a : counting) {
      const auto same = std::ranges::equal_range(all, assessed(a).by(), {}, &Assessed::by);
      const Date end = *model_.last_day(model_[a]);
      const bool followed = std::ranges::any_of(
          same, [&](const Assessed& next) { return follows(model_[next.assessment], end); });
      if (!followed) add_confirmation(model_[a], end);
    }
  }

  void add_contracts() {
    const std::vector<Bought> all = bought_by_those_whose_contracts_end();
    for (const Bought& bought : all) {
      const Contract& contract = model_[bought.contract];
      const auto end = end_of(contract);
      if (!end) continue;
      const auto same = std::ranges::equal_range(all, bought.by(), {}, &Bought::by);
      const bool followed = std::ranges::any_of(same, [&](const Bought& next) {
        return next.contract != bought.contract && follows(model_[next.contract], contract, *end);
      });
      if (followed) continue;
      const bool has_notice =
          model_.renews_automatically(contract) && model_.renewal_notice_days(contract) > 0;
      add({.what = has_notice ? Ending::What::RenewalNotice : Ending::What::Contract,
           .subject = contract.id,
           .owes = model_[bought.customer].id,
           .day = *end,
           .where = contract.where});
    }
  }

  void add_reviews() {
    for (const Risk& risk : model_.risks) {
      if (!risk.review_by || !is_asked(*risk.review_by)) continue;
      add({.what = Ending::What::Review,
           .subject = risk.id,
           .owes = model_[supply_.party(risk.owner.id)].id,
           .day = *risk.review_by,
           .where = risk.where});
    }
  }

  std::vector<Ending> take() {
    std::ranges::stable_sort(endings_, {}, [&](const Ending& ending) {
      return std::tuple(model_.text(ending.subject), model_.text(ending.owes), ending.day);
    });
    return std::move(endings_);
  }

 private:
  /// A contract by its parties and kind, to be sorted without looking at records.
  struct Bought {
    OrganizationId customer, supplier;
    ContractKind kind;
    ContractId contract;
    [[nodiscard]] std::tuple<OrganizationId, OrganizationId, ContractKind> by() const {
      return {customer, supplier, kind};
    }
  };

  /// All contracts but for sales, active or not, of customers of whom one is asked for. By parties
  /// and kind; those of the same stand in their order.
  [[nodiscard]] std::vector<Bought> bought_by_those_whose_contracts_end() const {
    const auto for_each = [&](auto visit) {
      for (std::size_t i = 0; i < model_.contracts.size(); ++i) {
        if (model_.contracts[i].kind != ContractKind::Sale) visit(ContractId(i));
      }
    };
    std::vector<char> is_concerned(model_.organizations.size(), 0);
    for_each([&](ContractId k) {
      if (end_of(model_[k])) is_concerned[supply_.customer(k).index()] = 1;
    });
    std::vector<Bought> bought;
    for_each([&](ContractId k) {
      const OrganizationId customer = supply_.customer(k);
      if (is_concerned[customer.index()] == 0) return;
      bought.push_back({customer, supply_.supplier(k), supply_.kind(k), k});
    });
    std::ranges::sort(bought, {},
                      [](const Bought& one) { return std::tuple(one.by(), one.contract); });
    return bought;
  }

  /// The day on which a contract ends, or the last one to give notice of that, where it is one of
  /// those asked for.
  [[nodiscard]] std::optional<Date> end_of(const Contract& contract) const {
    if (!contract.until) return std::nullopt;
    const bool renews = model_.renews_automatically(contract);
    const int notice = model_.renewal_notice_days(contract).value_or(0);
    const Date end = renews ? contract.until->plus_days(-notice) : *contract.until;
    return is_asked(end) ? std::optional(end) : std::nullopt;
  }

  [[nodiscard]] bool is_asked(Date day) const { return first_ <= day && day <= last_; }
  void add(const Ending& ending) { endings_.push_back(ending); }
  template <class Predicate>
  void drop(Predicate predicate) {
    std::erase_if(endings_, predicate);
  }

  void add_certifications_of(OrganizationId organization, OrganizationId party) {
    const Organization& record = model_[organization];
    for (const Certification& one : *record.certifications) {
      if (!one.valid_until || !is_asked(*one.valid_until)) continue;
      add({.what = Ending::What::Certification,
           .subject = model_[party].id,
           .owes = model_[party].id,
           .day = *one.valid_until,
           .where = {.file = record.where.file, .offset = one.offset},
           .certification = &one});
    }
  }

  void add_confirmation(const Assessment& assessment, Date end) {
    const Symbol about = assessment.service.given()
                             ? model_[assessment.service.id].id
                             : model_[supply_.party(assessment.organization.id)].id;
    add({.what = Ending::What::Confirmation,
         .subject = assessment.id.valid() ? assessment.id : about,
         .owes = model_[supply_.party(assessment.assessor.id)].id,
         .day = end,
         .where = assessment.where});
  }

  /// An assessment by who assessed what, to be sorted without looking at records.
  struct Assessed {
    OrganizationId assessor;
    ServiceId service;
    OrganizationId organization;
    AssessmentId assessment;
    [[nodiscard]] std::tuple<OrganizationId, ServiceId, OrganizationId> by() const {
      return {assessor, service, organization};
    }
  };
  [[nodiscard]] Assessed assessed(AssessmentId id) const {
    const Assessment& assessment = model_[id];
    const bool of_service = assessment.service.given();
    return {supply_.party(assessment.assessor.id), of_service ? assessment.service.id : ServiceId(),
            of_service ? OrganizationId() : supply_.party(assessment.organization.id), id};
  }

  /// All assessments by those who made one of these, by who assessed what.
  [[nodiscard]] std::vector<Assessed> assessed_by_makers_of(
      std::span<const AssessmentId> some) const {
    std::vector<char> is_maker(model_.organizations.size(), 0);
    for (const AssessmentId a : some) is_maker[assessed(a).assessor.index()] = 1;
    std::vector<Assessed> all;
    for (std::size_t i = 0; i < model_.assessments.size(); ++i) {
      const Assessed one = assessed(AssessmentId(i));
      if (is_maker[one.assessor.index()] != 0) all.push_back(one);
    }
    std::ranges::sort(all, {}, &Assessed::by);
    return all;
  }

  [[nodiscard]] bool follows(const Assessment& next, Date end) const {
    return next.result != Assessment::Result::Rejected && leaves_no_gap(next.date, end) &&
           is_longer(model_.last_day(next), end);
  }

  static bool follows(const Contract& next, const Contract& contract, Date end) {
    const auto id = [](const auto& ref) { return ref.id; };
    const bool covers_all = std::ranges::all_of(contract.covers, [&](const ServiceRef& service) {
      return std::ranges::find(next.covers, service.id, &ServiceRef::id) != next.covers.end();
    });
    const bool in_all_systems =
        !next.systems || (contract.systems && std::ranges::is_permutation(
                                                  *next.systems, *contract.systems, {}, id, id));
    return covers_all && in_all_systems && leaves_no_gap(next.from, end) &&
           is_longer(next.until, end);
  }

  const SupplyGraph& supply_;
  const Model& model_;
  const Confirmations& confirmations_;
  Date first_, last_;
  std::vector<Ending> endings_;
};

}  // namespace

Date last_expiring_day(const SupplyGraph& supply) {
  constexpr int kDays = 90;  // unless the policy names others
  return supply.as_of().plus_days(supply.model().policy.expiring_within_days.value_or(kDays));
}

std::vector<Ending> find_endings(const SupplyGraph& supply, const Confirmations& confirmations,
                                 std::span<const Fact> met, Date first, Date last) {
  Endings endings(supply, confirmations, first, last);
  endings.add_certifications();
  endings.add_confirmations(met);
  endings.add_contracts();
  endings.add_reviews();
  return endings.take();
}

}  // namespace musubi
