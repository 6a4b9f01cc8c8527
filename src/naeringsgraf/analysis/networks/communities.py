"""Communities: marks that are tied to each other more than chance would have it, found alike in every run."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from naeringsgraf.analysis.network import Edge, Network, Node, list_meetings, list_quotes
from naeringsgraf.analysis.networks.assembling import Mark, assemble
from naeringsgraf.analysis.networks.choosing import count_of
from naeringsgraf.analysis.networks.placing import join_directions
from naeringsgraf.errors import CallError

_SEED: Final = 20240607
_NAMED: Final = 3
"""Members that a community is called after, those with the most lines."""

COMMUNITY: Final = "community"
"""Kind of a mark that stands for a whole community."""


class Method(StrEnum):
    """How communities are looked for; both make modularity as great as they can."""

    LOUVAIN = "louvain"
    """Blondel et al., 2008; of networkx."""
    LEIDEN = "leiden"
    """Traag, Waltman and van Eck, 2019; of igraph, in the extra `fast`."""


def find_communities(network: Network, method: Method | str = Method.LOUVAIN) -> Network:
    """Give the network with the number of its community at each mark: 1 is the largest, equals go by their first id.

    Weights count, directions do not. In a network of two sorts a community holds marks of both.

    Raises:
        CallError: there is no such method, or what it needs is not installed.
    """
    chosen = read_method(method)
    ids = [node.id for node in network.nodes]
    number = {id: at for at, id in enumerate(sorted(ids))}
    weights = join_directions({(edge.source, edge.target): float(edge.weight) for edge in network.edges})
    # Numbers instead of ids, put in in order: the hash of a text is another in every process.
    ties = [(number[one], number[other], weight) for (one, other), weight in sorted(weights.items())]
    found = _find_louvain(len(ids), ties) if chosen is Method.LOUVAIN else _find_leiden(len(ids), ties)
    listed = sorted((sorted(members) for members in found), key=lambda members: (-len(members), members))
    of_mark = {member: at for at, members in enumerate(listed, 1) for member in members}
    nodes = tuple(replace(node, community=of_mark[number[node.id]]) for node in network.nodes)
    told = f"{len(listed)} communities, found by {chosen.title()}" if len(listed) != 1 else "One community"
    return replace(network, nodes=nodes, notes=(*network.notes, f"{told}."))


def read_method(method: Method | str) -> Method:
    """Give the method that a caller names.

    Raises:
        CallError: there is no such method.
    """
    try:
        return Method(method)
    except ValueError:
        raise CallError(f"communities by {method!r} are unknown; choose one of {', '.join(Method)}") from None


def join_communities(network: Network) -> Network:
    """Give one mark for each community and one line for each two that are tied; weights are added up.

    Lines within a community are left out, and so are communities that are tied to no other; both are told.
    """
    of_mark = {node.id: f"community/{node.community}" for node in network.nodes}
    members: defaultdict[str, list[Node]] = defaultdict(list)
    for node in network.nodes:
        members[of_mark[node.id]].append(node)
    between: defaultdict[tuple[str, str], list[Edge]] = defaultdict(list)
    within = 0
    for edge in network.edges:
        one, other = of_mark[edge.source], of_mark[edge.target]
        if one == other:
            within += 1
        else:
            between[(one, other) if network.directed else (min(one, other), max(one, other))].append(edge)
    joined = assemble(
        network.kind,
        [Mark(id, _name(nodes), COMMUNITY, COMMUNITY) for id, nodes in members.items()],
        [_join(pair, edges) for pair, edges in sorted(between.items())],
        network.language,
    )
    alone = len(members) - len(joined.nodes)
    note = (
        f"Each mark is a community of {len(network.nodes)} marks in all; {count_of(within, 'line')} within communities "
        f"left out, {alone} of them tied to no other. Weights are added up."
    )
    return replace(
        joined,
        directed=network.directed,
        unit=network.unit,
        asked=network.asked,
        since=network.since,
        until=network.until,
        notes=(*network.notes, note),
        labels=network.labels,
    )


def _name(nodes: Sequence[Node]) -> str:
    first = sorted(nodes, key=lambda node: (-node.degree, node.id))[:_NAMED]
    more = f" +{len(nodes) - len(first)}" if len(nodes) > len(first) else ""
    return ", ".join(node.label for node in first) + more


def _join(pair: tuple[str, str], edges: Iterable[Edge]) -> Edge:
    listed = list(edges)
    return Edge(
        *pair,
        sum(edge.weight for edge in listed),
        list_quotes(quote for edge in listed for quote in edge.quotes),
        list_meetings(meeting for edge in listed for meeting in edge.met),
    )


def _find_louvain(size: int, ties: Iterable[tuple[int, int, float]]) -> list[set[int]]:
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from(ties)
    return [set(members) for members in nx.community.louvain_communities(graph, weight="weight", seed=_SEED)]


def _find_leiden(size: int, ties: Iterable[tuple[int, int, float]]) -> list[set[int]]:
    import random

    try:
        import igraph
    except ImportError:
        raise CallError(
            "communities by leiden need igraph, which is not installed: pip install 'naeringsgraf[fast]'; "
            "or choose louvain"
        ) from None
    listed = list(ties)
    graph = igraph.Graph(size, [(one, other) for one, other, _ in listed])
    igraph.set_random_number_generator(random.Random(_SEED))
    found = graph.community_leiden("modularity", weights=[weight for *_, weight in listed], n_iterations=-1)
    return [set(members) for members in found]
