#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/rules/finding.h"

// Whom a risk concerns, and what was agreed on it with whom (FAQ 5.1, 5.2).
namespace musubi::rules {

/// One of those concerned by a risk of X about a service s.
struct Concerned {
  OrganizationId party;
  /// Must towards a medical institution, should towards others.
  Modality modality = Modality::Should;
  /// X answers to this institution for s: where. Null for a customer that X supplies, where X
  /// answers to no institution for s.
  const Fact* answers = nullptr;
  ContractId contract;  // for such a customer: the first by which it is supplied
};

/// Those concerned by each risk, and their agreements. The context has to outlive it.
/// O(contracts + risk agreements) to make, but for sorting.
class RiskParties {
 public:
  explicit RiskParties(const RuleContext& context);

  /// Sorted by party. O(those concerned + active contracts that the owner supplies).
  [[nodiscard]] std::vector<Concerned> concerned(const Risk& risk) const;

  /// Whether `with` agreed on the risk, by an agreement on it or by the agreement of a contract
  /// with its owner, at the date or before; with `since`, not before that day: then an agreement
  /// without a date does not count.
  [[nodiscard]] bool agreed(RiskId risk, OrganizationId with,
                            std::optional<Date> since = std::nullopt) const;

 private:
  struct Signed {
    OrganizationId with;
    RiskId risk;
    std::optional<Date> date;
    friend auto operator<=>(const Signed&, const Signed&) = default;
  };
  /// An active contract whose agreement has `risks`.
  struct InContract {
    OrganizationId customer, supplier;
    ContractId contract;
    friend auto operator<=>(const InContract&, const InContract&) = default;
  };
  void add_contract(ContractId contract);

  const RuleContext* context_;
  std::vector<Signed> signed_;
  std::vector<InContract> in_contracts_;
};

/// The whole party that a risk belongs to.
[[nodiscard]] OrganizationId owner_of(const RuleContext& context, const Risk& risk);

/// Whether a risk is treated by transfer or retention.
[[nodiscard]] bool is_left_as_it_is(const Risk& risk);
/// "risk transfer", "risk retention": in the words of the edition that the model follows.
[[nodiscard]] Text treatment_words(const Model& model, const Risk& risk);

/// The finding about a risk, owed by its owner.
[[nodiscard]] Finding make_risk_finding(const RuleContext& context, const Rule& rule,
                                        Modality modality, const Risk& risk,
                                        OrganizationId counterparty = {},
                                        std::span<const NamedBlank> blanks = {});
/// The same towards one of those concerned, in the systems in which it is concerned.
[[nodiscard]] Finding make_risk_finding(const RuleContext& context, const Rule& rule,
                                        const Risk& risk, const Concerned& concerned,
                                        std::span<const NamedBlank> blanks = {});

}  // namespace musubi::rules
