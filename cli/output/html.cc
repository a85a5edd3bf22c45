#include "cli/output/html.h"

#include "cli/output/characters.h"
#include "cli/output/digest.h"
#include "cli/output/xml.h"
#include "model/version.h"

namespace musubi::cli {
namespace {

// Nothing may be fetched, sent or framed but the one style and the one script of the page.
std::string content_policy(const HtmlDocument& document) {
  std::string policy = "default-src 'none'; base-uri 'none'; form-action 'none'";
  if (!document.style.empty()) {
    policy += "; style-src 'sha256-" + base64_digest_of(document.style) + "'";
  }
  if (!document.script.empty()) {
    policy += "; script-src 'sha256-" + base64_digest_of(document.script) + "'";
  }
  return policy;
}

void write_head(HtmlWriter& html, const HtmlDocument& document) {
  const auto head = html.element("head");
  html.single("meta", {{"charset", "utf-8"}});
  html.line();
  html.single("meta",
              {{"http-equiv", "Content-Security-Policy"}, {"content", content_policy(document)}});
  html.line();
  html.single("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.line();
  html.single("meta", {{"name", "generator"}, {"content", "musubi " + std::string(version())}});
  html.line();
  html.leaf("title", document.title);
  html.line();
  if (!document.style.empty()) {
    const auto style = html.element("style");
    html.raw(document.style);
  }
}

// How a character of JSON is written where HTML must not see it; empty: as it stands.
std::string_view json_escape(char c) {
  switch (c) {
    case '<': return "\\u003c";
    case '>': return "\\u003e";
    case '&': return "\\u0026";
    default: return {};
  }
}

bool is_json_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

}  // namespace

HtmlElement::~HtmlElement() { writer_->end(name_); }

HtmlElement HtmlWriter::element(std::string_view name, std::span<const HtmlAttribute> attributes) {
  begin(name, attributes);
  return {*this, name};
}

void HtmlWriter::leaf(std::string_view name, std::string_view content, HtmlAttributes attributes) {
  begin(name, std::span(attributes));
  text(content);
  end(name);
}

void HtmlWriter::single(std::string_view name, HtmlAttributes attributes) {
  begin(name, std::span(attributes));
}

void HtmlWriter::text(std::string_view content) { text_ += xml_text(content); }

void HtmlWriter::begin(std::string_view name, std::span<const HtmlAttribute> attributes) {
  text_ += '<';
  text_ += name;
  for (const HtmlAttribute& attribute : attributes) {
    text_ += ' ';
    text_ += attribute.name;
    if (attribute.value.empty()) continue;
    text_ += "=\"";
    text_ += xml_attribute(attribute.value);
    text_ += '"';
  }
  text_ += '>';
}

void HtmlWriter::end(std::string_view name) {
  text_ += "</";
  text_ += name;
  text_ += '>';
}

std::string html_text(const HtmlDocument& document) {
  HtmlWriter html;
  html.raw("<!DOCTYPE html>\n");
  {
    const auto root =
        html.element("html", {{"lang", document.language == Language::Ja ? "ja" : "en"}});
    html.line();
    write_head(html, document);
    html.line();
    const auto body = html.element("body");
    html.line();
    html.raw(document.body);
    if (!document.script.empty()) {
      const auto script = html.element("script");
      html.raw(document.script);
    }
    html.line();
  }
  html.line();
  return html.html();
}

std::string html_json(std::string_view json) {
  const std::string valid = valid_utf8(json);
  std::string result;
  bool in_string = false;
  for (std::size_t i = 0; i < valid.size(); ++i) {
    const char c = valid[i];
    const std::string_view rest = std::string_view(valid).substr(i, 3);
    if (!in_string && is_json_space(c)) continue;
    if (c == '"') in_string = !in_string;
    if (const std::string_view escape = json_escape(c); !escape.empty()) {
      result += escape;
    } else if (rest == "\xE2\x80\xA8" || rest == "\xE2\x80\xA9") {
      result += rest.back() == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      result += c;
    }
    // What a backslash takes away the meaning of.
    if (c == '\\' && i + 1 < valid.size()) {
      ++i;
      result += valid[i];
    }
  }
  return result;
}

}  // namespace musubi::cli
