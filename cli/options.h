#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/environment.h"
#include "cli/output/picture.h"
#include "engine/concentration.h"
#include "engine/figure_part.h"
#include "model/date.h"
#include "model/diagnostic.h"
#include "model/records.h"
#include "model/text.h"

namespace musubi::cli {

/// Every option of every verb; one means the same wherever it is accepted.
enum class Option : std::uint8_t {
  Format,
  Lang,
  Color,
  Output,
  Quiet,
  Help,  // of every verb
  AsOf,
  Root,
  Threads,  // of verbs that read a model
  FailOn,
  Owes,
  System,
  Rules,
  MaxSystems,  // of analyses
  Baseline,
  FailOnNew,
  ShowSuppressed,
  Repairs,  // of check
  Months,   // of timeline
  Target,
  Kind,
  On,
  Changes,
  For,
  ExitStatus,
  Letter,
  Wareki,  // of impact
  View,
  Customer,
  Supplier,
  Focus,
  Depth,
  Direction,
  MaxNodes,
  Group,
  Legend,
  Mono,
  Paper,
  Verify,  // of draw
  Contract,
  Redact,  // of agreement, with --customer and --supplier
  From,
  To,
  All,
  Max,  // of path
  By,
  Of,
  Top,  // of rank
  Id,
  Explain,
  Example,
  Check,
  Write,
  DropComments,
  Merge,  // of one verb
};

/// What an option is called and what it does; help is printed from it.
struct OptionSpec {
  Option option{};
  std::string_view name;   // without hyphens
  char letter = '\0';      // of the short form
  std::string_view value;  // what stands for its value in help; empty for a flag
  bool repeated = false;   // may be given several times
  Phrase help;
};

/// All options, in the order of the enumeration.
[[nodiscard]] std::span<const OptionSpec> option_table();
[[nodiscard]] const OptionSpec& spec_of(Option option);
/// The options that every verb takes.
[[nodiscard]] std::span<const Option> common_options();

enum class Format : std::uint8_t {
  Text,
  Json,
  Markdown,
  Sarif,
  Csv,
  Junit,
  Github,
  Html,
  Dot,
  Svg,
  Png,
  Pdf,
  Mermaid,
  Graphml,
};
[[nodiscard]] std::string_view name_of(Format format);

/// What a ranking goes by.
enum class RankBy : std::uint8_t { Institutions, Systems, Weight };

enum class ColorMode : std::uint8_t { Auto, Always, Never };

/// The arguments of one verb, read and checked.
struct Options {
  Language language = Language::En;
  bool language_given = false;  // by --lang
  Format format = Format::Text;
  ColorMode color = ColorMode::Auto;
  bool quiet = false;
  bool help = false;
  std::optional<std::string> output;

  std::optional<Date> as_of;
  std::optional<std::string> root;
  unsigned threads = 0;  // 0: as many as the machine has cores

  std::optional<Severity> fail_on;  // nothing: not asked for, or never (`fail_never`)
  bool fail_never = false;
  std::vector<std::string> owes, systems, rules;
  std::optional<std::size_t> max_systems = 20;  // nothing: all

  std::optional<std::string> baseline;
  bool fail_on_new = false, show_suppressed = false, repairs = false;

  int months = 12;

  std::vector<std::string> targets;
  std::optional<ChangeKind> kind;
  std::optional<Date> on;
  std::optional<std::string> changes;    // a file
  std::optional<std::string> recipient;  // --for
  bool exit_status = false;
  std::optional<std::string> letter;  // to whom
  bool wareki = false;

  std::optional<FigureView> view;
  std::optional<std::string> customer, supplier;
  std::vector<std::string> focus;
  std::optional<std::size_t> depth;
  FigureDirection direction = FigureDirection::Both;
  std::size_t max_nodes = 60;
  bool group = false, legend = false, mono = false;
  Paper paper = Paper::A4;
  std::optional<std::string> verify;  // a file

  std::optional<std::string> contract;
  bool redact = false;

  std::optional<std::string> from, to;
  bool all = false;
  std::size_t max = 100;

  RankBy by = RankBy::Institutions;
  ConcentrationOf of = ConcentrationOf::Services;
  std::optional<std::size_t> top = 20;  // nothing: all

  std::optional<std::string> id, explain, example;
  bool check = false, write = false, drop_comments = false, merge = false;

  std::vector<std::string> models;  // what stands on the command line without an option
};

/// Reads the arguments of a verb that takes these options and formats (the first is the default),
/// or says what is wrong with them. Everything that Boost.Program_options throws ends here.
[[nodiscard]] std::expected<Options, Text> read_options(std::span<const std::string> args,
                                                        std::span<const Option> accepted,
                                                        std::span<const Format> formats,
                                                        Language language);

/// The language to speak: `--lang` wherever it stands, else the first of LC_ALL, LC_MESSAGES and
/// LANG that is set. English for any language but Japanese.
[[nodiscard]] Language choose_language(std::span<const std::string> args,
                                       const Environment& environment);

}  // namespace musubi::cli
