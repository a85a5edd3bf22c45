#include "tests/support/random_model.h"

#include <algorithm>

#include "tests/support/random_model_parts.h"

namespace musubi::test {
namespace {

using Object = JsonValue::Object;
using Array = JsonValue::Array;

const char* const kOtherKinds[] = {"provider", "provider", "provider", "infrastructure_vendor"};
const char* const kLayers[] = {"application", "platform", "infrastructure", "network", "support"};

void add_organization(Making& making, MadeOrganization made, JsonValue record) {
  making.document.append("organizations", std::move(record));
  making.organizations.push_back(std::move(made));
}

JsonValue random_kind(Making& making) {
  Random& random = making.random;
  if (!random.chance(making.profile.network_operator)) return kOtherKinds[random.below(4)];
  if (random.chance(30)) return Array{"network_operator", "medical_institution"};
  if (random.chance(30)) return Array{"provider", "network_operator"};
  return "network_operator";
}

// The organization becomes a facility of an earlier one of its sort, now and then.
void join_party(Making& making, MadeOrganization& made, JsonValue& record) {
  if (!making.random.chance(making.profile.facility)) return;
  std::vector<const MadeOrganization*> wholes;
  for (const MadeOrganization& other : making.organizations) {
    if (other.institution == made.institution) wholes.push_back(&other);
  }
  if (wholes.empty()) return;
  const MadeOrganization& whole = *making.random.pick(wholes);
  made.party = whole.party;
  record["part_of"] = whole.id;
}

void join_groups(Making& making, JsonValue& record, const std::string& id) {
  if (making.organizations.empty() || !making.random.chance(making.profile.shared)) return;
  const std::string& group = making.any_organization();
  if (group != id) record["member_of"] = Array{group};
}

std::string random_selector(Making& making, const std::vector<std::string>& likely) {
  const int kind = making.random.between(1, 10);
  if (kind <= 4) return making.random.pick(likely);
  return kind <= 8 ? making.any_service().provider : making.any_organization();
}

// What runs on what: one service, or one of several.
JsonValue random_dependency(Making& making, std::vector<std::string> candidates,
                            int selector_chance, const std::vector<std::string>& likely_selectors) {
  Random& random = making.random;
  random.shuffle(candidates);
  JsonValue dependency{Object()};
  if (candidates.size() >= 2 && random.chance(making.profile.any_of)) {
    const std::size_t count = candidates.size() >= 3 && random.chance(30) ? 3 : 2;
    for (std::size_t i = 0; i < count; ++i) dependency.append("any_of", candidates[i]);
  } else {
    dependency["service"] = candidates.front();
  }
  if (random.chance(making.profile.optional)) dependency["required"] = random.chance(20);
  if (random.chance(selector_chance)) {
    dependency["selected_by"] = random_selector(making, likely_selectors);
  }
  if (dependency.object()->size() == 1 && dependency.find("service") != nullptr &&
      random.chance(70)) {
    return candidates.front();
  }
  return dependency;
}

std::vector<std::string> members_of(const JsonValue& dependency) {
  if (dependency.text() != nullptr) return {*dependency.text()};
  if (const JsonValue* service = dependency.find("service")) return {*service->text()};
  std::vector<std::string> members;
  for (const JsonValue& member : std::get<Array>(dependency.find("any_of")->value)) {
    members.push_back(*member.text());
  }
  return members;
}

void need(Making& making, const std::string& customer, const JsonValue& dependency,
          const std::string& system) {
  for (const std::string& service : members_of(dependency)) {
    making.needs.push_back({customer, making.provider(service), service, system});
  }
}

// Takes out what is there already, but for a dependency that is written twice now and then.
void leave_out(Making& making, const JsonValue& dependency, std::vector<std::string>& candidates) {
  if (making.random.chance(8)) return;
  for (const std::string& member : members_of(dependency)) std::erase(candidates, member);
}

JsonValue random_dependencies(Making& making, std::size_t at) {
  Array dependencies;
  const MadeService& service = making.services[at];
  std::vector<std::string> candidates;
  for (std::size_t other = 0; other < making.services.size(); ++other) {
    const bool leads_back = making.random.chance(making.profile.cycle);
    if (other > at || (other != at && leads_back)) candidates.push_back(making.services[other].id);
  }
  for (int i = 0; i < 3 && making.random.chance(making.profile.dependency); ++i) {
    if (candidates.empty()) break;
    dependencies.push_back(
        random_dependency(making, candidates, making.profile.service_selector, {service.provider}));
    need(making, service.provider, dependencies.back(), "");
    leave_out(making, dependencies.back(), candidates);
  }
  return dependencies;
}

// Mostly one that the system uses: the last needs are its own.
const MadeService& placed_service(Making& making, const MadeSystem& system) {
  if (!making.needs.empty() && making.random.chance(75)) {
    const Need& last = making.needs.back();
    if (last.system == system.id) {
      return *std::ranges::find(making.services, last.service, &MadeService::id);
    }
  }
  return making.any_service();
}

void add_placements(Making& making, const MadeSystem& system, JsonValue& record) {
  for (int i = 0; i < 3 && making.random.chance(making.profile.placement); ++i) {
    const MadeService& placed = placed_service(making, system);
    std::vector<std::string> candidates;
    for (const MadeService& other : making.services) {
      if (other.id != placed.id) candidates.push_back(other.id);
    }
    JsonValue on = random_dependency(making, candidates, making.profile.placement_selector,
                                     {placed.provider, system.owner});
    need(making, system.owner, on, system.id);
    if (making.random.chance(30)) need(making, placed.provider, on, system.id);
    record.append("placements", Object{{"service", placed.id}, {"on", std::move(on)}});
  }
}

}  // namespace

std::string Making::new_id(const std::string& prefix) {
  for (;;) {
    std::string id = prefix;
    for (int i = 0; i < 2; ++i) id += static_cast<char>('a' + static_cast<char>(random.below(26)));
    if (random.chance(3)) id += "結";
    if (ids.insert(id).second) return id;
  }
}

const std::string& Making::any_organization() { return random.pick(organizations).id; }

const std::string& Making::party(const std::string& organization) const {
  return std::ranges::find(organizations, organization, &MadeOrganization::id)->party;
}

const std::string& Making::provider(const std::string& service) const {
  return std::ranges::find(services, service, &MadeService::id)->provider;
}

JsonValue Making::some_services(const std::string& first) {
  std::set<std::string> chosen;
  if (!first.empty()) chosen.insert(first);
  if (chosen.empty() || random.chance(30)) chosen.insert(any_service().id);
  if (random.chance(15)) chosen.insert(any_service().id);
  return Array(chosen.begin(), chosen.end());
}

void add_organizations(Making& making) {
  const int institutions = making.in(making.profile.institutions);
  const int all = institutions + making.in(making.profile.others);
  for (int i = 0; i < all; ++i) {
    MadeOrganization made;
    made.institution = i < institutions;
    made.id = making.new_id(made.institution ? "h-" : "v-");
    made.party = made.id;
    JsonValue record{Object{{"id", made.id}}};
    record["kind"] = made.institution ? JsonValue("medical_institution") : random_kind(making);
    if (made.institution && making.random.chance(5)) {
      record["kind"] = Array{"medical_institution", "provider"};
    }
    join_party(making, made, record);
    join_groups(making, record, made.id);
    if (making.random.chance(making.profile.network_operator)) {
      record["bears_responsibility"] = making.random.chance(60);
    }
    add_organization(making, std::move(made), std::move(record));
  }
}

void add_services(Making& making) {
  Random& random = making.random;
  const int count = making.in(making.profile.services);
  for (int i = 0; i < count; ++i) {
    std::vector<std::string> providers;
    const bool by_institution = random.chance(making.profile.institution_service);
    for (const MadeOrganization& organization : making.organizations) {
      if (organization.institution == by_institution) providers.push_back(organization.id);
    }
    making.services.push_back({making.new_id("s-"), random.pick(providers)});
  }
  for (std::size_t i = 0; i < making.services.size(); ++i) {
    const MadeService& service = making.services[i];
    JsonValue record{Object{
        {"id", service.id}, {"provider", service.provider}, {"layer", kLayers[random.below(5)]}}};
    if (random.chance(making.profile.not_medical)) record["handles_medical_information"] = false;
    if (random.chance(making.profile.developer)) record["developer"] = making.any_organization();
    JsonValue dependencies = random_dependencies(making, i);
    if (!dependencies.array()->empty() || random.chance(20)) {
      record["depends_on"] = std::move(dependencies);
    }
    making.document.append("services", std::move(record));
  }
}

void add_systems(Making& making) {
  Random& random = making.random;
  std::vector<std::string> owners;
  for (const MadeOrganization& organization : making.organizations) {
    if (organization.institution) owners.push_back(organization.id);
  }
  std::vector<std::string> services;
  for (const MadeService& service : making.services) services.push_back(service.id);
  const int count = making.in(making.profile.systems);
  for (int i = 0; i < count; ++i) {
    MadeSystem system{making.new_id("y-"), random.pick(owners)};
    JsonValue record{Object{{"id", system.id}, {"owner", system.owner}, {"uses", Array()}}};
    const int uses = random.chance(3) ? 0 : random.between(1, 3);
    std::vector<std::string> candidates = services;
    for (int use = 0; use < uses && !candidates.empty(); ++use) {
      JsonValue dependency =
          random_dependency(making, candidates, making.profile.use_selector, {system.owner});
      need(making, system.owner, dependency, system.id);
      leave_out(making, dependency, candidates);
      record.append("uses", std::move(dependency));
    }
    add_placements(making, system, record);
    making.document.append("systems", std::move(record));
    making.systems.push_back(std::move(system));
  }
}

std::size_t random_profile_count() { return random_profiles().size(); }

RandomModel make_random_model(std::uint64_t seed) {
  // Days on which "the same day so many months after" differs from month to month.
  static const char* const kDates[] = {"2026-11-22", "2026-11-22", "2027-02-28", "2028-02-29",
                                       "2027-04-30"};
  Making making{.random = Random(seed),
                .profile = random_profiles()[seed % random_profile_count()]};
  std::string date = kDates[making.random.below(5)];
  making.more = Random(~seed);
  // Days around which an edition of the guideline appeared.
  if (making.more.chance(8)) {
    static const char* const kAppeared[] = {"2023-05-30", "2023-05-31", "2026-06-28", "2026-06-29"};
    date = kAppeared[making.more.below(4)];
  }
  making.date = Date::parse(date).value();
  making.document["musubi"] = 1;
  making.document["as_of"] = date;
  add_policy(making);
  if (making.profile.national) {
    add_national(making);
  } else {
    add_organizations(making);
    add_services(making);
    if (!making.more.chance(2)) add_systems(making);
  }
  add_terms(making);
  add_contracts(making);
  add_assessments(making);
  add_disclosures(making);
  add_suppressions(making);
  add_details(making);
  return {.profile = making.profile.name, .document = std::move(making.document)};
}

}  // namespace musubi::test
