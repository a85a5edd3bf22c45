#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "model/list_in_making.h"
#include "model/snapshot.h"
#include "model/snapshot_image.h"
#include "model/version.h"

namespace musubi {
namespace {

constexpr std::size_t kPage = 4096;

/// The bytes of a snapshot in the making. What is put into it is copied, and all that it shows as
/// well; what shows it is told the address where the copy is going to be.
class Image {
 public:
  explicit Image(std::uint64_t base) : base_(base) {}

  /// Room for `size` bytes, all zero; returns where it begins.
  std::size_t reserve(std::size_t size, std::size_t alignment) {
    const std::size_t begin = (bytes_.size() + alignment - 1) / alignment * alignment;
    bytes_.resize(begin + size, '\0');
    return begin;
  }
  void set(std::size_t begin, const void* data, std::size_t size) {
    std::memcpy(bytes_.data() + begin, data, size);
  }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  [[nodiscard]] std::string take() { return std::move(bytes_); }
  [[nodiscard]] std::string_view bytes() const { return bytes_; }

  template <class T>
  [[nodiscard]] Extent put(std::span<const T> rows) {
    if (rows.empty()) return {};
    const std::size_t begin = make_room(rows.size(), sizeof(T), alignof(T));
    set(begin, rows.data(), rows.size_bytes());
    if constexpr (!kIsPlain<T>) {
      for (std::size_t i = 0; i < rows.size(); ++i) put_parts(rows[i], begin + i * sizeof(T));
    }
    return Extent::at(base_ + begin, rows.size());
  }

  // What `each_part` calls.
  void operator()(String& text) {
    if (text.empty()) return;
    const std::string_view written = text;
    // A name that is the same in both languages is kept once.
    if (written.data() != last_.data() || written.size() != last_.size()) {
      last_ = written;
      const std::size_t begin = make_room(written.size(), 1, 1);
      set(begin, written.data(), written.size());
      last_made_ = String(Extent::at(base_ + begin, written.size()));
    }
    text = last_made_;
  }
  template <class T>
  void operator()(List<T>& list) {
    if (!list.empty()) list = List<T>(put(std::span(list.data(), list.size())));
  }
  template <class T>
  void operator()(MaybeList<T>& list) {
    (*this)(list.edit());
  }
  template <class T>
  void operator()(Box<T>& box) {
    if (!box) return;
    const std::size_t begin = reserve(sizeof(T), alignof(T));
    set(begin, box.get(), sizeof(T));
    put_parts(*box, begin);
    box = Box<T>::at(base_ + begin);
  }

 private:
  std::size_t make_room(std::size_t count, std::size_t size_of_one, std::size_t alignment) {
    if (count < Extent::kLong) return reserve(count * size_of_one, alignment);
    const std::uint64_t before = count;
    const std::size_t begin = reserve(sizeof before + count * size_of_one, alignof(std::uint64_t));
    set(begin, &before, sizeof before);
    return begin + sizeof before;
  }

  /// Puts what a row shows, and makes its copy at `begin` show that.
  template <class T>
  void put_parts(const T& row, std::size_t begin) {
    // Byte for byte: what is between the members is zero and has to stay so.
    alignas(T) std::array<std::byte, sizeof(T)> copy;
    std::memcpy(copy.data(), &row, sizeof(T));
    each_part(*std::launder(reinterpret_cast<T*>(copy.data())), *this);
    set(begin, copy.data(), sizeof(T));
  }

  std::uint64_t base_;
  std::string bytes_;
  std::string_view last_;
  String last_made_;
};

/// Snapshots of different texts are made for different addresses, so that two can be open at once.
std::uint64_t base_of(const SourceMap& sources) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < sources.file_count(); ++i) {
    sum = sum * 31 + snapshot_checksum(sources.text(FileId(i)));
  }
  constexpr std::uint64_t kFirst = 0x2000'0000'0000;
  constexpr std::uint64_t kPlaces = 4096;
  constexpr unsigned kDistance = 33;  // bits: 8 GiB, more than a text of 4 GiB becomes
  return kFirst + (sum % kPlaces << kDistance);
}

/// The diagnostics as a snapshot has them, in `arena`.
List<SnapshotDiagnostic> diagnostics_of(const Diagnostics& diagnostics, Arena& arena) {
  const auto name = [&arena](const Text& text) {
    return Name{.en = arena.copy(text.en), .ja = arena.copy(text.ja)};
  };
  ListInMaking made;
  List<SnapshotDiagnostic> all;
  made.begin(&all, arena);
  for (const Diagnostic& one : diagnostics.all()) {
    SnapshotDiagnostic& saved = made.emplace_back<SnapshotDiagnostic>();
    saved.code = arena.copy(one.code);
    saved.severity = one.severity;
    saved.where = one.where;
    saved.message = name(one.message);
    for (const DiagnosticNote& note : one.notes) {
      SnapshotNote& beside = arena.append(saved.notes);
      beside.where = note.where;
      beside.message = name(note.message);
    }
  }
  made.finish<SnapshotDiagnostic>();
  return all;
}

List<SnapshotFile> files_of(const SourceMap& sources, Arena& arena) {
  List<SnapshotFile> files;
  std::uint64_t begin = 0;
  for (std::size_t i = 0; i < sources.file_count(); ++i) {
    const std::string_view text = sources.text(FileId(i));
    SnapshotFile& file = arena.append(files);
    file.path = arena.copy(sources.path(FileId(i)));
    file.begin = begin;
    file.size = text.size();
    file.checksum = snapshot_checksum({text.data(), text.size() + 1});  // with the zero behind it
    begin += text.size() + 1;
  }
  return files;
}

void fill(const LoadedModel& loaded, Arena& arena, Image& image, SnapshotRoot& root) {
  const Model& model = loaded.model;
  root.name = model.name;
  root.guideline = model.guideline;
  if (model.as_of) {
    root.has_as_of = 1;
    root.as_of = model.as_of->date;
    root.as_of_place = model.as_of->where;
  }
  const Policy& policy = model.policy;
  // Member by member, so that the gaps between them stay zero.
  const auto set = [](std::optional<std::int32_t>& to, const std::optional<std::int32_t>& from) {
    if (from) to.emplace(*from);
  };
  set(root.policy.assessment_valid_months, policy.assessment_valid_months);
  set(root.policy.expiring_within_days, policy.expiring_within_days);
  set(root.policy.edition_grace_months, policy.edition_grace_months);
  root.policy.duties = policy.duties;
  root.policy.rules = policy.rules;
  root.files = files_of(model.sources, arena);
  root.diagnostics = diagnostics_of(loaded.diagnostics, arena);
  root.diagnostics_left_out = loaded.diagnostics.left_out();
  root.named_files = loaded.named_files;
  each_part(root, image);
  const auto put_table = [&image](auto& list, const auto& table) {
    using T = typename std::remove_cvref_t<decltype(table)>::value_type;
    list = List<T>(image.put(std::span<const T>(table.data(), table.size())));
  };
  each_table(root, model, put_table);
  put_table(root.symbols, model.symbols.texts());
  put_table(root.slots, model.symbols.slots());
}

}  // namespace

std::string make_snapshot(const LoadedModel& loaded) {
  assert(!loaded.diagnostics.has_errors() && loaded.model.planned.empty());
  SnapshotHead head;
  head.base = base_of(loaded.model.sources);
  Image image(head.base);
  image.reserve(sizeof head, 1);
  const std::size_t root_at = image.reserve(sizeof(SnapshotRoot), kSnapshotAlignment);
  Arena arena;
  auto* const root = arena.make<SnapshotRoot>();
  fill(loaded, arena, image, *root);
  image.set(root_at, root, sizeof *root);
  head.texts = image.reserve(0, kPage);
  const SourceMap& sources = loaded.model.sources;
  for (std::size_t i = 0; i < sources.file_count(); ++i) {
    const std::string_view text = sources.text(FileId(i));
    image.set(image.reserve(text.size() + 1, 1), text.data(), text.size());
  }
  head.magic = SnapshotHead::kMagic;
  head.byte_order = SnapshotHead::kByteOrder;
  head.layout = snapshot_layout();
  std::ranges::copy(version().substr(0, head.version.size()), head.version.begin());
  head.size = image.size();
  head.records_checksum =
      snapshot_checksum(image.bytes().substr(sizeof head, head.texts - sizeof head));
  head.head_checksum = checksum_of(head);
  image.set(0, &head, sizeof head);
  return image.take();
}

}  // namespace musubi
