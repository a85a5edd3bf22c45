#include "cli/output/figure_words.h"

#include <algorithm>

#include "cli/phrase.h"

namespace musubi::cli {
namespace {

/// Beside one arrow so many contracts are named; of more it is said how many.
constexpr std::size_t kNamedContracts = 3;

std::string with_sign(FigureMark mark, std::string_view text) {
  return std::string(sign_of(mark)) + " " + std::string(text);
}

/// Those of the marks that no line explains.
void add_marks(const FigureMarks& marks, const FigureMarks& explained, Language language,
               std::vector<std::string>& lines) {
  for (std::size_t i = 0; i < kFigureMarkCount; ++i) {
    const auto mark = static_cast<FigureMark>(i);
    if (marks.has(mark) && !explained.has(mark)) {
      lines.push_back(with_sign(mark, phrase_of(mark).in(language)));
    }
  }
}

}  // namespace

std::string_view word_of(FigureView view) {
  switch (view) {
    case FigureView::Contracts: return "contracts";
    case FigureView::Dependencies: return "dependencies";
    case FigureView::Responsibility: return "responsibility";
    case FigureView::Impact: return "impact";
    case FigureView::Agreement: break;
  }
  return "agreement";
}

std::string_view word_of(BoxKind kind) {
  switch (kind) {
    case BoxKind::NetworkOperator: return "network_operator";
    case BoxKind::Institution: return "medical_institution";
    case BoxKind::InfrastructureVendor: return "infrastructure_vendor";
    case BoxKind::Provider: return "provider";
    case BoxKind::Service: return "service";
    case BoxKind::System: return "system";
    case BoxKind::Choice: return "any_of";
    case BoxKind::Hidden: break;
  }
  return "not_shown";
}

std::string_view word_of(AreaKind kind) {
  switch (kind) {
    case AreaKind::Party: return "party";
    case AreaKind::Responsibility: return "responsibility";
    case AreaKind::Institution: break;
  }
  return "institution";
}

std::string_view word_of(ArrowKind kind) {
  switch (kind) {
    case ArrowKind::Contract: return "contract";
    case ArrowKind::Uses: return "uses";
    case ArrowKind::DependsOn: return "depends_on";
    case ArrowKind::Placement: return "placement";
    case ArrowKind::Independent: return "independent";
    case ArrowKind::Notice: return "notice";
    case ArrowKind::Relay: return "relay";
    case ArrowKind::Silence: break;
  }
  return "silence";
}

std::string_view word_of(FigureMark mark) {
  switch (mark) {
    case FigureMark::Own: return "own";
    case FigureMark::Outside: return "no_medical_information";
    case FigureMark::Unconfirmed: return "unconfirmed";
    case FigureMark::Unknown: return "unknown";
    case FigureMark::Unanswered: return "unanswered";
    case FigureMark::Target: return "target";
    case FigureMark::Affected: return "affected";
    case FigureMark::Degraded: return "degraded";
    case FigureMark::Down: return "down";
    case FigureMark::Untold: return "untold";
    case FigureMark::Late: return "late";
    case FigureMark::Optional: break;
  }
  return "optional";
}

Phrase phrase_of(BoxKind kind) {
  switch (kind) {
    case BoxKind::NetworkOperator:
      return {"operator of a medical information linkage network",
              "医療情報連携ネットワーク運営主体"};
    case BoxKind::Institution: return {"medical institution", "医療機関等"};
    case BoxKind::InfrastructureVendor: return {"infrastructure provider", "インフラ事業者"};
    case BoxKind::Provider: return {"provider", "事業者"};
    case BoxKind::Service: return {"component", "構成要素"};
    case BoxKind::System: return {"system", "医療情報システム"};
    case BoxKind::Choice: return {"any one of them", "いずれか一つで稼働"};
    case BoxKind::Hidden: break;
  }
  return {"not shown", "表示していないもの"};
}

Phrase phrase_of(ArrowKind kind) {
  switch (kind) {
    case ArrowKind::Contract:
      return {"contract (customer → supplier)", "契約（委託元・顧客→供給者）"};
    case ArrowKind::Uses: return {"uses", "利用"};
    case ArrowKind::DependsOn: return {"runs on", "稼働先"};
    case ArrowKind::Placement:
      return {"runs on, in this system only", "稼働先（このシステムのみ）"};
    case ArrowKind::Independent:
      return {"demarcation: not selected, no direct contract (2.2.3)",
              "責任分界：選定関与なし・直接契約なし（2.2.3）"};
    case ArrowKind::Notice: return {"notice of the change", "変更の通知"};
    case ArrowKind::Relay: return {"passing the change on", "変更の伝達"};
    case ArrowKind::Silence: break;
  }
  return {"nobody tells", "通知されない"};
}

Phrase phrase_of(FigureMark mark) {
  switch (mark) {
    case FigureMark::Own: return {"run by the institution itself", "医療機関等が自ら運用"};
    case FigureMark::Outside: return {"no medical information", "医療情報を取り扱わない"};
    case FigureMark::Unconfirmed: return {"confirmation not on record", "確認の記録なし"};
    case FigureMark::Unknown: return {"unknown component", "不明な構成要素"};
    case FigureMark::Unanswered:
      return {"nobody on record answers for it", "責任を負う者の記録なし"};
    case FigureMark::Target: return {"what changes", "変更の対象"};
    case FigureMark::Affected: return {"affected", "影響あり"};
    case FigureMark::Degraded: return {"degraded", "一部に影響"};
    case FigureMark::Down: return {"down", "停止"};
    case FigureMark::Untold: return {"never told", "通知されない"};
    case FigureMark::Late:
      return {"told too late for its own promise", "自らの予告期間に間に合わない"};
    case FigureMark::Optional: break;
  }
  return {"goes on running without it", "なくても稼働"};
}

std::string_view sign_of(FigureMark mark) {
  switch (mark) {
    case FigureMark::Own: return "◎";
    case FigureMark::Outside: return "－";
    case FigureMark::Unconfirmed: return "△";
    case FigureMark::Unknown: return "？";
    case FigureMark::Unanswered: return "！";
    case FigureMark::Target: return "★";
    case FigureMark::Affected: return "◆";
    case FigureMark::Degraded: return "▽";
    case FigureMark::Down: return "▼";
    case FigureMark::Untold: return "×";
    case FigureMark::Late: return "※";
    case FigureMark::Optional: break;
  }
  return "○";
}

std::vector<std::string> lines_of(const FigureBox& box, Language language) {
  std::vector<std::string> lines;
  FigureMarks explained;
  for (const FigureLine& line : box.lines) {
    const std::string& text = line.text.in(language);
    lines.push_back(line.mark ? with_sign(*line.mark, text) : text);
    if (line.mark) explained.add(*line.mark);
  }
  add_marks(box.marks, explained, language, lines);
  return lines;
}

std::vector<std::string> lines_of(const FigureArea& area, Language language) {
  std::vector<std::string> lines;
  if (!area.label.empty()) lines.push_back(area.label.in(language));
  for (const Text& line : area.lines) lines.push_back(line.in(language));
  add_marks(area.marks, {}, language, lines);
  return lines;
}

std::vector<std::string> lines_of(const Model& model, const FigureArrow& arrow, Language language,
                                  bool crowded) {
  std::vector<std::string> lines;
  if (arrow.kind == ArrowKind::Independent) {
    const Phrase demarcation{"demarcation (2.2.3)", "責任分界（2.2.3）"};
    const Phrase reason{"not selected, no direct contract", "選定関与なし・直接契約なし"};
    lines.emplace_back(demarcation.in(language));
    lines.emplace_back(reason.in(language));
  }
  for (const Text& line : arrow.lines) lines.push_back(line.in(language));
  if (arrow.contracts.size() > (crowded ? 1 : kNamedContracts)) {
    lines.push_back(
        compose_in(language, {.en = "{} contracts", .ja = "契約 {}件"}, arrow.contracts.size()));
  } else if (!crowded) {
    for (const ContractId contract : arrow.contracts) {
      lines.push_back(
          compose_in(language, {.en = "contract {}", .ja = "契約 {}"}, model.id(contract)));
    }
  }
  for (const FigureMark mark : {FigureMark::Target, FigureMark::Optional}) {
    if (!arrow.marks.has(mark)) continue;
    lines.push_back(with_sign(mark, phrase_of(mark).in(language)));
  }
  return lines;
}

}  // namespace musubi::cli
