"""The package as people meet it in Python, on the sample corpus."""

import json
from pathlib import Path

import networkx
import pandas
import pytest
import rdflib

import naeringsgraf as ng
from naeringsgraf.errors import CallError, StoreError

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> ng.Graph:
    """The sample corpus, built once."""
    return ng.build(ROOT / "data" / "referat", store=tmp_path_factory.mktemp("api") / "graph.store")


def test_what_was_built_can_be_opened_again(graph: ng.Graph, tmp_path: Path) -> None:
    """`open` finds the graph that `build` published."""
    store = tmp_path / "graph.store"
    built = ng.build(ROOT / "data" / "referat", store=store)

    count = "SELECT (COUNT(*) AS ?n) { ?meeting a ng:Meeting }"
    assert ng.open(store).query(count)[0] == built.query(count)[0] == graph.query(count)[0]


def test_rows_go_on_to_pandas_csv_and_json(graph: ng.Graph) -> None:
    """The same rows in each."""
    rows = graph.query("SELECT ?name { [] a ng:Municipality ; rdfs:label ?name } ORDER BY ?name LIMIT 3")

    assert rows.to_pandas()["name"].tolist() == [name for (name,) in rows]
    assert rows.to_csv().split() == ["name", *(name for (name,) in rows)]
    assert len(json.loads(rows.to_json())["results"]["bindings"]) == 3


def test_a_trace_shows_itself_in_each_form(graph: ng.Graph) -> None:
    """Text, HTML, pandas and CSV tell the same cells, and the sentences stand behind them."""
    traced = graph.trace(theme="næringsarealer")

    frame, quotes = traced.to_pandas(), traced.to_pandas(quotes=True)
    assert isinstance(frame, pandas.DataFrame)
    assert len(frame) == len(traced.trace.to_dicts()) > 0
    assert len(quotes) >= len(frame)
    assert traced.to_csv(excel=True).startswith("\ufeff")
    assert all(name in str(traced) and name in traced._repr_html_() for name in set(frame["actor"]))


def test_a_network_is_written_as_its_ending_says(graph: ng.Graph, tmp_path: Path) -> None:
    """GraphML is read by networkx; an older file is not written over unasked."""
    drawing = graph.network("municipality-theme", theme="grønt industriløft")
    path = drawing.write(tmp_path / "net.graphml")

    assert set(networkx.read_graphml(path).nodes) == {node.id for node in drawing.network.nodes}
    with pytest.raises(CallError, match=r"net\.graphml"):
        drawing.write(path)


def test_a_network_is_shown_in_a_frame(graph: ng.Graph) -> None:
    """The page of a notebook is left alone: the graph's page stands escaped within an attribute."""
    shown = graph.network("municipality-theme").show(height=300)._repr_html_()

    assert shown.startswith("<iframe srcdoc=")
    assert "<script" not in shown
    assert 'height="300"' in shown


def test_a_network_goes_on_to_pyvis(graph: ng.Graph) -> None:
    """With the same marks and lines."""
    drawing = graph.network("municipality-theme")
    other = drawing.to_pyvis()

    assert len(other.nodes) == len(drawing.network.nodes)
    assert len(other.edges) == len(drawing.network.edges)


def test_rdflib_reads_the_same_graph(graph: ng.Graph) -> None:
    """A Dataset over the store, named graphs included."""
    data = graph.rdflib()

    assert isinstance(data, rdflib.Dataset)
    found = data.query("SELECT ?g ?m { GRAPH ?g { ?m a <https://w3id.org/naeringsgraf/ns#Meeting> } }")
    assert len(found) == graph.query("SELECT (COUNT(*) AS ?n) { ?m a ng:Meeting }")[0][0]


def test_the_coverage_note_comes_with_the_graph(graph: ng.Graph) -> None:
    """How many documents it rests on, and how many of them are made up."""
    coverage = graph.coverage().reach

    assert coverage.documents == len(graph.documents())
    assert 0 < coverage.constructed <= coverage.documents


def test_ties_are_the_lines_of_the_network(graph: ng.Graph) -> None:
    """In numbers alone, the heaviest first."""
    ties = list(graph.ties())
    raised = {(one, theme) for one, theme, _ in ties}

    assert [times for *_, times in ties] == sorted((times for *_, times in ties), reverse=True)
    assert list(graph.ties("raised", 3)) == ties[:3]
    assert {theme for _, theme in raised} == {line.target for line in graph.network("municipality-theme").network.edges}


def test_what_cannot_be_done_is_told(graph: ng.Graph, tmp_path: Path) -> None:
    """One line with the next step."""
    with pytest.raises(CallError, match="municipality-theme"):
        graph.network("theme-moon")
    with pytest.raises(CallError, match="raised, replies, met"):
        graph.ties("moon")
    with pytest.raises(CallError, match="Atlantis"):
        graph.trace(municipality="Atlantis")
    with pytest.raises(StoreError, match="build"):
        ng.open(tmp_path / "nowhere.store")
    with pytest.raises(CallError, match="no such file"):
        ng.build(tmp_path / "nowhere", store=tmp_path / "x.store")
