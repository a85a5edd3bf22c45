#include "cli/options.h"

#include <algorithm>
#include <exception>
#include <utility>

#include <boost/program_options.hpp>

#include "cli/option_values.h"
#include "cli/phrase.h"
#include "model/nearest.h"

namespace musubi::cli {
namespace {

namespace po = boost::program_options;

constexpr const char* kModel = "model";

po::options_description describe(std::span<const Option> accepted) {
  po::options_description description;
  for (const Option option : accepted) {
    const OptionSpec& spec = spec_of(option);
    std::string name(spec.name);
    if (spec.letter != '\0') name += std::string(",") + spec.letter;
    if (spec.value.empty()) {
      description.add_options()(name.c_str(), "");
    } else {
      description.add_options()(name.c_str(), po::value<std::vector<std::string>>(), "");
    }
  }
  description.add_options()(kModel, po::value<std::vector<std::string>>(), "");
  return description;
}

std::string without_value(const std::string& token) { return token.substr(0, token.find('=')); }

Text unknown_option(const std::string& token, std::span<const Option> accepted) {
  const std::string name = without_value(token);
  std::vector<std::string> here;
  std::vector<std::string> elsewhere;
  for (const OptionSpec& spec : option_table()) {
    const bool is_here = std::ranges::find(accepted, spec.option) != accepted.end();
    (is_here ? here : elsewhere).push_back("--" + std::string(spec.name));
  }
  if (std::ranges::find(elsewhere, name) != elsewhere.end()) {
    return compose(
        {.en = "{} is not an option of this verb", .ja = "{} はこのコマンドでは使えません"}, name);
  }
  const std::vector<std::string_view> candidates(here.begin(), here.end());
  if (const auto meant = nearest(name, candidates); meant && name.size() > 2) {
    return compose({.en = "unknown option {}; did you mean {}?",
                    .ja = "{} というオプションはありません。{} ではありませんか"},
                   name, *meant);
  }
  return compose({.en = "unknown option {}", .ja = "{} というオプションはありません"}, name);
}

Text bad_syntax(const po::invalid_command_line_syntax& error) {
  using Syntax = po::invalid_command_line_syntax;
  const std::string name = error.get_option_name();
  switch (error.kind()) {
    case Syntax::missing_parameter:
    case Syntax::empty_adjacent_parameter:
      return compose({.en = "{} needs a value", .ja = "{} には値が必要です"}, name);
    case Syntax::extra_parameter:
    case Syntax::long_adjacent_not_allowed:
    case Syntax::short_adjacent_not_allowed:
      return compose({.en = "{} takes no value", .ja = "{} は値を取りません"}, name);
    default: return compose({.en = "{} cannot be read", .ja = "{} を読み取れません"}, name);
  }
}

// What the library makes of the arguments, in their order.
std::expected<std::vector<po::option>, Text> parse(std::span<const std::string> args,
                                                   std::span<const Option> accepted) {
  namespace style = po::command_line_style;
  const po::options_description description = describe(accepted);
  po::positional_options_description positional;
  positional.add(kModel, -1);
  try {
    return po::command_line_parser(std::vector<std::string>(args.begin(), args.end()))
        .options(description)
        .positional(positional)
        .style(style::unix_style & ~style::allow_guessing)
        .run()
        .options;
  } catch (const po::unknown_option& error) {
    return std::unexpected(unknown_option(error.get_option_name(), accepted));
  } catch (const po::invalid_command_line_syntax& error) {
    return std::unexpected(bad_syntax(error));
  } catch (const po::error_with_option_name& error) {
    return std::unexpected(
        compose({.en = "{} cannot be read", .ja = "{} を読み取れません"}, error.get_option_name()));
  } catch (const po::error&) {
    return std::unexpected(
        Text{.en = "the command line cannot be read", .ja = "コマンドラインを読み取れません"});
  }
}

const OptionSpec* find_spec(std::string_view name) {
  const auto found = std::ranges::find(option_table(), name, &OptionSpec::name);
  return found == option_table().end() ? nullptr : &*found;
}

bool is_set(std::string_view value) { return !value.empty(); }

// The value of `--lang` before the arguments are read as a whole: the messages about them have to
// be in that language too.
std::string_view language_option(std::span<const std::string> args) {
  constexpr std::string_view kName = "--lang";
  std::string_view value;
  for (std::size_t i = 0; i < args.size() && args[i] != "--"; ++i) {
    const std::string_view arg = args[i];
    if (arg == kName && i + 1 < args.size()) value = args[i + 1];
    if (arg.starts_with("--lang=")) value = arg.substr(kName.size() + 1);
  }
  return value;
}

}  // namespace

std::expected<Options, Text> read_options(std::span<const std::string> args,
                                          std::span<const Option> accepted,
                                          std::span<const Format> formats, Language language) {
  const auto parsed = parse(args, accepted);
  if (!parsed) return std::unexpected(parsed.error());
  Options options;
  options.language = language;
  options.format = formats.front();
  std::vector<Option> seen;
  for (const po::option& item : *parsed) {
    if (item.string_key == kModel) {
      options.models.insert(options.models.end(), item.value.begin(), item.value.end());
      continue;
    }
    const OptionSpec* spec = find_spec(item.string_key);
    if (spec == nullptr) continue;
    if (!spec->repeated && std::ranges::find(seen, spec->option) != seen.end()) {
      return std::unexpected(
          compose({.en = "--{} is given twice", .ja = "--{} が二度指定されています"}, spec->name));
    }
    seen.push_back(spec->option);
    const std::string value = item.value.empty() ? std::string() : item.value.front();
    if (auto problem = set_option(options, *spec, value, formats)) {
      return std::unexpected(*std::move(problem));
    }
  }
  return options;
}

Language choose_language(std::span<const std::string> args, const Environment& environment) {
  const auto is_japanese = [](std::string_view value) { return value.starts_with("ja"); };
  const std::string_view option = language_option(args);
  if (option == "ja") return Language::Ja;
  if (option == "en") return Language::En;
  for (const std::string_view name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string_view value = environment.variable(name);
    if (is_set(value)) return is_japanese(value) ? Language::Ja : Language::En;
  }
  return Language::En;
}

}  // namespace musubi::cli
