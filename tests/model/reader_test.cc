// What a model without mistakes says, key by key.
#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "model/loader.h"

namespace {

using musubi::LoadedModel;
using musubi::Model;

std::string content_of(const char* path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

LoadedModel read_every_key() {
  return musubi::read_model({{"every_key.json", content_of("tests/fuzz/corpus/every_key.json")}});
}

template <class Records>
const auto& with_id(const Model& model, const Records& records, std::string_view id) {
  for (const auto& record : records) {
    if (model.text(record.id) == id) return record;
  }
  FAIL("no record ", std::string(id));
  return records.front();
}

template <class Refs>
std::vector<std::string> names(const Model& model, const Refs& references) {
  std::vector<std::string> all;
  for (const auto& reference : references) {
    CHECK(reference.id.valid());
    all.emplace_back(model.text(reference.name));
  }
  return all;
}

using Names = std::vector<std::string>;

Names texts(const musubi::MaybeList<musubi::String>& list) {
  REQUIRE(list);
  Names all;
  for (const musubi::String& text : *list) all.push_back(text.str());
  return all;
}
using musubi::Date;

Date day(std::string_view text) { return Date::parse(text).value(); }

}  // namespace

TEST_SUITE("model/reader") {
  TEST_CASE("what a file says of itself") {
    const LoadedModel loaded = read_every_key();
    CHECK(loaded.diagnostics.empty());
    const Model& model = loaded.model;
    CHECK(model.name.ja == "A病院 電子カルテ");
    CHECK(model.name.en == "Hospital A, EMR");
    REQUIRE(model.as_of);
    CHECK(model.as_of->date == day("2026-11-22"));
    CHECK(model.sources.line_column(model.as_of->where).line == 6);
    CHECK(model.sources.line_column(model.as_of->where).column == 12);
    CHECK(model.guideline.editions.provider == "2.0");
    CHECK(model.guideline.editions.mhlw == "7.0");
    REQUIRE(model.guideline.items.size() == 2);
    CHECK(model.guideline.items[0].id == "our_item");
    CHECK(model.guideline.items[0].title.empty());
    CHECK(model.guideline.items[1].id == "other_item");
    CHECK(model.guideline.items[1].title.en == "別の項目");
    CHECK(model.guideline.operations_rules.size() == 1);
    CHECK(model.guideline.requirements.size() == 1);
    CHECK(model.policy.assessment_valid_months == 12);
    CHECK(model.policy.expiring_within_days == 90);
    CHECK(model.policy.edition_grace_months == 6);
    CHECK(texts(model.policy.duties) == Names{"backup", "incident_response", "our_duty"});
    REQUIRE(model.policy.rules.size() == 2);
    CHECK(model.policy.level("agreement-items-missing") == musubi::RuleLevel::Off);
    CHECK(model.policy.level("agreement/*") == musubi::RuleLevel::Note);
  }

  TEST_CASE("organizations") {
    const LoadedModel loaded = read_every_key();
    const Model& model = loaded.model;
    REQUIRE(model.organizations.size() == 6);
    const musubi::Organization& hospital = with_id(model, model.organizations, "hosp-a");
    CHECK(hospital.kinds.only(musubi::OrganizationKind::MedicalInstitution));
    CHECK(hospital.name.in(musubi::Language::Ja) == "A病院");
    CHECK(hospital.weight == 420.5);
    CHECK(model.id(hospital.part_of.id) == "corp-x");
    CHECK(names(model, hospital.member_of) == Names{"net-x"});
    REQUIRE(hospital.contacts.size() == 1);
    CHECK(hospital.contacts[0].role == "security");
    CHECK(hospital.contacts[0].name == "窓口");
    CHECK(hospital.contacts[0].email == "security@hosp-a.example");
    CHECK(hospital.contacts[0].phone == "000");
    CHECK(hospital.contacts[0].hours == "24h");
    CHECK_FALSE(hospital.certifications.has_value());
    CHECK(hospital.stated);

    const musubi::Organization& network = with_id(model, model.organizations, "net-x");
    CHECK(network.kinds.has(musubi::OrganizationKind::NetworkOperator));
    CHECK(network.kinds.has(musubi::OrganizationKind::MedicalInstitution));
    CHECK_FALSE(network.kinds.has(musubi::OrganizationKind::Provider));
    CHECK(network.bears_responsibility == true);
    CHECK(network.name.en == "地域連携協議会");

    const musubi::Organization& vendor = with_id(model, model.organizations, "vendor-a");
    REQUIRE(vendor.certifications);
    REQUIRE(vendor.certifications->size() == 1);
    const musubi::Certification& isms = vendor.certifications->front();
    CHECK(model.text(isms.scheme) == "isms");
    CHECK(isms.valid_until == day("2027-03-31"));
    CHECK(names(model, *isms.covers) == Names{"emr"});
    CHECK_FALSE(isms.renewal_pending);

    CHECK_FALSE(with_id(model, model.organizations, "infra-b").stated);
    CHECK(with_id(model, model.organizations, "dev-c").weight == 1);
  }

  TEST_CASE("services and what they run on") {
    const LoadedModel loaded = read_every_key();
    const Model& model = loaded.model;
    const musubi::Service& emr = with_id(model, model.services, "emr");
    CHECK(model.id(emr.provider.id) == "vendor-a");
    CHECK(emr.layer == musubi::Layer::Application);
    CHECK(emr.handles_medical_information);
    CHECK_FALSE(emr.unreadable);
    CHECK(model.id(emr.developer.id) == "dev-c");
    CHECK(texts(emr.locations) == Names{"JP"});
    CHECK(texts(emr.access_from) == Names{"JP", "US"});
    REQUIRE(emr.depends_on);
    REQUIRE(emr.depends_on->size() == 4);
    const musubi::List<musubi::Dependency>& on = *emr.depends_on;
    CHECK(names(model, on[0].members) == Names{"paas-x"});
    CHECK_FALSE(on[0].any_of);
    CHECK(on[0].required);
    CHECK_FALSE(on[0].selected_by.given());
    CHECK(names(model, on[1].members) == Names{"mail"});
    CHECK(model.id(on[1].selected_by.id) == "dev-c");
    CHECK(names(model, on[2].members) == Names{"iaas-b", "iaas-c"});
    CHECK(on[2].any_of);
    CHECK_FALSE(on[3].required);
    CHECK(with_id(model, model.services, "iaas-b").depends_on->empty());
    CHECK_FALSE(with_id(model, model.services, "iaas-c").depends_on.has_value());
    const std::string_view text = model.sources.text(emr.where.file);
    CHECK(
        text.substr(emr.where.offset, emr.end - emr.where.offset).starts_with("{\"id\": \"emr\""));
    CHECK(text.substr(emr.where.offset, emr.end - emr.where.offset).ends_with("false}]}"));
    CHECK(text.substr(on[1].offset).starts_with("{\"service\": \"mail\""));
  }

  TEST_CASE("systems") {
    const LoadedModel loaded = read_every_key();
    const Model& model = loaded.model;
    REQUIRE(model.systems.size() == 1);
    const musubi::System& system = model.systems[0];
    CHECK(model.id(system.owner.id) == "hosp-a");
    CHECK(system.criticality == musubi::Criticality::High);
    REQUIRE(system.uses.size() == 3);
    CHECK(system.uses[2].any_of);
    REQUIRE(system.placements.size() == 2);
    CHECK(model.id(system.placements[0].service.id) == "emr");
    CHECK(names(model, system.placements[0].on.members) == Names{"iaas-b"});
    CHECK(model.id(system.placements[1].on.selected_by.id) == "vendor-a");
    REQUIRE(system.links);
    REQUIRE(system.links->size() == 1);
    CHECK(names(model, system.links->front().between) == Names{"emr", "pacs"});
    CHECK(system.links->front().carries.ja == "検査画像");
    CHECK(model.id(system.links->front().agreed_in.id) == "hosp-a.k1");
  }

  TEST_CASE("contracts, their terms, and what was agreed") {
    const LoadedModel loaded = read_every_key();
    const Model& model = loaded.model;
    const musubi::Contract& contract = with_id(model, model.contracts, "hosp-a.k1");
    CHECK(contract.number == "2026-018");
    CHECK(contract.kind == musubi::ContractKind::Service);
    CHECK(model.id(contract.customer.id) == "hosp-a");
    CHECK(model.id(contract.supplier.id) == "vendor-a");
    CHECK(names(model, contract.covers) == Names{"emr"});
    CHECK(names(model, *contract.systems) == Names{"hosp-a-emr"});
    CHECK(contract.from == day("2026-04-01"));
    CHECK(contract.until == day("2029-03-31"));
    CHECK(contract.own->form == musubi::ContractForm::Negotiated);
    CHECK(contract.own->automatic_renewal == true);
    CHECK(contract.own->renewal_notice_days == 90);
    CHECK(contract.own->entrusts_personal_data == true);
    REQUIRE(contract.own->notice);
    CHECK(contract.own->notice->find(musubi::ChangeKind::ServiceChange) == 30);
    CHECK(contract.own->notice->find(musubi::ChangeKind::ContractChange) == 60);
    CHECK(contract.own->notice->find(musubi::ChangeKind::Termination) == 180);
    CHECK(contract.own->notice->find(musubi::ChangeKind::Incident) == 24);
    CHECK_FALSE(contract.own->notice->find(musubi::ChangeKind::Outage));
    CHECK(contract.own->notice->periods[1].as_written.en == "2か月前");
    REQUIRE(contract.own->relay);
    CHECK(contract.own->relay->find(musubi::ChangeKind::ServiceChange) == 14);
    REQUIRE(contract.own->duties);
    REQUIRE(contract.own->duties->size() == 6);
    using Who = musubi::DutyAssignment::Who;
    const musubi::List<musubi::DutyAssignment>& duties = *contract.own->duties;
    CHECK(duties[0].duty == "backup");
    CHECK(duties[0].who == Who::Supplier);
    CHECK(duties[1].who == Who::Customer);
    CHECK(duties[2].who == Who::Shared);
    CHECK(duties[3].who == Who::NotApplicable);
    CHECK(duties[4].duty == "encryption");
    CHECK(duties[4].who == Who::Organization);
    CHECK(model.id(duties[4].organization.id) == "infra-b");
    CHECK(duties[5].duty == "our_duty");

    const musubi::Terms& terms = model.terms.front();
    CHECK(terms.content.form == musubi::ContractForm::StandardTerms);
    CHECK(terms.content.automatic_renewal == false);
    CHECK(terms.content.entrusts_personal_data == false);
    CHECK(terms.content.reason == "暗号化");
    CHECK(model.form(contract) == musubi::ContractForm::Negotiated);
    CHECK(model.renews_automatically(contract));

    const musubi::Contract& other = with_id(model, model.contracts, "k2");
    CHECK(other.kind == musubi::ContractKind::Coordination);
    CHECK(other.covers.empty());
    CHECK_FALSE(other.systems.has_value());
    REQUIRE(other.own->agreement);
    CHECK(other.own->agreement->components->all);
    CHECK_FALSE(other.own->agreement->risks->all);
    CHECK(names(model, other.own->agreement->risks->items) == Names{"r1"});
  }

  TEST_CASE("agreements") {
    const LoadedModel loaded = read_every_key();
    const Model& model = loaded.model;
    const musubi::Contract& contract = with_id(model, model.contracts, "hosp-a.k1");
    REQUIRE(contract.own->agreement);
    const musubi::Agreement& agreement = *contract.own->agreement;
    CHECK(agreement.date == day("2026-03-20"));
    REQUIRE(agreement.renewed.size() == 1);
    CHECK(agreement.renewed[0] == day("2026-08-20"));
    CHECK(agreement.common_understanding == true);
    CHECK(agreement.explicit_agreement == true);
    CHECK(agreement.responsibility_scope == true);
    CHECK_FALSE(agreement.components->all);
    CHECK(names(model, agreement.components->items) == Names{"emr", "paas-x"});
    CHECK(names(model, *agreement.unknown_components) == Names{"iaas-b"});
    using musubi::Phase;
    REQUIRE(agreement.phases);
    CHECK(std::ranges::equal(*agreement.phases, std::array{Phase::Operation, Phase::Development,
                                                           Phase::Incident, Phase::Termination}));
    REQUIRE(agreement.items);
    REQUIRE(agreement.items->size() == 3);
    CHECK((*agreement.items)[0].id == "domestic_law");
    CHECK((*agreement.items)[1].date == day("2026-02-01"));
    CHECK(texts(agreement.operations_rules) == Names{"エ", "サ"});
    REQUIRE(agreement.equipment);
    CHECK(agreement.equipment->distributed);
    CHECK(agreement.equipment->count == 12);
    CHECK(agreement.equipment->ledger == true);
    CHECK(agreement.equipment->place_of_use.ja == "院内");
    REQUIRE(agreement.evaluation);
    CHECK(agreement.evaluation->by == musubi::Evaluation::By::Independent);
    CHECK(agreement.guideline->mhlw == "7.0");
    CHECK(agreement.subentrustment->policy == musubi::Subentrustment::Policy::PriorConsent);
    CHECK(names(model, agreement.subentrustment->approved) == Names{"infra-b"});
    CHECK(agreement.risks->all);
    const std::string_view text = model.sources.text(contract.where.file);
    CHECK(text.substr(agreement.offset, agreement.end - agreement.offset).ends_with("\"all\"}"));
  }

  TEST_CASE("confirmations and disclosures") {
    const LoadedModel loaded = read_every_key();
    const Model& model = loaded.model;
    REQUIRE(model.assessments.size() == 2);
    const musubi::Assessment& first = model.assessments[0];
    CHECK(model.text(first.id) == "a1");
    CHECK_FALSE(model.find("a1").has_value());
    CHECK(model.id(first.service.id) == "iaas-b");
    CHECK_FALSE(first.organization.given());
    CHECK(first.date == day("2026-02-01"));
    CHECK(first.valid_until == day("2027-01-31"));
    CHECK(first.basis.size() == 7);
    CHECK(first.basis.back() == musubi::Basis::Certificate);
    CHECK(first.result == musubi::Assessment::Result::Accepted);
    CHECK(names(model, first.shared_with) == Names{"vendor-a", "net-x"});
    CHECK(model.id(model.assessments[1].organization.id) == "infra-b");
    REQUIRE(model.disclosures.size() == 2);
    CHECK(model.id(model.disclosures[0].by.id) == "hosp-a");
    CHECK_FALSE(model.disclosures[1].date.has_value());
  }

  TEST_CASE("risks, controls, requirements, changes, suppressions") {
    const LoadedModel loaded = read_every_key();
    const Model& model = loaded.model;
    REQUIRE(model.risks.size() == 1);
    const musubi::Risk& risk = model.risks[0];
    CHECK(names(model, *risk.includes) == Names{"paas-x"});
    CHECK(risk.level.impact == 3);
    CHECK(risk.treatment == musubi::Risk::Treatment::Transfer);  // "share"
    CHECK(risk.requirement == "e_document_act.authenticity");
    REQUIRE(risk.measures.size() == 2);
    CHECK(risk.measures[1].by == musubi::Measure::By::Customer);
    CHECK(risk.residual->likelihood == 1);
    CHECK(risk.considered_guideline->mhlw == "7");
    CHECK(risk.review_by == day("2027-04-30"));
    REQUIRE(model.risk_agreements.size() == 1);
    CHECK(model.risk_agreements[0].risk.id.index() == 0);
    CHECK(model.id(model.risk_agreements[0].with.id) == "hosp-a");
    REQUIRE(model.controls.size() == 1);
    CHECK(model.controls[0].control == "1.11-①-1");
    CHECK_FALSE(model.controls[0].adopted);
    CHECK(model.controls[0].reason == musubi::Control::Reason::Alternative);
    REQUIRE(model.requirements.size() == 2);
    CHECK(model.requirements[0].met == true);
    CHECK_FALSE(model.requirements[0].applicable.has_value());
    CHECK(model.requirements[1].applicable == false);
    REQUIRE(model.changes.size() == 1);
    CHECK(model.changes[0].kind == musubi::ChangeKind::ServiceChange);
    CHECK(model.changes[0].target.record == model.find("iaas-b"));
    CHECK(model.changes[0].told[0].date == day("2026-09-10"));
    REQUIRE(model.suppressions.size() == 2);
    CHECK(model.text(model.suppressions[0].subject) == "iaas-b");
    CHECK(model.text(model.suppressions[0].owes) == "infra-b");
    CHECK_FALSE(model.suppressions[1].owes.valid());
    CHECK(model.suppressions[1].expires == day("2027-03-31"));
  }

  TEST_CASE("a model can be moved, and still knows its records by their ids") {
    LoadedModel loaded = read_every_key();
    const Model model = std::move(loaded.model);
    for (const std::string_view id :
         {"hosp-a", "emr", "hosp-a-emr", "hosp-a.k1", "std-2026", "r1", "c1"}) {
      const auto record = model.find(id);
      REQUIRE(record);
      CHECK(model.text(model.record(*record).id) == id);
    }
    CHECK_FALSE(model.find("nobody").has_value());
    CHECK(model.sources.text(model.organizations[0].where.file).size() > 1000);
  }

  TEST_CASE("a language that is missing falls back to the other") {
    const LoadedModel loaded = musubi::read_model(
        {{"a",
          R"({"musubi": 1, "name": {"ja": "名前"}, "terms": [{"id": "t", "name": "both"}]})"}});
    CHECK(loaded.model.name.en == "名前");
    CHECK(loaded.model.terms[0].name.en == "both");
    CHECK(loaded.model.terms[0].name.ja == "both");
  }

  TEST_CASE("escapes in ids are the characters that they stand for") {
    const LoadedModel loaded =
        musubi::read_model({{"a", R"({"musubi": 1, "terms": [{"id": "\u304b\ud83d\ude00\/"}]})"}});
    CHECK(loaded.diagnostics.empty());
    CHECK(loaded.model.find("か😀/").has_value());
  }
}
