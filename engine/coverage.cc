#include "engine/coverage.h"

#include <algorithm>
#include <string>

#include "model/guideline.h"

namespace musubi {
namespace {

struct Limits {
  std::string_view faq;
  Phrase limits;
};

// What the section asks for and records cannot tell.
constexpr auto kLimits = std::to_array<Limits>({
    {"2.1", {"whether a confirmation or a notice says enough", "確認や通知の内容が十分かどうか"}},
    {"4",
     {"whether both parties understand the same by what they agreed",
      "合意した内容について双方の理解が実際に一致しているかどうか"}},
    {"4.1",
     {"whether what was provided suffices for the agreement, and which further items it needs",
      "提供した情報が合意形成に足りるかどうか、表4-1以外に必要な項目があるかどうか"}},
    {"5",
     {"whether the risks on record are all there are, and their levels right",
      "記録されたリスクに漏れがないか、リスクレベルが適切かどうか"}},
    {"5.1",
     {"whether reduction or avoidance would have been possible",
      "リスク低減やリスク回避を選べたかどうか"}},
    {"5.2", {"whether a residual risk may be accepted", "残存するリスクを許容できるかどうか"}},
    {"5.3",
     {"whether a reason is rational, and an alternative measure as good",
      "理由が合理的かどうか、代替措置が同等以上かどうか"}},
    {"5.4",
     {"whether the measures follow what the edition says",
      "対策がその版の内容に沿っているかどうか"}},
    {"6.1",
     {"whether the rules say enough to satisfy both parties",
      "運用管理規程の記載が双方の納得できる程度かどうか"}},
    {"7.1",
     {"whether a requirement is in fact met, and requirements beyond the built-in catalogue and "
      "those that the model names",
      "要求事項を実際に満たしているかどうか、組み込みの一覧とモデルに挙げたもの以外の要求事項"}},
});

Phrase limits_of(std::string_view faq) {
  const auto found = std::ranges::find(kLimits, faq, &Limits::faq);
  return found == kLimits.end() ? Phrase{} : found->limits;
}

// FAQ 1 asks who is in scope at all; `scope` answers it.
constexpr std::string_view kScopeSection = "1";

class SectionReader {
 public:
  SectionReader(std::span<const Rule* const> selected, const Stated& stated,
                const LookCounts& counts)
      : selected_(selected), stated_(stated), counts_(counts) {}

  [[nodiscard]] CoverageEntry read(std::string_view faq) const {
    CoverageEntry entry{.faq = faq, .limits = limits_of(faq)};
    const std::string source = "FAQ " + std::string(faq);
    std::array<bool, kLookCount> looked{};
    std::size_t idle = 0;
    for (const Rule* rule : selected_) {
      if (std::ranges::find(rule->sources, source) == rule->sources.end()) continue;
      add_missing(*rule, entry.missing);
      const auto look = static_cast<std::size_t>(rule->looks_at);
      if (!has_its_keys(*rule, stated_) || counts_[look] == 0) {
        ++idle;
        continue;
      }
      entry.rules.push_back(rule);
      looked[look] = true;
    }
    if (faq == kScopeSection) looked[static_cast<std::size_t>(Look::Organizations)] = true;
    for (std::size_t look = 0; look < kLookCount; ++look) {
      if (looked[look]) entry.subjects += counts_[look];
    }
    entry.state = state_of(entry, idle);
    return entry;
  }

 private:
  void add_missing(const Rule& rule, std::vector<StatedKey>& missing) const {
    for (const StatedKey key : rule.keys) {
      if (!stated_.has(key) && std::ranges::find(missing, key) == missing.end()) {
        missing.push_back(key);
      }
    }
  }

  static CoverageState state_of(const CoverageEntry& entry, std::size_t idle) {
    if (entry.subjects > 0) return idle == 0 ? CoverageState::Checked : CoverageState::Partly;
    const bool asked = idle > 0 || entry.faq == kScopeSection;
    return asked ? CoverageState::NotModelled : CoverageState::NotChecked;
  }

  std::span<const Rule* const> selected_;
  const Stated& stated_;
  const LookCounts& counts_;
};

}  // namespace

LookCounts count_looks(const SupplyGraph& supply, const Facts& facts,
                       std::span<const ScopeEntry> scope) {
  const Model& model = supply.model();
  std::size_t active = 0;
  for (std::size_t k = 0; k < model.contracts.size(); ++k) {
    if (supply.active(ContractId(k))) ++active;
  }
  LookCounts counts{};
  const auto set = [&counts](Look look, std::size_t count) {
    counts[static_cast<std::size_t>(look)] = count;
  };
  set(Look::Components, static_cast<std::size_t>(std::ranges::count(facts.reached, char{1})));
  set(Look::Services, model.services.size());
  set(Look::Systems, model.systems.size());
  set(Look::Organizations, scope.size());
  set(Look::Contracts, active);
  set(Look::Assessments, model.assessments.size());
  set(Look::Risks, model.risks.size());
  set(Look::Controls, model.controls.size());
  set(Look::Requirements, model.requirements.size());
  set(Look::Changes, model.changes.size());
  set(Look::Suppressions, model.suppressions.size());
  return counts;
}

bool has_its_keys(const Rule& rule, const Stated& stated) {
  return std::ranges::all_of(rule.keys, [&](StatedKey key) { return stated.has(key); });
}

std::vector<CoverageEntry> find_coverage(std::span<const Rule* const> selected,
                                         const Stated& stated, const LookCounts& counts) {
  const SectionReader reader(selected, stated, counts);
  std::vector<CoverageEntry> coverage;
  coverage.reserve(kFaqSections.entries.size());
  for (const GuidelineEntry& section : kFaqSections.entries) {
    coverage.push_back(reader.read(section.id));
  }
  return coverage;
}

}  // namespace musubi
