// Names that would like to be more than names, in HTML and in the data of a page.
#include "cli/output/html.h"

#include <string>

#include <doctest/doctest.h>

#include "model/json_tree.h"

using musubi::Language;
using musubi::cli::html_json;
using musubi::cli::html_text;
using musubi::cli::HtmlDocument;
using musubi::cli::HtmlWriter;

TEST_SUITE("cli/html") {
  TEST_CASE("text and attributes are nothing but text") {
    HtmlWriter html;
    {
      const auto row =
          html.element("p", {{"title", "\"><script>alert(1)</script>"}, {"hidden", ""}});
      html.text("</p><img src=x onerror=alert(1)>&amp;");
      html.leaf("b", "<i>");
      html.single("br");
    }
    CHECK(html.html() ==
          "<p title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\" hidden>"
          "&lt;/p&gt;&lt;img src=x onerror=alert(1)&gt;&amp;amp;<b>&lt;i&gt;</b><br></p>");
  }

  TEST_CASE("elements end in the order in which they were opened") {
    HtmlWriter html;
    {
      const auto list = html.element("ul");
      for (const char* name : {"a", "b"}) {
        const auto item = html.element("li", {{"class", name}});
        html.text(name);
      }
    }
    CHECK(html.html() == "<ul><li class=\"a\">a</li><li class=\"b\">b</li></ul>");
  }

  TEST_CASE("a page allows its own style and script, and nothing else") {
    const std::string page = html_text({.language = Language::Ja,
                                        .title = "</title><script>alert(1)</script>",
                                        .style = "p{margin:0}",
                                        .script = "f();",
                                        .body = "<p>x</p>\n"});
    CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"ja\">\n<head><meta charset=\"utf-8\">"));
    // The digests are those of `printf 'p{margin:0}' | openssl dgst -sha256 -binary | base64`.
    CHECK(page.find("default-src &apos;none&apos;; base-uri &apos;none&apos;; form-action "
                    "&apos;none&apos;; style-src "
                    "&apos;sha256-QRQPRLGyxt3RJiKpYNjpkgHcmHU2PywsfL2e8oI0LQA=&apos;; script-src "
                    "&apos;sha256-9RATIFdqkCJTNwEc6+pNG0qjxmJA9pKWbaKmy3Jw3G0=&apos;\">") !=
          std::string::npos);
    CHECK(page.find("<title>&lt;/title&gt;&lt;script&gt;") != std::string::npos);
    CHECK(page.find("<style>p{margin:0}</style>") != std::string::npos);
    CHECK(page.ends_with("<p>x</p>\n<script>f();</script>\n</body></html>\n"));
  }

  TEST_CASE("a page without a script allows none") {
    const std::string page = html_text({.title = "t", .style = "p{}", .script = "", .body = ""});
    CHECK(page.find("<html lang=\"en\">") != std::string::npos);
    CHECK(page.find("script") == std::string::npos);
  }

  TEST_CASE("nothing in the data of a page ends its block") {
    CHECK(html_json("{\n  \"a b\": [1, \"</script>&<!--\"]\n}\n") ==
          "{\"a b\":[1,\"\\u003c/script\\u003e\\u0026\\u003c!--\"]}");
    CHECK(html_json("\"\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xA6\"") ==
          "\"\\u2028\\u2029\xE2\x80\xA6\"");
    CHECK(html_json(R"(["\" <", "\\", " x"])") == R"(["\" \u003c","\\"," x"])");
    const auto tree = musubi::read_json_tree(html_json(R"({"k": "</script> & \u003c"})"));
    REQUIRE(tree);
    CHECK(tree->children.front().text == "</script> & <");
  }
}
