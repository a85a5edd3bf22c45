#include "tests/support/oracle_rules.h"

#include <algorithm>

#include "model/guideline.h"

namespace musubi::oracle {

void Findings::add(const FindingKey& key, Modality modality, const std::string& system,
                   std::optional<State> state) const {
  add_in(key, modality, system.empty() ? Ids{} : Ids{system}).state = state;
}

Finding& Findings::add_in(const FindingKey& key, Modality modality, const Ids& systems,
                          const Ids& detail) const {
  Finding& finding = (*all)[key];
  finding.modality = std::max(finding.modality, modality);
  finding.systems.insert(systems.begin(), systems.end());
  finding.detail.insert(detail.begin(), detail.end());
  return finding;
}

namespace {

void add_stated(const Agreement& agreement, Ids& stated) {
  stated.insert("agreement");
  if (agreement.components) stated.insert("components");
  if (agreement.phases) stated.insert("phases");
  if (agreement.items) stated.insert("items");
  if (agreement.operations_rules) stated.insert("operations_rules");
  if (agreement.evaluation) stated.insert("evaluation");
  if (agreement.guideline) stated.insert("agreement.guideline");
  if (agreement.subentrustment) stated.insert("subentrustment");
}

void add_stated(const ContractContent& content, Ids& stated) {
  if (content.duties) stated.insert("duties");
  if (content.notice) {
    stated.insert("notice");
    if (content.notice->find(ChangeKind::Incident)) stated.insert("notice.incident");
  }
  if (content.agreement) add_stated(*content.agreement, stated);
}

// The column "rule" of the table, ◦.
const std::map<std::string, std::string>& keys_by_rule() {
  static const std::map<std::string, std::string> kKeys = {
      {"late-notice", "changes"},
      {"stale-after-change", "changes"},
      {"no-change-notice", "notice"},
      {"no-relay", "notice"},
      {"no-incident-notice", "notice.incident"},
      {"network-role-undivided", "agreement"},
      {"lifecycle-duties-undivided", "phases"},
      {"supplier-duties-undivided", "agreement"},
      {"agreement-missing", "agreement"},
      {"agreement-scope-incomplete", "components"},
      {"selection-items-missing", "items"},
      {"agreement-items-missing", "items"},
      {"duty-unassigned", "duties"},
      {"evaluation-missing", "evaluation"},
      {"compliance-clause-missing", "agreement.guideline"},
      {"subentrustment-unapproved", "subentrustment"},
      {"linkage-undivided", "links"},
      {"uncertified-provider", "certifications"},
      {"foreign-storage", "locations"},
      {"risk-management-missing", "risks"},
      {"risk-scope-incomplete", "risks.includes"},
      {"unilateral-risk-treatment", "risks"},
      {"easy-risk-treatment", "risks"},
      {"residual-risk-not-agreed", "risks"},
      {"residual-risk-stale", "risks"},
      {"customer-measure-not-agreed", "risks"},
      {"guideline-outdated", "considered_guideline"},
      {"control-unjustified", "controls"},
      {"operations-rules-incomplete", "operations_rules"},
      {"risk-communication-missing", "items"},
      {"requirement-unmet", "requirements"},
      {"requirement-unchecked", "requirements"},
      {"requirement-without-evidence", "requirements"},
      {"requirement-waived", "risks"},
  };
  return kKeys;
}

// "active or not, its own or from its terms; an empty object states the key"
Ids stated_keys(const Model& model) {
  Ids stated;
  for (const Contract& contract : model.contracts) {
    if (contract.own) add_stated(*contract.own, stated);
  }
  for (const Terms& terms : model.terms) add_stated(terms.content, stated);
  for (const musubi::System& system : model.systems) {
    if (system.links) stated.insert("links");
  }
  for (const Organization& organization : model.organizations) {
    if (organization.certifications) stated.insert("certifications");
  }
  for (const Service& service : model.services) {
    if (service.locations) stated.insert("locations");
  }
  for (const Risk& risk : model.risks) {
    stated.insert("risks");
    if (risk.includes) stated.insert("risks.includes");
    if (risk.considered_guideline) stated.insert("considered_guideline");
  }
  if (!model.controls.empty()) stated.insert("controls");
  if (!model.requirements.empty()) stated.insert("requirements");
  if (!model.changes.empty()) stated.insert("changes");
  return stated;
}

// Whether the edition that applies (`guideline.mhlw`, else the newest published at D) is `since` or
// a later one.
bool applies_since(const Model& model, Date date, std::string_view since) {
  bool reached = false;
  bool applies = false;
  const Edition* written = find_edition(GuidelineKind::Mhlw, model.guideline.editions.mhlw);
  for (const Edition& edition : editions(GuidelineKind::Mhlw).entries) {
    if (edition.id == since) reached = true;
    const bool newest_so_far = written == nullptr && edition.published <= date;
    if (&edition == written || newest_so_far) applies = reached;
  }
  return applies;
}

}  // namespace

Ids closed_rules(const Model& model, Date date) {
  const Ids stated = stated_keys(model);
  Ids closed;
  for (const auto& [rule, key] : keys_by_rule()) {
    if (!stated.contains(key)) closed.insert(rule);
  }
  // What only the MHLW guideline 6.0 says does not hold while an older edition applies.
  if (!applies_since(model, date, "6.0")) {
    closed.insert({"linkage-undivided", "compliance-clause-missing"});
  }
  return closed;
}

bool is_institution(const Facts& facts, const std::string& party) {
  return facts.parties.at(party).kinds.has(OrganizationKind::MedicalInstitution);
}

bool is_network_operator_in_scope(const Facts& facts, const Answers& answers,
                                  const std::string& party) {
  if (!facts.parties.at(party).kinds.has(OrganizationKind::NetworkOperator)) return false;
  const auto found = answers.scope.find(party);
  return found != answers.scope.end() && found->second.in_scope == true;
}

// "an active contract of a supply kind between an institution and K's supplier covering a service
// that handles medical information"
std::vector<const ContractFacts*> contracts_with_institutions(const Facts& facts) {
  std::vector<const ContractFacts*> found;
  for (const ContractFacts& contract : facts.contracts) {
    if (!contract.active || !contract.supplies()) continue;
    if (!is_institution(facts, contract.customer)) continue;
    const bool handles = std::ranges::any_of(contract.covers, [&](const std::string& service) {
      return facts.services.at(service).handles;
    });
    if (handles) found.push_back(&contract);
  }
  return found;
}

// For an institution X: "X's systems in which K counts … and of which K covers a relevant
// component". Otherwise: "the systems in which K counts, of which it covers a relevant component,
// and with X in parties(S)".
Ids systems_of(const Question& question, const ContractFacts& contract) {
  Ids systems;
  for (const auto& [id, system] : question.answers.systems) {
    if (!counts_in(contract, id)) continue;
    const bool of_customer = is_institution(question.facts, contract.customer)
                                 ? system.institution == contract.customer
                                 : system.parties.contains(contract.customer);
    const bool covered = std::ranges::any_of(system.components, [&](const auto& entry) {
      return entry.second.relevant && contract.covers.contains(entry.first);
    });
    if (of_customer && covered) systems.insert(id);
  }
  return systems;
}

Ids systems_with(const Question& question, const std::string& service) {
  Ids systems;
  for (const auto& [id, system] : question.answers.systems) {
    const auto found = system.components.find(service);
    if (found != system.components.end() && found->second.relevant) systems.insert(id);
  }
  return systems;
}

std::map<std::string, Ids> institutions_with(const Question& question, const std::string& service) {
  std::map<std::string, Ids> systems;
  for (const std::string& id : systems_with(question, service)) {
    const System& system = question.answers.systems.at(id);
    if (!system.components.at(service).own) systems[system.institution].insert(id);
  }
  return systems;
}

Ids names_of(const Model& model, const List<ServiceRef>& refs) {
  Ids names;
  for (const ServiceRef& ref : refs) names.insert(text_of(model, ref.name));
  return names;
}

// "Records dated after D (agreement items, …) do not count yet."
bool has_item(const Facts& facts, const ContractFacts& contract, std::string_view item) {
  if (contract.agreement == nullptr || !contract.agreement->items) return false;
  return std::ranges::any_of(*contract.agreement->items, [&](const AgreementItem& provided) {
    return provided.id == item && (!provided.date || *provided.date <= facts.date);
  });
}

bool has_certification(const Facts& facts, const std::string& party, bool meets) {
  const Model& model = *facts.model;
  for (std::size_t i = 0; i < model.organizations.size(); ++i) {
    const Organization& organization = model.organizations[i];
    if (!organization.certifications || party_of(model, OrganizationId(i)) != party) continue;
    for (const Certification& certification : *organization.certifications) {
      if (certification.valid_until && *certification.valid_until < facts.date) continue;
      const std::string scheme = text_of(model, certification.scheme);
      if ((scheme == "privacy_mark" || scheme == "isms") == meets) return true;
    }
  }
  return false;
}

}  // namespace musubi::oracle
