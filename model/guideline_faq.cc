#include <array>

#include "model/guideline.h"

namespace musubi {
namespace {

constexpr Phrase kFaq{"FAQ", "FAQ"};

constexpr std::array<GuidelineEntry, 19> kSections = {{
    {"1",
     {"Scope of the guideline (basic ideas)", "ガイドラインの対象範囲（基本的な考え方）"},
     kFaq},
    {"1.1",
     {"Is a system in scope with which a medical institution processes medical information itself?",
      "医療機関等自らが医療情報を処理するシステムはガイドラインの範囲か？"},
     kFaq},
    {"2",
     {"Forms of provision of medical information systems (basic ideas)",
      "医療情報システム等の提供形態（基本的な考え方）"},
     kFaq},
    {"2.1",
     {"How should risks be managed where several parties are involved?",
      "複数関係者のリスクマネジメントはどうすべきか？"},
     kFaq},
    {"2.2",
     {"How is a regional medical linkage network treated?",
      "地域医療連携ネットワークの取扱いはどうなるのか？"},
     kFaq},
    {"3",
     {"Duties and responsibilities in the lifecycle of a medical information system (basic ideas)",
      "医療情報システム等のライフサイクルにおける義務と責任（基本的な考え方）"},
     kFaq},
    {"3.1",
     {"What if the operation phase and the development phase have different providers?",
      "運用フェーズと開発フェーズで事業者が異なる場合があるのではないか？"},
     kFaq},
    {"4",
     {"Forming an agreement between a provider in scope and a medical institution (basic ideas)",
      "対象事業者と医療機関等の合意形成（基本的な考え方）"},
     kFaq},
    {"4.1",
     {"Need nothing be provided to a medical institution beyond the items to be provided?",
      "医療機関等へ情報提供すべき項目以外の情報提供は必要ないのか？"},
     kFaq},
    {"4.2",
     {"How do PrivacyMark and ISMS certification relate to the guideline?",
      "プライバシーマーク認定/ISMS 認証の取得と本ガイドラインとの関係の考え方は？"},
     kFaq},
    {"5",
     {"The risk management process for security management (basic ideas)",
      "安全管理のためのリスクマネジメントプロセス（基本的な考え方）"},
     kFaq},
    {"5.1",
     {"May a provider in scope transfer or retain a risk?",
      "対象事業者はリスク移転とリスク保有を行ってよいのか？"},
     kFaq},
    {"5.2",
     {"How should residual risk be thought of?", "残存するリスクをどのように考えるべきか？"},
     kFaq},
    {"5.3", {"How should annex 2 be treated?", "別紙2の取扱いをどう考えれば良いか？"}, kFaq},
    {"5.4",
     {"How should considerations peculiar to medical information systems be thought of?",
      "医療情報システム等特有の考慮事項はどう考えるべきか？"},
     kFaq},
    {"6",
     {"Risk communication between a provider in scope and a medical institution (basic ideas)",
      "対象事業者と医療機関等とのリスクコミュニケーション（基本的な考え方）"},
     kFaq},
    {"6.1",
     {"How much should documents and rules say?", "文書や規程にどこまでの内容を記載すべきか？"},
     kFaq},
    {"7", {"Statutory requirements (basic ideas)", "制度上の要求事項（基本的な考え方）"}, kFaq},
    {"7.1",
     {"Which statutory requirements are there?", "制度上の要求事項はどのようなものがあるか？"},
     kFaq},
}};

}  // namespace

constexpr GuidelineCatalogue<GuidelineEntry> kFaqSections{.entries = kSections, .complete = true};

}  // namespace musubi
