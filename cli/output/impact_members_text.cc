#include "cli/output/impact_members_text.h"

#include <algorithm>
#include <vector>

#include "cli/output/names.h"
#include "cli/phrase.h"
#include "engine/viewpoint.h"

namespace musubi::cli {
namespace {

constexpr std::size_t kIndent = 2;

class MembersWriter {
 public:
  MembersWriter(Page& page, const ImpactView& view, Language language)
      : page_(page), view_(view), model_(view.supply->model()), language_(language) {}

  void write() {
    for (const AffectedOrganization& row : view_.impact->organizations) {
      const auto kinds = view_.supply->parties().kinds(row.organization);
      if (!kinds.has(OrganizationKind::NetworkOperator)) continue;
      const auto members = members_of(*view_.supply, row.organization);
      if (!members.empty()) write(row.organization, members);
    }
  }

 private:
  [[nodiscard]] Styled label(OrganizationId o) const {
    return label_of(model_, model_[o].id, language_);
  }

  [[nodiscard]] const AffectedOrganization* row_of(OrganizationId member) const {
    const auto& rows = view_.impact->organizations;
    const auto found =
        std::ranges::lower_bound(rows, member, {}, &AffectedOrganization::organization);
    return found == rows.end() || found->organization != member ? nullptr : &*found;
  }

  void write(OrganizationId network, const std::vector<OrganizationId>& members) {
    std::size_t affected = 0;
    std::vector<OrganizationId> untold;
    for (const OrganizationId member : members) {
      const AffectedOrganization* const row = row_of(member);
      if (row == nullptr) continue;
      ++affected;
      if (!row->told) untold.push_back(member);
    }
    const bool japanese = language_ == Language::Ja;
    page_.blank();
    page_.paragraph(
        Styled(japanese ? "参加組織：" : "Members of ", Style::Strong).add(label(network)));
    page_.paragraph(
        Styled(compose_in(language_,
                          {.en = "Of {} members {} are affected, and {} of these never told{}",
                           .ja = "{} 件のうち、影響を受けるのは {} 件、そのうち通知されないのは {} "
                                 "件です{}"},
                          members.size(), affected, untold.size(),
                          untold.empty() ? (japanese ? "。" : ".") : (japanese ? "。" : ":")),
               untold.empty() ? Style::Plain : Style::Error),
        kIndent);
    for (const OrganizationId member : untold) {
      page_.paragraph(Styled("[ ] ").add(label(member)), kIndent, 4);
    }
  }

  Page& page_;
  const ImpactView& view_;
  const Model& model_;
  Language language_;
};

}  // namespace

void write_members(Page& page, const ImpactView& view, Language language) {
  MembersWriter(page, view, language).write();
}

}  // namespace musubi::cli
