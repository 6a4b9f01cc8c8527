"""How central each mark is, with the measures that fit the network: one sort of marks or two, directed or not."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from naeringsgraf.analysis.network import Network

if TYPE_CHECKING:
    pass

_MOST_STEPS: Final = 4_000_000
"""Marks times lines. Shortest paths between all marks cost that much; beyond it they would take minutes."""

Measure = Mapping[str, float]
"""Id → value."""


def measure_network(network: Network) -> Network:
    """Give the network with the measures of each mark.

    - "degree": lines; "strength": the sum of their weights. In a directed network "out_…" and "in_…" of both.
    - "betweenness": share of the shortest paths between others that go through it, 0 to 1.
    - "closeness": 1 where all others are one line away, 0 to 1; those out of reach count against it (Wasserman and
      Faust, 1994). Not in a directed network, where much is out of reach by its nature.

    Paths are counted in lines, whatever their weight. In a network of two sorts of marks betweenness and closeness are
    those of Borgatti and Halgin (2011), whose greatest value is what a mark of its sort can reach there.
    Betweenness and closeness are left out where they would take minutes, and that is told.
    """
    if not network.nodes:
        return network
    found = _measure_lines(network)
    notes = network.notes
    if len(network.nodes) * len(network.edges) <= _MOST_STEPS:
        found |= _measure_paths(network)
    else:
        notes += ("Betweenness and closeness are left out: the network is too large for them. Narrow it to have them.",)
    nodes = [
        replace(node, measures={name: values[node.id] for name, values in found.items()}) for node in network.nodes
    ]
    return replace(network, nodes=tuple(nodes), notes=notes)


def _share_out(betweenness: Measure, first: set[str]) -> Measure:
    """Divide by the greatest value that a mark of its sort can reach; 0 where nothing can lie between anything.

    networkx divides by that too, but fails on a network so small that it is nothing.
    """
    here, there = len(first), len(betweenness) - len(first)
    limits = {True: _find_limit(here, there), False: _find_limit(there, here)}
    return {id: value / limits[id in first] if value else 0.0 for id, value in betweenness.items()}


def _find_limit(own: int, other: int) -> float:
    """Give how many shortest paths can go through one of `own` marks of its sort (Borgatti and Everett, 1997)."""
    s, t = divmod(own - 1, other)
    return (other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


def _measure_lines(network: Network) -> dict[str, Measure]:
    sums: dict[str, defaultdict[str, float]] = {
        name: defaultdict(float) for name in ("out_degree", "out_strength", "in_degree", "in_strength")
    }
    for edge in network.edges:
        sums["out_degree"][edge.source] += 1.0
        sums["out_strength"][edge.source] += edge.weight
        sums["in_degree"][edge.target] += 1.0
        sums["in_strength"][edge.target] += edge.weight
    ids = [node.id for node in network.nodes]
    if network.directed:
        return {name: {id: values[id] for id in ids} for name, values in sums.items()}
    return {
        name: {id: sums[f"out_{name}"][id] + sums[f"in_{name}"][id] for id in ids} for name in ("degree", "strength")
    }


def _measure_paths(network: Network) -> dict[str, Measure]:
    import networkx as nx

    graph: nx.Graph[str] = nx.DiGraph() if network.directed else nx.Graph()
    graph.add_nodes_from(node.id for node in network.nodes)
    graph.add_edges_from((edge.source, edge.target) for edge in network.edges)
    if network.two_mode:
        first = sorted({edge.source for edge in network.edges})
        found: dict[str, Any] = {
            "betweenness": _share_out(nx.betweenness_centrality(graph, normalized=False), set(first)),
            "closeness": nx.bipartite.closeness_centrality(graph, first),
        }
    elif network.directed:
        found = {"betweenness": nx.betweenness_centrality(graph)}
    else:
        found = {"betweenness": nx.betweenness_centrality(graph), "closeness": nx.closeness_centrality(graph)}
    # Sums of fractions in another order end in other digits.
    return {name: {id: round(float(value), 9) for id, value in values.items()} for name, values in found.items()}
