"""The twelve questions of an analyst, beside the engine alone, rdflib's own store and oxrdflib."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import rdflib
from oxrdflib import OxigraphStore
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple

from benchmarks.pairing import Pair
from naeringsgraf.analysis.ties import count_raised, count_replies, count_ties
from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.linking.identity.appearance import Appearance, find_appearances
from naeringsgraf.linking.identity.clusters import identify
from naeringsgraf.mapping.identities import map_identities
from naeringsgraf.mapping.iri import BASE, mint_term
from naeringsgraf.mapping.nquads import map_document
from naeringsgraf.model.document import Document
from naeringsgraf.store.graph import Graph
from naeringsgraf.store.rows import Rows
from naeringsgraf.store.vocabulary import make_shared_graphs

_QUERIES = Path(__file__).parent / "queries"
_RDFLIB_QUADS = 100_000
"""The most that rdflib's own store is asked; it needs minutes for more."""
_LARGE = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def make_pairs(documents: Sequence[Document]) -> Iterator[Pair]:
    """Give the comparisons over a graph of these documents."""
    whole = _map(documents)
    graph = Graph.from_nquads([whole])
    yield from _beside_rdflib(documents)
    yield from _beside_engine(graph)
    yield from _from_columns(graph)
    yield _as_rdflib_terms(graph)
    yield _dump(graph)


def _beside_rdflib(documents: Sequence[Document]) -> Iterator[Pair]:
    part = _map(documents, _RDFLIB_QUADS)
    graph = Graph.from_nquads([part])
    memory = rdflib.Dataset(default_union=True)
    memory.parse(data=part, format="nquads")
    for name, text in _list_queries():
        yield Pair(
            "G7",
            name,
            lambda text=text: graph.run(text),  # type: ignore[misc]
            lambda text=text: list(memory.query(text)),  # type: ignore[misc]
            _show_ours,
            "rdflib's store in memory",
            floor=15,
            remark=f"{len(graph):,} quads",
            show_peer=_show_rdflib,
        )


def _beside_engine(graph: Graph) -> Iterator[Pair]:
    store = graph._store
    assert isinstance(store, Store)
    for name, text in _list_queries():
        yield Pair(
            "G5",
            name,
            lambda text=text: graph.run(text),  # type: ignore[misc]
            lambda text=text: list(store.query(text, use_default_graph_as_union=True)),  # type: ignore[misc,arg-type]
            _show_ours,
            "pyoxigraph alone",
            remark=f"{len(graph):,} quads; ours also looks at the query, and puts rows in order",
            show_peer=_show_engine,
        )


def _from_columns(graph: Graph) -> Iterator[Pair]:
    """Compare what is counted from columns with the questions that it answers; the columns are read before."""
    store = graph._store
    assert isinstance(store, Store)
    texts = dict(_list_queries())
    ways = {"1": count_raised, "6": count_replies, "10": lambda graph: count_ties(graph, "met", 10), "11": count_raised}
    asked = {number: next(name for name in texts if name.startswith(f"{number}. ")) for number in ways}
    reading = _take(lambda: [way(graph) for way in ways.values()])
    asking = _take(lambda: [graph.run(texts[name]) for name in asked.values()])
    for number, way in ways.items():
        name = asked[number]
        yield Pair(
            "G6",
            name,
            lambda way=way: way(graph),  # type: ignore[misc]
            lambda text=texts[name]: list(store.query(text, use_default_graph_as_union=True)),  # type: ignore[misc,arg-type]
            _show_network if number == "11" else _show_ties,
            "pyoxigraph alone, in memory",
            floor=20,
            remark=f"{len(graph):,} quads; columns the graph keeps, whose reading takes {reading / asking:.1f} times "
            "what the engine needs for the four questions; numbers and names of ours, raw solutions of the engine",
            show_peer=_show_engine,
        )


def _take(way: Callable[[], object]) -> float:
    begins = time.process_time()
    way()
    return time.process_time() - begins


def _show_ties(found: Any) -> list[str]:
    """Write ties as the rows that the engine gives."""
    return _write((NamedNode(BASE + one), NamedNode(BASE + other), Literal(times)) for one, other, times in found)


def _show_network(found: Any) -> list[str]:
    """Write ties as the triples of the network of municipalities and themes."""
    raises = NamedNode(mint_term("raises"))
    return _write((NamedNode(BASE + one), raises, NamedNode(BASE + other)) for one, other, _ in found)


def _as_rdflib_terms(graph: Graph) -> Pair:
    ours = graph.rdflib()
    assert isinstance(graph._store, Store)
    peer = rdflib.Dataset(store=OxigraphStore(store=graph._store), default_union=True)
    return Pair(
        "G5",
        "all quads as rows of rdflib terms",
        lambda: list(ours.query(_LARGE)),
        lambda: list(peer.query(_LARGE)),
        _show_rdflib,
        "oxrdflib",
        floor=2.5,
    )


def _dump(graph: Graph) -> Pair:
    peer = rdflib.Dataset()
    peer.parse(data=graph.export("nquads"), format="nquads")

    def show(written: Any) -> list[str]:
        read = Store()
        read.bulk_load(written, format=RdfFormat.TRIG)
        return list(map(str, read))

    return Pair(
        "G15",
        "TriG of all graphs",
        lambda: graph.export("trig"),
        lambda: peer.serialize(format="trig"),
        show,
        "rdflib",
        floor=40,
        remark="compared as quads, read back by the engine; ours is sorted",
    )


def _map(documents: Sequence[Document], most: int | None = None) -> bytes:
    """Give the graph of documents, with people and registers; of the first ones up to so many quads."""
    parts = [data for data in make_shared_graphs(BASE).values() if data]
    quads = sum(data.count(b"\n") for data in parts)
    people: list[Appearance] = []
    for document in documents:
        meeting = extract_meeting(document)
        data = map_document(document, meeting)
        quads += data.count(b"\n")
        if most and quads > most:
            break
        parts.append(data)
        people += find_appearances(document, meeting)
    return b"".join([*parts, map_identities(identify(people), b"", BASE)])


def _list_queries() -> Iterator[tuple[str, str]]:
    for path in sorted(_QUERIES.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        yield f"{path.name[:2].lstrip('0')}. {text.splitlines()[0].removeprefix('# ')}", text


def _show_ours(found: Any) -> list[str]:
    return _write(found.terms) if isinstance(found, Rows) else _show_engine(found)


def _show_engine(found: Any) -> list[str]:
    """Write rows, or triples each once: the engine gives one for each row that makes it."""
    found = list(found)
    if found and isinstance(found[0], Triple):
        return sorted(set(_write((each.subject, each.predicate, each.object) for each in found)))
    return _write(found)


def _show_rdflib(found: Any) -> list[str]:
    return _write(found)


def _write(rows: Iterable[Iterable[Any]]) -> list[str]:
    return ["\t".join(map(_spell, row)) for row in rows]


def _spell(term: Any) -> str:
    """Write a term of the engine or of rdflib so that both are alike."""
    match term:
        case None:
            return ""
        case rdflib.Literal():
            return f"{str(term)!r} {term.language or term.datatype or _STRING}"
        case Literal():
            return f"{term.value!r} {term.language or term.datatype.value}"
        case rdflib.graph.Graph():
            return str(term.identifier)
        case rdflib.term.Identifier():
            return str(term)
    return str(term.value)
