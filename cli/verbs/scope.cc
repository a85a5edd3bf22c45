#include "engine/scope.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "cli/model_input.h"
#include "cli/output/evidence_text.h"
#include "cli/output/levels.h"
#include "cli/output/model_text.h"
#include "cli/output/names.h"
#include "cli/output/scope_words.h"
#include "cli/phrase.h"
#include "cli/verbs/table.h"
#include "engine/assessment.h"
#include "engine/facts.h"
#include "engine/supply_graph.h"

namespace musubi::cli {
namespace {

std::string_view basis_word(ScopeBasis basis) {
  return basis == ScopeBasis::Stated ? "stated" : "inferred";
}

// An entry with the chain that makes it true.
struct Answer {
  ScopeEntry entry;
  Evidence evidence;
};

std::vector<Answer> explained(const SupplyGraph& supply, const std::vector<ScopeEntry>& entries) {
  const Model& model = supply.model();
  WitnessExplainer explainer(supply);
  std::vector<Answer> answers;
  for (const ScopeEntry& entry : entries) {
    Answer& answer = answers.emplace_back(Answer{.entry = entry, .evidence = {}});
    if (entry.witness) answer.evidence = explainer.explain(*entry.witness);
    if (!entry.contract.valid()) continue;
    answer.evidence.push_back({.from = model[supply.customer(entry.contract)].id,
                               .to = model[supply.supplier(entry.contract)].id,
                               .by = EvidenceStep::By::Contract,
                               .contract = entry.contract,
                               .where = model[entry.contract].where});
  }
  return answers;
}

void answer_json(Session& session, const Input& input, std::span<const Answer> answers) {
  ResultJson result("scope", &input.model(), input.as_of);
  JsonWriter& json = result.body();
  json.key("organizations");
  json.begin_array();
  for (const auto& [entry, evidence] : answers) {
    const ScopeWords& reason = words_of(entry.reason);
    json.begin_object();
    result.id_member("id", entry.organization);
    json.key("in_scope");
    if (entry.in_scope) {
      json.value(*entry.in_scope);
    } else {
      json.null();
    }
    json.member("reason", reason.word);
    json.member("basis", basis_word(entry.basis));
    json.list_member("sources", reason.sources);
    result.evidence_member("evidence", evidence);
    json.end_object();
  }
  json.end_array();
  session.answer(result.text());
}

void write_entry(Page& page, const Model& model, const Answer& answer, Language language) {
  const ScopeEntry& entry = answer.entry;
  const ScopeWords& reason = words_of(entry.reason);
  page.paragraph(label_of(model, model[entry.organization].id, language), 2, 2);
  Styled why(reason.sentence.in(language));
  why.add("  ").add(sources_text(reason.sources, language), Style::Dim);
  if (entry.basis == ScopeBasis::Inferred) {
    why.add(language == Language::Ja ? "　〔記録からの推定〕" : "  [inferred from the records]",
            Style::Dim);
  }
  page.paragraph(why, 6);
  for (const Styled& line : chain_text(model, answer.evidence, language)) {
    page.paragraph(line, 6, 2);
  }
}

void write_part(Page& page, const Model& model, std::span<const Answer> answers,
                std::optional<bool> in_scope, const Phrase& heading, Language language) {
  const auto belongs = [&](const Answer& answer) { return answer.entry.in_scope == in_scope; };
  const auto count = std::ranges::count_if(answers, belongs);
  if (count == 0) return;
  page.blank();
  page.paragraph(
      Styled(heading.in(language), Style::Strong)
          .add(compose_in(language, {.en = " ({})", .ja = "（{}）"}, count), Style::Dim));
  for (const Answer& answer : answers) {
    if (belongs(answer)) write_entry(page, model, answer, language);
  }
}

void answer_text(Session& session, const Input& input, std::span<const Answer> answers) {
  const Language language = session.language();
  const Model& model = input.model();
  Page page = session.page();
  write_model_head(page, model, input.as_of, language);
  page.blank();
  page.paragraph(Styled(
      language == Language::Ja
          ? "対象事業者は、本ガイドラインが適用される事業者です。医療機関等としてのみ関わる組織は"
            "ここに挙げません。"
          : "A provider in scope (対象事業者, \"target business operator\") is one to which the "
            "guideline applies. Organizations that are medical institutions only are left out."));
  write_part(page, model, answers, true, {.en = "In scope", .ja = "対象事業者"}, language);
  write_part(page, model, answers, std::nullopt, {.en = "Undetermined", .ja = "判断できない"},
             language);
  write_part(page, model, answers, false, {.en = "Not in scope", .ja = "対象外"}, language);
  if (answers.empty()) {
    page.blank();
    page.paragraph(Styled(language == Language::Ja ? "事業者の記録がありません。"
                                                   : "No provider is on record."));
  }
  session.answer(page.text());
}

ExitCode run(Session& session) {
  const auto input = read_input(session);
  if (!input) return input.error();
  const SupplyGraph supply(input->model(), input->as_of.date);
  const Confirmations confirmations(supply);
  const Facts facts =
      find_facts(supply, confirmations,
                 {.threads = thread_count(session.options()), .progress = &session.progress()});
  const std::vector<Answer> answers = explained(supply, find_scope(supply, facts));
  if (session.wants_json()) {
    answer_json(session, *input, answers);
  } else {
    answer_text(session, *input, answers);
  }
  return ExitCode::Fine;
}

constexpr auto kOptions = std::to_array<Option>({Option::AsOf, Option::Root, Option::Threads});
constexpr auto kFormats = std::to_array<Format>({Format::Text, Format::Json});

}  // namespace

constinit const Verb kScopeVerb{
    .name = "scope",
    .summary = {.en = "which organizations are providers in scope, and why",
                .ja = "どの組織が対象事業者か、その理由とともに示します"},
    .usage = {.en = "[options] MODEL…", .ja = "[オプション] モデル…"},
    .details = {.en =
                    "Follows FAQ 1, 1.1, 2 and 2.2. What rests on a contract on record is stated; "
                    "what follows from the model only is marked as inferred.",
                .ja = "FAQ 1、1.1、2、2.2 に基づいて判断します。記録された契約によるものでなく、"
                      "モデルから推定したものには、その旨を付記します。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
