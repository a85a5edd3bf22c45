#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "model/loader.h"
#include "tests/support/random.h"

namespace musubi {
namespace {

using test::Random;

/// Ids that differ early, late, and by their length; each once.
std::vector<std::string> random_ids(Random& random, std::size_t count) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string tail(random.below(4) == 0 ? random.below(20) : 0, 'x');
    ids.push_back(fmt::format("{}{}-{}", static_cast<char>('a' + random.below(3)), tail, i));
  }
  return ids;
}

/// Puts some long runs of the ids into order, as files have them, or none.
void mix(Random& random, std::vector<std::string>& ids) {
  for (std::size_t i = ids.size(); i > 1; --i) std::swap(ids[i - 1], ids[random.below(i)]);
  const std::size_t runs = random.below(4);
  for (std::size_t run = 0; run < runs; ++run) {
    const auto begin = static_cast<std::ptrdiff_t>(run * ids.size() / runs);
    const auto end = static_cast<std::ptrdiff_t>((run + 1) * ids.size() / runs);
    std::sort(ids.begin() + begin, ids.begin() + end);
  }
}

}  // namespace

TEST_SUITE("order") {
  TEST_CASE("records stand in the byte order of their ids, with what is in them") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      CAPTURE(seed);
      Random random(seed);
      std::vector<std::string> ids = random_ids(random, 1 + random.below(300));
      mix(random, ids);
      std::string text = R"({"musubi": 1, "organizations": [)";
      for (const std::string& id : ids) {
        text += fmt::format(R"({}{{"id": "{}", "name": "of {}", "roles": ["vendor"]}})",
                            id == ids.front() ? "" : ",", id, id);
      }
      text += "]}";
      const LoadedModel loaded = read_model({{.path = "order.json", .text = text}});
      const Model& model = loaded.model;
      std::ranges::sort(ids);
      REQUIRE(model.organizations.size() == ids.size());
      for (std::size_t row = 0; row < ids.size(); ++row) {
        const Organization& organization = model.organizations[row];
        CHECK(model.text(organization.id) == ids[row]);
        CHECK(Text(organization.name).en == "of " + ids[row]);
        CHECK(model.find(ids[row])->index == row);
      }
    }
  }
}

}  // namespace musubi
