"""The thesaurus is whole."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from naeringsgraf.registers.themes import ancestors, load_themes

THEMES = load_themes()
LOS = Path(__file__).parents[3] / "shared" / "registers" / "los.csv"


def test_every_theme_is_named_in_three_languages() -> None:
    """nb, nn and en."""
    assert [theme.id for theme in THEMES.values() if set(theme.pref) != {"nb", "nn", "en"}] == []


def test_no_two_themes_have_one_name() -> None:
    """A name leads to one theme."""
    named: dict[tuple[str, str], list[str]] = defaultdict(list)
    for theme in THEMES.values():
        for language, label in theme.pref.items():
            named[language, label.casefold()].append(theme.id)

    assert {label: ids for label, ids in named.items() if len(ids) > 1} == {}


def test_what_is_broader_exists_and_leads_to_a_top() -> None:
    """No ring, no end in nothing."""
    for theme in THEMES.values():
        above = ancestors(theme.id)
        assert theme.id not in above
        assert all(thing in THEMES for thing in above)


def test_hardly_any_label_stands_for_two_themes() -> None:
    """What two themes share is told here, and on purpose."""
    owners: dict[str, set[str]] = defaultdict(set)
    for theme in THEMES.values():
        for language, label in theme.labels():
            if language != "en":
                owners[label.casefold()].add(theme.id)

    assert {label for label, ids in owners.items() if len(ids) > 1} <= {"autonome skip", "næringssjefnettverk"}


@pytest.mark.skipif(not LOS.exists(), reason="the list of Los is not beside this checkout")
def test_every_theme_of_los_that_is_matched_exists() -> None:
    """The ids are those of Digdir's thesaurus."""
    with LOS.open(encoding="utf-8", newline="") as rows:
        known = {f"https://psi.norge.no/los/{row['id']}" for row in csv.DictReader(rows)}
    matched = {match for theme in THEMES.values() for match in theme.matches if "psi.norge.no" in match}

    assert matched
    assert matched <= known
