#include <algorithm>
#include <array>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array kModalities{Modality::Info};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  for (const Suppression& suppression : model.suppressions) {
    if (context.supply.as_of() > suppression.expires) continue;
    // What was not asked for cannot have matched.
    const Rule* rule = find_rule(suppression.rule);
    if (rule != nullptr && std::ranges::find(context.asked, rule) == context.asked.end()) {
      continue;
    }
    const auto is_hit = [&](const Finding& finding) { return suppresses(suppression, finding); };
    const bool used = std::ranges::any_of(context.found,
                                          [&](const RuleFindings& other) {
                                            return std::ranges::any_of(other.findings, is_hit);
                                          }) ||
                      std::ranges::any_of(findings, is_hit);
    if (used) continue;
    findings.push_back(
        make_finding(kSuppressionUnused,
                     {.modality = Modality::Info,
                      .subject = suppression.subject,
                      .owes = suppression.owes,
                      .where = suppression.where,
                      .blanks = {{"rule", Text{suppression.rule.str(), suppression.rule.str()}}}}));
  }
}

}  // namespace

const Rule kSuppressionUnused{
    .id = "suppression-unused",
    .group = RuleGroup::Model,
    .modalities = kModalities,
    .summary = {"a suppression that matches no finding", "どの指摘事項にも当たらない抑制"},
    .fires_when = {"a suppression that has not expired matches no finding",
                   "期限内の抑制が、どの指摘事項にも当たらない"},
    .rationale =
        {"What it was meant to hide is mended or was never there. Left in the model it would "
         "hide the finding should it come back.",
         "対象の指摘事項は解消したか、もともとありません。モデルに残すと、同じ指摘事項が再び生じ"
         "たときに表示されなくなります。"},
    .message = {"The suppression of `{rule}` on {subject} matches no finding.",
                "「{subject}」についての`{rule}`の抑制は、どの指摘事項にも当たりません。"},
    .remedy = {"Take the suppression out of the model, or correct its `rule`, `subject` or `owes`.",
               "抑制をモデルから削除するか、`rule`、`subject`又は`owes`を訂正してください。"},
    .run = run,
};

}  // namespace musubi::rules
