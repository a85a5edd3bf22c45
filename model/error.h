#pragma once

#include "model/text.h"

namespace musubi {

/// What the world did wrong, as opposed to what the user wrote: a file that does not exist, a full
/// disk. One sentence in both languages, in lower case and without a full stop.
struct Error {
  Text message;
};

}  // namespace musubi
