#include "tests/support/random_model_parts.h"

// Changes that are on record: of services, contracts and organizations, before and after D.
namespace musubi::test {
namespace {

using Object = JsonValue::Object;
using Array = JsonValue::Array;

std::string random_target(Making& making) {
  Random& more = making.more;
  const auto contracts = records(making, "contracts");
  const int sort = more.between(1, 10);
  if (sort <= 3 && !contracts.empty()) return text_in(*more.pick(contracts), "id");
  if (sort <= 5) return more.pick(making.organizations).id;
  return more.pick(making.services).id;
}

JsonValue random_told(Making& making, int effective) {
  Random& more = making.more;
  Array told;
  for (const MadeOrganization& organization : making.organizations) {
    if (!more.chance(40)) continue;
    JsonValue entry{Object{{"organization", organization.id}}};
    if (more.chance(85)) {
      entry["date"] = making.day(
          effective - more.pick(std::vector{-2, -1, 0, 1, 7, 13, 14, 15, 30, 31, 60, 90}));
    }
    told.push_back(std::move(entry));
  }
  return told;
}

}  // namespace

void add_changes(Making& making) {
  static const std::vector<std::string> kKinds = {
      "service_change", "service_change", "contract_change", "termination", "incident", "outage"};
  Random& more = making.more;
  const int count = more.between(1, 3);
  for (int i = 1; i <= count; ++i) {
    JsonValue record{Object{{"id", "c-" + std::to_string(i)},
                            {"target", random_target(making)},
                            {"kind", more.pick(kKinds)}}};
    const int effective = more.pick(std::vector{-400, -60, -31, -30, -3, -1, 0, 1, 14, 30, 60});
    if (more.chance(90)) record["effective"] = making.day(effective);
    if (more.chance(60)) {
      record["announced"] = making.day(effective - more.pick(std::vector{0, 1, 30, 90, 300}));
    }
    if (!making.systems.empty() && more.chance(20)) {
      record["systems"] = Array{more.pick(making.systems).id};
    }
    if (more.chance(80)) record["told"] = random_told(making, effective);
    making.document.append("changes", std::move(record));
  }
}

}  // namespace musubi::test
