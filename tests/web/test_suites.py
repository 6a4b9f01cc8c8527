"""Nothing between HTTP and the engine changes an answer: queries and updates of every kind, asked here and there.

What the engine answers in this process, with the same data in memory, is what the endpoint has to answer.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from serving import JSON, TOKEN, Got, Served, run_server

SUITES: Final = tomllib.loads((Path(__file__).parent / "suites.toml").read_text(encoding="utf-8"))
EVERYTHING: Final = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
ROWS: Final = (QueryResultsFormat.JSON, QueryResultsFormat.XML, QueryResultsFormat.TSV, QueryResultsFormat.CSV)
GRAPHS: Final = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML, RdfFormat.JSON_LD)

_NOT_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What no document of XML may hold, and no endpoint may send in one."""

Row = tuple[tuple[str, Any], ...]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One over a store that is not there yet, as somebody who tries it has none."""
    store = tmp_path_factory.mktemp("suites") / "new.store"
    with run_server(store, "--update", "--workers", "2", NAERINGSGRAF_UPDATE_TOKEN=TOKEN) as served:
        yield served


def load(family: Mapping[str, Any], base: str) -> Store:
    """Give the data of a family as the engine holds them."""
    store = Store()
    for graph, text in _list_graphs(family):
        name = NamedNode(graph) if graph else DefaultGraph()
        store.load(text, format=RdfFormat.TURTLE, base_iri=graph or base, to_graph=name)
    return store


def put(server: Served, family: Mapping[str, Any]) -> None:
    """Let the server hold the data of a family and nothing else."""
    got = [server.update("DROP ALL")]
    got += [server.write("PUT", graph or None, text) for graph, text in _list_graphs(family)]
    assert [each.text for each in got if each.status not in (201, 204)] == []


def reset(server: Served, store: Store) -> None:
    """Let the server hold what a store holds and nothing else, by one update."""
    inserted = []
    for graph in (DefaultGraph(), *store.named_graphs()):
        quads = store.quads_for_pattern(None, None, None, graph)
        triples = (serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b"").decode()
        inserted.append(f"GRAPH {graph} {{ {triples} }}" if isinstance(graph, NamedNode) else triples)
    got = server.update(f"DROP ALL ; INSERT DATA {{ {' '.join(inserted)} }}")
    assert (got.status, got.text) == (204, "")


def _list_graphs(family: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    named: Mapping[str, str] = family.get("graphs", {})
    return [*([("", family["data"])] if "data" in family else []), *named.items()]


@pytest.mark.parametrize("family", SUITES["family"], ids=lambda family: str(family["name"]))
def test_a_query_is_answered_as_the_engine_answers_it(server: Served, family: Mapping[str, Any]) -> None:
    """In every format: the same rows, in the same order where one is asked for, and what is refused is a 400."""
    base = f"{server.url}/sparql"
    put(server, family)
    store = load(family, base)
    problems = [(text, told) for text in family["queries"] if (told := _compare(server, store, text, base)) is not None]

    assert problems == []


def _compare(server: Served, store: Store, text: str, base: str) -> str | None:
    """Ask both; give what is different, None where nothing is."""
    try:
        found = store.query(text, base_iri=base)
    except (SyntaxError, RuntimeError) as error:
        got = server.query(text)
        return None if got.status == 400 else f"{got.status}, and the engine says {error}"
    forms: Sequence[Any] = GRAPHS if isinstance(found, QueryTriples) else ROWS
    if isinstance(found, QueryBoolean):
        forms = ROWS[:2]
    for form in forms:
        got = server.query(text, accept=form.media_type)
        try:
            wanted = store.query(text, base_iri=base).serialize(format=form) or b""
        except OSError as error:
            # A format that cannot hold what was found.
            if got.status == 406:
                continue
            return f"{form}: {got.status} {got.text}, and the engine says {error}"
        if got.status == 406 and form in (QueryResultsFormat.XML, RdfFormat.RDF_XML) and _NOT_XML.search(wanted):
            continue
        if got.status != 200 or got.media != form.media_type.partition(";")[0]:
            return f"{form}: {got.status} {got.media} {got.text}"
        if _read(got.body, form, text) != _read(wanted, form, text):
            return f"{form}: {got.text}\nand not\n{wanted.decode()}"
    return None


def _read(body: bytes, form: Any, text: str) -> Any:
    """Give an answer in a form that says nothing of the names of blank nodes and of an order nobody asked for."""
    if isinstance(form, RdfFormat):
        return _name_alike(Quad(each.subject, each.predicate, each.object) for each in parse(body, format=form))
    if form == QueryResultsFormat.CSV:
        lines = sorted(body.decode().split("\r\n"))
        return lines if "_:" not in body.decode() else len(lines)
    found: Any = parse_query_results(body, format=form)
    if isinstance(found, QueryBoolean):
        return bool(found)
    names = [each.value for each in found.variables]
    rows = [tuple((name, each[name]) for name in names if each[name] is not None) for each in found]
    return names, _compare_rows(rows, is_sorted="ORDER BY" in text)


def _compare_rows(rows: Sequence[Row], *, is_sorted: bool) -> Any:
    """Give rows as a graph with one node a row, so that blank nodes are compared by what stands around them."""
    quads = []
    for number, row in enumerate(rows):
        node = BlankNode()
        quads.append(Quad(node, NamedNode("x:row"), NamedNode(f"x:{number}" if is_sorted else "x:any")))
        quads += [Quad(node, NamedNode(f"x:{name}"), term) for name, term in row]
    return len(rows), _name_alike(quads)


def _name_alike(quads: Iterable[Quad]) -> set[Quad]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)


@pytest.mark.parametrize("family", SUITES["updates"], ids=lambda family: str(family["name"]))
def test_an_update_does_what_the_engine_does(server: Served, family: Mapping[str, Any]) -> None:
    """All graphs are the same afterwards, and one that fails has changed nothing."""
    base = f"{server.url}/sparql"
    reset(server, load(family, base))
    whole = _name_alike(load(family, base))
    problems = []
    for text in family["updates"]:
        store = load(family, base)
        if _dump(server.query(EVERYTHING)) != whole:
            reset(server, store)
        try:
            store.update("" if "LOAD SILENT" in text else text, base_iri=base)
            statuses = [204]
        except (SyntaxError, OSError, RuntimeError):
            statuses = [400]
        got = server.update(text)
        if got.status not in statuses:
            problems.append((text, got.text))
        elif _dump(server.query(EVERYTHING)) != _name_alike(store):
            problems.append((text, server.query(EVERYTHING).text))

    assert problems == []


def _dump(got: Got) -> set[Quad]:
    found: Any = parse_query_results(got.body, format=QueryResultsFormat.JSON)
    return _name_alike(Quad(each["s"], each["p"], each["o"], each["g"] or DefaultGraph()) for each in found)


def test_limits_are_beyond_what_a_suite_holds(server: Served) -> None:
    """Long paths, deep brackets, many prefixes and long lists are none of what the guard is there for."""
    prefixes = " ".join(f"PREFIX p{n}: <http://e/{n}/>" for n in range(300))
    texts = [
        f"{prefixes} ASK {{ p1:a p299:b p2:c }}",
        f"ASK {{ <x:a> {'/'.join(['<x:p>'] * 150)} ?o }}",
        f"ASK {{ <x:a> {'|'.join(['<x:p>'] * 150)} ?o }}",
        f"ASK {{ <x:a> {'(' * 100}<x:p>{')*' * 100} <x:a> }}",
        f"ASK {{ FILTER({'(' * 100}1{')' * 100} = 1) }}",
        f"ASK {{ {'{' * 100} {'}' * 100} }}",
        f"ASK {{ FILTER(7 IN ({', '.join(map(str, range(5_000)))})) }}",
        f"ASK {{ {'{} UNION ' * 100} {{}} }}",
        f"ASK {{ VALUES ?x {{ {' '.join(map(str, range(20_000)))} }} FILTER(?x = 19999) }}",
        f"#{'x' * 10_000}\nASK {{ FILTER({' + '.join(['1'] * 200)} = 200) }}",
    ]

    for text in texts:
        headers = {"Content-Type": "application/sparql-query", "Accept": JSON}
        got = server.ask("/sparql", method="POST", body=text, headers=headers)
        assert (got.status, text[:40]) == (200, text[:40])
        assert got.truth == bool(Store().query(text))


@pytest.mark.parametrize(
    ("options", "rows"),
    [((), ["x:d"]), (("--default-graph", "own"), ["x:d"]), (("--default-graph", "union"), ["x:d", "x:g"])],
)
def test_the_default_graph_is_what_was_said_at_the_start(
    tmp_path: Path, options: Sequence[str], rows: Sequence[str]
) -> None:
    """And where nothing was said and no build has made anything, that of the standard; the description tells which."""
    text = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
    union = "http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph"
    with run_server(tmp_path / "new.store", "--update", *options, NAERINGSGRAF_UPDATE_TOKEN=TOKEN) as served:
        assert served.write("PUT", None, "<x:s> <x:p> <x:d> .").status == 204
        assert served.write("PUT", "http://e/g", "<x:s> <x:p> <x:g> .").status == 201
        for _ in range(2):
            assert [each["o"] for each in served.query(text).rows] == rows
        described = served.ask("/sparql", headers={"Accept": "application/n-triples"}).body
        features = [each.object for each in parse(described, format=RdfFormat.N_TRIPLES)]

    assert (NamedNode(union) in features) == (len(rows) == 2)


def test_triples_of_an_answer_are_those_of_the_engine() -> None:
    """The comparison itself sees a difference: another literal, another order, one blank node instead of two."""
    one, two = BlankNode(), BlankNode()
    same = [(("a", one), ("b", one))]

    assert _compare_rows(same, is_sorted=False) == _compare_rows([(("a", two), ("b", two))], is_sorted=False)
    assert _compare_rows(same, is_sorted=False) != _compare_rows([(("a", one), ("b", two))], is_sorted=False)
    rows: list[Row] = [(("a", NamedNode("x:1")),), (("a", NamedNode("x:2")),)]
    assert _compare_rows(rows, is_sorted=False) == _compare_rows(rows[::-1], is_sorted=False)
    assert _compare_rows(rows, is_sorted=True) != _compare_rows(rows[::-1], is_sorted=True)
    assert _name_alike([Quad(one, NamedNode("x:p"), Triple(one, NamedNode("x:q"), two))]) != set()
