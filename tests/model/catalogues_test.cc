#include "model/catalogues.h"

#include <array>
#include <string_view>

#include <doctest/doctest.h>

namespace {

using musubi::Catalogue;
using musubi::find_catalogue_entry;

}  // namespace

TEST_SUITE("model/catalogues") {
  TEST_CASE("every catalogue has its words and finds them") {
    struct Row {
      Catalogue catalogue;
      std::size_t count;
      std::string_view first, last;
    };
    constexpr std::array<Row, 7> kRows = {
        {{Catalogue::Certification, 8, "privacy_mark", "soc3"},
         {Catalogue::Duty, 13, "backup", "subcontractor_supervision"},
         {Catalogue::Item, 17, "domestic_law", "statutory_handling"},
         {Catalogue::OperationsRule, 10, "ア", "コ"},
         {Catalogue::Requirement, 8, "e_document_act.authenticity", "domestic_law"},
         {Catalogue::ProviderEdition, 3, "1.0", "2.0"},
         {Catalogue::MhlwEdition, 5, "5", "7.0"}}};
    for (const Row& row : kRows) {
      const auto words = musubi::catalogue_entries(row.catalogue);
      REQUIRE(words.size() == row.count);
      CHECK(words.front()->id == row.first);
      CHECK(words.back()->id == row.last);
      for (const auto* word : words) CHECK(find_catalogue_entry(row.catalogue, word->id) == word);
      CHECK(find_catalogue_entry(row.catalogue, "") == nullptr);
    }
  }

  TEST_CASE("editions are open and may lack their zero, other words may not") {
    CHECK(find_catalogue_entry(Catalogue::MhlwEdition, "6")->id == "6.0");
    CHECK(musubi::is_open(Catalogue::MhlwEdition));
    CHECK_FALSE(musubi::is_open(Catalogue::Duty));
  }
}
