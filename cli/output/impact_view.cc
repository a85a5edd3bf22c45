#include "cli/output/impact_view.h"

#include <algorithm>

#include "cli/output/names.h"
#include "model/fields.h"

namespace musubi::cli {
namespace {

const Word& word_for(ChangeKind kind) {
  const Field* const field = find_field(record_shape(RecordKind::Change), "kind");
  for (const Word& word : field->shape->words) {
    if (word.value == static_cast<unsigned>(kind)) return word;
  }
  return field->shape->words.front();
}

}  // namespace

bool is_affected(const ImpactView& view, ServiceId service) {
  return std::ranges::binary_search(view.impact->services, service, {}, &AffectedService::service);
}

bool covers_affected(const ImpactView& view, ContractId contract) {
  return std::ranges::any_of(view.supply->model()[contract].covers, [&](const ServiceRef& covered) {
    return is_affected(view, covered.id);
  });
}

std::string_view word_of(ChangeKind kind) { return word_for(kind).text; }

Phrase phrase_of(ChangeKind kind) {
  return word_label(RecordKind::Change, "kind", static_cast<unsigned>(kind));
}

std::string_view word_of(ImpactState state) {
  switch (state) {
    case ImpactState::Down: return "down";
    case ImpactState::Degraded: return "degraded";
    case ImpactState::Affected:
    case ImpactState::None: break;
  }
  return "affected";
}

Phrase phrase_of(ImpactState state) {
  switch (state) {
    case ImpactState::Down: return {.en = "down", .ja = "停止"};
    case ImpactState::Degraded: return {.en = "degraded", .ja = "一部に影響"};
    case ImpactState::Affected:
    case ImpactState::None: break;
  }
  return {.en = "affected", .ja = "影響あり"};
}

std::string_view word_of(ActionKind kind) {
  switch (kind) {
    case ActionKind::ReportIncident: return "report_incident";
    case ActionKind::ConsiderLeakReport: return "consider_leak_report";
    case ActionKind::ProposeRecurrencePrevention: return "propose_recurrence_prevention";
    case ActionKind::Reassess: return "reassess";
    case ActionKind::RevisitScope: return "revisit_scope";
    case ActionKind::ReturnAndErase: return "return_and_erase";
    case ActionKind::Reagree: break;
  }
  return "reagree";
}

}  // namespace musubi::cli
