#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "model/error.h"
#include "model/loader.h"

namespace musubi {

/// Whether a file that begins so (eight bytes are enough) is a snapshot. No text of a model is.
[[nodiscard]] bool is_snapshot(std::string_view begin);

/// The snapshot of a model: its records as they stand in memory, its texts, and what reading it
/// said. The same bytes for the same texts and paths. Precondition: it has no errors, and nothing
/// was planned. O(size of the model).
[[nodiscard]] std::string make_snapshot(const LoadedModel& loaded);

/// Opens a snapshot in a file. Nothing is read but what the checksum of the records takes: the
/// records are used where the file is mapped, so it must not be changed meanwhile (to put another
/// in its place by renaming is no change). The texts are checked when they are first looked at (see
/// `SourceMap`). What is changed in the model does not reach the file. The error says why it is
/// refused: cut short, damaged, or made by another version or on another kind of machine.
/// Snapshots are to be trusted like programs: the checksums find accidents, not intent.
[[nodiscard]] std::expected<LoadedModel, Error> open_snapshot_file(const std::string& path);
/// The same of bytes in memory, which are copied; `path` is what messages call them.
[[nodiscard]] std::expected<LoadedModel, Error> open_snapshot(std::string_view bytes,
                                                              const std::string& path);

}  // namespace musubi
