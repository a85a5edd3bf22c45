#pragma once

#include "engine/impact.h"
#include "engine/viewpoint.h"

namespace musubi {

/// One party's part of a change, with nothing that it may not see.
struct ImpactPart {
  ChangeQuestion question;  // with the targets that it knows; none where they lie further down
  Impact impact;
};

/// What of the answer to a question concerns a party: the services and systems that it knows, its
/// own row, those of its members and of the parties that it has to tell, or would have to if a
/// clause were there, and the actions by it or with it. Routes and evidence keep the steps that it
/// may see. O(rows), and the graphs of the systems of its customers.
[[nodiscard]] ImpactPart part_of(const Viewpoint& viewpoint, const SupplyGraph& supply,
                                 const ChangeQuestion& question, const Impact& impact);

}  // namespace musubi
