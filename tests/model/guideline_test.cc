#include "model/guideline.h"

#include <array>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using musubi::Date;
using musubi::Edition;
using musubi::GuidelineCatalogue;
using musubi::GuidelineKind;
using musubi::OwedBy;
using Names = std::vector<std::string>;

template <class Entry>
Names ids(const GuidelineCatalogue<Entry>& catalogue) {
  Names ids;
  for (const Entry& entry : catalogue.entries) ids.emplace_back(entry.id);
  return ids;
}

/// What holds of every catalogue. `untitled`: the number of entries whose title is not known.
template <class Entry>
void check_catalogue(const GuidelineCatalogue<Entry>& catalogue, std::size_t untitled = 0) {
  std::set<std::string_view> seen;
  std::size_t without_title = 0;
  for (const Entry& entry : catalogue.entries) {
    CAPTURE(entry.id);
    CHECK(seen.insert(entry.id).second);
    CHECK(catalogue.find(entry.id) == &entry);
    CHECK(entry.title.en.empty() == entry.title.ja.empty());
    CHECK_FALSE(entry.source.en.empty());
    CHECK_FALSE(entry.source.ja.empty());
    if (entry.title.en.empty()) ++without_title;
  }
  CHECK(without_title == untitled);
  CHECK(catalogue.find("no_such_entry") == nullptr);
  CHECK(catalogue.complete == catalogue.limits.en.empty());
  CHECK(catalogue.complete == catalogue.limits.ja.empty());
}

std::string in_force(GuidelineKind kind, std::string_view day) {
  const Edition* edition = musubi::edition_in_force(kind, Date::parse(day).value());
  return edition == nullptr ? "(none)" : std::string(edition->id);
}

}  // namespace

TEST_SUITE("model/guideline") {
  TEST_CASE("every catalogue says what it holds, from where, and what it lacks") {
    check_catalogue(musubi::editions(GuidelineKind::Provider));
    check_catalogue(musubi::editions(GuidelineKind::Mhlw));
    check_catalogue(musubi::kSelectionItems);
    check_catalogue(musubi::kUnderstandingItems);
    check_catalogue(musubi::kOperationsRules, 9);
    check_catalogue(musubi::kDuties);
    check_catalogue(musubi::kStatutoryRequirements);
    check_catalogue(musubi::kCertificationSchemes);
    check_catalogue(musubi::kThreats);
    check_catalogue(musubi::kFaqSections);
  }

  TEST_CASE("what is known to be incomplete says so") {
    CHECK_FALSE(musubi::kUnderstandingItems.complete);
    CHECK_FALSE(musubi::kStatutoryRequirements.complete);
    CHECK_FALSE(musubi::kOperationsRules.complete);
    CHECK_FALSE(musubi::kDuties.complete);
    CHECK(musubi::kThreats.complete);
    CHECK(musubi::kFaqSections.complete);
  }

  TEST_CASE("the editions and their dates") {
    struct Row {
      GuidelineKind kind;
      std::string_view id, published;
    };
    constexpr std::array<Row, 8> kRows = {{{GuidelineKind::Provider, "1.0", "2020-08-21"},
                                           {GuidelineKind::Provider, "1.1", "2023-07-07"},
                                           {GuidelineKind::Provider, "2.0", "2025-03-28"},
                                           {GuidelineKind::Mhlw, "5", "2017-05"},
                                           {GuidelineKind::Mhlw, "5.1", "2021-01"},
                                           {GuidelineKind::Mhlw, "5.2", "2022-03"},
                                           {GuidelineKind::Mhlw, "6.0", "2023-05"},
                                           {GuidelineKind::Mhlw, "7.0", "2026-06-29"}}};
    for (const Row& row : kRows) {
      CAPTURE(row.id);
      const Edition* edition = musubi::find_edition(row.kind, row.id);
      REQUIRE(edition != nullptr);
      CHECK(edition->published_as_known() == row.published);
      CHECK(edition->second_hand == (row.id == "7.0"));
    }
    CHECK(musubi::editions(GuidelineKind::Provider).entries.size() == 3);
    CHECK(musubi::editions(GuidelineKind::Mhlw).entries.size() == 5);
  }

  TEST_CASE("an edition may be written with or without its zero") {
    CHECK(musubi::find_edition(GuidelineKind::Mhlw, "6")->id == "6.0");
    CHECK(musubi::find_edition(GuidelineKind::Mhlw, "5.0")->id == "5");
    CHECK(musubi::find_edition(GuidelineKind::Provider, "2")->id == "2.0");
    CHECK(musubi::find_edition(GuidelineKind::Provider, "6.0") == nullptr);
    CHECK(musubi::find_edition(GuidelineKind::Mhlw, "") == nullptr);
    CHECK(musubi::find_edition(GuidelineKind::Mhlw, ".0") == nullptr);
  }

  TEST_CASE("the edition in force on a day is the newest published by then") {
    CHECK(in_force(GuidelineKind::Provider, "2020-08-20") == "(none)");
    CHECK(in_force(GuidelineKind::Provider, "2020-08-21") == "1.0");
    CHECK(in_force(GuidelineKind::Provider, "2025-03-27") == "1.1");
    CHECK(in_force(GuidelineKind::Provider, "2026-11-22") == "2.0");
    CHECK(in_force(GuidelineKind::Mhlw, "2017-04-30") == "(none)");
    CHECK(in_force(GuidelineKind::Mhlw, "2026-06-28") == "6.0");
    CHECK(in_force(GuidelineKind::Mhlw, "2026-06-29") == "7.0");
    CHECK(in_force(GuidelineKind::Mhlw, "9999-12-31") == "7.0");
  }

  TEST_CASE("where only the month is known, its last day counts") {
    CHECK(in_force(GuidelineKind::Mhlw, "2023-05-30") == "5.2");
    CHECK(in_force(GuidelineKind::Mhlw, "2023-05-31") == "6.0");
  }

  TEST_CASE("table 4-1") {
    CHECK(ids(musubi::kSelectionItems) ==
          Names{"domestic_law", "policies", "backup", "organization", "track_record",
                "financial_soundness", "certification", "certification_alternative",
                "storage_location", "foreign_law"});
    CHECK(ids(musubi::kUnderstandingItems) ==
          Names{"risk_treatment_list", "role_division", "accepted_risks", "operations_rules",
                "evaluation_result", "service_specification_disclosure", "statutory_handling"});
    // Both kinds stand side by side in `agreement.items`, so no id may be in both.
    for (const auto& item : musubi::kUnderstandingItems.entries) {
      CHECK(musubi::kSelectionItems.find(item.id) == nullptr);
    }
  }

  TEST_CASE("of the ten letters only (エ) is known by its title") {
    CHECK(ids(musubi::kOperationsRules) ==
          Names{"ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク", "ケ", "コ"});
    CHECK(musubi::kOperationsRules.find(musubi::kEquipmentRule)->title.ja ==
          "機器等を用いる場合の機器等の管理方法");
  }

  TEST_CASE("who owes a statutory requirement") {
    struct Row {
      std::string_view id;
      OwedBy owed_by;
    };
    constexpr std::array<Row, 8> kRows = {{{"e_document_act.authenticity", OwedBy::Both},
                                           {"e_document_act.readability", OwedBy::Both},
                                           {"e_document_act.preservability", OwedBy::Both},
                                           {"electronic_signature_act", OwedBy::Both},
                                           {"external_storage", OwedBy::Institution},
                                           {"appi.security_control", OwedBy::Both},
                                           {"appi.supervision", OwedBy::Institution},
                                           {"domestic_law", OwedBy::Provider}}};
    CHECK(musubi::kStatutoryRequirements.entries.size() == kRows.size());
    for (const Row& row : kRows) {
      CAPTURE(row.id);
      const auto* requirement = musubi::kStatutoryRequirements.find(row.id);
      REQUIRE(requirement != nullptr);
      CHECK(requirement->owed_by == row.owed_by);
    }
  }

  TEST_CASE("duties, threats and certifications") {
    CHECK(ids(musubi::kDuties) ==
          Names{"backup", "encryption", "access_control", "log_management",
                "vulnerability_management", "malware_protection", "network_security",
                "incident_response", "business_continuity", "media_and_equipment", "personal_data",
                "data_return_and_erasure", "subcontractor_supervision"});
    CHECK(musubi::kThreats.entries.size() == 11);
    CHECK(ids(musubi::kCertificationSchemes) == Names{"privacy_mark", "isms", "isms_cloud", "ismap",
                                                      "cs_gold", "fedramp", "soc2", "soc3"});
    for (const auto& scheme : musubi::kCertificationSchemes.entries) {
      CHECK(scheme.meets_faq_4_2 == (scheme.id == "privacy_mark" || scheme.id == "isms"));
    }
  }

  TEST_CASE("the sections of the FAQ") {
    CHECK(ids(musubi::kFaqSections) == Names{"1", "1.1", "2", "2.1", "2.2", "3", "3.1", "4", "4.1",
                                             "4.2", "5", "5.1", "5.2", "5.3", "5.4", "6", "6.1",
                                             "7", "7.1"});
  }
}
