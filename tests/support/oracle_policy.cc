#include <algorithm>

#include "tests/support/oracle_parts.h"

namespace musubi::oracle {
namespace {

// The column "group" of the table of rules.
const std::map<std::string, Ids>& rules_by_group() {
  static const std::map<std::string, Ids> kRules = {
      {"supply-chain",
       {"unassessed-supplier", "unassessed-provider", "unassessed-subcontractor",
        "certificate-only-assessment", "unknown-component-unexplained",
        "responsibility-undelimited", "missing-contract", "responsibility-gap",
        "nominated-supplier", "broken-contract-chain"}},
      {"change",
       {"no-change-notice", "no-relay", "unkeepable-notice", "no-incident-notice", "late-notice",
        "stale-after-change"}},
      {"network", {"network-role-undivided"}},
      {"lifecycle",
       {"missing-development-contract", "lifecycle-duties-undivided", "supplier-duties-undivided"}},
      {"agreement",
       {"agreement-missing", "agreement-scope-incomplete", "selection-items-missing",
        "agreement-items-missing", "duty-unassigned", "evaluation-missing",
        "compliance-clause-missing", "subentrustment-unapproved", "linkage-undivided",
        "uncertified-provider", "foreign-storage", "expiring", "maintenance-lapsed",
        "open-ended-assessment"}},
      {"risk",
       {"risk-management-missing", "risk-scope-incomplete", "unilateral-risk-treatment",
        "easy-risk-treatment", "residual-risk-not-agreed", "residual-risk-stale",
        "customer-measure-not-agreed", "guideline-outdated"}},
      {"controls", {"control-unjustified"}},
      {"documents", {"operations-rules-incomplete", "risk-communication-missing"}},
      {"statutory",
       {"requirement-unmet", "requirement-unchecked", "requirement-without-evidence",
        "requirement-waived"}},
      {"model",
       {"dependency-cycle", "unreachable-service", "placement-unused", "no-system",
        "suppression-expired", "suppression-unused"}},
  };
  return kRules;
}

std::string group_of(const std::string& rule) {
  for (const auto& [group, rules] : rules_by_group()) {
    if (rules.contains(rule)) return group + "/*";
  }
  return "";
}

// "`must` → error (必須), `should` → warning (推奨), `info` → note (参考)"
Severity level_of(Modality modality) {
  if (modality == Modality::Must) return Severity::Error;
  return modality == Modality::Should ? Severity::Warning : Severity::Note;
}

// "a model's `policy.rules` overrides it"; "by rule or by group". What is said of the rule itself
// goes before what is said of its group.
std::optional<RuleLevel> written_level(const Facts& facts, const std::string& rule) {
  for (const std::string& name : {rule, group_of(rule)}) {
    const auto found = facts.levels.find(name);
    if (found != facts.levels.end()) return found->second;
  }
  return std::nullopt;
}

Severity level_of(RuleLevel level) {
  if (level == RuleLevel::Error) return Severity::Error;
  return level == RuleLevel::Warning ? Severity::Warning : Severity::Note;
}

bool fits(const SuppressionFacts& suppression, const FindingKey& key) {
  return suppression.rule == key.rule && suppression.subject == key.subject &&
         (!suppression.owes || *suppression.owes == key.owes);
}

// "A suppression with a past `expires` does not hide and is itself reported (`suppression-expired`,
// should); one that matches nothing is `suppression-unused` (info)." An expired one hides nothing
// anyway, so that it is read as reported once. About what is not said: about what it was to hide.
void add_of_suppressions(const Facts& facts, Answers& answers) {
  std::map<FindingKey, Finding> added;
  for (const SuppressionFacts& suppression : facts.suppressions) {
    const std::string owes = suppression.owes.value_or("");
    if (suppression.past) {
      added[{"suppression-expired", suppression.subject, owes, ""}].modality = Modality::Should;
      continue;
    }
    const bool matches = std::ranges::any_of(
        answers.findings, [&](const auto& entry) { return fits(suppression, entry.first); });
    if (!matches) {
      added[{"suppression-unused", suppression.subject, owes, ""}].modality = Modality::Info;
    }
  }
  answers.findings.merge(added);
}

}  // namespace

Ids rule_names() {
  Ids names;
  for (const auto& [group, rules] : rules_by_group()) names.insert(rules.begin(), rules.end());
  return names;
}

void apply_policy(const Facts& facts, Answers& answers) {
  const auto is_off = [&](const auto& entry) {
    return written_level(facts, entry.first.rule) == RuleLevel::Off;
  };
  std::erase_if(answers.findings, is_off);
  add_of_suppressions(facts, answers);
  std::erase_if(answers.findings, is_off);
  for (auto& [key, finding] : answers.findings) {
    const std::optional<RuleLevel> written = written_level(facts, key.rule);
    finding.level = written ? level_of(*written) : level_of(finding.modality);
    // "A suppression with a past `expires` does not hide"
    finding.suppressed =
        std::ranges::any_of(facts.suppressions, [&](const SuppressionFacts& suppression) {
          return !suppression.past && fits(suppression, key);
        });
  }
}

}  // namespace musubi::oracle
