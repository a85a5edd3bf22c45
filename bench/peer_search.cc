#include <atomic>
#include <thread>

#include "bench/peers.h"

namespace musubi::bench {
namespace {

class Search final : public Peer {
 public:
  explicit Search(const PeerGraph& graph)
      : graph_(graph), seen_(graph.nodes, 0), next_(graph.nodes) {}

  std::uint64_t count(std::uint32_t service) override {
    std::uint64_t facilities = 0;
    visit<false>(service, [&](std::uint32_t) { ++facilities; });
    return facilities;
  }

  std::vector<std::uint32_t> reach(std::uint32_t service) override {
    std::vector<std::uint32_t> facilities;
    visit<true>(service, [&](std::uint32_t facility) { facilities.push_back(facility); });
    return facilities;
  }

 private:
  template <bool KeepsNext, class Meet>
  void visit(std::uint32_t service, Meet meet) {
    ++now_;
    queue_.assign(1, service);
    seen_[service] = now_;
    for (std::size_t i = 0; i < queue_.size(); ++i) {
      for (const std::uint32_t above : graph_.to(queue_[i])) {
        if (seen_[above] == now_) continue;
        seen_[above] = now_;
        if constexpr (KeepsNext) next_[above] = queue_[i];
        if (above >= graph_.services) {
          meet(above);
        } else {
          queue_.push_back(above);
        }
      }
    }
  }

  const PeerGraph& graph_;
  std::vector<std::uint32_t> seen_, next_;
  std::vector<std::uint32_t> queue_;
  std::uint32_t now_ = 0;
};

}  // namespace

std::unique_ptr<Peer> make_search(const PeerGraph& graph) {
  return std::make_unique<Search>(graph);
}

std::vector<std::uint64_t> count_by_searches(const PeerGraph& graph,
                                             std::span<const std::uint32_t> services) {
  std::vector<std::uint64_t> counts(services.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    Search search(graph);
    for (std::size_t i = next++; i < services.size(); i = next++) {
      counts[i] = search.count(services[i]);
    }
  };
  const std::jthread other(work);
  work();
  return counts;
}

}  // namespace musubi::bench
