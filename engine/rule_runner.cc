#include "engine/rule_runner.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "engine/cause.h"
#include "engine/rules/rules.h"
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

Severity level_after(const Policy& policy, const Finding& finding) {
  switch (override_of(policy, *finding.rule).value_or(RuleLevel::Off)) {
    case RuleLevel::Note: return Severity::Note;
    case RuleLevel::Warning: return Severity::Warning;
    case RuleLevel::Error: return Severity::Error;
    case RuleLevel::Off: break;
  }
  return level_of(finding.modality);
}

/// The places of the ids that findings name in byte order, so that findings are compared by
/// numbers.
class IdOrder {
 public:
  IdOrder(const Model& model, std::span<const Finding> findings) {
    std::vector<Symbol> named;
    for (const Finding& finding : findings) {
      for (const Symbol id : {finding.subject, finding.owes, finding.counterparty}) {
        if (!id.valid()) continue;
        if (places_.size() <= id.index()) places_.resize(id.index() + 1);
        if (std::exchange(places_[id.index()], 1) == 0) named.push_back(id);
      }
    }
    std::ranges::sort(named, {}, [&](Symbol id) { return model.text(id); });
    for (std::uint32_t i = 0; i < named.size(); ++i) places_[named[i].index()] = i + 1;
  }

  /// What does not apply comes first.
  [[nodiscard]] std::uint32_t place(Symbol id) const {
    return id.valid() ? places_[id.index()] : 0;
  }

 private:
  std::vector<std::uint32_t> places_;  // by symbol
};

/// What a finding is known by, to be compared. Its own row is part of it, so that those that are
/// alike keep their order.
struct Identity {
  std::string_view rule;
  std::uint32_t subject = 0, owes = 0, counterparty = 0;
  std::uint32_t row = 0;
};

bool is_same(const Identity& a, const Identity& b) {
  return a.subject == b.subject && a.owes == b.owes && a.counterparty == b.counterparty &&
         a.rule == b.rule;
}

/// In the order of rule, subject, owes, counterparty and message.
std::vector<Identity> sorted(const Model& model, std::span<const Finding> findings) {
  const IdOrder order(model, findings);
  std::vector<Identity> identities;
  identities.reserve(findings.size());
  for (const Finding& finding : findings) {
    identities.push_back({finding.rule->id, order.place(finding.subject), order.place(finding.owes),
                          order.place(finding.counterparty),
                          static_cast<std::uint32_t>(identities.size())});
  }
  std::ranges::sort(identities, [&](const Identity& a, const Identity& b) {
    if (!is_same(a, b)) {
      return std::tie(a.rule, a.subject, a.owes, a.counterparty) <
             std::tie(b.rule, b.subject, b.owes, b.counterparty);
    }
    const Text said = message_of(model, findings[a.row]);
    const Text other = message_of(model, findings[b.row]);
    return std::tie(said, a.row) < std::tie(other, b.row);
  });
  return identities;
}

void unite(Finding& kept, const Finding& other, std::size_t max_systems) {
  kept.modality = std::max(kept.modality, other.modality);
  kept.systems.count += other.systems.count;
  std::vector<SystemId> first;
  std::ranges::set_union(kept.systems.first, other.systems.first, std::back_inserter(first));
  if (first.size() > max_systems) first.resize(max_systems);
  kept.systems.first = std::move(first);
}

/// One finding for each (rule, subject, owes, counterparty), in this order, with all its systems
/// and its strongest modality. Two that say different things stay apart.
std::vector<Finding> grouped(const Model& model, std::size_t max_systems,
                             std::vector<Finding> findings) {
  std::vector<Finding> kept;
  kept.reserve(findings.size());
  const Identity* last = nullptr;
  const std::vector<Identity> identities = sorted(model, findings);
  for (const Identity& identity : identities) {
    Finding& finding = findings[identity.row];
    if (last != nullptr && is_same(*last, identity) &&
        message_of(model, kept.back()) == message_of(model, finding)) {
      unite(kept.back(), finding, max_systems);
    } else {
      kept.push_back(std::move(finding));
    }
    last = &identity;
  }
  return kept;
}

/// The most serious first; those of a level stay in their order.
std::vector<Finding> by_level(std::vector<Finding> findings) {
  std::vector<Finding> ordered;
  ordered.reserve(findings.size());
  for (const Severity level : {Severity::Error, Severity::Warning, Severity::Note}) {
    for (Finding& finding : findings) {
      if (finding.level == level) ordered.push_back(std::move(finding));
    }
  }
  return ordered;
}

void explain(const SupplyGraph& supply, std::span<Finding* const> findings) {
  WitnessExplainer explainer(supply);
  for (Finding* finding : findings) {
    finding->evidence = explainer.explain(*finding->witness);
    if (finding->where.valid() || finding->evidence.empty()) continue;
    finding->where = finding->evidence.back().where;
  }
}

/// Each thread takes a share of the findings, by system.
void explain(const SupplyGraph& supply, unsigned threads, std::vector<Finding>& findings) {
  std::vector<Finding*> order;
  for (Finding& finding : findings) {
    if (finding.witness) order.push_back(&finding);
  }
  std::ranges::stable_sort(order, {}, [](const Finding* f) { return f->witness->system; });
  const std::size_t count = order.size();
  const std::size_t workers = std::clamp<std::size_t>(count / 256, 1, std::max(1U, threads));
  const auto work = [&](std::size_t i) {
    const std::size_t begin = count * i / workers;
    explain(supply, std::span(order).subspan(begin, count * (i + 1) / workers - begin));
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < workers; ++i) others.emplace_back(work, i);
  work(0);
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

/// What the rules that are evaluated look at of `AgreementFacts`.
AgreementNeeds needs_of(std::span<const Rule* const> evaluated, const Model& model) {
  AgreementNeeds needs{.met = false, .notices = false, .others = false};
  for (const Rule* rule : evaluated) {
    if (rule == &rules::kExpiring || rule == &rules::kOpenEndedAssessment) {
      needs.met |= !model.assessments.empty();
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
  const AgreementNeeds needs = needs_of(result.rules, model);
  const AgreementFacts agreed =
      needs.any() ? find_agreement_facts(supply, confirmations, stated, options.facts, needs)
                  : AgreementFacts{};
  const RuleContext context{supply, confirmations, facts, agreed,
                            stated, scope,         asked, options.facts.max_systems};
  begin_step(options.facts.progress, Step::Rules, result.rules.size());
  for (const Rule* rule : result.rules) {
    rule->run(context, result.findings);
    add_done(options.facts.progress);
  }
  result.findings = grouped(model, options.facts.max_systems, std::move(result.findings));
  for (Finding& finding : result.findings) {
    finding.level = level_after(model.policy, finding);
    finding.suppressed = suppression_of(model, supply.as_of(), finding) != nullptr;
    if (finding.suppressed) {
      ++result.suppressed;
    } else {
      ++result.counts[static_cast<std::size_t>(finding.level)];
    }
  }
  result.findings = by_level(std::move(result.findings));
  explain(supply, options.facts.threads, result.findings);
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
