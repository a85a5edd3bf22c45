#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>

#include "bench/peers.h"

namespace musubi::bench {
namespace {

struct Counter : boost::default_bfs_visitor {
  std::size_t services = 0;
  std::uint64_t* facilities = nullptr;
  template <class Vertex, class Graph>
  void discover_vertex(Vertex vertex, const Graph& /*graph*/) const {
    if (vertex >= services) ++*facilities;
  }
};

struct Collector : boost::default_bfs_visitor {
  std::size_t services = 0;
  std::vector<std::uint32_t>* facilities = nullptr;
  std::vector<std::uint32_t>* next = nullptr;
  template <class Vertex, class Graph>
  void discover_vertex(Vertex vertex, const Graph& /*graph*/) const {
    if (vertex >= services) facilities->push_back(static_cast<std::uint32_t>(vertex));
  }
  template <class Edge, class Graph>
  void tree_edge(Edge edge, const Graph& graph) const {
    (*next)[target(edge, graph)] = static_cast<std::uint32_t>(source(edge, graph));
  }
};

template <class Graph>
class BoostPeer final : public Peer {
 public:
  BoostPeer(const Graph& graph, std::size_t services)
      : graph_(graph), services_(services), next_(num_vertices(graph_)) {}

  std::uint64_t count(std::uint32_t service) override {
    std::uint64_t facilities = 0;
    Counter visitor;
    visitor.services = services_;
    visitor.facilities = &facilities;
    boost::breadth_first_search(graph_, service, boost::visitor(visitor));
    return facilities;
  }

  std::vector<std::uint32_t> reach(std::uint32_t service) override {
    std::vector<std::uint32_t> facilities;
    Collector visitor;
    visitor.services = services_;
    visitor.facilities = &facilities;
    visitor.next = &next_;
    boost::breadth_first_search(graph_, service, boost::visitor(visitor));
    return facilities;
  }

 private:
  Graph graph_;
  std::size_t services_;
  std::vector<std::uint32_t> next_;
};

}  // namespace

std::unique_ptr<Peer> make_boost_list(const PeerGraph& graph) {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  const auto pairs = graph.reversed();
  return std::make_unique<BoostPeer<Graph>>(Graph(pairs.begin(), pairs.end(), graph.nodes),
                                            graph.services);
}

std::unique_ptr<Peer> make_boost_rows(const PeerGraph& graph) {
  using Graph = boost::compressed_sparse_row_graph<boost::directedS>;
  const auto pairs = graph.reversed();
  return std::make_unique<BoostPeer<Graph>>(
      Graph(boost::edges_are_unsorted_multi_pass, pairs.begin(), pairs.end(), graph.nodes),
      graph.services);
}

}  // namespace musubi::bench
