#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace musubi {

/// A dense number of one kind of thing: 0, 1, … in the order of its table. Ids of different kinds
/// do not convert into one another. A default-made id names nothing.
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : value_(static_cast<std::uint32_t>(index)) {}

  /// Precondition: `valid()`.
  [[nodiscard]] constexpr std::size_t index() const { return value_; }
  [[nodiscard]] constexpr bool valid() const { return value_ != kNothing; }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;

 private:
  static constexpr std::uint32_t kNothing = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t value_ = kNothing;
};

using FileId = Id<struct FileTag>;
/// A string that is kept once (see `SymbolTable`); equal symbols are equal strings.
using Symbol = Id<struct SymbolTag>;
using OrganizationId = Id<struct OrganizationTag>;
using ServiceId = Id<struct ServiceTag>;
using SystemId = Id<struct SystemTag>;
using TermsId = Id<struct TermsTag>;
using ContractId = Id<struct ContractTag>;
using AssessmentId = Id<struct AssessmentTag>;
using DisclosureId = Id<struct DisclosureTag>;
using RiskId = Id<struct RiskTag>;
using ChangeId = Id<struct ChangeTag>;

}  // namespace musubi
