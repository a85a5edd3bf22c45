#include "engine/timeline_events.h"

#include <algorithm>
#include <tuple>

namespace musubi {
namespace {

class EventFinder {
 public:
  EventFinder(const Model& model, Date from, Date end) : model_(model), from_(from), end_(end) {}

  std::vector<TimelineEvent> find() {
    each(model_.organizations, RecordKind::Organization, &EventFinder::add_organization);
    each(model_.contracts, RecordKind::Contract, &EventFinder::add_contract);
    each(model_.assessments, RecordKind::Assessment, &EventFinder::add_assessment);
    each(model_.disclosures, RecordKind::Disclosure, &EventFinder::add_disclosure);
    each(model_.risks, RecordKind::Risk, &EventFinder::add_risk);
    each(model_.risk_agreements, RecordKind::RiskAgreement, &EventFinder::add_risk_agreement);
    each(model_.changes, RecordKind::Change, &EventFinder::add_change);
    each(model_.suppressions, RecordKind::Suppression, &EventFinder::add_suppression);
    const auto key = [this](const TimelineEvent& e) {
      return std::tuple(e.date, e.record, e.what, model_.text(e.scheme));
    };
    std::ranges::sort(events_, {}, key);
    const auto repeated = std::ranges::unique(events_, {}, key);
    events_.erase(repeated.begin(), repeated.end());
    return std::move(events_);
  }

 private:
  template <class Table, class Add>
  void each(const Table& table, RecordKind kind, Add adder) {
    for (std::uint32_t row = 0; row < table.size(); ++row) (this->*adder)(table[row], {kind, row});
  }

  void add(std::optional<Date> date, RecordRef record, TimelineWhat what, Symbol scheme = {}) {
    // What ends with the first day itself shows on the next.
    const bool lasts = what >= TimelineWhat::ReviewDue;
    if (!date || *date < from_ || (*date == from_ && !lasts) || end_ < *date) return;
    events_.push_back({.date = *date, .record = record, .what = what, .scheme = scheme});
  }

  void add_organization(const Organization& organization, RecordRef ref) {
    if (!organization.certifications) return;
    for (const Certification& one : *organization.certifications) {
      add(one.valid_until, ref, TimelineWhat::Ends, one.scheme);
    }
  }

  void add_contract(const Contract& contract, RecordRef ref) {
    add(contract.from, ref, TimelineWhat::Begins);
    if (model_.renews_automatically(contract)) {
      const int notice = model_.renewal_notice_days(contract).value_or(0);
      if (contract.until) add(contract.until->plus_days(-notice), ref, TimelineWhat::NoticeDue);
    } else if (contract.kind != ContractKind::Sale) {
      add(contract.until, ref, TimelineWhat::Ends);
    }
    const Agreement* agreement = model_.agreement(contract);
    if (agreement == nullptr) return;
    add(agreement->date, ref, TimelineWhat::Agreed);
    for (const Date renewed : agreement->renewed) add(renewed, ref, TimelineWhat::Agreed);
    if (agreement->evaluation) add(agreement->evaluation->date, ref, TimelineWhat::Agreed);
    if (!agreement->items) return;
    for (const AgreementItem& item : *agreement->items) {
      add(item.date, ref, TimelineWhat::Agreed);
    }
  }

  void add_assessment(const Assessment& assessment, RecordRef ref) {
    add(assessment.date, ref, TimelineWhat::Begins);
    add(model_.last_day(assessment), ref, TimelineWhat::Ends);
  }

  void add_disclosure(const Disclosure& disclosure, RecordRef ref) {
    add(disclosure.date, ref, TimelineWhat::Begins);
    add(disclosure.valid_until, ref, TimelineWhat::Ends);
  }

  void add_risk(const Risk& risk, RecordRef ref) {
    add(risk.changed, ref, TimelineWhat::Changes);
    add(risk.reviewed, ref, TimelineWhat::Changes);
    add(risk.review_by, ref, TimelineWhat::ReviewDue);
  }

  void add_risk_agreement(const RiskAgreement& agreement, RecordRef ref) {
    add(agreement.date, ref, TimelineWhat::Agreed);
  }

  void add_change(const Change& change, RecordRef ref) {
    add(change.announced, ref, TimelineWhat::Announced);
    for (const Told& told : change.told) add(told.date, ref, TimelineWhat::Announced);
    add(change.effective, ref, TimelineWhat::Takes);
  }

  void add_suppression(const Suppression& suppression, RecordRef ref) {
    add(suppression.expires, ref, TimelineWhat::Ends);
  }

  const Model& model_;
  Date from_, end_;
  std::vector<TimelineEvent> events_;
};

/// Collects the ids of one record.
class IdCollector {
 public:
  explicit IdCollector(const Model& model) : model_(model) {}

  std::vector<Symbol> collect(RecordRef ref) {
    ids_.push_back(model_.record(ref).id);
    switch (ref.kind) {
      case RecordKind::Contract: add(model_.contracts[ref.index]); break;
      case RecordKind::Assessment: add(model_.assessments[ref.index]); break;
      case RecordKind::Disclosure: add(model_.disclosures[ref.index]); break;
      case RecordKind::Risk: add(model_.risks[ref.index]); break;
      case RecordKind::RiskAgreement: add(model_.risk_agreements[ref.index]); break;
      case RecordKind::Change: add(model_.changes[ref.index]); break;
      case RecordKind::Suppression: add(model_.suppressions[ref.index]); break;
      case RecordKind::Organization: add_wholes(ids_.front()); break;
      default: break;
    }
    return std::move(ids_);
  }

 private:
  /// Findings name whole parties.
  void add_wholes(Symbol id) {
    auto record = model_.find(id);
    while (record && record->kind == RecordKind::Organization) {
      const Organization& organization = model_.organizations[record->index];
      ids_.push_back(organization.id);
      record = organization.part_of.given() ? model_.find(organization.part_of.name) : std::nullopt;
    }
  }
  void add(const OrganizationRef& ref) {
    if (ref.given()) add_wholes(ref.name);
  }
  void add(const ServiceRef& ref) {
    if (ref.given()) ids_.push_back(ref.name);
  }
  void add(const Contract& contract) {
    add(contract.customer);
    add(contract.supplier);
    for (const ServiceRef& service : contract.covers) add(service);
  }
  void add(const Assessment& assessment) {
    add(assessment.assessor);
    add(assessment.service);
    add(assessment.organization);
    if (assessment.service.given()) add(model_[assessment.service.id].provider);
  }
  void add(const Disclosure& disclosure) {
    add(disclosure.to);
    add(disclosure.service);
    add(disclosure.organization);
  }
  void add(const Risk& risk) {
    add(risk.owner);
    add(risk.service);
  }
  void add(const RiskAgreement& agreement) {
    ids_.push_back(agreement.risk.name);
    add(agreement.with);
  }
  void add(const Change& change) { ids_.push_back(change.target.name); }
  void add(const Suppression& suppression) {
    ids_.push_back(suppression.subject);
    ids_.push_back(suppression.owes);
  }

  const Model& model_;
  std::vector<Symbol> ids_;
};

}  // namespace

std::vector<TimelineEvent> find_events(const Model& model, Date from, Date end) {
  return EventFinder(model, from, end).find();
}

std::vector<Symbol> ids_of(const Model& model, RecordRef record) {
  return IdCollector(model).collect(record);
}

}  // namespace musubi
