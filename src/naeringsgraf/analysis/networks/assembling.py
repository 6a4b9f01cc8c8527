"""Marks and ties put together: counted and sorted, alike for every kind of network. `placing.py` gives them places."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from naeringsgraf.analysis.counting import Counted
from naeringsgraf.analysis.network import Edge, Network, Node
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.sentences import join_sentences


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a mark before its lines are."""

    id: str
    label: str
    kind: str
    group: str


def assemble(kind: str, marks: Iterable[Mark], ties: Iterable[Edge], language: str, **facts: Any) -> Network:
    """Make the network of some lines and of those marks that they tie; the others are left out. All lie in one place.

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
    nodes = tuple(_make_node(known[id], of_mark[id]) for id in listed)
    if facts.get("counted"):
        facts["counted"] = _keep_rows(facts["counted"], of_mark)
    return Network(kind, nodes, edges, language, **facts)


def keep_edges(network: Network, kept: Iterable[Edge], *notes: str) -> Network:
    """Give a network with some of its lines, all marks counted anew, and more notes."""
    marks = [Mark(node.id, node.label, node.kind, node.group) for node in network.nodes]
    return replace(
        assemble(network.kind, marks, kept, network.language, two_mode=network.two_mode, counted=network.counted),
        directed=network.directed,
        unit=network.unit,
        asked=network.asked,
        since=network.since,
        until=network.until,
        notes=(*network.notes, *notes),
        labels=network.labels,
    )


def _keep_rows(counted: Counted, tied: Container[str]) -> Counted:
    """Leave out whoever is tied to nobody."""
    rows = tuple(row for row in counted.rows if row.id in tied)
    names = {row.name for row in rows}
    return replace(counted, rows=rows, mergers=tuple(merger for merger in counted.mergers if merger.label in names))


def _make_node(mark: Mark, lines: Sequence[Edge]) -> Node:
    joined = join_sentences([line.quotes for line in lines])
    if joined is not None and not any(line.met for line in lines):
        return _write_node(mark, lines, len(joined), joined.meetings)
    documents = {quote.meeting.document for line in lines for quote in line.quotes}
    met = {meeting.document for line in lines for meeting in line.met}
    said = {quote.id for line in lines for quote in line.quotes}
    return _write_node(mark, lines, len(said), len(met | documents))


def _write_node(mark: Mark, lines: Sequence[Edge], quotes: int, meetings: int) -> Node:
    return Node(
        id=mark.id,
        label=mark.label,
        kind=mark.kind,
        group=mark.group,
        quotes=quotes,
        degree=len(lines),
        x=0.0,
        y=0.0,
        meetings=meetings,
    )
