"""A question has the same rows as function, command, shipped query, written-out SPARQL and notebook cell."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from calling import call
from lxml import html

import naeringsgraf as ng
from naeringsgraf.api import AnswerTable, Graph
from naeringsgraf.errors import CallError
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.views.finding_table import list_shown, tabulate_finding
from naeringsgraf.views.table import show_value

CASES: list[tuple[str, dict[str, Any]]] = [
    ("requests", {}),
    ("requests", {"theme": "grønt industriløft"}),
    ("requests", {"theme": ["batteri", "samferdsel"], "since": "2018", "until": "2022"}),
    ("requests", {"addressee": "Staten", "language": "nn"}),
    ("requests", {"actor": "Skedsmo", "until": "2009-03"}),
    ("requests", {"since": "1999", "until": "1999"}),
    ("requests", {"body": "Osloregionens faggruppe Næringssamarbeidet", "basis": "inferred"}),
    ("requests", {"organisation": ["Drammen", "Kongsberg"], "basis": ["recorded", "reviewed"], "since": "2018"}),
    ("uptake", {}),
    ("uptake", {"theme": "strømnett", "actor": ["Drammen", "Lillestrøm"], "places": "today", "language": "nn"}),
    ("uptake", {"theme": ["batteri", "samferdsel"], "body": "Næringssamarbeidet", "since": "2018", "until": "2022"}),
    ("salience", {"theme": ["batteri", "samferdsel"], "since": "2018", "min_n": 2, "language": "en"}),
    ("salience", {"municipality": ["Drammen", "Moss"], "body": "Næringssamarbeidet", "places": "today"}),
    ("salience", {"theme": "batteri", "since": "1999", "until": "1999"}),
    ("silence", {"theme": ["batteri", "samferdsel"], "since": "2018", "until": "2022", "language": "en"}),
    ("silence", {"theme": "strømnett", "municipality": ["Ringerike", "Skedsmo"], "places": "today"}),
    ("silence", {"body": ["Sogn regionråd", "Regionrådet for Hallingdal"]}),
    ("trace", {}),
    ("trace", {"theme": ["batteri", "samferdsel", "bane"], "language": "nn"}),
    ("trace", {"theme": "samferdsel", "by": "theme", "narrower": False}),
    ("trace", {"theme": "samferdsel"}),
    ("trace", {"theme": ["batteri", "samferdsel"], "by": "meeting", "since": "2010"}),
    ("trace", {"by": "year", "kind": ["municipality", "county", "region", "cluster"]}),
    ("trace", {"by": "body", "places": "today", "kind": [*map(str, ActorKind)]}),
    ("trace", {"by": "body", "theme": "grønt industriløft", "municipality": ["Drammen", "Horten"]}),
    ("trace", {"places": "today", "include_regions": True, "kind": ["municipality", "region"]}),
    ("trace", {"by": "meeting", "include_regions": True, "places": "today"}),
    ("trace", {"municipality": "Skedsmo", "places": "today"}),
    ("trace", {"municipality": "3005", "until": "2022"}),
    ("trace", {"level": 1, "language": "en"}),
    ("trace", {"level": 2, "theme": "samferdsel", "places": "today", "since": "2009"}),
    ("trace", {"since": "1999", "until": "1999"}),
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

SAID = ("meetings_raised", "turns_on_theme")
"""Columns that count what a row stands on: 0 where nothing was said."""

THEMELESS = {"coverage", "people", "who_met"}
"""Questions that no theme narrows."""


@pytest.fixture(scope="module")
def store(sample_store: Path) -> Path:
    """The sample corpus, built."""
    return sample_store


@pytest.fixture(scope="module")
def graph(store: Path) -> Graph:
    return ng.open(store)


def ask(graph: Graph, question: str, choice: Mapping[str, Any]) -> AnswerTable:
    """Call the function: once for each question and choice, since all tests hold the same answer against another."""
    key = f"{question} {choice}"
    if key not in _ANSWERED:
        _ANSWERED[key] = answer_anew(graph, question, choice)
    return _ANSWERED[key]


_ANSWERED: dict[str, AnswerTable] = {}


def answer_anew(graph: Graph, question: str, choice: Mapping[str, Any]) -> AnswerTable:
    renamed = {"narrower": "include_narrower", "kind": "kinds"}
    answer = getattr(graph, question)(**{renamed.get(name, name): value for name, value in choice.items()})
    assert isinstance(answer, AnswerTable)
    return answer


def name_command(question: str) -> list[str]:
    return ["people", "--each"] if question == "who_met" else [question]


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
    """As JSON; with the reach of the minutes told beside them, and exit code 4 where there are none."""
    answer = ask(graph, question, choice)
    options = [*name_command(question), *write_options(choice), "--store", store]
    as_json = call(*options, "--format", "json")

    assert as_json.code == (0 if answer.finding.rows else 4)
    assert json.loads(as_json.out) == answer.to_dicts()
    assert "Coverage: 9 documents" in as_json.err
    assert call(*options, "--show-query").out == answer.sparql


@pytest.mark.parametrize("question", sorted({question for question, _ in CASES}))
def test_command_writes_csv_as_the_answer_does(graph: Graph, store: Path, question: str) -> None:
    """The same header and cells."""
    as_csv = call(*name_command(question), "--format", "csv", "--store", store).out

    assert list(csv.reader(io.StringIO(as_csv))) == list(csv.reader(io.StringIO(ask(graph, question, {}).to_csv())))


@pytest.mark.parametrize(("question", "choice"), CASES)
def test_cell_of_a_notebook_has_them_too(graph: Graph, question: str, choice: dict[str, Any]) -> None:
    """One line of the table a row, and the reach of the minutes below."""
    answer = ask(graph, question, choice)
    page = answer._repr_html_()

    assert page.count("<tr>") == len(answer.finding.rows) + 1
    assert "Coverage: 9 documents" in page


@pytest.mark.parametrize(("question", "choice"), CASES)
def test_every_row_stands_on_sentences_of_the_minutes(graph: Graph, question: str, choice: dict[str, Any]) -> None:
    """Each has at least one unless it tells of nothing said, and each sentence is told with its place."""
    finding = ask(graph, question, choice).finding

    for row, quotes in zip(finding.to_dicts() if finding.evidence else [], finding.evidence, strict=True):
        assert bool(quotes) == all(row[count] for count in SAID if count in row)
    assert len(finding.to_quote_dicts()) == sum(map(len, finding.evidence))
    if finding.quotes:
        told = set(tabulate_finding(finding, quotes=True).header)
        assert {*finding.columns, "text", "document", "begins", "ends"} <= told
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


Row = Mapping[str, Any]

FIRST = dict(reversed(CASES))
"""Question → the first of its cases."""


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "ndjson", "md", "html"])
@pytest.mark.parametrize("question", sorted(FIRST))
def test_every_format_has_the_same_cells(graph: Graph, store: Path, question: str, form: str) -> None:
    """What a person opens in a browser, a spreadsheet or a text is what the function gave."""
    finding = ask(graph, question, FIRST[question]).finding
    columns = list_shown(finding) if form == "html" else range(len(finding.columns))
    told = call(*name_command(question), *write_options(FIRST[question]), "--format", form, "--store", store).out
    if form == "html" and question == "trace":
        shown = [int(text) for text in html.fromstring(told).xpath("//td/button/text()[1]")]
        assert sorted(shown) == sorted(row["statements"] for row in finding.to_dicts())  # type: ignore[type-var]
        return

    assert finding.rows
    assert read_cells(told, form) == [[show_value(row[at]) for at in columns] for row in finding.rows]


def read_cells(text: str, form: str) -> list[list[str]]:
    """Read the rows of a written table, without its header, as texts."""
    match form:
        case "json":
            return [[show_value(value) for value in row.values()] for row in json.loads(text)]
        case "ndjson":
            return [[show_value(value) for value in json.loads(line).values()] for line in text.splitlines()]
        case "html":
            rows = html.fromstring(text).xpath("//main//table/tbody/tr")
            return [["".join(cell.itertext()) for cell in row if cell.get("class") != "evidence"] for row in rows]
        case "md":
            lines = [re.split(r"(?<!\\)\|", line)[1:-1] for line in text.splitlines()[2:]]
            return [[re.sub(r"\\(.)", r"\1", cell.strip()) for cell in line] for line in lines]
    rows = list(csv.reader(io.StringIO(text), delimiter="\t" if form == "tsv" else ","))[1:]
    # Line ends are kept there, and a whole number that is a share is written as one.
    return [[re.sub(r"^(\d+)\.0$", r"\1", re.sub(r"\\n|\n", " ", cell)) for cell in row] for row in rows]


SHOWN: dict[str, Callable[[Row], list[Any]]] = {
    "uptake": lambda row: [row["order"], row["actor"], row["how"], row["date"], row["lag_days"]],
    "salience": lambda row: [
        row["municipality"],
        f"{row['meetings_raised']} of {row['meetings']}",
        f"{row['turns_raised']} of {row['turns']}",
    ],
}
"""Question → what its table says of a row, where it does not say all."""


@pytest.mark.parametrize("question", sorted(FIRST.keys() - {"trace", "silence"}))
def test_table_has_a_line_a_row(graph: Graph, store: Path, question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the same order, in a terminal that is wide enough, with the cells in the order of the columns."""
    monkeypatch.setenv("COLUMNS", "2000")
    finding = ask(graph, question, FIRST[question]).finding
    shown = [finding.columns[at] for at in list_shown(finding)]
    told = call(*name_command(question), *write_options(FIRST[question]), "--store", store).out
    lines = [" ".join(line.split()) for line in told.splitlines()]
    at = 0
    for row in finding.to_dicts():
        cells = SHOWN[question](row) if question in SHOWN else [row[name] for name in shown]
        expected = [re.escape(" ".join(show_value(cell).split())) for cell in cells if cell is not None]
        at = next(after for after in range(at, len(lines)) if re.search(".*".join(expected), lines[after])) + 1

    assert at


def test_tables_of_sums_add_up_to_the_rows(graph: Graph, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences of a trace, and meetings of a silence."""
    monkeypatch.setenv("COLUMNS", "2000")
    told = {name: call(name, "--theme", "batteri", "--store", store).out for name in ("trace", "silence")}
    meetings = [int(number) for number in re.findall(r"(?<= )\d+(?= |$)", told["silence"], re.MULTILINE)]
    trace, silence = (ask(graph, name, {"theme": "batteri"}).finding for name in ("trace", "silence"))

    assert len(silence.rows) == sum(meetings)
    assert all(str(row["actor"]) in told["trace"] for row in trace.to_dicts())
    assert f"{sum(int(row['statements'] or 0) for row in trace.to_dicts())} sentences" in told["trace"]
