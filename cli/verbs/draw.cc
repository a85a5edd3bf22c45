#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "cli/asked_figure.h"
#include "cli/figure_check.h"
#include "cli/model_input.h"
#include "cli/output/digest.h"
#include "cli/output/dot.h"
#include "cli/output/figure_json.h"
#include "cli/output/graphml.h"
#include "cli/output/mermaid.h"
#include "cli/output/picture.h"
#include "cli/phrase.h"
#include "cli/verbs/table.h"
#include "engine/supply_graph.h"

namespace musubi::cli {
namespace {

/// Smaller than this nobody reads it on paper: the text of a figure has 10 points, that beside
/// arrows 8.
constexpr double kReadableScale = 0.6;

std::optional<PictureFormat> picture_format(Format format) {
  switch (format) {
    case Format::Svg: return PictureFormat::Svg;
    case Format::Png: return PictureFormat::Png;
    case Format::Pdf: return PictureFormat::Pdf;
    default: return std::nullopt;
  }
}

/// Pictures have to be made with a font that has the characters; a reader of an SVG may have one.
ExitCode draw_picture(Session& session, const std::string& dot, PictureFormat format, Date date) {
  if (const auto missing = missing_font()) {
    if (format != PictureFormat::Svg) {
      session.complain(*missing);
      return ExitCode::Failure;
    }
    session.remark(*missing);
  }
  session.progress().begin(Step::Drawing);
  const auto picture = picture_of(dot, format, session.options().paper, date);
  if (!picture) {
    session.complain(picture.error());
    return ExitCode::Failure;
  }
  if (picture->scale < kReadableScale) {
    session.remark(compose(
        {.en = "to fit on the sheet the figure was made smaller ({} %), and will be hard to read; "
               "--group, --focus ID with --depth N, or --paper a3 help",
         .ja = "用紙に収めるため {} % "
               "に縮小しました。印刷すると読みにくい大きさです。--group、--focus "
               "IDと--depth N、--paper a3 をお試しください"},
        static_cast<int>(picture->scale * 100)));
  }
  session.answer(picture->data);
  return ExitCode::Fine;
}

ExitCode draw(Session& session, const Input& input, const SupplyGraph& supply) {
  const Options& options = session.options();
  const auto figure = asked_figure(supply, options);
  if (!figure) return session.refuse(figure.error());
  const Model& model = supply.model();
  const FigureOrigin origin = origin_of(model, options, input.as_of, digest_of(model.sources));
  switch (options.format) {
    case Format::Json: session.answer(figure_json(model, *figure, input.as_of)); break;
    case Format::Mermaid:
      session.answer(mermaid_of(model, *figure, options.language, origin));
      break;
    case Format::Graphml:
      session.answer(graphml_of(model, *figure, options.language, origin));
      break;
    default: {
      const std::string dot = dot_of(model, *figure, look_of(options), origin);
      if (const auto format = picture_format(options.format)) {
        return draw_picture(session, dot, *format, input.as_of.date);
      }
      session.answer(dot);
    }
  }
  return ExitCode::Fine;
}

ExitCode run(Session& session) {
  if (session.options().verify) return check_figure(session);
  const auto input = read_input(session);
  if (!input) return input.error();
  const SupplyGraph supply(input->model(), input->as_of.date);
  return draw(session, *input, supply);
}

constexpr auto kOptions = std::to_array<Option>(
    {Option::View, Option::System, Option::Target, Option::Kind, Option::On, Option::Customer,
     Option::Supplier, Option::Focus, Option::Depth, Option::Direction, Option::MaxNodes,
     Option::Group, Option::Legend, Option::Mono, Option::Paper, Option::Verify, Option::AsOf,
     Option::Root});
constexpr auto kFormats = std::to_array<Format>({Format::Dot, Format::Svg, Format::Png, Format::Pdf,
                                                 Format::Mermaid, Format::Graphml, Format::Json});

}  // namespace

std::span<const Option> draw_options() { return kOptions; }

constinit const Verb kDrawVerb{
    .name = "draw",
    .summary = {.en = "figures: contracts, dependencies, responsibility, impact, one agreement",
                .ja = "契約関係、依存関係、責任分界、変更の影響、合意の範囲を図にします"},
    .usage = {.en = "[--view VIEW] [options] MODEL…\n--verify FIGURE.dot MODEL…",
              .ja = "[--view 種類] [オプション] モデル…\n--verify 図.dot モデル…"},
    .details =
        {.en =
             "Prints a figure as DOT, the language of Graphviz, or draws it (--format svg, png, "
             "pdf) for a sheet of --paper. Shapes, lines and signs say what is what, colour only "
             "repeats it; --legend explains them. Below stand the model's name, the day and the "
             "digest of its files. --focus ID draws what is around a record; whatever is left out "
             "is counted in the figure. --verify says whether a figure that was stored as DOT "
             "still agrees with the model, and what differs.",
         .ja = "図をDOT（Graphvizの言語）で出力するか、--format "
               "svg、png、pdfで用紙に合わせて描きます。"
               "形・線・記号で意味を表し、色はその補いです（--"
               "legendで凡例を付けます）。図の下にモデルの"
               "名称、基準日、ファイルのダイジェストを記します。--focus "
               "IDで記録の周囲だけを描き、省いた"
               "ものは件数を図に示します。--"
               "verifyは、DOTで保存した図がモデルと今も一致しているか、何が違"
               "うかを答えます。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
