"""A trace narrowed by body, by whom the speaker was there for, and by basis: as the quotes and the query have it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from naeringsgraf import api
from naeringsgraf.analysis.counts import Choice, count
from naeringsgraf.analysis.trace import trace
from naeringsgraf.errors import CallError

pytest_plugins = ("asking_pages",)

BODY = "Osloregionens faggruppe Næringssamarbeidet"
NARROWINGS: tuple[Mapping[str, object], ...] = (
    {"body": BODY},
    {"organisation": "Drammen kommune"},
    {"organisation": ["Bærum", "Horten"]},
    {"basis": "inferred"},
    {"basis": ["recorded", "reviewed"], "body": BODY},
)


@pytest.mark.parametrize("narrowing", NARROWINGS, ids=str)
@pytest.mark.parametrize("by", ["theme", "meeting", "year", "body"])
def test_the_query_has_the_same_rows(graph: api.Graph, narrowing: Mapping[str, object], by: str) -> None:
    """Numbers, shares and days, in the same order."""
    finding = trace(graph, by=by, **narrowing).to_finding()  # type: ignore[arg-type]

    assert finding.rows
    assert [tuple(row) for row in graph.run_named(finding.question, **finding.asked)] == list(finding.rows)


@pytest.mark.parametrize("narrowing", NARROWINGS, ids=str)
def test_counts_are_those_of_the_trace(graph: api.Graph, narrowing: Mapping[str, object]) -> None:
    """Of every cell, and of all together."""
    traced = trace(graph, by="theme", **narrowing)  # type: ignore[arg-type]
    counts = count(graph, Choice(**narrowing))  # type: ignore[arg-type]
    table = counts.table()

    assert counts.total == len(traced.quotes)
    assert [row.id for row in table.rows] == [row.id for row in traced.rows]
    assert int(table.cells.sum()) == sum(cell.statements for cell in traced.cells)


def test_only_meetings_of_the_body(graph: api.Graph) -> None:
    """A share is one of what there was in those meetings, too."""
    whole, part = trace(graph, by="theme"), trace(graph, by="theme", body=BODY)

    assert {quote.meeting.body_label for quote in part.quotes} == {BODY}
    assert len(part.quotes) < len(whole.quotes)
    attended = {cell.row.id: cell.meetings_attended for cell in whole.cells}
    assert all(cell.meetings_attended <= attended[cell.row.id] for cell in part.cells)  # type: ignore[operator]
    assert any(cell.meetings_attended < attended[cell.row.id] for cell in part.cells)  # type: ignore[operator]


def test_only_sentences_of_a_basis(graph: api.Graph) -> None:
    """What stands in the minutes, or what a rule concluded."""
    bases = {basis: trace(graph, by="theme", basis=basis).quotes for basis in ("recorded", "inferred")}

    assert all({quote.basis for quote in quotes} == {basis} for basis, quotes in bases.items())
    assert sum(map(len, bases.values())) == len(trace(graph, by="theme").quotes)


@pytest.mark.parametrize(
    ("narrowing", "message"),
    [
        ({"basis": "guessed"}, "recorded, inferred, reviewed"),
        ({"body": "Nowhere"}, "body"),
        ({"organisation": "Nobody"}, "Nobody"),
    ],
)
def test_what_is_not_known_is_told(graph: api.Graph, narrowing: Mapping[str, object], message: str) -> None:
    """Nothing is narrowed by a slip."""
    with pytest.raises(CallError, match=message):
        trace(graph, **narrowing)  # type: ignore[arg-type]


def test_the_command_takes_them(sample: Path, tmp_path: Path) -> None:
    """As options of `trace`."""
    from naeringsgraf.cli.main import run

    out = tmp_path / "rows.csv"
    options = ["--body", BODY, "--basis", "inferred", "--organisation", "Bærum"]

    assert run(["trace", "--by", "theme", *options, "--store", str(sample), "-o", str(out)]) in (0, 4)
    assert run(["trace", "--by", "theme", "--body", BODY, "--store", str(sample), "-o", str(out), "--force"]) == 0
    assert "Drammen" in out.read_text("utf-8")
