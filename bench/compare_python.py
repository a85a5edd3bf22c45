"""The peers of bench/compare that are written in Python: the same of the same model.

    compare_python.py MODEL GRAPH

reads the model and what `compare` wrote, and prints lines of the same form. Ends with status 1
where anything differs.
"""

import json
import sys
import time

SAMPLE = 400  # of NetworkX: one service in so many


def read(path):
    with open(path, encoding="ascii") as lines:
        services, nodes = map(int, next(lines).split())
        counts = [int(next(lines)) for _ in range(services)]
        links = [tuple(map(int, line.split())) for line in lines]
    return services, nodes, counts, links


def check(name, what, found, expected):
    if found != expected:
        sys.exit(f"compare_python.py: {name} finds {found} {what}, musubi {expected}")


def report(task, name, seconds, sample=1, share=1.0):
    print(f"{task}\t{name}\t{seconds:.6f}\t{sample}\t{share:.3f}", flush=True)


def members(dependency):
    if isinstance(dependency, str):
        return [dependency]
    return dependency.get("any_of") or [dependency["service"]]


def load(path, expected_links):
    """What one writes to have the model as a graph of NetworkX; ids are its nodes."""
    import networkx

    begun = time.perf_counter()
    with open(path, encoding="utf-8") as text:
        model = json.load(text)
    parsed = time.perf_counter()
    graph = networkx.DiGraph()
    for service in model["services"]:
        for dependency in service.get("depends_on", []):
            for member in members(dependency):
                graph.add_edge(service["id"], member)
    for system in model["systems"]:
        for use in system["uses"]:
            for member in members(use):
                graph.add_edge(system["owner"], member)
        for placement in system.get("placements", []):
            graph.add_edge(system["owner"], placement["on"])
    done = time.perf_counter()
    check("Python's json", "links", graph.number_of_edges(), expected_links)
    report("load", "Python, json.load alone", parsed - begun)
    report("load", "Python, json.load and NetworkX", done - begun)


def circles(services, below):
    """Tarjan's parts of the services, from below, without recursion."""
    low, number, part, path, parts = {}, {}, {}, [], []
    for root in range(services):
        if root in number:
            continue
        work = [(root, iter(below[root]))]
        number[root] = low[root] = len(number)
        path.append(root)
        while work:
            node, rest = work[-1]
            other = next((o for o in rest if o not in part), None)
            if other is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    members = path[path.index(node):]
                    del path[-len(members):]
                    for member in members:
                        part[member] = len(parts)
                    parts.append(members)
            elif other not in number:
                number[other] = low[other] = len(number)
                path.append(other)
                work.append((other, iter(below[other])))
            else:
                low[node] = min(low[node], number[other])
    return parts, part


def by_big_integers(services, nodes, counts, links):
    below = [[] for _ in range(services)]
    seeds = [[] for _ in range(services)]
    for start, end in links:
        if start < services:
            below[start].append(end)
        else:
            seeds[end].append(start - services)
    begun = time.perf_counter()
    parts, part = circles(services, below)
    size = (nodes - services + 7) // 8
    rows = []
    for members in parts:
        row = bytearray(size)
        for member in members:
            for facility in seeds[member]:
                row[facility >> 3] |= 1 << (facility & 7)
        rows.append(int.from_bytes(row, "little"))
    found = [0] * services
    for index in range(len(parts) - 1, -1, -1):
        row = rows[index]
        for member in parts[index]:
            found[member] = row.bit_count()
            for end in below[member]:
                rows[part[end]] |= row
        rows[index] = 0
    seconds = time.perf_counter() - begun
    for service in range(services):
        check("Python", f"institutions for service {service}", found[service], counts[service])
    report("rank", "Python, integers as sets over the circles", seconds)


def by_networkx(services, nodes, counts, links):
    import networkx

    graph = networkx.DiGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(links)
    most_used = max(range(services), key=lambda service: counts[service])
    begun = time.perf_counter()
    found = [node for node, _ in networkx.bfs_predecessors(graph.reverse(copy=False), most_used)]
    seconds = time.perf_counter() - begun
    check("NetworkX", "institutions", sum(1 for node in found if node >= services),
          counts[most_used])
    report("affected", "NetworkX, bfs_predecessors", seconds)

    order = sorted(range(services), key=lambda service: counts[service])
    chosen = order[SAMPLE // 2::SAMPLE]
    begun = time.perf_counter()
    found = [
        sum(1 for node in networkx.ancestors(graph, service) if node >= services)
        for service in chosen
    ]
    seconds = time.perf_counter() - begun
    for service, count in zip(chosen, found):
        check("NetworkX", f"institutions for service {service}", count, counts[service])
    pairs = sum(counts[service] for service in chosen)
    report("rank", "NetworkX, ancestors", seconds * SAMPLE, SAMPLE,
           pairs * SAMPLE / max(1, sum(counts)))


def main():
    model, graph = sys.argv[1:]
    services, nodes, counts, links = read(graph)
    load(model, len(set(links)))
    by_big_integers(services, nodes, counts, links)
    by_networkx(services, nodes, counts, links)


main()
