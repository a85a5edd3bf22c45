#include "engine/rule_runner.h"

#include <algorithm>
#include <future>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "engine/cause.h"
#include "engine/endings.h"
#include "engine/explanation.h"
#include "engine/finding_groups.h"
#include "engine/rules/rules.h"
#include "engine/threads.h"
#include "model/guideline.h"

namespace musubi {
namespace {

std::string group_pattern(const Rule& rule) { return fmt::format("{}/*", group_name(rule.group)); }

/// What `policy.rules` says of a rule: of itself, or else of its group.
std::optional<RuleLevel> override_of(const Policy& policy, const Rule& rule) {
  const auto level = policy.level(rule.id);
  return level ? level : policy.level(group_pattern(rule));
}

std::vector<const Rule*> select(const std::vector<std::string>& only) {
  const auto wanted = [&](const Rule& rule) {
    return only.empty() || std::ranges::find(only, rule.id) != only.end() ||
           std::ranges::find(only, group_name(rule.group)) != only.end() ||
           std::ranges::find(only, group_pattern(rule)) != only.end();
  };
  std::vector<const Rule*> selected;
  for (const Rule* rule : all_rules()) {
    if (wanted(*rule)) selected.push_back(rule);
  }
  return selected;
}

std::size_t index_of(Severity level) { return static_cast<std::size_t>(level); }

Severity level_after(RuleLevel level, Modality modality) {
  switch (level) {
    case RuleLevel::Note: return Severity::Note;
    case RuleLevel::Warning: return Severity::Warning;
    case RuleLevel::Error: return Severity::Error;
    case RuleLevel::Off: break;
  }
  return level_of(modality);
}

/// Sets and counts what the policy and the suppressions make of the findings of a rule.
void settle(const SupplyGraph& supply, const Rule& rule, RuleFindings& found) {
  const Model& model = supply.model();
  const RuleLevel level = override_of(model.policy, rule).value_or(RuleLevel::Off);
  for (Finding& finding : found.findings) {
    finding.level = level_after(level, finding.modality);
    finding.suppressed = suppression_of(model, supply.as_of(), finding) != nullptr;
    ++(finding.suppressed ? found.suppressed : found.shown)[index_of(finding.level)];
  }
}

/// What takes the longest comes first, so that no thread is left with it while the others have
/// nothing to do; what is being found already comes last.
std::vector<std::size_t> order_of_work(std::span<const Rule* const> rules) {
  std::vector<std::size_t> order(rules.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) {
    return rules[i] == &rules::kExpiring ? 0 : rules[i] == &rules::kUnkeepableNotice ? 2 : 1;
  });
  return order;
}

RuleFindings run_rule(const Rule& rule, const RuleContext& context) {
  RuleFindings found;
  rule.run(context, found.findings);
  found.findings = grouped(context.supply.model(), context.max_systems, std::move(found.findings));
  settle(context.supply, rule, found);
  return found;
}

/// What each of the rules finds; `promises` is what `unkeepable-notice` does. Each thread takes the
/// next rule that is left; the one that looks at what the others found comes last.
std::vector<RuleFindings> run_rules(RuleContext context, std::span<const Rule* const> rules,
                                    std::future<RuleFindings> promises,
                                    const FactsOptions& options) {
  begin_step(options.progress, Step::Rules, rules.size());
  std::vector<RuleFindings> found(rules.size());
  const std::vector<std::size_t> order = order_of_work(rules);
  Pieces pieces(rules.size(), 1);
  const std::size_t workers =
      std::clamp<std::size_t>(rules.size(), 1, std::max(1U, options.threads));
  on_threads(workers, [&](std::size_t) {
    pieces.take([&](std::size_t at, std::size_t) {
      const std::size_t i = order[at];
      if (rules[i] == &rules::kSuppressionUnused) return;
      found[i] =
          rules[i] == &rules::kUnkeepableNotice ? promises.get() : run_rule(*rules[i], context);
      add_done(options.progress);
    });
  });
  context.found = found;
  const auto last = std::ranges::find(rules, &rules::kSuppressionUnused);
  if (last != rules.end()) {
    found[static_cast<std::size_t>(last - rules.begin())] = run_rule(**last, context);
    add_done(options.progress);
  }
  return found;
}

/// The findings of one level.
std::vector<Finding> taken(std::vector<Finding>& findings, Severity level) {
  std::vector<Finding> of_level;
  for (Finding& finding : findings) {
    if (finding.level == level) of_level.push_back(std::move(finding));
  }
  return of_level;
}

/// Puts what the rules found into one list and counts it. The most serious first, then by rule;
/// those of one rule stay in their order. Most rules have one level: theirs are not even moved.
void put_together(std::vector<RuleFindings> of_rules, CheckResult& result) {
  std::erase_if(of_rules, [](const RuleFindings& found) { return found.findings.empty(); });
  std::ranges::sort(of_rules, {},
                    [](const RuleFindings& found) { return found.findings.front().rule->id; });
  for (const Severity level : {Severity::Error, Severity::Warning, Severity::Note}) {
    const std::size_t i = index_of(level);
    for (auto& [findings, shown, suppressed] : of_rules) {
      result.counts[i] += shown[i];
      result.suppressed += suppressed[i];
      const bool has_all = shown[i] + suppressed[i] == findings.size();
      if (shown[i] + suppressed[i] == 0) continue;
      result.findings.append(has_all ? std::exchange(findings, {}) : taken(findings, level));
    }
  }
}

/// The edition of the guideline for medical institutions that the model follows: the one it names,
/// else the one in force.
const Edition* mhlw_edition(const SupplyGraph& supply) {
  const std::string_view named = supply.model().guideline.editions.mhlw;
  const Edition* edition = named.empty() ? nullptr : find_edition(GuidelineKind::Mhlw, named);
  return edition != nullptr ? edition : edition_in_force(GuidelineKind::Mhlw, supply.as_of());
}

/// Whether the statement of a rule is in the edition that the model follows.
bool is_in_edition(const Rule& rule, const Edition* followed) {
  if (rule.mhlw_since.empty()) return true;
  const Edition* since = find_edition(GuidelineKind::Mhlw, rule.mhlw_since);
  return followed != nullptr && since->published <= followed->published;
}

/// Whether a rule looks at other lists of `AgreementFacts` than what its entry in `needs_of` names.
/// Rules without keys are always evaluated, but have nothing to look at where no record is of their
/// kind.
bool needs_others(const Rule& rule, const Model& model) {
  if (&rule == &rules::kMaintenanceLapsed) {
    return std::ranges::find(model.contracts, ContractKind::Maintenance, &Contract::kind) !=
           model.contracts.end();
  }
  if (&rule == &rules::kMissingDevelopmentContract) {
    return std::ranges::any_of(model.services,
                               [](const Service& service) { return service.developer.given(); });
  }
  return rule.group != RuleGroup::SupplyChain && rule.group != RuleGroup::Model &&
         &rule != &rules::kUnkeepableNotice;
}

/// What the rules that are evaluated look at, besides the facts on the supply chain.
FactNeeds needs_of(std::span<const Rule* const> evaluated, const SupplyGraph& supply) {
  const Model& model = supply.model();
  FactNeeds needs{.met_until = std::nullopt, .notices = false, .others = false};
  for (const Rule* rule : evaluated) {
    if (rule == &rules::kExpiring || rule == &rules::kOpenEndedAssessment) {
      if (!model.assessments.empty()) needs.met_until = last_expiring_day(supply);
    } else if (rule == &rules::kNoChangeNotice || rule == &rules::kNoRelay ||
               rule == &rules::kNoIncidentNotice) {
      needs.notices = true;
    } else {
      needs.others |= needs_others(*rule, model);
    }
  }
  return needs;
}

}  // namespace

bool suppresses(const Suppression& suppression, const Finding& finding) {
  return suppression.rule == finding.rule->id && suppression.subject == finding.subject &&
         (!suppression.owes.valid() || suppression.owes == finding.owes);
}

const Suppression* suppression_of(const Model& model, Date as_of, const Finding& finding) {
  const auto found = std::ranges::find_if(model.suppressions, [&](const Suppression& one) {
    return as_of <= one.expires && suppresses(one, finding);
  });
  return found == model.suppressions.end() ? nullptr : &*found;
}

CheckResult check_model(const SupplyGraph& supply, const CheckOptions& options) {
  const Model& model = supply.model();
  const Confirmations confirmations(supply);
  const Stated stated(model);
  const std::vector<const Rule*> asked = select(options.only);
  const Edition* edition = mhlw_edition(supply);
  CheckResult result;
  std::vector<const Rule*> selected;
  for (const Rule* rule : asked) {
    if (override_of(model.policy, *rule) == RuleLevel::Off) {
      result.switched_off.push_back(rule);
    } else if (is_in_edition(*rule, edition)) {
      selected.push_back(rule);
      (has_its_keys(*rule, stated) ? result.rules : result.not_modelled).push_back(rule);
    }
  }
  // Looks at the records alone, and so can be found beside the facts.
  const AllFacts none;
  const RuleContext before{
      supply, confirmations, none.facts, none.agreed, stated, {}, asked, options.facts.max_systems};
  const auto policy = options.facts.threads > 1 ? std::launch::async : std::launch::deferred;
  auto promises = std::async(policy, [&] {
    const bool is_asked =
        std::ranges::find(result.rules, &rules::kUnkeepableNotice) != result.rules.end();
    return is_asked ? run_rule(rules::kUnkeepableNotice, before) : RuleFindings();
  });
  AllFacts all =
      find_all_facts(supply, confirmations, stated, options.facts, needs_of(result.rules, supply));
  const auto& [facts, agreed] = all;
  const std::vector<ScopeEntry> scope = find_scope(supply, facts);
  const RuleContext context{supply, confirmations, facts, agreed,
                            stated, scope,         asked, options.facts.max_systems};
  auto found = run_rules(context, result.rules, std::move(promises), options.facts);
  result.coverage = find_coverage(selected, stated, count_looks(supply, facts, scope));
  // To give back what a country takes is work of its own, for which other threads need not wait.
  const auto forgotten = std::async(policy, [&] { all = {}; });
  if (policy == std::launch::deferred) forgotten.wait();
  put_together(std::move(found), result);
  explain(supply, options.facts.threads, result.findings);
  find_causes(model, options.facts.threads, result.findings);
  return result;
}

std::string fingerprint(const Finding& finding, const Model& model) {
  // FNV-1a over the four parts, each closed by a byte that no id can hold.
  std::uint64_t hash = 0xCBF29CE484222325U;
  const auto add = [&hash](std::string_view part) {
    for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    hash = (hash ^ 0xFFU) * 0x100000001B3U;
  };
  add(finding.rule->id);
  for (const Symbol part : {finding.subject, finding.owes, finding.counterparty}) {
    add(model.text(part));
  }
  return fmt::format("{:016x}", hash);
}

}  // namespace musubi
