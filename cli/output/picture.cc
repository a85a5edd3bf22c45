#include "cli/output/picture.h"

#include <algorithm>
#include <array>
#include <fontconfig/fontconfig.h>
#include <gvc.h>
#include <memory>
#include <string_view>

#include <fmt/format.h>

#include "cli/output/dot_graph.h"

namespace musubi::cli {
namespace {

constexpr double kPointsAnInch = 72;

struct Sheet {
  double width, height;  // in points, without the margin
};

Sheet sheet_of(Paper paper) {
  constexpr double kPointsAMillimetre = kPointsAnInch / 25.4;
  if (paper == Paper::A3) return {267 * kPointsAMillimetre, 390 * kPointsAMillimetre};
  return {180 * kPointsAMillimetre, 267 * kPointsAMillimetre};
}

Text cannot_draw() {
  return {.en = "Graphviz could not draw this figure; --format dot gives its text",
          .ja = "Graphvizがこの図を描けませんでした。--format dotで図のテキストを出力できます"};
}

/// A drawing that was laid out. What the library has made of it is not given back: its own clean-up
/// (2.42) frees twice what belongs to edges between clusters.
class Layout {
 public:
  Layout() : context_(gvContext()) {}

  /// The graph of the text; null where it could not be laid out.
  Agraph_t* make(const std::string& dot, std::string_view dpi, std::string_view size) {
    graph_ = read_graph(dot);
    if (graph_ == nullptr) return nullptr;
    if (!dpi.empty()) set(graph_, "dpi", dpi);
    if (!size.empty()) set(graph_, "size", size);
    return gvLayout(context_, graph_, "dot") == 0 ? graph_ : nullptr;
  }

  std::string render(const char* format) {
    char* data = nullptr;
    unsigned size = 0;
    if (gvRenderData(context_, graph_, format, &data, &size) != 0) return {};
    std::string text(data, size);
    gvFreeRenderData(data);
    return text;
  }

 private:
  GVC_t* context_;
  Agraph_t* graph_ = nullptr;
};

/// By how much the drawing has to shrink to fit, and the sheet the way that it fits best.
struct Fit {
  double scale = 1;
  Sheet sheet;
};

Fit fit(double width, double height, Sheet upright) {
  const auto scale_on = [&](Sheet sheet) {
    return std::min(sheet.width / width, sheet.height / height);
  };
  const Sheet lying{upright.height, upright.width};
  const Sheet sheet = scale_on(lying) > scale_on(upright) ? lying : upright;
  return {std::min(1.0, scale_on(sheet)), sheet};
}

const char* name_of(PictureFormat format) {
  switch (format) {
    case PictureFormat::Png: return "png";
    case PictureFormat::Pdf: return "pdf";
    case PictureFormat::Svg: break;
  }
  return "svg";
}

/// The library writes the moment of its run into a PDF.
void set_day(std::string& pdf, Date date) {
  constexpr std::string_view kKey = "/CreationDate (D:";
  std::string digits = date.to_string();
  std::erase(digits, '-');
  digits += "000000";
  const std::size_t at = pdf.find(kKey);
  if (at != std::string::npos) pdf.replace(at + kKey.size(), digits.size(), digits);
}

}  // namespace

std::expected<Picture, Text> picture_of(const std::string& dot, PictureFormat format, Paper paper,
                                        Date date) {
  Layout layout;
  const std::string_view dpi = format == PictureFormat::Png ? "144" : "";
  Agraph_t* const graph = layout.make(dot, dpi, {});
  if (graph == nullptr) return std::unexpected(cannot_draw());
  const boxf box = GD_bb(graph);
  const Fit fitted = fit(box.UR.x - box.LL.x, box.UR.y - box.LL.y, sheet_of(paper));
  const std::string size = fmt::format("{:.3f},{:.3f}", fitted.sheet.width / kPointsAnInch,
                                       fitted.sheet.height / kPointsAnInch);
  if (fitted.scale < 1 && layout.make(dot, dpi, size) == nullptr) {
    return std::unexpected(cannot_draw());
  }
  Picture picture{layout.render(name_of(format)), fitted.scale};
  if (picture.data.empty()) return std::unexpected(cannot_draw());
  if (format == PictureFormat::Pdf) set_day(picture.data, date);
  return picture;
}

std::optional<Text> missing_font() {
  const std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)> japanese(
      FcNameParse(reinterpret_cast<const FcChar8*>(":lang=ja")), FcPatternDestroy);
  const std::unique_ptr<FcObjectSet, decltype(&FcObjectSetDestroy)> family(
      FcObjectSetBuild(FC_FAMILY, nullptr), FcObjectSetDestroy);
  const std::unique_ptr<FcFontSet, decltype(&FcFontSetDestroy)> fonts(
      FcFontList(nullptr, japanese.get(), family.get()), FcFontSetDestroy);
  if (fonts != nullptr && fonts->nfont > 0) return std::nullopt;
  return Text{
      .en =
          "no font with Japanese characters is installed; the Debian package "
          "fonts-ipaexfont has one (fonts-noto-cjk another)",
      .ja =
          "日本語のフォントが入っていません。Debianではパッケージfonts-ipaexfont（またはfont"
          "s-noto-cjk）をインストールしてください"};
}

}  // namespace musubi::cli
