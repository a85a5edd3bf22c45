#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "engine/facts.h"
#include "engine/stated.h"

namespace musubi {

/// What holds in which systems of what the parties agreed on, told one another and confirmed: the
/// input of the rules on agreements, risks, controls, requirements and notices, as `Facts` is of
/// those on the supply chain. Relevant components only. Lists are sorted by (service,
/// contract, owes, counterparty) and hold each of these once.
struct AgreementFacts {
  /// Every component: `owes` its operator, `counterparty` the institution; both are the same where
  /// the component is its own.
  std::vector<Fact> components;
  /// Who answers (`owes`) to the institution (`counterparty`) for a component that is not its own.
  std::vector<Fact> answerable;
  /// Who answers (`owes`) for a component that is not relevant, or own. Not said to whom.
  std::vector<Fact> answerable_apart;
  /// Components that the institution bought: it owes, and the counterparty maintained it for the
  /// institution until the contract of the witness ended.
  std::vector<Fact> lapsed;
  /// Changes of a component of which its provider (`owes`) gives no notice that reaches a holder of
  /// an edge into it (`counterparty`), by `kinds` (semantics, section 5.4). The witness has the
  /// contract in which a notice is missing, where one would lead on.
  std::vector<Fact> unnotified;
  /// Changes that the institution (`owes`) is told of and nobody passes on to such a holder, by
  /// `kinds`. The witness has a contract of these two about the component, where there is one.
  std::vector<Fact> unrelayed;
  /// Components that handle medical information of whose incidents no route tells the institution
  /// (`counterparty`). `owes` the operator; the contract of the witness as in `unnotified`.
  std::vector<Fact> untold_incidents;
  /// Who operates (`owes`) components that handle medical information and are not the
  /// institution's own; about no service.
  std::vector<Fact> operators;
  /// Components that another (`counterparty`) develops for their provider (`owes`).
  std::vector<Fact> developed_by_others;
  /// Contracts of an institution of a supply kind that cover such a component of its systems.
  std::vector<Fact> covering_developed;
  /// Who answers (`owes`) to the institution (`counterparty`) for a component that another provides
  /// and that is not among the `components` of their agreements. The witness has the contract in
  /// whose agreement it would be.
  std::vector<Fact> unlisted;
  /// Components of a provider (`owes`) that keep medical information of the institution
  /// (`counterparty`) outside Japan, and no contract that leads there has the item `domestic_law`.
  std::vector<Fact> abroad;
  /// Contracts of a supply kind that entrust personal data, by which the supplier (`owes`) answers
  /// for a component handling medical information that another (`counterparty`) operates, who is
  /// neither of its parties nor the institution. The witness leads to the component.
  std::vector<Fact> handed_on;
  /// By contract: the systems in which it counts and of which it covers a component. Those of the
  /// customer where that is an institution, else those of whose parties the customer is one.
  std::vector<SystemTally> contracts;
};

/// A day that no date is later than.
inline constexpr Date kLastDay{std::chrono::sys_days(std::chrono::year(9999) / 12 / 31)};

/// What is asked for besides the facts on the supply chain; other lists may be left empty.
struct FactNeeds {
  /// `Facts::met`: the duties that are met by a confirmation that ends by this day, or never;
  /// nothing: none. A country has millions of others, of which there is nothing to say.
  std::optional<Date> met_until = kLastDay;
  bool notices = true;  // `unnotified`, `unrelayed` and `untold_incidents`
  bool others = true;   // all other lists of `AgreementFacts`
};

struct AllFacts {
  Facts facts;
  AgreementFacts agreed;
};

/// Everything that the rules look at, found in one pass over the systems. Lists whose key is not
/// stated may be left empty.
/// Cost: near linear in the model and the output for systems that have nothing of their own but
/// what they use and the contracts of their owners (plain ones, see `SharedPlan`: they are
/// evaluated together, many at a time); for the others, the sum of their components and edges. With
/// `others` all systems are of the latter kind, and each component costs what leads to it.
[[nodiscard]] AllFacts find_all_facts(const SupplyGraph& supply, const Confirmations& confirmations,
                                      const Stated& stated, const FactsOptions& options,
                                      const FactNeeds& needs = {});

}  // namespace musubi
