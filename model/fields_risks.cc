// The tables of what is on record about risks: confirmations, disclosures, risks, controls,
// requirements, changes, suppressions.
#include "model/field_binding.h"

namespace musubi::binding {
namespace {

constexpr Word kBases[] = {
    {"mds_sds", {"MDS/SDS", "医療情報セキュリティ開示書（MDS/SDS）"}, number(Basis::MdsSds)},
    {"disclosure_sheet",
     {"service specification conformity disclosure", "サービス仕様適合開示書"},
     number(Basis::DisclosureSheet)},
    {"questionnaire", {"questionnaire", "チェックシート等への回答"}, number(Basis::Questionnaire)},
    {"audit", {"audit", "監査"}, number(Basis::Audit)},
    {"report", {"report", "報告"}, number(Basis::Report)},
    {"published_reference",
     {"published reference", "公開されているリファレンス"},
     number(Basis::PublishedReference)},
    {"certificate", {"certificate", "認証の取得"}, number(Basis::Certificate)},
};
constexpr Word kResults[] = {
    {"accepted", {"accepted", "可"}, number(Assessment::Result::Accepted)},
    {"conditional",
     {"accepted on conditions", "条件付きで可"},
     number(Assessment::Result::Conditional)},
    {"rejected", {"rejected", "不可"}, number(Assessment::Result::Rejected)},
};
constexpr std::string_view kSubject[] = {"service", "organization"};

constexpr Field kAssessmentFields[] = {
    {"id", &kId<Assessment>, {"an id of its own, for comparisons", "比較のための識別子"}},
    {"assessor",
     &kReference<Member<&Assessment::assessor>, RecordKind::Organization>,
     {"who confirmed", "確認した組織"},
     true},
    {"service",
     &kReference<Member<&Assessment::service>, RecordKind::Service>,
     {"the service that was confirmed", "確認した構成要素"}},
    {"organization",
     &kReference<Member<&Assessment::organization>, RecordKind::Organization>,
     {"or the organization, for all its services", "または、すべての構成要素について確認した組織"}},
    {"date", &kDate<Member<&Assessment::date>>, {"when", "確認した日"}, true},
    {"valid_until",
     &kDate<Member<&Assessment::valid_until>>,
     {"the last day on which it is valid", "有効期間の末日"}},
    {"basis",
     &kList<Member<&Assessment::basis>, &kWord<Element<Basis>, kBases>, 1>,
     {"what it rests on; a certificate alone does not suffice (FAQ 4.2)",
      "確認の根拠（認証の取得だけでは足りません: FAQ 4.2）"},
     true},
    {"result",
     &kWord<Member<&Assessment::result>, kResults>,
     {"its result", "結果"},
     false,
     "\"accepted\""},
    {"shared_with",
     &kReferences<Member<&Assessment::shared_with>, 0, RecordKind::Organization>,
     {"organizations that were given it", "結果を共有した組織"}},
};
constexpr Definition kAssessment{
    "assessment",
    {"an organization confirmed the risk management of a service, or of all services of an "
     "organization (FAQ 2.1)",
     "リスクマネジメントの確認（FAQ 2.1）"},
    kAssessmentFields,
    kSubject};

constexpr Field kDisclosureFields[] = {
    {"id", &kId<Disclosure>, {"an id of its own, for comparisons", "比較のための識別子"}},
    {"service",
     &kReference<Member<&Disclosure::service>, RecordKind::Service>,
     {"the service about which facts were given", "情報提供の対象とする構成要素"}},
    {"organization",
     &kReference<Member<&Disclosure::organization>, RecordKind::Organization>,
     {"or the organization, for all its services", "または、すべての構成要素を対象とする組織"}},
    {"to",
     &kReference<Member<&Disclosure::to>, RecordKind::Organization>,
     {"to whom", "提供先"},
     true},
    {"by", &kReference<Member<&Disclosure::by>, RecordKind::Organization>, {"by whom", "提供元"}},
    {"date", &kDate<Member<&Disclosure::date>>, {"when", "提供した日"}},
    {"valid_until",
     &kDate<Member<&Disclosure::valid_until>>,
     {"the last day on which it is valid", "有効期間の末日"}},
};
constexpr Definition kDisclosure{"disclosure",
                                 {"facts about a service were given to an organization (FAQ 2.1)",
                                  "構成要素に関する情報提供（FAQ 2.1）"},
                                 kDisclosureFields,
                                 kSubject};

constexpr Word kTreatments[] = {
    {"reduce", {"reduction", "低減"}, number(Risk::Treatment::Reduce)},
    {"avoid", {"avoidance", "回避"}, number(Risk::Treatment::Avoid)},
    {"transfer", {"transfer", "移転"}, number(Risk::Treatment::Transfer)},
    {"retain", {"retention", "保有"}, number(Risk::Treatment::Retain)},
    {"share",
     {"sharing, read as transfer", "共有（移転として扱います）"},
     number(Risk::Treatment::Transfer)},
};
constexpr Word kMeasureBy[] = {
    {"supplier", {"the provider", "事業者"}, number(Measure::By::Supplier)},
    {"customer", {"the medical institution", "医療機関等"}, number(Measure::By::Customer)},
};

constexpr Field kMeasureFields[] = {
    {"title", &kName<Member<&Measure::title>>, {"what is done", "対策の内容"}},
    {"by",
     &kWord<Member<&Measure::by>, kMeasureBy>,
     {"by whom", "実施する者"},
     false,
     "\"supplier\""},
};
constexpr Definition kMeasure{
    "measure", {"a measure against a risk", "リスクへの対策"}, kMeasureFields};

constexpr Phrase kImpactDoc{"impact, 1 to 5", "影響度（1から5）"};
constexpr Phrase kLikelihoodDoc{"likelihood, 1 to 5", "顕在化率（1から5）"};
constexpr Field kLevelFields[] = {
    {"impact", &kInteger<Member<&RiskLevel::impact>, 1, 5>, kImpactDoc},
    {"likelihood", &kInteger<Member<&RiskLevel::likelihood>, 1, 5>, kLikelihoodDoc},
};
constexpr Definition kLevel{"risk_level", {"how large a risk is", "リスクレベル"}, kLevelFields};

constexpr Field kConsideredFields[] = {
    {"provider",
     &kCatalogueWord<Member<&Editions::provider>, Catalogue::ProviderEdition>,
     {"edition of the METI and MIC guideline for providers",
      "経済産業省・総務省の事業者向けガイドラインの版"}},
    {"mhlw",
     &kCatalogueWord<Member<&Editions::mhlw>, Catalogue::MhlwEdition>,
     {"edition of the Ministry of Health's guideline",
      "厚生労働省の医療情報システムの安全管理に関するガイドラインの版"}},
};
constexpr Definition kConsidered{
    "editions", {"editions of the guidelines", "ガイドラインの版"}, kConsideredFields};

constexpr Field kRiskFields[] = {
    {"id",
     &kId<Risk>,
     {"the id by which others name it", "他の記録から参照するための識別子"},
     true},
    {"owner",
     &kReference<Member<&Risk::owner>, RecordKind::Organization>,
     {"whose risk management it belongs to", "リスクマネジメントを行う組織"},
     true},
    {"service",
     &kReference<Member<&Risk::service>, RecordKind::Service>,
     {"the service that it is about", "対象とする構成要素"},
     true},
    {"includes",
     &kReferences<Member<&Risk::includes>, 0, RecordKind::Service>,
     {"other services that it takes in", "あわせて対象に含めた構成要素"}},
    {"title", &kName<Member<&Risk::title>>, {"what may happen", "リスクの内容"}},
    {"impact", &kInteger<Member<&Risk::level, &RiskLevel::impact>, 1, 5>, kImpactDoc},
    {"likelihood", &kInteger<Member<&Risk::level, &RiskLevel::likelihood>, 1, 5>, kLikelihoodDoc},
    {"treatment",
     &kWord<Member<&Risk::treatment>, kTreatments>,
     {"how it is treated (FAQ 5.1)", "リスク対応（FAQ 5.1）"},
     true},
    {"reason",
     &kString<Member<&Risk::reason>>,
     {"why this treatment was chosen", "この対応を選択した理由"}},
    {"requirement",
     &kCatalogueWord<Member<&Risk::requirement>, Catalogue::Requirement>,
     {"the statutory requirement that it is about, if any (FAQ 7)",
      "関係する制度上の要求事項（FAQ 7）"}},
    {"measures",
     &kList<Member<&Risk::measures>, &kObject<Element<Measure>, kMeasure>>,
     {"what is done about it", "対策"}},
    {"residual",
     &kObject<Member<&Risk::residual>, kLevel>,
     {"residual risk, what is left after treatment (FAQ 5.2)", "残存するリスク（FAQ 5.2）"}},
    {"considered_guideline",
     &kObject<Member<&Risk::considered_guideline>, kConsidered>,
     {"the editions that were considered (FAQ 5.4)", "考慮したガイドラインの版（FAQ 5.4）"}},
    {"reviewed",
     &kDate<Member<&Risk::reviewed>>,
     {"when it was last reviewed", "直近の見直しの日"}},
    {"changed", &kDate<Member<&Risk::changed>>, {"when it last changed", "直近の変更の日"}},
    {"review_by",
     &kDate<Member<&Risk::review_by>>,
     {"by when it has to be reviewed", "次の見直しの期限"}},
};
constexpr Definition kRisk{
    "risk", {"a risk and its treatment (FAQ 5)", "リスクとその対応（FAQ 5）"}, kRiskFields};

constexpr Field kRiskAgreementFields[] = {
    {"id", &kId<RiskAgreement>, {"an id of its own, for comparisons", "比較のための識別子"}},
    {"risk",
     &kReference<Member<&RiskAgreement::risk>, RecordKind::Risk>,
     {"the risk", "リスク"},
     true},
    {"with",
     &kReference<Member<&RiskAgreement::with>, RecordKind::Organization>,
     {"with whom it was agreed", "合意した相手"},
     true},
    {"date", &kDate<Member<&RiskAgreement::date>>, {"when", "合意した日"}},
};
constexpr Definition kRiskAgreement{
    "risk_agreement",
    {"a risk and its treatment were agreed with somebody (FAQ 5.1, 5.2)",
     "リスクとその対応についての合意（FAQ 5.1、5.2）"},
    kRiskAgreementFields};

constexpr Word kReasons[] = {
    {"not_applicable", {"not applicable", "該当しない"}, number(Control::Reason::NotApplicable)},
    {"alternative",
     {"an alternative measure is taken", "代替措置を実施している"},
     number(Control::Reason::Alternative)},
    {"other", {"another rational reason", "その他の合理的な理由"}, number(Control::Reason::Other)},
};
constexpr Field kControlFields[] = {
    {"id", &kId<Control>, {"an id of its own, for comparisons", "比較のための識別子"}},
    {"service",
     &kReference<Member<&Control::service>, RecordKind::Service>,
     {"the service", "構成要素"},
     true},
    {"control",
     &kString<Member<&Control::control>>,
     {"the control of annex 2, such as 1.11-①-1", "別紙2の対策項目（1.11-①-1など）"},
     true},
    {"adopted",
     &kBoolean<Member<&Control::adopted>>,
     {"whether it is adopted", "採用しているかどうか"},
     true},
    {"reason",
     &kWord<Member<&Control::reason>, kReasons>,
     {"why it is not adopted (FAQ 5.3)", "採用しない理由（FAQ 5.3）"}},
    {"alternative",
     &kString<Member<&Control::alternative>>,
     {"the alternative measure", "代替措置の内容"}},
    {"text", &kString<Member<&Control::text>>, {"the reason in words", "理由の説明"}},
};
constexpr Definition kControl{
    "control",
    {"whether a control of annex 2 is adopted (FAQ 5.3)", "別紙2の対策項目の採否（FAQ 5.3）"},
    kControlFields};

constexpr Field kRequirementFields[] = {
    {"id", &kId<Requirement>, {"an id of its own, for comparisons", "比較のための識別子"}},
    {"service",
     &kReference<Member<&Requirement::service>, RecordKind::Service>,
     {"the service", "構成要素"},
     true},
    {"requirement",
     &kCatalogueWord<Member<&Requirement::requirement>, Catalogue::Requirement>,
     {"the statutory requirement", "制度上の要求事項"},
     true},
    {"met", &kBoolean<Member<&Requirement::met>>, {"whether it is met", "満たしているかどうか"}},
    {"applicable",
     &kBoolean<Member<&Requirement::applicable>>,
     {"whether it applies; false needs a reason",
      "適用されるかどうか（falseの場合は理由が必要です）"},
     false,
     "true"},
    {"evidence",
     &kString<Member<&Requirement::evidence>>,
     {"what shows that it is met", "満たしていることの根拠"}},
    {"reason",
     &kString<Member<&Requirement::reason>>,
     {"why it does not apply", "適用されない理由"}},
};
constexpr Definition kRequirement{"requirement",
                                  {"whether a service meets a statutory requirement (FAQ 7)",
                                   "制度上の要求事項への対応（FAQ 7）"},
                                  kRequirementFields};

constexpr Word kChangeKinds[] = {
    {"service_change",
     {"change of the service", "サービスの変更"},
     number(ChangeKind::ServiceChange)},
    {"contract_change",
     {"change of the contract", "契約の変更"},
     number(ChangeKind::ContractChange)},
    {"termination", {"end", "終了"}, number(ChangeKind::Termination)},
    {"incident", {"incident", "インシデント"}, number(ChangeKind::Incident)},
    {"outage", {"outage", "停止"}, number(ChangeKind::Outage)},
};
constexpr Field kToldFields[] = {
    {"organization",
     &kReference<Member<&Told::organization>, RecordKind::Organization>,
     {"who was told", "通知を受けた組織"},
     true},
    {"date", &kDate<Member<&Told::date>>, {"when", "通知を受けた日"}},
};
constexpr Definition kTold{"told", {"somebody was told of a change", "変更の通知"}, kToldFields};

constexpr Field kChangeFields[] = {
    {"id",
     &kId<Change>,
     {"the id by which others name it", "他の記録から参照するための識別子"},
     true},
    {"target",
     &kReference<Member<&Change::target>, RecordKind::Service, RecordKind::Contract,
                 RecordKind::Organization>,
     {"the service, contract or organization that changes", "変更される構成要素、契約または組織"},
     true},
    {"kind", &kWord<Member<&Change::kind>, kChangeKinds>, {"its kind", "種別"}, true},
    {"systems",
     &kReferences<Member<&Change::systems>, 0, RecordKind::System>,
     {"the systems in which it takes place; all where absent",
      "変更の対象とするシステム（省略するとすべて）"}},
    {"announced", &kDate<Member<&Change::announced>>, {"when it was announced", "公表した日"}},
    {"effective", &kDate<Member<&Change::effective>>, {"when it takes effect", "実施する日"}},
    {"told",
     &kList<Member<&Change::told>, &kObject<Element<Told>, kTold>>,
     {"who was told, and when", "通知の記録"}},
};
constexpr Definition kChange{
    "change",
    {"a change, planned or past (FAQ 2.1)", "予定している、または実施した変更（FAQ 2.1）"},
    kChangeFields};

constexpr Field kPlannedChangeFields[] = {
    {"target",
     &kReference<Member<&Change::target>, RecordKind::Service, RecordKind::Contract,
                 RecordKind::Organization>,
     {"the service, contract or organization that changes", "変更される構成要素、契約または組織"},
     true},
    {"kind",
     &kWord<Member<&Change::kind>, kChangeKinds>,
     {"its kind", "種別"},
     false,
     "\"service_change\""},
    {"on", &kDate<Member<&Change::effective>>, {"when it takes effect", "実施する日"}},
    {"systems",
     &kReferences<Member<&Change::systems>, 0, RecordKind::System>,
     {"the systems in which it takes place; all where absent",
      "変更の対象とするシステム（省略するとすべて）"}},
};
constexpr Definition kPlannedChange{"planned_change",
                                    {"a change to look at (FAQ 2.1)", "検討する変更（FAQ 2.1）"},
                                    kPlannedChangeFields};

constexpr Shape kSuppressed{.kind = Kind::Reference,
                            .targets = kNamedRecords,
                            .binding = {.store = store<Member<&Suppression::subject>>}};
constexpr Word kAnybody[] = {{"*", {"whoever it is", "すべての組織"}}};
constexpr Shape kSuppressedOwes{.kind = Kind::Reference,
                                .words = kAnybody,
                                .targets = RecordKinds(RecordKind::Organization),
                                .binding = {.store = store<Member<&Suppression::owes>>}};

constexpr Field kSuppressionFields[] = {
    {"id", &kId<Suppression>, {"an id of its own, for comparisons", "比較のための識別子"}},
    {"rule", &kString<Member<&Suppression::rule>>, {"the rule", "規則"}, true},
    {"subject", &kSuppressed, {"what the finding is about", "指摘事項の対象"}, true},
    {"owes",
     &kSuppressedOwes,
     {"who has to act, or * for anybody", "対応する者（*はすべての組織）"},
     true},
    {"reason",
     &kString<Member<&Suppression::reason>>,
     {"why it is set aside", "抑制する理由"},
     true},
    {"by", &kString<Member<&Suppression::by>>, {"who decided so", "判断した者"}},
    {"expires",
     &kDate<Member<&Suppression::expires>>,
     {"the last day on which it counts", "効力の末日"},
     true},
};
constexpr Definition kSuppression{
    "suppression",
    {"a finding that is set aside until a day", "期限を定めて抑制する指摘事項"},
    kSuppressionFields};

}  // namespace
}  // namespace musubi::binding

namespace musubi {

constexpr Shape kAssessmentShape =
    binding::kRecord<&Model::assessments, RecordKind::Assessment, binding::kAssessment>;
constexpr Shape kDisclosureShape =
    binding::kRecord<&Model::disclosures, RecordKind::Disclosure, binding::kDisclosure>;
constexpr Shape kRiskShape = binding::kRecord<&Model::risks, RecordKind::Risk, binding::kRisk>;
constexpr Shape kRiskAgreementShape =
    binding::kRecord<&Model::risk_agreements, RecordKind::RiskAgreement, binding::kRiskAgreement>;
constexpr Shape kControlShape =
    binding::kRecord<&Model::controls, RecordKind::Control, binding::kControl>;
constexpr Shape kRequirementShape =
    binding::kRecord<&Model::requirements, RecordKind::Requirement, binding::kRequirement>;
constexpr Shape kChangeShape =
    binding::kRecord<&Model::changes, RecordKind::Change, binding::kChange>;
constexpr Shape kPlannedChangeShape =
    binding::kObject<binding::RowOf<Change>, binding::kPlannedChange>;
constexpr Shape kSuppressionShape =
    binding::kRecord<&Model::suppressions, RecordKind::Suppression, binding::kSuppression>;

}  // namespace musubi
