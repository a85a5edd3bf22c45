#pragma once

#include <cstddef>
#include <utility>

#include <boost/graph/graph_traits.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/property_map.hpp>

#include "engine/supply_graph.h"

// SupplyGraph as a model of Boost.Graph's VertexListGraph and IncidenceGraph: vertices are the
// indices of services, edges the indices of `SupplyGraph::edges()`. Nothing is copied. Included by
// .cc files only, since Boost.Graph is slow to compile.
namespace boost {

template <>
struct graph_traits<musubi::SupplyGraph> {
  using vertex_descriptor = std::size_t;
  using edge_descriptor = std::size_t;
  using directed_category = directed_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  struct traversal_category : virtual vertex_list_graph_tag, virtual incidence_graph_tag {};
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
  using vertex_iterator = counting_iterator<std::size_t>;
  using out_edge_iterator = counting_iterator<std::size_t>;
  using adjacency_iterator = void;
  using in_edge_iterator = void;
  using edge_iterator = void;
  static vertex_descriptor null_vertex() { return static_cast<std::size_t>(-1); }
};

}  // namespace boost

namespace musubi {

inline std::pair<boost::counting_iterator<std::size_t>, boost::counting_iterator<std::size_t>>
vertices(const SupplyGraph& graph) {
  return {boost::counting_iterator<std::size_t>(0),
          boost::counting_iterator<std::size_t>(graph.service_count())};
}
inline std::size_t num_vertices(const SupplyGraph& graph) { return graph.service_count(); }

inline std::pair<boost::counting_iterator<std::size_t>, boost::counting_iterator<std::size_t>>
out_edges(std::size_t vertex, const SupplyGraph& graph) {
  const auto edges = graph.edges_from(ServiceId(vertex));
  const auto begin = static_cast<std::size_t>(edges.data() - graph.edges().data());
  return {boost::counting_iterator<std::size_t>(begin),
          boost::counting_iterator<std::size_t>(begin + edges.size())};
}
inline std::size_t out_degree(std::size_t vertex, const SupplyGraph& graph) {
  return graph.edges_from(ServiceId(vertex)).size();
}
inline std::size_t source(std::size_t edge, const SupplyGraph& graph) {
  return graph.edges()[edge].from.index();
}
inline std::size_t target(std::size_t edge, const SupplyGraph& graph) {
  return graph.edges()[edge].to.index();
}
inline boost::identity_property_map get(boost::vertex_index_t, const SupplyGraph&) { return {}; }

}  // namespace musubi
