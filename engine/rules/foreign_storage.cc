#include <array>
#include <string>
#include <utility>
#include <vector>

#include "engine/rules/contracts.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 2> kSources{"FAQ 4.1", "APPI 28"};
constexpr std::array kModalities{Modality::Should};
constexpr std::array kKeys{StatedKey::Locations};

std::vector<std::string> foreign_locations(const Service& service) {
  std::vector<std::string> foreign;
  for (const String& location : *service.locations) {
    if (location != "JP") foreign.push_back(location.str());
  }
  return foreign;
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  for (const Fact& fact : context.agreed.abroad) {
    const Service& service = model[fact.service];
    std::vector<std::string> locations = foreign_locations(service);
    std::vector<Text> words;
    for (const std::string& location : locations) words.push_back({location, location});
    Finding finding = make_finding(kForeignStorage, {.modality = Modality::Should,
                                                     .subject = service.id,
                                                     .owes = model[fact.owes].id,
                                                     .counterparty = model[fact.counterparty].id,
                                                     .where = service.where,
                                                     .blanks = {{"locations", joined(words)}}});
    finding.systems = fact.systems;
    finding.witness = fact.witness;
    finding.details = {{.key = "locations", .values = std::move(locations), .number = {}}};
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule kForeignStorage{
    .id = "foreign-storage",
    .group = RuleGroup::Agreement,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .summary = {"medical information kept abroad, without a word on domestic law",
                "国外に保存される医療情報について、国内法の適用に関する情報提供の記録がない"},
    .fires_when = {"a component that handles medical information keeps it in a place outside "
                   "Japan, and no agreement with the institution that leads there has the item on "
                   "the application of domestic law",
                   "医療情報を取り扱う構成要素の保存場所に日本国外が含まれるのに、これに至る医療機"
                   "関等との合意に、国内法の適用に関する項目の記録がない"},
    .rationale = {"Whether domestic law applies to the equipment that holds the information is one "
                  "of the items that an institution confirms when it selects a provider (table 4-1 "
                  "①). Where personal data come into the hands of somebody in a foreign country, "
                  "APPI art. 28 can apply as well. Records do not tell whether it does.",
                  "情報を保存する情報機器等に国内法が適用されることは、医療機関等が事業者の選定時に"
                  "確認する項目の一つです（表4-1 "
                  "①）。外国にある第三者への提供に当たる場合は個人情報保護法28条も関係しますが、こ"
                  "れに当たるかどうかは記録からは判断できません。"},
    .message =
        {"That {owes} informed {counterparty} on the application of domestic law is not on record, "
         "though {subject} keeps medical information outside Japan ({locations}).",
         "「{subject}」の保存場所には日本国外（{locations}）が含まれますが、国内法の適用について{"
         "owes}が{counterparty}に情報提供した記録がありません。"},
    .remedy = {"{owes}: keep the information in Japan, or inform {counterparty} on the application "
               "of domestic law and put the item `domestic_law` on record in the agreement.",
               "{owes}は、国内に保存するか、国内法の適用について{counterparty}に情報提供し、項目`"
               "domestic_law`を合意に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
