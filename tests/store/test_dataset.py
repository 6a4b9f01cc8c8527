"""rdflib's Dataset over our store: the same answers as plain oxrdflib gives, and none of its traps."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator

import pytest
import rdflib
from oxrdflib import OxigraphStore
from pyoxigraph import Store
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor

from handmade import make_document, make_graph, make_meeting, make_short
from naeringsgraf.errors import QueryError, StoreError
from naeringsgraf.store.graph import Graph

pytestmark = pytest.mark.filterwarnings(r"ignore:(Dataset\.|ConjunctiveGraph).* deprecated:DeprecationWarning")

ID = "https://w3id.org/naeringsgraf/id/"
NG = "https://w3id.org/naeringsgraf/ns#"
MINUTES = rdflib.URIRef(f"{ID}minutes/2022-kort")
QUERIES = (
    "SELECT ?s ?p ?o { ?s ?p ?o }",
    "SELECT ?g ?turn ?theme { GRAPH ?g { ?turn a ng:Contribution OPTIONAL { ?turn ng:raises ?theme } } }",
    "SELECT (COUNT(*) AS ?n) (TRIPLE(?s, ng:raises, ?o) AS ?told) { ?s ng:raises ?o } GROUP BY ?s ?o",
    "ASK { ?turn a ng:Contribution }",
    "ASK { ?turn a ng:Nobody }",
    "CONSTRUCT { ?m a ng:Seen } { ?m a ng:Minutes }",
    "DESCRIBE <https://w3id.org/naeringsgraf/id/minutes/2022-kort>",
)


@pytest.fixture(scope="module")
def graph() -> Iterator[Graph]:
    with make_graph((make_document(), make_meeting()), make_short("2022-kort", dt.date(2022, 5, 3))) as made:
        yield made


@pytest.fixture
def dataset(graph: Graph) -> rdflib.Dataset:
    return graph.rdflib()


@pytest.fixture
def plain(graph: Graph) -> rdflib.Dataset:
    """What oxrdflib makes of the same store."""
    assert isinstance(graph._store, Store)
    made = rdflib.Dataset(store=OxigraphStore(store=graph._store), default_union=True)
    made.bind("ng", NG)
    return made


@pytest.mark.parametrize("query", QUERIES)
def test_answers_are_those_of_oxrdflib(dataset: rdflib.Dataset, plain: rdflib.Dataset, query: str) -> None:
    """Term by term, for each form of query."""
    ours, theirs = dataset.query(query), plain.query(query)

    assert (ours.type, ours.vars, ours.askAnswer) == (theirs.type, theirs.vars, theirs.askAnswer)
    assert sorted(ours, key=str) == sorted(theirs, key=str)


def test_a_row_is_asked_by_place_name_and_variable(dataset: rdflib.Dataset) -> None:
    """As rdflib's own rows, unbound cells included."""
    answer = dataset.query("SELECT ?m ?nothing { ?m a ng:Minutes } ORDER BY DESC(?m)")
    row = next(iter(answer))

    assert row[0] == row.m == row["m"] == row[rdflib.Variable("m")] == MINUTES  # type: ignore[union-attr,index,call-overload]
    assert row.nothing is None  # type: ignore[union-attr]
    assert row.asdict() == {"m": MINUTES}  # type: ignore[union-attr]
    assert len(answer) == 2
    assert answer.bindings[0] == {rdflib.Variable("m"): MINUTES}
    assert [tuple(each) for each in answer] == [tuple(each) for each in answer]  # type: ignore[arg-type]


def test_rdflib_writes_the_rows(dataset: rdflib.Dataset) -> None:
    """JSON and CSV of an answer that was read before."""
    answer = dataset.query("SELECT ?m { ?m a ng:Minutes } ORDER BY ?m")
    assert len(list(answer)) == 2

    written = json.loads(answer.serialize(format="json") or b"")
    assert written["results"]["bindings"][1]["m"] == {"type": "uri", "value": str(MINUTES)}
    assert list(csv.reader(io.StringIO((answer.serialize(format="csv") or b"").decode())))[2] == [str(MINUTES)]


def test_a_pattern_gives_triples_with_their_graphs(dataset: rdflib.Dataset, plain: rdflib.Dataset) -> None:
    """By any part of the triple, in one graph or all; a literal is the subject of nothing."""
    for pattern in ((MINUTES, None, None), (None, rdflib.RDF.type, None), (None, None, rdflib.Literal(1))):
        assert sorted(map(str, dataset.triples(pattern))) == sorted(map(str, plain.triples(pattern)))
        assert sorted(map(str, dataset.quads((*pattern, None)))) == sorted(map(str, plain.quads((*pattern, None))))
    one = dataset.graph(MINUTES)

    assert len(one) == len(list(one)) == len(plain.get_context(MINUTES))
    assert list(dataset.triples((rdflib.Literal("x"), None, None))) == []
    assert _name_graphs(dataset) == _name_graphs(plain) >= {str(MINUTES)}


def test_from_narrows_the_union(dataset: rdflib.Dataset) -> None:
    """A query that names its graphs gets those alone (T4)."""
    rows = dataset.query(f"SELECT ?m FROM <{MINUTES}> {{ ?m a ng:Minutes }}")

    assert [tuple(row) for row in rows] == [(MINUTES,)]  # type: ignore[arg-type]


def test_rdflib_evaluates_nothing(dataset: rdflib.Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """A prepared query, a base and bindings go to the engine (T16); further words are refused, not passed on."""

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("rdflib's evaluator was asked")

    monkeypatch.setattr(SPARQLProcessor, "query", fail)
    prepared = prepareQuery("SELECT ?m { ?m a n:Minutes }", initNs={"n": NG})

    assert len(dataset.query(prepared)) == 2
    assert len(dataset.query("SELECT ?m { ?m a <#Minutes> }", base=NG)) == 2
    assert len(dataset.query("SELECT ?c { ?m a ?c }", initBindings={"m": MINUTES})) == 1
    with pytest.raises(QueryError, match="takes no DEBUG"):
        dataset.query("ASK {}", DEBUG=True)


def test_what_asks_others_or_cannot_be_read_is_refused(dataset: rdflib.Dataset) -> None:
    """With the place (T3)."""
    with pytest.raises(QueryError, match="SERVICE asks other machines"):
        dataset.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    with pytest.raises(QueryError, match="line 1, column 22"):
        dataset.query("SELECT * { ?s ?p ?o }}")


def test_nothing_is_written(dataset: rdflib.Dataset) -> None:
    """Each way of changing the graph says what to do instead."""
    triple = (MINUTES, rdflib.RDF.type, MINUTES)
    before = len(dataset)
    for change in (
        lambda: dataset.add(triple),
        lambda: dataset.addN([(*triple, dataset.default_graph)]),
        lambda: dataset.remove(triple),
        lambda: dataset.remove_graph(dataset.get_context(MINUTES)),
        lambda: dataset.update("CLEAR ALL"),
        lambda: dataset.graph(rdflib.URIRef("urn:new")),
    ):
        with pytest.raises(StoreError, match="build again"):
            change()

    assert len(dataset) == before == len(set(dataset.triples((None, None, None))))


def test_terms_are_kept_only_so_long(dataset: rdflib.Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few are kept, the answer is the same."""
    query = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
    all_kept = list(dataset.query(query))
    monkeypatch.setattr("naeringsgraf.store.dataset._MOST_TERMS", 3)
    dataset.store._terms.clear()  # type: ignore[attr-defined]

    assert list(dataset.query(query)) == all_kept
    assert len(dataset.store._terms) <= 3  # type: ignore[attr-defined]


def _name_graphs(dataset: rdflib.Dataset) -> set[str]:
    """Name the graphs that tell what class something is of."""
    found = dataset.contexts((None, rdflib.RDF.type, None))  # type: ignore[arg-type]
    return {str(graph.identifier) for graph in found}
