#include "bench/national_model.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <iterator>
#include <set>
#include <string>
#include <tuple>

#include <fmt/format.h>

#include "bench/national_estate.h"

namespace musubi::bench {
namespace {

constexpr std::array kPlaces{"あおば", "さくら", "みどり", "ひかり", "若葉", "緑川",   "東野",
                             "西浜",   "北原",   "南台",   "中町",   "朝日", "富士見", "松原"};
constexpr std::array kVendors{"結", "和", "彩", "凪", "暁", "澄", "環", "栞", "灯", "岬"};
constexpr std::array kProducts{"電子カルテ", "レセプト", "画像管理", "予約受付",
                               "調剤管理",   "部門連携", "検査連携", "バックアップ"};
/// By tier.
constexpr std::array<const char*, kTiers> kLayers{
    "application",    "platform",       "platform", "infrastructure",
    "infrastructure", "infrastructure", "network",  "support"};

constexpr std::size_t kFacilitiesOfNetwork = 2000;
/// So many sellers of applications a network confirms for its members; of few vendors a quarter.
constexpr std::size_t kConfirmedByNetwork = 400;
/// One facility of so many has contracts that say nothing of notices, another has none on record:
/// what is missing there is missing of all that is below.
constexpr std::size_t kFacilitiesOfSilent = 5000;
constexpr std::size_t kSilentFacility = 2500;
constexpr std::size_t kFacilityWithoutContracts = 1250;

/// What vendors agree on with one another: all of them are told of incidents, and mostly early of
/// changes, so that what they promise can be kept.
std::string_view terms_of_vendors(std::size_t percent) {
  return percent < 75 ? "t-long" : "t-direct";
}

std::string_view terms_of_facility(std::size_t facility, std::size_t percent) {
  if (facility % kFacilitiesOfSilent == kSilentFacility) return "t-none";
  return percent < 94 ? "t-direct" : percent < 99 ? "t-short" : "t-long";
}

/// Collects what is written and hands it over in large pieces.
class Writer {
 public:
  explicit Writer(const std::function<void(std::string_view)>& write) : write_(write) {}

  template <class... Args>
  void add(fmt::format_string<Args...> pattern, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), pattern, std::forward<Args>(args)...);
    if (text_.size() > (std::size_t{1} << 20U)) flush();
  }
  void flush() {
    write_(text_);
    text_.clear();
  }

  void begin_table(std::string_view name) {
    add(",\n  \"{}\": [", name);
    is_first_ = true;
  }
  void begin_record() {
    add("{}\n    ", is_first_ ? "" : ",");
    is_first_ = false;
  }
  void end_table() { add("\n  ]"); }

 private:
  const std::function<void(std::string_view)>& write_;
  std::string text_;
  bool is_first_ = true;
};

std::string facility_id(std::size_t i) { return fmt::format("f{:07}", i); }
std::string vendor_id(std::size_t i) { return fmt::format("v{:06}", i); }
std::string service_id(std::size_t i) { return fmt::format("s{:06}", i); }
std::string network_id(std::size_t i) { return fmt::format("n{:04}", i); }

enum class Institution : std::uint8_t { Hospital, Clinic, Pharmacy };

/// What one facility is and uses: the same whenever it is asked for, so that nothing of the many
/// facilities has to be kept.
struct MadeFacility {
  Institution sort = Institution::Clinic;
  std::size_t beds = 0;
  std::size_t corporation = kNobody;
  std::size_t chosen = kNobody;              // an infrastructure that a hospital chose itself
  std::vector<std::size_t> uses;             // services, sorted
  std::size_t spare = kNobody;               // does in place of the first of them
  std::vector<std::size_t> of_other_system;  // sorted; mostly none
};

class Maker {
 public:
  Maker(const NationalShape& shape, const std::function<void(std::string_view)>& write)
      : shape_(shape), estate_(shape), out_(write) {}

  void run() {
    out_.add("{{\n  \"musubi\": 1,\n  \"name\": \"全国モデル {}\",\n  \"as_of\": \"2026-11-22\"",
             shape_.facilities);
    out_.add(",\n  \"policy\": {{\"assessment_valid_months\": 12}}");
    write_organizations();
    write_services();
    write_systems();
    write_terms();
    write_contracts();
    write_assessments();
    out_.add("\n}}\n");
    out_.flush();
  }

 private:
  /// A stream of its own for each facility and each purpose.
  [[nodiscard]] Random random_of(std::size_t facility, std::uint64_t purpose) const {
    return Random((shape_.seed * 8 + purpose) * 0x2545f4914f6cdd1dU + facility);
  }

  [[nodiscard]] MadeFacility facility(std::size_t i) const;
  [[nodiscard]] std::vector<std::size_t> some_uses(std::size_t count, Random& random) const;
  void write_organizations();
  void write_facility(std::size_t i, const MadeFacility& made);
  void write_dependency(const MadeDependency& dependency);
  void write_services();
  void write_systems();
  void write_system(std::size_t facility, std::string_view suffix, const MadeFacility& made,
                    const std::vector<std::size_t>& uses, bool is_main);
  void write_terms();
  void write_contracts();
  void write_contract(std::string_view id, std::string_view customer, std::size_t supplier,
                      const std::vector<std::size_t>& covers, std::string_view terms,
                      Random& random);
  void write_vendor_contracts();
  void write_facility_contracts(std::size_t i);
  [[nodiscard]] std::set<std::size_t> confirmed_sellers(Random& random) const;
  void write_assessments();

  [[nodiscard]] std::size_t corporations() const { return shape_.facilities / 200; }
  [[nodiscard]] std::size_t networks() const {
    return 1 + shape_.facilities / kFacilitiesOfNetwork;
  }

  NationalShape shape_;
  NationalEstate estate_;
  Writer out_;
};

std::vector<std::size_t> Maker::some_uses(std::size_t count, Random& random) const {
  std::vector<std::size_t> uses;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t tier = random.chance(94) ? 0 : 1 + random.below(3);
    const std::size_t service = estate_.pick(tier, random);
    if (std::ranges::find(uses, service) == uses.end()) uses.push_back(service);
  }
  std::ranges::sort(uses);
  return uses;
}

MadeFacility Maker::facility(std::size_t i) const {
  Random random = random_of(i, 0);
  MadeFacility made;
  // Of 173 about 8 hospitals, 105 clinics, 60 pharmacies.
  const std::size_t sort = random.below(173);
  if (sort < 8) {
    made.sort = Institution::Hospital;
    made.beds = 20 + 10 * random.below(60);
  } else if (sort >= 113) {
    made.sort = Institution::Pharmacy;
  }
  const bool hospital = made.sort == Institution::Hospital;
  const std::size_t count = hospital ? 6 + random.below(5) : 3 + random.below(4);
  made.uses = some_uses(count, random);
  if (corporations() > 0 && random.chance(hospital ? 30 : 5)) {
    made.corporation = random.below(corporations());
  }
  if (random.chance(4)) {
    const std::size_t spare = estate_.pick(0, random);
    if (std::ranges::find(made.uses, spare) == made.uses.end()) made.spare = spare;
  }
  if (hospital && random.chance(6)) {
    const std::size_t chosen = estate_.pick(3, random);
    // What runs on it is the last of those that the facility uses.
    if (chosen != made.uses.back()) made.chosen = chosen;
  }
  if (random.chance(hospital ? 40 : 3)) {
    made.of_other_system = some_uses(1 + random.below(2), random);
  }
  return made;
}

void Maker::write_facility(std::size_t i, const MadeFacility& made) {
  static constexpr std::array kSorts{"病院", "診療所", "薬局"};
  out_.begin_record();
  out_.add(R"({{"id":"{}","kind":"medical_institution","name":"{}{}{}")", facility_id(i),
           kPlaces[i % kPlaces.size()], i, kSorts[static_cast<std::size_t>(made.sort)]);
  if (made.beds > 0) out_.add(R"(,"weight":{})", made.beds);
  if (made.corporation != kNobody) out_.add(R"(,"part_of":"c{:05}")", made.corporation);
  out_.add(R"(,"member_of":["{}"]}})", network_id(i / kFacilitiesOfNetwork));
}

void Maker::write_organizations() {
  out_.begin_table("organizations");
  for (std::size_t i = 0; i < shape_.vendors; ++i) {
    const bool is_low = i * 5 >= shape_.vendors * 4;
    out_.begin_record();
    out_.add(R"({{"id":"{}","kind":"{}","name":"株式会社{}{}{}"}})", vendor_id(i),
             is_low ? "infrastructure_vendor" : "provider", kVendors[i % kVendors.size()],
             i < estate_.distributors ? "商会" : "情報", i);
  }
  for (std::size_t i = 0; i < corporations(); ++i) {
    out_.begin_record();
    out_.add(R"({{"id":"c{:05}","kind":"medical_institution","name":"医療法人{}会{}"}})", i,
             kPlaces[i % kPlaces.size()], i);
  }
  for (std::size_t i = 0; i < networks(); ++i) {
    out_.begin_record();
    out_.add(
        R"({{"id":"{}","kind":"network_operator","name":"{}地域連携協議会{}","bears_responsibility":true}})",
        network_id(i), kPlaces[i % kPlaces.size()], i);
  }
  for (std::size_t i = 0; i < shape_.facilities; ++i) write_facility(i, facility(i));
  out_.end_table();
}

void Maker::write_dependency(const MadeDependency& dependency) {
  if (dependency.members.size() == 1 && dependency.required) {
    out_.add(R"("{}")", service_id(dependency.members.front()));
    return;
  }
  std::string_view before = R"({"any_of":[)";
  for (const std::size_t member : dependency.members) {
    out_.add(R"({}"{}")", before, service_id(member));
    before = ",";
  }
  out_.add("]{}}}", dependency.required ? "" : R"(,"required":false)");
}

void Maker::write_services() {
  out_.begin_table("services");
  for (std::size_t s = 0; s < estate_.services.size(); ++s) {
    const MadeService& made = estate_.services[s];
    out_.begin_record();
    out_.add(R"({{"id":"{}","provider":"{}","layer":"{}","name":"{}{}")", service_id(s),
             vendor_id(made.provider), kLayers[made.tier], kProducts[s % kProducts.size()], s);
    if (made.tier == kTiers - 1) out_.add(R"(,"handles_medical_information":false)");
    std::string_view before = R"(,"depends_on":[)";
    for (const MadeDependency& dependency : made.depends_on) {
      out_.add("{}", before);
      write_dependency(dependency);
      before = ",";
    }
    out_.add("{}}}", made.depends_on.empty() ? "" : "]");
  }
  out_.end_table();
}

void Maker::write_system(std::size_t facility, std::string_view suffix, const MadeFacility& made,
                         const std::vector<std::size_t>& uses, bool is_main) {
  out_.begin_record();
  out_.add(R"({{"id":"y{:07}{}","owner":"{}")", facility, suffix, facility_id(facility));
  if (is_main && made.sort == Institution::Hospital) out_.add(R"(,"criticality":"high")");
  std::string_view before = R"(,"uses":[)";
  for (const std::size_t service : uses) {
    const bool is_redundant = is_main && made.spare != kNobody && service == uses.front();
    if (is_redundant) {
      out_.add(R"({}{{"any_of":["{}","{}"]}})", before, service_id(service),
               service_id(made.spare));
    } else {
      out_.add(R"({}"{}")", before, service_id(service));
    }
    before = ",";
  }
  out_.add("]");
  if (is_main && made.chosen != kNobody) {
    out_.add(R"(,"placements":[{{"service":"{}","on":"{}"}}])", service_id(uses.back()),
             service_id(made.chosen));
  }
  out_.add("}}");
}

void Maker::write_systems() {
  out_.begin_table("systems");
  for (std::size_t i = 0; i < shape_.facilities; ++i) {
    const MadeFacility made = facility(i);
    write_system(i, "", made, made.uses, true);
    if (!made.of_other_system.empty()) write_system(i, "b", made, made.of_other_system, false);
  }
  out_.end_table();
}

void Maker::write_terms() {
  out_.begin_table("terms");
  out_.begin_record();
  out_.add(
      R"({{"id":"t-direct","form":"negotiated","renewal":"automatic","notice":{{"service_change":30,"contract_change":60,"termination":180,"incident":24}}}})");
  out_.begin_record();
  out_.add(
      R"({{"id":"t-short","form":"standard_terms","renewal":"automatic","notice":{{"service_change":14,"termination":90,"incident":72}}}})");
  out_.begin_record();
  out_.add(
      R"({{"id":"t-long","form":"negotiated","renewal":"automatic","notice":{{"service_change":90,"contract_change":90,"termination":365,"incident":4}},"relay":{{"service_change":30}}}})");
  out_.begin_record();
  out_.add(R"({{"id":"t-none","form":"standard_terms","renewal":"automatic"}})");
  out_.end_table();
}

void Maker::write_contract(std::string_view id, std::string_view customer, std::size_t supplier,
                           const std::vector<std::size_t>& covers, std::string_view terms,
                           Random& random) {
  out_.begin_record();
  out_.add(R"({{"id":"{}","customer":"{}","supplier":"{}","covers":[)", id, customer,
           vendor_id(supplier));
  for (std::size_t i = 0; i < covers.size(); ++i) {
    out_.add(R"({}"{}")", i == 0 ? "" : ",", service_id(covers[i]));
  }
  out_.add(R"(],"terms":"{}")", terms);
  if (random.chance(3)) out_.add(R"(,"until":"2026-0{}-30")", 4 + random.below(6));
  out_.add("}}");
}

/// What providers buy for what runs on it, and distributors for what they sell.
void Maker::write_vendor_contracts() {
  Random random = random_of(0, 1);
  // By (customer, supplier): one contract covers all that the one buys of the other.
  std::set<std::tuple<std::size_t, std::size_t, std::size_t>> bought;
  for (const MadeService& made : estate_.services) {
    for (const MadeDependency& dependency : made.depends_on) {
      for (const std::size_t below : dependency.members) {
        // What an application runs on is known; not always by which contract.
        if (made.tier == 0 && random.below(500) == 0) continue;
        bought.emplace(made.provider, estate_.seller(below), below);
      }
    }
  }
  for (const auto& [distributor, service] : estate_.resold) {
    bought.emplace(distributor, estate_.services[service].provider, service);
  }
  std::size_t number = 0;
  for (auto at = bought.begin(); at != bought.end();) {
    const auto [customer, supplier, first] = *at;
    std::vector<std::size_t> covers;
    for (; at != bought.end() && std::get<0>(*at) == customer && std::get<1>(*at) == supplier;
         ++at) {
      covers.push_back(std::get<2>(*at));
    }
    if (customer == supplier) continue;
    write_contract(fmt::format("kv{:06}", number++), vendor_id(customer), supplier, covers,
                   terms_of_vendors(random.below(100)), random);
  }
}

/// One contract with each seller of what the facility uses; of few facilities they are not on
/// record.
void Maker::write_facility_contracts(std::size_t i) {
  if (i % kFacilitiesOfSilent == kFacilityWithoutContracts) return;
  const MadeFacility made = facility(i);
  Random random = random_of(i, 2);
  std::vector<std::pair<std::size_t, std::size_t>> bought;
  const auto add = [&](std::size_t service) {
    if (service != kNobody) bought.emplace_back(estate_.seller(service), service);
  };
  for (const std::size_t service : made.uses) add(service);
  for (const std::size_t service : made.of_other_system) add(service);
  add(made.spare);
  add(made.chosen);
  std::ranges::sort(bought);
  const auto twice = std::ranges::unique(bought);
  bought.erase(twice.begin(), twice.end());
  for (std::size_t at = 0; at < bought.size();) {
    const std::size_t seller = bought[at].first;
    const std::size_t begin = at;
    std::vector<std::size_t> covers;
    for (; at < bought.size() && bought[at].first == seller; ++at) {
      covers.push_back(bought[at].second);
    }
    write_contract(fmt::format("k{:07}{:c}", i, static_cast<char>('a' + (begin % 26))),
                   facility_id(i), seller, covers, terms_of_facility(i, random.below(100)), random);
  }
}

void Maker::write_contracts() {
  out_.begin_table("contracts");
  write_vendor_contracts();
  for (std::size_t i = 0; i < shape_.facilities; ++i) write_facility_contracts(i);
  out_.end_table();
}

/// Those who sell the most used applications, about, each once.
std::set<std::size_t> Maker::confirmed_sellers(Random& random) const {
  const std::size_t wanted = std::min(kConfirmedByNetwork, shape_.vendors / 4);
  std::set<std::size_t> sellers;
  for (std::size_t i = 0; i < 20 * wanted && sellers.size() < wanted; ++i) {
    sellers.insert(estate_.seller(estate_.pick(0, random)));
  }
  return sellers;
}

/// Networks confirm vendors for their members, vendors those below them, few institutions by
/// themselves.
void Maker::write_assessments() {
  out_.begin_table("assessments");
  Random random = random_of(0, 3);
  const auto add = [&](const std::string& assessor, std::string_view about, const std::string& id,
                       std::string_view shared) {
    out_.begin_record();
    out_.add(R"({{"assessor":"{}","{}":"{}","date":"2026-0{}-15","basis":["{}"]{}}})", assessor,
             about, id, 1 + random.below(9), random.chance(90) ? "questionnaire" : "certificate",
             shared);
  };
  for (std::size_t network = 0; network < networks(); ++network) {
    const std::string shared = fmt::format(R"(,"shared_with":["{}"])", network_id(network));
    for (const std::size_t seller : confirmed_sellers(random)) {
      add(network_id(network), "organization", vendor_id(seller), shared);
    }
  }
  for (const MadeService& made : estate_.services) {
    for (const MadeDependency& dependency : made.depends_on) {
      const std::size_t below = dependency.members.front();
      if (random.chance(50)) add(vendor_id(made.provider), "service", service_id(below), "");
    }
  }
  for (std::size_t i = 0; i < shape_.facilities; ++i) {
    if (!random.chance(3)) continue;
    for (const std::size_t service : facility(i).uses) {
      add(facility_id(i), "service", service_id(service), "");
    }
  }
  out_.end_table();
}

}  // namespace

NationalShape national_shape(std::size_t nodes, std::uint64_t seed) {
  assert(nodes >= 400);
  return {.facilities = nodes * 865 / 1000,
          .services = nodes * 90 / 1000,
          .vendors = nodes * 45 / 1000,
          .seed = seed};
}

void write_national_model(const NationalShape& shape,
                          const std::function<void(std::string_view)>& write) {
  Maker(shape, write).run();
}

}  // namespace musubi::bench
