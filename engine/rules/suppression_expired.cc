#include <array>

#include "engine/rules/finding.h"
#include "engine/rules/rules.h"

namespace musubi::rules {
namespace {

constexpr std::array kModalities{Modality::Should};

void run(const RuleContext& context, std::vector<Finding>& findings) {
  const Model& model = context.supply.model();
  for (const Suppression& suppression : model.suppressions) {
    if (context.supply.as_of() <= suppression.expires) continue;
    const std::string date = suppression.expires.to_string();
    findings.push_back(
        make_finding(kSuppressionExpired,
                     {.modality = Modality::Should,
                      .subject = suppression.subject,
                      .owes = suppression.owes,
                      .where = suppression.where,
                      .blanks = {{"rule", Text{suppression.rule.str(), suppression.rule.str()}},
                                 {"date", Text{date, date}}}}));
  }
}

}  // namespace

const Rule kSuppressionExpired{
    .id = "suppression-expired",
    .group = RuleGroup::Model,
    .modalities = kModalities,
    .summary = {"a suppression that has expired", "期限が過ぎた抑制"},
    .fires_when = {"the last day of a suppression is past", "抑制の期限が過ぎている"},
    .rationale =
        {"Somebody decided to live with a finding until a day, and that day is past. The "
         "suppression no longer hides anything; what it was about has to be looked at again.",
         "指摘事項を期限付きで受け入れる判断がされ、その期限が過ぎました。この抑制は効力がないた"
         "め、対象の指摘事項を改めて検討する必要があります。"},
    .message =
        {"The suppression of `{rule}` on {subject} expired on {date} and hides nothing any more.",
         "「{subject}」についての`{rule}`の抑制は{date}に期限が過ぎており、効力がありません。"},
    .remedy =
        {"Mend what it was about, or decide again and set a new `expires` with a reason.",
         "対象の指摘事項に対応するか、改めて判断し、理由とともに新しい`expires`を設定してください"
         "。"},
    .run = run,
};

}  // namespace musubi::rules
