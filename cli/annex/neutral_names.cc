#include <algorithm>
#include <set>
#include <utility>

#include "cli/annex/redaction.h"
#include "cli/phrase.h"
#include "engine/viewpoint.h"
#include "model/names.h"

namespace musubi::cli {
namespace {

/// How a party stands to one that is named: what its id and its name are made of.
struct Standing {
  OrganizationId of;  // nothing for one that stands to nobody
  std::string_view word;
  Phrase pattern;  // {0} the one that is named, {1} the number
};

constexpr Phrase kSubcontractor{.en = "subcontractor {1} of {0}", .ja = "{0}の再委託先{1}"};
constexpr Phrase kSupplier{.en = "supplier {1} of {0}", .ja = "{0}の委託先{1}"};
constexpr Phrase kCustomer{.en = "customer {1} of {0}", .ja = "{0}の顧客{1}"};
constexpr Phrase kMember{.en = "member {1} of {0}", .ja = "{0}の参加機関{1}"};
constexpr Phrase kOther{.en = "other party {1}", .ja = "その他の者{1}"};

class NeutralNamer {
 public:
  NeutralNamer(const SupplyGraph& supply, const AnnexParties& parties)
      : supply_(supply), model_(supply.model()), parties_(parties) {}

  NeutralNames find() {
    names_.organizations.resize(model_.organizations.size());
    names_.services.resize(model_.services.size());
    names_.systems.resize(model_.systems.size());
    names_.contracts.resize(model_.contracts.size());
    names_.risks.resize(model_.risks.size());
    names_.changes.resize(model_.changes.size());
    find_shown();
    find_below();
    name_organizations();
    name_services();
    name_systems();
    name_contracts();
    name_risks();
    name_changes();
    return std::move(names_);
  }

 private:
  void find_shown() {
    const Confirmations confirmations(supply_);
    const auto systems = find_annex_systems(supply_, confirmations, parties_);
    shown_ = find_annex_services(supply_, parties_, systems);
    for (const ServiceId service : shown_) {
      if (supply_.handles(service)) handling_.insert(supply_.provider(service));
    }
  }

  void find_below() {
    for (const ContractId contract : find_contracts_below(supply_, parties_, shown_)) {
      below_.insert(supply_.supplier(contract));
    }
  }

  [[nodiscard]] bool deals(OrganizationId customer, OrganizationId supplier) const {
    return std::ranges::any_of(supply_.bought_by(customer), [&](ContractId contract) {
      return supply_.supplier(contract) == supplier;
    });
  }

  [[nodiscard]] bool is_member(OrganizationId who, OrganizationId of) const {
    return std::ranges::binary_search(of == parties_.customer ? members_.first : members_.second,
                                      who);
  }

  [[nodiscard]] Standing standing(OrganizationId who) const {
    if (below_.contains(who)) return {parties_.supplier, "subcontractor", kSubcontractor};
    for (const OrganizationId of : {parties_.supplier, parties_.customer}) {
      if (is_member(who, of)) return {of, "member", kMember};
      if (deals(of, who)) return {of, "supplier", kSupplier};
      if (deals(who, of)) return {of, "customer", kCustomer};
    }
    return {{}, "party", kOther};
  }

  /// An id that the model does not have, and that was not given yet.
  std::string new_id(const std::string& stem, std::size_t number) {
    std::string id = stem + std::to_string(number);
    while (model_.find(id) || !taken_.insert(id).second) id += "-x";
    return id;
  }

  NeutralName make(const Standing& standing, std::size_t number) {
    if (!standing.of.valid()) {
      return {new_id("party-", number), compose(standing.pattern, std::string(), number)};
    }
    const std::string stem =
        std::string(model_.id(standing.of)) + "." + std::string(standing.word) + "-";
    return {new_id(stem, number),
            compose(standing.pattern, name_of(model_, model_[standing.of].id), number)};
  }

  void name_organizations() {
    members_ = {members_of(supply_, parties_.customer), members_of(supply_, parties_.supplier)};
    const Viewpoint customer(supply_, parties_.customer);
    const Viewpoint supplier(supply_, parties_.supplier);
    std::map<std::pair<OrganizationId, std::string_view>, std::size_t> counts;
    std::vector<OrganizationId> facilities;
    for (std::size_t row = 0; row < model_.organizations.size(); ++row) {
      const OrganizationId who(row);
      const OrganizationId whole = supply_.party(who);
      const bool named = whole == parties_.customer || whole == parties_.supplier ||
                         handling_.contains(whole) ||
                         (customer.knows(whole) && supplier.knows(whole));
      if (named) continue;
      if (who != whole) {
        facilities.push_back(who);
        continue;
      }
      const Standing found = standing(who);
      names_.organizations[row] = make(found, ++counts[{found.of, found.word}]);
    }
    for (const OrganizationId facility : facilities) {
      const NeutralName& whole = *name_of_party(supply_.party(facility));
      names_.organizations[facility.index()] =
          part_of(whole, "facility", {.en = "facility {1} of {0}", .ja = "{0}の施設{1}"});
    }
  }

  [[nodiscard]] const std::optional<NeutralName>& name_of_party(OrganizationId party) const {
    return names_.organizations[party.index()];
  }

  /// What belongs to a party that is not named.
  NeutralName part_of(const NeutralName& whole, std::string_view word, const Phrase& pattern) {
    const std::size_t number = ++parts_[{whole.id, word}];
    return {new_id(whole.id + "." + std::string(word) + "-", number),
            compose(pattern, whole.name, number)};
  }

  void name_services() {
    for (std::size_t row = 0; row < model_.services.size(); ++row) {
      const auto& provider = name_of_party(supply_.provider(ServiceId(row)));
      if (!provider) continue;
      names_.services[row] =
          part_of(*provider, "component", {.en = "component {1} of {0}", .ja = "{0}の構成要素{1}"});
    }
  }

  void name_systems() {
    for (std::size_t row = 0; row < model_.systems.size(); ++row) {
      const auto& owner = name_of_party(supply_.owner(SystemId(row)));
      if (!owner) continue;
      names_.systems[row] =
          part_of(*owner, "system", {.en = "system {1} of {0}", .ja = "{0}のシステム{1}"});
    }
  }

  void name_contracts() {
    std::size_t number = 0;
    for (std::size_t row = 0; row < model_.contracts.size(); ++row) {
      const ContractId contract(row);
      if (!name_of_party(supply_.customer(contract)) &&
          !name_of_party(supply_.supplier(contract))) {
        continue;
      }
      ++number;
      names_.contracts[row] = {new_id("contract-", number),
                               compose({.en = "contract {}", .ja = "契約{}"}, number)};
    }
  }

  void name_risks() {
    std::size_t number = 0;
    for (std::size_t row = 0; row < model_.risks.size(); ++row) {
      const Risk& risk = model_.risks[row];
      if (!name_of_party(supply_.party(risk.owner.id)) &&
          !names_.services[risk.service.id.index()]) {
        continue;
      }
      ++number;
      names_.risks[row] = {new_id("risk-", number),
                           compose({.en = "risk {}", .ja = "リスク{}"}, number)};
    }
  }

  [[nodiscard]] bool is_hidden(RecordRef record) const {
    switch (record.kind) {
      case RecordKind::Organization: return names_.organizations[record.index].has_value();
      case RecordKind::Service: return names_.services[record.index].has_value();
      case RecordKind::Contract: return names_.contracts[record.index].has_value();
      default: return false;
    }
  }

  void name_changes() {
    std::size_t number = 0;
    for (std::size_t row = 0; row < model_.changes.size(); ++row) {
      const auto& target = model_.changes[row].target.record;
      if (!target || !is_hidden(*target)) continue;
      ++number;
      names_.changes[row] = {new_id("change-", number),
                             compose({.en = "change {}", .ja = "変更{}"}, number)};
    }
  }

  const SupplyGraph& supply_;
  const Model& model_;
  const AnnexParties& parties_;
  NeutralNames names_;
  std::vector<ServiceId> shown_;
  std::set<OrganizationId> handling_, below_;
  std::pair<std::vector<OrganizationId>, std::vector<OrganizationId>> members_;
  std::set<std::string> taken_;
  std::map<std::pair<std::string, std::string_view>, std::size_t> parts_;
};

}  // namespace

NeutralNames find_neutral_names(const SupplyGraph& supply, const AnnexParties& parties) {
  return NeutralNamer(supply, parties).find();
}

}  // namespace musubi::cli
