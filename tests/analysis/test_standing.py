"""The shares of one municipality from columns are those of `salience`."""

import pytest

from naeringsgraf import api
from naeringsgraf.analysis.evidence import read_evidence
from naeringsgraf.analysis.salience import salience
from naeringsgraf.analysis.standing import find_standings

pytest_plugins = ("asking_pages",)


@pytest.mark.parametrize("name", ["Drammen", "Lillestrøm", "Sogndal", "Kongsberg"])
def test_standings_are_those_of_salience(graph: api.Graph, name: str) -> None:
    """Every theme that the municipality raised, and those that are broader, with share, group and rank."""
    themes = sorted(read_evidence(graph).themes.ids())
    rows = [row for row in salience(graph, themes, name).to_dicts() if row["meetings_raised"]]
    row = str(rows[0]["municipality_id"])
    found = {each.theme: each for each in find_standings(graph, row, themes)}

    assert len(rows) > 3
    assert {
        theme: (each.label, each.raised, each.meetings, each.share, each.of_group, each.rank)
        for theme, each in found.items()
    } == {
        row["theme_id"]: (
            row["theme"],
            row["meetings_raised"],
            row["meetings"],
            row["meeting_share"],
            row["group_meeting_share"],
            row["rank"],
        )
        for row in rows
    }
