"""The queries that the documentation shows, run as they stand there."""

import re
from pathlib import Path

import pytest

from naeringsgraf.store.graph import Graph
from roundtable import load_roundtable

DOCS = Path(__file__).parents[2] / "docs"
SHOWN = re.findall(r"```sparql\n(.*?)```", (DOCS / "places.md").read_text("utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return load_roundtable()


@pytest.mark.parametrize("text", SHOWN)
def test_query_of_the_page_about_places_runs(graph: Graph, text: str) -> None:
    """The project's prefixes are known, so it can be copied as it is."""
    assert graph.query(text).columns


def test_page_about_places_rolls_forward_as_trace_does(graph: Graph) -> None:
    """Drammen under three numbers is one row of today."""
    drammen = {"0602-1838", "3005-2020", "3301-2024"}
    today = [str(row[0]).rpartition("/")[2] for row in graph.query(SHOWN[0])]

    assert [place for place in today if place in drammen] == ["3301-2024"]
