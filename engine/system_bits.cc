#include "engine/system_bits.h"

#include "engine/versions.h"

namespace musubi {

// The word that says which are taken is the union of both, too.
MUSUBI_VERSIONS
void SystemBits::merge(Words& __restrict to, const Words& __restrict from) {
  for (std::size_t i = 0; i < kWords; ++i) to[i] |= from[i];
}

// The ones of all words fit into the bytes of one, as 31 times 8 is less than 256. The word that
// says which are taken is counted with the others, so that whole lines are, and taken off: what a
// byte carried over for it comes back.
MUSUBI_VERSIONS
std::size_t SystemBits::count_common(const Words& a, const Words& b) {
  Word bytes = 0;
  for (std::size_t i = 0; i < kWords; ++i) bytes += ones_by_byte(a[i] & b[i]);
  return sum_of(bytes - ones_by_byte(a[0] & b[0]));
}

}  // namespace musubi
