#include "cli/letter_answer.h"

#include <array>
#include <span>
#include <string>
#include <utility>

#include "cli/output/letter.h"

namespace musubi::cli {
namespace {

// The letter in these languages, one after the other.
void answer_in(Session& session, const LetterFacts& facts, std::span<const Language> languages) {
  const bool in_markdown = session.options().format == Format::Markdown;
  bool is_first = true;
  for (const Language language : languages) {
    const Letter letter = compose_letter(facts, language, session.options().wareki);
    if (in_markdown) {
      session.answer(std::string(is_first ? "" : "\n---\n\n") + letter_markdown(letter));
    } else {
      Page page = session.page();
      if (!is_first) write_letter_break(page);
      write_letter(page, letter);
      session.answer(page.text());
    }
    is_first = false;
  }
}

void answer_json(Session& session, const LetterFacts& facts, const AsOf& as_of) {
  ResultJson result("impact", &facts.view->supply->model(), as_of);
  result.id_member("from", facts.sender);
  result.id_member("to", facts.addressee);
  JsonWriter& json = result.body();
  json.key("letter");
  json.begin_object();
  for (const auto& [key, language] : {std::pair{"ja", Language::Ja}, {"en", Language::En}}) {
    Page page(kDefaultPageWidth, false);
    write_letter(page, compose_letter(facts, language, session.options().wareki));
    json.member(key, std::string_view(page.text()));
  }
  json.end_object();
  session.answer(result.text());
}

}  // namespace

ExitCode answer_letter(Session& session, const ImpactView& view, const ImpactFinder& finder,
                       const AsOf& as_of) {
  const Options& options = session.options();
  if (options.format == Format::Csv) {
    return session.refuse({.en = "--letter has no form as csv: it is text, markdown or json",
                           .ja = "--letter の形式は text、markdown、json のいずれかです"});
  }
  const auto facts = find_letter(view, finder, *options.letter);
  if (!facts) return session.refuse(facts.error());
  if (session.wants_json()) {
    answer_json(session, *facts, as_of);
  } else if (options.language_given) {
    answer_in(session, *facts, std::array{options.language});
  } else {
    answer_in(session, *facts, std::array{Language::Ja, Language::En});
  }
  return ExitCode::Fine;
}

}  // namespace musubi::cli
