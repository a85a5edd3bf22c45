#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/evidence.h"
#include "engine/facts.h"
#include "engine/scope.h"
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

/// What is not on record, who has to act, towards whom, and how to mend it. One for each
/// (rule, subject, owes, counterparty).
struct Finding {
  const Rule* rule = nullptr;
  Severity level = Severity::Error;  // after `policy.rules`
  Modality modality = Modality::Must;
  Symbol subject, owes, counterparty;  // ids; nothing where the table of rules has "–"
  SystemTally systems;
  std::optional<ConfirmationState> state;  // of duties of confirmation
  Text message, remedy;
  /// Where it is seen in the first of the systems; nothing where it is about the records alone.
  std::optional<Witness> witness;
  Evidence evidence;     // filled in by the runner where there is a witness
  SourceLocation where;  // what the user would look at first
  bool suppressed = false;
  /// The finding of the same result that this one follows from: its row; nothing: it stands alone.
  std::optional<std::size_t> cause;
};

/// What the rules look at. Everything outlives the run.
struct RuleContext {
  const SupplyGraph& supply;
  const Confirmations& confirmations;
  const Facts& facts;
  std::span<const ScopeEntry> scope;
  std::span<const Rule* const> asked;  // what `--rules` asks for, switched off by policy or not
};

/// A rule: a constant record and a function. One rule, one file, one name.
struct Rule {
  std::string_view id;
  RuleGroup group = RuleGroup::Model;
  std::span<const std::string_view> sources;  // "FAQ 2.1", "2.2.3", "APPI 25"
  std::span<const Modality> modalities;       // the strongest first
  Phrase summary;                             // what it finds, as an entry of a list
  Phrase fires_when;                          // a clause: it fires when …
  Phrase rationale;  // why it matters, and what the source says: full sentences
  /// Full sentences in which {subject}, {owes}, {counterparty} and {state} are filled in, and what
  /// the rule itself adds.
  Phrase message;
  Phrase remedy;
  /// Appends findings, in any order; `level`, `suppressed` and `cause` are set by the runner.
  void (*run)(const RuleContext&, std::vector<Finding>&) = nullptr;
};

/// Whether a suppression matches a finding; when it expires is not asked.
[[nodiscard]] bool suppresses(const Suppression& suppression, const Finding& finding);

[[nodiscard]] std::string_view group_name(RuleGroup group);

/// All rules, in the order of the catalogue: the order in which people are told of findings of the
/// same level.
[[nodiscard]] std::span<const Rule* const> all_rules();
/// The rule with this id; null where there is none.
[[nodiscard]] const Rule* find_rule(std::string_view id);

}  // namespace musubi
