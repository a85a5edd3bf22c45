#include <fmt/format.h>

#include "tests/support/oracle.h"

namespace musubi::oracle {
namespace {

// The words in the order of the enumerators.
constexpr const char* kKinds[] = {"root", "service", "placement"};
constexpr const char* kRelations[] = {"owned", "internal", "purchased", "procured", "independent"};
constexpr const char* kPatterns[] = {"multiple_contracts", "multiple_providers",
                                     "separate_providers", "single_provider", "self_operated"};
constexpr const char* kStates[] = {"met", "certificate_only", "expired", "rejected", "none"};
constexpr const char* kModalities[] = {"info", "should", "must"};
constexpr const char* kLevels[] = {"note", "warning", "error"};
constexpr const char* kReasons[] = {
    "network_operator", "coordination_only", "undetermined",           "direct",
    "supply_chain",     "sale_completed",    "no_medical_information", "unrelated"};

template <class Enum, std::size_t Count>
std::string word(const char* const (&words)[Count], Enum value) {
  return words[static_cast<std::size_t>(value)];
}

template <class List>
std::string join(const List& items, const char* separator = " ") {
  std::string text;
  for (const std::string& item : items) {
    if (!text.empty()) text += separator;
    text += item;
  }
  return text;
}

std::string yes_no(bool value) { return value ? "yes" : "no"; }

std::string name_of(const Edge& edge) {
  return (edge.from.empty() ? "root" : edge.from) + ">" + edge.to + " " + word(kKinds, edge.kind) +
         " held by " + edge.holder + " selected by " + edge.selected_by +
         (edge.selector_written ? " (written)" : "");
}

void add_edges(const System& system, Lines& lines) {
  std::map<std::string, int> seen;
  for (const Edge& edge : system.edges) {
    const std::string name = name_of(edge);
    const std::string key = system.id + "/edge " + name + " #" + std::to_string(++seen[name]);
    lines[key + "/relation"] = word(kRelations, edge.relation) + " " + edge.procured_by;
  }
  for (const auto& [edge, chain] : system.chains) {
    lines[system.id + "/edge " + name_of(edge) + "/chain"] =
        !chain.found ? "none" : join(chain.hops) + " carried by " + join(chain.carriers);
  }
}

void add_components(const System& system, Lines& lines) {
  for (const auto& [id, component] : system.components) {
    const std::string key = system.id + "/" + id + "/";
    lines[key + "own"] = yes_no(component.own);
    lines[key + "relevant"] = yes_no(component.relevant);
    lines[key + "operated_by"] = component.operated_by;
    lines[key + "held_by"] = join(component.held_by);
    lines[key + "sources"] = join(component.sources);
    lines[key + "reached_from"] = join(component.reached_from);
    lines[key + "managed_by"] = join(component.managed_by);
    lines[key + "answerable"] = join(component.answerable);
    for (const auto& [party, evidence] : component.evidence) {
      std::set<std::string> chains;
      for (const auto& chain : evidence.contract_chains) chains.insert(join(chain, ">"));
      lines[fmt::format("{}evidence of {}", key, party)] =
          join(chains, " | ") + " : " + join(evidence.services);
    }
  }
}

void add_system(const System& system, Lines& lines) {
  add_components(system, lines);
  add_edges(system, lines);
  lines[system.id + "/institution"] = system.institution;
  lines[system.id + "/parties"] = join(system.parties);
  lines[system.id + "/pattern"] = word(kPatterns, system.pattern);
  if (system.provision_case) {
    lines[system.id + "/pattern"] += " " + std::to_string(*system.provision_case);
  }
  for (const Duty& duty : system.duties) {
    lines[system.id + "/duty of " + duty.owes + " on " + duty.component + " about " + duty.about] =
        word(kStates, duty.state) + (duty.grounds.contains('b') ? " independent" : "");
  }
  for (const Foreign& foreign : system.foreign) {
    lines[system.id + "/unknown " + name_of(foreign.edge)] =
        std::string(foreign.known ? "known" : "not known") + ", leading: " + join(foreign.leading);
  }
}

// "details promised and possible (days) of the first kind listed"
std::string promise_of(const Finding& finding) {
  if (finding.promises.empty()) return "";
  const Promise& first = finding.promises.front();
  return " " + first.kind + " " + std::to_string(first.promised) + " days promised, " +
         std::to_string(first.possible) + " possible";
}

}  // namespace

Lines to_lines(const std::map<FindingKey, Finding>& findings) {
  Lines lines;
  for (const auto& [key, finding] : findings) {
    lines["finding " + key.rule + " on " + key.subject + " owed by " + key.owes + " towards " +
          key.counterparty] =
        word(kModalities, finding.modality) + " " + word(kLevels, finding.level) +
        (finding.suppressed ? " suppressed" : "") + " in " + join(finding.systems) +
        (finding.state ? " state " + word(kStates, *finding.state) : "") +
        (finding.detail.empty() ? "" : " listing " + join(finding.detail)) + promise_of(finding);
  }
  return lines;
}

Lines to_lines(const Answers& answers) {
  Lines lines = to_lines(answers.findings);
  for (const auto& [id, system] : answers.systems) add_system(system, lines);
  for (const auto& [party, scope] : answers.scope) {
    lines["scope of " + party] = (!scope.in_scope ? "undetermined" : yes_no(*scope.in_scope)) +
                                 " " + word(kReasons, scope.reason) +
                                 (scope.stated ? " stated" : " inferred");
  }
  return lines;
}

std::vector<std::string> differences(const Lines& expected, const Lines& actual) {
  std::vector<std::string> found;
  for (const auto& [key, value] : expected) {
    const auto other = actual.find(key);
    if (other == actual.end()) {
      found.push_back(fmt::format("{}: expected [{}], missing", key, value));
    } else if (other->second != value) {
      found.push_back(fmt::format("{}: expected [{}], found [{}]", key, value, other->second));
    }
  }
  for (const auto& [key, value] : actual) {
    if (!expected.contains(key))
      found.push_back(fmt::format("{}: found [{}], not expected", key, value));
  }
  return found;
}

}  // namespace musubi::oracle
