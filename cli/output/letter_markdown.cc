#include "cli/output/letter.h"
#include "cli/output/markdown.h"

namespace musubi::cli {
namespace {

class LetterMarkdown {
 public:
  explicit LetterMarkdown(const Letter& letter)
      : letter_(letter), japanese_(letter.language == Language::Ja) {}

  std::string text() {
    put("# " + markdown_text(letter_.subject));
    put_lines(letter_.head);
    put_lines(letter_.addressee);
    put_lines(letter_.sender);
    for (const std::string& paragraph : letter_.opening) put(markdown_text(paragraph));
    put(markdown_text(letter_.closing));
    if (japanese_) put("記");
    std::size_t number = 0;
    for (const LetterPart& part : letter_.parts) {
      put("## " + std::to_string(++number) + ". " + markdown_text(part.heading));
      put_part(part);
    }
    if (japanese_) put("以上");
    put("---");
    put("## " + markdown_text(letter_.receipt.heading));
    put_part(letter_.receipt);
    return std::move(text_);
  }

 private:
  void put(const std::string& block) {
    if (!text_.empty()) text_ += '\n';
    text_ += block + "\n";
  }

  // Lines of one paragraph that stay lines.
  void put_lines(const std::vector<std::string>& lines) {
    std::string block;
    for (const std::string& line : lines) {
      if (!block.empty()) block += "\\\n";
      block += markdown_text(line);
    }
    put(block);
  }

  void put_part(const LetterPart& part) {
    std::string block;
    for (const LetterLine& line : part.lines) {
      block += block.empty() ? "" : "\n";
      block += line.box ? "- [ ] " : "- ";
      if (!line.label.empty()) {
        block += "**" + markdown_text(line.label) + "**" + (japanese_ ? "：" : ": ");
      }
      block += markdown_text(line.text);
    }
    put(block);
  }

  const Letter& letter_;
  bool japanese_;
  std::string text_;
};

}  // namespace

std::string letter_markdown(const Letter& letter) { return LetterMarkdown(letter).text(); }

}  // namespace musubi::cli
