#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "bench/peer_graph.h"

namespace musubi::bench {

/// One of those with whom musubi is compared: it holds the graph in its own way, and finds what
/// reaches a service by a search against the links, on one thread.
class Peer {
 public:
  Peer() = default;
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;
  Peer(Peer&&) = delete;
  Peer& operator=(Peer&&) = delete;
  virtual ~Peer() = default;

  /// How many facilities reach a service.
  virtual std::uint64_t count(std::uint32_t service) = 0;
  /// Which ones, in any order; with the next node on a way from each, where the peer can tell.
  virtual std::vector<std::uint32_t> reach(std::uint32_t service) = 0;
};

// The graph has to outlive them.

/// What one writes by hand: a queue, and stamps that are never cleared.
[[nodiscard]] std::unique_ptr<Peer> make_search(const PeerGraph& graph);
/// Boost.Graph's breadth_first_search in an adjacency_list, or in compressed rows.
[[nodiscard]] std::unique_ptr<Peer> make_boost_list(const PeerGraph& graph);
[[nodiscard]] std::unique_ptr<Peer> make_boost_rows(const PeerGraph& graph);
/// igraph_subcomponent and igraph_bfs_simple.
[[nodiscard]] std::unique_ptr<Peer> make_igraph(const PeerGraph& graph);
/// A recursive query, of a database in memory. It keeps no next node.
[[nodiscard]] std::unique_ptr<Peer> make_sqlite(const PeerGraph& graph);

/// `make_search` on two threads: the facilities that reach each of these services.
[[nodiscard]] std::vector<std::uint64_t> count_by_searches(const PeerGraph& graph,
                                                           std::span<const std::uint32_t> services);

/// Reads a text with RapidJSON and a handler that does nothing.
void read_events(std::string_view text, bool validates_encoding);
/// How many records the tables of a model hold, by the same reader.
[[nodiscard]] std::uint64_t count_records(std::string_view text);

}  // namespace musubi::bench
