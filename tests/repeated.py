"""A graph whose one document is another one many times over: long minutes, without the time it takes to read them."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from naeringsgraf.api import Graph
from naeringsgraf.mapping.iri import NAMESPACE

_TEXT: Final = NAMESPACE + "text"
_PLACES: Final = frozenset({NAMESPACE + "begins", NAMESPACE + "ends"})
_INTEGER: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_STEP: Final = 1000
"""Added to the number of each part, once for each time."""


def repeat_document(graph: Graph, document: str, times: int) -> Graph:
    """Give a graph with all but the documents of another, and this document, by IRI, as often as asked for."""
    quads = list(parse(graph.export("nquads"), format=RdfFormat.N_QUADS))
    mine = [quad for quad in quads if str(quad.graph_name) == f"<{document}>"]
    others = [quad for quad in quads if "/minutes/" not in str(quad.graph_name)]
    (text,) = [
        quad.object.value
        for quad in mine
        if isinstance(quad.object, Literal) and str(quad.subject) == f"<{document}>" and quad.predicate.value == _TEXT
    ]
    repeated = [quad for number in range(times) for quad in _shift(mine, document, text, number, times)]
    return Graph.from_nquads([serialize([*others, *repeated], format=RdfFormat.N_QUADS) or b""], graph.base)


def _shift(quads: list[Quad], document: str, text: str, number: int, times: int) -> Iterator[Quad]:
    """Give the quads of one of the times: each part with a name of its own, further down in the text."""
    for quad in quads:
        value = quad.object
        part = quad.subject
        if not isinstance(part, NamedNode):
            continue
        if quad.predicate.value == _TEXT and part.value == document:
            value = Literal(text * times)
        elif quad.predicate.value in _PLACES and isinstance(value, Literal):
            value = Literal(str(int(value.value) + number * len(text)), datatype=_INTEGER)
        elif isinstance(value, NamedNode):
            value = _rename(value, document, number)
        yield Quad(_rename(part, document, number), quad.predicate, value, quad.graph_name)


def _rename(node: NamedNode, document: str, number: int) -> NamedNode:
    front, dash, own = node.value.rpartition("-")
    if number and node.value.startswith(f"{document}#") and dash and own.isdecimal():
        return NamedNode(f"{front}-{int(own) + number * _STEP}")
    return node
