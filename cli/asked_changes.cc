#include "cli/asked_changes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <tuple>

#include "cli/selection.h"
#include "cli/unknown.h"
#include "engine/recorded_changes.h"

namespace musubi::cli {
namespace {

constexpr std::array kTargets{RecordKind::Service, RecordKind::Contract, RecordKind::Organization};

std::expected<std::vector<RecordRef>, Text> find_targets(const Model& model,
                                                         const std::vector<std::string>& ids) {
  std::vector<RecordRef> targets;
  for (const std::string& id : ids) {
    const auto record = model.find(id);
    if (!record || std::ranges::find(kTargets, record->kind) == kTargets.end()) {
      return std::unexpected(unknown_id(model, id, kTargets));
    }
    targets.push_back(*record);
  }
  std::ranges::sort(targets, {}, [&](RecordRef r) { return model.text(model.record(r).id); });
  const auto twice = std::ranges::unique(targets);
  targets.erase(twice.begin(), twice.end());
  return targets;
}

/// Takes only those of the systems of a question that were asked for.
void restrict_to(const std::vector<SystemId>& systems, ChangeQuestion& question) {
  if (!question.systems) {
    question.systems = systems;
    return;
  }
  std::erase_if(*question.systems, [&](SystemId system) {
    return std::ranges::find(systems, system) == systems.end();
  });
}

/// What the records of the model ask, the next to take effect first.
std::vector<AskedChange> recorded_questions(const Model& model) {
  std::vector<AskedChange> asked;
  for (const Change& change : model.changes) {
    asked.push_back({question_of(change), model.text(change.id)});
  }
  std::ranges::sort(asked, {}, [](const AskedChange& one) {
    return std::tuple(!one.question.on.has_value(), one.question.on, one.id);
  });
  return asked;
}

/// Options that say what a single change is.
std::optional<Text> conflict(const Options& options) {
  if (!options.targets.empty() && options.changes) {
    return Text{.en = "--target and --changes exclude each other",
                .ja = "--target と --changes は同時に指定できません"};
  }
  if (options.targets.empty() && (options.kind || options.on)) {
    return Text{.en = "--kind and --on need --target ID, what changes",
                .ja = "--kind と --on は --target ID と合わせて指定してください"};
  }
  return std::nullopt;
}

}  // namespace

std::expected<std::vector<AskedChange>, Text> find_asked_changes(const SupplyGraph& supply,
                                                                 const Options& options) {
  if (const auto problem = conflict(options)) return std::unexpected(*problem);
  const Model& model = supply.model();
  std::vector<AskedChange> asked;
  if (!options.targets.empty()) {
    const auto targets = find_targets(model, options.targets);
    if (!targets) return std::unexpected(targets.error());
    asked.push_back({{.targets = *targets,
                      .kind = options.kind.value_or(ChangeKind::ServiceChange),
                      .systems = {},
                      .on = options.on},
                     {}});
  } else if (options.changes) {
    for (const Change& change : model.planned) asked.push_back({question_of(change), {}});
  } else {
    asked = recorded_questions(model);
    if (asked.empty()) {
      return std::unexpected(Text{
          .en = "needs --target ID, what changes, or --changes FILE: no change is on record in the "
                "model",
          .ja = "--target ID で変わるものを指定するか、--changes FILE "
                "を指定してください（モデルに変更の記録はありません）"});
    }
  }
  const auto selection = select(supply, options);
  if (!selection) return std::unexpected(selection.error());
  if (!selection->systems.empty()) {
    for (AskedChange& one : asked) restrict_to(selection->systems, one.question);
  }
  return asked;
}

}  // namespace musubi::cli
