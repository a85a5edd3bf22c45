#include "model/validate.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "model/mistakes.h"

namespace musubi {
namespace {

/// The wholes for which facilities stand (`part_of`), and the cycles that hide them.
class Parties {
 public:
  Parties(const Model& model, Diagnostics& diagnostics)
      : model_(model), tops_(model.organizations.size()) {
    std::vector<bool> on_path(model.organizations.size(), false);
    for (std::size_t i = 0; i < model.organizations.size(); ++i) {
      follow(OrganizationId(i), on_path, diagnostics);
    }
  }

  /// Nothing for an organization on a cycle or below one.
  [[nodiscard]] OrganizationId top(OrganizationId organization) const {
    return tops_[organization.index()].whole;
  }

 private:
  struct Top {
    bool known = false;
    OrganizationId whole;
  };

  [[nodiscard]] OrganizationId parent(OrganizationId organization) const {
    return model_[organization].part_of.id;
  }

  void follow(OrganizationId start, std::vector<bool>& on_path, Diagnostics& diagnostics) {
    std::vector<OrganizationId> path;
    OrganizationId at = start;
    while (at.valid() && !tops_[at.index()].known && !on_path[at.index()]) {
      on_path[at.index()] = true;
      path.push_back(at);
      at = parent(at);
    }
    OrganizationId whole;
    if (!at.valid()) {
      if (!path.empty()) whole = path.back();
    } else if (tops_[at.index()].known) {
      whole = tops_[at.index()].whole;
    } else {
      report_cycle(at, diagnostics);
    }
    for (const OrganizationId organization : path) {
      tops_[organization.index()] = {.known = true, .whole = whole};
      on_path[organization.index()] = false;
    }
  }

  void report_cycle(OrganizationId start, Diagnostics& diagnostics) const {
    const auto place = [this](OrganizationId organization) -> SourceLocation {
      return {.file = model_[organization].where.file,
              .offset = model_[organization].part_of.offset};
    };
    constexpr std::size_t kMostSteps = 20;
    Diagnostic cycle = mistake::part_of_cycle(place(start), model_.id(start));
    OrganizationId at = start;
    do {
      const OrganizationId next = parent(at);
      cycle.notes.push_back(mistake::part_of_step(place(at), model_.id(at), model_.id(next)));
      at = next;
    } while (at != start && cycle.notes.size() < kMostSteps);
    diagnostics.add(std::move(cycle));
  }

  const Model& model_;
  std::vector<Top> tops_;
};

void check_contracts(const Model& model, const Parties& parties, Diagnostics& diagnostics) {
  for (const Contract& contract : model.contracts) {
    const OrganizationId customer = contract.customer.id;
    const OrganizationId supplier = contract.supplier.id;
    if (!customer.valid() || !supplier.valid()) continue;
    const SourceLocation where{.file = contract.where.file, .offset = contract.supplier.offset};
    const OrganizationId party = parties.top(customer);
    if (customer == supplier) {
      diagnostics.add(mistake::contract_with_itself(where, model.id(customer)));
    } else if (party.valid() && party == parties.top(supplier)) {
      diagnostics.add(mistake::contract_within_party(where, model.id(customer), model.id(supplier),
                                                     model.id(party), model[customer].where,
                                                     model[supplier].where));
    }
  }
}

/// Reports where `dependency` names `service`.
void check_dependency(const Model& model, ServiceId service, const Dependency& dependency,
                      FileId file, Diagnostics& diagnostics) {
  for (const ServiceRef& member : dependency.members) {
    if (!member.id.valid() || member.id != service) continue;
    diagnostics.add(
        mistake::self_dependency({.file = file, .offset = member.offset}, model.id(service)));
  }
}

void check_services(const Model& model, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < model.services.size(); ++i) {
    const Service& service = model.services[i];
    if (!service.depends_on) continue;
    for (const Dependency& dependency : *service.depends_on) {
      check_dependency(model, ServiceId(i), dependency, service.where.file, diagnostics);
    }
  }
}

void check_systems(const Model& model, Diagnostics& diagnostics) {
  for (const System& system : model.systems) {
    for (const Placement& placement : system.placements) {
      check_dependency(model, placement.service.id, placement.on, system.where.file, diagnostics);
    }
    if (!system.links) continue;
    for (const Link& link : *system.links) {
      if (link.between.size() != 2 || link.between[0].name != link.between[1].name) continue;
      diagnostics.add(
          mistake::link_with_itself({.file = system.where.file, .offset = link.between[1].offset},
                                    model.text(link.between[1].name)));
    }
  }
}

}  // namespace

void validate_records(const Model& model, Diagnostics& diagnostics) {
  const Parties parties(model, diagnostics);
  check_contracts(model, parties, diagnostics);
  check_services(model, diagnostics);
  check_systems(model, diagnostics);
}

}  // namespace musubi
