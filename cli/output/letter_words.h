#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/output/letter.h"
#include "cli/phrase.h"
#include "engine/viewpoint.h"

namespace musubi::cli {

/// What a letter may say to its reader of organizations, services and contracts, in one language.
/// Nothing that it returns names somebody whom the reader does not know, even where the model's own
/// words (the name of a service, of a contract) do.
class LetterWords {
 public:
  /// O(organizations), and what `Viewpoint` takes.
  LetterWords(const LetterFacts& facts, Language language, bool in_era);

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] const Viewpoint& viewpoint() const { return viewpoint_; }

  template <class... Args>
  [[nodiscard]] std::string say(const Phrase& pattern, const Args&... args) const {
    return compose_in(language_, pattern, args...);
  }
  /// A marked blank for somebody to fill in: 「【　要記入：変更の理由　】」.
  [[nodiscard]] std::string blank(const Phrase& what) const;
  [[nodiscard]] std::string date(Date date) const;
  [[nodiscard]] std::string quoted(const std::string& text) const;
  /// "a, b and c" without the "and": 「a、b」.
  [[nodiscard]] std::string list(const std::vector<std::string>& texts) const;

  /// 「貴機関」, 「貴社」, "you".
  [[nodiscard]] std::string you() const;
  /// 「当社」, 「当方」, "we".
  [[nodiscard]] std::string we() const;

  /// The name; "another party" for one that the reader does not know.
  [[nodiscard]] std::string organization(OrganizationId who) const;
  /// The name in quotes; by its layer where the reader does not know it.
  [[nodiscard]] std::string service(ServiceId service) const;
  /// The same with who provides it, where the reader knows that party.
  [[nodiscard]] std::string service_of_provider(ServiceId service) const;
  /// All of them, each once.
  [[nodiscard]] std::string services(const std::vector<ServiceId>& services) const;
  [[nodiscard]] std::string system(SystemId system) const;
  /// By its name, its number, or what it covers. Precondition: it is one of the reader's.
  [[nodiscard]] std::string contract(ContractId contract) const;
  /// How to reach an organization; empty where nothing is on record.
  [[nodiscard]] std::vector<std::string> contacts(OrganizationId who) const;
  /// Words of the model; empty where they name somebody whom the reader does not know.
  [[nodiscard]] std::string vetted(std::string_view text) const;

 private:
  void collect_names();

  const LetterFacts* facts_;
  const SupplyGraph* supply_;
  const Model* model_;
  Language language_;
  bool in_era_;
  Viewpoint viewpoint_;
  std::vector<std::string> known_, hidden_;  // names and ids; `known_` the longest first
};

}  // namespace musubi::cli
