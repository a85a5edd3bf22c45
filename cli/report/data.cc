// What the script of the report works with.
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "cli/output/evidence_text.h"
#include "cli/output/json_out.h"
#include "cli/output/model_text.h"
#include "cli/output/names.h"
#include "cli/references.h"
#include "cli/report/parts.h"
#include "engine/change_graph.h"
#include "model/canonical.h"

namespace musubi::cli {
namespace {

// The tables whose records have ids of their own that people look for, in the order of the search.
constexpr auto kSearched = std::to_array<RecordKind>(
    {RecordKind::Organization, RecordKind::Service, RecordKind::System, RecordKind::Contract,
     RecordKind::Terms, RecordKind::Assessment, RecordKind::Disclosure, RecordKind::Risk,
     RecordKind::RiskAgreement, RecordKind::Control, RecordKind::Requirement, RecordKind::Change});

class DataWriter {
 public:
  explicit DataWriter(const ReportContent& content)
      : content_(content),
        model_(content.model()),
        supply_(*content.supply),
        records_(searched_records(content.model())) {}

  std::string text() {
    json_.begin_object();
    write_findings();
    write_records();
    write_graph();
    write_phrases();
    json_.end_object();
    return json_.text();
  }

 private:
  [[nodiscard]] std::string_view id(RecordRef record) const {
    return model_.text(model_.record(record).id);
  }
  [[nodiscard]] std::string_view id(OrganizationId who) const { return model_.id(who); }

  // The keys by which a finding is filtered, in the order of the page.
  void write_findings() {
    json_.key("findings");
    json_.begin_array();
    std::size_t told = 0;
    for (const std::size_t row : open_findings(*content_.result)) {
      if (told++ == content_.limits.findings) break;
      const Finding& finding = content_.result->findings[row];
      json_.begin_object();
      json_.member("level", word_of(finding.level));
      json_.member("rule", finding.rule->id);
      json_.member("owes", model_.text(finding.owes));
      json_.member("subject", model_.text(finding.subject));
      json_.key("systems");
      json_.begin_array();
      for (const SystemId system : finding.systems.first) json_.value(model_.id(system));
      json_.end_array();
      json_.end_object();
    }
    json_.end_array();
  }

  // [kind, id, English name, Japanese name], the names only where there are any, then the text.
  void write_records() {
    json_.key("kinds");
    json_.begin_array();
    for (const RecordKind kind : kSearched) json_.value(record_word(kind));
    json_.end_array();
    json_.member("recordCount", std::uint64_t{records_.size()});
    const bool with_texts = records_.size() <= content_.limits.record_texts;
    json_.member("hasTexts", with_texts);
    json_.key("records");
    json_.begin_array();
    const std::size_t told = std::min(records_.size(), content_.limits.records);
    for (const RecordRef record : std::span(records_).first(told)) {
      json_.begin_array();
      json_.value(std::uint64_t(std::ranges::find(kSearched, record.kind) - kSearched.begin()));
      json_.value(id(record));
      const Text name = name_of(model_, record);
      json_.value(std::string_view(name.en));
      json_.value(std::string_view(name.ja));
      if (with_texts) json_.value(std::string_view(canonical(record)));
      json_.end_array();
    }
    json_.end_array();
  }

  [[nodiscard]] std::string canonical(RecordRef record) const {
    const auto tree = read_json_tree(record_text(model_, record));
    return tree ? write_canonical(*tree, record.kind) : std::string();
  }

  void write_graph() {
    json_.key("graph");
    json_.begin_object();
    write_parties();
    write_services();
    write_contracts();
    const GlobalChangeGraph global(supply_);
    json_.key("everywhere");
    json_.begin_object();
    write_edges(global);
    json_.end_object();
    json_.key("systems");
    json_.begin_array();
    std::size_t shown = 0;
    for (; shown < model_.systems.size() && edges_ < content_.limits.edges; ++shown) {
      write_system(SystemId(shown));
    }
    json_.end_array();
    json_.member("leftOut", std::uint64_t{model_.systems.size() - shown});
    json_.end_object();
  }

  // The facilities, each with the party that stands for it.
  void write_parties() {
    json_.key("parties");
    json_.begin_object();
    for (std::size_t i = 0; i < model_.organizations.size(); ++i) {
      const OrganizationId facility(i);
      const OrganizationId party = supply_.party(facility);
      if (party != facility) json_.member(id(facility), id(party));
    }
    json_.end_object();
  }

  void write_services() {
    json_.key("providers");
    json_.begin_object();
    for (std::size_t i = 0; i < model_.services.size(); ++i) {
      json_.member(model_.id(ServiceId(i)), id(supply_.provider(ServiceId(i))));
    }
    json_.end_object();
  }

  // [customer, supplier, kind, active]
  void write_contracts() {
    json_.key("contracts");
    json_.begin_object();
    for (std::size_t i = 0; i < model_.contracts.size(); ++i) {
      const ContractId contract(i);
      const auto kind = static_cast<unsigned>(supply_.kind(contract));
      json_.key(model_.id(contract));
      json_.begin_array();
      json_.value(id(supply_.customer(contract)));
      json_.value(id(supply_.supplier(contract)));
      json_.value(word_label(RecordKind::Contract, "kind", kind));
      json_.value(supply_.active(contract));
      json_.end_array();
    }
    json_.end_object();
  }

  void write_system(SystemId system) {
    const SystemChangeGraph graph(supply_, system);
    json_.begin_object();
    json_.member("id", model_.id(system));
    json_.member("owner", id(model_[system].owner.id));
    json_.member("party", id(supply_.owner(system)));
    json_.key("own");
    json_.begin_array();
    for (Component c = 0; c < graph.size(); ++c) {
      if (graph.system()->own(c)) json_.value(model_.id(graph.service(c)));
    }
    json_.end_array();
    write_edges(graph);
    json_.end_object();
  }

  // [from, to, kind, relation, the contracts that back it]; from nothing for what the system uses.
  void write_edges(const ChangeGraph& graph) {
    json_.key("edges");
    json_.begin_array();
    for (Component c = 0; c < graph.size(); ++c) {
      for (const std::uint32_t e : graph.edges_to(c)) {
        write_edge(graph, e);
        if (graph.system() != nullptr) ++edges_;
      }
    }
    json_.end_array();
  }

  void write_edge(const ChangeGraph& graph, std::uint32_t e) {
    const ChangeEdge edge = graph.edge(e);
    json_.begin_array();
    if (edge.from == kRoot) {
      json_.null();
    } else {
      json_.value(model_.id(graph.service(edge.from)));
    }
    json_.value(model_.id(graph.service(edge.to)));
    json_.value(static_cast<unsigned>(edge.kind));
    if (graph.system() == nullptr) {
      json_.null();
    } else {
      json_.value(static_cast<unsigned>(graph.system()->edges()[e].relation));
    }
    for (const ContractId contract : backing(graph, e, edge)) json_.value(model_.id(contract));
    json_.end_array();
  }

  // The contracts for which the edge stands where one of them is the target of a change (semantics,
  // section 5).
  [[nodiscard]] std::vector<ContractId> backing(const ChangeGraph& graph, std::uint32_t e,
                                                const ChangeEdge& edge) const {
    std::vector<ContractId> contracts;
    const Chain chain = graph.chain(e);
    for (const ContractId contract : supply_.covering(graph.service(edge.to))) {
      if (!is_supply_kind(supply_.kind(contract)) || !graph.counts(contract, edge.to)) continue;
      const bool is_hop = std::ranges::find(chain.contracts, contract) != chain.contracts.end();
      if (is_hop || supply_.customer(contract) == edge.holder) contracts.push_back(contract);
    }
    return contracts;
  }

  void write_phrases() {
    json_.key("relations");
    json_.begin_array();
    for (const Relation relation : {Relation::Owned, Relation::Internal, Relation::Purchased,
                                    Relation::Procured, Relation::Independent}) {
      json_.value(phrase_of(relation));
    }
    json_.end_array();
    json_.key("phrases");
    json_.begin_object();
    for (const ScriptPhrase& one : script_phrases()) json_.member(one.key, one.phrase);
    json_.end_object();
  }

  const ReportContent& content_;
  const Model& model_;
  const SupplyGraph& supply_;
  std::vector<RecordRef> records_;
  std::size_t edges_ = 0;  // of systems
  JsonWriter json_;
};

}  // namespace

std::vector<RecordRef> searched_records(const Model& model) {
  std::vector<RecordRef> records;
  const auto order = [](RecordKind kind) { return std::ranges::find(kSearched, kind); };
  for (const std::optional<RecordRef>& record : model.records_by_symbol) {
    if (record && order(record->kind) != kSearched.end()) records.push_back(*record);
  }
  const auto id = [&](RecordRef record) { return model.text(model.record(record).id); };
  std::ranges::sort(records, [&](RecordRef left, RecordRef right) {
    return left.kind != right.kind ? order(left.kind) < order(right.kind) : id(left) < id(right);
  });
  return records;
}

std::string report_data(const ReportContent& content) { return DataWriter(content).text(); }

}  // namespace musubi::cli
