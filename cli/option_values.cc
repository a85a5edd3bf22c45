#include "cli/option_values.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/phrase.h"
#include "model/nearest.h"

namespace musubi::cli {
namespace {

constexpr unsigned kMaxThreads = 1024;
constexpr std::size_t kMaxMonths = 1200;

template <class Value>
struct Word {
  std::string_view word;
  Value value;
};

std::string listed(const std::vector<std::string_view>& words) {
  std::string list;
  for (const std::string_view word : words) {
    if (!list.empty()) list += ", ";
    list += word;
  }
  return list;
}

Text not_one_of(const OptionSpec& spec, const std::string& value,
                const std::vector<std::string_view>& words) {
  if (const auto meant = nearest(value, words)) {
    return compose({.en = "--{} takes one of {}, not '{}'; did you mean '{}'?",
                    .ja = "--{} の値は {} のいずれかです（「{}」）。「{}」ではありませんか"},
                   spec.name, listed(words), value, *meant);
  }
  return compose(
      {.en = "--{} takes one of {}, not '{}'", .ja = "--{} の値は {} のいずれかです（「{}」）"},
      spec.name, listed(words), value);
}

// Sets `target` from one of the words that the option takes.
template <class Value, class Target>
std::optional<Text> set_word(Target& target, const OptionSpec& spec, const std::string& value,
                             const std::vector<Word<Value>>& words) {
  std::vector<std::string_view> known;
  for (const auto& [word, meaning] : words) {
    if (word == value) {
      target = meaning;
      return std::nullopt;
    }
    known.push_back(word);
  }
  return not_one_of(spec, value, known);
}

std::optional<std::size_t> number(const std::string& value) {
  std::size_t result = 0;
  const char* const end = value.data() + value.size();
  const auto [last, error] = std::from_chars(value.data(), end, result);
  if (error != std::errc() || last != end) return std::nullopt;
  return result;
}

std::optional<Text> set_format(Options& options, const OptionSpec& spec, const std::string& value,
                               std::span<const Format> formats) {
  std::vector<Word<Format>> words;
  for (const Format format : formats) words.push_back({name_of(format), format});
  return set_word(options.format, spec, value, words);
}

std::optional<Text> set_date(std::optional<Date>& target, const OptionSpec& spec,
                             const std::string& value) {
  target = Date::parse(value);
  if (target) return std::nullopt;
  return compose({.en = "--{} takes a day of the calendar as YYYY-MM-DD, not '{}'",
                  .ja = "--{} には暦にある日を YYYY-MM-DD の形で指定します（「{}」）"},
                 spec.name, value);
}

std::optional<Text> set_threads(Options& options, const OptionSpec& spec,
                                const std::string& value) {
  const auto count = number(value);
  if (!count || *count == 0 || *count > kMaxThreads) {
    return compose({.en = "--{} takes a number from 1 to {}, not '{}'",
                    .ja = "--{} には 1 から {} までの数を指定します（「{}」）"},
                   spec.name, kMaxThreads, value);
  }
  options.threads = static_cast<unsigned>(*count);
  return std::nullopt;
}

std::optional<Text> set_limit(std::optional<std::size_t>& target, const OptionSpec& spec,
                              const std::string& value) {
  target = value == "all" ? std::nullopt : number(value);
  if (target || value == "all") return std::nullopt;
  return compose({.en = "--{} takes a number or 'all', not '{}'",
                  .ja = "--{} には数か all を指定します（「{}」）"},
                 spec.name, value);
}

std::optional<Text> set_months(Options& options, const OptionSpec& spec, const std::string& value) {
  const auto count = number(value);
  if (!count || *count == 0 || *count > kMaxMonths) {
    return compose({.en = "--{} takes a number from 1 to {}, not '{}'",
                    .ja = "--{} には 1 から {} までの数を指定します（「{}」）"},
                   spec.name, kMaxMonths, value);
  }
  options.months = static_cast<int>(*count);
  return std::nullopt;
}

std::optional<Text> set_fail_on(Options& options, const OptionSpec& spec,
                                const std::string& value) {
  using Level = std::optional<Severity>;
  const std::vector<Word<Level>> words{{"error", Severity::Error},
                                       {"warning", Severity::Warning},
                                       {"note", Severity::Note},
                                       {"none", std::nullopt}};
  auto problem = set_word(options.fail_on, spec, value, words);
  options.fail_never = value == "none";
  return problem;
}

template <class Target>
std::optional<Text> set_count(Target& target, const OptionSpec& spec, const std::string& value) {
  const auto count = number(value);
  if (!count || *count == 0) {
    return compose({.en = "--{} takes a number from 1 on, not '{}'",
                    .ja = "--{} には 1 以上の数を指定します（「{}」）"},
                   spec.name, value);
  }
  const std::size_t chosen = *count;
  target = chosen;
  return std::nullopt;
}

std::optional<Text> set_view(Options& options, const OptionSpec& spec, const std::string& value) {
  return set_word<FigureView>(options.view, spec, value,
                              {{"contracts", FigureView::Contracts},
                               {"dependencies", FigureView::Dependencies},
                               {"responsibility", FigureView::Responsibility},
                               {"impact", FigureView::Impact},
                               {"agreement", FigureView::Agreement}});
}

std::optional<Text> set_direction(Options& options, const OptionSpec& spec,
                                  const std::string& value) {
  return set_word<FigureDirection>(options.direction, spec, value,
                                   {{"both", FigureDirection::Both},
                                    {"down", FigureDirection::Down},
                                    {"up", FigureDirection::Up}});
}

// Kinds of change, with underscores or hyphens.
std::optional<Text> set_kind(Options& options, const OptionSpec& spec, std::string value) {
  std::ranges::replace(value, '_', '-');
  return set_word<ChangeKind>(options.kind.emplace(), spec, value,
                              {{"service-change", ChangeKind::ServiceChange},
                               {"contract-change", ChangeKind::ContractChange},
                               {"termination", ChangeKind::Termination},
                               {"incident", ChangeKind::Incident},
                               {"outage", ChangeKind::Outage}});
}

std::optional<Text> set_checked(Options& options, const OptionSpec& spec, const std::string& value,
                                std::span<const Format> formats) {
  switch (spec.option) {
    case Option::Format: return set_format(options, spec, value, formats);
    case Option::Lang:
      options.language_given = true;
      return set_word<Language>(options.language, spec, value,
                                {{"ja", Language::Ja}, {"en", Language::En}});
    case Option::Color:
      return set_word<ColorMode>(
          options.color, spec, value,
          {{"auto", ColorMode::Auto}, {"always", ColorMode::Always}, {"never", ColorMode::Never}});
    case Option::AsOf: return set_date(options.as_of, spec, value);
    case Option::On: return set_date(options.on, spec, value);
    case Option::Kind: return set_kind(options, spec, value);
    case Option::Max: return set_count(options.max, spec, value);
    case Option::MaxNodes: return set_count(options.max_nodes, spec, value);
    case Option::Depth: return set_count(options.depth, spec, value);
    case Option::View: return set_view(options, spec, value);
    case Option::Direction: return set_direction(options, spec, value);
    case Option::Paper:
      return set_word<Paper>(options.paper, spec, value, {{"a4", Paper::A4}, {"a3", Paper::A3}});
    case Option::Threads: return set_threads(options, spec, value);
    case Option::FailOn: return set_fail_on(options, spec, value);
    case Option::Months: return set_months(options, spec, value);
    case Option::MaxSystems: return set_limit(options.max_systems, spec, value);
    case Option::Top: return set_limit(options.top, spec, value);
    case Option::By:
      return set_word<RankBy>(options.by, spec, value,
                              {{"institutions", RankBy::Institutions},
                               {"systems", RankBy::Systems},
                               {"weight", RankBy::Weight}});
    case Option::Of:
      return set_word<ConcentrationOf>(options.of, spec, value,
                                       {{"services", ConcentrationOf::Services},
                                        {"organizations", ConcentrationOf::Organizations}});
    default: return std::nullopt;
  }
}

bool* flag(Options& options, Option option) {
  switch (option) {
    case Option::Quiet: return &options.quiet;
    case Option::Help: return &options.help;
    case Option::Check: return &options.check;
    case Option::Write: return &options.write;
    case Option::DropComments: return &options.drop_comments;
    case Option::Merge: return &options.merge;
    case Option::FailOnNew: return &options.fail_on_new;
    case Option::ShowSuppressed: return &options.show_suppressed;
    case Option::Repairs: return &options.repairs;
    case Option::ExitStatus: return &options.exit_status;
    case Option::Wareki: return &options.wareki;
    case Option::All: return &options.all;
    case Option::Group: return &options.group;
    case Option::Legend: return &options.legend;
    case Option::Mono: return &options.mono;
    case Option::Redact: return &options.redact;
    default: return nullptr;
  }
}

std::optional<std::string>* word(Options& options, Option option) {
  switch (option) {
    case Option::Output: return &options.output;
    case Option::Root: return &options.root;
    case Option::Id: return &options.id;
    case Option::Changes: return &options.changes;
    case Option::For: return &options.recipient;
    case Option::Letter: return &options.letter;
    case Option::Customer: return &options.customer;
    case Option::Supplier: return &options.supplier;
    case Option::Verify: return &options.verify;
    case Option::Contract: return &options.contract;
    case Option::From: return &options.from;
    case Option::To: return &options.to;
    case Option::Explain: return &options.explain;
    case Option::Example: return &options.example;
    case Option::Baseline: return &options.baseline;
    default: return nullptr;
  }
}

std::vector<std::string>* words(Options& options, Option option) {
  switch (option) {
    case Option::Owes: return &options.owes;
    case Option::System: return &options.systems;
    case Option::Rules: return &options.rules;
    case Option::Target: return &options.targets;
    case Option::Focus: return &options.focus;
    default: return nullptr;
  }
}

}  // namespace

std::optional<Text> set_option(Options& options, const OptionSpec& spec, const std::string& value,
                               std::span<const Format> formats) {
  if (bool* const target = flag(options, spec.option)) {
    *target = true;
    return std::nullopt;
  }
  if (value.empty()) {
    return compose({.en = "--{} needs a value", .ja = "--{} には値が必要です"}, spec.name);
  }
  if (auto* const target = word(options, spec.option)) {
    *target = value;
    return std::nullopt;
  }
  if (auto* const target = words(options, spec.option)) {
    target->push_back(value);
    return std::nullopt;
  }
  return set_checked(options, spec, value, formats);
}

}  // namespace musubi::cli
