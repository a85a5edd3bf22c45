#include "tests/support/random_model_parts.h"

namespace musubi::test {
namespace {

using Object = JsonValue::Object;
using Array = JsonValue::Array;

void add(Making& making, const std::string& id, bool institution, JsonValue record) {
  MadeOrganization made{.id = id, .party = id, .institution = institution};
  if (const JsonValue* whole = record.find("part_of")) made.party = making.party(*whole->text());
  making.document.append("organizations", std::move(record));
  making.organizations.push_back(std::move(made));
}

// A few vendors on three layers; each application runs on a platform, each platform on one or two
// infrastructures.
void add_catalogue(Making& making) {
  static const char* const kLayers[] = {"infrastructure", "platform", "application"};
  Random& random = making.random;
  std::vector<std::string> vendors;
  const int vendor_count = random.between(3, 6);
  for (int i = 0; i < vendor_count; ++i) {
    vendors.push_back(making.new_id("v-"));
    add(making, vendors.back(), false, Object{{"id", vendors.back()}, {"kind", "provider"}});
  }
  std::vector<std::string> below;
  for (const char* layer : kLayers) {
    std::vector<std::string> made;
    const int count = random.between(1, 3);
    for (int i = 0; i < count; ++i) {
      MadeService service{making.new_id("s-"), random.pick(vendors)};
      JsonValue record{
          Object{{"id", service.id}, {"provider", service.provider}, {"layer", layer}}};
      if (random.chance(10)) record["handles_medical_information"] = false;
      for (const std::string& other : below) {
        if (!random.chance(60)) continue;
        record.append("depends_on", other);
        making.needs.push_back({service.provider, making.provider(other), other, ""});
      }
      making.document.append("services", std::move(record));
      making.services.push_back(service);
      made.push_back(service.id);
    }
    below = made;
  }
}

void add_institution(Making& making, const std::string& corporation) {
  const std::string id = making.new_id("h-");
  JsonValue record{Object{{"id", id}, {"kind", "medical_institution"}}};
  if (!corporation.empty()) record["part_of"] = corporation;
  if (making.random.chance(30)) record["member_of"] = Array{making.organizations.front().id};
  add(making, id, true, std::move(record));
}

void add_system(Making& making, const std::string& owner) {
  Random& random = making.random;
  MadeSystem system{making.new_id("y-"), owner};
  JsonValue record{Object{{"id", system.id}, {"owner", owner}, {"uses", Array()}}};
  std::set<std::string> used{making.services.back().id};
  if (random.chance(30)) used.insert(making.any_service().id);
  if (random.chance(30)) used = {making.any_service().id};
  for (const std::string& service : used) {
    JsonValue use = service;
    if (random.chance(3))
      use = Object{{"service", service}, {"selected_by", making.any_organization()}};
    record.append("uses", std::move(use));
    making.needs.push_back({owner, making.provider(service), service, system.id});
  }
  if (random.chance(making.profile.placement)) {
    const MadeService placed = making.any_service();
    const MadeService on = making.any_service();
    JsonValue dependency{Object{{"service", on.id}}};
    if (random.chance(making.profile.placement_selector)) {
      dependency["selected_by"] = random.chance(50) ? placed.provider : making.any_organization();
    }
    if (placed.id != on.id) {
      record.append("placements", Object{{"service", placed.id}, {"on", std::move(dependency)}});
      making.needs.push_back({owner, on.provider, on.id, system.id});
    }
  }
  making.document.append("systems", std::move(record));
  making.systems.push_back(std::move(system));
}

}  // namespace

void add_national(Making& making) {
  Random& random = making.random;
  const std::string network = making.new_id("n-");
  add(making, network, false,
      Object{{"id", network}, {"kind", "network_operator"}, {"bears_responsibility", true}});
  add_catalogue(making);
  const bool few = making.profile.institutions.high > 4;
  const int institutions = few ? making.in(making.profile.institutions) : random.between(15, 50);
  std::string corporation;
  for (int i = 0; i < institutions; ++i) {
    if (random.chance(10)) corporation.clear();
    add_institution(making, corporation);
    if (random.chance(10)) corporation = making.organizations.back().id;
  }
  for (const MadeOrganization& organization : std::vector(making.organizations)) {
    if (!organization.institution) continue;
    const int systems = random.between(1, 2);
    for (int i = 0; i < systems && making.systems.size() < 80; ++i) {
      add_system(making, organization.id);
    }
  }
}

}  // namespace musubi::test
