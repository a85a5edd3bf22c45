#include "cli/output/sarif_parts.h"

#include <algorithm>

#include "cli/output/finding_parts.h"
#include "cli/output/levels.h"
#include "cli/output/result_json.h"
#include "cli/phrase.h"
#include "model/version.h"

namespace musubi::cli {
namespace {

std::string help_text(const Rule& rule, Language language) {
  constexpr Phrase kPattern{.en = "{}\n\nIt fires when {}.\n\n{}\n\nSource: {}",
                            .ja = "{}\n\n検出する条件：{}\n\n{}\n\n出典：{}"};
  return compose_in(language, kPattern, rule.summary, rule.fires_when, rule.rationale,
                    sources_text(rule.sources, language));
}

std::string help_markdown(const Rule& rule, Language language) {
  constexpr Phrase kPattern{.en = "### {}\n\n**It fires when** {}.\n\n{}\n\n*Source: {}*",
                            .ja = "### {}\n\n**検出する条件**：{}\n\n{}\n\n*出典：{}*"};
  return compose_in(language, kPattern, rule.summary, rule.fires_when, rule.rationale,
                    sources_text(rule.sources, language));
}

// In both languages, the one that was asked for first.
void write_help(JsonWriter& json, const Rule& rule, Language language) {
  const Language other = language == Language::Ja ? Language::En : Language::Ja;
  const std::string text = help_text(rule, language) + "\n\n" + help_text(rule, other);
  const std::string markdown = help_markdown(rule, language) + "\n\n" + help_markdown(rule, other);
  json.key("help");
  json.begin_object();
  json.member("text", std::string_view(sarif_string(text)));
  json.member("markdown", std::string_view(sarif_string(markdown)));
  json.end_object();
}

// The reportingDescriptor of a rule (3.49).
void write_rule(JsonWriter& json, const Rule& rule, Language language) {
  json.begin_object();
  json.member("id", rule.id);
  write_sarif_message(json, "shortDescription", rule.summary.in(language));
  write_sarif_message(json, "fullDescription", rule.rationale.in(language));
  write_help(json, rule, language);
  json.key("defaultConfiguration");
  json.begin_object();
  json.member("level", word_of(level_of(rule.modalities.front())));
  json.end_object();
  json.key("properties");
  json.begin_object();
  json.key("tags");
  json.begin_array();
  json.value(group_name(rule.group));
  json.end_array();
  json.list_member("sources", rule.sources);
  json.key("modalities");
  json.begin_array();
  for (const Modality modality : rule.modalities) json.value(word_of(modality));
  json.end_array();
  json.end_object();
  json.end_object();
}

void write_descriptor(JsonWriter& json, std::span<const Rule* const> rules, std::string_view name,
                      const Rule& rule) {
  json.key(name);
  json.begin_object();
  write_sarif_rule_reference(json, rules, "id", rule.id);
  json.end_object();
}

}  // namespace

std::string sarif_string(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '{' || c == '}') result += c;
    if (text.substr(i).starts_with("](")) result += '\\';
    result += c;
  }
  return result;
}

void write_sarif_message(JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name);
  json.begin_object();
  json.member("text", std::string_view(sarif_string(text)));
  json.end_object();
}

std::vector<const Rule*> sarif_rules(const CheckResult& result) {
  std::vector<const Rule*> rules;
  for (const auto* some : {&result.rules, &result.not_modelled, &result.switched_off}) {
    rules.insert(rules.end(), some->begin(), some->end());
  }
  std::ranges::sort(rules, {}, [](const Rule* rule) {
    return std::ranges::find(all_rules(), rule) - all_rules().begin();
  });
  return rules;
}

void write_sarif_tool(JsonWriter& json, std::span<const Rule* const> rules, Language language) {
  json.key("tool");
  json.begin_object();
  json.key("driver");
  json.begin_object();
  json.member("name", "musubi");
  json.member("version", version());
  json.member("semanticVersion", version());
  json.key("rules");
  json.begin_array();
  for (const Rule* rule : rules) write_rule(json, *rule, language);
  json.end_array();
  json.end_object();
  json.end_object();
}

void write_sarif_invocation(JsonWriter& json, const CheckResult& result,
                            std::span<const Rule* const> rules, Language language) {
  json.key("invocations");
  json.begin_array();
  json.begin_object();
  json.member("executionSuccessful", true);
  json.key("ruleConfigurationOverrides");
  json.begin_array();
  for (const Rule* rule : result.switched_off) {
    json.begin_object();
    write_descriptor(json, rules, "descriptor", *rule);
    json.key("configuration");
    json.begin_object();
    json.member("enabled", false);
    json.end_object();
    json.end_object();
  }
  json.end_array();
  json.key("toolExecutionNotifications");
  json.begin_array();
  for (const Rule* rule : result.not_modelled) {
    json.begin_object();
    json.member("level", "note");
    write_sarif_message(json, "message", not_modelled_text(*rule, language));
    write_descriptor(json, rules, "associatedRule", *rule);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  json.end_array();
}

void write_sarif_rule_reference(JsonWriter& json, std::span<const Rule* const> rules,
                                std::string_view id_name, std::string_view id) {
  json.member(id_name, id);
  const auto found = std::ranges::find(rules, id, &Rule::id);
  if (found == rules.end()) return;
  json.member(id_name == "id" ? "index" : "ruleIndex", std::int64_t{found - rules.begin()});
}

}  // namespace musubi::cli
