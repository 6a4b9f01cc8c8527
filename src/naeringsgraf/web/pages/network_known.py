"""The network that a page shows, worked out once for a graph that does not change, so that marks keep their places."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from naeringsgraf.analysis.network import Edge, Network, Node
from naeringsgraf.analysis.networks.communities import find_communities, join_communities
from naeringsgraf.analysis.networks.kinds import find_network, narrow_network
from naeringsgraf.analysis.networks.placing import place_network
from naeringsgraf.store.graph import Graph
from naeringsgraf.views.network_legend import Legend, make_legend
from naeringsgraf.views.texts import name_row
from naeringsgraf.web.pages.network_choice import Question

SMALL: Final = 300
"""Marks up to which a network is drawn as SVG in the page; more go on a canvas."""

MOST: Final = 2_000
"""Marks beyond which communities are drawn in their place, for nothing could be told apart."""

MOST_LINES: Final = 60_000

_KEPT: Final = 4
"""Networks that are kept beside a graph; the one asked for longest ago goes first."""


@dataclass(frozen=True)
class Drawn:
    """A network with places, and what it was made smaller from."""

    network: Network
    hidden: Mapping[str, int]
    """Mark → how many marks it is tied to that are not shown; those without any are left out."""
    members: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)
    """Mark of a community → the marks it stands for, those with most lines first; none where marks are drawn."""
    whole: tuple[int, int] | None = None
    """Marks and lines of what the communities are made of; None where the network is drawn as it is."""

    @property
    def is_small(self) -> bool:
        """Whether it is drawn as SVG."""
        return len(self.network.nodes) <= SMALL

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Id of a mark → its place among the marks."""
        return {node.id: at for at, node in enumerate(self.network.nodes)}

    @cached_property
    def edges(self) -> dict[str, Edge]:
        """Id of a line → the line."""
        return {edge.id: edge for edge in self.network.edges}

    @cached_property
    def at_mark(self) -> dict[str, list[Edge]]:
        """Id of a mark → its lines, the heaviest first."""
        found: defaultdict[str, list[Edge]] = defaultdict(list)
        for edge in sorted(self.network.edges, key=lambda edge: -edge.weight):
            found[edge.source].append(edge)
            found[edge.target].append(edge)
        return dict(found)

    def labels(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Give id of a mark → its name in the language of the page, with what is told of a split."""
        rows = self.network.counted.rows if self.network.counted else ()
        split = {row.id: name_row(row, texts) for row in rows if row.split}
        return {node.id: split.get(node.id, node.label) for node in self.network.nodes}

    def legend(self, texts: Mapping[str, str]) -> Legend:
        """Give what colours and shapes tell."""
        return make_legend(self.network, self.labels(texts), texts)


def read_network(graph: Graph, question: Question) -> Drawn:
    """Work out a network, or take the one that was worked out before.

    Raises:
        CallError: a name or day is not known, or there is no mark to draw around.
    """
    if not graph.lasting:
        return _draw(graph, question)
    kept: dict[Question, Drawn] = graph.kept.setdefault("networks", {})
    drawn = kept.pop(question, None) or _draw(graph, question)
    kept[question] = drawn
    if len(kept) > _KEPT:
        del kept[next(iter(kept))]
    return drawn


def _draw(graph: Graph, question: Question) -> Drawn:
    whole = find_network(graph, question.kind, **question.asked)
    network, rings = narrow_network(graph, whole, **question.part)
    hidden = _count_hidden(whole, network)
    network = find_communities(network)
    if len(network.nodes) <= MOST and len(network.edges) <= MOST_LINES:
        # Where a canvas is drawn, islands give the places, and forces would take long for nothing.
        placed = place_network(network, rings) if len(network.nodes) <= SMALL else network
        return Drawn(placed, hidden)
    members: defaultdict[str, list[Node]] = defaultdict(list)
    for node in sorted(network.nodes, key=lambda node: (-node.degree, node.id)):
        members[f"community/{node.community}"].append(node)
    joined = place_network(find_communities(join_communities(network)))
    size = (len(network.nodes), len(network.edges))
    return Drawn(joined, hidden, {id: tuple(nodes) for id, nodes in members.items()}, size)


def _count_hidden(whole: Network, part: Network) -> dict[str, int]:
    if len(whole.edges) == len(part.edges):
        return {}
    shown = {node.id for node in part.nodes}
    hidden: defaultdict[str, set[str]] = defaultdict(set)
    for edge in whole.edges:
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if one in shown and other not in shown:
                hidden[one].add(other)
    return {id: len(others) for id, others in hidden.items()}
