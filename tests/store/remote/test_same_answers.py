"""A graph at an endpoint answers as the same graph in a folder does, in every row and byte."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from servers import VIRTUOSO_USER, run_oxigraph, run_virtuoso

import naeringsgraf as ng
from naeringsgraf.analysis.people import find_people
from naeringsgraf.checking.shacl import check_shapes
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.named import list_queries
from naeringsgraf.store.remote.address import read_address
from naeringsgraf.store.remote.publish import publish_remote

_VALUES = {
    "theme": "næringsarealer",
    "municipality": "Drammen",
    "actor": "Kongsberg",
    "places": "today",
    "integer": "1",
    "string": "a",
}
"""Kind of a parameter → a value that the sample corpus knows."""

_ASKED: dict[str, Callable[[Any], Any]] = {
    "trace": lambda graph: graph.trace(places="today").to_csv(quotes=True),
    "network": lambda graph: graph.network().to_html(),
    "people": lambda graph: find_people(graph, None),
    "coverage": lambda graph: graph.coverage(),
    "stats": lambda graph: graph.stats(),
    "documents": lambda graph: graph.documents(),
    "graphs": lambda graph: graph.graphs(),
    "export": lambda graph: graph.export("nq"),
    "check": lambda graph: check_shapes(graph.export("nt", "graph/identities")),
    "construct": lambda graph: graph.construct("CONSTRUCT { ?s ng:date ?d } WHERE { ?s ng:date ?d }").write("ttl"),
    "yes": lambda graph: graph.query("ASK { ?meeting a ng:Meeting }").truth,
    "no": lambda graph: graph.query("ASK { ?meeting a ng:Nothing }").truth,
    "datatypes": lambda graph: (
        graph.query("SELECT DISTINCT ?p (DATATYPE(?o) AS ?type) WHERE { ?s ?p ?o . ?s a ng:Meeting }").terms
    ),
    "truth values": lambda graph: graph.query("SELECT ?s ?o WHERE { ?s ng:presentation|ng:constructed ?o }").terms,
    "graph": lambda graph: (
        graph.query("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s a ng:Statement } } GROUP BY ?g").rows
    ),
    "bound": lambda graph: graph.query("SELECT ?d WHERE { ?m ng:date ?d ; ng:place ?place }", place="Teams").rows,
    "rdflib": lambda graph: sorted(graph.rdflib().query("SELECT ?m ?d WHERE { ?m ng:date ?d }")),
    "rdflib triples": lambda graph: sorted(graph.rdflib().graph(_DOCUMENT).triples((None, None, None))),
}

_DOCUMENT = "https://w3id.org/naeringsgraf/id/minutes/2022-11-04-osloregionen-naeringssamarbeidet"


@pytest.mark.parametrize("server", ["oxigraph", "oxigraph with a union", "virtuoso"])
def test_every_question_has_the_same_answer(
    server: str, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All shipped queries, bare and with their parameters, and whatever is asked through the graph."""
    with _run(server, tmp_path, monkeypatch) as url:
        folder = StoreFolder(sample)
        publish_remote(read_address(url), folder, folder.read_manifest())
        here, there = ng.open(sample), ng.open(url)

        different = [name for name, ask in _ASKED.items() if ask(here) != ask(there)]
        different += _find_different_queries(here, there)

        assert different == []


def test_from_is_kept_to_where_the_endpoint_has_no_union(oxigraph: str, sample: Path) -> None:
    """A query that names its own dataset gets that dataset."""
    url = f"{oxigraph}/query"
    folder = StoreFolder(sample)
    publish_remote(read_address(url), folder, folder.read_manifest())
    text = "SELECT (COUNT(*) AS ?n) FROM graph:actors WHERE { ?s ?p ?o }"

    assert ng.open(url).query(text).rows == ng.open(sample).query(text).rows


@contextmanager
def _run(server: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if server == "virtuoso":
        for name, value in VIRTUOSO_USER.items():
            monkeypatch.setenv(name, value)
        with run_virtuoso(folder) as root:
            yield f"{root}/sparql-auth"
    else:
        with run_oxigraph(*(["--union-default-graph"] if "union" in server else [])) as root:
            yield f"{root}/query"


def _find_different_queries(here: ng.Graph, there: ng.Graph) -> Iterator[str]:
    for query in list_queries():
        for values in ({}, {each.name: _VALUES[each.kind] for each in query.parameters}):
            rows = here.run_named(query.name, **values), there.run_named(query.name, **values)
            if rows[0].terms != rows[1].terms:  # type: ignore[union-attr]
                yield f"{query.name} {values}"
    for path in files("naeringsgraf").joinpath("queries", "analysis").iterdir():
        text = path.read_text(encoding="utf-8")
        if here.query(text).terms != there.query(text).terms:
            yield path.name
