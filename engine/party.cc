#include "engine/party.h"

namespace musubi {

Parties::Parties(const Model& model) {
  const std::size_t count = model.organizations.size();
  wholes_.resize(count);
  for (std::size_t start = 0; start < count; ++start) {
    // Climb to the top or to a facility whose whole is known, then write the answer on the way.
    OrganizationId top(start);
    while (!wholes_[top.index()].valid() && model[top].part_of.id.valid()) {
      top = model[top].part_of.id;
    }
    const OrganizationId whole = wholes_[top.index()].valid() ? wholes_[top.index()] : top;
    for (OrganizationId o(start); !wholes_[o.index()].valid(); o = model[o].part_of.id) {
      wholes_[o.index()] = whole;
      if (o == whole) break;
    }
  }
  kinds_.resize(count);
  bears_.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Organization& organization = model.organizations[i];
    const std::size_t whole = wholes_[i].index();
    kinds_[whole].add(organization.kinds);
    if (organization.bears_responsibility) {
      bears_[whole] = bears_[whole].value_or(false) || *organization.bears_responsibility;
    }
  }
}

}  // namespace musubi
