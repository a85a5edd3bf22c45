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

  Table<Definition> definitions;  // in the order in which they were read
  Table<Reference> references;
  std::vector<ForeignWord> words;
  std::vector<MissingReason> reasons;
  std::array<std::uint32_t, kRecordKindCount> counts{};  // rows of each table so far
};

}  // namespace musubi
