#include "cli/output/impact_json.h"

#include <vector>

#include "cli/output/impact_rows.h"
#include "engine/notice.h"
#include "model/fields.h"

namespace musubi::cli {
namespace {

std::string_view criticality_word(Criticality criticality) {
  switch (criticality) {
    case Criticality::High: return "high";
    case Criticality::Low: return "low";
    case Criticality::Normal: break;
  }
  return "normal";
}

class ImpactWriter {
 public:
  ImpactWriter(ResultJson& result, const ImpactView& view)
      : result_(result),
        json_(result.body()),
        view_(view),
        model_(view.supply->model()),
        in_hours_(counts_in_hours(view.question->kind)) {}

  void write() {
    std::vector<Symbol> targets;
    for (const RecordRef target : view_.question->targets) {
      targets.push_back(model_.record(target).id);
    }
    result_.ids_member("targets", targets);
    json_.member("kind", word_of(view_.question->kind));
    json_.member_or_null("on", view_.question->on ? view_.question->on->to_string() : "");
    json_.member_or_null("earliest", earliest());
    rows("services", view_.impact->services, [&](const auto& row) { write_service(row); });
    rows("systems", view_.impact->systems, [&](const auto& row) { write_system(row); });
    rows("institutions", view_.impact->institutions, [&](const auto& r) { write_institution(r); });
    rows("organizations", view_.impact->organizations,
         [&](const auto& row) { write_organization(row); });
    rows("actions", view_.impact->actions, [&](const auto& row) { write_action(row); });
  }

  void write_members(const AffectedService& row) { write_service(row); }
  void write_members(const AffectedSystem& row) { write_system(row); }
  void write_members(const AffectedInstitution& row) { write_institution(row); }
  void write_members(const AffectedOrganization& row) { write_organization(row); }
  void write_members(const ImpactAction& row) { write_action(row); }

 private:
  // Beside the format: the first day that keeps every promise of notice.
  [[nodiscard]] std::string earliest() const {
    const auto day = earliest_day(view_);
    return day ? day->to_string() : "";
  }

  template <class Rows, class Write>
  void rows(std::string_view name, const Rows& rows, Write write) {
    json_.key(name);
    json_.begin_array();
    for (const auto& row : rows) {
      json_.begin_object();
      write(row);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_service(const AffectedService& row) {
    result_.id_member("id", row.service);
    json_.member("state", word_of(row.state));
    json_.member("handles_medical_information", view_.supply->handles(row.service));
    result_.evidence_member("evidence", row.evidence);
  }

  void write_system(const AffectedSystem& row) {
    const System& system = model_[row.system];
    result_.id_member("id", row.system);
    result_.id_member("owner", system.owner.id);
    json_.member("criticality", criticality_word(system.criticality));
    json_.member("state", word_of(row.state));
  }

  void write_institution(const AffectedInstitution& row) {
    result_.id_member("id", row.facility);
    json_.member("state", word_of(row.state));
    json_.member("weight", model_[row.facility].weight);
  }

  void write_organization(const AffectedOrganization& row) {
    result_.id_member("id", row.organization);
    json_.list_member("kind", kinds_of(row.organization));
    json_.member("origin", row.origin);
    json_.member("told", row.told);
    json_.key(in_hours_ ? "lead_hours" : "lead_days");
    if (row.lead) {
      json_.value(*row.lead);
    } else {
      json_.null();
    }
    json_.member_or_null("latest_notice", row.latest_notice ? row.latest_notice->to_string() : "");
    json_.member("late", row.late);
    result_.evidence_member("route", row.route);
    write_missing(row);
    rows("contacts", model_[row.organization].contacts,
         [&](const Contact& c) { write_contact(c); });
  }

  // Beside the format: which clause would let one be told who never is.
  void write_missing(const AffectedOrganization& row) {
    json_.key("missing");
    if (!row.missing_in.valid() || row.told) {
      json_.null();
      return;
    }
    json_.begin_object();
    json_.member("clause", row.missing_relay ? "relay" : "notice");
    result_.id_member("contract", row.missing_in);
    json_.end_object();
  }

  void write_contact(const Contact& contact) {
    const auto member = [&](std::string_view name, const String& value) {
      if (!value.empty()) json_.member(name, value.view());
    };
    member("role", contact.role);
    member("name", contact.name);
    member("email", contact.email);
    member("phone", contact.phone);
    member("hours", contact.hours);
  }

  void write_action(const ImpactAction& row) {
    json_.member("action", word_of(row.kind));
    if (row.contract.valid()) result_.id_member("contract", row.contract);
    if (row.service.valid()) result_.id_member("service", row.service);
    result_.id_member("by", row.by);
    result_.id_member("with", row.with);
    result_.evidence_member("evidence", row.evidence);
    if (!row.circle.empty()) result_.ids_member("circle", row.circle);
  }

  [[nodiscard]] std::vector<std::string_view> kinds_of(OrganizationId party) const {
    const OrganizationKinds kinds = view_.supply->parties().kinds(party);
    const Field* const field = find_field(record_shape(RecordKind::Organization), "kind");
    std::vector<std::string_view> words;
    const auto add = [&](const Shape& shape) {
      for (const Word& word : shape.words) {
        if (kinds.has(static_cast<OrganizationKind>(word.value))) words.push_back(word.text);
      }
    };
    add(*field->shape);
    for (const Shape* shape : field->shape->alternatives) {
      if (words.empty()) add(*shape);
    }
    return words;
  }

  ResultJson& result_;
  JsonWriter& json_;
  const ImpactView& view_;
  const Model& model_;
  bool in_hours_;
};

template <class Row>
void write_one(ResultJson& result, const ImpactView& view, const Row& row) {
  result.body().begin_object();
  ImpactWriter(result, view).write_members(row);
  result.body().end_object();
}

}  // namespace

void write_impact(ResultJson& result, const ImpactView& view) {
  ImpactWriter(result, view).write();
}

void write_row(ResultJson& result, const ImpactView& view, const AffectedService& row) {
  write_one(result, view, row);
}

void write_row(ResultJson& result, const ImpactView& view, const AffectedSystem& row) {
  write_one(result, view, row);
}

void write_row(ResultJson& result, const ImpactView& view, const AffectedInstitution& row) {
  write_one(result, view, row);
}

void write_row(ResultJson& result, const ImpactView& view, const AffectedOrganization& row) {
  write_one(result, view, row);
}

void write_row(ResultJson& result, const ImpactView& view, const ImpactAction& row) {
  write_one(result, view, row);
}

}  // namespace musubi::cli
