"""The graph as people meet it: what is asked, bound, refused and written."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from handmade import BATTERY, TEXT, make_document, make_graph, make_meeting, make_short
from naeringsgraf.errors import CallError, QueryError
from naeringsgraf.store.graph import Graph, build
from naeringsgraf.store.rows import Rows
from naeringsgraf.store.triples import GRAPH_FORMATS

ID = "https://w3id.org/naeringsgraf/id/"
NG = "https://w3id.org/naeringsgraf/ns#"
DATASETS = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
MERGED = {"turtle": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}


@pytest.fixture(scope="module")
def graph() -> Iterator[Graph]:
    with make_graph(
        (make_document(), make_meeting()),
        make_short("2022-kort", dt.date(2022, 5, 3)),
        make_short("2023-kort", dt.date(2023, 5, 3), BATTERY, 'Én "batterifabrikk" \\ til <b>😀</b>.'),
    ) as made:
        yield made


def test_the_first_query_of_the_design_is_short(graph: Graph) -> None:
    """Prefixes are known, and the default graph is the union of all."""
    rows = graph.query(
        """SELECT ?municipality ?theme (COUNT(DISTINCT ?turn) AS ?turns) WHERE {
             ?turn ng:onBehalfOf ?municipality ; ng:raises ?theme . ?municipality a ng:Municipality .
           } GROUP BY ?municipality ?theme ORDER BY DESC(?turns)"""
    )

    assert rows.columns == ("municipality", "theme", "turns")
    assert list(rows) == [
        (f"{ID}municipality/3005-2020", f"{ID}theme/stromnett", 2),
        (f"{ID}municipality/3005-2020", f"{ID}theme/batteri", 1),
    ]


def test_a_label_that_many_documents_need_comes_once(graph: Graph) -> None:
    """Three meetings of one body make three rows, not nine."""
    rows = graph.query("SELECT ?meeting ?label { ?meeting ng:heldBy ?body . ?body rdfs:label ?label }")

    assert [label for _, label in rows] == ["Næringsgruppa"] * 3


def test_from_narrows_the_union(graph: Graph) -> None:
    """A query that names its graphs gets those alone (T4)."""
    everywhere = graph.query("SELECT ?turn { ?turn a ng:Contribution }")
    there = graph.query(f"SELECT ?turn FROM <{ID}minutes/2022-kort> {{ ?turn a ng:Contribution }}")
    named = graph.query(f"SELECT ?g FROM NAMED <{ID}minutes/2022-kort> {{ GRAPH ?g {{ ?t a ng:Contribution }} }}")

    assert len(everywhere) == 5
    assert list(there) == [(f"{ID}minutes/2022-kort#turn-1",)]
    assert list(named) == [(f"{ID}minutes/2022-kort",)]


def test_rows_without_order_are_sorted(graph: Graph) -> None:
    """So two runs give the same bytes; numbers go by size, unbound before all."""
    rows = graph.query('SELECT ?x { VALUES ?x { "b" 10 9 <http://a/> UNDEF "a" 9.5 } }')

    assert [value for (value,) in rows] == [None, "http://a/", 9, 9.5, 10, "a", "b"]


def test_columns_are_the_texts_of_the_terms(graph: Graph) -> None:
    """For those who count: a column for each variable, empty where there are no rows."""
    values = '(UNDEF 2 "å"@nb) (<http://a/> 10 "2022-01-03"^^xsd:date)'

    one, two, three = graph.columns(f"SELECT ?x ?y ?z {{ VALUES (?x ?y ?z) {{ {values} }} }}")

    assert set(zip(one, two, three, strict=True)) == {(None, "2", "å"), ("http://a/", "10", "2022-01-03")}
    assert graph.columns("SELECT ?turn ?x { ?turn ng:noSuchProperty ?x }") == ([], [])
    with pytest.raises(QueryError, match="only a SELECT has columns"):
        graph.columns("ASK {}")
    with pytest.raises(QueryError, match="line 1"):
        graph.columns("SELECT ?x { ?x ?y }")


def test_rows_with_order_keep_it(graph: Graph) -> None:
    """ORDER BY is the analyst's."""
    rows = graph.query("SELECT ?x { VALUES ?x { 1 3 2 } } ORDER BY DESC(?x)")

    assert [value for (value,) in rows] == [3, 2, 1]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Åse Vik", 4),
        (Literal("Ola Li"), 1),
        (rdflib.Literal("Ola Li"), 1),
        (["Ola Li", "Våler"], 2),
        ('" } UNION { ?a ng:name ?name } #', 0),
    ],
)
def test_a_bound_value_is_a_term_and_never_text(graph: Graph, value: object, found: int) -> None:
    """Whatever it holds; a list stands for any of its terms."""
    assert len(graph.query("SELECT ?a { ?a a ng:Attendance ; ng:name ?name }", name=value)) == found


@given(st.text())
def test_any_string_is_bound_as_it_is(text: str) -> None:
    """It comes back as it went in, and adds no rows."""
    rows = Graph.from_nquads([]).query("SELECT ?x { FILTER(BOUND(?x)) }", x=Literal(text))

    assert list(rows) == [(text,)]


@pytest.mark.parametrize(
    ("value", "term"),
    [
        (7, '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        (0.5, '"0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        (True, '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        (dt.date(2022, 1, 2), '"2022-01-02"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("https://example.org/x", "<https://example.org/x>"),
        ("https: nei", '"https: nei"'),
        (NamedNode("https://example.org/x"), "<https://example.org/x>"),
        (rdflib.URIRef("mailto:a@example.org"), "<mailto:a@example.org>"),
        (rdflib.Literal("å", lang="nb"), '"å"@nb'),
    ],
)
def test_values_become_terms(graph: Graph, value: object, term: str) -> None:
    """By their Python type; a string that is an IRI is one."""
    assert str(graph.query("SELECT ?x { FILTER(BOUND(?x)) }", x=value).terms[0][0]) == term


@pytest.mark.parametrize("value", [None, object(), dt.datetime(2022, 1, 1)])
def test_a_value_without_a_term_is_refused(graph: Graph, value: object) -> None:
    """With what may be given."""
    with pytest.raises(QueryError, match="cannot be bound"):
        graph.query("SELECT ?x { ?x ?p ?o }", x=value)


def test_a_variable_that_is_not_there_is_told(graph: Graph) -> None:
    """A slip in a name would else limit nothing."""
    with pytest.raises(QueryError, match=r"no variable \?them to bind"):
        graph.query("SELECT ?theme { ?t ng:raises ?theme }", them="x")


def test_values_reach_the_pattern_of_a_construct(graph: Graph) -> None:
    """Its template is left alone; a form without a template takes none."""
    text = "CONSTRUCT { ?turn ng:raises ?theme } WHERE { ?turn a ng:Contribution ; ng:raises ?theme }"

    assert len(graph.construct(text, theme=f"{ID}theme/batteri")) == 2
    with pytest.raises(QueryError, match="no values can be bound"):
        graph.construct("CONSTRUCT WHERE { ?turn ng:raises ?theme }", theme=f"{ID}theme/batteri")


def test_each_form_has_its_answer(graph: Graph) -> None:
    """Rows for SELECT and ASK, a graph for CONSTRUCT and DESCRIBE; the wrong call is told the right one."""
    asked = graph.query("ASK { ?s a ng:Unread }")

    assert (list(asked), bool(asked), asked.truth) == ([(True,)], True, True)
    assert not graph.query("ASK { ?s a ng:Nothing }")
    assert len(graph.construct(f"DESCRIBE <{ID}minutes/2022-kort#meeting>")) == 6
    with pytest.raises(QueryError, match="construct"):
        graph.query("CONSTRUCT WHERE { ?s a ng:Unread }")
    with pytest.raises(QueryError, match="query"):
        graph.construct("SELECT ?s { ?s a ng:Unread }")


def test_a_query_in_the_graph_quotes_by_offsets(graph: Graph) -> None:
    """SUBSTR over code points gives the very sentence, also beyond the basic plane."""
    rows = graph.query(
        """SELECT ?quote ?text { ?s a ng:Statement ; ng:begins ?b ; ng:ends ?e ; ng:text ?text ;
             ng:recordedIn/ng:text ?whole . BIND(SUBSTR(?whole, ?b + 1, ?e - ?b) AS ?quote) }"""
    )

    assert len(rows) == 6
    assert all(quote == text for quote, text in rows)
    assert any("😀" in str(quote) for quote, _ in rows)


@pytest.mark.parametrize("form", GRAPH_FORMATS)
def test_an_export_is_read_back(graph: Graph, form: str) -> None:
    """In every form, with nothing lost: quads where the form has graphs, else the union."""
    written = graph.export(form)
    whole = {str(quad) for quad in parse(graph.export("nquads"), format=RdfFormat.N_QUADS)}
    triples = {str(quad.triple) for quad in parse(graph.export("nquads"), format=RdfFormat.N_QUADS)}

    found = parse(written, format={**DATASETS, **MERGED}[form])

    if form in DATASETS:
        assert {str(quad) for quad in found} == whole
    else:
        assert {str(quad.triple) for quad in found} == triples


@pytest.mark.parametrize("form", GRAPH_FORMATS)
def test_an_export_is_the_same_bytes_every_time(graph: Graph, form: str) -> None:
    """Prefixes included, which the engine gives in another order each time."""
    assert len({graph.export(form, "minutes/2022-kort") for _ in range(5)}) == 1


# rdflib 7.6 calls its own deprecated names when a Dataset is read or asked for triples.
OWN_DEPRECATION = pytest.mark.filterwarnings(r"ignore:(Dataset\.|ConjunctiveGraph).* deprecated:DeprecationWarning")


@OWN_DEPRECATION
@pytest.mark.parametrize(("form", "name"), [("turtle", "turtle"), ("rdfxml", "xml"), ("jsonld", "json-ld")])
def test_rdflib_reads_an_export(graph: Graph, form: str, name: str) -> None:
    """Not only the engine that wrote it."""
    read = rdflib.Dataset(default_union=True)
    read.parse(data=graph.export(form, "minutes/2021-03-12-naeringsgruppa"), format=name)
    triples = {(subject, predicate, value) for subject, predicate, value, _ in read.quads()}

    assert rdflib.Literal(TEXT) in {value for _, predicate, value in triples if predicate == rdflib.URIRef(f"{NG}text")}
    assert len(triples) == len(graph.export("nt", "minutes/2021-03-12-naeringsgruppa").splitlines())


def test_jsonld_is_compact_and_fetches_nothing(graph: Graph) -> None:
    """The context stands in the file, and names are short."""
    content = json.loads(graph.export("jsonld", "minutes/2022-kort"))
    turn = next(node for node in content["graph"][0]["graph"] if node["id"].endswith("#turn-1"))

    assert isinstance(content["@context"], dict)
    assert turn["type"] == ["Contribution"]
    assert (turn["begins"], turn["basis"], turn["raises"]) == (56, "recorded", f"{ID}theme/stromnett")


def test_an_unknown_form_or_graph_is_told(graph: Graph) -> None:
    """With what there is."""
    with pytest.raises(CallError, match="turtle, nt, nquads"):
        graph.export("pdf")
    with pytest.raises(CallError, match="no graph 'minutes/x'"):
        graph.export("nt", "minutes/x")


@OWN_DEPRECATION
def test_rdflib_sees_the_same_graph(graph: Graph) -> None:
    """As a Dataset whose default is the union."""
    dataset = graph.rdflib()

    rows = list(dataset.query("SELECT ?turn { ?turn a ng:Contribution }"))

    assert isinstance(dataset, rdflib.Dataset)
    assert len(rows) == 5
    assert (rdflib.URIRef(f"{ID}minutes/2022-kort"), None, None) in dataset


def test_documents_and_counts(graph: Graph) -> None:
    """What there is, by day, and how much of each class."""
    documents = graph.documents()
    stats = graph.stats()

    assert [(each.source, each.date, each.constructed, each.turns) for each in documents] == [
        ("2021-03-12-naeringsgruppa.txt", "2021-03-12", True, 3),
        ("2022-kort.txt", "2022-05-03", False, 1),
        ("2023-kort.txt", "2023-05-03", False, 1),
    ]
    assert (stats.counts["Minutes"], stats.counts["Statement"], stats.counts["Unread"]) == (3, 6, 1)
    assert (stats.themes, stats.actors, stats.municipalities, stats.ambiguous) == (2, 2, 1, 1)
    assert (stats.quads, stats.first, stats.last) == (len(graph), "2021-03-12", "2023-05-03")


def test_the_path_is_short_in_python(tmp_path: Path) -> None:
    """A missing path is told before anything is made."""
    with pytest.raises(CallError, match="no such file or folder"):
        build(tmp_path / "borte", tmp_path / "x.store")

    assert not (tmp_path / "x.store").exists()


def test_a_store_in_memory_needs_quads(graph: Graph) -> None:
    """Rows and graphs stay what they are after the store is gone."""
    rows = Graph.from_nquads([graph.export("nquads", "graph/actors")]).query("SELECT ?s { ?s a ng:Body }")

    assert isinstance(rows, Rows)
    assert list(rows) == [(f"{ID}body/naeringsgruppa",)]


@pytest.mark.parametrize("query", ["SELECT ?s { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"])
def test_the_first_of_an_answer_know_whether_there_are_more(query: str) -> None:
    """As many as there are is all of them."""
    graph = Graph.from_nquads([b"".join(b"<urn:%d> <urn:is> <urn:thing> .\n" % number for number in range(3))])

    taken = [(len(answer), more) for answer, more in (graph.run_first(query, most) for most in (0, 2, 3, 4))]
    assert taken == [(0, True), (2, True), (3, False), (3, False)]
