#include <array>

#include "model/guideline.h"

// Threats (guideline, chapter 5) and what law imposes (chapter 6).
namespace musubi {
namespace {

constexpr Phrase kThreatTable{"guideline, table 5-1", "ガイドライン 表5-1"};

constexpr std::array<GuidelineEntry, 11> kTable = {{
    {"improper_use", {"improper viewing and operation", "不正な閲覧・操作"}, kThreatTable},
    {"eavesdropping",
     {"eavesdropping and impersonation on the network", "ネットワーク上の盗聴・なりすまし"},
     kThreatTable},
    {"advanced_attack", {"advanced cyber attacks", "高度サイバー攻撃"}, kThreatTable},
    {"ransomware", {"infection with ransomware", "ランサムウェア感染"}, kThreatTable},
    {"leakage", {"theft and leakage of information", "情報の窃取・漏洩"}, kThreatTable},
    {"tampering",
     {"falsification and destruction of information", "情報の改竄・破壊"},
     kThreatTable},
    {"outage", {"outage of the system", "システム等の停止"}, kThreatTable},
    {"vulnerability",
     {"technical vulnerabilities that were built in", "技術的脆弱性の混入"},
     kThreatTable},
    {"loss_outside",
     {"loss or theft of equipment and storage media taken outside",
      "機器や記憶媒体の持ち出し時の紛失・盗難"},
     kThreatTable},
    {"intrusion", {"physical intrusion into facilities", "施設への物理的侵入"}, kThreatTable},
    {"disaster", {"disasters", "災害等"}, kThreatTable},
}};

constexpr Phrase kElectronicStorage{"FAQ 7.1; guideline 6.2", "FAQ 7.1、ガイドライン 6.2"};

constexpr std::array<StatutoryRequirement, 8> kLaw = {{
    {{"e_document_act.authenticity",
      {"authenticity (e-Document Act)", "真正性（e-文書法）"},
      kElectronicStorage},
     OwedBy::Both},
    {{"e_document_act.readability",
      {"readability (e-Document Act)", "見読性（e-文書法）"},
      kElectronicStorage},
     OwedBy::Both},
    {{"e_document_act.preservability",
      {"preservability (e-Document Act)", "保存性（e-文書法）"},
      kElectronicStorage},
     OwedBy::Both},
    {{"electronic_signature_act",
      {"electronic signatures (Act on Electronic Signatures and Certification Business)",
       "電子署名（電子署名法）"},
      {"FAQ 7.1; guideline 6.3", "FAQ 7.1、ガイドライン 6.3"}},
     OwedBy::Both},
    {{"external_storage",
      {"external storage of medical records", "診療録等の外部保存"},
      {"FAQ 1, 4.1; MHLW notices", "FAQ 1、4.1、厚生労働省通知"}},
     OwedBy::Institution},
    {{"appi.security_control",
      {"security control of personal data (APPI art. 23)", "安全管理措置（個人情報保護法第23条）"},
      {"APPI art. 23; guideline 3.1.1", "個人情報保護法第23条、ガイドライン 3.1.1"}},
     OwedBy::Both},
    {{"appi.supervision",
      {"supervision of the entrusted party (APPI art. 25)", "委託先の監督（個人情報保護法第25条）"},
      {"APPI art. 25; guideline 3.1.1; FAQ 2.2",
       "個人情報保護法第25条、ガイドライン 3.1.1、FAQ 2.2"}},
     OwedBy::Institution},
    {{"domestic_law",
      {"reach of domestic law", "国内法の適用"},
      {"guideline 6.1 (at second hand), table 4-1 ①",
       "ガイドライン 6.1（二次資料による）、表4-1 ①"}},
     OwedBy::Provider},
}};

}  // namespace

constexpr GuidelineCatalogue<GuidelineEntry> kThreats{.entries = kTable, .complete = true};

constexpr GuidelineCatalogue<StatutoryRequirement> kStatutoryRequirements{
    .entries = kLaw,
    .limits = {"Chapter 6 of the guideline could be consulted in part only.",
               "ガイドライン第6章は一部しか確認できていません。"}};

}  // namespace musubi
