"""The graph of one document, and the graphs made from all, with names taken out of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from naeringsgraf.linking.identity.names import hide_names
from naeringsgraf.mapping.iri import NAMESPACE
from naeringsgraf.mapping.lines import DCT_LANGUAGE, RDF_TYPE, RDFS_LABEL, XSD
from naeringsgraf.store.privacy.editing import Span
from naeringsgraf.store.privacy.forms import ANYBODY, Found
from naeringsgraf.store.privacy.renaming import Renaming
from naeringsgraf.store.privacy.sweeping import Sweep, merge_spans
from naeringsgraf.store.vocabulary import sort_lines

_STRING: Final = XSD + "string"
_NAMES: Final = frozenset(NAMESPACE + name for name in ("name", "printedName", "nameVariant"))
_OFFSETS: Final = frozenset(NAMESPACE + name for name in ("begins", "ends"))
_NEVER_NAMES: Final = frozenset(
    {DCT_LANGUAGE, *(NAMESPACE + name for name in ("kind", "rule", "sha256", "mediaType", "verdict"))}
)
_TEXT, _PRINTED, _REFERS, _KIND = (NAMESPACE + name for name in ("text", "printedName", "refersTo", "kind"))
_PERSON: Final = "person"

Write = Callable[[Quad], Any]
"""Gives the object of a quad without names."""


def read_quads(shard: bytes) -> list[Quad]:
    """Give the quads of a shard."""
    return list(parse(shard, format=RdfFormat.N_QUADS, lenient=True))


def write_quads(quads: Iterable[Quad], renaming: Renaming, write: Write) -> bytes:
    """Write quads anew as sorted N-Quads, as many as before: what would become one statement gets a number."""
    done: dict[Quad, None] = {}
    for quad in quads:
        subject, graph, value = quad.subject, quad.graph_name, write(quad)
        if isinstance(subject, NamedNode):
            subject = NamedNode(renaming.rename(subject.value))
        if isinstance(graph, NamedNode):
            graph = NamedNode(renaming.rename(graph.value))
        if isinstance(value, NamedNode):
            value = NamedNode(renaming.rename(value.value))
        made = Quad(subject, quad.predicate, value, graph)
        number = 2
        while made in done and isinstance(value, Literal):
            made = Quad(subject, quad.predicate, Literal(f"{value.value} ({number})"), graph)
            number += 1
        done[made] = None
    return sort_lines(serialize(done, format=RdfFormat.N_QUADS) or b"")


@dataclass
class DocumentGraph:
    """The graph of one document, taken apart."""

    iri: str
    quads: list[Quad]
    text: str = ""
    begins: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Attendance → the names it has."""
    printed: dict[str, str] = field(default_factory=dict)
    """Attendance → the name as printed."""
    mentions: dict[str, str] = field(default_factory=dict)
    """Mention → its kind."""
    refers: dict[str, str] = field(default_factory=dict)
    """Mention → what it stands for."""

    def span(self, it: str) -> Span | None:
        """Give where something stands; None for what has no place."""
        return (self.begins[it], self.ends[it]) if it in self.begins and it in self.ends else None


def read_document_graph(shard: bytes) -> DocumentGraph:
    """Take the shard of a document apart."""
    quads = read_quads(shard)
    graph = DocumentGraph(tell_value(quads[0].graph_name) if quads else "", quads)
    for quad in quads:
        it, predicate, value = tell_value(quad.subject), quad.predicate.value, tell_value(quad.object)
        if predicate == NAMESPACE + "begins":
            graph.begins[it] = int(value)
        elif predicate == NAMESPACE + "ends":
            graph.ends[it] = int(value)
        elif predicate == _TEXT and it == graph.iri:
            graph.text = value
        elif predicate in _NAMES and "#attendance-" in it:
            graph.names[it].append(value)
            if predicate == _PRINTED:
                graph.printed[it] = value
        elif predicate == _REFERS:
            graph.refers[it] = value
        elif predicate == _KIND and isinstance(quad.object, Literal):
            graph.mentions[it] = value
    return graph


def tell_value(term: Any) -> str:
    """Give the text of a literal, or the IRI of a thing; nothing of any other term."""
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _is_class(quad: Quad, name: str) -> bool:
    return quad.predicate.value == RDF_TYPE and tell_value(quad.object) == NAMESPACE + name


def find_sure(graph: DocumentGraph, tellers: Mapping[str, str], *, unresolved: bool) -> list[Found]:
    """Give the names that reading found of those attendances; with `unresolved`, also those that may be several's."""
    found = []
    for it, printed in graph.printed.items():
        span = graph.span(it)
        if it in tellers and span and graph.text[slice(*span)] == printed:
            found.append(Found(*span, tellers[it]))
    for mention, kind in graph.mentions.items():
        span, target = graph.span(mention), graph.refers.get(mention)
        if kind != _PERSON or span is None:
            continue
        if target is not None and target in tellers:
            found.append(Found(*span, tellers[target]))
        elif unresolved and target is None:
            found.append(Found(*span, ANYBODY))
    return found


def find_guards(graph: DocumentGraph, tellers: Mapping[str, str]) -> list[Span]:
    """Give the stretches that stand for something else than those attendances."""
    spans = [
        span
        for mention, kind in graph.mentions.items()
        if (span := graph.span(mention)) and (kind != _PERSON or graph.refers.get(mention) not in {None, *tellers})
    ]
    spans += [span for it in graph.printed if it not in tellers and (span := graph.span(it))]
    return merge_spans(spans)


def rewrite_document(
    graph: DocumentGraph, sweep: Sweep, tellers: Mapping[str, str], renaming: Renaming, *, unresolved: bool = True
) -> bytes:
    """Write the graph of a document without names.

    Texts, quotes and offsets change together, so that `text[begins:ends]` is what is quoted, as before.

    Args:
        graph: the document.
        sweep: finds names in its texts.
        tellers: attendance whose names go → what is written instead.
        renaming: gives IRIs without names.
        unresolved: take out names that may be several people's, too.
    """
    edited = sweep.edit(graph.text, find_sure(graph, tellers, unresolved=unresolved), find_guards(graph, tellers))
    moved = {it: edited.move(span) for it in graph.begins if (span := graph.span(it))}

    def write(quad: Quad) -> Any:
        value, it, predicate = quad.object, tell_value(quad.subject), quad.predicate.value
        if not isinstance(value, Literal) or predicate in _NEVER_NAMES:
            return value
        if predicate in _OFFSETS and it in moved:
            return Literal(moved[it][predicate.endswith("ends")])
        if value.datatype.value != _STRING:
            return value
        if predicate == _TEXT and it == graph.iri:
            return Literal(edited.text)
        if it in moved and graph.text[slice(graph.begins[it], graph.ends[it])] == value.value:
            return Literal(edited.text[slice(*moved[it])])
        if it in tellers and predicate in _NAMES:
            return Literal(tellers[it])
        return Literal(sweep.write(value.value))

    return write_quads(graph.quads, renaming, write)


def rewrite_shared(
    quads: Sequence[Quad], sweep: Callable[[Quad], Sweep], tellers: Mapping[str, str], renaming: Renaming
) -> bytes:
    """Write a graph that is made from all documents without names.

    Args:
        quads: the graph.
        sweep: gives what finds names in the text of a quad.
        tellers: IRI of a person or whoever decided something → what is written instead of their name.
        renaming: gives IRIs without names.
    """
    persons = {q.subject.value for q in quads if _is_class(q, "Person") and isinstance(q.subject, NamedNode)}

    def write(quad: Quad) -> Any:
        value, it, predicate = quad.object, tell_value(quad.subject), quad.predicate.value
        if not isinstance(value, Literal) or predicate in _NEVER_NAMES or value.datatype.value != _STRING:
            return value
        if it in persons and (predicate in _NAMES or predicate == RDFS_LABEL):
            return Literal(tellers.get(it, ANYBODY))
        if predicate == NAMESPACE + "decidedBy":
            return Literal(tellers.get(value.value, ANYBODY))
        if predicate == NAMESPACE + "reason":
            return Literal(sweep(quad).write(hide_names(value.value)))
        return Literal(sweep(quad).write(value.value))

    return write_quads(quads, renaming, write)
