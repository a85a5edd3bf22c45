#include <igraph/igraph.h>

#include "bench/peers.h"

namespace musubi::bench {
namespace {

class IgraphPeer final : public Peer {
 public:
  explicit IgraphPeer(const PeerGraph& graph) : services_(graph.services) {
    igraph_vector_int_t links;
    igraph_vector_int_init(&links, 0);
    for (const auto& [below, above] : graph.reversed()) {
      igraph_vector_int_push_back(&links, static_cast<igraph_integer_t>(below));
      igraph_vector_int_push_back(&links, static_cast<igraph_integer_t>(above));
    }
    igraph_create(&graph_, &links, static_cast<igraph_integer_t>(graph.nodes), IGRAPH_DIRECTED);
    igraph_vector_int_destroy(&links);
    igraph_vector_int_init(&found_, 0);
    igraph_vector_int_init(&layers_, 0);
    igraph_vector_int_init(&next_, 0);
  }
  IgraphPeer(const IgraphPeer&) = delete;
  IgraphPeer& operator=(const IgraphPeer&) = delete;
  IgraphPeer(IgraphPeer&&) = delete;
  IgraphPeer& operator=(IgraphPeer&&) = delete;
  ~IgraphPeer() override {
    igraph_vector_int_destroy(&next_);
    igraph_vector_int_destroy(&layers_);
    igraph_vector_int_destroy(&found_);
    igraph_destroy(&graph_);
  }

  std::uint64_t count(std::uint32_t service) override {
    igraph_subcomponent(&graph_, &found_, static_cast<igraph_integer_t>(service), IGRAPH_OUT);
    std::uint64_t facilities = 0;
    for_each_facility([&](std::uint32_t) { ++facilities; });
    return facilities;
  }

  std::vector<std::uint32_t> reach(std::uint32_t service) override {
    igraph_bfs_simple(&graph_, static_cast<igraph_integer_t>(service), IGRAPH_OUT, &found_,
                      &layers_, &next_);
    std::vector<std::uint32_t> facilities;
    for_each_facility([&](std::uint32_t facility) { facilities.push_back(facility); });
    return facilities;
  }

 private:
  template <class Visit>
  void for_each_facility(Visit visit) const {
    for (igraph_integer_t i = 0; i < igraph_vector_int_size(&found_); ++i) {
      const auto node = static_cast<std::uint32_t>(igraph_vector_int_get(&found_, i));
      if (node >= services_) visit(node);
    }
  }

  std::size_t services_;
  igraph_t graph_{};
  igraph_vector_int_t found_{}, layers_{}, next_{};
};

}  // namespace

std::unique_ptr<Peer> make_igraph(const PeerGraph& graph) {
  return std::make_unique<IgraphPeer>(graph);
}

}  // namespace musubi::bench
