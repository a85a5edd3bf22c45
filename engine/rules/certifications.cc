#include "engine/rules/certifications.h"

#include <cstddef>

#include "model/guideline.h"

namespace musubi::rules {
namespace {

/// The bit of a scheme of the catalogue.
std::uint32_t bit_of(std::string_view scheme) {
  const auto entries = kCertificationSchemes.entries;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].id == scheme) return 1U << i;
  }
  return 0;
}

}  // namespace

Certifications::Certifications(const SupplyGraph& supply) {
  const Model& model = supply.model();
  held_.assign(model.organizations.size(), 0);
  for (std::size_t i = 0; i < model.organizations.size(); ++i) {
    const Organization& organization = model.organizations[i];
    if (!organization.certifications) continue;
    std::uint32_t& held = held_[supply.party(OrganizationId(i)).index()];
    for (const Certification& one : *organization.certifications) {
      const bool is_valid = !one.valid_until || supply.as_of() <= *one.valid_until;
      if (is_valid) held |= bit_of(model.text(one.scheme));
    }
  }
}

bool Certifications::meets_faq_4_2(OrganizationId party) const {
  for (const CertificationScheme& scheme : kCertificationSchemes.entries) {
    if (scheme.meets_faq_4_2 && (held_[party.index()] & bit_of(scheme.id)) != 0) return true;
  }
  return false;
}

std::vector<std::string> Certifications::alternatives(OrganizationId party) const {
  std::vector<std::string> held;
  for (const CertificationScheme& scheme : kCertificationSchemes.entries) {
    if (scheme.meets_faq_4_2 || (held_[party.index()] & bit_of(scheme.id)) == 0) continue;
    held.emplace_back(scheme.id);
  }
  return held;
}

}  // namespace musubi::rules
