"""A question has the same rows as function, command, shipped query, written-out SPARQL and notebook cell."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from calling import call

import naeringsgraf as ng
from naeringsgraf.api import AnswerTable, Graph
from naeringsgraf.errors import CallError

CORPUS = Path(__file__).parents[2] / "data" / "referat"

CASES: list[tuple[str, dict[str, Any]]] = [
    ("requests", {}),
    ("requests", {"theme": "grønt industriløft"}),
    ("requests", {"theme": ["batteri", "samferdsel"], "since": "2018", "until": "2022"}),
    ("requests", {"addressee": "Staten", "language": "nn"}),
    ("requests", {"actor": "Skedsmo", "until": "2009-03"}),
    ("requests", {"since": "1999", "until": "1999"}),
    ("coverage", {}),
    ("people", {}),
    ("people", {"actor": ["Kongsberg", "Osloregionen"], "since": "2022"}),
    ("people", {"body": "Sogn regionråd"}),
    ("people", {"until": "2008"}),
    ("who_met", {}),
    ("who_met", {"person": "anne"}),
    ("who_met", {"person": ["anne", "dag"], "since": "2019", "until": "2022-10"}),
    ("who_met", {"person": "bjø", "actor": "Kongsberg", "body": "Osloregionens faggruppe Næringssamarbeidet"}),
]
"""Question → what it is asked with, as arguments of the function; the options of the command have the same names."""

THEMELESS = {"coverage", "people", "who_met"}
"""Questions that no theme narrows."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus, built."""
    folder = tmp_path_factory.mktemp("rows") / "store"
    ng.build(CORPUS, folder, workers=0).close()
    return folder


@pytest.fixture(scope="module")
def graph(store: Path) -> Graph:
    return ng.open(store)


def ask(graph: Graph, question: str, choice: Mapping[str, Any]) -> AnswerTable:
    answer = getattr(graph, question)(**choice)
    assert isinstance(answer, AnswerTable)
    return answer


def write_options(choice: Mapping[str, Any]) -> list[str]:
    """Write arguments as options; the person that `people` tells of is its argument."""
    people = choice.get("person", [])
    options = [people] if isinstance(people, str) else [*people]
    for name, value in choice.items():
        if name == "person":
            continue
        option = f"--{name.replace('_', '-')}"
        if isinstance(value, bool):
            options.append(option if value else f"--no-{option.removeprefix('--')}")
            continue
        for each in value if isinstance(value, list) else [value]:
            options += [option, str(each)]
    return options


@pytest.mark.parametrize(("question", "choice"), CASES)
def test_shipped_query_has_the_rows_of_the_function(graph: Graph, question: str, choice: dict[str, Any]) -> None:
    """In the same order, with the same columns, however the question is narrowed."""
    answer = ask(graph, question, choice)
    asked = graph.run_named(answer.finding.question, **answer.finding.asked)

    assert asked.columns == answer.finding.columns  # type: ignore[union-attr]
    assert [tuple(row) for row in asked] == list(answer.finding.rows)


@pytest.mark.parametrize(("question", "choice"), CASES)
def test_written_query_has_them_too(graph: Graph, question: str, choice: dict[str, Any]) -> None:
    """What --show-query shows can be asked as it stands."""
    answer = ask(graph, question, choice)

    assert [tuple(row) for row in graph.query(answer.sparql)] == list(answer.finding.rows)


@pytest.mark.parametrize(("question", "choice"), CASES)
def test_command_has_them_too(graph: Graph, store: Path, question: str, choice: dict[str, Any]) -> None:
    """As JSON and as CSV; with the reach of the minutes told beside them, and exit code 4 where there are none."""
    answer = ask(graph, question, choice)
    options = [
        *(["people", "--each"] if question == "who_met" else [question]),
        *write_options(choice),
        "--store",
        store,
    ]
    as_json, as_csv = (call(*options, "--format", form) for form in ("json", "csv"))

    assert as_json.code == as_csv.code == (0 if answer.finding.rows else 4)
    assert json.loads(as_json.out) == answer.to_dicts()
    assert list(csv.reader(io.StringIO(as_csv.out))) == list(csv.reader(io.StringIO(answer.to_csv())))
    assert "Coverage: 9 documents" in as_json.err
    assert call(*options, "--show-query").out == answer.sparql


@pytest.mark.parametrize(("question", "choice"), CASES)
def test_cell_of_a_notebook_has_them_too(graph: Graph, question: str, choice: dict[str, Any]) -> None:
    """One line of the table a row, and the reach of the minutes below."""
    answer = ask(graph, question, choice)
    page = answer._repr_html_()

    assert page.count("<tr>") == len(answer.finding.rows) + 1
    assert "Coverage: 9 documents" in page


@pytest.mark.parametrize(("question", "choice"), CASES)
def test_every_row_stands_on_sentences_of_the_minutes(graph: Graph, question: str, choice: dict[str, Any]) -> None:
    """Where rows stand on sentences at all, each has at least one, and each sentence is told with its place."""
    finding = ask(graph, question, choice).finding

    if finding.evidence:
        assert all(finding.evidence)
        assert len(finding.to_quote_dicts()) == sum(map(len, finding.evidence))
    assert all(quote["text"] and quote["document"] for quote in finding.to_quote_dicts())


@pytest.mark.parametrize("question", sorted({question for question, _ in CASES} - THEMELESS))
def test_unknown_theme_is_told_with_the_nearest(graph: Graph, question: str) -> None:
    """A slip of the hand finds what was meant."""
    with pytest.raises(CallError, match="batteri"):
        ask(graph, question, {"theme": "baterri"})


@pytest.mark.parametrize("question", sorted({question for question, _ in CASES} - {"coverage"}))
def test_period_that_ends_before_it_begins_is_refused(graph: Graph, question: str) -> None:
    """With what to do."""
    with pytest.raises(CallError, match="swap"):
        ask(graph, question, {"since": "2022", "until": "2020"})
