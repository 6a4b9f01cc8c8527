"""Rows in every form: the standard ones say what the engine's own writers say."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from naeringsgraf.errors import CallError
from naeringsgraf.store.graph import Graph
from naeringsgraf.store.rows import ROW_FORMATS, Rows

VALUES = r"""SELECT ?a ?b { VALUES (?a ?b) {
  (<https://w3id.org/naeringsgraf/id/theme/hydrogen> "pl\"ain\t\n\\ æ") ("grønt"@nb 1) (2.5 true) (UNDEF "a,b")
  ("2022-01-02"^^xsd:date "<b>&\u0007</b>") ("=1+1" 1e3) } } ORDER BY ?b ?a"""


@pytest.fixture
def rows() -> Rows:
    return Graph.from_nquads([]).query(VALUES)


def engine(form: QueryResultsFormat) -> str:
    found = Store().query(VALUES, prefixes={"xsd": "http://www.w3.org/2001/XMLSchema#"})
    assert isinstance(found, QuerySolutions)
    return (found.serialize(format=form) or b"").decode("utf-8")


def test_json_is_the_engines(rows: Rows) -> None:
    """SPARQL 1.1 Query Results JSON."""
    assert json.loads(rows.to_json()) == json.loads(engine(QueryResultsFormat.JSON))


def test_csv_is_the_engines(rows: Rows) -> None:
    """SPARQL 1.1 Query Results CSV."""
    assert list(csv.reader(io.StringIO(rows.to_csv()))) == list(csv.reader(io.StringIO(engine(QueryResultsFormat.CSV))))
    assert rows.to_csv().startswith("a,b\r\n")


def test_tsv_holds_whole_terms(rows: Rows) -> None:
    """SPARQL 1.1 Query Results TSV: terms as in Turtle, one row a line."""
    lines = rows.to_tsv().split("\n")

    assert lines[0] == "?a\t?b"
    assert '\t"a,b"' in lines
    assert '<https://w3id.org/naeringsgraf/id/theme/hydrogen>\t"pl\\"ain\\t\\n\\\\ æ"' in lines
    assert all(line.count("\t") == 1 for line in lines[:-1])


def test_xml_is_read_by_a_parser(rows: Rows) -> None:
    """SPARQL 1.1 Query Results XML, without what XML cannot carry (T12)."""
    root = ET.fromstring(rows.to_xml())
    space = "{http://www.w3.org/2005/sparql-results#}"

    assert [variable.get("name") for variable in root.iter(f"{space}variable")] == ["a", "b"]
    assert len(list(root.iter(f"{space}result"))) == 6
    assert "<b>&\ufffd</b>" in [literal.text for literal in root.iter(f"{space}literal")]
    assert len(list(root.iter(f"{space}binding"))) == 11


def test_ndjson_is_plain_values_a_line(rows: Rows) -> None:
    """Numbers are numbers, an unbound cell is null."""
    objects = [json.loads(line) for line in rows.to_ndjson().splitlines()]

    assert {"a": None, "b": "a,b"} in objects
    assert {"a": 2.5, "b": True} in objects


def test_rows_can_be_shown_to_people() -> None:
    """Short names, numbers as numbers, control characters to be seen, nothing for the unbound."""
    rows = Graph.from_nquads([]).query(
        r"""SELECT ?theme ?turns ?said {
              VALUES (?theme ?turns ?said) { (theme:hydrogen 12 "a\u001b[31m") (theme:sol 7 UNDEF) } }"""
    )

    assert rows.show() == [("theme:hydrogen", 12, "a\\x1b[31m"), ("theme:sol", 7, "")]


def test_a_notebook_shows_text_and_runs_none() -> None:
    """HTML from the minutes stays text."""
    shown = Graph.from_nquads([]).query('SELECT ?x { VALUES ?x { "<script>alert(1)</script>" } }')._repr_html_()

    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_pandas_gets_values(rows: Rows) -> None:
    """Columns by name, numbers as numbers."""
    frame = Graph.from_nquads([]).query("SELECT ?x ?y { VALUES (?x ?y) { (1 2.5) (2 3.5) } }").to_pandas()

    assert list(frame.columns) == ["x", "y"]
    assert frame["x"].sum() == 3
    assert frame["y"].tolist() == [2.5, 3.5]


@pytest.mark.parametrize("form", ROW_FORMATS)
def test_no_rows_still_have_a_head(form: str) -> None:
    """Every form tells the columns, but the one of an object a line."""
    written = Graph.from_nquads([]).query("SELECT ?name { ?s ng:name ?name }").write(form)

    assert ("name" in written) == (form != "ndjson")


@pytest.mark.parametrize("form", ROW_FORMATS)
def test_yes_and_no_can_be_written(form: str) -> None:
    """An ASK in every form."""
    assert "true" in Graph.from_nquads([]).query("ASK {}").write(form).lower()


def test_an_unknown_form_is_told(rows: Rows) -> None:
    """With those there are."""
    with pytest.raises(CallError, match="csv, tsv, json, ndjson, xml"):
        rows.write("xlsx")


def test_rows_behave_as_a_list(rows: Rows) -> None:
    """Length, place, slice, as dicts."""
    assert len(rows) == 6
    assert rows[:2] == rows.rows[:2]
    assert rows.to_dicts()[0].keys() == {"a", "b"}
    assert repr(rows) == "<Rows: 6 × a, b>"
