"""What the things of an answer are called, in the language of whoever reads it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode

from naeringsgraf.analysis.evidence import LANGUAGES
from naeringsgraf.store.graph import Graph
from naeringsgraf.store.named import read_query

_PROPERTIES: Final = ("label", "prefLabel", "name", "title")
"""Last part of the IRI of a property that names things, the best first."""


def find_labels(graph: Graph, things: Iterable[str], language: str) -> dict[str, str]:
    """Give IRI → label, in the language or the next best; a thing that has none is not among them."""
    asked = [NamedNode(iri) for iri in sorted(set(things))]
    if not asked:
        return {}
    found: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for thing, named, label in graph.query(read_query("store", "labels.rq"), thing=asked).terms:
        if isinstance(thing, NamedNode) and isinstance(named, NamedNode) and isinstance(label, Literal):
            found[thing.value].append((_rank(label, language), _rank_property(named.value), label.value))
    return {thing: min(labels)[2] for thing, labels in found.items()}


def _rank(label: Literal, language: str) -> int:
    """Give 0 for the language asked for, then names that are of none, then the others in their order."""
    order = (language, None, *LANGUAGES)
    return order.index(label.language) if label.language in order else len(order)


def _rank_property(iri: str) -> int:
    name = iri.rpartition("#")[2].rpartition("/")[2]
    return _PROPERTIES.index(name)
