#include "cli/output/mermaid.h"

#include <string_view>

#include <fmt/format.h>

#include "cli/output/characters.h"
#include "cli/output/figure_words.h"

namespace musubi::cli {
namespace {

/// Text within the quotes of a label: letters and digits of ASCII and all beyond ASCII as they are,
/// everything else as the number of its character, so that neither Mermaid nor the HTML that it
/// makes finds markup in it.
std::string label_text_of(std::string_view text) {
  std::string label;
  for (const char c : valid_utf8(text)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte >= 0x80 || c == ' ' || (c >= '0' && c <= '9') ||
                       (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (plain) {
      label += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      label += ' ';
    } else {
      label += fmt::format("#{};", unsigned{byte});
    }
  }
  return label;
}

std::string label_of_lines(const std::vector<std::string>& lines) {
  std::string label;
  for (const std::string& line : lines) {
    if (!label.empty()) label += "<br/>";
    label += label_text_of(line);
  }
  return label;
}

struct Brackets {
  std::string_view open, close;
};

Brackets brackets_of(BoxKind kind) {
  switch (kind) {
    case BoxKind::Institution: return {"[[", "]]"};
    case BoxKind::NetworkOperator: return {"{{", "}}"};
    case BoxKind::InfrastructureVendor: return {"[(", ")]"};
    case BoxKind::Service: return {"(", ")"};
    case BoxKind::Choice: return {"{", "}"};
    case BoxKind::Hidden: return {"([", "])"};
    case BoxKind::System:
    case BoxKind::Provider: break;
  }
  return {"[", "]"};
}

std::string_view line_of(ArrowKind kind) {
  switch (kind) {
    case ArrowKind::Contract: return "==>";
    case ArrowKind::Notice:
    case ArrowKind::Uses:
    case ArrowKind::DependsOn: return "-->";
    case ArrowKind::Relay:
    case ArrowKind::Placement: return "-.->";
    case ArrowKind::Independent:
    case ArrowKind::Silence: break;
  }
  return "-.-x";
}

class MermaidWriter {
 public:
  MermaidWriter(const Model& model, const Figure& figure, Language language)
      : model_(&model), figure_(&figure), language_(language) {}

  std::string write(const FigureOrigin& origin) {
    const bool sideways =
        figure_->view == FigureView::Contracts || figure_->view == FigureView::Impact;
    text_ = fmt::format("%% musubi draw {}\n", visible(origin.command));
    for (const std::string& line : origin.caption) text_ += "%% " + visible(line) + "\n";
    text_ += sideways ? "flowchart LR\n" : "flowchart TB\n";
    for (std::uint32_t area = 0; area < figure_->areas.size(); ++area) {
      if (figure_->areas[area].parent == kNoArea) write_area(area, 1);
    }
    for (std::uint32_t box = 0; box < figure_->boxes.size(); ++box) {
      if (figure_->boxes[box].area == kNoArea) write_box(box, 1);
    }
    for (const FigureArrow& arrow : figure_->arrows) write_arrow(arrow);
    return std::move(text_);
  }

 private:
  void write_area(std::uint32_t row, std::size_t indent) {
    const FigureArea& area = figure_->areas[row];
    const std::vector<std::string> lines = lines_of(area, language_);
    const std::string space(indent * 2, ' ');
    text_ += fmt::format("{}subgraph a{}[\"{}\"]\n", space, row, label_of_lines(lines));
    for (std::uint32_t inner = row + 1; inner < figure_->areas.size(); ++inner) {
      if (figure_->areas[inner].parent == row) write_area(inner, indent + 1);
    }
    for (std::uint32_t box = 0; box < figure_->boxes.size(); ++box) {
      if (figure_->boxes[box].area == row) write_box(box, indent + 1);
    }
    text_ += space + "end\n";
  }

  void write_box(std::uint32_t row, std::size_t indent) {
    const FigureBox& box = figure_->boxes[row];
    std::vector<std::string> lines{box.label.in(language_)};
    for (std::string& line : lines_of(box, language_)) lines.push_back(std::move(line));
    const auto [open, close] = brackets_of(box.kind);
    text_ += fmt::format("{}n{}{}\"{}\"{}\n", std::string(indent * 2, ' '), row, open,
                         label_of_lines(lines), close);
  }

  void write_arrow(const FigureArrow& arrow) {
    const std::string label = label_of_lines(lines_of(*model_, arrow, language_));
    text_ += fmt::format("  n{} {}{} n{}\n", arrow.from, line_of(arrow.kind),
                         label.empty() ? "" : "|\"" + label + "\"|", arrow.to);
  }

  const Model* model_;
  const Figure* figure_;
  Language language_;
  std::string text_;
};

}  // namespace

std::string mermaid_of(const Model& model, const Figure& figure, Language language,
                       const FigureOrigin& origin) {
  return MermaidWriter(model, figure, language).write(origin);
}

}  // namespace musubi::cli
