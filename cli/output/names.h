#pragma once

#include "cli/output/styled.h"
#include "model/model.h"
#include "model/names.h"
#include "model/text.h"

namespace musubi::cli {

/// "Hospital A (hosp-a)", 「A病院（hosp-a）」; the id alone where there is no name.
[[nodiscard]] Styled label_of(const Model& model, Symbol id, Language language);

}  // namespace musubi::cli
