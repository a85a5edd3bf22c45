#pragma once

#include "cli/output/result_json.h"
#include "cli/output/system_answer.h"

namespace musubi::cli {

/// One entry of `systems` in the result of `responsibility`.
void write_system(ResultJson& result, const SystemAnswer& answer);

}  // namespace musubi::cli
