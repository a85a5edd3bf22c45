#include "model/version.h"

namespace musubi {

std::string_view version() noexcept { return MUSUBI_VERSION; }

}  // namespace musubi
