#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "model/fields.h"
#include "model/ids.h"
#include "model/records.h"
#include "model/source.h"
#include "model/table.h"

namespace musubi {

/// What the reader met and nobody can judge before all files are read.
struct Unlinked {
  static constexpr std::uint8_t kUndefined = 0;

  struct Definition {
    Symbol id;
    RecordRef record;
    SourceLocation where;
  };
  struct Reference {
    Symbol id;
    RecordKinds targets;
    SourceLocation where;
  };
  /// A word that the built-in catalogue does not have; a model can add it.
  struct ForeignWord {
    Catalogue catalogue{};
    std::string word;
    SourceLocation where;
  };
  /// `entrusts_personal_data` is false without a reason, which may still be that of its terms.
  struct MissingReason {
    ContractId contract;
    SourceLocation where;
  };

  /// Whether a definition that was read is what the reference means. The first one of an id counts,
  /// so nothing that is read later can change that.
  [[nodiscard]] bool is_met(Symbol id, RecordKinds targets) const {
    if (id.index() >= defined.size()) return false;
    const std::uint8_t kind = defined[id.index()];
    return kind != kUndefined && targets.has(RecordKind(kind - 1));
  }
  /// Brings what is looked up of an id, some time before. May be left out.
  void expect(Symbol id) const {
    if (id.valid() && id.index() < defined.size()) __builtin_prefetch(&defined[id.index()]);
  }
  void define(const Definition& definition) {
    definitions.emplace_back() = definition;
    defined.extend(definition.id.index() + 1);
    std::uint8_t& kind = defined[definition.id.index()];
    if (kind == kUndefined) kind = static_cast<std::uint8_t>(definition.record.kind) + 1;
  }

  Table<Definition> definitions;  // in the order in which they were read
  // By symbol: the number of what its first definition made it, and one. A byte, as it is looked up
  // for millions of ids in any order.
  Table<std::uint8_t> defined;
  Table<Reference> references;  // those that were not met when they were read
  std::vector<ForeignWord> words;
  std::vector<MissingReason> reasons;
  std::array<std::uint32_t, kRecordKindCount> counts{};  // rows of each table so far
};

}  // namespace musubi
