#include "engine/rule_runner.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/cause.h"
#include "model/guideline.h"

namespace musubi {
namespace {

std::string group_pattern(const Rule& rule) { return fmt::format("{}/*", group_name(rule.group)); }

/// What `policy.rules` says of a rule: of itself, or else of its group.
std::optional<RuleLevel> override_of(const Policy& policy, const Rule& rule) {
  auto found = policy.rules.find(rule.id);
  if (found == policy.rules.end()) found = policy.rules.find(group_pattern(rule));
  return found == policy.rules.end() ? std::nullopt : std::optional(found->second);
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

Severity level_after(const Policy& policy, const Finding& finding) {
  switch (override_of(policy, *finding.rule).value_or(RuleLevel::Off)) {
    case RuleLevel::Note: return Severity::Note;
    case RuleLevel::Warning: return Severity::Warning;
    case RuleLevel::Error: return Severity::Error;
    case RuleLevel::Off: break;
  }
  return level_of(finding.modality);
}

auto identity(const Model& model, const Finding& finding) {
  return std::tuple(finding.rule->id, model.text(finding.subject), model.text(finding.owes),
                    model.text(finding.counterparty));
}

/// One finding for each (rule, subject, owes, counterparty), with all its systems and its
/// strongest modality. Two that say different things stay apart.
void group(const Model& model, std::size_t max_systems, std::vector<Finding>& findings) {
  std::ranges::stable_sort(findings, [&](const Finding& a, const Finding& b) {
    return std::tuple(identity(model, a), std::cref(a.message)) <
           std::tuple(identity(model, b), std::cref(b.message));
  });
  std::vector<Finding> grouped;
  for (Finding& finding : findings) {
    if (grouped.empty() || identity(model, grouped.back()) != identity(model, finding) ||
        grouped.back().message != finding.message) {
      grouped.push_back(std::move(finding));
      continue;
    }
    Finding& kept = grouped.back();
    kept.modality = std::max(kept.modality, finding.modality);
    kept.systems.count += finding.systems.count;
    std::vector<SystemId> first;
    std::ranges::set_union(kept.systems.first, finding.systems.first, std::back_inserter(first));
    if (first.size() > max_systems) first.resize(max_systems);
    kept.systems.first = std::move(first);
  }
  findings = std::move(grouped);
}

/// Level, then rule, subject, owes, counterparty.
void sort(const Model& model, std::vector<Finding>& findings) {
  std::ranges::stable_sort(findings, [&](const Finding& a, const Finding& b) {
    return a.level != b.level ? a.level > b.level : identity(model, a) < identity(model, b);
  });
}

void explain(const SupplyGraph& supply, std::vector<Finding>& findings) {
  std::vector<Finding*> order;
  for (Finding& finding : findings) {
    if (finding.witness) order.push_back(&finding);
  }
  std::ranges::stable_sort(order, {}, [](const Finding* f) { return f->witness->system; });
  WitnessExplainer explainer(supply);
  for (Finding* finding : order) {
    finding->evidence = explainer.explain(*finding->witness);
    if (finding->where.valid() || finding->evidence.empty()) continue;
    finding->where = finding->evidence.back().where;
  }
}

/// The edition of the guideline for medical institutions that the model follows: the one it names,
/// else the one in force.
const Edition* mhlw_edition(const SupplyGraph& supply) {
  const std::string& named = supply.model().guideline.editions.mhlw;
  const Edition* edition = named.empty() ? nullptr : find_edition(GuidelineKind::Mhlw, named);
  return edition != nullptr ? edition : edition_in_force(GuidelineKind::Mhlw, supply.as_of());
}

/// Whether the statement of a rule is in the edition that the model follows.
bool is_in_edition(const Rule& rule, const Edition* followed) {
  if (rule.mhlw_since.empty()) return true;
  const Edition* since = find_edition(GuidelineKind::Mhlw, rule.mhlw_since);
  return followed != nullptr && since->published <= followed->published;
}

/// Those of the rules that need more than `Facts`.
bool needs_agreement_facts(const Rule& rule) {
  return rule.group != RuleGroup::SupplyChain && rule.group != RuleGroup::Model;
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
  const Facts facts = find_facts(supply, confirmations, options.facts);
  const std::vector<ScopeEntry> scope = find_scope(supply, facts);
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
  const bool needs_agreed = std::ranges::any_of(
      result.rules, [&](const Rule* rule) { return needs_agreement_facts(*rule); });
  const AgreementFacts agreed =
      needs_agreed ? find_agreement_facts(supply, confirmations, stated, options.facts)
                   : AgreementFacts{};
  const RuleContext context{supply, confirmations, facts, agreed,
                            stated, scope,         asked, options.facts.max_systems};
  begin_step(options.facts.progress, Step::Rules, result.rules.size());
  for (const Rule* rule : result.rules) {
    rule->run(context, result.findings);
    add_done(options.facts.progress);
  }
  group(model, options.facts.max_systems, result.findings);
  for (Finding& finding : result.findings) {
    finding.level = level_after(model.policy, finding);
    finding.suppressed = suppression_of(model, supply.as_of(), finding) != nullptr;
    if (finding.suppressed) {
      ++result.suppressed;
    } else {
      ++result.counts[static_cast<std::size_t>(finding.level)];
    }
  }
  sort(model, result.findings);
  explain(supply, result.findings);
  find_causes(model, result.findings);
  result.coverage = find_coverage(selected, stated, count_looks(supply, facts, scope));
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
