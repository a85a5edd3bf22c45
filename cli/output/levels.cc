#include "cli/output/levels.h"

#include "cli/phrase.h"

namespace musubi::cli {
namespace {

std::string source_text(std::string_view source, Language language) {
  constexpr std::string_view kLaw = "APPI ";
  constexpr std::string_view kMinistry = "MHLW ";
  constexpr std::string_view kPlanning = "MHLW 6.0 planning ";
  if (source.starts_with(kLaw)) {
    return compose_in(language, {.en = "APPI art. {}", .ja = "個人情報保護法{}条"},
                      source.substr(kLaw.size()));
  }
  if (source.starts_with(kPlanning)) {
    return compose_in(
        language,
        {.en = "MHLW 6.0, planning volume {}", .ja = "厚生労働省ガイドライン6.0版 企画管理編 {}"},
        source.substr(kPlanning.size()));
  }
  if (source.starts_with(kMinistry)) {
    return compose_in(language, {.en = "MHLW {}", .ja = "厚生労働省ガイドライン {}"},
                      source.substr(kMinistry.size()));
  }
  const bool is_clause = !source.empty() && source.front() >= '0' && source.front() <= '9';
  if (!is_clause) return std::string(source);
  return compose_in(language, {.en = "guideline {}", .ja = "ガイドライン {}"}, source);
}

}  // namespace

Phrase level_label(Severity level) {
  switch (level) {
    case Severity::Error: return {.en = "required", .ja = "必須"};
    case Severity::Warning: return {.en = "recommended", .ja = "推奨"};
    case Severity::Note: break;
  }
  return {.en = "for information", .ja = "参考"};
}

Style level_style(Severity level) {
  switch (level) {
    case Severity::Error: return Style::Error;
    case Severity::Warning: return Style::Warning;
    case Severity::Note: break;
  }
  return Style::Note;
}

std::string sources_text(std::span<const std::string_view> sources, Language language) {
  std::string text;
  for (const std::string_view source : sources) {
    if (!text.empty()) text += language == Language::Ja ? "、" : ", ";
    text += source_text(source, language);
  }
  return text;
}

std::string_view word_of(Modality modality) {
  switch (modality) {
    case Modality::Must: return "must";
    case Modality::Should: return "should";
    case Modality::Info: break;
  }
  return "info";
}

Phrase group_label(RuleGroup group) {
  switch (group) {
    case RuleGroup::SupplyChain: return {.en = "supply chain", .ja = "サプライチェーン"};
    case RuleGroup::Change: return {.en = "changes", .ja = "変更"};
    case RuleGroup::Network: return {.en = "networks", .ja = "医療情報連携ネットワーク"};
    case RuleGroup::Lifecycle: return {.en = "lifecycle", .ja = "ライフサイクル"};
    case RuleGroup::Agreement: return {.en = "agreement", .ja = "合意形成"};
    case RuleGroup::Risk: return {.en = "risk management", .ja = "リスクマネジメント"};
    case RuleGroup::Controls: return {.en = "controls", .ja = "対策項目"};
    case RuleGroup::Documents: return {.en = "documents", .ja = "文書・規程"};
    case RuleGroup::Statutory: return {.en = "statutory requirements", .ja = "制度上の要求事項"};
    case RuleGroup::Model: break;
  }
  return {.en = "the model itself", .ja = "モデルそのもの"};
}

}  // namespace musubi::cli
