#include <algorithm>
#include <array>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "engine/rules/components.h"
#include "engine/rules/risk_parties.h"
#include "engine/rules/rules.h"
#include "model/guideline.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 5.4"};
constexpr std::array kModalities{Modality::Must, Modality::Should};
constexpr std::array kKeys{StatedKey::ConsideredGuideline};

/// The editions that may be asked for at the date; null where there is none.
struct Newest {
  const Edition* known = nullptr;  // at first hand, with its period of grace over: must
  const Edition* any = nullptr;    // published: should
};

Newest newest_editions(const SupplyGraph& supply) {
  const int grace = supply.model().policy.edition_grace_months.value_or(0);
  Newest newest{.any = edition_in_force(GuidelineKind::Mhlw, supply.as_of())};
  for (const Edition& edition : editions(GuidelineKind::Mhlw).entries) {
    const bool asked = edition.published.plus_months(grace) <= supply.as_of();
    if (asked && !edition.second_hand) newest.known = &edition;
  }
  return newest;
}

/// The risks of one party about one service, and what was considered in them.
struct Managed {
  ServiceId service;
  OrganizationId owner;
  const Risk* first = nullptr;
  const Edition* considered = nullptr;  // the newest; null: none
  bool beyond_catalogue = false;        // one that is newer than all that is known here
};

void consider(const Risk& risk, Managed& managed) {
  if (!risk.considered_guideline || risk.considered_guideline->mhlw.empty()) return;
  const Edition* edition = find_edition(GuidelineKind::Mhlw, risk.considered_guideline->mhlw);
  if (edition == nullptr) {
    managed.beyond_catalogue = true;
  } else if (managed.considered == nullptr || managed.considered->published < edition->published) {
    managed.considered = edition;
  }
}

std::vector<Managed> managed_services(const RuleContext& context) {
  std::vector<const Risk*> risks;
  for (const Risk& risk : context.supply.model().risks) risks.push_back(&risk);
  const auto key = [&](const Risk* risk) {
    return std::pair(risk->service.id, owner_of(context, *risk));
  };
  std::ranges::stable_sort(risks, {}, key);
  std::vector<Managed> all;
  for (const Risk* risk : risks) {
    const auto [service, owner] = key(risk);
    if (all.empty() || all.back().service != service || all.back().owner != owner) {
      all.push_back({.service = service, .owner = owner, .first = risk});
    }
    consider(*risk, all.back());
  }
  return all;
}

bool is_older(const Managed& managed, const Edition* edition) {
  if (edition == nullptr || managed.beyond_catalogue) return false;
  return managed.considered == nullptr || managed.considered->published < edition->published;
}

Text considered_words(const Managed& managed) {
  if (managed.considered == nullptr) {
    return {"no edition of the MHLW guideline is on record as considered",
            "考慮した版の記録がなく"};
  }
  const Phrase& title = managed.considered->title;
  return {fmt::format("{} is on record as considered", title.en),
          fmt::format("考慮した記録があるのは{}までで", title.ja)};
}

Text edition_label(const Edition& edition) {
  const std::string published = edition.published_as_known();
  const Phrase remark = edition.second_hand
                            ? Phrase{", known here at second hand only", "、二次資料による"}
                            : Phrase{};
  return {fmt::format("{} (published {}{})", edition.title.en, published, remark.en),
          fmt::format("{}（{}公表{}）", edition.title.ja, published, remark.ja)};
}

/// The editions that are asked for and were not considered.
Text newer_words(const Managed& managed, const Newest& newest) {
  std::vector<Text> labels;
  if (newest.known != newest.any && is_older(managed, newest.known)) {
    labels.push_back(edition_label(*newest.known));
  }
  labels.push_back(edition_label(*newest.any));
  return joined(labels);
}

Finding outdated(const RuleContext& context, const Managed& managed, const Newest& newest) {
  const Model& model = context.supply.model();
  const bool must = is_older(managed, newest.known);
  Finding finding =
      make_finding(kGuidelineOutdated, {.modality = must ? Modality::Must : Modality::Should,
                                        .subject = model[managed.service].id,
                                        .owes = model[managed.owner].id,
                                        .where = managed.first->where,
                                        .blanks = {{"considered", considered_words(managed)},
                                                   {"newer", newer_words(managed, newest)}}});
  hold_in_systems_of(context, managed.service, finding);
  return finding;
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Newest newest = newest_editions(context.supply);
  for (const Managed& managed : managed_services(context)) {
    if (is_older(managed, newest.any)) findings.push_back(outdated(context, managed, newest));
  }
}

}  // namespace

const Rule kGuidelineOutdated{
    .id = "guideline-outdated",
    .group = RuleGroup::Risk,
    .sources = kSources,
    .modalities = kModalities,
    .keys = kKeys,
    .looks_at = Look::Risks,
    .summary = {"a risk management that has not considered the newest MHLW guideline",
                "最新の厚生労働省ガイドラインを考慮した記録がないリスクマネジメント"},
    .fires_when =
        {"the newest edition of the MHLW guideline considered in a provider's risks about a "
         "component is older than the edition in force; recommended for an edition known at second "
         "hand only, or within `policy.edition_grace_months`",
         "構成要素についての事業者のリスクで考慮した厚生労働省ガイドラインの版が、基準日に有効な"
         "版より古い。二次資料による版、又は`policy.edition_grace_months`の期間内は推奨"},
    .rationale =
        {"What the guideline for providers says on matters particular to medical information "
         "systems may change as the MHLW guideline is revised, as with VPN or wireless LAN. A "
         "provider has to consider the newest MHLW guideline and take measures as its risk "
         "management then says.",
         "医療情報システム等特有の考慮事項は、厚生労働省ガイドラインの改訂等に伴って変更される可"
         "能性があります。事業者は、最新の厚生労働省ガイドラインの内容を考慮し、リスクマネジメン"
         "トの結果に基づいて適切な対策を実施する必要があります。"},
    .message =
        {"In the risk management of {owes} for {subject}, {considered}. Not on record as "
         "considered: "
         "{newer}.",
         "{owes}による「{subject}」のリスクマネジメントで{considered}、{newer}を考慮した記録があり"
         "ません。"},
    .remedy =
        {"{owes}: review the risks of the component against the newest MHLW guideline, agree on "
         "what changes, and record the edition in `considered_guideline`.",
         "{owes}は、最新の厚生労働省ガイドラインに照らしてこの構成要素のリスクを見直し、変更点に"
         "ついて合意形成を図り、その版を`considered_guideline`に記録してください。"},
    .run = run,
};

}  // namespace musubi::rules
