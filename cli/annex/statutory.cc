#include <algorithm>
#include <optional>
#include <utility>

#include "cli/annex/sections.h"
#include "engine/rules/finding.h"
#include "engine/rules/requirements.h"
#include "model/guideline.h"

namespace musubi::cli {
namespace {

/// What an institution would be told of: components that handle medical information and are not
/// the customer's own.
std::vector<ServiceId> asked_services(const AnnexFacts& facts) {
  std::vector<ServiceId> found;
  for (const ServiceId service : facts.services()) {
    if (facts.supply().handles(service) && facts.supply().provider(service) != facts.customer()) {
      found.push_back(service);
    }
  }
  return found;
}

/// What is on record of one requirement of one service.
struct RequirementState {
  Text text;
  bool is_missing = false;
};

RequirementState state_of(const Model& model, ServiceId service, const std::string& id) {
  const auto found = std::ranges::find_if(model.requirements, [&](const Requirement& one) {
    return one.service.id == service && one.requirement == id;
  });
  if (found == model.requirements.end()) return {text_of(kNotOnRecord), true};
  const auto with = [](const Phrase& plain, const Phrase& because, const String& text) {
    return text.empty() ? text_of(plain) : compose(because, text);
  };
  if (found->applicable && !*found->applicable) {
    return {with({.en = "not applicable, no reason on record", .ja = "該当なし（理由の記録なし）"},
                 {.en = "not applicable: {}", .ja = "該当なし：{}"}, found->reason),
            found->reason.empty()};
  }
  if (!found->met) return {text_of(kNotOnRecord), true};
  if (!*found->met) return {{.en = "recorded as not met", .ja = "満たしていないとの記録"}, true};
  return {with({.en = "met, no evidence on record", .ja = "対応済み（根拠の記録なし）"},
               {.en = "met: {}", .ja = "対応済み：{}"}, found->evidence),
          found->evidence.empty()};
}

/// One line for what all services have in common, else one for each.
AnnexCell states_cell(const AnnexFacts& facts, const AnnexWords& words,
                      const std::vector<ServiceId>& services, const std::string& requirement) {
  std::vector<RequirementState> states;
  for (const ServiceId service : services) {
    states.push_back(state_of(facts.model(), service, requirement));
  }
  const bool alike = std::ranges::all_of(
      states, [&](const RequirementState& one) { return one.text == states.front().text; });
  AnnexCell made;
  made.is_missing = std::ranges::any_of(states, &RequirementState::is_missing);
  if (alike && states.size() > 1) {
    made.lines.push_back(
        compose({.en = "each of the {0} components: {1}", .ja = "{0} 件の構成要素のいずれも：{1}"},
                states.size(), states.front().text));
    return made;
  }
  for (std::size_t i = 0; i < states.size(); ++i) {
    made.lines.push_back(
        compose({.en = "{0}: {1}", .ja = "{0}：{1}"}, words.service(services[i]), states[i].text));
  }
  return made;
}

Phrase owed_by(const AnnexFacts& facts, const std::string& requirement) {
  const StatutoryRequirement* const entry = kStatutoryRequirements.find(requirement);
  const bool institution = facts.is_institution(facts.customer());
  switch (entry == nullptr ? OwedBy::Provider : entry->owed_by) {
    case OwedBy::Institution:
      return institution ? Phrase{.en = "the Customer", .ja = "甲（医療機関等）"}
                         : Phrase{.en = "the medical institution", .ja = "医療機関等"};
    case OwedBy::Both:
      return institution ? Phrase{.en = "the provider of the component, and the Customer",
                                  .ja = "構成要素の提供者および甲"}
                         : Phrase{.en = "the provider of the component, and the institution",
                                  .ja = "構成要素の提供者および医療機関等"};
    case OwedBy::Provider: break;
  }
  return {.en = "the provider of the component", .ja = "構成要素の提供者"};
}

Text scheme_name(const Model& model, Symbol scheme) {
  const std::string_view id = model.text(scheme);
  const CertificationScheme* const known = kCertificationSchemes.find(id);
  return known != nullptr ? text_of(known->title)
                          : Text{.en = std::string(id), .ja = std::string(id)};
}

AnnexCell covers_cell(const AnnexFacts& facts, const AnnexWords& words, OrganizationId holder,
                      const Certification& certification) {
  if (!certification.covers) {
    return cell_or_missing(std::nullopt);
  }
  std::vector<Text> texts;
  for (const ServiceRef& one : *certification.covers) texts.push_back(words.service(one.id));
  for (const ServiceId service : facts.services()) {
    const bool covered = std::ranges::find(*certification.covers, service, &ServiceRef::id) !=
                         certification.covers->end();
    if (covered || facts.supply().provider(service) != holder) continue;
    texts.push_back(compose({.en = "not covered: {}", .ja = "範囲外：{}"}, words.service(service)));
  }
  return lines_or_missing(std::move(texts));
}

AnnexCell valid_cell(const AnnexFacts& facts, const AnnexWords& words,
                     const Certification& certification) {
  if (!certification.valid_until) {
    return cell({.en = "end not on record", .ja = "有効期限の記録がありません"});
  }
  const Text day = words.date(*certification.valid_until);
  const bool ended = *certification.valid_until < facts.as_of();
  Text text = compose(ended ? Phrase{.en = "ended on {}", .ja = "{}に失効"}
                            : Phrase{.en = "until {}", .ja = "{}まで"},
                      day);
  if (certification.renewal_pending) {
    text = compose({.en = "{}; renewal pending", .ja = "{}（更新手続中）"}, text);
  }
  AnnexCell made = cell(std::move(text));
  made.is_missing = ended;
  return made;
}

void add_certificates(const AnnexFacts& facts, const AnnexWords& words, OrganizationId who,
                      AnnexTable& table) {
  bool any = false;
  for (std::size_t row = 0; row < facts.model().organizations.size(); ++row) {
    const OrganizationId one(row);
    if (facts.supply().party(one) != who || !facts.model()[one].certifications) continue;
    for (const Certification& certification : *facts.model()[one].certifications) {
      table.rows.push_back(
          {cell(words.party(one)), cell(scheme_name(facts.model(), certification.scheme)),
           covers_cell(facts, words, who, certification), valid_cell(facts, words, certification)});
      any = true;
    }
  }
  if (!any) {
    table.rows.push_back({cell(words.party(who)), missing_cell(), blank_cell(), blank_cell()});
  }
}

}  // namespace

AnnexSection requirements_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{.id = "requirements",
                       .title = {.en = "Statutory requirements", .ja = "制度上の要求事項"}};
  const std::vector<ServiceId> services = asked_services(facts);
  if (services.empty()) {
    section.paragraph({.en = "No component that another provides to the Customer here handles "
                             "medical information.",
                       .ja =
                           "甲が他者から提供を受ける構成要素のうち、医療情報を取り扱うものは記録に"
                           "ありません。"});
    return section;
  }
  section.paragraph(
      {.en = "No treatment of a risk and no clause of a contract replaces what law "
             "requires (FAQ 7).",
       .ja = "制度上の要求事項は、リスク対応や契約上の定めによって代えることができません"
             "（FAQ 7）。"});
  AnnexTable table;
  table.heads = {{.en = "requirement", .ja = "要求事項"},
                 {.en = "who owes it", .ja = "対応する者"},
                 {.en = "on record", .ja = "対応の記録"}};
  table.widths = {30, 25, 45};
  for (const std::string& requirement : rules::all_requirements(facts.model())) {
    const std::vector<std::string> one{requirement};
    table.rows.push_back({cell(rules::list_of(facts.model(), Catalogue::Requirement, one)),
                          cell(owed_by(facts, requirement)),
                          states_cell(facts, words, services, requirement)});
  }
  section.table(std::move(table));
  section.list({text_of(kStatutoryRequirements.limits)});
  return section;
}

AnnexSection certificates_section(const AnnexFacts& facts, const AnnexWords& words) {
  AnnexSection section{.id = "certificates",
                       .title = {.en = "Certificates and what they do not show",
                                 .ja = "認証と、認証が示さないこと"}};
  AnnexTable table;
  table.heads = {{.en = "holder", .ja = "取得者"},
                 {.en = "certificate", .ja = "認証"},
                 {.en = "covers", .ja = "適用範囲"},
                 {.en = "valid", .ja = "有効期間"}};
  table.widths = {25, 25, 30, 20};
  add_certificates(facts, words, facts.supplier(), table);
  for (const OrganizationId provider : facts.providers()) {
    if (!facts.is_party(provider)) add_certificates(facts, words, provider, table);
  }
  section.table(std::move(table));
  section.list(
      {{.en = "PrivacyMark and ISMS certification show that their holder has an organization for "
              "handling personal information: the minimum of eligibility. They do not show that "
              "the level of security management of the guideline is met (FAQ 4.2).",
        .ja =
            "プライバシーマーク認定・ISMS認証は、個人情報の取扱いについて適切な体制を整備している"
            "こと、すなわち最低限の適格性を示すものです。その取得をもってガイドラインの安全管理水準"
            "を満たすことにはなりません（FAQ 4.2）。"},
       {.en = "They say nothing of what is outside their scope, nor of medical information in "
              "particular, and they do not stand for the confirmation of risk management.",
        .ja = "適用範囲の外にあるものや、医療情報に固有の事項については何も示しません。また、リスク"
              "マネジメントの確認に代わるものではありません。"}});
  return section;
}

}  // namespace musubi::cli
