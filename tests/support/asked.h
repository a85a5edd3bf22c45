#pragma once

#include <optional>
#include <utility>

#include <doctest/doctest.h>

#include "engine/impact.h"
#include "tests/support/impact_answers.h"
#include "tests/support/seeds.h"

namespace musubi::test {

/// A document as a model, asked about changes. Precondition: it is a valid one with a date.
class Asked {
 public:
  explicit Asked(const JsonValue& document)
      : loaded_(read(document)), supply_(model(), model().as_of->date), finder_(supply_) {}

  [[nodiscard]] const Model& model() const { return loaded_.model; }
  [[nodiscard]] Impact find(const oracle::Change& change) const {
    return finder_.find(question_of(model(), change));
  }
  [[nodiscard]] oracle::Impact answer(const oracle::Change& change) const {
    return impact_answer(model(), find(change));
  }

 private:
  static LoadedModel read(const JsonValue& document) {
    std::optional<LoadedModel> loaded = read_document(document);
    REQUIRE(loaded);
    return std::move(*loaded);
  }

  LoadedModel loaded_;
  SupplyGraph supply_;
  ImpactFinder finder_;
};

}  // namespace musubi::test
