#include <string_view>

#include "cli/output/letter.h"

namespace musubi::cli {
namespace {

constexpr std::size_t kIndent = 3;

// At the right margin, where it fits on a line.
void put_right(Page& page, const std::string& text) {
  const Styled line(text);
  if (line.width() >= page.width()) {
    page.paragraph(line);
  } else {
    page.line(Styled(std::string(page.width() - line.width(), ' ')).add(line));
  }
}

void put_centred(Page& page, const std::string& text) {
  const Styled line(text, Style::Strong);
  page.paragraph(line, line.width() < page.width() ? (page.width() - line.width()) / 2 : 0);
}

std::string text_of(const LetterLine& line, bool japanese) {
  if (line.box) return "□ " + line.text;
  if (line.label.empty()) return line.text;
  return line.label + (japanese ? "：" : ": ") + line.text;
}

void put_lines(Page& page, const LetterPart& part, bool japanese) {
  for (const LetterLine& line : part.lines) {
    page.paragraph(Styled(text_of(line, japanese)), kIndent, line.box ? 3 : 2);
  }
}

// The blanks of a slip that has to be cut off.
void put_cut(Page& page, bool japanese) {
  const std::string_view mark = japanese ? " 切り取り線 " : " cut here ";
  const std::size_t rest = page.width() - Styled(mark).width();
  std::string line;
  for (std::size_t i = 0; i < rest / 4; ++i) line += "- ";
  line += mark;
  for (std::size_t i = 0; i < rest / 4; ++i) line += " -";
  page.line(Styled(line, Style::Dim));
}

}  // namespace

void write_letter_break(Page& page) {
  std::string line;
  for (std::size_t i = 0; i < page.width(); ++i) line += "=";
  page.blank();
  page.line(Styled(line, Style::Dim));
  page.blank();
}

void write_letter(Page& page, const Letter& letter) {
  const bool japanese = letter.language == Language::Ja;
  for (const std::string& line : letter.head) put_right(page, line);
  page.blank();
  for (const std::string& line : letter.addressee) page.paragraph(Styled(line));
  page.blank();
  for (const std::string& line : letter.sender) put_right(page, line);
  page.blank();
  put_centred(page, (japanese ? "件名　" : "Subject: ") + letter.subject);
  page.blank();
  for (const std::string& paragraph : letter.opening) {
    page.paragraph(Styled(paragraph));
    if (!japanese) page.blank();
  }
  if (japanese) {
    put_right(page, letter.closing);
    page.blank();
    put_centred(page, "記");
  } else {
    page.paragraph(Styled(letter.closing));
    for (const std::string& line : letter.sender) page.paragraph(Styled(line));
  }
  std::size_t number = 0;
  for (const LetterPart& part : letter.parts) {
    page.blank();
    page.paragraph(Styled(std::to_string(++number) + ". " + part.heading, Style::Strong));
    put_lines(page, part, japanese);
  }
  if (japanese) put_right(page, "以上");
  page.blank();
  put_cut(page, japanese);
  page.blank();
  put_centred(page, letter.receipt.heading);
  page.blank();
  put_lines(page, letter.receipt, japanese);
}

}  // namespace musubi::cli
