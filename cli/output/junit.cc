#include "cli/output/junit.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/output/finding_parts.h"
#include "cli/output/levels.h"
#include "cli/output/names.h"
#include "cli/output/result_json.h"
#include "cli/output/xml.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

struct Case {
  const Rule* rule = nullptr;
  std::string name;
  std::string place;  // attributes
  // Of a case that failed or was skipped.
  std::string message, type, body;
  bool failed = false, skipped = false;
};

class JunitWriter {
 public:
  JunitWriter(const FindingsView& view, bool only_new, Language language)
      : view_(&view), model_(view.model), only_new_(only_new), language_(language) {}

  std::string text() {
    const std::vector<Case> cases = all_cases();
    std::string suites;
    for (auto begin = cases.begin(); begin != cases.end();) {
      const auto end = std::find_if(begin, cases.end(), [&](const Case& one) {
        return one.rule->group != begin->rule->group;
      });
      suites += suite_text({begin, end});
      begin = end;
    }
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"musubi check\" {}>\n{}"
        "</testsuites>\n",
        counts_text(cases), suites);
  }

 private:
  // By rule in the order of the catalogue.
  [[nodiscard]] std::vector<Case> all_cases() const {
    std::vector<Case> cases;
    for (const std::size_t row : all_rows(*view_)) cases.push_back(case_of(row));
    for (const Rule* rule : view_->result->rules) {
      const bool has_findings = std::ranges::find(cases, rule, &Case::rule) != cases.end();
      if (!has_findings) cases.push_back(rule_case(*rule));
    }
    for (const Rule* rule : view_->result->not_modelled) {
      cases.push_back(skipped_rule(*rule, not_modelled_text(*rule, language_)));
    }
    for (const Rule* rule : view_->result->switched_off) {
      cases.push_back(skipped_rule(*rule, language_ == Language::Ja
                                              ? "policy で無効にされています。"
                                              : "Switched off by the policy."));
    }
    std::ranges::stable_sort(cases, {}, [](const Case& one) {
      return std::ranges::find(all_rules(), one.rule) - all_rules().begin();
    });
    return cases;
  }

  [[nodiscard]] Case rule_case(const Rule& rule) const {
    return {.rule = &rule,
            .name = std::string(rule.summary.in(language_)),
            .place = {},
            .message = {},
            .type = {},
            .body = {}};
  }

  [[nodiscard]] Case skipped_rule(const Rule& rule, std::string message) const {
    Case result = rule_case(rule);
    result.skipped = true;
    result.message = std::move(message);
    return result;
  }

  // "virtual servers (iaas): Hospital A (hospital) → B Cloud (infra-b)"
  [[nodiscard]] std::string name_of_case(const Finding& finding) const {
    std::string name;
    const auto add = [&](std::string_view separator, Symbol id) {
      if (!id.valid()) return;
      if (!name.empty()) name += separator;
      name += label_of(*model_, id, language_).render(false);
    };
    add("", finding.subject);
    add(language_ == Language::Ja ? "：" : ": ", finding.owes);
    add(" → ", finding.counterparty);
    return name.empty() ? std::string(finding.rule->summary.in(language_)) : name;
  }

  [[nodiscard]] Case case_of(std::size_t row) const {
    const Finding& finding = view_->result->findings[row];
    Case result{.rule = finding.rule,
                .name = name_of_case(finding),
                .place = {},
                .message = message_in(*model_, finding, language_),
                .type = std::string(word_of(finding.level)),
                .body = plain_text(*view_, row, language_)};
    if (finding.where.valid()) {
      result.place = fmt::format(" file=\"{}\" line=\"{}\"",
                                 xml_attribute(model_->sources.path(finding.where.file)),
                                 model_->sources.line_column(finding.where).line);
    }
    const auto reason = reason_to_skip(row);
    result.failed = !reason;
    result.skipped = reason.has_value();
    if (reason) result.message = *reason;
    return result;
  }

  [[nodiscard]] std::optional<std::string> reason_to_skip(std::size_t row) const {
    if (const Suppression* const suppression = view_->suppression_of(row)) {
      constexpr Phrase kText{.en = "Suppressed until {}: {}", .ja = "{}まで抑制：{}"};
      return compose_in(language_, kText, suppression->expires.to_string(), suppression->reason);
    }
    if (only_new_ && view_->state_of(row) == BaselineState::Unchanged) {
      return std::string(language_ == Language::Ja ? "比較元から継続しています。"
                                                   : "Unchanged since the baseline.");
    }
    return std::nullopt;
  }

  [[nodiscard]] static std::string counts_text(std::span<const Case> cases) {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\"", cases.size(),
                       std::ranges::count(cases, true, &Case::failed),
                       std::ranges::count(cases, true, &Case::skipped));
  }

  [[nodiscard]] std::string suite_text(std::span<const Case> cases) const {
    const std::string_view group = group_name(cases.front().rule->group);
    std::string text =
        fmt::format("  <testsuite name=\"{}\" {}>\n", xml_attribute(group), counts_text(cases));
    for (const Case& one : cases) text += case_text(one);
    return text + "  </testsuite>\n";
  }

  [[nodiscard]] static std::string case_text(const Case& one) {
    const std::string begin =
        fmt::format("    <testcase classname=\"{}\" name=\"{}\"{}", xml_attribute(one.rule->id),
                    xml_attribute(one.name), one.place);
    if (one.failed) {
      return fmt::format(
          "{}>\n      <failure message=\"{}\" type=\"{}\">{}</failure>\n    </testcase>\n", begin,
          xml_attribute(one.message), one.type, xml_text(one.body));
    }
    if (one.skipped) {
      return fmt::format("{}>\n      <skipped message=\"{}\"/>\n    </testcase>\n", begin,
                         xml_attribute(one.message));
    }
    return begin + "/>\n";
  }

  const FindingsView* view_;
  const Model* model_;
  bool only_new_;
  Language language_;
};

}  // namespace

std::string junit_text(const FindingsView& view, bool only_new, Language language) {
  return JunitWriter(view, only_new, language).text();
}

}  // namespace musubi::cli
