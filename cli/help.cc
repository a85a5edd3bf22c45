#include "cli/help.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "cli/phrase.h"

namespace musubi::cli {
namespace {

struct Line {
  std::string label;
  std::string text;
};

void write_lines(Page& page, const std::vector<Line>& lines) {
  std::size_t width = 0;
  for (const Line& line : lines) width = std::max(width, Styled(line.label).width());
  for (const Line& line : lines) {
    page.field(Styled(line.label, Style::Name), Styled(line.text), 2, width);
  }
}

void write_heading(Page& page, const Phrase& heading, Language language) {
  page.blank();
  page.paragraph(Styled(heading.in(language), Style::Strong));
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

// So many formats stand beside the option; more would push all explanations to the right.
constexpr std::size_t kFormatsInLabel = 3;

std::string listed(std::span<const Format> formats, std::string_view separator) {
  std::string list;
  for (const Format format : formats) {
    if (!list.empty()) list += separator;
    list += name_of(format);
  }
  return list;
}

Line option_line(const OptionSpec& spec, std::span<const Format> formats, Language language) {
  std::string label = spec.letter == '\0' ? "" : std::string("-") + spec.letter + ", ";
  label += "--" + std::string(spec.name);
  std::string text(spec.help.in(language));
  const bool in_label = formats.size() <= kFormatsInLabel;
  if (spec.option == Option::Format && in_label) {
    label += " " + listed(formats, "|");
  } else if (!spec.value.empty()) {
    label += " " + std::string(spec.value);
  }
  if (spec.option == Option::Format && !in_label) {
    text += compose_in(language, {.en = ": {}", .ja = "：{}"},
                       listed(formats, language == Language::Ja ? "、" : ", "));
  }
  if (spec.repeated)
    text += language == Language::Ja ? "（繰り返し指定できます）" : " (may be repeated)";
  return {.label = std::move(label), .text = std::move(text)};
}

void write_options(Page& page, std::span<const Option> options, std::span<const Format> formats,
                   Language language) {
  std::vector<Line> lines;
  for (const Option option : options) {
    lines.push_back(option_line(spec_of(option), formats, language));
  }
  write_lines(page, lines);
}

struct Status {
  std::string_view code;
  Phrase meaning;
};

constexpr auto kStatuses = std::to_array<Status>({
    {"0", {.en = "fine", .ja = "問題ありません"}},
    {"1",
     {.en = "there are findings at or above --fail-on (of check: error unless said)",
      .ja = "--fail-on 以上の指摘事項があります（check の既定は error）"}},
    {"2", {.en = "the command line is wrong", .ja = "コマンドラインに誤りがあります"}},
    {"3",
     {.en = "the model cannot be read, or is invalid",
      .ja = "モデルを読み込めないか、モデルに誤りがあります"}},
    {"4", {.en = "output or internal failure", .ja = "出力できないか、内部エラーです"}},
});

constexpr Phrase kAbout{
    .en =
        "musubi reads a model of who supplies what to a medical institution, and says who "
        "manages which risk, which providers are in scope, and which suppliers nobody is on "
        "record to have confirmed (FAQ of the METI/MIC guideline).",
    .ja =
        "musubi は、医療機関等に誰が何を提供しているかを書いたモデルを読み、誰がどのリスクを"
        "管理するのか、どの事業者が対象事業者なのか、リスクマネジメントの確認の記録がない委託先は"
        "どこなのかを示します（経済産業省・総務省ガイドラインの FAQ に基づきます）。"};

constexpr Phrase kModels{
    .en =
        "A MODEL is a file, a folder (its *.musubi.json), or - for standard input; several "
        "together are one model. 'musubi VERB --help' explains a verb and its options.",
    .ja =
        "モデルには、ファイル、フォルダー（その中の *.musubi.json）、標準入力を表す - を"
        "指定します。複数を並べると一つのモデルになります。コマンドとそのオプションの説明は "
        "musubi コマンド --help で表示します。"};

}  // namespace

void write_program_help(Page& page, Language language) {
  constexpr Phrase kUsage{.en = "musubi VERB [options] MODEL…",
                          .ja = "musubi コマンド [オプション] モデル…"};
  page.paragraph(Styled(kUsage.in(language), Style::Strong));
  page.blank();
  page.paragraph(Styled(kAbout.in(language)));
  write_heading(page, {.en = "Verbs", .ja = "コマンド"}, language);
  std::vector<Line> lines;
  for (const Verb* verb : verbs()) {
    lines.push_back({std::string(verb->name), std::string(verb->summary.in(language))});
  }
  write_lines(page, lines);
  page.blank();
  page.paragraph(Styled(kModels.in(language)));
  write_heading(page, {.en = "Without a verb", .ja = "コマンドなしで"}, language);
  write_lines(page,
              {{"--help", compose_in(language, {.en = "this page", .ja = "この説明を表示します"})},
               {"--version", compose_in(language, {.en = "the program's version",
                                                   .ja = "プログラムの版を表示します"})}});
  write_heading(page, {.en = "Exit status", .ja = "終了状態"}, language);
  lines.clear();
  for (const auto& [code, meaning] : kStatuses) {
    lines.push_back({std::string(code), std::string(meaning.in(language))});
  }
  write_lines(page, lines);
}

void write_verb_help(Page& page, const Verb& verb, Language language) {
  for (const std::string_view usage : lines_of(verb.usage.in(language))) {
    const std::string start = "musubi " + std::string(verb.name) + " ";
    page.paragraph(Styled(start, Style::Strong).add(usage, Style::Strong), 0, start.size());
  }
  page.blank();
  page.paragraph(Styled(verb.summary.in(language)));
  for (const std::string_view paragraph : lines_of(verb.details.in(language))) {
    page.blank();
    page.paragraph(Styled(paragraph));
  }
  if (!verb.options.empty()) {
    write_heading(page, {.en = "Options", .ja = "オプション"}, language);
    write_options(page, verb.options, verb.formats, language);
  }
  write_heading(page, {.en = "Options of every verb", .ja = "すべてのコマンドに共通のオプション"},
                language);
  write_options(page, common_options(), verb.formats, language);
}

}  // namespace musubi::cli
