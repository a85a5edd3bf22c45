#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/date.h"
#include "model/diagnostic.h"
#include "model/model.h"

// A second implementation of what musubi computes, written from the definition alone: slow, plain
// and keyed by the ids of the model, so that it can be read beside the definition sentence by
// sentence. The tests hold the engine against it.
namespace musubi::oracle {

using Ids = std::set<std::string>;

enum class EdgeKind : std::uint8_t { Root, Service, Placement };
enum class Relation : std::uint8_t { Owned, Internal, Purchased, Procured, Independent };
enum class Pattern : std::uint8_t {
  MultipleContracts,
  MultipleProviders,
  SeparateProviders,
  SingleProvider,
  SelfOperated,
};
enum class State : std::uint8_t { Met, CertificateOnly, Expired, Rejected, None };
enum class Modality : std::uint8_t { Info, Should, Must };
enum class Reason : std::uint8_t {
  NetworkOperator,
  CoordinationOnly,
  Undetermined,
  Direct,
  SupplyChain,
  SaleCompleted,
  NoMedicalInformation,
  Unrelated,
};

struct Edge {
  std::string from;  // empty: the root
  std::string to;
  EdgeKind kind = EdgeKind::Root;
  std::string holder;
  std::string selected_by;
  bool selector_written = false;
  Relation relation = Relation::Independent;
  std::string procured_by;  // for `procured` edges only
  friend auto operator<=>(const Edge&, const Edge&) = default;
};

/// The shortest chains of contracts between two parties for one service; `found` is false where
/// there is none.
struct Chain {
  bool found = false;
  Ids hops;  // contracts
  Ids carriers;
  friend auto operator<=>(const Chain&, const Chain&) = default;
};

/// Why somebody manages the risk of a component: the services from the one at which it stands to
/// the component, and, where it carries a chain there, every chain on which it stands.
struct Evidence {
  std::vector<std::string> services;
  std::set<std::vector<std::string>> contract_chains;
  friend auto operator<=>(const Evidence&, const Evidence&) = default;
};

struct Duty {
  std::string owes, component, about;
  std::set<char> grounds;  // 'a', 'b', 'c'
  State state = State::None;
  friend auto operator<=>(const Duty&, const Duty&) = default;
};

/// An `independent` edge whose holder is not the institution (4.1).
struct Foreign {
  Edge edge;
  bool known = false;
  Ids leading;  // the contracts leading to its start
  friend auto operator<=>(const Foreign&, const Foreign&) = default;
};

struct Component {
  bool own = false;
  bool relevant = false;
  std::string operated_by;
  Ids held_by;
  Ids sources;       // Src(S, c)
  Ids reached_from;  // every y with y ⇒ c
  Ids managed_by;    // R(S, c)
  Ids answerable;
  std::map<std::string, Evidence> evidence;  // by member of managed_by
  friend auto operator<=>(const Component&, const Component&) = default;
};

struct System {
  std::string id;
  std::string institution;  // H
  std::map<std::string, Component> components;
  std::vector<Edge> edges;       // sorted; equal edges stay
  std::map<Edge, Chain> chains;  // of the `procured` edges: from whoever procured to the provider
  Ids parties;
  std::set<std::pair<std::string, std::string>> arcs;
  Pattern pattern = Pattern::SelfOperated;
  std::optional<int> provision_case;
  std::set<Duty> duties;
  std::set<Foreign> foreign;
  friend auto operator<=>(const System&, const System&) = default;
};

struct Scope {
  std::optional<bool> in_scope;
  Reason reason = Reason::Unrelated;
  bool stated = false;
  friend auto operator<=>(const Scope&, const Scope&) = default;
};

/// What identifies a finding. Members that do not apply are empty.
struct FindingKey {
  std::string rule, subject, owes, counterparty;
  friend auto operator<=>(const FindingKey&, const FindingKey&) = default;
};

/// A period of notice in days, and the longest that can be kept.
struct Promise {
  std::string kind;
  int promised = 0;
  int possible = 0;
  friend auto operator<=>(const Promise&, const Promise&) = default;
};

struct Finding {
  Modality modality = Modality::Info;
  Severity level = Severity::Note;
  bool suppressed = false;
  Ids systems;
  std::optional<State> state;
  Ids detail;                     // what it lists: kinds, items, duties, letters, …
  std::vector<Promise> promises;  // of `unkeepable-notice`, in the order of the kinds
  friend auto operator<=>(const Finding&, const Finding&) = default;
};

struct Answers {
  std::map<std::string, System> systems;
  std::map<std::string, Scope> scope;  // by whole party; those left out are absent
  std::map<FindingKey, Finding> findings;
  Ids closed;  // rules that do not fire because no record states their key
};

/// The rules that are worked out here: all of the catalogue.
[[nodiscard]] Ids rule_names();

/// Everything that follows from a valid model as of `date`. Exponential in places; for small
/// models. `without`: rules that find nothing.
[[nodiscard]] Answers answer(const Model& model, Date date, const Ids& without = {});

/// One line of text for each answer, by what it answers ("y-ab/s-cd/managed_by"), so that what
/// differs between two answers can be told.
using Lines = std::map<std::string, std::string>;
[[nodiscard]] Lines to_lines(const Answers& answers);
[[nodiscard]] Lines to_lines(const std::map<FindingKey, Finding>& findings);

/// What differs, one line each; empty where nothing does.
[[nodiscard]] std::vector<std::string> differences(const Lines& expected, const Lines& actual);

}  // namespace musubi::oracle
