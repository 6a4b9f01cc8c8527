"""The sample graph with every name and title in it turned into something that tries to be more than text."""

from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from naeringsgraf.api import Graph
from naeringsgraf.mapping.iri import NAMESPACE
from naeringsgraf.mapping.lines import RDFS_LABEL, SKOS
from networks import HOSTILE

NAMES: Final = tuple(name for name in HOSTILE if name.encode("utf-8", "ignore").decode() == name)
"""Those that a graph can hold; a lone surrogate it cannot."""

_NAMING: Final = frozenset(
    {
        RDFS_LABEL,
        SKOS + "prefLabel",
        SKOS + "altLabel",
        NAMESPACE + "name",
        NAMESPACE + "printedName",
        NAMESPACE + "nameVariant",
        NAMESPACE + "distinctName",
        NAMESPACE + "role",
        NAMESPACE + "text",
        "http://purl.org/dc/terms/title",
    }
)

_ELSEWHERE: Final = NamedNode("javascript:document.title='owned'")


def make_hostile(graph: Graph) -> Graph:
    """Give the graph with its names changed, each still another one; and with concepts elsewhere that are scripts."""
    quads = [_change(quad) for quad in parse(graph.export("nquads"), format=RdfFormat.N_QUADS)]
    theme = NamedNode(f"{graph.base}theme/hydrogen")
    home = NamedNode(f"{graph.base}graph/themes")
    quads.append(Quad(theme, NamedNode(SKOS + "closeMatch"), _ELSEWHERE, home))
    return Graph.from_nquads([serialize(quads, format=RdfFormat.N_QUADS) or b""], graph.base)


def spoil(name: str) -> str:
    """Give what a name becomes."""
    return f"{NAMES[len(name) % len(NAMES)]} {name}"


def _change(quad: Quad) -> Quad:
    value = quad.object
    if quad.predicate.value not in _NAMING or not isinstance(value, Literal) or "ontology" in str(quad.graph_name):
        return quad
    changed = Literal(spoil(value.value), language=value.language) if value.language else Literal(spoil(value.value))
    return Quad(quad.subject, quad.predicate, changed, quad.graph_name)
