#include "cli/output/diff_json.h"

#include <string>
#include <vector>

#include "cli/output/findings_json.h"
#include "cli/output/impact_json.h"
#include "model/fields.h"

namespace musubi::cli {
namespace {

class DiffWriter {
 public:
  DiffWriter(ResultJson& result, const DiffView& view)
      : result_(result), json_(result.body()), view_(view) {}

  void write() {
    const Model& old_model = view_.before.supply->model();
    result_.input_member("old", old_model, view_.before.as_of);
    json_.key("summary");
    json_.begin_object();
    for (const DiffOp op : {DiffOp::Added, DiffOp::Removed, DiffOp::Changed, DiffOp::Renamed}) {
      json_.member(word_of(op), std::uint64_t{view_.count(op)});
    }
    json_.end_object();
    list("settings", view_.diff->settings, [&](const SettingChange& one) { write_setting(one); });
    list("changes", view_.changes, [&](const ModelChange& one) { write_change(one); });
    write_impact();
    write_findings();
  }

 private:
  template <class Rows, class Write>
  void list(std::string_view name, const Rows& rows, Write write) {
    json_.key(name);
    json_.begin_array();
    for (const auto& row : rows) write(row);
    json_.end_array();
  }

  void write_setting(const SettingChange& setting) {
    json_.begin_object();
    json_.member("key", std::string_view(setting.key));
    write_values(setting.values);
    json_.end_object();
  }

  void write_change(const ModelChange& row) {
    const RecordChange& change = row.change;
    const Model& model = view_.model_of(change);
    result_.speak_of(model);
    json_.begin_object();
    json_.member("op", word_of(change.op));
    json_.member("record", record_shape(change.record).name);
    json_.member_or_null("id", change.id);
    mention(model, change.id);
    if (change.op == DiffOp::Renamed) {
      json_.member("old_id", std::string_view(change.old_id));
      result_.speak_of(view_.before.supply->model());
      mention(view_.before.supply->model(), change.old_id);
    }
    if (change.id.empty()) write_known_by(model, change);
    json_.list_member("keys", change.keys);
    if (!change.by_terms.empty()) json_.list_member("by_terms", change.by_terms);
    json_.member_or_null("kind", row.kind ? word_of(*row.kind) : "");
    if (row.lapse != Lapse::None) {
      json_.member("lapse", row.lapse == Lapse::Ended ? "ended" : "began");
    }
    write_values(change.values);
    json_.end_object();
  }

  void write_known_by(const Model& model, const RecordChange& change) {
    json_.key("known_by");
    json_.begin_object();
    for (const auto& [key, value] : change.known_by) {
      json_.member(key, std::string_view(value));
      mention(model, value);
    }
    json_.end_object();
  }

  void write_values(const std::vector<ValueChange>& values) {
    list("values", values, [&](const ValueChange& one) {
      json_.begin_object();
      json_.member("path", std::string_view(one.path));
      write_value("old", view_.before.supply->model(), one.before);
      write_value("new", view_.after.supply->model(), one.after);
      json_.end_object();
    });
  }

  void write_value(std::string_view name, const Model& model,
                   const std::optional<JsonValue>& value) {
    json_.key(name);
    if (!value) {
      json_.null();
      return;
    }
    json_.value(*value);
    result_.speak_of(model);
    mention_all(model, *value);
  }

  void mention_all(const Model& model, const JsonValue& value) {
    if (value.kind == JsonValue::Kind::String) mention(model, value.text);
    for (const JsonValue& child : value.children) mention_all(model, child);
  }

  void mention(const Model& model, std::string_view id) {
    const Symbol symbol = model.symbols.find(id);
    if (symbol.valid()) result_.mention(symbol);
  }

  // The rows of a part speak of the model that it was asked of.
  template <class Row>
  void part_rows(std::string_view name, const std::vector<PartRow<Row>>& rows) {
    list(name, rows, [&](const PartRow<Row>& one) {
      const ImpactView part = view_.part(one.part);
      result_.speak_of(part.supply->model());
      write_row(result_, part, one.row);
    });
  }

  void write_impact() {
    const ModelImpact& impact = view_.impact;
    json_.key("impact");
    json_.begin_object();
    list("questions", impact.parts, [&](const AnsweredChange& part) {
      const Model& model = (part.of_old ? view_.before : view_.after).supply->model();
      result_.speak_of(model);
      json_.begin_object();
      json_.member("of", part.of_old ? "old" : "new");
      json_.member("kind", word_of(part.question.kind));
      std::vector<Symbol> targets;
      for (const RecordRef target : part.question.targets) {
        targets.push_back(model.record(target).id);
      }
      result_.ids_member("targets", targets);
      json_.end_object();
    });
    part_rows("services", impact.services);
    part_rows("systems", impact.systems);
    part_rows("institutions", impact.institutions);
    part_rows("organizations", impact.organizations);
    part_rows("actions", impact.actions);
    json_.end_object();
  }

  void write_findings() {
    json_.key("findings");
    json_.begin_object();
    const auto findings = [&](std::string_view name, const DiffSide& side,
                              const std::vector<std::size_t>& rows) {
      result_.speak_of(side.supply->model());
      list(name, rows, [&](std::size_t row) { write_finding(result_, side.findings, row); });
    };
    findings("new", view_.after, view_.findings.fresh);
    findings("gone", view_.before, view_.findings.gone);
    json_.member("unchanged", std::uint64_t{view_.findings.unchanged});
    json_.end_object();
  }

  ResultJson& result_;
  JsonWriter& json_;
  const DiffView& view_;
};

}  // namespace

void write_diff(ResultJson& result, const DiffView& view) { DiffWriter(result, view).write(); }

}  // namespace musubi::cli
