"""Marks and ties put together: counted, placed and sorted, alike for every kind of network."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from naeringsgraf.analysis.layout import Place, place_columns
from naeringsgraf.analysis.network import Edge, Network, Node, list_meetings, list_quotes
from naeringsgraf.analysis.order import sort_key


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a mark before its lines are."""

    id: str
    label: str
    kind: str
    group: str


def assemble(kind: str, marks: Iterable[Mark], ties: Iterable[Edge], language: str, **facts: Any) -> Network:
    """Make the network of some lines and of those marks that they tie; the others are left out.

    Args:
        kind: of the network.
        marks: all that a line may begin or end at, each once.
        ties: the lines, each pair once.
        language: of the labels.
        facts: the other fields of a `Network`.
    """
    known = {mark.id: mark for mark in marks}
    lines = list(ties)
    of_mark: defaultdict[str, list[Edge]] = defaultdict(list)
    for line in lines:
        of_mark[line.source].append(line)
        of_mark[line.target].append(line)
    first = {line.source for line in lines} if facts.get("two_mode") else set()
    listed = sorted(of_mark, key=lambda id: (id not in first, sort_key(known[id].label), id))
    rank = {id: at for at, id in enumerate(listed)}
    edges = tuple(sorted(lines, key=lambda line: (rank[line.source], rank[line.target])))
    places = _place(listed, first, edges)
    nodes = tuple(_make_node(known[id], of_mark[id], places) for id in listed)
    return Network(kind, nodes, edges, language, **facts)


def _place(listed: Sequence[str], first: set[str], edges: Iterable[Edge]) -> Mapping[str, Place]:
    weights = {(edge.source, edge.target): float(edge.weight) for edge in edges}
    if first:
        return place_columns([id for id in listed if id in first], [id for id in listed if id not in first], weights)
    from naeringsgraf.analysis.forces import place_by_forces

    return place_by_forces(listed, _join_directions(weights))


def _join_directions(weights: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    joined: defaultdict[tuple[str, str], float] = defaultdict(float)
    for (one, other), weight in weights.items():
        joined[min(one, other), max(one, other)] += weight
    return dict(joined)


def _make_node(mark: Mark, lines: Sequence[Edge], places: Mapping[str, Place]) -> Node:
    place = places[mark.id]
    return Node(
        id=mark.id,
        label=mark.label,
        kind=mark.kind,
        group=mark.group,
        quotes=len(list_quotes(quote for line in lines for quote in line.quotes)),
        degree=len(lines),
        x=place.x,
        y=place.y,
        side=place.side,
        meetings=len(list_meetings(meeting for line in lines for meeting in line.meetings)),
    )
