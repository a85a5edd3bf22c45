#include <algorithm>
#include <array>

#include "cli/output/impact_rows.h"
#include "cli/output/letter.h"
#include "cli/output/names.h"
#include "cli/phrase.h"
#include "cli/unknown.h"

namespace musubi::cli {
namespace {

constexpr std::array kOrganizations{RecordKind::Organization};

bool is_origin(const ImpactView& view, OrganizationId who) {
  return std::ranges::any_of(view.impact->organizations, [who](const AffectedOrganization& row) {
    return row.organization == who && row.origin;
  });
}

// An origin that has a contract with the reader knows of the change, whatever the contract says.
std::optional<Teller> origin_beside(const ImpactView& view, OrganizationId reader) {
  const SupplyGraph& supply = *view.supply;
  for (const ContractId k : supply.bought_by(reader)) {
    if (is_origin(view, supply.supplier(k))) return Teller{supply.supplier(k), k, false};
  }
  for (const ContractId k : supply.sold_by(reader)) {
    if (is_origin(view, supply.customer(k))) return Teller{supply.customer(k), k, true};
  }
  return std::nullopt;
}

std::vector<ContractId> contracts_of(const ImpactView& view, OrganizationId reader,
                                     const Teller& teller) {
  const SupplyGraph& supply = *view.supply;
  std::vector<ContractId> contracts{teller.contract};
  const auto all = teller.relay ? supply.sold_by(reader) : supply.bought_by(reader);
  std::ranges::copy_if(all, std::back_inserter(contracts), [&](ContractId k) {
    const OrganizationId other = teller.relay ? supply.customer(k) : supply.supplier(k);
    return k != teller.contract && other == teller.organization && covers_affected(view, k);
  });
  return contracts;
}

}  // namespace

std::expected<LetterFacts, Text> find_letter(const ImpactView& view, const ImpactFinder& finder,
                                             const std::string& reader) {
  const SupplyGraph& supply = *view.supply;
  const Model& model = supply.model();
  const auto record = model.find(reader);
  if (!record || record->kind != RecordKind::Organization) {
    return std::unexpected(unknown_id(model, reader, kOrganizations));
  }
  LetterFacts facts{.view = &view, .finder = &finder, .addressee = OrganizationId(record->index)};
  facts.reader = supply.party(facts.addressee);
  const Text name = name_of(model, *record);
  const auto row = std::ranges::find(view.impact->organizations, facts.reader,
                                     &AffectedOrganization::organization);
  if (row == view.impact->organizations.end()) {
    return std::unexpected(compose({.en = "this change does not affect {}: there is nothing to "
                                          "write to it",
                                    .ja = "この変更は{}に影響しないため、通知することがありません"},
                                   name));
  }
  facts.row = &*row;
  if (row->origin) {
    return std::unexpected(compose({.en = "{} makes this change itself: nobody has to write to it",
                                    .ja = "{}はこの変更を行う当事者であり、通知の相手では"
                                          "ありません"},
                                   name));
  }
  auto teller = teller_of(supply, *row);
  if (!teller) teller = origin_beside(view, facts.reader);
  if (!teller) {
    return std::unexpected(
        compose({.en = "no contract on record ties {} to anybody who knows of this change: nobody "
                       "can write to it",
                 .ja = "この変更を知る者と{}との契約の記録がないため、通知する者がいません"},
                name));
  }
  facts.sender = teller->organization;
  facts.to_supplier = teller->relay;
  facts.by_origin = is_origin(view, facts.sender);
  facts.contracts = contracts_of(view, facts.reader, *teller);
  return facts;
}

}  // namespace musubi::cli
