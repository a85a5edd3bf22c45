#include <array>
#include <cstddef>
#include <string>

#include <fmt/format.h>

#include "engine/promise.h"
#include "engine/rules/finding.h"
#include "engine/rules/kinds.h"
#include "engine/rules/rules.h"
#include "model/memory.h"

namespace musubi::rules {
namespace {

constexpr std::array<std::string_view, 1> kSources{"FAQ 2.1"};
constexpr std::array kModalities{Modality::Should};

/// The finding on one contract, of the kinds of change whose notice it cannot keep.
Finding find_on(const SupplyGraph& supply, const UnkeepableNotice& first, std::uint8_t kinds) {
  const Model& model = supply.model();
  const Text promised{std::to_string(first.promised), std::to_string(first.promised)};
  const Text possible{std::to_string(first.possible), std::to_string(first.possible)};
  Finding finding = make_finding(
      kUnkeepableNotice,
      {.modality = Modality::Should,
       .subject = model[first.contract].id,
       .owes = model[supply.supplier(first.contract)].id,
       .counterparty = model[supply.customer(first.contract)].id,
       .where = model[first.contract].where,
       .blanks = {{"kinds", KindsBlank{kinds}}, {"promised", promised}, {"possible", possible}}});
  finding.details = {kinds_detail(kinds),
                     {.key = "promised", .values = {}, .number = first.promised},
                     {.key = "possible", .values = {}, .number = first.possible}};
  finding.evidence = evidence_of(supply, first);
  return finding;
}

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const std::vector<UnkeepableNotice> all = find_unkeepable_notices(context.supply);
  for (std::size_t i = 0; i < all.size();) {
    const UnkeepableNotice& first = all[i];
    std::uint8_t kinds = 0;
    for (; i < all.size() && all[i].contract == first.contract; ++i) {
      kinds = static_cast<std::uint8_t>(kinds | kind_bit(all[i].kind));
    }
    push_back_large(findings, find_on(context.supply, first, kinds));
  }
}

}  // namespace

const Rule kUnkeepableNotice{
    .id = "unkeepable-notice",
    .group = RuleGroup::Change,
    .sources = kSources,
    .modalities = kModalities,
    .looks_at = Look::Contracts,
    .summary = {"a notice promised earlier than the supplier itself is told",
                "供給者自身が通知を受けるよりも長い予告期間"},
    .fires_when =
        {"a contract promises notice of a change more days before it than a provider below gives "
         "notice of its own changes to the one above it, along a dependency without redundancy",
         "契約に定めた変更の予告期間が、その下の構成要素（冗長化されたものを除く）について事業者間"
         "で定めた予告期間より長い"},
    .rationale =
        {"A change often begins with a provider further down the supply chain. A supplier that "
         "promises 60 days and is told 30 days before cannot keep its promise then. The FAQ "
         "considers it important that the parties agree on duties such as notice of changes; "
         "the periods have to fit together.",
         "変更は、サプライチェーンの下流の事業者から始まることが少なくありません。60日前までの通知"
         "を約束した供給者が、自らは30日前にしか通知を受けないのであれば、その約束は守れません。FA"
         "Qは、関係者間で変更の通知などの責務について合意形成することが重要としており、予告期間は"
         "互いに整合している必要があります。"},
    .message = {"{owes} gives {counterparty} notice {promised} days before under {subject}, but "
                "where the change begins below it, only {possible} days remain ({kinds}).",
                "{owes}は「{subject}」により{counterparty}に{promised}日前までに通知することになっ"
                "ていますが、下流で始まる変更については{possible}日前までしか通知を受けられません（"
                "{kinds}）。"},
    .remedy = {"{owes}: agree on a longer notice with those below, or on one with {counterparty} "
               "that can be kept.",
               "{owes}は、下流の事業者とより長い予告期間を合意するか、守ることのできる予告期間を{c"
               "ounterparty}と合意してください。"},
    .run = run,
};

}  // namespace musubi::rules
