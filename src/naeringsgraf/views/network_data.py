"""A network as the script of the page reads it: columns of plain values, and every text once.

Ten thousand marks with their sentences would fill a page twice as large if each stood as an object of its own.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, count
from operator import attrgetter
from typing import Any, Final

from naeringsgraf.analysis.evidence import MeetingFacts, Quote
from naeringsgraf.analysis.network import Network
from naeringsgraf.views.characters import keep_xml
from naeringsgraf.views.network_islands import UNIT, place_islands
from naeringsgraf.views.network_legend import COLOURS, Legend
from naeringsgraf.views.pyvis_adapter import size_of
from naeringsgraf.views.texts import tell_actor

COLUMNS_UP_TO: Final = 300
"""Marks that stand in columns, or where the network itself has placed them; more of them lie on islands."""

_READ_QUOTE: Final = attrgetter(
    *("text", "mode", "speaker", "speaker_printed", "said_for", "actor", "themes", "meeting.document"),
    *("item_number", "item_title", "begins", "page", "turn", "rule", "basis"),
)
"""All of a sentence at once: to go through thirty thousand of them for each column takes three times as long."""

Column = list[Any] | Any
"""One value a row, or one value alone where all rows have the same."""


class Texts:
    """Every text once, in the order in which they were met; a text is told by its number, and so is the lack of one."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str | None, int] = defaultdict(count().__next__)

    def number_all(self, texts: Iterable[str | None]) -> list[int]:
        """Give the numbers of many."""
        return list(map(self._numbers.__getitem__, texts))

    def column(self, texts: Iterable[str | None]) -> Column:
        """Give a column of numbers."""
        return _shorten(self.number_all(texts))

    def list(self) -> list[str | None]:
        """Give the texts in the order of their numbers."""
        return [text and keep_xml(text) for text in self._numbers]


class _Made(dict[Any, Any]):
    """Values made once for each key: most sentences share speaker, item and themes with others."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self._make = make

    def __missing__(self, key: Any) -> Any:
        value = self[key] = self._make(key)
        return value


def _shorten(column: list[Any]) -> Column:
    return column[0] if column and column.count(column[0]) == len(column) else column


def _clean(texts: Iterable[str]) -> list[str]:
    return [text if text.isprintable() else keep_xml(text) for text in texts]


def pack_network(network: Network, labels: Mapping[str, str], legend: Legend) -> dict[str, Any]:
    """Give marks, lines, sentences and meetings in columns, and the texts that their numbers stand for.

    Args:
        network: what to pack.
        labels: id of a mark → its label in the language of the page.
        legend: the entries that the marks belong to.
    """
    texts = Texts()
    quotes, meetings = network.quotes, network.meetings
    documents = {meeting.document: number for number, meeting in enumerate(meetings)}
    packed = {
        "nodes": _pack_nodes(network, labels, legend, texts),
        "edges": _pack_edges(network, quotes, documents, texts),
        "quotes": _pack_quotes(network, quotes, documents, labels, texts),
        "through": _find_through_region(network, quotes),
        "apart": _find_nearest(network) if len(network.nodes) <= COLUMNS_UP_TO else UNIT,
        "meetings": [_describe_meeting(meeting) for meeting in meetings],
    }
    return {**packed, "strings": texts.list()}


def _pack_nodes(network: Network, labels: Mapping[str, str], legend: Legend, texts: Texts) -> dict[str, Any]:
    nodes = network.nodes
    counts = [node.quotes or node.meetings for node in nodes]
    sizes = {number: size_of(number) for number in set(counts)}
    packed: dict[str, Any] = {
        "id": _clean(node.id for node in nodes),
        "label": texts.number_all(labels[node.id] for node in nodes),
        "kind": texts.column(node.kind for node in nodes),
        "entry": _shorten(list(legend.numbers)),
        "count": counts,
        "size": [sizes[number] for number in counts],
        "group": texts.column(node.group for node in nodes),
        "side": texts.column(node.side for node in nodes),
        "x": [round(node.x) for node in nodes],
        "y": [round(node.y) for node in nodes],
    }
    if len(nodes) > COLUMNS_UP_TO:
        islands = place_islands(network, legend.numbers)
        packed |= {"island": islands.numbers, "islandX": islands.xs, "islandY": islands.ys}
        named = (None if group is None else legend.entries[group] for group in islands.groups)
        packed["islands"] = [
            (*middle, keep_xml(entry.label) if entry else None, entry.colour if entry else at % COLOURS)
            for at, (middle, entry) in enumerate(zip(islands.middles, named, strict=True))
        ]
    return packed


def _find_nearest(network: Network) -> float:
    """Give the least distance of two marks; 0 where there are not two."""
    return min((math.dist((a.x, a.y), (b.x, b.y)) for a, b in combinations(network.nodes, 2)), default=0.0)


def _pack_edges(
    network: Network, quotes: Sequence[Quote], documents: Mapping[str, int], texts: Texts
) -> dict[str, Any]:
    edges = network.edges
    places = {node.id: at for at, node in enumerate(network.nodes)}
    numbers = {quote.id: number for number, quote in enumerate(quotes)}
    packed: dict[str, Any] = {
        "from": [places[edge.source] for edge in edges],
        "to": [places[edge.target] for edge in edges],
    }
    if quotes:
        packed["quotes"] = [[numbers[quote.id] for quote in edge.quotes] for edge in edges]
    if any(edge.met for edge in edges):
        packed["met"] = [[documents[meeting.document] for meeting in edge.met] for edge in edges]
    if any(edge.themes for edge in edges):
        packed["themes"] = [texts.number_all(network.labels[theme] for theme in edge.themes) for edge in edges]
    if any(edge.weight != len(edge.quotes) for edge in edges):
        packed["weight"] = [round(edge.weight, 4) for edge in edges]
    return packed


def _find_through_region(network: Network, quotes: Sequence[Quote]) -> dict[int, list[int]]:
    """Give the place of a line → the places of the sentences on it that were said for a region."""
    numbers = {quote.id: number for number, quote in enumerate(quotes)}
    members = {row.id: row.members for row in network.counted.rows} if network.counted else {}
    return {
        at: [numbers[quote.id] for quote in edge.quotes if quote.actor not in members.get(edge.source, ())]
        for at, edge in enumerate(network.edges)
        if edge.through_region
    }


def _pack_quotes(
    network: Network, quotes: Sequence[Quote], documents: Mapping[str, int], labels: Mapping[str, str], texts: Texts
) -> dict[str, Any]:
    rows = network.counted.rows if network.counted else ()
    actors = {member: labels.get(row.id, row.label) for row in rows for member in row.members}
    named = {**network.labels, **{id: label for id, label in labels.items() if id in network.labels}}
    items = _Made(lambda key: " ".join(filter(None, key)) or None)
    speakers = _Made(lambda key: key[0] or key[1])
    spoken_for = _Made(lambda key: tell_actor(key[0], actors.get(key[1])))
    themes = _Made(lambda ids: texts.number_all(named[theme] for theme in ids if theme in named))
    turns: defaultdict[str, int] = defaultdict(count().__next__)

    told = zip(*map(_READ_QUOTE, quotes), strict=True) if quotes else [()] * 15
    text, mode, speaker, printed, said_for, actor, raised, meeting, number, title, begins, page, turn, rule, basis = (
        told
    )
    return {
        "text": _clean(text),
        "mode": texts.column(mode),
        "speaker": texts.column(map(speakers.__getitem__, zip(speaker, printed, strict=True))),
        "actor": texts.column(map(spoken_for.__getitem__, zip(said_for, actor, strict=True))),
        "row": texts.column(map(actors.get, actor)),
        "themes": list(map(themes.__getitem__, raised)),
        "meeting": _shorten(list(map(documents.__getitem__, meeting))),
        "item": texts.column(map(items.__getitem__, zip(number, title, strict=True))),
        "begins": list(begins),
        "page": _shorten(list(page)),
        "turn": list(map(turns.__getitem__, turn)),
        "rule": texts.column(rule),
        "basis": texts.column(basis),
    }


def _describe_meeting(meeting: MeetingFacts) -> dict[str, Any]:
    return {
        "label": keep_xml(meeting.label),
        "body": keep_xml(meeting.body_label) if meeting.body_label else None,
        "day": meeting.date.isoformat() if meeting.date else None,
        "source": keep_xml(meeting.source or meeting.document),
        "language": meeting.language,
        "constructed": meeting.constructed,
    }
