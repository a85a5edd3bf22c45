// The table of a whole file, and the way into the tables.
#include "model/fields.h"

#include <algorithm>
#include <array>

#include "model/field_binding.h"

namespace musubi::binding {
namespace {

// What counts in files named on the command line only comes with its place.
constexpr Shape kModelName{.kind = Kind::Name,
                           .fields = kNameFields,
                           .binding = {.store =
                                           [](void* owner, const Value& value) {
                                             auto& document = *static_cast<Document*>(owner);
                                             document.name_at = value.where;
                                             Assign::to(document.name, value);
                                           },
                                       .open = [](void* owner, const Opening& opening) -> void* {
                                         auto& document = *static_cast<Document*>(owner);
                                         document.name_at = opening.where;
                                         return &document.name;
                                       },
                                       .close = close_name}};

constexpr Field kEntryFields[] = {
    {"id", &kString<Member<&CatalogueEntry::id>>, {"the new word", "追加する語"}, true},
    {"title", &kName<Member<&CatalogueEntry::title>>, {"what it means", "その意味"}},
};
constexpr Definition kEntry{"catalogue_entry",
                            {"a word that a model adds to a catalogue", "カタログに追加する語"},
                            kEntryFields};
constexpr Shape kShortEntry = kString<Element<CatalogueEntry>>;
constexpr Shape kLongEntry = kObject<Element<CatalogueEntry>, kEntry>;
constexpr const Shape* kEntryForms[] = {&kShortEntry, &kLongEntry};
constexpr Shape kAnyEntry{.kind = Kind::Union, .alternatives = kEntryForms};

constexpr Field kGuidelineFields[] = {
    {"provider",
     &kCatalogueWord<Member<&Guideline::editions, &Editions::provider>, Catalogue::ProviderEdition>,
     {"edition of the METI and MIC guideline for providers that applies",
      "適用する事業者向けガイドライン（経済産業省・総務省）の版"}},
    {"mhlw",
     &kCatalogueWord<Member<&Guideline::editions, &Editions::mhlw>, Catalogue::MhlwEdition>,
     {"edition of the Ministry of Health's guideline that applies",
      "適用する厚生労働省のガイドラインの版"}},
    {"items",
     &kList<Member<&Guideline::items>, &kAnyEntry>,
     {"more items of table 4-1", "追加する表4-1の項目"}},
    {"operations_rules",
     &kList<Member<&Guideline::operations_rules>, &kAnyEntry>,
     {"more operations management rules", "追加する運用管理規程の項目"}},
    {"requirements",
     &kList<Member<&Guideline::requirements>, &kAnyEntry>,
     {"more statutory requirements", "追加する制度上の要求事項"}},
};
constexpr Shape kGuideline{.kind = Kind::Object,
                           .name = "guideline",
                           .doc = {"the editions that apply, and additions to the catalogues",
                                   "適用するガイドラインの版と、カタログへの追加"},
                           .fields = kGuidelineFields,
                           .binding = {.open = [](void* owner, const Opening& opening) -> void* {
                             auto& document = *static_cast<Document*>(owner);
                             document.guideline_at = opening.where;
                             return &document.guideline;
                           }}};

constexpr Word kRuleLevels[] = {
    {"off", {"switched off", "無効"}, number(RuleLevel::Off)},
    {"note", {"for information", "参考"}, number(RuleLevel::Note)},
    {"warning", {"recommended", "推奨"}, number(RuleLevel::Warning)},
    {"error", {"required", "必須"}, number(RuleLevel::Error)},
};
constexpr Shape kRuleLevel{.kind = Kind::Word,
                           .words = kRuleLevels,
                           .binding = {.store = [](void* owner, const Value& value) {
                             LevelSetting& made = Element<LevelSetting>::get(owner, *value.arena);
                             made.of = value.arena->show(value.key);
                             made.level = static_cast<RuleLevel>(value.word);
                           }}};
constexpr Shape kRules{.kind = Kind::Map,
                       .element = &kRuleLevel,
                       .binding = {.open = open_list<Member<&Policy::rules>>,
                                   .close = [](void* opened, std::uint32_t /*end*/) {
                                     std::ranges::sort(
                                         static_cast<ListInMaking*>(opened)->finish<LevelSetting>(),
                                         {}, &LevelSetting::of);
                                   }}};

constexpr Field kPolicyFields[] = {
    {"assessment_valid_months",
     &kInteger<Member<&Policy::assessment_valid_months>, 1, 1200>,
     {"how long a confirmation without valid_until is valid; for ever where absent",
      "valid_untilのない確認を有効とする月数（省略すると期限なし）"}},
    {"expiring_within_days",
     &kInteger<Member<&Policy::expiring_within_days>, 0, 36'500>,
     {"how many days ahead an end is reported", "何日先までの期限を知らせるか"},
     false,
     "90"},
    {"edition_grace_months",
     &kInteger<Member<&Policy::edition_grace_months>, 0, 1200>,
     {"how many months a new edition of the guideline may take",
      "ガイドラインの改定後、新しい版への対応を猶予する月数"},
     false,
     "0"},
    {"duties",
     &kList<Member<&Policy::duties>, &kString<Element<String>>>,
     {"the duties that have to be divided, instead of the built-in ones",
      "分担を定めるべき役割（組込みの一覧に代わるもの）"}},
    {"rules",
     &kRules,
     {"the level of a rule, or of a group (agreement/*)",
      "規則またはグループ（agreement/*など）の段階（必須・推奨・参考、または無効）"}},
};
constexpr Shape kPolicy{.kind = Kind::Object,
                        .name = "policy",
                        .doc = {"how this model is to be judged", "判定の方針"},
                        .fields = kPolicyFields,
                        .binding = {.open = [](void* owner, const Opening& opening) -> void* {
                          auto& document = *static_cast<Document*>(owner);
                          document.policy_at = opening.where;
                          return &document.policy;
                        }}};

template <auto Records, const Shape& Of>
constexpr Shape kTable{
    .kind = Kind::Array, .element = &Of, .binding = bind_list<TableOf<Records>>()};

constexpr Shape kUnread{};
constexpr Shape kVersion{.kind = Kind::Integer, .minimum = 1, .maximum = 1};

constexpr Field kDocumentFields[] = {
    {"$schema",
     &kUnread,
     {"where an editor finds the JSON Schema", "JSON Schemaの場所（エディター用）"}},
    {"musubi", &kVersion, {"the version of the format", "形式の版"}, true},
    {"name", &kModelName, {"what the model is called", "モデルの名称"}},
    {"as_of",
     &kDate<Member<&Document::as_of>>,
     {"the date of which everything is evaluated; today unless stated",
      "評価の基準日（省略すると本日）"}},
    {"include",
     &kList<Member<&Document::includes>, &kString<Element<Include>>>,
     {"other files of the model, relative to this one",
      "取り込むファイル（このファイルからの相対パス）"}},
    {"guideline",
     &kGuideline,
     {"the editions that apply, and additions to the catalogues",
      "適用するガイドラインの版と、カタログへの追加"}},
    {"policy", &kPolicy, {"how this model is to be judged", "判定の方針"}},
    {"organizations",
     &kTable<&Model::organizations, kOrganizationShape>,
     {"organizations", "組織"}},
    {"services", &kTable<&Model::services, kServiceShape>, {"components", "構成要素"}},
    {"systems", &kTable<&Model::systems, kSystemShape>, {"systems", "医療情報システム"}},
    {"terms",
     &kTable<&Model::terms, kTermsShape>,
     {"content that contracts share", "契約に共通する内容"}},
    {"contracts", &kTable<&Model::contracts, kContractShape>, {"contracts", "契約"}},
    {"assessments",
     &kTable<&Model::assessments, kAssessmentShape>,
     {"confirmations of risk management", "リスクマネジメントの確認"}},
    {"disclosures",
     &kTable<&Model::disclosures, kDisclosureShape>,
     {"facts that were given about services", "構成要素に関する情報提供"}},
    {"risks", &kTable<&Model::risks, kRiskShape>, {"risks", "リスク"}},
    {"risk_agreements",
     &kTable<&Model::risk_agreements, kRiskAgreementShape>,
     {"agreements on risks", "リスクについての合意"}},
    {"controls",
     &kTable<&Model::controls, kControlShape>,
     {"controls of annex 2", "別紙2の対策項目"}},
    {"requirements",
     &kTable<&Model::requirements, kRequirementShape>,
     {"statutory requirements", "制度上の要求事項"}},
    {"changes", &kTable<&Model::changes, kChangeShape>, {"changes", "変更"}},
    {"suppressions",
     &kTable<&Model::suppressions, kSuppressionShape>,
     {"findings that are set aside", "抑制する指摘事項"}},
};
constexpr Shape kDocument{.kind = Kind::Object,
                          .name = "model",
                          .doc = {"a model file", "モデルファイル"},
                          .fields = kDocumentFields};

constexpr Field kPlannedFields[] = {
    {"$schema", &kUnread, {"an address that is not read", "読み込まれないアドレス"}},
    {"musubi", &kVersion, {"the version of the format", "形式の版"}, true},
    {"changes",
     &kList<TableOf<&Model::planned>, &kPlannedChangeShape>,
     {"the changes to look at", "検討する変更"},
     true},
};
constexpr Shape kPlanned{.kind = Kind::Object,
                         .name = "planned_changes",
                         .doc = {"a file of planned changes", "変更計画のファイル"},
                         .fields = kPlannedFields};

// Read for every object; only records keep what `stated` says.
constexpr Shape kRemark{.kind = Kind::Name, .fields = kNameFields};
constexpr Shape kStated{.kind = Kind::Boolean};
constexpr Field kCommonFields[] = {
    {"note", &kRemark, {"a remark", "備考"}},
    {"source", &kRemark, {"where the fact comes from", "出典"}},
    {"stated",
     &kStated,
     {"false: inferred, not stated by anybody", "falseの場合、明示された事実ではなく推定です"},
     false,
     "true"},
};

constexpr std::string_view kReservedKeys[] = {"active", "at_least", "flows", "standby"};

struct RecordTable {
  std::string_view key;
  const Shape* shape;
};
// By RecordKind.
constexpr std::array<RecordTable, kRecordKindCount> kRecordTables = {{
    {"organizations", &kOrganizationShape},
    {"services", &kServiceShape},
    {"systems", &kSystemShape},
    {"terms", &kTermsShape},
    {"contracts", &kContractShape},
    {"assessments", &kAssessmentShape},
    {"disclosures", &kDisclosureShape},
    {"risks", &kRiskShape},
    {"risk_agreements", &kRiskAgreementShape},
    {"controls", &kControlShape},
    {"requirements", &kRequirementShape},
    {"changes", &kChangeShape},
    {"suppressions", &kSuppressionShape},
}};

}  // namespace
}  // namespace musubi::binding

namespace musubi {

const Shape& document_shape() { return binding::kDocument; }

const Shape& planned_shape() { return binding::kPlanned; }

const Shape& record_shape(RecordKind kind) {
  return *binding::kRecordTables[static_cast<std::size_t>(kind)].shape;
}

std::string_view table_key(RecordKind kind) {
  return binding::kRecordTables[static_cast<std::size_t>(kind)].key;
}

std::span<const Field> common_fields() { return binding::kCommonFields; }

std::span<const std::string_view> reserved_keys() { return binding::kReservedKeys; }

const Field* find_field(const Shape& object, std::string_view key) {
  for (const std::span<const Field> fields : {object.fields, common_fields()}) {
    const auto found = std::ranges::find(fields, key, &Field::key);
    if (found != fields.end()) return &*found;
  }
  return nullptr;
}

}  // namespace musubi
