// The tables of terms and contracts, and of what is agreed in them.
#include "model/field_binding.h"

namespace musubi::binding {
namespace {

constexpr int kLongestPeriod = 100'000;  // days or hours

// A period is a number, or an object with the number and what the contract says in words. `notice`
// and `relay` have one key for each kind of change.
template <ChangeKind Of>
struct NewPeriod {
  static Period& get(void* owner, Arena& arena) {
    Period& made = arena.append(static_cast<Periods*>(owner)->periods);
    made.kind = Of;
    return made;
  }
};

constexpr Shape kLength = kInteger<Member<&Period::length>, 0, kLongestPeriod>;
constexpr Shape kAsWritten = kName<Member<&Period::as_written>>;
constexpr Phrase kAsWrittenDoc{"what the contract says in its own words", "契約書での表現"};

constexpr Field kDaysFields[] = {
    {"days", &kLength, {"days before", "事前の日数"}, true},
    {"as_written", &kAsWritten, kAsWrittenDoc},
};
constexpr Field kHoursFields[] = {
    {"hours", &kLength, {"hours after", "事後の時間数"}, true},
    {"as_written", &kAsWritten, kAsWrittenDoc},
};
constexpr Definition kDays{
    "period_in_days", {"days before a change", "変更の何日前か"}, kDaysFields};
constexpr Definition kHours{"period_in_hours",
                            {"hours after an incident", "インシデントの発生から何時間以内か"},
                            kHoursFields};

template <ChangeKind Of, const Definition& Unit>
struct PeriodForms {
  static constexpr Shape kShort = kInteger<NewPeriod<Of>, 0, kLongestPeriod>;
  static constexpr Shape kLong = kObject<NewPeriod<Of>, Unit>;
  static constexpr const Shape* kForms[] = {&kShort, &kLong};
  static constexpr Shape kShape{.kind = Kind::Union, .alternatives = kForms};
};

constexpr Field kNoticeFields[] = {
    {"service_change",
     &PeriodForms<ChangeKind::ServiceChange, kDays>::kShape,
     {"days before a change of the service", "サービスの変更の何日前か"}},
    {"contract_change",
     &PeriodForms<ChangeKind::ContractChange, kDays>::kShape,
     {"days before a change of the contract", "契約の変更の何日前か"}},
    {"termination",
     &PeriodForms<ChangeKind::Termination, kDays>::kShape,
     {"days before the end", "終了の何日前か"}},
    {"incident",
     &PeriodForms<ChangeKind::Incident, kHours>::kShape,
     {"hours after an incident or an outage", "インシデントや停止の発生から何時間以内か"}},
};
constexpr Definition kNotice{
    "notice",
    {"how long before a change, or how soon after an incident, somebody is told",
     "変更の何日前まで、またはインシデントの発生から何時間以内に伝えるか"},
    kNoticeFields};

constexpr Word kDutyWords[] = {
    {"customer", {"the customer", "顧客"}, number(DutyAssignment::Who::Customer)},
    {"supplier", {"the supplier", "供給者"}, number(DutyAssignment::Who::Supplier)},
    {"shared", {"both", "双方"}, number(DutyAssignment::Who::Shared)},
    {"not_applicable",
     {"not applicable", "該当しない"},
     number(DutyAssignment::Who::NotApplicable)},
};
constexpr Shape kDuty{.kind = Kind::Reference,
                      .words = kDutyWords,
                      .targets = RecordKinds(RecordKind::Organization),
                      .binding = {.store = store<Element<DutyAssignment>>}};

template <class Accessor>
constexpr Shape kDuties{.kind = Kind::Map,
                        .catalogue = Catalogue::Duty,
                        .keyed = true,
                        .element = &kDuty,
                        .binding = bind_list<Accessor>()};

constexpr Word kAllProcured[] = {
    {"all_procured", {"all that the supplier procured", "供給者が調達したものすべて"}}};
constexpr Word kAll[] = {{"all", {"all", "すべて"}}};

/// A list of references, or the word for all of them.
template <class Accessor, auto& Words, RecordKind Target>
struct SelectionForms {
  static constexpr Shape kShort = kWord<Accessor, Words>;
  static constexpr Shape kLong = kReferences<Accessor, 0, Target>;
  static constexpr const Shape* kForms[] = {&kShort, &kLong};
  static constexpr Shape kShape{.kind = Kind::Union, .alternatives = kForms};
};

constexpr Word kPhases[] = {
    {"development", {"development", "開発"}, number(Phase::Development)},
    {"operation", {"operation", "運用"}, number(Phase::Operation)},
    {"incident", {"crisis response", "危機管理対応時"}, number(Phase::Incident)},
    {"termination", {"end of the contract", "契約終了"}, number(Phase::Termination)},
};

constexpr Field kItemFields[] = {
    {"id",
     &kCatalogueWord<Member<&AgreementItem::id>, Catalogue::Item>,
     {"the item of table 4-1", "表4-1の項目"},
     true},
    {"date", &kDate<Member<&AgreementItem::date>>, {"when it was given", "提供した日"}},
};
constexpr Definition kItem{"agreement_item",
                           {"an item of table 4-1 that was provided", "提供した表4-1の項目"},
                           kItemFields};
constexpr Shape kShortItem = kCatalogueWord<Element<AgreementItem>, Catalogue::Item>;
constexpr Shape kLongItem = kObject<Element<AgreementItem>, kItem>;
constexpr const Shape* kItemForms[] = {&kShortItem, &kLongItem};
constexpr Shape kAnyItem{.kind = Kind::Union, .alternatives = kItemForms};

constexpr Field kEquipmentFields[] = {
    {"distributed",
     &kBoolean<Member<&Equipment::distributed>>,
     {"whether devices are distributed to users", "機器等を利用者に配布するかどうか"},
     false,
     "false"},
    {"count", &kInteger<Member<&Equipment::count>, 0, 1'000'000'000>, {"how many", "台数"}},
    {"ledger",
     &kBoolean<Member<&Equipment::ledger>>,
     {"whether a ledger is kept", "管理台帳があるかどうか"}},
    {"place_of_use", &kName<Member<&Equipment::place_of_use>>, {"where they are used", "利用場所"}},
};
constexpr Definition kEquipment{
    "equipment",
    {"devices that are handed out (FAQ 6.1)", "配布する機器等（FAQ 6.1）"},
    kEquipmentFields};

constexpr Word kEvaluators[] = {
    {"self", {"by the provider itself", "事業者自身"}, number(Evaluation::By::Self)},
    {"independent",
     {"by an independent unit", "独立した部門"},
     number(Evaluation::By::Independent)},
    {"third_party", {"by a third party", "第三者"}, number(Evaluation::By::ThirdParty)},
};
constexpr Field kEvaluationFields[] = {
    {"date", &kDate<Member<&Evaluation::date>>, {"when", "評価した日"}},
    {"by",
     &kWord<Member<&Evaluation::by>, kEvaluators>,
     {"by whom", "評価した者"},
     false,
     "\"self\""},
};
constexpr Definition kEvaluation{
    "evaluation",
    {"the provider's evaluation of its security management (FAQ 4)", "安全管理に係る評価（FAQ 4）"},
    kEvaluationFields};

constexpr Field kEditionsFields[] = {
    {"provider",
     &kCatalogueWord<Member<&Editions::provider>, Catalogue::ProviderEdition>,
     {"edition of the METI and MIC guideline for providers",
      "経済産業省・総務省の事業者向けガイドラインの版"}},
    {"mhlw",
     &kCatalogueWord<Member<&Editions::mhlw>, Catalogue::MhlwEdition>,
     {"edition of the Ministry of Health's guideline",
      "厚生労働省の医療情報システムの安全管理に関するガイドラインの版"}},
};
constexpr Definition kEditions{
    "editions", {"editions of the guidelines", "ガイドラインの版"}, kEditionsFields};

constexpr Word kSubentrustmentPolicies[] = {
    {"prohibited", {"prohibited", "禁止"}, number(Subentrustment::Policy::Prohibited)},
    {"prior_consent",
     {"with prior consent", "事前の同意が必要"},
     number(Subentrustment::Policy::PriorConsent)},
    {"prior_notice",
     {"with prior notice", "事前の通知が必要"},
     number(Subentrustment::Policy::PriorNotice)},
    {"free", {"free", "制限なし"}, number(Subentrustment::Policy::Free)},
};
constexpr Field kSubentrustmentFields[] = {
    {"policy",
     &kWord<Member<&Subentrustment::policy>, kSubentrustmentPolicies>,
     {"on what terms sub-entrustment is allowed", "再委託を認める条件"}},
    {"approved",
     &kReferences<Member<&Subentrustment::approved>, 0, RecordKind::Organization>,
     {"the parties that are approved for it", "承認済みの再委託先"}},
};
constexpr Definition kSubentrustment{
    "subentrustment",
    {"sub-entrustment (APPI 25)", "再委託（個人情報保護法第25条）"},
    kSubentrustmentFields};

constexpr Field kAgreementFields[] = {
    {"date", &kDate<Member<&Agreement::date>>, {"when it was agreed", "合意した日"}},
    {"renewed",
     &kList<Member<&Agreement::renewed>, &kDate<Element<Date>>>,
     {"when it was agreed again", "再合意した日"}},
    {"common_understanding",
     &kBoolean<Member<&Agreement::common_understanding>>,
     {"whether common understanding was formed", "共通理解を形成したかどうか"}},
    {"explicit",
     &kBoolean<Member<&Agreement::explicit_agreement>>,
     {"whether explicit agreement was formed", "明示的な合意を形成したかどうか"}},
    {"responsibility_scope",
     &kBoolean<Member<&Agreement::responsibility_scope>>,
     {"whether the scope of responsibility was made clear", "責任の範囲を明確にしたかどうか"}},
    {"components",
     &SelectionForms<Member<&Agreement::components>, kAllProcured, RecordKind::Service>::kShape,
     {"the services that the agreement covers, or all_procured",
      "合意の対象とする構成要素、またはall_procured"}},
    {"unknown_components",
     &kReferences<Member<&Agreement::unknown_components>, 0, RecordKind::Service>,
     {"services whose risk was explained as that of unknown infrastructure (FAQ 2.1)",
      "不明な構成要素としてリスクを説明した構成要素（FAQ 2.1）"}},
    {"phases",
     &kList<Member<&Agreement::phases>, &kWord<Element<Phase>, kPhases>>,
     {"phases of the lifecycle whose duties are divided (FAQ 3)",
      "役割を分担したライフサイクルのフェーズ（FAQ 3）"}},
    {"items",
     &kList<Member<&Agreement::items>, &kAnyItem>,
     {"items of table 4-1 that were provided (FAQ 4.1)", "提供した表4-1の項目（FAQ 4.1）"}},
    {"operations_rules",
     &kList<Member<&Agreement::operations_rules>,
            &kCatalogueWord<Element<String>, Catalogue::OperationsRule>>,
     {"letters of the operations management rules that exist (FAQ 6.1)",
      "定めている運用管理規程の項目（FAQ 6.1）"}},
    {"equipment",
     &kObject<Member<&Agreement::equipment>, kEquipment>,
     {"devices that are handed out (FAQ 6.1)", "配布する機器等（FAQ 6.1）"}},
    {"evaluation",
     &kObject<Member<&Agreement::evaluation>, kEvaluation>,
     {"the provider's evaluation of its security management (FAQ 4)",
      "安全管理に係る評価（FAQ 4）"}},
    {"guideline",
     &kObject<Member<&Agreement::guideline>, kEditions>,
     {"the editions to be followed", "遵守するガイドラインの版"}},
    {"subentrustment",
     &kObject<Member<&Agreement::subentrustment>, kSubentrustment>,
     {"sub-entrustment", "再委託"}},
    {"risks",
     &SelectionForms<Member<&Agreement::risks>, kAll, RecordKind::Risk>::kShape,
     {"the risks that were agreed with their treatment, or all",
      "対応を含めて合意したリスク、またはall"}},
};
constexpr Definition kAgreement{
    "agreement",
    {"what the parties agreed on the handling of medical information (FAQ 4)",
     "医療情報の取扱いについての合意（FAQ 4）"},
    kAgreementFields};

constexpr Word kForms[] = {
    {"negotiated", {"negotiated", "個別契約"}, number(ContractForm::Negotiated)},
    {"standard_terms", {"standard terms", "約款"}, number(ContractForm::StandardTerms)},
};
constexpr Word kRenewals[] = {
    {"none", {"none", "更新なし"}, 0},
    {"automatic", {"automatic", "自動更新"}, 1},
};

/// The keys that `terms` and `contracts` share; `Content` is the member that holds them.
template <auto Content>
struct ContentFields {
  static constexpr Shape kRenewal{.kind = Kind::Word,
                                  .words = kRenewals,
                                  .binding = {.store = [](void* owner, const Value& value) {
                                    Member<Content, &ContractContent::automatic_renewal>::get(
                                        owner, *value.arena) = value.word != 0;
                                  }}};

  static constexpr Field kForm{
      "form",
      &kWord<Member<Content, &ContractContent::form>, musubi::binding::kForms>,
      {"negotiated, or standard terms", "個別契約か約款か"},
      false,
      "\"negotiated\""};
  static constexpr Field kRenewalField{
      "renewal", &kRenewal, {"what happens at its end", "期間満了時の扱い"}, false, "\"none\""};
  static constexpr Field kRenewalNotice{
      "renewal_notice_days",
      &kInteger<Member<Content, &ContractContent::renewal_notice_days>, 0, kLongestPeriod>,
      {"days before its end by which an automatic renewal has to be refused",
       "自動更新を止めるために、期間満了の何日前までに申し出る必要があるか"}};
  static constexpr Field kEntrusts{
      "entrusts_personal_data",
      &kBoolean<Member<Content, &ContractContent::entrusts_personal_data>>,
      {"whether the handling of personal data is entrusted; true unless stated where a contract "
       "of a supply kind covers a service that handles medical information; false needs a reason",
       "個人データの取扱いを委託するかどうか"
       "（供給の契約が医療情報を取り扱う構成要素を対象とする場合、省略するとtrue。"
       "falseとする場合は理由が必要です）"}};
  static constexpr Field kReason{
      "reason",
      &kString<Member<Content, &ContractContent::reason>>,
      {"why no personal data are entrusted", "個人データの取扱いを委託しない理由"}};
  static constexpr Field kNoticeField{
      "notice",
      &kObject<Member<Content, &ContractContent::notice>, kNotice>,
      {"how long before the supplier tells the customer", "供給者から顧客への通知の時期"}};
  static constexpr Field kRelay{
      "relay",
      &kObject<Member<Content, &ContractContent::relay>, kNotice>,
      {"how long before the customer passes on to this supplier what it learns",
       "顧客が知った変更をこの供給者に伝達する時期"}};
  static constexpr Field kDutiesField{
      "duties",
      &kDuties<Member<Content, &ContractContent::duties>>,
      {"division of roles: who does what (FAQ 4)", "役割分担（FAQ 4）"}};
  static constexpr Field kAgreementField{
      "agreement",
      &kObject<Member<Content, &ContractContent::agreement>, kAgreement>,
      {"what was agreed", "合意の内容"}};
};

using InTerms = ContentFields<&Terms::content>;
constexpr Field kTermsFields[] = {
    {"id",
     &kId<Terms>,
     {"the id by which contracts name them", "契約から参照するための識別子"},
     true},
    {"name", &kName<Member<&Terms::name>>, {"their name", "名称"}},
    InTerms::kForm,
    InTerms::kRenewalField,
    InTerms::kRenewalNotice,
    InTerms::kEntrusts,
    InTerms::kReason,
    InTerms::kNoticeField,
    InTerms::kRelay,
    InTerms::kDutiesField,
    InTerms::kAgreementField,
};
constexpr Definition kTerms{"terms",
                            {"content that contracts share: standard terms, framework agreements",
                             "複数の契約に共通する内容（約款、基本契約など）"},
                            kTermsFields};

constexpr Word kContractKinds[] = {
    {"service", {"service", "サービスの提供"}, number(ContractKind::Service)},
    {"entrustment", {"entrustment", "委託"}, number(ContractKind::Entrustment)},
    {"maintenance", {"maintenance", "保守"}, number(ContractKind::Maintenance)},
    {"development", {"development", "開発"}, number(ContractKind::Development)},
    {"sale", {"sale", "売買"}, number(ContractKind::Sale)},
    {"coordination",
     {"coordination only", "取りまとめ・仕様調整"},
     number(ContractKind::Coordination)},
};

using InContract = ContentFields<&Contract::own>;
constexpr Field kContractFields[] = {
    {"id",
     &kId<Contract>,
     {"the id by which others name it", "他の記録から参照するための識別子"},
     true},
    {"name", &kName<Member<&Contract::name>>, {"its name", "名称"}},
    {"number", &kString<Member<&Contract::number>>, {"its number", "契約番号"}},
    {"kind",
     &kWord<Member<&Contract::kind>, kContractKinds>,
     {"its kind", "種別"},
     false,
     "\"service\""},
    {"customer",
     &kReference<Member<&Contract::customer>, RecordKind::Organization>,
     {"who receives", "顧客（提供を受ける側）"},
     true},
    {"supplier",
     &kReference<Member<&Contract::supplier>, RecordKind::Organization>,
     {"who supplies", "供給者（提供する側）"},
     true},
    {"covers",
     &kReferences<Member<&Contract::covers>, 0, RecordKind::Service>,
     {"the services that it covers; empty only where its kind is coordination",
      "対象とする構成要素（空にできるのはkindがcoordinationの場合のみ）"},
     true},
    {"systems",
     &kReferences<Member<&Contract::systems>, 0, RecordKind::System>,
     {"the systems in which it counts; any where absent",
      "この契約が効力をもつシステム（省略するとすべて）"}},
    {"terms",
     &kReference<Member<&Contract::terms>, RecordKind::Terms>,
     {"content shared with other contracts; a key of the contract wins over theirs",
      "他の契約と共通の内容（契約自身に記載したキーが優先します）"}},
    InContract::kForm,
    {"from", &kDate<Member<&Contract::from>>, {"the first day", "期間の初日"}},
    {"until", &kDate<Member<&Contract::until>>, {"the last day", "期間の末日"}},
    InContract::kRenewalField,
    InContract::kRenewalNotice,
    InContract::kEntrusts,
    InContract::kReason,
    InContract::kNoticeField,
    InContract::kRelay,
    InContract::kDutiesField,
    InContract::kAgreementField,
};
constexpr Definition kContract{
    "contract",
    {"what a customer and a supplier concluded", "顧客と供給者が結んだ契約"},
    kContractFields};

}  // namespace
}  // namespace musubi::binding

namespace musubi {

constexpr Shape kTermsShape = binding::kRecord<&Model::terms, RecordKind::Terms, binding::kTerms>;
constexpr Shape kContractShape =
    binding::kRecord<&Model::contracts, RecordKind::Contract, binding::kContract>;

}  // namespace musubi
