#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/figure.h"
#include "model/text.h"

// The annex to an agreement as a document in no particular format: sections of paragraphs, lists
// and tables, every text in both languages. Who writes it escapes the texts for the format.
namespace musubi::cli {

/// What stands in one cell of a table, a line each.
struct AnnexCell {
  std::vector<Text> lines;
  bool boxes = false;       // each line has a box to tick before it
  bool is_missing = false;  // it says that something is on no record
};

struct AnnexTable {
  std::vector<Phrase> heads;
  std::vector<unsigned> widths;  // of the columns in percent, multiples of 5 that make up 100
  std::vector<std::vector<AnnexCell>> rows;
  bool tall = false;  // there is room to write in the rows by hand
};

struct AnnexBlock {
  enum class Kind : std::uint8_t {
    Paragraph,
    Missing,  // a paragraph that says that something is on no record
    Heading,  // within a section
    List,
    Boxes,  // a list of what is to be ticked
    Table,
    Figure,  // `AnnexDocument::figure`
  };
  Kind kind = Kind::Paragraph;
  std::vector<Text> texts;  // one, but for lists; none of tables and the figure
  AnnexTable table;
};

struct AnnexSection {
  std::string_view id;  // "roles": the same in every annex
  Phrase title;
  std::vector<AnnexBlock> blocks;
  bool stays_whole = false;  // is printed on one page
  bool starts_page = false;

  void paragraph(Text text) { add(AnnexBlock::Kind::Paragraph, {std::move(text)}); }
  void missing(Text text) { add(AnnexBlock::Kind::Missing, {std::move(text)}); }
  void heading(Text text) { add(AnnexBlock::Kind::Heading, {std::move(text)}); }
  void list(std::vector<Text> texts) { add(AnnexBlock::Kind::List, std::move(texts)); }
  void boxes(std::vector<Text> texts) { add(AnnexBlock::Kind::Boxes, std::move(texts)); }
  void table(AnnexTable table) {
    blocks.push_back({.kind = AnnexBlock::Kind::Table, .texts = {}, .table = std::move(table)});
  }

 private:
  void add(AnnexBlock::Kind kind, std::vector<Text> texts) {
    blocks.push_back({.kind = kind, .texts = std::move(texts), .table = {}});
  }
};

struct AnnexDocument {
  Text title, subtitle;
  AnnexTable head;  // what it is about, above all sections: labels and texts, without heads
  std::vector<AnnexSection> sections;
  Figure figure;
  std::vector<Text> foot;  // what it says of itself, below all sections
};

}  // namespace musubi::cli
