"""Every kind of network has a shipped query whose rows are its lines, in the same order."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import naeringsgraf as ng
from benchmarks.generate import generate
from naeringsgraf.analysis.networks.kinds import KINDS, find_network
from naeringsgraf.analysis.networks.readings import Readings, read_once
from naeringsgraf.errors import CallError
from naeringsgraf.store.graph import Graph
from naeringsgraf.store.named import load_query
from naeringsgraf.views.networks.describing import tabulate_edges
from roundtable import load_roundtable

CASES: list[tuple[str, dict[str, Any]]] = [
    ("municipality-theme", {"theme": "Grønn omstilling"}),
    ("municipality-theme", {"municipality": "Drammen", "since": "2022-10"}),
    ("municipality-theme", {"places": "today", "until": "2022"}),
    ("cluster-theme", {}),
    ("municipality-municipality", {"municipality": "Drammen", "since": "2018"}),
    ("municipality-municipality", {"weight": "jaccard", "places": "today"}),
    ("theme-theme", {"since": "2022", "language": "en", "weight": "meetings"}),
    ("theme-theme", {"within": "meeting", "theme": "Batteriverdikjede"}),
    ("theme-theme", {"within": "sentence", "municipality": "Drammen"}),
    ("replies", {"theme": "Energi"}),
    ("replies", {"places": "today", "weight": "meetings"}),
    ("municipality-theme", {"organisation": "Drammen", "basis": "recorded"}),
    ("cluster-theme", {"basis": "inferred"}),
    ("municipality-municipality", {"body": "Osloregionens faggruppe Næringssamarbeidet", "basis": "recorded"}),
    ("theme-theme", {"within": "meeting", "organisation": "Drammen"}),
    ("theme-theme", {"basis": "inferred"}),
    ("replies", {"body": "Osloregionens faggruppe Næringssamarbeidet"}),
    ("replies", {"basis": "recorded", "theme": "Energi"}),
    ("replies", {"basis": "recorded"}),
    ("co-attendance", {"municipality": "Drammen", "until": "2022"}),
    ("people-bodies", {}),
    ("people-bodies", {"municipality": "Drammen", "since": "1999", "until": "1999"}),
]


@pytest.fixture(scope="module")
def sample(sample_store: Path) -> Graph:
    """The sample corpus, built."""
    return ng.open(sample_store)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Minutes made by a program, over the years in which municipalities got new numbers."""
    folder = tmp_path_factory.mktemp("generated")
    for number, minutes in enumerate(generate(12)):
        (folder / f"{number:02}.txt").write_text(minutes.write_text(), encoding="utf-8")
    return ng.build(folder, folder / "store", workers=0)


@cache
def read(graph: Graph) -> Readings:
    """Read a graph once for all comparisons."""
    return read_once(graph)


def compare(graph: Graph, kind: str, choice: dict[str, Any]) -> int:
    """See that both have the same rows, and give their number."""
    table = tabulate_edges(find_network(read(graph), kind, **choice))
    asked = graph.run_named(f"network-{kind}", **choice)

    assert asked.columns == table.header  # type: ignore[union-attr]
    assert [drop_counties(tuple(row)) for row in asked] == [drop_counties(row) for row in table.rows]
    return len(table.rows)


def drop_counties(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Leave out what tells namesakes apart, which the queries say that they cannot."""
    return tuple(re.sub(r" \([^()]*\)$", "", cell) if isinstance(cell, str) else cell for cell in row)


@pytest.mark.parametrize(("kind", "choice"), CASES)
def test_query_has_the_rows_of_the_function(sample: Graph, kind: str, choice: dict[str, Any]) -> None:
    """However the network is narrowed, on the sample corpus."""
    compare(sample, kind, choice)


@pytest.mark.parametrize("kind", KINDS)
def test_query_has_them_on_other_minutes(generated: Graph, kind: str) -> None:
    """On minutes made by a program, and as of today where that can be asked."""
    choice = {"places": "today"} if kind in ("municipality-theme", "replies") else {}
    rows = compare(generated, kind, choice)

    assert rows or kind == "cluster-theme"


def test_rows_of_one_municipality_under_three_numbers_are_one() -> None:
    """Drammen speaks as 0602, 3005 and 3301; two municipalities called Våler stay two."""
    graph = load_roundtable()

    assert compare(graph, "municipality-theme", {}) > 0
    named = {row[0] for row in graph.run_named("network-municipality-theme") if row[1] == "Drammen"}
    assert named == {"municipality/3301-2024"}


@pytest.mark.parametrize("kind", KINDS)
def test_query_says_what_it_cannot(kind: str) -> None:
    """In its header, for those that take less than the function."""
    text = load_query(f"network-{kind}").text

    assert kind == "people-bodies" or re.search(r"^# Cannot: \w.*\.$", text, re.MULTILINE)
    assert not re.search(r"\b(YEAR|MONTH|DAY|NOW)\(", text)


def test_query_refuses_what_it_cannot_be_asked_with() -> None:
    """With what it takes."""
    with pytest.raises(CallError, match="cannot be asked with 'include_regions'; it takes"):
        load_roundtable().run_named("network-municipality-theme", include_regions=True)
