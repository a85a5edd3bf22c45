#include "model/snapshot.h"

#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <optional>
#include <string_view>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "model/diagnostic_codes.h"
#include "model/mistakes.h"
#include "model/snapshot_image.h"
#include "model/version.h"

namespace musubi {
namespace {

Text again(std::string_view path, Phrase why) {
  const std::string shown = mistake::shown_path(path);
  return {.en = fmt::format("'{}' is a snapshot, and {}; make it again with musubi pack", shown,
                            why.en),
          .ja = fmt::format("「{}」はスナップショットですが、{}。musubi packで作り直してください",
                            shown, why.ja)};
}

/// Why a head cannot be used; nothing where it can. `size` is that of the file.
std::optional<Error> find_fault(const SnapshotHead& head, std::uint64_t size,
                                std::string_view path) {
  const auto fault = [path](Phrase why) { return Error{again(path, why)}; };
  constexpr Phrase kDamaged{"it is damaged", "壊れています"};
  if (head.byte_order == __builtin_bswap32(SnapshotHead::kByteOrder)) {
    return fault({"it was made on a machine of another byte order",
                  "バイト順の異なる機械で作られたものです"});
  }
  if (head.head_checksum != checksum_of(head)) return fault(kDamaged);
  const std::string_view made_by(head.version.data(),
                                 ::strnlen(head.version.data(), head.version.size()));
  if (made_by != version().substr(0, head.version.size()) || head.layout != snapshot_layout()) {
    return fault({"it was made by another version of musubi", "別の版のmusubiで作られたものです"});
  }
  if (size < head.size) return fault({"its end is missing", "末尾が欠けています"});
  if (size > head.size) return fault(kDamaged);
  return std::nullopt;
}

/// A piece of memory that the system gave.
class Mapping {
 public:
  Mapping(void* begin, std::size_t size) : begin_(begin), size_(size) {}
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  Mapping(Mapping&&) = delete;
  Mapping& operator=(Mapping&&) = delete;
  ~Mapping() { ::munmap(begin_, size_); }
  [[nodiscard]] char* begin() const { return static_cast<char*>(begin_); }

 private:
  void* begin_;
  std::size_t size_;
};

/// Maps a file, or fresh memory for `file` -1, at `base` if that is free, or else anywhere. What is
/// written to it stays in this process.
std::shared_ptr<Mapping> map(int file, std::size_t size, std::uint64_t base) {
  constexpr int kAccess = PROT_READ | PROT_WRITE;
  const int flags = MAP_PRIVATE | (file < 0 ? MAP_ANONYMOUS : 0);
  void* made = ::mmap(pointer_to(base), size, kAccess, flags | MAP_FIXED_NOREPLACE, file, 0);
  if (made == MAP_FAILED) made = ::mmap(nullptr, size, kAccess, flags, file, 0);
  if (made == MAP_FAILED) return nullptr;
  return std::make_shared<Mapping>(made, size);
}

/// Makes what is in a snapshot show where it stands now, so many bytes from where it was made for.
class Mover {
 public:
  explicit Mover(std::uint64_t distance) : distance_(distance) {}

  void operator()(String& text) {
    if (!text.extent().is_empty()) text.extent().move(distance_);
  }
  template <class T>
  void operator()(List<T>& list) {
    if (list.extent().is_empty()) return;
    list.extent().move(distance_);
    if constexpr (!kIsPlain<T>) {
      for (T& one : list.edit()) each_part(one, *this);
    }
  }
  template <class T>
  void operator()(MaybeList<T>& list) {
    (*this)(list.edit());
  }
  template <class T>
  void operator()(Box<T>& box) {
    if (!box) return;
    box = Box<T>::at(reinterpret_cast<std::uintptr_t>(box.get()) + distance_);
    each_part(*box.edit(), *this);
  }

 private:
  std::uint64_t distance_;
};

template <class T>
void take(List<T>& rows, Table<T>& table) {
  table = Table<T>::of(rows.edit());
}

void add_diagnostics(const SnapshotRoot& root, Diagnostics& diagnostics) {
  for (const SnapshotDiagnostic& saved : root.diagnostics) {
    const DiagnosticCode* const code = find_diagnostic_code(saved.code);
    if (code == nullptr) continue;  // made by this version, so there is one
    Diagnostic made{.code = code->id,
                    .severity = saved.severity,
                    .where = saved.where,
                    .message = saved.message,
                    .notes = {}};
    for (const SnapshotNote& note : saved.notes) made.notes.push_back({note.where, note.message});
    diagnostics.add(std::move(made));
  }
  diagnostics.leave_out(root.diagnostics_left_out);
}

LoadedModel model_of(const SnapshotHead& head, std::shared_ptr<const Mapping> memory) {
  char* const begin = memory->begin();
  const std::size_t root_at =
      (sizeof head + kSnapshotAlignment - 1) / kSnapshotAlignment * kSnapshotAlignment;
  auto& root = *reinterpret_cast<SnapshotRoot*>(begin + root_at);
  const std::uint64_t distance = reinterpret_cast<std::uintptr_t>(begin) - head.base;
  if (distance != 0) {
    Mover mover(distance);
    each_part(root, mover);
  }
  LoadedModel loaded;
  Model& model = loaded.model;
  model.arena.keep(std::move(memory));
  model.name = root.name;
  model.guideline = root.guideline;
  model.policy = root.policy;
  if (root.has_as_of != 0) model.as_of = {.date = root.as_of, .where = root.as_of_place};
  each_table(root, model, [](auto& rows, auto& table) { take(rows, table); });
  Table<SymbolText> symbols;
  Table<SymbolTable::Slot> slots;
  take(root.symbols, symbols);
  take(root.slots, slots);
  model.symbols = SymbolTable(std::move(symbols), std::move(slots));
  for (const SnapshotFile& file : root.files) {
    model.sources.show(file.path.str(), {begin + head.texts + file.begin, file.size},
                       [sum = file.checksum](std::string_view text) {
                         return snapshot_checksum({text.data(), text.size() + 1}) == sum;
                       });
  }
  add_diagnostics(root, loaded.diagnostics);
  loaded.named_files = root.named_files;
  loaded.from_snapshot = true;
  return loaded;
}

std::expected<LoadedModel, Error> open(const SnapshotHead& head, std::shared_ptr<Mapping> memory,
                                       std::string_view path) {
  const std::string_view records(memory->begin() + sizeof head, head.texts - sizeof head);
  if (snapshot_checksum(records) != head.records_checksum) {
    return std::unexpected(Error{again(path, {"it is damaged", "壊れています"})});
  }
  return model_of(head, std::move(memory));
}

Error cut_short(std::string_view path) {
  return {again(path, {"its end is missing", "末尾が欠けています"})};
}

Error unreadable(std::string_view path) {
  const std::string shown = mistake::shown_path(path);
  return {{.en = fmt::format("'{}' cannot be read", shown),
           .ja = fmt::format("「{}」を読み取れません", shown)}};
}

/// A file that is open as long as this.
class Descriptor {
 public:
  explicit Descriptor(const std::string& path)
      : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

}  // namespace

bool is_snapshot(std::string_view begin) {
  const std::string_view magic(SnapshotHead::kMagic.data(), SnapshotHead::kMagic.size());
  return begin.starts_with(magic);
}

std::expected<LoadedModel, Error> open_snapshot_file(const std::string& path) {
  const Descriptor file(path);
  struct stat status{};
  SnapshotHead head;
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
    return std::unexpected(unreadable(path));
  }
  const ssize_t got = ::pread(file.number(), &head, sizeof head, 0);
  if (got < 0) return std::unexpected(unreadable(path));
  if (static_cast<std::size_t>(got) < sizeof head) return std::unexpected(cut_short(path));
  if (auto fault = find_fault(head, static_cast<std::uint64_t>(status.st_size), path)) {
    return std::unexpected(*std::move(fault));
  }
  std::shared_ptr<Mapping> memory = map(file.number(), head.size, head.base);
  if (memory == nullptr) return std::unexpected(unreadable(path));
  return open(head, std::move(memory), path);
}

std::expected<LoadedModel, Error> open_snapshot(std::string_view bytes, const std::string& path) {
  SnapshotHead head;
  if (bytes.size() < sizeof head) return std::unexpected(cut_short(path));
  std::memcpy(&head, bytes.data(), sizeof head);
  if (auto fault = find_fault(head, bytes.size(), path)) return std::unexpected(*std::move(fault));
  std::shared_ptr<Mapping> memory = map(-1, head.size, head.base);
  if (memory == nullptr) return std::unexpected(unreadable(path));
  std::memcpy(memory->begin(), bytes.data(), bytes.size());
  return open(head, std::move(memory), path);
}

}  // namespace musubi
