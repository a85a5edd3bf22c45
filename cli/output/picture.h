#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>

#include "model/date.h"
#include "model/text.h"

namespace musubi::cli {

enum class PictureFormat : std::uint8_t { Svg, Png, Pdf };

/// The sheet that a picture has to fit on, upright or lying, with a margin of 15 mm.
enum class Paper : std::uint8_t { A4, A3 };

struct Picture {
  std::string data;
  double scale = 1;  // below 1 where it had to be made smaller to fit
};

/// Lays a DOT text out and draws it, with the libraries of Graphviz. The same bytes for the same
/// text, fonts and version of these; a PDF bears `date` as the day of its making. The error says
/// what is missing on this machine, or that Graphviz could not do it. Not for several threads at
/// once.
[[nodiscard]] std::expected<Picture, Text> picture_of(const std::string& dot, PictureFormat format,
                                                      Paper paper, Date date);

/// What to say where no font with Japanese is installed; nothing where one is.
[[nodiscard]] std::optional<Text> missing_font();

}  // namespace musubi::cli
