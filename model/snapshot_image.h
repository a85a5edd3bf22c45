#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include "model/diagnostic.h"
#include "model/parts.h"

// Not installed: how a snapshot looks. A head; the records, from the `SnapshotRoot` on, as they
// stand in memory when the file is mapped at the address `base`; and from a page's boundary on the
// texts of the files, each with a zero byte behind it.
namespace musubi {

struct SnapshotHead {
  static constexpr std::array<char, 8> kMagic{'\x89', 'M', 'U', 'S', 'U', 'B', 'I', '\n'};
  static constexpr std::uint32_t kByteOrder = 0x01020304;

  std::array<char, 8> magic{};
  std::uint32_t byte_order = 0;
  std::uint32_t layout = 0;        // of the records, see `snapshot_layout`
  std::array<char, 24> version{};  // of the program that made it
  std::uint64_t base = 0;          // the address for which it is made
  std::uint64_t texts = 0;         // where the records end and the texts begin
  std::uint64_t size = 0;          // of the file
  std::uint64_t records_checksum = 0;
  std::uint64_t head_checksum = 0;  // of what stands before it
};

/// A file of the model.
struct SnapshotFile {
  String path;
  std::uint64_t begin = 0;  // of its text, in the snapshot
  std::uint64_t size = 0;
  std::uint64_t checksum = 0;  // of its text
};

struct SnapshotNote {
  SourceLocation where;
  Name message;
};
struct SnapshotDiagnostic {
  String code;
  Severity severity{};
  SourceLocation where;
  Name message;
  List<SnapshotNote> notes;
};

/// The root stands at the first multiple of this behind the head.
inline constexpr std::size_t kSnapshotAlignment = 64;

/// The model but for its texts.
struct SnapshotRoot {
  Name name;
  Date as_of;
  SourceLocation as_of_place;
  std::uint32_t has_as_of = 0;
  Guideline guideline;
  Policy policy;
  List<Organization> organizations;
  List<Service> services;
  List<System> systems;
  List<Terms> terms;
  List<Contract> contracts;
  List<Assessment> assessments;
  List<Disclosure> disclosures;
  List<Risk> risks;
  List<RiskAgreement> risk_agreements;
  List<Control> controls;
  List<Requirement> requirements;
  List<Change> changes;
  List<Suppression> suppressions;
  List<SymbolText> symbols;
  List<SymbolTable::Slot> slots;
  List<std::optional<RecordRef>> records_by_symbol;
  List<SnapshotFile> files;
  List<SnapshotDiagnostic> diagnostics;
  std::uint64_t diagnostics_left_out = 0;
  std::uint64_t named_files = 0;
};
static_assert(std::is_trivially_copyable_v<SnapshotRoot>);

template <class Visit>
void each_part(SymbolText& text, Visit& visit) {
  if (text.is_inside()) return;
  String shown = text.shown();
  visit(shown);
  text.show(shown);
}
template <class Visit>
void each_part(SnapshotFile& file, Visit& visit) {
  visit(file.path);
}
template <class Visit>
void each_part(SnapshotNote& note, Visit& visit) {
  each_part(note.message, visit);
}
template <class Visit>
void each_part(SnapshotDiagnostic& diagnostic, Visit& visit) {
  visit(diagnostic.code);
  each_part(diagnostic.message, visit);
  visit(diagnostic.notes);
}

/// Hands each table of records to `visit`, with the model's table.
template <class ModelType, class Visit>
void each_table(SnapshotRoot& root, ModelType& model, Visit&& visit) {
  visit(root.organizations, model.organizations);
  visit(root.services, model.services);
  visit(root.systems, model.systems);
  visit(root.terms, model.terms);
  visit(root.contracts, model.contracts);
  visit(root.assessments, model.assessments);
  visit(root.disclosures, model.disclosures);
  visit(root.risks, model.risks);
  visit(root.risk_agreements, model.risk_agreements);
  visit(root.controls, model.controls);
  visit(root.requirements, model.requirements);
  visit(root.changes, model.changes);
  visit(root.suppressions, model.suppressions);
  visit(root.records_by_symbol, model.records_by_symbol);
}

template <class Visit>
void each_part(SnapshotRoot& root, Visit& visit) {
  each_part(root.name, visit);
  each_part(root.guideline, visit);
  each_part(root.policy, visit);
  each_table(root, root, [&visit](auto& list, auto& /*the same*/) { visit(list); });
  visit(root.symbols);
  visit(root.slots);
  visit(root.files);
  visit(root.diagnostics);
}

/// A number that differs where the records are laid out differently.
[[nodiscard]] std::uint32_t snapshot_layout();

/// A checksum that several threads work on. Not one against forgery: whoever can write a snapshot
/// can write what it says.
[[nodiscard]] std::uint64_t snapshot_checksum(std::string_view bytes);
/// Of a head, but for the checksum itself.
[[nodiscard]] std::uint64_t checksum_of(const SnapshotHead& head);

}  // namespace musubi
