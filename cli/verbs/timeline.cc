#include "engine/timeline.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "cli/model_input.h"
#include "cli/output/levels.h"
#include "cli/output/model_text.h"
#include "cli/output/names.h"
#include "cli/output/result_json.h"
#include "cli/phrase.h"
#include "cli/selection.h"
#include "cli/verbs/table.h"
#include "engine/timeline_events.h"
#include "model/fields.h"
#include "model/guideline.h"

namespace musubi::cli {
namespace {

struct WhatWord {
  std::string_view word;  // in JSON
  Phrase label;
};

const WhatWord& words_of(TimelineWhat what) {
  static constexpr auto kWords = std::to_array<WhatWord>({
      {"begins", {.en = "begins", .ja = "開始"}},
      {"agreed", {.en = "is agreed", .ja = "合意"}},
      {"changes", {.en = "is changed or reviewed", .ja = "変更・見直し"}},
      {"announced", {.en = "is announced or told", .ja = "公表・通知"}},
      {"takes_effect", {.en = "takes effect", .ja = "実施"}},
      {"review_due", {.en = "has to be reviewed by this day", .ja = "見直し期限"}},
      {"tell_by", {.en = "has to be told by this day", .ja = "通知期限"}},
      {"notice_due",
       {.en = "renews itself unless notice is given by this day", .ja = "自動更新の解約申出期限"}},
      {"ends", {.en = "ends with this day", .ja = "この日まで有効"}},
  });
  return kWords[static_cast<std::size_t>(what)];
}

Phrase record_label(RecordKind kind) {
  switch (kind) {
    case RecordKind::Organization: return {.en = "certification of", .ja = "認証・認定"};
    case RecordKind::Contract: return {.en = "contract", .ja = "契約"};
    case RecordKind::Assessment: return {.en = "confirmation by", .ja = "リスクマネジメントの確認"};
    case RecordKind::Disclosure: return {.en = "information given to", .ja = "情報提供"};
    case RecordKind::Risk: return {.en = "risk", .ja = "リスク"};
    case RecordKind::RiskAgreement:
      return {.en = "agreement on the risk", .ja = "リスクについての合意"};
    case RecordKind::Change: return {.en = "change", .ja = "変更"};
    default: return {.en = "suppression of", .ja = "抑制"};
  }
}

// What a person needs to tell the record from others.
Styled record_text(const Model& model, const TimelineEvent& event, Language language) {
  const std::uint32_t row = event.record.index;
  const auto label = [&](Symbol id) { return label_of(model, id, language); };
  const std::string_view arrow = " → ";
  switch (event.record.kind) {
    case RecordKind::Organization: {
      const auto* scheme = kCertificationSchemes.find(model.text(event.scheme));
      Styled text = label(model.organizations[row].id);
      return text.add(language == Language::Ja ? "：" : ": ")
          .add(scheme != nullptr ? scheme->title.in(language) : model.text(event.scheme));
    }
    case RecordKind::Assessment: {
      const Assessment& one = model.assessments[row];
      return label(one.assessor.name)
          .add(arrow)
          .add(label(one.service.given() ? one.service.name : one.organization.name));
    }
    case RecordKind::Disclosure: {
      const Disclosure& one = model.disclosures[row];
      return label(one.to.name)
          .add(arrow)
          .add(label(one.service.given() ? one.service.name : one.organization.name));
    }
    case RecordKind::RiskAgreement: {
      const RiskAgreement& one = model.risk_agreements[row];
      return label(one.risk.name).add(arrow).add(label(one.with.name));
    }
    case RecordKind::Suppression: {
      const Suppression& one = model.suppressions[row];
      return Styled(one.rule, Style::Name).add(arrow).add(label(one.subject));
    }
    case RecordKind::Contract: {
      const Contract& one = model.contracts[row];
      return label(one.id)
          .add(language == Language::Ja ? "　" : "  ")
          .add(label(one.customer.name))
          .add(arrow)
          .add(label(one.supplier.name));
    }
    case RecordKind::Change: {
      const Change& one = model.changes[row];
      return Styled(model.text(one.id), Style::Name).add(arrow).add(label(one.target.name));
    }
    default: return label(model.record(event.record).id);
  }
}

void write_findings(Page& page, const Model& model, const std::vector<Finding>& findings,
                    const Phrase& heading, Language language) {
  if (findings.empty()) return;
  page.paragraph(Styled(heading.in(language), Style::Dim), 4);
  for (const Finding& one : findings) {
    Styled line = Styled("- ").add(level_label(one.level).in(language), level_style(one.level));
    line.add("  ").add(one.rule->id, Style::Name).add("  ").add(message_in(model, one, language));
    page.paragraph(line, 4, 2);
    if (!one.owes.valid()) continue;
    page.paragraph(Styled(language == Language::Ja ? "対応する者：" : "Has to act: ", Style::Dim)
                       .add(label_of(model, one.owes, language)),
                   6, 2);
  }
}

void answer_text(Session& session, const Input& input, const std::vector<TimelineEvent>& events) {
  const Language language = session.language();
  const Model& model = input.model();
  Page page = session.page();
  write_model_head(page, model, input.as_of, language);
  if (events.empty()) {
    page.blank();
    page.paragraph(
        Styled(compose_in(language,
                          {.en = "Nothing on record begins, changes or ends in the next {} months.",
                           .ja = "今後 {} か月に始まり、変わり、または終わる記録はありません。"},
                          session.options().months)));
  }
  std::optional<Date> day;
  for (const TimelineEvent& event : events) {
    if (day != event.date) {
      page.blank();
      page.paragraph(Styled(event.date.to_string(), Style::Strong));
      day = event.date;
    }
    Styled line(record_label(event.record.kind).in(language), Style::Dim);
    line.add(language == Language::Ja ? "　" : " ").add(record_text(model, event, language));
    line.add(language == Language::Ja ? "　" : "  ").add(words_of(event.what).label.in(language));
    page.paragraph(line, 2, 2);
    write_findings(page, model, event.brought, {.en = "It brings:", .ja = "これにより生じます："},
                   language);
    write_findings(page, model, event.settled,
                   {.en = "It settles:", .ja = "これにより解消します："}, language);
  }
  session.answer(page.text());
}

void findings_member(ResultJson& result, std::string_view name,
                     const std::vector<Finding>& findings, const Model& model) {
  JsonWriter& json = result.body();
  json.key(name);
  json.begin_array();
  for (const Finding& one : findings) {
    json.begin_object();
    json.member("rule", one.rule->id);
    json.member("level", word_of(one.level));
    result.id_member("subject", one.subject);
    result.id_member("owes", one.owes);
    result.id_member("counterparty", one.counterparty);
    json.member("message", message_of(model, one));
    json.member("fingerprint", fingerprint(one, model));
    json.end_object();
  }
  json.end_array();
}

void answer_json(Session& session, const Input& input, const std::vector<TimelineEvent>& events) {
  const Model& model = input.model();
  ResultJson result("timeline", &model, input.as_of);
  JsonWriter& json = result.body();
  json.key("events");
  json.begin_array();
  for (const TimelineEvent& event : events) {
    json.begin_object();
    json.member("date", event.date.to_string());
    json.member("record", record_shape(event.record.kind).name);
    result.id_member("id", model.record(event.record).id);
    json.member("what", words_of(event.what).word);
    if (event.scheme.valid()) json.member("scheme", model.text(event.scheme));
    findings_member(result, "findings", event.brought, model);
    findings_member(result, "settled", event.settled, model);
    result.location_member("location", model.record(event.record).where);
    json.end_object();
  }
  json.end_array();
  session.answer(result.text());
}

// With --owes: what happens to that party's records, and what it will have to do.
void keep_owed(const Model& model, const Selection& selection, std::vector<TimelineEvent>& events) {
  if (selection.owes.empty()) return;
  const auto asked = [&](Symbol id) {
    return std::ranges::find(selection.owes, id) != selection.owes.end();
  };
  const auto others = [&](const Finding& finding) { return !asked(finding.owes); };
  for (TimelineEvent& event : events) {
    std::erase_if(event.brought, others);
    std::erase_if(event.settled, others);
  }
  std::erase_if(events, [&](const TimelineEvent& event) {
    return event.brought.empty() && event.settled.empty() &&
           std::ranges::none_of(ids_of(model, event.record), asked);
  });
}

ExitCode run(Session& session) {
  const Options& options = session.options();
  if (const auto problem = check_rule_names(options.rules)) return session.refuse(*problem);
  const auto input = read_input(session);
  if (!input) return input.error();
  const SupplyGraph supply(input->model(), input->as_of.date);
  const auto selection = select(supply, options);
  if (!selection) return session.refuse(selection.error());
  TimelineOptions asked{.from = input->as_of.date, .months = options.months, .check = {}};
  asked.check.facts.threads = thread_count(options);
  asked.check.facts.progress = &session.progress();
  asked.check.only = options.rules;
  std::vector<TimelineEvent> events = find_timeline(input->model(), asked);
  keep_owed(input->model(), *selection, events);
  if (session.wants_json()) {
    answer_json(session, *input, events);
  } else {
    answer_text(session, *input, events);
  }
  return ExitCode::Fine;
}

constexpr auto kOptions = std::to_array<Option>(
    {Option::Months, Option::Owes, Option::Rules, Option::AsOf, Option::Root, Option::Threads});
constexpr auto kFormats = std::to_array<Format>({Format::Text, Format::Json});

}  // namespace

constinit const Verb kTimelineVerb{
    .name = "timeline",
    .summary = {.en = "what ends, begins or falls due in the coming months, and what follows",
                .ja = "今後、何がいつ終わり、始まり、期限を迎え、それにより何が生じるかを示します"},
    .usage = {.en = "[options] MODEL…", .ja = "[オプション] モデル…"},
    .details = {.en = "Lists the days after the date of the model on which certifications, "
                      "confirmations, contracts, reviews and suppressions end, records begin and "
                      "agreements are formed, and evaluates the rules on each of these days: which "
                      "findings it brings, and which it settles.",
                .ja = "基準日より後に、認証・認定、確認、契約、見直し、抑制が終わる日と、記録が始ま"
                      "る日、合意する日を挙げ、それぞれの日にルールを適用して、生じる指摘事項と解消"
                      "する指摘事項を示します。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
