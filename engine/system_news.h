#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/notice_plan.h"
#include "engine/system_graph.h"

// Included by the engine's own files only.
namespace musubi {

/// How far news about the components of one system spread, over the contracts that count in it and
/// lie between its parties (semantics, section 5.4). Made once for a system, as hundreds of
/// components can be asked about: what stands here by number is marked, and never sorted again.
class SystemNews {
 public:
  /// The graph and the notices have to outlive it.
  /// O(contracts between the parties about its components), but for sorting.
  SystemNews(const SystemGraph& graph, const GivenNotices& given);

  /// Spreads news of one kind of change of `c` from its provider, over the contracts that cover `c`
  /// or a component from which `c` can be reached; what follows is about these.
  /// O(what is above `c`, the contracts about it, and what is reached).
  void spread(Component c, ChangeKind kind);

  /// Precondition: a party of the system.
  [[nodiscard]] bool reaches(OrganizationId party) const;
  /// As the function of the same name in `engine/notice_facts.h`.
  [[nodiscard]] ContractId silent_contract(OrganizationId goal) const;
  /// As the function of the same name in `engine/notice_facts.h`.
  [[nodiscard]] ContractId contract_between(OrganizationId customer, OrganizationId supplier) const;

 private:
  /// A contract between two parties, these by their rows in `parties()`.
  struct Contract {
    ContractId id;
    std::uint32_t customer = 0, supplier = 0;
  };
  /// Who tells whom of changes of one kind, grouped by who tells.
  struct Tellings {
    struct Row {
      std::uint32_t to = 0, contract = 0;  // of `parties()`, of `contracts_`
    };
    std::vector<std::uint32_t> starts;
    std::vector<Row> rows;
  };
  /// Some of the rows of a table; to forget them costs nothing.
  class Marks {
   public:
    void resize(std::size_t count) { marked_in_.resize(count, 0); }
    void forget() { ++round_; }
    /// False where it is marked already.
    bool mark(std::uint32_t row) { return std::exchange(marked_in_[row], round_) != round_; }
    [[nodiscard]] bool has(std::uint32_t row) const { return marked_in_[row] == round_; }

   private:
    std::vector<std::uint32_t> marked_in_;
    std::uint32_t round_ = 1;
  };

  static constexpr std::size_t kKindCount = static_cast<std::size_t>(ChangeKind::Outage) + 1;

  void find_contracts();
  void look_at(Component c);
  [[nodiscard]] Tellings tellings_of(ChangeKind kind) const;
  [[nodiscard]] std::uint32_t row_of(OrganizationId party) const;

  const SystemGraph& graph_;
  const SupplyGraph& supply_;
  const GivenNotices& given_;
  std::vector<Contract> contracts_;             // in byte order of their ids
  std::vector<std::uint32_t> covering_;         // rows of `contracts_`, by what they cover
  std::vector<std::uint32_t> covering_starts_;  // by component
  std::array<std::optional<Tellings>, kKindCount> tellings_;  // those that were asked for

  ChangeKind kind_{};                  // of the news that were spread last
  std::optional<Component> about_of_;  // and what they are about
  std::vector<std::uint32_t> about_;   // the contracts about it
  Marks is_above_, is_about_, is_reached_;
  std::vector<std::uint32_t> queue_;
};

}  // namespace musubi
