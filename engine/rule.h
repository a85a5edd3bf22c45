#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/agreement_facts.h"
#include "engine/evidence.h"
#include "engine/facts.h"
#include "engine/scope.h"
#include "engine/stated.h"
#include "model/diagnostic.h"
#include "model/text.h"

namespace musubi {

/// The force of the sentence that a finding rests on; it sets the level: 必須, 推奨, 参考.
enum class Modality : std::uint8_t { Info, Should, Must };

[[nodiscard]] constexpr Severity level_of(Modality modality) {
  return modality == Modality::Must     ? Severity::Error
         : modality == Modality::Should ? Severity::Warning
                                        : Severity::Note;
}

enum class RuleGroup : std::uint8_t {
  SupplyChain,
  Change,
  Network,
  Lifecycle,
  Agreement,
  Risk,
  Controls,
  Documents,
  Statutory,
  Model,
};

struct Rule;

/// Something that a finding lists besides its sentences: the items, duties or kinds of change that
/// are missing, or a number of days.
struct FindingDetail {
  std::string_view key;                // "items", "kinds", "promised": as in the JSON result
  std::vector<std::string> values;     // ids of catalogues, as written in models, in their order
  std::optional<std::int64_t> number;  // set: `values` is empty
};

/// Kinds of change, a bit each (`kind_bit`), as a sentence lists them.
struct KindsBlank {
  std::uint8_t kinds = 0;
};
/// A contract as a sentence names it: "contract k1, between Hospital A (hosp-a) and B (b)".
struct ContractBlank {
  Symbol contract, customer, supplier;
};
/// What a blank of a rule's sentences stands for. A country has hundreds of thousands: what is said
/// again and again is put into words when it is read.
using Blank = std::variant<Text, Phrase, KindsBlank, ContractBlank>;
using NamedBlank = std::pair<std::string_view, Blank>;

/// What is not on record, who has to act, towards whom, and how to mend it. One for each
/// (rule, subject, owes, counterparty).
struct Finding {
  const Rule* rule = nullptr;
  Severity level = Severity::Error;  // after `policy.rules`
  Modality modality = Modality::Must;
  bool suppressed = false;
  ConfirmationState state_told = ConfirmationState::None;  // for {state}
  std::optional<ConfirmationState> state;                  // of duties of confirmation
  Symbol subject, owes, counterparty;  // ids; nothing where the table of rules has "–"
  SystemTally systems;
  std::vector<FindingDetail> details;
  /// What the blanks of the rule's message and remedy stand for, besides what is told above. The
  /// sentences are made when they are read (`message_of`).
  std::vector<NamedBlank> blanks;
  /// Where it is seen in the first of the systems; nothing where it is about the records alone.
  std::optional<Witness> witness;
  Evidence evidence;  // filled in by the runner where there is a witness; else by the rule
  /// What the user would look at first. The runner puts in the end of the evidence where the rule
  /// leaves it open.
  SourceLocation where;
  /// The finding of the same result that this one follows from: its row; nothing: it stands alone.
  std::optional<std::size_t> cause;
};

/// What one rule found, in the order of subject, owes and counterparty, and how much of it is
/// suppressed, or not, by `Severity`.
struct RuleFindings {
  std::vector<Finding> findings;
  std::array<std::size_t, 3> shown{}, suppressed{};
};

/// What the rules look at. Everything outlives the run.
struct RuleContext {
  const SupplyGraph& supply;
  const Confirmations& confirmations;
  const Facts& facts;
  const AgreementFacts& agreed;
  const Stated& stated;
  std::span<const ScopeEntry> scope;
  std::span<const Rule* const> asked;  // what `--rules` asks for, switched off by policy or not
  std::size_t max_systems = 20;        // how many systems a finding names
  /// What all other rules found, for the one that looks at that; for the others nothing.
  std::span<const RuleFindings> found;
};

/// What a rule looks at, for the counts of coverage.
enum class Look : std::uint8_t {
  Components,  // services that a system has as components
  Services,    // all services
  Systems,
  Organizations,  // those of which the scope is told
  Contracts,      // active ones
  Assessments,
  Risks,
  Controls,
  Requirements,
  Changes,
  Suppressions,
};
inline constexpr std::size_t kLookCount = 11;

/// A rule: a constant record and a function. One rule, one file, one name.
struct Rule {
  std::string_view id;
  RuleGroup group = RuleGroup::Model;
  std::span<const std::string_view> sources;  // "FAQ 2.1", "2.2.3", "APPI 25"
  std::span<const Modality> modalities;       // the strongest first
  /// Without one of these on record the rule is not evaluated (◦ in the catalogue).
  std::span<const StatedKey> keys;
  Look looks_at = Look::Components;
  /// The oldest edition of the guideline for medical institutions that has the statement; empty
  /// where it is the FAQ's or the guideline's for providers, whose editions all have it.
  std::string_view mhlw_since;
  Phrase summary;     // what it finds, as an entry of a list
  Phrase fires_when;  // a clause: it fires when …
  Phrase rationale;   // why it matters, and what the source says: full sentences
  /// Full sentences in which {subject}, {owes}, {counterparty} and {state} are filled in, and what
  /// the rule itself adds.
  Phrase message;
  Phrase remedy;
  /// Appends findings, in any order; `level`, `suppressed` and `cause` are set by the runner.
  void (*run)(const RuleContext&, std::vector<Finding>&) = nullptr;
};

/// What a finding says, and how to mend it: full sentences.
[[nodiscard]] Text message_of(const Model& model, const Finding& finding);
[[nodiscard]] Text remedy_of(const Model& model, const Finding& finding);
/// The same in one language.
[[nodiscard]] std::string message_in(const Model& model, const Finding& finding, Language language);
[[nodiscard]] std::string remedy_in(const Model& model, const Finding& finding, Language language);

/// Whether a suppression matches a finding; when it expires is not asked.
[[nodiscard]] bool suppresses(const Suppression& suppression, const Finding& finding);

[[nodiscard]] std::string_view group_name(RuleGroup group);

/// All rules, in the order of the catalogue: the order in which people are told of findings of the
/// same level.
[[nodiscard]] std::span<const Rule* const> all_rules();
/// The rule with this id; null where there is none.
[[nodiscard]] const Rule* find_rule(std::string_view id);

}  // namespace musubi
