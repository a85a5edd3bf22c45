#include "cli/output/result_json.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "cli/output/digest.h"
#include "cli/output/names.h"
#include "model/fields.h"

namespace musubi::cli {
namespace {

std::string_view word_of(DateOrigin origin) {
  switch (origin) {
    case DateOrigin::Option: return "option";
    case DateOrigin::File: return "file";
    case DateOrigin::Today: break;
  }
  return "today";
}

std::string_view word_of(EvidenceStep::By by) {
  using By = EvidenceStep::By;
  switch (by) {
    case By::Uses: return "uses";
    case By::DependsOn: return "depends_on";
    case By::Placement: return "placement";
    case By::Contract: return "contract";
    case By::Notice: return "notice";
    case By::Relay: break;
  }
  return "relay";
}

std::vector<std::string> paths_of(const SourceMap& sources) {
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < sources.file_count(); ++i) paths.push_back(sources.path(FileId(i)));
  std::ranges::sort(paths);
  return paths;
}

void write_input(JsonWriter& json, const Model* model, const std::optional<AsOf>& as_of,
                 bool names_files) {
  json.member_or_null("as_of", as_of ? as_of->date.to_string() : "");
  json.member_or_null("as_of_from", as_of ? word_of(as_of->origin) : "");
  json.list_member("files", model == nullptr || !names_files ? std::vector<std::string>()
                                                             : paths_of(model->sources));
  json.member_or_null("digest", model == nullptr ? "" : digest_of(model->sources));
}

}  // namespace

std::string_view word_of(Relation relation) {
  switch (relation) {
    case Relation::Owned: return "owned";
    case Relation::Internal: return "internal";
    case Relation::Purchased: return "purchased";
    case Relation::Procured: return "procured";
    case Relation::Independent: break;
  }
  return "independent";
}

std::string_view word_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Note: break;
  }
  return "note";
}

ResultJson::ResultJson(std::string_view verb, const Model* model, std::optional<AsOf> as_of)
    : verb_(verb), model_(model), as_of_(as_of) {
  spoken_.push_back({.model = model_, .mentioned = {}});
  if (model_ != nullptr) spoken_.front().mentioned.resize(model_->symbols.size());
  body_.begin_object();
}

void ResultJson::speak_of(const Model& model) {
  const auto known = std::ranges::find(spoken_, &model, &Spoken::model);
  now_ = static_cast<std::size_t>(known - spoken_.begin());
  if (known == spoken_.end()) {
    spoken_.push_back({.model = &model, .mentioned = std::vector<char>(model.symbols.size())});
  }
  model_ = &model;
}

void ResultJson::id(Symbol symbol) {
  if (!symbol.valid()) {
    body_.null();
    return;
  }
  mention(symbol);
  body_.value(model_->text(symbol));
}

void ResultJson::id_member(std::string_view name, Symbol symbol) {
  body_.key(name);
  id(symbol);
}

void ResultJson::step(const EvidenceStep& step) {
  body_.begin_object();
  id_member("from", step.from);
  id_member("to", step.to);
  body_.member("by", word_of(step.by));
  if (step.relation) body_.member("relation", word_of(*step.relation));
  if (step.contract.valid()) id_member("contract", step.contract);
  if (step.days) body_.member("days", *step.days);
  if (step.hours) body_.member("hours", *step.hours);
  body_.end_object();
}

void ResultJson::evidence(const Evidence& steps) {
  body_.begin_array();
  for (const EvidenceStep& one : steps) step(one);
  body_.end_array();
}

void ResultJson::evidence_member(std::string_view name, const Evidence& steps) {
  body_.key(name);
  evidence(steps);
}

void ResultJson::location_member(std::string_view name, SourceLocation where) {
  body_.key(name);
  if (!where.valid()) {
    body_.null();
    return;
  }
  const LineColumn at = model_->sources.line_column(where);
  body_.begin_object();
  body_.member("file", std::string_view(model_->sources.path(where.file)));
  body_.member("line", at.line);
  body_.member("column", at.column);
  body_.end_object();
}

void ResultJson::diagnostics_member(std::string_view name,
                                    const std::vector<Diagnostic>& diagnostics) {
  body_.key(name);
  body_.begin_array();
  for (const Diagnostic& diagnostic : diagnostics) {
    body_.begin_object();
    body_.member("code", diagnostic.code);
    body_.member("severity", word_of(diagnostic.severity));
    body_.member("message", diagnostic.message);
    location_member("location", diagnostic.where);
    body_.key("notes");
    body_.begin_array();
    for (const DiagnosticNote& note : diagnostic.notes) {
      body_.begin_object();
      body_.member("message", note.message);
      location_member("location", note.where);
      body_.end_object();
    }
    body_.end_array();
    body_.end_object();
  }
  body_.end_array();
}

void ResultJson::input_member(std::string_view name, const Model& model, const AsOf& as_of) {
  body_.key(name);
  body_.begin_object();
  write_input(body_, &model, as_of, names_files_);
  body_.end_object();
}

std::string ResultJson::head() const {
  JsonWriter head;
  head.begin_object();
  head.member("musubi", 1);
  head.member("verb", std::string_view(verb_));
  write_input(head, spoken_.front().model, as_of_, names_files_);
  std::map<std::string_view, std::pair<const Model*, RecordRef>> mentioned;
  for (const Spoken& spoken : spoken_) {
    for (std::size_t i = 0; i < spoken.mentioned.size(); ++i) {
      if (spoken.mentioned[i] == 0) continue;
      const auto record = spoken.model->find(Symbol(i));
      if (record)
        mentioned.emplace(spoken.model->text(Symbol(i)), std::pair(spoken.model, *record));
    }
  }
  head.key("names");
  head.begin_object();
  for (const auto& [id, record] : mentioned) {
    head.key(id);
    head.begin_object();
    head.member("record", record_shape(record.second.kind).name);
    head.member("name", name_of(*record.first, record.second));
    head.end_object();
  }
  head.end_object();
  head.end_object();
  return head.text();
}

// Both are objects at the same depth: "{\n  …\n}\n", or "{}\n" for a body without members.
void ResultJson::stream_to(Sink sink) {
  sink_ = std::move(sink);
  std::string start = head();
  start.resize(start.size() - 3);
  start += ",";
  sink_(start);
  sink_(std::string_view(body_.take()).substr(1));
}

void ResultJson::elements(std::size_t count, unsigned threads,
                          const std::function<void(ResultJson&, std::size_t)>& write) {
  if (!sink_) {
    for (std::size_t i = 0; i < count; ++i) write(*this, i);
    return;
  }
  if (count == 0) return;
  // With the first element the document knows that its array is not empty.
  write(*this, 0);
  sink_(body_.take());
  constexpr std::size_t kOfPiece = 256;
  const auto new_maker = [&]() -> MakePiece {
    // An array at the same depth, of which only the elements are taken.
    const auto part = std::make_shared<ResultJson>(verb_, model_, as_of_);
    part->body_.key("elements");
    part->body_.begin_array();
    static_cast<void>(part->body_.take());
    return [&write, count, part, is_first = true](std::size_t piece) mutable {
      const std::size_t begin = 1 + piece * kOfPiece;
      const std::size_t end = std::min(begin + kOfPiece, count);
      for (std::size_t i = begin; i < end; ++i) write(*part, i);
      return (std::exchange(is_first, false) ? "," : "") + part->body_.take();
    };
  };
  pour_pieces((count - 1 + kOfPiece - 1) / kOfPiece, threads, new_maker, sink_);
}

std::string ResultJson::text() {
  body_.end_object();
  if (sink_) return body_.take() + "\n";
  std::string result = head();
  const std::string body = body_.text();
  if (body.size() > 3) {
    result.resize(result.size() - 3);
    result += ",";
    result += body.substr(1);
  }
  return result;
}

}  // namespace musubi::cli
