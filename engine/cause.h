#pragma once

#include "engine/finding_list.h"

namespace musubi {

/// Sets the `cause` of every finding that would not be there but for another one: what nobody
/// answers for below a missing contract, what lacks a contract since a chain of resale is broken, a
/// notice for which there is no contract, a confirmation that rests on a certificate, what cannot
/// be in an agreement that is not there. A cause stands alone itself, and suppressed findings are
/// none. Precondition: the findings have their final order and their evidence. O(findings × length
/// of their evidence), but for look-ups.
void find_causes(const Model& model, unsigned threads, FindingList& findings);

}  // namespace musubi
