// The tables of organizations, services and systems.
#include "model/field_binding.h"

namespace musubi::binding {
namespace {

constexpr Word kOrganizationKinds[] = {
    {"medical_institution",
     {"medical institution", "医療機関等"},
     number(OrganizationKind::MedicalInstitution)},
    {"provider", {"provider", "事業者"}, number(OrganizationKind::Provider)},
    {"infrastructure_vendor",
     {"infrastructure vendor", "インフラ事業者"},
     number(OrganizationKind::InfrastructureVendor)},
    {"network_operator",
     {"operator of a medical information linkage network", "医療情報連携ネットワーク運営主体"},
     number(OrganizationKind::NetworkOperator)},
};

constexpr Field kContactFields[] = {
    {"role",
     &kString<Member<&Contact::role>>,
     {"what the contact is for, such as security", "担当（securityなど）"}},
    {"name", &kString<Member<&Contact::name>>, {"person or desk", "担当者または窓口の名称"}},
    {"email", &kString<Member<&Contact::email>>, {"e-mail address", "電子メールアドレス"}},
    {"phone", &kString<Member<&Contact::phone>>, {"telephone number", "電話番号"}},
    {"hours", &kString<Member<&Contact::hours>>, {"when it can be reached", "受付時間"}},
};
constexpr Definition kContact{
    "contact", {"where an organization can be reached", "組織の連絡先"}, kContactFields};

constexpr Field kCertificationFields[] = {
    {"scheme",
     &kCatalogueWord<Member<&Certification::scheme>, Catalogue::Certification>,
     {"the certification: privacy_mark or isms, or one of the alternatives",
      "認定・認証の種類（privacy_mark、isms、またはこれらに代わる認証）"},
     true},
    {"valid_until",
     &kDate<Member<&Certification::valid_until>>,
     {"the last day on which it is valid", "有効期間の末日"}},
    {"covers",
     &kReferences<Member<&Certification::covers>, 0, RecordKind::Service>,
     {"the services within its scope", "認証範囲に含まれる構成要素"}},
    {"renewal_pending",
     &kBoolean<Member<&Certification::renewal_pending>>,
     {"its renewal is under examination", "更新審査中かどうか"},
     false,
     "false"},
};
constexpr Definition kCertification{
    "certification",
    {"a certification of an organization (FAQ 4.2)", "組織が取得している認定・認証（FAQ 4.2）"},
    kCertificationFields};

constexpr Shape kOneKind = kWord<Member<&Organization::kinds>, kOrganizationKinds>;
constexpr Shape kSeveralKinds =
    kList<Member<&Organization::kinds>, &kWord<Element<OrganizationKinds>, kOrganizationKinds>, 1>;
constexpr const Shape* kKindForms[] = {&kOneKind, &kSeveralKinds};
constexpr Shape kKind{.kind = Kind::Union, .alternatives = kKindForms};

constexpr Shape kWeight{.kind = Kind::Number,
                        .minimum = 0,
                        .maximum = 1e15,
                        .binding = {.store = store<Member<&Organization::weight>>}};

constexpr Field kOrganizationFields[] = {
    {"id",
     &kId<Organization>,
     {"the id by which others name it", "他の記録から参照するための識別子"},
     true},
    {"kind",
     &kKind,
     {"what the organization is, one or several", "組織の種別（一つまたは複数）"},
     true},
    {"name", &kName<Member<&Organization::name>>, {"its name", "名称"}},
    {"weight",
     &kWeight,
     {"how large it is, in a measure of your own such as beds or patients",
      "規模を表す数（病床数、患者数など、任意の尺度）"},
     false,
     "1"},
    {"part_of",
     &kReference<Member<&Organization::part_of>, RecordKind::Organization>,
     {"the legal party of which it is a facility", "この施設が属する法人"}},
    {"member_of",
     &kReferences<Member<&Organization::member_of>, 0, RecordKind::Organization>,
     {"the networks that it belongs to: what is shared with them is shared with it",
      "参加している団体（その団体と共有した情報は、この組織とも共有したものとして扱います）"}},
    {"bears_responsibility",
     &kBoolean<Member<&Organization::bears_responsibility>>,
     {"for an operator of a network: whether it bears responsibility for the handling of medical "
      "information (FAQ 2.2)",
      "ネットワーク運営主体の場合に、医療情報の取扱いについて責任を負うかどうか（FAQ 2.2）"}},
    {"contacts",
     &kList<Member<&Organization::contacts>, &kObject<Element<Contact>, kContact>>,
     {"where it can be reached", "連絡先"}},
    {"certifications",
     &kList<Member<&Organization::certifications>,
            &kObject<Element<Certification>, kCertification>>,
     {"its certifications (FAQ 4.2)", "取得している認定・認証（FAQ 4.2）"}},
};
constexpr Definition kOrganization{
    "organization",
    {"a medical institution, a provider, an operator of a network: a legal party or a facility of "
     "one",
     "医療機関等、事業者、運営主体など（法人またはその施設）"},
    kOrganizationFields};

constexpr Word kLayers[] = {
    {"application", {"application", "アプリケーション"}, number(Layer::Application)},
    {"platform", {"platform", "プラットフォーム"}, number(Layer::Platform)},
    {"infrastructure", {"infrastructure", "インフラ"}, number(Layer::Infrastructure)},
    {"network", {"network", "ネットワーク"}, number(Layer::Network)},
    {"support", {"support", "サポート"}, number(Layer::Support)},
};

constexpr Shape kMember = kReference<Element<ServiceRef>, RecordKind::Service>;

// `service` fills the same list as `any_of`, with one member.
struct OnlyMember {
  static ServiceRef& get(void* owner, Arena& arena) {
    return arena.append(static_cast<Dependency*>(owner)->members);
  }
};

constexpr Shape kAnyOf{.kind = Kind::Array,
                       .min_items = 1,
                       .element = &kMember,
                       .binding = {.open = [](void* owner, const Opening& opening) -> void* {
                                     auto* dependency = static_cast<Dependency*>(owner);
                                     dependency->any_of = true;
                                     return ListOf::open(dependency->members, opening);
                                   },
                                   .close = close_list<ServiceRef>}};

constexpr std::string_view kOneDependency[] = {"service", "any_of"};

constexpr Field kDependencyFields[] = {
    {"service",
     &kReference<OnlyMember, RecordKind::Service>,
     {"the service that it runs on", "依存先の構成要素"}},
    {"any_of",
     &kAnyOf,
     {"redundancy: any one of these keeps it running",
      "冗長構成（いずれか一つがあれば動作します）"}},
    {"selected_by",
     &kReference<Member<&Dependency::selected_by>, RecordKind::Organization>,
     {"who chose it; unless stated, whoever holds the dependency",
      "選定した組織（省略すると、依存する側を担う組織が選定したものとして扱います）"}},
    {"required",
     &kBoolean<Member<&Dependency::required>>,
     {"false: it goes on running without this one",
      "falseの場合、これがなくても動作を続けられます"},
     false,
     "true"},
};
constexpr Definition kDependency{
    "dependency",
    {"a service, or any one of several, on which something runs",
     "動作のために必要とする構成要素（一つ、または複数のうちのいずれか）"},
    kDependencyFields,
    kOneDependency};

/// A dependency is a service's id or an object.
template <class Accessor>
struct DependencyForms {
  static constexpr Shape kShort = kReference<Accessor, RecordKind::Service>;
  static constexpr Shape kLong = kObject<Accessor, kDependency>;
  static constexpr const Shape* kForms[] = {&kShort, &kLong};
  static constexpr Shape kShape{.kind = Kind::Union, .alternatives = kForms};
};
constexpr const Shape* kDependencyElement = &DependencyForms<Element<Dependency>>::kShape;

constexpr Field kServiceFields[] = {
    {"id",
     &kId<Service>,
     {"the id by which others name it", "他の記録から参照するための識別子"},
     true},
    {"provider",
     &kReference<Member<&Service::provider>, RecordKind::Organization>,
     {"the organization that provides it; of a product that was bought, the seller",
      "提供する組織（購入した製品の場合は販売者）"},
     true},
    {"layer", &kWord<Member<&Service::layer>, kLayers>, {"its layer", "階層"}, true},
    {"name", &kName<Member<&Service::name>>, {"its name", "名称"}},
    {"handles_medical_information",
     &kBoolean<Member<&Service::handles_medical_information>>,
     {"false only if no medical information, encrypted or not, is stored on, processed by or "
      "passes through it",
      "医療情報を、暗号化の有無を問わず、保存も処理も伝送もしない場合に限りfalseとします"},
     false,
     "true"},
    {"unreadable",
     &kBoolean<Member<&Service::unreadable>>,
     {"true: the provider holds no key and cannot read the medical information on it",
      "trueの場合、提供する事業者は鍵を持たず、医療情報の内容を閲覧できません"},
     false,
     "false"},
    {"developer",
     &kReference<Member<&Service::developer>, RecordKind::Organization>,
     {"who develops it to the provider's order (FAQ 3.1); the provider unless stated",
      "提供する事業者の依頼により開発する組織（FAQ 3.1。省略すると提供する事業者自身）"}},
    {"locations",
     &kList<Member<&Service::locations>, &kCountry<Element<String>>>,
     {"the countries where it keeps information (ISO 3166-1 alpha-2)",
      "情報を保存する国（ISO 3166-1の2文字の国コード）"}},
    {"access_from",
     &kList<Member<&Service::access_from>, &kCountry<Element<String>>>,
     {"the countries from which it is worked on (ISO 3166-1 alpha-2)",
      "作業のためにアクセスする国（ISO 3166-1の2文字の国コード）"}},
    {"depends_on",
     &kList<Member<&Service::depends_on>, kDependencyElement>,
     {"what it runs on, whoever uses it; what one customer chose belongs in that system's "
      "placements",
      "利用者にかかわらず依存する構成要素"
      "（特定の利用者が選定したものは、そのシステムのplacementsに記載します）"}},
};
constexpr Definition kService{"service",
                              {"a building block that one organization provides on one layer",
                               "一つの組織が一つの階層で提供する構成要素"},
                              kServiceFields};

constexpr Word kCriticalities[] = {
    {"high", {"high", "高"}, number(Criticality::High)},
    {"normal", {"normal", "中"}, number(Criticality::Normal)},
    {"low", {"low", "低"}, number(Criticality::Low)},
};

constexpr Field kPlacementFields[] = {
    {"service",
     &kReference<Member<&Placement::service>, RecordKind::Service>,
     {"the service that is placed", "配置される構成要素"},
     true},
    {"on",
     &DependencyForms<Member<&Placement::on>>::kShape,
     {"what it runs on in this system; selected by the owner unless stated",
      "このシステムでの依存先（省略すると、システムの利用者が選定したものとして扱います）"},
     true},
};
constexpr Definition kPlacement{
    "placement",
    {"in this system only, a service runs on another",
     "このシステムに限って、ある構成要素が別の構成要素の上で動作すること"},
    kPlacementFields};

constexpr Shape kBetween{.kind = Kind::Array,
                         .min_items = 2,
                         .max_items = 2,
                         .element = &kMember,
                         .binding = bind_list<Member<&Link::between>>()};

constexpr Field kLinkFields[] = {
    {"between", &kBetween, {"the two services", "連携する二つの構成要素"}, true},
    {"carries", &kName<Member<&Link::carries>>, {"what flows", "受け渡す情報"}},
    {"agreed_in",
     &kReference<Member<&Link::agreed_in>, RecordKind::Contract>,
     {"the contract in which responsibility for it is divided", "責任分界を定めた契約"}},
};
constexpr Definition kLink{
    "link",
    {"information flows between two services side by side", "並び立つ構成要素の間での情報の連携"},
    kLinkFields};

constexpr Field kSystemFields[] = {
    {"id",
     &kId<System>,
     {"the id by which others name it", "他の記録から参照するための識別子"},
     true},
    {"owner",
     &kReference<Member<&System::owner>, RecordKind::Organization>,
     {"the medical institution that uses it", "このシステムを利用する医療機関等"},
     true},
    {"name", &kName<Member<&System::name>>, {"its name", "名称"}},
    {"criticality",
     &kWord<Member<&System::criticality>, kCriticalities>,
     {"how much care depends on it", "診療への影響の大きさ"},
     false,
     "\"normal\""},
    {"uses",
     &kList<Member<&System::uses>, kDependencyElement>,
     {"the services that it uses", "利用する構成要素"},
     true},
    {"placements",
     &kList<Member<&System::placements>, &kObject<Element<Placement>, kPlacement>>,
     {"what runs on what in this system only", "このシステムに限った構成要素の配置"}},
    {"links",
     &kList<Member<&System::links>, &kObject<Element<Link>, kLink>>,
     {"flows of information between services side by side", "並び立つ構成要素の間での情報の連携"}},
};
constexpr Definition kSystem{
    "system",
    {"what one medical institution uses", "一つの医療機関等が利用する医療情報システム"},
    kSystemFields};

}  // namespace
}  // namespace musubi::binding

namespace musubi {

constexpr Shape kOrganizationShape =
    binding::kRecord<&Model::organizations, RecordKind::Organization, binding::kOrganization>;
constexpr Shape kServiceShape =
    binding::kRecord<&Model::services, RecordKind::Service, binding::kService>;
constexpr Shape kSystemShape =
    binding::kRecord<&Model::systems, RecordKind::System, binding::kSystem>;

}  // namespace musubi
