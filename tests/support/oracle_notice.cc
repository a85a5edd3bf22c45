#include <algorithm>
#include <limits>

#include "tests/support/oracle_rules.h"

// Section 5.4, "Standing checks on notice".
namespace musubi::oracle {
namespace {

using Contracts = std::vector<const ContractFacts*>;

constexpr ChangeKind kInDays[] = {ChangeKind::ServiceChange, ChangeKind::ContractChange,
                                  ChangeKind::Termination};

std::string word(ChangeKind kind) {
  if (kind == ChangeKind::ServiceChange) return "service_change";
  return kind == ChangeKind::ContractChange ? "contract_change" : "termination";
}

// A component of S from which c can be reached, c included.
Ids above(const System& system, const std::string& c) {
  Ids above{c};
  for (bool grew = true; grew;) {
    grew = false;
    for (const Edge& edge : system.edges) {
      if (edge.from.empty() || !above.contains(edge.to)) continue;
      if (above.insert(edge.from).second) grew = true;
    }
  }
  return above;
}

// "the contracts that count in S, lie between parties(S), and cover c or a component of S from
// which c can be reached (a notice about something else is no notice)"
Contracts contracts_about(const Facts& facts, const System& system, const std::string& c) {
  const Ids services = above(system, c);
  Contracts about;
  for (const ContractFacts& contract : facts.contracts) {
    if (!counts_in(contract, system.id)) continue;
    if (!system.parties.contains(contract.customer)) continue;
    if (!system.parties.contains(contract.supplier)) continue;
    const bool covers = std::ranges::any_of(
        services, [&](const std::string& service) { return contract.covers.contains(service); });
    if (covers) about.push_back(&contract);
  }
  return about;
}

// Everybody who is told for `kind` of what `from` knows: a notice leads from the supplier to the
// customer, a relay from the customer to the supplier.
Ids told_by(const Contracts& contracts, const std::string& from, ChangeKind kind) {
  Ids told{from};
  for (bool grew = true; grew;) {
    grew = false;
    for (const ContractFacts* contract : contracts) {
      if (contract->notice.contains(kind) && told.contains(contract->supplier)) {
        grew = told.insert(contract->customer).second || grew;
      }
      if (contract->relay.contains(kind) && told.contains(contract->customer)) {
        grew = told.insert(contract->supplier).second || grew;
      }
    }
  }
  return told;
}

// "some contract H→P that counts in S for c has `notice[k]`"
bool institution_knows(const Work& work, const std::string& c, const std::string& provider,
                       ChangeKind kind) {
  return std::ranges::any_of(work.counting.at(c), [&](const ContractFacts* contract) {
    return contract->customer == work.system->institution && contract->supplier == provider &&
           contract->notice.contains(kind);
  });
}

// "For an edge x → c of S with holder A, relevant c, relation `procured` or `independent`, A ≠ P,
// and each k of `service_change`, `contract_change`"
void add_untold(const Question& question, const Work& work, const Edge& edge) {
  const System& system = *work.system;
  const std::string& c = edge.to;
  const std::string& provider = question.facts.provider(c);
  if (edge.relation != Relation::Procured && edge.relation != Relation::Independent) return;
  if (!system.components.at(c).relevant || edge.holder == provider) return;
  const Contracts about = contracts_about(question.facts, system, c);
  for (const ChangeKind kind : {ChangeKind::ServiceChange, ChangeKind::ContractChange}) {
    if (told_by(about, provider, kind).contains(edge.holder)) continue;
    // "*not relayed* if A ≠ H and some contract H→P … has `notice[k]`; else *not notified*"
    const bool relay =
        edge.holder != system.institution && institution_knows(work, c, provider, kind);
    const FindingKey key = relay ? FindingKey{"no-relay", c, system.institution, edge.holder}
                                 : FindingKey{"no-change-notice", c, provider, edge.holder};
    question.findings.add_in(key, Modality::Should, {system.id}, {word(kind)});
  }
}

// `no-incident-notice`: "a component that handles medical information, not own, and no route for
// `incident` (contracts as in 5.4) from its operator to H"
void add_no_incident_notice(const Question& question, const System& system) {
  for (const auto& [c, component] : system.components) {
    if (!question.facts.services.at(c).handles || component.own) continue;
    const Contracts about = contracts_about(question.facts, system, c);
    const Ids told = told_by(about, component.operated_by, ChangeKind::Incident);
    if (told.contains(system.institution)) continue;
    question.findings.add_in({"no-incident-notice", c, component.operated_by, system.institution},
                             Modality::Should, {system.id});
  }
}

// "the widest route (notice edges only) over active contracts of supply kinds that cover c"
std::optional<int> width(const Facts& facts, ChangeKind kind, const std::string& from,
                         const std::string& to, const std::string& c) {
  std::map<std::string, int> widths{{from, std::numeric_limits<int>::max()}};
  for (bool grew = true; grew;) {
    grew = false;
    for (const ContractFacts& contract : facts.contracts) {
      if (!contract.active || !contract.supplies() || !contract.covers.contains(c)) continue;
      if (!contract.notice.contains(kind) || !widths.contains(contract.supplier)) continue;
      const int through = std::min(widths.at(contract.supplier), contract.notice.at(kind));
      const auto [there, fresh] = widths.try_emplace(contract.customer, through);
      if (!fresh && there->second >= through) continue;
      there->second = through;
      grew = true;
    }
  }
  const auto found = widths.find(to);
  return found == widths.end() ? std::nullopt : std::optional(found->second);
}

struct ServiceEdge {
  std::string from, to;
  bool any_of = false;
};

// "one graph: the global graph together with the placement edges (section 2) of all the systems
// that K's customer owns, in which K counts and of which it covers a component"
std::vector<ServiceEdge> graph_of(const Question& question, const ContractFacts& contract) {
  std::vector<ServiceEdge> edges;
  for (const auto& [id, service] : question.facts.services) {
    for (const DependencyFacts& dependency : service.dependencies) {
      edges.push_back({id, dependency.to, dependency.any_of});
    }
  }
  for (const auto& [id, system] : question.answers.systems) {
    if (system.institution != contract.customer || !counts_in(contract, id)) continue;
    const bool covered = std::ranges::any_of(contract.covers, [&](const std::string& service) {
      return system.components.contains(service);
    });
    if (!covered) continue;
    // Edges of S "start at the root or at a component".
    for (const PlacementFacts& placement : question.facts.systems.at(id).placements) {
      if (!system.components.contains(placement.service)) continue;
      edges.push_back({placement.service, placement.on.to, placement.on.any_of});
    }
  }
  return edges;
}

// E, where there is one.
std::optional<int> possible_notice(const Question& question, const ContractFacts& contract,
                                   const std::vector<ServiceEdge>& graph, const std::string& s,
                                   ChangeKind kind) {
  const Facts& facts = question.facts;
  const std::string& supplier = contract.supplier;
  std::optional<int> least;
  const auto take = [&](std::optional<int> width) {
    if (width && (!least || *width < *least)) least = width;
  };
  // "the width from provider(s) to Y about s where Y is not the provider of s"
  if (facts.provider(s) != supplier) take(width(facts, kind, facts.provider(s), supplier, s));
  // "the width from provider(c) to the provider of a, about c, for every service edge a → c … that
  // can be reached from s along any edges, has different providers, an end that Y does not provide,
  // and belongs to no `any_of`"
  Ids reached{s};
  for (bool grew = true; grew;) {
    grew = false;
    for (const ServiceEdge& edge : graph) {
      if (reached.contains(edge.from) && reached.insert(edge.to).second) grew = true;
    }
  }
  for (const ServiceEdge& edge : graph) {
    if (!reached.contains(edge.from) || edge.any_of) continue;
    const std::string& begins = facts.provider(edge.to);
    if (begins == facts.provider(edge.from) || begins == supplier) continue;
    take(width(facts, kind, begins, facts.provider(edge.from), edge.to));
  }
  return least;
}

// "For an active contract K of supplier Y with notice n for a kind counted in days, covering s: …
// If n > E the promise *cannot be kept*".
void add_unkeepable(const Question& question, const ContractFacts& contract) {
  if (!contract.active) return;
  const std::vector<ServiceEdge> graph = graph_of(question, contract);
  for (const ChangeKind kind : kInDays) {
    if (!contract.notice.contains(kind)) continue;
    const int promised = contract.notice.at(kind);
    std::optional<int> least;
    for (const std::string& s : contract.covers) {
      const std::optional<int> possible = possible_notice(question, contract, graph, s, kind);
      if (possible && (!least || *possible < *least)) least = possible;
    }
    if (!least || promised <= *least) continue;
    Finding& finding = question.findings.add_in(
        {"unkeepable-notice", contract.id, contract.supplier, contract.customer}, Modality::Should,
        {}, {word(kind)});
    finding.promises.push_back({.kind = word(kind), .promised = promised, .possible = *least});
  }
}

}  // namespace

void add_notice_findings(const Question& question) {
  for (const auto& [id, work] : question.works) {
    if (question.open("no-change-notice")) {
      for (const Edge& edge : work.system->edges) add_untold(question, work, edge);
    }
    if (question.open("no-incident-notice")) add_no_incident_notice(question, *work.system);
  }
  for (const ContractFacts& contract : question.facts.contracts) {
    add_unkeepable(question, contract);
  }
}

}  // namespace musubi::oracle
