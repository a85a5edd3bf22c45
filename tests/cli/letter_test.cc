// A letter goes to somebody outside: it names nobody whom the reader does not know from its own
// contracts, whatever names the model gives to services and contracts.
#include "cli/output/letter.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "model/loader.h"
#include "tests/support/program.h"
#include "tests/support/random.h"
#include "tests/support/random_model.h"
#include "tests/support/seeds.h"

namespace musubi {
namespace {

using cli::compose_letter;
using cli::find_letter;
using cli::ImpactView;
using cli::Letter;
using cli::LetterPart;
using test::JsonValue;
using test::run_program;

const std::string kRegion = "examples/regional-network";

void add_part(std::string& text, const LetterPart& part) {
  text += part.heading + "\n";
  for (const auto& line : part.lines) text += line.label + "\n" + line.text + "\n";
}

std::string text_of(const Letter& letter) {
  std::string text = letter.subject + "\n" + letter.closing + "\n";
  for (const auto* lines : {&letter.head, &letter.addressee, &letter.sender, &letter.opening}) {
    for (const std::string& line : *lines) text += line + "\n";
  }
  for (const LetterPart& part : letter.parts) add_part(text, part);
  add_part(text, letter.receipt);
  return text;
}

// What the records say, without the engine: whom a party knows.
class Acquaintances {
 public:
  Acquaintances(const Model& model, Date as_of) : model_(model), as_of_(as_of) {}

  [[nodiscard]] OrganizationId whole(OrganizationId who) const {
    while (model_[who].part_of.given()) who = model_[who].part_of.id;
    return who;
  }

  [[nodiscard]] std::set<OrganizationId> of(OrganizationId reader) const {
    std::set<OrganizationId> known{reader};
    for (const Contract& contract : model_.contracts) {
      if (is_active(contract)) add_contract(contract, reader, known);
    }
    for (const Disclosure& disclosure : model_.disclosures) {
      const bool active = (!disclosure.date || *disclosure.date <= as_of_) &&
                          (!disclosure.valid_until || as_of_ <= *disclosure.valid_until);
      if (!active || whole(disclosure.to.id) != reader) continue;
      known.insert(whole(disclosure.organization.given()
                             ? disclosure.organization.id
                             : model_[disclosure.service.id].provider.id));
    }
    // The operator of a network knows who takes part in it.
    for (std::size_t i = 0; i < model_.organizations.size(); ++i) {
      for (const OrganizationRef& of : model_.organizations[i].member_of) {
        if (whole(of.id) == reader) known.insert(whole(OrganizationId(i)));
      }
    }
    return known;
  }

 private:
  [[nodiscard]] bool is_active(const Contract& contract) const {
    if (contract.from && as_of_ < *contract.from) return false;
    return !contract.until || as_of_ <= *contract.until || contract.kind == ContractKind::Sale ||
           model_.renews_automatically(contract);
  }

  void add_contract(const Contract& contract, OrganizationId reader,
                    std::set<OrganizationId>& known) const {
    const OrganizationId customer = whole(contract.customer.id);
    const OrganizationId supplier = whole(contract.supplier.id);
    if (supplier == reader) known.insert(customer);
    if (customer != reader) return;
    known.insert(supplier);
    const Agreement* const agreement = model_.agreement(contract);
    if (agreement == nullptr || (agreement->date && as_of_ < *agreement->date)) return;
    if (!agreement->subentrustment) return;
    for (const OrganizationRef& one : agreement->subentrustment->approved) {
      known.insert(whole(one.id));
    }
  }

  const Model& model_;
  Date as_of_;
};

bool is_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
         c == '_';
}

// As a word of its own, as far as words have ends in the script.
bool mentions(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool inside = (at > 0 && is_letter(text[at - 1]) && is_letter(name.front())) ||
                        (end < text.size() && is_letter(text[end]) && is_letter(name.back()));
    if (!inside) return true;
  }
  return false;
}

struct Tally {
  std::size_t letters = 0, refused = 0, strangers = 0;
};

// Letters to all whom a change affects.
void check_letters(const SupplyGraph& supply, const ChangeQuestion& question, Tally& tally) {
  const Model& model = supply.model();
  const ImpactFinder finder(supply);
  const Impact impact = finder.find(question);
  const ImpactView view{&supply, &question, &impact};
  const Acquaintances acquaintances(model, supply.as_of());
  for (const AffectedOrganization& row : impact.organizations) {
    const std::string reader(model.id(row.organization));
    CAPTURE(reader);
    const auto facts = find_letter(view, finder, reader);
    CHECK_FALSE((facts && row.origin));
    // Whoever is told is told by a party of its contracts, and has a letter.
    CHECK((facts || row.origin || !row.told));
    if (!facts) {
      ++tally.refused;
      continue;
    }
    ++tally.letters;
    const auto known = acquaintances.of(row.organization);
    CHECK(facts->sender != row.organization);
    CHECK(known.contains(facts->sender));
    const std::string letter = text_of(compose_letter(*facts, Language::Ja, false)) +
                               text_of(compose_letter(*facts, Language::En, false));
    for (std::size_t i = 0; i < model.organizations.size(); ++i) {
      const OrganizationId who(i);
      if (known.contains(acquaintances.whole(who))) continue;
      ++tally.strangers;
      const Organization& stranger = model[who];
      for (const std::string& name :
           {stranger.name.ja.str(), stranger.name.en.str(), std::string(model.id(who))}) {
        CAPTURE(name);
        CHECK((name.empty() || !mentions(letter, name)));
      }
    }
  }
}

RecordRef target(const Model& model, std::string_view id) { return *model.find(id); }

// Names that give away others: a service is called after its provider, a contract after anybody.
void add_names(JsonValue& document, test::Random& random) {
  std::vector<std::string> names;
  const auto each = [&](const char* table, auto name) {
    if (document.find(table) == nullptr) return;
    for (JsonValue& record : *document[table].array()) record["name"] = name(record);
  };
  each("organizations", [&](JsonValue& /*record*/) {
    const std::string number = std::to_string(names.size());
    names.push_back("甲" + number + "社");
    return JsonValue(JsonValue::Object{{"ja", names.back()}, {"en", "Firm" + number + " Ltd"}});
  });
  each("services", [&](JsonValue& record) {
    const std::string& id = *record.find("provider")->text();
    return JsonValue(random.chance(50) ? id + " cloud" : "cloud " + *record.find("id")->text());
  });
  each("contracts", [&](JsonValue& record) {
    return JsonValue(random.chance(50) ? random.pick(names) + "経由の契約"
                                       : *record.find("supplier")->text());
  });
  each("systems",
       [&](JsonValue& /*record*/) { return JsonValue(random.pick(names) + "の仕組み"); });
}

}  // namespace

TEST_SUITE("cli/letter") {
  TEST_CASE("a letter in the region names nobody whom its reader does not know") {
    const auto loaded = load_model(std::array{kRegion}, {});
    REQUIRE(loaded);
    const Model& model = loaded->model;
    const SupplyGraph supply(model, model.as_of->date);
    Tally tally;
    const Date on = *Date::parse("2027-04-01");
    for (const auto& [kind, id] : {std::pair{ChangeKind::ServiceChange, "kumoi-iaas"},
                                   {ChangeKind::ServiceChange, "iwato-hosting"},
                                   {ChangeKind::ContractChange, "sazanami.kumoi"},
                                   {ChangeKind::ContractChange, "plat-ito"},
                                   {ChangeKind::Termination, "hayate-object"},
                                   {ChangeKind::Incident, "suzunari-mgmt"},
                                   {ChangeKind::Outage, "dc-iwato"}}) {
      CAPTURE(id);
      check_letters(supply, {.targets = {target(model, id)}, .kind = kind, .on = on}, tally);
    }
    CHECK(tally.letters > 100);
    CHECK(tally.strangers > 1000);
  }

  TEST_CASE("nor in any model, whatever services and contracts are called") {
    constexpr std::array kKinds{ChangeKind::ServiceChange, ChangeKind::ContractChange,
                                ChangeKind::Termination, ChangeKind::Incident, ChangeKind::Outage};
    Tally tally;
    for (const std::uint64_t seed : test::seeds(60)) {
      CAPTURE(seed);
      test::Random random(seed);
      JsonValue document = test::make_random_model(seed).document;
      add_names(document, random);
      const auto loaded = test::read_document(document);
      REQUIRE(loaded);
      const Model& model = loaded->model;
      const SupplyGraph supply(model, model.as_of->date);
      for (const auto& [kind, count] : {std::pair{RecordKind::Service, model.services.size()},
                                        {RecordKind::Organization, model.organizations.size()},
                                        {RecordKind::Contract, model.contracts.size()}}) {
        if (count == 0) continue;
        ChangeQuestion question;
        question.kind = kKinds[(seed + static_cast<std::size_t>(kind)) % kKinds.size()];
        const int last = static_cast<int>(count) - 1;
        question.targets = {{kind, static_cast<std::uint32_t>(random.between(0, last))}};
        check_letters(supply, question, tally);
      }
    }
    CHECK(tally.letters > 200);
    CHECK(tally.refused > 20);
    CHECK(tally.strangers > 1000);
  }

  TEST_CASE("both languages by default, one where it is asked for") {
    const std::vector<std::string> args{"impact",   "--target",       "kumoi-iaas",
                                        "--letter", "hosp-shiramine", kRegion};
    const auto both = run_program(args);
    CHECK(both.status == 0);
    const std::size_t japanese = both.out.find("拝啓");
    const std::size_t english = both.out.find("Yours faithfully,");
    CHECK(japanese < english);
    CHECK(english != std::string::npos);
    for (const auto& [language, there, other] :
         {std::array{"ja", "拝啓", "Yours"}, std::array{"en", "Yours", "拝啓"}}) {
      auto more = args;
      more.insert(more.end(), {"--lang", language});
      const auto one = run_program(more);
      CHECK(one.out.contains(there));
      CHECK_FALSE(one.out.contains(other));
    }
  }
}

}  // namespace musubi
