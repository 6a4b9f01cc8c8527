"""A graph at an endpoint answers as the same graph in a folder does, in every row and byte."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import naeringsgraf as ng
from naeringsgraf.analysis.persons import find_people
from naeringsgraf.errors import QueryError
from naeringsgraf.store.folder import StoreFolder
from naeringsgraf.store.named import list_queries
from naeringsgraf.store.remote.address import read_address
from naeringsgraf.store.remote.publish import publish_remote
from naeringsgraf.store.rows import Rows
from servers import VIRTUOSO_USER, run_oxigraph, run_virtuoso

_VALUES = {
    "theme": "næringsarealer",
    "municipality": "Drammen",
    "actor": "Kongsberg",
    "places": "today",
    "person": "Dag Aanensen",
    "since": "2016",
    "until": "2023-02",
    "integer": "1",
    "string": "a",
}
"""Kind of a parameter → a value that the sample corpus knows."""

_ASKED: dict[str, Callable[[Any], Any]] = {
    "trace": lambda graph: graph.trace(places="today").to_csv(quotes=True),
    "network": lambda graph: graph.network().to_html(),
    "people": lambda graph: find_people(graph, None),
    "uptake": lambda graph: graph.uptake(theme="strømnett").to_csv(),
    "salience": lambda graph: graph.salience(theme="strømnett", places="today").to_csv(),
    "silence": lambda graph: graph.silence(theme="strømnett").to_csv(),
    "replies": lambda graph: graph.network("replies").to_csv(quotes=True),
    "shared": lambda graph: graph.network("municipality-municipality", weight="jaccard").to_csv(),
    "met": lambda graph: graph.network("co-attendance", since="2020").to_csv(),
    "coverage": lambda graph: graph.coverage().reach,
    "stats": lambda graph: graph.stats(),
    "documents": lambda graph: graph.documents(),
    "graphs": lambda graph: graph.graphs(),
    "export": lambda graph: graph.export("nq"),
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


@pytest.fixture(scope="module")
def sample(sample_store: Path) -> Path:
    """The store of the sample corpus, in a folder."""
    return sample_store


@pytest.fixture(scope="module")
def expected(sample: Path) -> Mapping[str, Any]:
    """What the folder answers."""
    return _ask_everything(ng.open(sample))


@pytest.mark.parametrize("server", ["oxigraph", "oxigraph with a union", "virtuoso"])
def test_every_question_has_the_same_answer(
    server: str, sample: Path, expected: Mapping[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All shipped queries, bare and with their parameters, and whatever is asked through the graph."""
    with _run(server, tmp_path, monkeypatch) as url:
        folder = StoreFolder(sample)
        publish_remote(read_address(url), folder, folder.read_manifest())

        answers = _ask_everything(ng.open(url), "Virtuoso" if server == "virtuoso" else "")

        assert [question for question, answer in answers.items() if answer != expected[question]] == []


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


def _choose(kind: str) -> str:
    """Give a value that a parameter may have: of a choice of words, the last."""
    return kind.rpartition("|")[2] if "|" in kind else _VALUES[kind]


def _ask_everything(graph: ng.Graph, engine: str = "") -> Mapping[str, Any]:
    """Give question → answer, without the shipped queries that are not for an engine: those must be refused."""
    answers = {name: ask(graph) for name, ask in _ASKED.items()}
    for query in list_queries():
        if engine in query.not_for:
            with pytest.raises(QueryError, match="smaller queries"):
                graph.run_named(query.name)
            continue
        for values in ({}, {each.name: _choose(each.kind) for each in query.parameters}):
            rows = graph.run_named(query.name, **values)
            assert isinstance(rows, Rows)
            answers[f"{query.name} {values}"] = rows.terms
    for path in files("naeringsgraf").joinpath("queries", "analysis").iterdir():
        answers[path.name] = graph.query(path.read_text(encoding="utf-8")).terms
    return answers
