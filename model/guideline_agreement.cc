#include <array>

#include "model/guideline.h"

// What an agreement between a medical institution and a provider is made of (guideline, chapter 4
// and 5.1.6 (2)). Titles render what was read; no full text of table 4-1 was at hand.
namespace musubi {
namespace {

constexpr Phrase kTable1{"guideline, table 4-1 ①", "ガイドライン 表4-1 ①"};
constexpr Phrase kMhlwSelection{"MHLW 6.0, planning volume 7⑥",
                                "厚生労働省ガイドライン6.0版 企画管理編 7⑥"};

constexpr std::array<GuidelineEntry, 10> kSelection = {{
    {"domestic_law",
     {"application of domestic law to the equipment that holds the information",
      "情報を保存する情報機器等への国内法の適用"},
     kTable1},
    {"policies",
     {"policies and handling rules for security management",
      "安全管理に係る基本方針・取扱規程等の整備状況"},
     kTable1},
    {"backup", {"how backups are taken and managed", "バックアップの取得・管理の状況"}, kTable1},
    {"organization", {"organization for security management", "安全管理の実施体制"}, kTable1},
    {"track_record",
     {"trustworthiness in the security of personal data (track record)",
      "個人データの安全管理に関する信用度（実績等）"},
     kTable1},
    {"financial_soundness",
     {"soundness of the business (financial statements)", "経営の健全性（財務諸表等）"},
     kTable1},
    {"certification",
     {"PrivacyMark or ISMS certification", "プライバシーマーク認定またはISMS認証の取得"},
     kTable1},
    {"certification_alternative",
     {"alternative to PrivacyMark and ISMS certification",
      "プライバシーマーク認定・ISMS認証に代わる認証等"},
     kTable1},
    {"storage_location",
     {"place of storage (region, country)", "情報を保存する機器等の設置場所（地域・国）"},
     kMhlwSelection},
    {"foreign_law",
     {"possible application of foreign law", "外国法が適用される可能性"},
     kMhlwSelection},
}};

constexpr std::array<GuidelineEntry, 7> kUnderstanding = {{
    {"risk_treatment_list",
     {"risk treatment list", "リスク対応一覧"},
     {"guideline 5.1.5, 5.1.6", "ガイドライン 5.1.5、5.1.6"}},
    {"role_division", {"division of roles", "役割分担"}, {"guideline 4.2", "ガイドライン 4.2"}},
    {"accepted_risks",
     {"risks that the provider has accepted", "対象事業者が受容したリスク"},
     {"guideline 5.1.6", "ガイドライン 5.1.6"}},
    {"operations_rules",
     {"operations management rules", "運用管理規程"},
     {"guideline 5.1.6; FAQ 6.1", "ガイドライン 5.1.6、FAQ 6.1"}},
    {"evaluation_result",
     {"result of the evaluation of security management", "安全管理に係る評価の結果"},
     {"guideline 4.3", "ガイドライン 4.3"}},
    {"service_specification_disclosure",
     {"service specification conformity disclosure", "サービス仕様適合開示書"},
     {"MHLW 6.0, Q&A", "厚生労働省ガイドライン6.0版 Q&A"}},
    {"statutory_handling",
     {"how statutory requirements are met", "制度上の要求事項への対応"},
     {"FAQ 7.1", "FAQ 7.1"}},
}};

constexpr Phrase kRules{"guideline 5.1.6 (2); FAQ 6.1", "ガイドライン 5.1.6 (2)、FAQ 6.1"};

constexpr std::array<GuidelineEntry, 10> kLetters = {{
    {"ア", {}, kRules},
    {"イ", {}, kRules},
    {"ウ", {}, kRules},
    {kEquipmentRule,
     {"how equipment is managed, where equipment is used", "機器等を用いる場合の機器等の管理方法"},
     kRules},
    {"オ", {}, kRules},
    {"カ", {}, kRules},
    {"キ", {}, kRules},
    {"ク", {}, kRules},
    {"ケ", {}, kRules},
    {"コ", {}, kRules},
}};

constexpr Phrase kDivision{"FAQ 4; guideline 4.2", "FAQ 4、ガイドライン 4.2"};

constexpr std::array<GuidelineEntry, 13> kDivided = {{
    {"backup", {"backups", "バックアップ"}, kDivision},
    {"encryption", {"encryption", "暗号化"}, kDivision},
    {"access_control", {"access control", "アクセス制御"}, kDivision},
    {"log_management", {"management of logs", "ログの管理"}, kDivision},
    {"vulnerability_management", {"management of vulnerabilities", "脆弱性の管理"}, kDivision},
    {"malware_protection", {"protection against malware", "マルウェア対策"}, kDivision},
    {"network_security", {"security of the network", "ネットワークの安全管理"}, kDivision},
    {"incident_response", {"response to incidents", "インシデントへの対応"}, kDivision},
    {"business_continuity", {"business continuity", "事業継続"}, kDivision},
    {"media_and_equipment", {"management of media and equipment", "媒体・機器の管理"}, kDivision},
    {"personal_data", {"handling of personal data", "個人データの取扱い"}, kDivision},
    {"data_return_and_erasure", {"return and erasure of data", "データの返却・消去"}, kDivision},
    {"subcontractor_supervision",
     {"supervision of sub-entrusted parties", "再委託先の監督"},
     kDivision},
}};

constexpr Phrase kTwoSchemes{"FAQ 4.2; guideline 4.4", "FAQ 4.2、ガイドライン 4.4"};
constexpr Phrase kNoSource{"no source on record", "出典の記録なし"};

constexpr std::array<CertificationScheme, 8> kSchemes = {{
    {{"privacy_mark", {"PrivacyMark", "プライバシーマーク認定"}, kTwoSchemes}, true},
    {{"isms", {"ISMS certification", "ISMS認証"}, kTwoSchemes}, true},
    {{"isms_cloud",
      {"ISMS cloud security certification", "ISMSクラウドセキュリティ認証"},
      kNoSource},
     false},
    {{"ismap", {"ISMAP registration", "ISMAP登録"}, kMhlwSelection}, false},
    {{"cs_gold", {"CS Gold Mark (JASA)", "CSゴールドマーク（JASA）"}, kMhlwSelection}, false},
    {{"fedramp", {"FedRAMP authorization", "FedRAMP認可"}, kMhlwSelection}, false},
    {{"soc2", {"SOC 2 report (AICPA)", "SOC 2報告書（AICPA）"}, kMhlwSelection}, false},
    {{"soc3", {"SOC 3 report (AICPA)", "SOC 3報告書（AICPA）"}, kMhlwSelection}, false},
}};

}  // namespace

constexpr GuidelineCatalogue<GuidelineEntry> kSelectionItems{
    .entries = kSelection,
    .limits = {
        "The end of table 4-1 ① could not be consulted; the place of storage and foreign law come "
        "from the MHLW guideline, which the table follows.",
        "表4-1 ①の末尾は確認できていません。設置場所と外国法の項目は、表のもとになった厚生労働省"
        "ガイドラインによります。"}};

constexpr GuidelineCatalogue<GuidelineEntry> kUnderstandingItems{
    .entries = kUnderstanding,
    .limits = {"The items of table 4-1 ② could not be consulted; these come from other clauses.",
               "表4-1 ②の項目は確認できていません。ここに挙げる項目は他の条項によります。"}};

constexpr GuidelineCatalogue<GuidelineEntry> kOperationsRules{
    .entries = kLetters,
    .limits = {
        "The FAQ names ten letters as a minimum, and only (エ) by its title.",
        "FAQが最低限の例として挙げるのは(ア)～(コ)ですが、項目名を示しているのは(エ)のみです。"}};

constexpr GuidelineCatalogue<GuidelineEntry> kDuties{
    .entries = kDivided,
    .limits = {
        "No list of the guideline is known; this one is musubi's own, and policy.duties in the "
        "model replaces it.",
        "ガイドラインの一覧は確認できていません。これはmusubi独自の一覧であり、モデルの"
        "policy.dutiesで置き換えられます。"}};

constexpr GuidelineCatalogue<CertificationScheme> kCertificationSchemes{
    .entries = kSchemes,
    .limits = {
        "The alternatives come from the MHLW guideline; the proviso of guideline 4.4 could not "
        "be consulted.",
        "代替の認証等は厚生労働省ガイドラインによります。ガイドライン4.4のなお書きは確認できて"
        "いません。"}};

}  // namespace musubi
