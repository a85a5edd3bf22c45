#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/text.h"

// HTML that is escaped by construction: what comes from a model goes through `text` or the value of
// an attribute, and can be nothing but text there.
namespace musubi::cli {

/// An attribute of an element. Names are the program's own, values may be anybody's.
struct HtmlAttribute {
  std::string_view name;
  std::string value;
};
using HtmlAttributes = std::initializer_list<HtmlAttribute>;

class HtmlWriter;

/// An element that is open as long as this lives. Has to end before what it was opened in.
class [[nodiscard]] HtmlElement {
 public:
  HtmlElement(const HtmlElement&) = delete;
  HtmlElement(HtmlElement&&) = delete;
  HtmlElement& operator=(const HtmlElement&) = delete;
  HtmlElement& operator=(HtmlElement&&) = delete;
  ~HtmlElement();

 private:
  friend class HtmlWriter;
  HtmlElement(HtmlWriter& writer, std::string_view name) : writer_(&writer), name_(name) {}

  HtmlWriter* writer_;
  std::string_view name_;
};

/// Writes a part of a document. Names of elements have to outlive the element (they are literals).
class HtmlWriter {
 public:
  /// Begins an element, which ends with what is returned:
  ///   const auto row = html.element("tr", {{"class", "total"}});
  [[nodiscard]] HtmlElement element(std::string_view name, HtmlAttributes attributes = {}) {
    return element(name, std::span(attributes));
  }
  [[nodiscard]] HtmlElement element(std::string_view name,
                                    std::span<const HtmlAttribute> attributes);

  /// A whole element that holds text and nothing else.
  void leaf(std::string_view name, std::string_view content, HtmlAttributes attributes = {});

  /// An element that has no end, such as `input` or `br`.
  void single(std::string_view name, HtmlAttributes attributes = {});

  void text(std::string_view content);

  /// What is HTML already, as it stands. For what the program itself has made, such as an inline
  /// SVG; never for anything out of a model.
  void raw(std::string_view html) { text_ += html; }

  /// A line end, for those who read the source.
  void line() { text_ += '\n'; }

  [[nodiscard]] const std::string& html() const { return text_; }

 private:
  friend class HtmlElement;
  void begin(std::string_view name, std::span<const HtmlAttribute> attributes);
  void end(std::string_view name);

  std::string text_;
};

/// One page in one file, which asks nobody for anything: its style and its script stand in it, and
/// its Content-Security-Policy allows these two (by their SHA-256) and nothing else: no image, no
/// font, no request, no handler and no `style` in an attribute.
struct HtmlDocument {
  Language language = Language::En;
  std::string title;
  std::string_view style;   // CSS of the program's own; must not hold "</style"
  std::string_view script;  // the same in JavaScript, or empty; must not hold "</script"
  std::string_view body;    // HTML: what stands in the body, before the script
};

[[nodiscard]] std::string html_text(const HtmlDocument& document);

/// JSON as it stands in `<script type="application/json">`: on one line, and with `<`, `>`, `&`,
/// U+2028 and U+2029 written as \u003c and so on, so that nothing in it can end the block.
/// Precondition: well-formed JSON in UTF-8.
[[nodiscard]] std::string html_json(std::string_view json);

}  // namespace musubi::cli
