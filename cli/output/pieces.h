#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace musubi::cli {

/// Takes a part of a long text; must not throw.
using Sink = std::function<void(std::string_view)>;
/// Makes the piece with this number.
using MakePiece = std::function<std::string(std::size_t)>;

/// Makes the pieces of a long text on some threads, and hands them over in their order on the
/// thread of the caller. Each thread has a maker of its own, which is asked in ascending order. No
/// more than two pieces for each thread are held at a time.
void pour_pieces(std::size_t count, unsigned threads, const std::function<MakePiece()>& new_maker,
                 const Sink& sink);

}  // namespace musubi::cli
