#include "cli/figure_check.h"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>
#include <string_view>

#include "cli/asked_figure.h"
#include "cli/model_input.h"
#include "cli/output/digest.h"
#include "cli/output/dot_graph.h"
#include "cli/output/figure_difference.h"
#include "cli/phrase.h"
#include "model/loader.h"

namespace musubi::cli {
namespace {

/// So many differences are told; the rest is a count.
constexpr std::size_t kShownDifferences = 50;

/// What a stored figure says of itself.
struct StoredFigure {
  std::string text, command, digest, as_of;
};

std::expected<StoredFigure, Text> read_figure(const std::string& path) {
  auto text = read_text_file(path);
  if (!text) return std::unexpected(text.error().message);
  const DotGraph graph = read_dot(*text);
  if (graph.get() == nullptr) {
    return std::unexpected(compose(
        {.en = "'{}' is not DOT: draw --format dot stores a figure that can be verified",
         .ja = "「{}」はDOTではありません。照合できるのはdraw --format dotで保存した図です"},
        path));
  }
  if (get(graph.get(), "musubi") != "1") {
    return std::unexpected(
        compose({.en = "'{}' does not say how musubi drew it, so it cannot be drawn again",
                 .ja = "「{}」にはmusubiで描いたときの指定がないため、描き直して照合できません"},
                path));
  }
  return StoredFigure{std::move(*text), std::string(get(graph.get(), "musubi_draw")),
                      std::string(get(graph.get(), "musubi_model")),
                      std::string(get(graph.get(), "musubi_as_of"))};
}

/// The options with which the figure was drawn; its day, unless another is asked for.
std::expected<Options, Text> options_of(const StoredFigure& stored, const Session& session) {
  std::vector<std::string> words;
  std::istringstream command(stored.command);
  for (std::string word; command >> word;) words.push_back(word);
  words.emplace_back("--as-of");
  const auto& asked = session.options().as_of;
  words.push_back(asked ? asked->to_string() : stored.as_of);
  std::vector<Option> accepted(draw_options().begin(), draw_options().end());
  accepted.insert(accepted.end(), common_options().begin(), common_options().end());
  constexpr std::array kFormats{Format::Dot};
  return read_options(words, accepted, kFormats, session.language());
}

/// A label as a person reads it, its lines one after the other.
std::string readable(std::string_view label) {
  std::string text;
  for (std::size_t i = 0; i < label.size(); ++i) {
    if (label[i] == '\\' && i + 1 < label.size()) {
      text += label[i + 1] == '\\' ? "\\" : " / ";
      ++i;
    } else if (label.substr(i).starts_with("&amp;")) {
      text += '&';
      i += 4;
    } else {
      text += label[i];
    }
  }
  if (text.ends_with(" / ")) text.resize(text.size() - 3);
  return text;
}

/// Where the words of a part have changed, its looks have with them.
std::vector<FigureDifference> telling(const std::vector<FigureDifference>& differences) {
  std::set<std::string_view> labelled;
  for (const FigureDifference& one : differences) {
    if (one.attribute == "label") labelled.insert(one.part);
  }
  std::vector<FigureDifference> found;
  for (const FigureDifference& one : differences) {
    if (one.attribute == "label" || !labelled.contains(one.part)) found.push_back(one);
  }
  return found;
}

void write_difference(Page& page, const FigureDifference& difference, Language language) {
  const auto line = [&](const Phrase& pattern) {
    page.paragraph(Styled("- " + compose_in(language, pattern, difference.part)), 2, 2);
  };
  const bool whole = difference.part.empty();
  switch (difference.what) {
    case FigureDifference::What::Missing:
      return line({.en = "not in the stored figure: {}", .ja = "保存された図にない：{}"});
    case FigureDifference::What::Extra:
      return line({.en = "in the stored figure only: {}", .ja = "保存された図だけにある：{}"});
    case FigureDifference::What::Changed: break;
  }
  if (whole) {
    line({.en = "the figure itself{}", .ja = "図全体{}"});
  } else {
    line({.en = "differs: {}", .ja = "異なる：{}"});
  }
  const auto value = [&](const Phrase& label, const std::string& text) {
    page.paragraph(Styled(compose_in(language, label, difference.attribute, readable(text))), 6, 2);
  };
  value({.en = "{} in the stored figure: {}", .ja = "保存された図の {}：{}"}, difference.stored);
  value({.en = "{} from the model: {}", .ja = "モデルから描いた図の {}：{}"}, difference.current);
}

Phrase verdict(bool same_model, bool same_figure) {
  if (same_figure && same_model) {
    return {
        "The figure agrees with the model, and the files of the model are those that it was "
        "drawn from.",
        "図はモデルと一致しています。モデルのファイルも、図を描いたときのものと同じです。"};
  }
  if (same_figure) {
    return {
        "The figure agrees with the model. The files of the model have changed since it was "
        "drawn, but in nothing that it shows.",
        "図はモデルと一致しています。モデルのファイルは図を描いたときから変わっていますが、図に示す"
        "内容に違いはありません。"};
  }
  if (same_model) {
    return {
        "The figure does not agree with the model. The files of the model are those that it "
        "was drawn from, so the figure was changed afterwards, or drawn by another version of "
        "musubi.",
        "図はモデルと一致していません。モデルのファイルは図を描いたときのものと同じですので、図が後"
        "から変更されたか、別の版のmusubiで描かれています。"};
  }
  return {
      "The figure does not agree with the model any more: the files of the model have changed "
      "since it was drawn.",
      "図はモデルと一致しなくなっています。モデルのファイルが図を描いたときから変わっています。"};
}

/// What a comparison has found.
struct FigureComparison {
  std::vector<FigureDifference> differences;
  bool same_model = false;
};

std::string text_of(const Session& session, const StoredFigure& stored,
                    const FigureComparison& comparison) {
  Page page = session.page();
  const Language language = session.language();
  const std::vector<FigureDifference> differences = telling(comparison.differences);
  page.paragraph(Styled(verdict(comparison.same_model, differences.empty()).in(language)));
  const std::size_t shown = std::min(differences.size(), kShownDifferences);
  for (std::size_t i = 0; i < shown; ++i) write_difference(page, differences[i], language);
  if (shown < differences.size()) {
    const Phrase more{.en = "{} more", .ja = "ほか {} 件"};
    page.paragraph(Styled(compose_in(language, more, differences.size() - shown)), 2);
  }
  page.blank();
  page.paragraph(Styled("musubi draw " + stored.command), 0, 2);
  return page.text();
}

std::string_view word_of(FigureDifference::What what) {
  switch (what) {
    case FigureDifference::What::Missing: return "missing";
    case FigureDifference::What::Extra: return "extra";
    case FigureDifference::What::Changed: break;
  }
  return "changed";
}

std::string json_of(const Model& model, const AsOf& as_of, const StoredFigure& stored,
                    const FigureComparison& comparison) {
  ResultJson result("draw", &model, as_of);
  JsonWriter& json = result.body();
  json.member("agrees", comparison.differences.empty());
  json.member("model_changed", !comparison.same_model);
  json.member("drawn_from", stored.digest);
  json.member("drawn_by", stored.command);
  json.key("differences");
  json.begin_array();
  for (const FigureDifference& difference : comparison.differences) {
    json.begin_object();
    json.member("what", word_of(difference.what));
    json.member_or_null("part", difference.part);
    json.member_or_null("attribute", difference.attribute);
    json.member_or_null("stored", difference.stored);
    json.member_or_null("current", difference.current);
    json.end_object();
  }
  json.end_array();
  return result.text();
}

}  // namespace

ExitCode check_figure(Session& session) {
  const auto stored = read_figure(*session.options().verify);
  if (!stored) return refuse_file(session, stored.error());
  const auto options = options_of(*stored, session);
  if (!options) {
    return refuse_file(session,
                       compose({.en = "the figure cannot be drawn again as it says ({}): {}",
                                .ja = "図に記された指定（{}）では描き直せません：{}"},
                               stored->command, options.error()));
  }
  const auto input = read_input(session);
  if (!input) return input.error();
  const SupplyGraph supply(input->model(), *options->as_of);
  const auto figure = asked_figure(supply, *options);
  if (!figure) {
    return refuse_file(session,
                       compose({.en = "the figure cannot be drawn again from this model: {}",
                                .ja = "このモデルからは図を描き直せません：{}"},
                               figure.error()));
  }
  const AsOf as_of{*options->as_of, DateOrigin::Option};
  const FigureOrigin origin = origin_of(input->model(), *options, as_of, stored->digest);
  const std::string current = dot_of(input->model(), *figure, look_of(*options), origin);
  const FigureComparison comparison{compare_figures(stored->text, current),
                                    stored->digest == digest_of(input->model().sources)};
  session.answer(session.wants_json() ? json_of(input->model(), as_of, *stored, comparison)
                                      : text_of(session, *stored, comparison));
  return comparison.differences.empty() ? ExitCode::Fine : ExitCode::Findings;
}

}  // namespace musubi::cli
