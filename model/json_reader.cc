#include "model/json_reader.h"

#include <cstddef>
#include <future>
#include <memory>
#include <optional>
#include <string_view>

#include "model/block_queue.h"
#include "model/event_symbols.h"
#include "model/json_scanner.h"
#include "model/record_reader.h"

namespace musubi {
namespace {

/// Gives the ids of blocks their symbols, hands the blocks to the records, and tells how far it is.
class Taking {
 public:
  /// `letters`: of long ids.
  Taking(SymbolTable& symbols, Arena& letters, RecordReader& reader, Progress* progress)
      : symbols_(symbols, letters), reader_(reader), progress_(progress) {}

  bool operator()(JsonEvents& events) {
    if (is_wanted_) symbols_.give(events);
    is_wanted_ = is_wanted_ && reader_.take(events);
    if (!events.empty()) {
      add_done(progress_, events.back().offset - done_);
      done_ = events.back().offset;
    }
    return is_wanted_;
  }
  /// Whether nothing was met after which the rest of the text cannot be read.
  [[nodiscard]] bool is_wanted() const { return is_wanted_; }

 private:
  EventSymbols symbols_;
  RecordReader& reader_;
  Progress* progress_;
  std::uint32_t done_ = 0;
  bool is_wanted_ = true;
};

/// Scans the text on a thread of its own while the records take what it found: half of the work is
/// to find where things stand, the other half to put them where they belong.
std::optional<Diagnostic> scan_ahead(FileId file, std::string_view text, Arena& decoded,
                                     Taking& taking) {
  using Queue = BlockQueue<JsonEvents>;
  struct Close {
    void operator()(Queue* queue) const { queue->close(); }
  };
  using Leaving = std::unique_ptr<Queue, Close>;  // the other one need not wait for who has gone
  Queue queue;
  auto scan = std::async(std::launch::async, [&queue, file, text, &decoded] {
    const Leaving leaving(&queue);
    return scan_json(file, text, decoded,
                     [&queue](JsonEvents& events) { return queue.put(events); });
  });
  {
    const Leaving leaving(&queue);
    JsonEvents block;
    while (queue.get(block) && taking(block)) {
    }
  }
  return scan.get();
}

}  // namespace

void read_json(FileId file, const Shape& root, Document& document, Unlinked& unlinked,
               Diagnostics& diagnostics, Progress* progress) {
  // To start a thread and to wait for it takes longer than to read a smaller text.
  constexpr std::size_t kWorthAThread = std::size_t{1} << 20U;
  const std::string_view text = document.model->sources.text(file);
  struct Texts {
    Arena decoded, letters;  // each of one of the threads
  };
  const auto texts = std::make_shared<Texts>();
  document.model->arena.keep(texts);
  RecordReader reader(file, root, document, unlinked, diagnostics);
  Taking taking(document.model->symbols, texts->letters, reader, progress);
  const std::optional<Diagnostic> fault =
      text.size() < kWorthAThread ? scan_json(
                                        file, text, texts->decoded,
                                        [&taking](JsonEvents& events) { return taking(events); })
                                  : scan_ahead(file, text, texts->decoded, taking);
  if (fault && taking.is_wanted()) diagnostics.add(*fault);
}

}  // namespace musubi
