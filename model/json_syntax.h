#pragma once

#include <string_view>

#include <rapidjson/error/error.h>

#include "model/diagnostic.h"
#include "model/source.h"

namespace musubi {

/// Why RapidJSON could not read on at `where`, a place in `text`.
[[nodiscard]] Diagnostic syntax_mistake(rapidjson::ParseErrorCode code, std::string_view text,
                                        SourceLocation where);

}  // namespace musubi
