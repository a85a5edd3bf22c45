#include "cli/asked_figure.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "cli/asked_changes.h"
#include "cli/output/figure_words.h"
#include "cli/output/impact_view.h"
#include "cli/output/responsibility_text.h"
#include "cli/phrase.h"
#include "cli/unknown.h"
#include "engine/figure_part.h"
#include "engine/figures/figures.h"

namespace musubi::cli {
namespace {

using MaybeFigure = std::expected<Figure, Text>;

FigureView view_of(const Options& options) {
  if (options.view) return *options.view;
  if (!options.targets.empty()) return FigureView::Impact;
  if (options.customer || options.supplier) return FigureView::Agreement;
  if (!options.systems.empty()) return FigureView::Responsibility;
  return FigureView::Contracts;
}

template <class IdType>
std::expected<IdType, Text> find_record(const Model& model, const std::string& id,
                                        RecordKind kind) {
  const auto record = model.find(id);
  const std::array kinds{kind};
  if (!record || record->kind != kind) return std::unexpected(unknown_id(model, id, kinds));
  return IdType(record->index);
}

std::expected<std::optional<SystemId>, Text> find_system(const Model& model,
                                                         const Options& options) {
  if (options.systems.empty()) return std::nullopt;
  if (options.systems.size() > 1) {
    return std::unexpected(
        Text{.en = "a figure shows one system; give --system once",
             .ja = "図に描くシステムは一つです。--system を一度だけ指定してください"});
  }
  auto system = find_record<SystemId>(model, options.systems.front(), RecordKind::System);
  if (!system) return std::unexpected(std::move(system).error());
  return *system;
}

/// The ids of the systems to choose from: the first, and how many more there are.
Text first_systems(const Model& model) {
  constexpr std::size_t kNamed = 5;
  const std::size_t count = model.systems.size();
  if (count == 0) return {.en = "no system", .ja = "なし"};
  std::string list;
  for (std::size_t row = 0; row < std::min(count, kNamed); ++row) {
    if (!list.empty()) list += ", ";
    list += model.id(SystemId(row));
  }
  if (count <= kNamed) return {.en = list, .ja = list};
  return compose({.en = "{} and {} more", .ja = "{} ほか{}件"}, list, count - kNamed);
}

MaybeFigure responsibility(const SupplyGraph& supply, const Options& options) {
  const auto system = find_system(supply.model(), options);
  if (!system) return std::unexpected(system.error());
  const Confirmations confirmations(supply);
  if (!*system) {
    if (supply.model().systems.size() != 1) {
      return std::unexpected(compose(
          {.en = "--view responsibility needs --system ID; the model has {}",
           .ja = "--view responsibility には --system ID が必要です（モデルのシステム：{}）"},
          first_systems(supply.model())));
    }
  }
  const SystemId shown = system->value_or(SystemId(0));
  Figure figure = responsibility_figure(supply, confirmations, shown);
  const SystemAnswer answer(supply, confirmations, shown);
  figure.notes.push_back({.en = "Form of provision: " + form_of_provision(answer, Language::En),
                          .ja = "提供形態：" + form_of_provision(answer, Language::Ja)});
  return figure;
}

MaybeFigure impact(const SupplyGraph& supply, const Options& options) {
  if (options.targets.empty() && supply.model().changes.empty()) {
    return std::unexpected(Text{.en = "--view impact needs --target ID, as the model records no "
                                      "change",
                                .ja =
                                    "モデルに変更の記録がないため、--view impact には --target ID "
                                    "が必要です"});
  }
  const auto asked = find_asked_changes(supply, options);
  if (!asked) return std::unexpected(asked.error());
  if (asked->size() != 1) {
    return std::unexpected(compose(
        {.en = "a figure shows one change, and these are {}; name one with --target",
         .ja = "図に描く変更は一つです（変更が {} 件あります）。--target で一つ指定してください"},
        asked->size()));
  }
  const ImpactFinder finder(supply);
  const ChangeQuestion& question = asked->front().question;
  return impact_figure(supply, question, finder.find(question));
}

MaybeFigure agreement(const SupplyGraph& supply, const Options& options) {
  if (!options.customer || !options.supplier) {
    return std::unexpected(
        Text{.en = "--view agreement needs --customer ORG and --supplier ORG",
             .ja = "--view agreement には --customer 組織 と --supplier 組織 が必要です"});
  }
  const Model& model = supply.model();
  const auto customer =
      find_record<OrganizationId>(model, *options.customer, RecordKind::Organization);
  if (!customer) return std::unexpected(customer.error());
  const auto supplier =
      find_record<OrganizationId>(model, *options.supplier, RecordKind::Organization);
  if (!supplier) return std::unexpected(supplier.error());
  return agreement_figure(supply, Confirmations(supply), supply.party(*customer),
                          supply.party(*supplier));
}

MaybeFigure whole_figure(const SupplyGraph& supply, const Options& options) {
  switch (view_of(options)) {
    case FigureView::Contracts: return contracts_figure(supply);
    case FigureView::Dependencies: {
      const auto system = find_system(supply.model(), options);
      if (!system) return std::unexpected(system.error());
      return dependencies_figure(supply, *system);
    }
    case FigureView::Responsibility: return responsibility(supply, options);
    case FigureView::Impact: return impact(supply, options);
    case FigureView::Agreement: break;
  }
  return agreement(supply, options);
}

std::expected<std::vector<RecordRef>, Text> find_focus(const SupplyGraph& supply,
                                                       const Figure& figure,
                                                       const Options& options) {
  std::vector<RecordRef> records;
  const Model& model = supply.model();
  for (const std::string& id : options.focus) {
    const auto record = model.find(id);
    if (!record) return std::unexpected(unknown_id(model, id, {}));
    RecordRef drawn = *record;
    if (drawn.kind == RecordKind::Organization) {
      drawn.index = static_cast<std::uint32_t>(supply.party(OrganizationId(drawn.index)).index());
    }
    if (boxes_of(figure, {drawn}).empty()) {
      return std::unexpected(
          compose({.en = "{} is not in this figure ({})", .ja = "{} はこの図（{}）にありません"},
                  id, word_of(figure.view)));
    }
    records.push_back(drawn);
  }
  return records;
}

/// Some of those with the most arrows, as something to begin with.
std::string busiest(const Model& model, const Figure& figure) {
  std::vector<std::size_t> arrows(figure.boxes.size());
  for (const FigureArrow& arrow : figure.arrows) {
    ++arrows[arrow.from];
    ++arrows[arrow.to];
  }
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < arrows.size(); ++i) {
    if (figure.boxes[i].record) order.push_back(i);
  }
  const std::size_t count = std::min<std::size_t>(3, order.size());
  std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(count), {},
                            [&](std::size_t i) { return std::pair(~arrows[i], i); });
  std::string list;
  for (std::size_t i = 0; i < count; ++i) {
    if (!list.empty()) list += ", ";
    list += model.text(model.record(*figure.boxes[order[i]].record).id);
  }
  return list;
}

Text too_large(const Model& model, const Figure& figure, const Options& options) {
  return compose(
      {.en = "the whole figure would have {} boxes, more than --max-nodes {}; draw what is around "
             "one of them with --focus ID (and --depth N; many arrows meet at {}), one system with "
             "--system ID, alike ones as one with --group, or raise --max-nodes",
       .ja = "全体では箱が {} 個になり、--max-nodes {} を超えます。--focus ID（と --depth "
             "N）で周囲だけ"
             "を描く（矢印が多く集まるのは {}）、--system ID で一つのシステムを描く、--group "
             "で似たもの"
             "をまとめる、または --max-nodes を大きくしてください"},
      figure.boxes.size(), options.max_nodes, busiest(model, figure));
}

void add(std::string& command, std::string_view option, std::string_view value = {}) {
  if (!command.empty()) command += ' ';
  command += option;
  if (!value.empty()) (command += ' ') += value;
}

std::string_view direction_word(FigureDirection direction) {
  switch (direction) {
    case FigureDirection::Down: return "down";
    case FigureDirection::Up: return "up";
    case FigureDirection::Both: break;
  }
  return "both";
}

void add_question(std::string& command, const Options& options) {
  for (const std::string& system : options.systems) add(command, "--system", system);
  for (const std::string& target : options.targets) add(command, "--target", target);
  if (options.kind) add(command, "--kind", word_of(*options.kind));
  if (options.on) add(command, "--on", options.on->to_string());
  if (options.customer) add(command, "--customer", *options.customer);
  if (options.supplier) add(command, "--supplier", *options.supplier);
}

}  // namespace

std::expected<Figure, Text> asked_figure(const SupplyGraph& supply, const Options& options) {
  MaybeFigure figure = whole_figure(supply, options);
  if (!figure) return figure;
  const auto focus = find_focus(supply, *figure, options);
  if (!focus) return std::unexpected(focus.error());
  if (options.group) group_alike(*figure, *focus);
  if (!focus->empty()) {
    take_part(*figure, {*focus, options.depth, options.direction, options.max_nodes});
  } else if (figure->boxes.size() > options.max_nodes) {
    return std::unexpected(too_large(supply.model(), *figure, options));
  }
  if (figure->not_shown > 0) {
    figure->notes.push_back(
        compose({.en = "{} more not shown.", .ja = "ほかに{}件あります（表示していません）。"},
                figure->not_shown));
  }
  return figure;
}

std::string command_of(const Options& options) {
  std::string command;
  add(command, "--view", word_of(view_of(options)));
  add_question(command, options);
  for (const std::string& id : options.focus) add(command, "--focus", id);
  if (options.depth) add(command, "--depth", std::to_string(*options.depth));
  if (options.direction != FigureDirection::Both) {
    add(command, "--direction", direction_word(options.direction));
  }
  add(command, "--max-nodes", std::to_string(options.max_nodes));
  if (options.group) add(command, "--group");
  if (options.legend) add(command, "--legend");
  if (options.mono) add(command, "--mono");
  add(command, "--lang", options.language == Language::Ja ? "ja" : "en");
  return command;
}

FigureOrigin origin_of(const Model& model, const Options& options, const AsOf& as_of,
                       std::string digest) {
  FigureOrigin origin;
  const Language language = options.language;
  origin.command = command_of(options);
  origin.as_of = as_of.date.to_string();
  const std::string name(model.name.in(language));
  origin.caption.push_back(
      (name.empty() ? "" : name + (language == Language::Ja ? "、" : ", ")) +
      compose_in(language, {.en = "as of {}", .ja = "基準日 {}"}, origin.as_of));
  origin.caption.push_back(compose_in(language, {.en = "Model {}", .ja = "モデル {}"}, digest));
  origin.digest = std::move(digest);
  return origin;
}

FigureLook look_of(const Options& options) {
  return {.language = options.language, .legend = options.legend, .mono = options.mono};
}

}  // namespace musubi::cli
