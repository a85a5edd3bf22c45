#pragma once

#include <string_view>

#include "cli/output/page.h"
#include "cli/verbs.h"
#include "model/text.h"

namespace musubi::cli {

/// What the program is, its verbs, and its exit statuses.
void write_program_help(Page& page, Language language);

/// One verb: its uses, what it does, and every option it takes.
void write_verb_help(Page& page, const Verb& verb, Language language);

}  // namespace musubi::cli
