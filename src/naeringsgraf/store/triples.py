"""The answer to a CONSTRUCT or DESCRIBE query: a graph, and how it is written."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from naeringsgraf.errors import CallError
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.store.jsonld import write_jsonld
from naeringsgraf.store.prefixes import make_prefixes
from naeringsgraf.store.terms import order_key

GRAPH_FORMATS: Final = ("turtle", "nt", "nquads", "trig", "jsonld", "rdfxml")
"""What graphs can be written as."""

DATASET_FORMATS: Final = frozenset({"nquads", "trig", "jsonld"})
"""Those that keep named graphs apart."""

GRAPH_NAMES: Final = {"ttl": "turtle", "nq": "nquads", "json-ld": "jsonld", "rdf": "rdfxml", "xml": "rdfxml"}
"""Other names for those."""

_ENGINE_FORMATS: Final = {
    "turtle": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdfxml": RdfFormat.RDF_XML,
}


_XMLNS: Final = re.compile(r'xmlns:[^=\s]+="[^"]*"')


def find_graph_format(form: str) -> str:
    """Give the name that a form of graphs goes by here.

    Raises:
        CallError: there is no such form.
    """
    name = GRAPH_NAMES.get(form, form)
    if name not in GRAPH_FORMATS:
        raise CallError(f"a graph cannot be written as {form!r}; choose one of {', '.join(GRAPH_FORMATS)}")
    return name


class Triples:
    """Triples of the engine, each once and sorted, so that they are written alike in every run."""

    def __init__(self, triples: Iterable[Triple], base: str = BASE) -> None:
        """Sort them; blank nodes are numbered in the order of what is said of them."""
        self.triples = _number_blank_nodes(sorted(set(triples), key=_order))
        self._base = base

    def __len__(self) -> int:
        return len(self.triples)

    def __iter__(self) -> Iterator[Triple]:
        return iter(self.triples)

    def __repr__(self) -> str:
        return f"<Triples: {len(self)}>"

    def write(self, form: str) -> str:
        """Give the graph as turtle (ttl), nt, nquads (nq), trig, jsonld or rdfxml.

        Raises:
            CallError: there is no such form.
        """
        return serialize_sorted(self.triples, find_graph_format(form), self._base)


def write_trig(quads: Iterable[Quad], prefixes: dict[str, str]) -> str:
    """Write quads, sorted by graph, one by one as they come."""
    written = serialize(quads, format=RdfFormat.TRIG, prefixes=prefixes) or b""
    return _sort_prefixes(written.decode("utf-8"), "trig")


def find_prefixes(lines: Sequence[bytes], base: str) -> dict[str, str]:
    """Give the prefixes that IRIs in lines of N-Quads begin with."""
    prefixes = make_prefixes(base).items()
    return {name: iri for name, iri in prefixes if any(b"<" + iri.encode() in each for each in lines)}


def serialize_sorted(statements: Sequence[Triple] | Sequence[Quad], form: str, base: str) -> str:
    """Write sorted triples or quads in a form of `GRAPH_FORMATS`, with the prefixes that they use.

    Forms without named graphs leave the graph of a quad out.
    """
    if form == "jsonld":
        return write_jsonld(statements)
    engine_format = _ENGINE_FORMATS[form]
    given = [part.triple if isinstance(part, Quad) else part for part in statements]
    lines = statements if engine_format.supports_datasets else given
    written = serialize(lines, format=engine_format, prefixes=_find_used(statements, base)) or b""
    return _sort_prefixes(written.decode("utf-8"), form)


def _find_used(statements: Iterable[Triple | Quad], base: str) -> dict[str, str]:
    used = {term.value for statement in statements for term in statement if isinstance(term, NamedNode)}
    used |= {statement.object.datatype.value for statement in statements if isinstance(statement.object, Literal)}
    prefixes = make_prefixes(base)
    return {name: namespace for name, namespace in prefixes.items() if any(iri.startswith(namespace) for iri in used)}


def _sort_prefixes(written: str, form: str) -> str:
    """Put prefixes in the order of the alphabet, since the engine gives them in another one in each run."""
    if form in ("turtle", "trig"):
        lines = written.split("\n")
        count = next((at for at, line in enumerate(lines) if not line.startswith("@prefix ")), len(lines))
        return "\n".join([*sorted(lines[:count]), *lines[count:]])
    if form == "rdfxml":
        head, mark, rest = written.partition(">\n")
        root, end, body = rest.partition(">\n")
        names = " ".join(sorted(_XMLNS.findall(root)))
        return f"{head}{mark}<rdf:RDF {names}{end}{body}"
    return written


def _number_blank_nodes(triples: Sequence[Triple]) -> list[Triple]:
    names: dict[BlankNode, BlankNode] = {}

    def rename(term: Any) -> Any:
        return names.setdefault(term, BlankNode(f"b{len(names)}")) if isinstance(term, BlankNode) else term

    return [Triple(rename(triple.subject), triple.predicate, rename(triple.object)) for triple in triples]


def _order(triple: Triple) -> tuple[tuple[int, float, str], ...]:
    # What a blank node is called differs from run to run, so only its being one counts.
    return tuple((1, 0, "") if isinstance(term, BlankNode) else order_key(term) for term in triple)
