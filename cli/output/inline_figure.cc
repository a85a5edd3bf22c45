#include "cli/output/inline_figure.h"

#include <fmt/format.h>

#include "cli/output/picture.h"
#include "cli/output/xml.h"

namespace musubi::cli {
namespace {

/// Text of a figure cannot look like this: its quotes are written as entities.
constexpr std::string_view kIdAttribute = " id=\"";

std::string with_prefix(std::string_view svg, std::string_view prefix) {
  std::string result;
  result.reserve(svg.size() + svg.size() / 16);
  for (std::size_t at = 0; at < svg.size();) {
    const std::size_t next = svg.find(kIdAttribute, at);
    if (next == std::string_view::npos) {
      result += svg.substr(at);
      break;
    }
    result += svg.substr(at, next - at);
    result += kIdAttribute;
    result += prefix;
    at = next + kIdAttribute.size();
  }
  return result;
}

}  // namespace

std::expected<std::string, Text> inline_figure(const Model& model, const Figure& figure,
                                               const FigureLook& look, std::string_view prefix) {
  const std::string dot = dot_of(model, figure, look, {});
  const auto picture = picture_of(dot, PictureFormat::Svg, Paper::A4, Date());
  if (!picture) return std::unexpected(picture.error());
  // Before the element stand a declaration and comments that belong to a document of its own.
  constexpr std::string_view kBegin = "<svg ";
  const std::size_t begin = picture->data.find(kBegin);
  if (begin == std::string::npos) {
    return std::unexpected(
        Text{.en = "Graphviz did not write SVG", .ja = "Graphviz が SVG を出力しませんでした"});
  }
  return fmt::format(
      "<svg role=\"img\" aria-label=\"{}\" {}", xml_attribute(figure.title.in(look.language)),
      with_prefix(std::string_view(picture->data).substr(begin + kBegin.size()), prefix));
}

}  // namespace musubi::cli
