#include "engine/finding_groups.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

namespace musubi {
namespace {

/// Whether the table of a kind stands in the byte order of its ids.
bool stands_in_order(RecordKind kind) {
  return kind == RecordKind::Organization || kind == RecordKind::Service ||
         kind == RecordKind::System || kind == RecordKind::Contract;
}

/// The places in byte order of the ids that findings name in one role, so that findings are
/// compared by numbers. What does not apply comes first.
class Places {
 public:
  Places(const Model& model, std::span<const Finding> findings, Symbol Finding::* role) {
    places_.reserve(findings.size());
    for (const Finding& finding : findings) places_.push_back(number_of(model, finding.*role));
    if (!is_mixed_) return;
    // Ids of several kinds, or of one without an order of its own.
    std::vector<Symbol> named;
    for (const Finding& finding : findings) {
      if ((finding.*role).valid()) named.push_back(finding.*role);
    }
    const auto text = [&](Symbol id) { return model.text(id); };
    std::ranges::sort(named, {}, text);
    for (std::size_t i = 0; i < findings.size(); ++i) {
      const Symbol id = findings[i].*role;
      places_[i] = 0;
      if (!id.valid()) continue;
      const auto found = std::ranges::lower_bound(named, text(id), {}, text);
      places_[i] = static_cast<std::uint32_t>(found - named.begin()) + 1;
    }
  }
  [[nodiscard]] std::uint32_t operator[](std::size_t row) const { return places_[row]; }

 private:
  std::uint32_t number_of(const Model& model, Symbol id) {
    if (!id.valid() || is_mixed_) return 0;
    const auto record = model.find(id);
    is_mixed_ =
        !record || !stands_in_order(record->kind) || kind_.value_or(record->kind) != record->kind;
    if (is_mixed_) return 0;
    kind_ = record->kind;
    return record->index + 1;
  }

  std::vector<std::uint32_t> places_;  // by row
  std::optional<RecordKind> kind_;     // of all so far
  bool is_mixed_ = false;
};

/// What a finding is known by, to be compared. Its own row is part of it, so that those that are
/// alike keep their order.
struct Identity {
  std::uint32_t subject = 0, owes = 0, counterparty = 0;
  std::uint32_t row = 0;
  friend auto operator<=>(const Identity&, const Identity&) = default;
};

bool is_same(const Identity& a, const Identity& b) {
  return a.subject == b.subject && a.owes == b.owes && a.counterparty == b.counterparty;
}

/// Whether they stand in their order already, and no two are alike.
bool is_in_order(std::span<const Identity> identities) {
  const auto is_next = [](const Identity& a, const Identity& b) {
    return a.row + 1 == b.row && !is_same(a, b);
  };
  return identities.empty() ||
         (identities.front().row == 0 &&
          std::ranges::adjacent_find(identities, std::not_fn(is_next)) == identities.end());
}

/// In the order of subject, owes, counterparty and message.
std::vector<Identity> sorted(const Model& model, std::span<const Finding> findings) {
  const Places subjects(model, findings, &Finding::subject);
  const Places owes(model, findings, &Finding::owes);
  const Places counterparties(model, findings, &Finding::counterparty);
  std::vector<Identity> identities;
  identities.reserve(findings.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    identities.push_back({subjects[i], owes[i], counterparties[i], static_cast<std::uint32_t>(i)});
  }
  if (!std::ranges::is_sorted(identities)) std::ranges::sort(identities);
  for (auto begin = identities.begin(); begin != identities.end();) {
    const auto end = std::find_if(begin, identities.end(),
                                  [&](const auto& one) { return !is_same(*begin, one); });
    if (end - begin > 1) {
      std::stable_sort(begin, end, [&](const Identity& a, const Identity& b) {
        return message_of(model, findings[a.row]) < message_of(model, findings[b.row]);
      });
    }
    begin = end;
  }
  return identities;
}

void unite(Finding& kept, const Finding& other, std::size_t max_systems) {
  kept.modality = std::max(kept.modality, other.modality);
  kept.systems.count += other.systems.count;
  ShortList<SystemId> first;
  std::ranges::set_union(kept.systems.first, other.systems.first, std::back_inserter(first));
  first.truncate(max_systems);
  kept.systems.first = std::move(first);
}

}  // namespace

std::vector<Finding> grouped(const Model& model, std::size_t max_systems,
                             std::vector<Finding> findings) {
  const std::vector<Identity> identities = sorted(model, findings);
  if (is_in_order(identities)) return findings;
  std::vector<Finding> kept;
  kept.reserve(findings.size());
  for (std::size_t i = 0; i < identities.size(); ++i) {
    Finding& finding = findings[identities[i].row];
    if (i > 0 && is_same(identities[i - 1], identities[i]) &&
        message_of(model, kept.back()) == message_of(model, finding)) {
      unite(kept.back(), finding, max_systems);
    } else {
      kept.push_back(std::move(finding));
    }
  }
  return kept;
}

}  // namespace musubi
