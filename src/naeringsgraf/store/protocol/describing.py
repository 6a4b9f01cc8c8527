"""Describes the service (SPARQL 1.1 Service Description) and what it holds (VoID), as RDF."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any, Final, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from naeringsgraf import __version__
from naeringsgraf.store.graph import Graph
from naeringsgraf.store.named import read_query
from naeringsgraf.store.protocol.media import GRAPH_FORMATS, name_media
from naeringsgraf.store.protocol.outlet import Outlet
from naeringsgraf.store.publish import count_graphs

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_VOID: Final = "http://rdfs.org/ns/void#"
_DCT: Final = "http://purl.org/dc/terms/"
_TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_INTEGER: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")

_PREFIXES: Final = {"sd": _SD, "void": _VOID, "dct": _DCT, "formats": _FORMATS}

_RESULT_FORMATS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "N-Quads",
    "TriG",
    "JSON-LD",
    "RDF_XML",
)


@dataclass(frozen=True, slots=True)
class Service:
    """Where it is, and what it offers."""

    endpoint: str
    """Its IRI."""
    update: bool
    """It takes updates."""
    of_all: bool
    """Its default graph is the union of all graphs."""


def describe_service(graph: Graph, service: Service, media: str, out: Outlet) -> None:
    """Write the service description."""
    _write(_list_service(graph, service), media, out)


def describe_dataset(graph: Graph, service: Service, media: str, out: Outlet) -> None:
    """Write what the graph holds: sizes, classes and properties with their counts."""
    _write(_list_dataset(graph, service), media, out)


def _write(triples: Iterable[Triple], media: str, out: Outlet) -> None:
    statements: Iterable[Any] = triples
    form = GRAPH_FORMATS[media]
    if form in (RdfFormat.N_QUADS, RdfFormat.TRIG):
        statements = (Quad(each.subject, each.predicate, each.object) for each in triples)
    out.begin(200, name_media(media))
    serialize(statements, cast(IO[bytes], out), format=form, prefixes=_PREFIXES)
    out.end()


def _list_service(graph: Graph, service: Service) -> Iterator[Triple]:
    me, dataset, default = NamedNode(f"{service.endpoint}#service"), BlankNode("dataset"), BlankNode("default")
    counts = count_graphs(graph.engine)
    unnamed = counts.pop("", 0)

    def say(subject: Any, name: str, value: Any) -> Triple:
        return Triple(subject, NamedNode(_SD + name), value)

    yield Triple(me, _TYPE, NamedNode(_SD + "Service"))
    yield say(me, "endpoint", NamedNode(service.endpoint))
    if service.of_all:
        yield say(me, "feature", NamedNode(_SD + "UnionDefaultGraph"))
    languages = ["SPARQL10Query", "SPARQL11Query", *(["SPARQL11Update"] if service.update else [])]
    for language in languages:
        yield say(me, "supportedLanguage", NamedNode(_SD + language))
    for form in _RESULT_FORMATS:
        yield say(me, "resultFormat", NamedNode(_FORMATS + form))
    yield say(me, "defaultDataset", dataset)
    yield Triple(dataset, _TYPE, NamedNode(_SD + "Dataset"))
    yield say(dataset, "defaultGraph", default)
    yield Triple(default, _TYPE, NamedNode(_SD + "Graph"))
    yield Triple(default, NamedNode(_VOID + "triples"), _count(unnamed + sum(counts.values()) * service.of_all))
    for number, (name, quads) in enumerate(sorted(counts.items())):
        named, content = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
        yield say(dataset, "namedGraph", named)
        yield Triple(named, _TYPE, NamedNode(_SD + "NamedGraph"))
        yield say(named, "name", NamedNode(name))
        yield say(named, "graph", content)
        yield Triple(content, _TYPE, NamedNode(_SD + "Graph"))
        yield Triple(content, NamedNode(_VOID + "triples"), _count(quads))


def _list_dataset(graph: Graph, service: Service) -> Iterator[Triple]:
    origin = service.endpoint.rpartition("/")[0]
    me = NamedNode(f"{origin}/.well-known/void#dataset")

    def say(subject: Any, name: str, value: Any) -> Triple:
        return Triple(subject, NamedNode(_VOID + name), value)

    yield Triple(me, _TYPE, NamedNode(_VOID + "Dataset"))
    yield Triple(me, NamedNode(_DCT + "title"), Literal("naeringsgraf", language="nb"))
    yield Triple(me, NamedNode(_DCT + "creator"), Literal(f"naeringsgraf {__version__}"))
    yield say(me, "sparqlEndpoint", NamedNode(service.endpoint))
    yield say(me, "uriSpace", Literal(graph.base))
    yield say(me, "triples", _count(len(graph)))
    for kind in ("class", "property"):
        query = read_query("store", f"{kind}-counts.rq")
        found: Any = graph.engine.query(query, use_default_graph_as_union=True)
        for number, (name, count) in enumerate(found):
            part = BlankNode(f"{kind}{number}")
            yield say(me, f"{kind}Partition", part)
            yield say(part, kind, name)
            yield say(part, "entities" if kind == "class" else "triples", _count(int(count.value)))


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=_INTEGER)
