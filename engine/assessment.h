#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/system_graph.h"

namespace musubi {

/// The state of a duty of confirmation (semantics, section 4).
enum class ConfirmationState : std::uint8_t { Met, CertificateOnly, Expired, Rejected, None };

/// The assessments and disclosures of a model at its date, indexed by service and by party.
/// The supply graph has to outlive it. O(assessments + disclosures) to make, but for sorting.
class Confirmations {
 public:
  explicit Confirmations(const SupplyGraph& supply);

  /// The state of the duty of `owes` to confirm `service` about `about`. O(assessments of both).
  [[nodiscard]] ConfirmationState state(OrganizationId owes, ServiceId service,
                                        OrganizationId about) const;
  /// The state of a duty, and whether an assessment that counts for it ends by a certain day, or
  /// never.
  struct Standing {
    ConfirmationState state = ConfirmationState::None;
    bool ends = false;
  };
  [[nodiscard]] Standing standing(Date last, OrganizationId owes, ServiceId service,
                                  OrganizationId about) const;
  /// An assessment that counts for the duty, the first in the model; nothing where none does.
  [[nodiscard]] AssessmentId counting(OrganizationId owes, ServiceId service,
                                      OrganizationId about) const;
  /// All assessments that count for the duty, in the order of the model.
  [[nodiscard]] std::vector<AssessmentId> all_counting(OrganizationId owes, ServiceId service,
                                                       OrganizationId about) const;
  /// The same, put behind what is in `found`, in no order, some perhaps twice.
  void add_counting(OrganizationId owes, ServiceId service, OrganizationId about,
                    std::vector<AssessmentId>& found) const;
  /// Whether an active disclosure of `service`, or of its provider, was made to `to`.
  [[nodiscard]] bool disclosed(ServiceId service, OrganizationId to) const;

 private:
  /// Visits the entries of assessments of `service` or `about` that are by or shared with `x`.
  template <class Visit>
  void visit(ServiceId service, OrganizationId about, OrganizationId x, Visit visit) const;
  [[nodiscard]] ConfirmationState find_state(const Assessment& assessment,
                                             std::optional<Date> last) const;

  /// A record, by for whom it holds and what it is about.
  struct Entry {
    OrganizationId holder;  // a party: who made it, with whom it is shared, to whom it was given
    std::uint32_t about;    // a service or a party
    std::uint32_t row;
    bool is_shared = false;  // it is one with whom an assessment is shared
    /// Of a duty for which there is this assessment alone; `Met`: it is active, not rejected, and
    /// has more to it than a certificate.
    ConfirmationState state = ConfirmationState::None;
    friend auto operator<=>(const Entry&, const Entry&) = default;
  };
  /// What entries are about.
  enum class List : std::uint8_t {
    AssessedServices,
    AssessedParties,
    Memberships,  // `holder` the member, `about` the party of which it is one; no rows
    DisclosedServices,
    DisclosedParties,
  };
  static constexpr std::size_t kLists = 5;
  static constexpr std::size_t row_of(List list) { return static_cast<std::size_t>(list); }
  /// Where the entries of a holder begin in each of the lists, in one place: most are looked for in
  /// several, and most hold few. Those of the next end them.
  using Starts = std::array<std::uint32_t, kLists>;

  [[nodiscard]] std::vector<Entry>& edit(List list) { return lists_[row_of(list)]; }
  void sort(List list);
  [[nodiscard]] std::span<const Entry> entries_of(List list, OrganizationId holder) const {
    const std::size_t row = row_of(list);
    const std::uint32_t begin = starts_[holder.index()][row];
    return std::span(lists_[row]).subspan(begin, starts_[holder.index() + 1][row] - begin);
  }
  [[nodiscard]] std::span<const Entry> entries_of(List list, std::size_t about,
                                                  OrganizationId holder) const;
  template <class Record>
  void add(const Record& record, Entry entry, List services, List parties);

  const SupplyGraph* supply_;
  std::vector<std::optional<Date>> ends_;         // by assessment: the last day on which it holds
  std::array<std::vector<Entry>, kLists> lists_;  // by `List`, sorted
  std::array<std::vector<std::uint32_t>, kLists> abouts_;  // of these, close together for searches
  std::vector<Starts> starts_;                             // by holder, and where the last one ends
};

/// One duty of confirmation in one system: `owes` confirms `component` about `about`.
struct Duty {
  OrganizationId owes;
  Component component = 0;
  OrganizationId about;
  bool independent = false;  // under (b) of section 4, or under (b) as well
  std::uint32_t edge = 0;    // the edge that brings it; the number of edges where a contract does
  ContractId contract;       // the hop, or the contract of (c); nothing where there is no chain
};

/// The duties of confirmation in a system, met or not, one for each (owes, component, about),
/// sorted by (component, owes, about). O(edges, and the contracts of the owner and of vendors that
/// cover a component).
[[nodiscard]] std::vector<Duty> find_duties(const SystemGraph& graph);

}  // namespace musubi
