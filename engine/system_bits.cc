#include "engine/system_bits.h"

#include "engine/versions.h"

namespace musubi {

// The word that says which are taken is the union of both, too.
MUSUBI_VERSIONS
void SystemBits::merge(Words& __restrict to, const Words& __restrict from) {
  for (std::size_t i = 0; i < kWords; ++i) to[i] |= from[i];
}

// The ones of the bytes are added up without their carrying over: 31 times 8 is less than 256. The
// word that says which are taken is counted with the others, so that these stand in whole lines,
// and taken off.
MUSUBI_VERSIONS
std::size_t SystemBits::count_common(const Words& a, const Words& b) {
  Word bytes = 0;
  for (std::size_t i = 0; i < kWords; ++i) bytes += ones(a[i] & b[i]);
  return sum_of(bytes - ones(a[0] & b[0]));
}

}  // namespace musubi
