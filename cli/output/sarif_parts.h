#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/output/json_out.h"
#include "engine/rule.h"
#include "engine/rule_runner.h"
#include "model/text.h"

// The parts of a SARIF log that do not depend on its findings. Numbers in brackets are sections of
// SARIF 2.1.0.
namespace musubi::cli {

/// `text` as a message string: braces, which would make placeholders, are doubled (3.11.5), and a
/// link that somebody wrote into a name stays text (3.11.6).
[[nodiscard]] std::string sarif_string(std::string_view text);

/// {"text": …}
void write_sarif_message(JsonWriter& json, std::string_view name, std::string_view text);

/// The rules of a log, in the order of the catalogue: all that were asked for, whether they ran or
/// not.
[[nodiscard]] std::vector<const Rule*> sarif_rules(const CheckResult& result);

/// The member `tool` of a run: the program and its rules (3.18, 3.49).
void write_sarif_tool(JsonWriter& json, std::span<const Rule* const> rules, Language language);

/// The member `invocations` of a run: rules that the policy switches off are overridden
/// configurations, those whose keys no record states notifications (3.20).
void write_sarif_invocation(JsonWriter& json, const CheckResult& result,
                            std::span<const Rule* const> rules, Language language);

/// The id of a rule under `id_name` ("ruleId", "id"), and its place among the rules of the log
/// where it is one of them.
void write_sarif_rule_reference(JsonWriter& json, std::span<const Rule* const> rules,
                                std::string_view id_name, std::string_view id);

}  // namespace musubi::cli
