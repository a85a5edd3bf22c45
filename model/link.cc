#include <algorithm>
#include <concepts>
#include <future>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/catalogues.h"
#include "model/mistakes.h"
#include "model/nearest.h"
#include "model/validate.h"

namespace musubi {
namespace {

/// Fills `Ref::id` wherever a record names another.
class Resolver {
 public:
  explicit Resolver(const Model& model) : model_(model) {}

  void resolve(Organization& organization) const {
    resolve(organization.part_of);
    resolve(organization.member_of);
    resolve(organization.certifications);
  }
  void resolve(Service& service) const {
    resolve(service.provider);
    resolve(service.developer);
    resolve(service.depends_on);
  }
  void resolve(System& system) const {
    resolve(system.owner);
    resolve(system.uses);
    resolve(system.placements);
    resolve(system.links);
  }
  void resolve(Terms& terms) const { resolve(terms.content); }
  void resolve(Contract& contract) const {
    resolve(contract.customer);
    resolve(contract.supplier);
    resolve(contract.covers);
    resolve(contract.systems);
    resolve(contract.terms);
    if (contract.own) resolve(*contract.own.edit());
  }
  void resolve(Assessment& assessment) const {
    resolve(assessment.assessor);
    resolve(assessment.service);
    resolve(assessment.organization);
    resolve(assessment.shared_with);
  }
  void resolve(Disclosure& disclosure) const {
    resolve(disclosure.service);
    resolve(disclosure.organization);
    resolve(disclosure.to);
    resolve(disclosure.by);
  }
  void resolve(Risk& risk) const {
    resolve(risk.owner);
    resolve(risk.service);
    resolve(risk.includes);
  }
  void resolve(RiskAgreement& agreement) const {
    resolve(agreement.risk);
    resolve(agreement.with);
  }
  void resolve(Control& control) const { resolve(control.service); }
  void resolve(Requirement& requirement) const { resolve(requirement.service); }
  void resolve(Change& change) const {
    // Member by member, so that the gaps between them stay zero.
    if (const auto record = model_.find(change.target.name)) change.target.record = *record;
    resolve(change.systems);
    resolve(change.told);
  }

 private:
  template <class IdType>
  static constexpr RecordKind kind_of() {
    if constexpr (std::same_as<IdType, OrganizationId>) return RecordKind::Organization;
    if constexpr (std::same_as<IdType, ServiceId>) return RecordKind::Service;
    if constexpr (std::same_as<IdType, SystemId>) return RecordKind::System;
    if constexpr (std::same_as<IdType, TermsId>) return RecordKind::Terms;
    if constexpr (std::same_as<IdType, ContractId>) return RecordKind::Contract;
    return RecordKind::Risk;
  }

  template <class IdType>
  void resolve(Ref<IdType>& reference) const {
    const std::optional<RecordRef> record = model_.find(reference.name);
    if (record && record->kind == kind_of<IdType>()) reference.id = IdType(record->index);
  }
  template <class T>
  void resolve(List<T>& all) const {
    for (T& one : all.edit()) resolve(one);
  }
  template <class T>
  void resolve(MaybeList<T>& maybe) const {
    if (maybe) resolve(maybe.edit());
  }
  template <class T>
  void resolve(std::optional<T>& maybe) const {
    if (maybe) resolve(*maybe);
  }
  template <class RefType>
  void resolve(Selection<RefType>& selection) const {
    resolve(selection.items);
  }
  void resolve(Certification& certification) const { resolve(certification.covers); }
  void resolve(Placement& placement) const {
    resolve(placement.service);
    resolve(placement.on);
  }
  void resolve(Link& link) const {
    resolve(link.between);
    resolve(link.agreed_in);
  }
  void resolve(Told& told) const { resolve(told.organization); }
  void resolve(DutyAssignment& duty) const { resolve(duty.organization); }
  void resolve(Dependency& dependency) const {
    resolve(dependency.members);
    resolve(dependency.selected_by);
  }
  void resolve(ContractContent& content) const {
    resolve(content.duties);
    if (!content.agreement) return;
    Agreement& agreement = *content.agreement.edit();
    resolve(agreement.components);
    resolve(agreement.unknown_components);
    resolve(agreement.risks);
    if (agreement.subentrustment) resolve(agreement.subentrustment->approved);
  }

  const Model& model_;
};

void report_duplicates(const Model& model, const Unlinked& unlinked,
                       std::span<const Unlinked::Definition* const> again,
                       Diagnostics& diagnostics) {
  std::vector<SourceLocation> first(model.symbols.size());
  for (const Unlinked::Definition& definition : unlinked.definitions) {
    SourceLocation& place = first[definition.id.index()];
    if (!place.valid()) place = definition.where;
  }
  for (const Unlinked::Definition* definition : again) {
    diagnostics.add(mistake::duplicate_id(definition->where, model.text(definition->id),
                                          first[definition->id.index()]));
  }
}

void define(Model& model, const Unlinked& unlinked, Diagnostics& diagnostics) {
  model.records_by_symbol.extend(model.symbols.size());
  std::vector<const Unlinked::Definition*> again;
  for (const Unlinked::Definition& definition : unlinked.definitions) {
    std::optional<RecordRef>& record = model.records_by_symbol[definition.id.index()];
    if (record) {
      again.push_back(&definition);
    } else {
      record = definition.record;
    }
  }
  if (!again.empty()) report_duplicates(model, unlinked, again, diagnostics);
}

/// Finds what a wrong reference may have meant, as long as its budget lasts: a hundred thousand
/// wrong references among a million ids must not cost their product.
class Guesses {
 public:
  explicit Guesses(const Model& model) : model_(model) {}

  std::optional<std::string_view> guess(std::string_view written, RecordKinds wanted) {
    const std::size_t cost = model_.records_by_symbol.size() + 1;
    if (budget_ < cost) return std::nullopt;
    budget_ -= cost;
    candidates_.clear();
    for (std::size_t i = 0; i < model_.records_by_symbol.size(); ++i) {
      const auto& record = model_.records_by_symbol[i];
      if (record && wanted.has(record->kind)) candidates_.push_back(model_.text(Symbol(i)));
    }
    return nearest(written, candidates_);
  }

 private:
  const Model& model_;
  std::vector<std::string_view> candidates_;
  std::size_t budget_ = 3'000'000;
};

void check_references(const Model& model, const Unlinked& unlinked, Diagnostics& diagnostics) {
  Guesses guesses(model);
  for (const Unlinked::Reference& reference : unlinked.references) {
    const std::optional<RecordRef> record = model.find(reference.id);
    const std::string_view id = model.text(reference.id);
    if (!record) {
      diagnostics.add(mistake::unknown_reference(reference.where, id, reference.targets,
                                                 guesses.guess(id, reference.targets)));
    } else if (!reference.targets.has(record->kind)) {
      diagnostics.add(mistake::wrong_reference(reference.where, id, reference.targets, record->kind,
                                               model.record(*record).where));
    }
  }
}

/// The words of a catalogue together with those that the model adds.
std::vector<std::string_view> known_words(const Model& model, Catalogue catalogue) {
  std::vector<std::string_view> words;
  for (const GuidelineEntry* entry : catalogue_entries(catalogue)) words.push_back(entry->id);
  const auto add = [&words](const List<CatalogueEntry>& entries) {
    for (const CatalogueEntry& entry : entries) words.push_back(entry.id);
  };
  if (catalogue == Catalogue::Item) add(model.guideline.items);
  if (catalogue == Catalogue::OperationsRule) add(model.guideline.operations_rules);
  if (catalogue == Catalogue::Requirement) add(model.guideline.requirements);
  if (catalogue == Catalogue::Duty && model.policy.duties) {
    words.insert(words.end(), model.policy.duties->begin(), model.policy.duties->end());
  }
  return words;
}

void check_words(const Model& model, const Unlinked& unlinked, Diagnostics& diagnostics) {
  std::optional<Catalogue> catalogue;
  std::vector<std::string_view> known;
  for (const Unlinked::ForeignWord& foreign : unlinked.words) {
    if (catalogue != foreign.catalogue) {
      catalogue = foreign.catalogue;
      known = known_words(model, foreign.catalogue);
    }
    if (std::ranges::find(known, foreign.word) != known.end()) continue;
    diagnostics.add(is_open(foreign.catalogue)
                        ? mistake::unknown_edition(foreign.where, foreign.word, known)
                        : mistake::unknown_word(foreign.where, foreign.word, known,
                                                nearest(foreign.word, known)));
  }
}

void check_reasons(const Model& model, const Unlinked& unlinked, Diagnostics& diagnostics) {
  for (const Unlinked::MissingReason& missing : unlinked.reasons) {
    const Contract& contract = model[missing.contract];
    const bool from_terms =
        contract.terms.id.valid() && !model.terms[contract.terms.id.index()].content.reason.empty();
    if (!from_terms) diagnostics.add(mistake::missing_reason(missing.where));
  }
}

void resolve_records(Model& model) {
  const Resolver resolver(model);
  const auto resolve_all = [&resolver](auto& records) {
    for (auto& record : records) resolver.resolve(record);
  };
  // Contracts are most of a large model: as much as all others together. Few are not worth a
  // thread.
  const bool are_many = model.contracts.size() > 100'000;
  auto contracts = std::async(are_many ? std::launch::async : std::launch::deferred,
                              [&] { resolve_all(model.contracts); });
  resolve_all(model.organizations);
  resolve_all(model.services);
  resolve_all(model.systems);
  resolve_all(model.terms);
  resolve_all(model.assessments);
  resolve_all(model.disclosures);
  resolve_all(model.risks);
  resolve_all(model.risk_agreements);
  resolve_all(model.controls);
  resolve_all(model.requirements);
  resolve_all(model.changes);
  resolve_all(model.planned);
  contracts.get();
}

}  // namespace

void link_planned(Model& model, const Unlinked& unlinked, Diagnostics& diagnostics) {
  check_references(model, unlinked, diagnostics);
  const Resolver resolver(model);
  for (Change& change : model.planned) resolver.resolve(change);
}

void link_records(Model& model, const Unlinked& unlinked, Diagnostics& diagnostics) {
  define(model, unlinked, diagnostics);
  resolve_records(model);
  check_references(model, unlinked, diagnostics);
  check_words(model, unlinked, diagnostics);
  check_reasons(model, unlinked, diagnostics);
}

}  // namespace musubi
