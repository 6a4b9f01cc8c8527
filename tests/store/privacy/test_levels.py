"""What others see of each document follows from its level, and what they do not see is not there."""

import datetime as dt
from pathlib import Path

import pytest
from desk import SECRET, Desk

from naeringsgraf.errors import CallError, StoreError
from naeringsgraf.store.graph import open_store
from naeringsgraf.store.privacy.levels import Level, LevelRule, View, find_level, read_age, read_rule
from naeringsgraf.store.privacy.views import list_views, publish_view, refresh_views

OTHERS = View(Level.PSEUDONYM)
TODAY = dt.date(2023, 3, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def read(desk: Desk, view: View = OTHERS) -> str:
    with open_store(publish_view(desk.store, view, secret=SECRET, today=TODAY)) as graph:
        return graph.export("nq").decode()


def list_slugs(desk: Desk, view: View = OTHERS) -> list[str]:
    with open_store(publish_view(desk.store, view, secret=SECRET, today=TODAY)) as graph:
        return [document.source for document in graph.documents()]


def test_a_document_is_shown_without_names_unless_somebody_said_otherwise(desk: Desk) -> None:
    """The level that nobody gave is "pseudonym"."""
    desk.build()

    assert list_slugs(desk) == ["m2021.md", "m2022.md", "m2023.md"]
    assert "Fjellvang" not in read(desk)


def test_intern_is_not_there_and_offentlig_has_its_names(desk: Desk) -> None:
    """Each document by its own level."""
    desk.build(levels=[LevelRule(Level.OFFENTLIG, "m2023*"), LevelRule(Level.INTERN, "m2021*")])

    assert list_slugs(desk) == ["m2022.md", "m2023.md"]
    assert list_slugs(desk, View(Level.OFFENTLIG)) == ["m2023.md"]
    seen = read(desk)
    assert "Ida Åsmundrud" in seen
    assert "Dalheim" not in seen
    assert "m2021" not in seen


def test_who_is_named_in_one_document_is_not_tied_to_those_without_names(desk: Desk) -> None:
    """Else the name in the one would tell who spoke in the other."""
    desk.build(levels=[LevelRule(Level.OFFENTLIG, "m2023*")])

    with open_store(publish_view(desk.store, OTHERS, secret=SECRET, today=TODAY)) as graph:
        named = graph.query('SELECT DISTINCT ?a WHERE { ?a ng:person/ng:name "Torunn Fjellvang" }')
    assert [str(row[0]).rpartition("/")[2] for row in named] == ["m2023#attendance-1"]


def test_a_document_keeps_its_level_until_another_is_told(desk: Desk) -> None:
    """A build that says nothing of levels shows nobody more than the one before."""
    desk.build(levels=[LevelRule(Level.INTERN, "m2021*")])
    desk.write("m2021.md", (desk.sources / "m2021.md").read_text("utf-8") + "\nTillegg til referatet.\n")
    desk.build()

    assert list_slugs(desk) == ["m2022.md", "m2023.md"]


def test_names_age(desk: Desk) -> None:
    """Beyond the period a document is shown as if it were of level "pseudonym"."""
    desk.build(levels=[LevelRule(Level.OFFENTLIG)], names_after=60)

    seen = read(desk)
    assert list_slugs(desk) == ["m2021.md", "m2022.md", "m2023.md"]
    assert "Ida Åsmundrud" in seen
    assert "Dalheim" not in seen


def test_pseudonymise_is_above_every_level(desk: Desk) -> None:
    """Also what may be shown with names has none then."""
    desk.build(levels=[LevelRule(Level.OFFENTLIG)])

    assert "Fjellvang" in read(desk)
    assert "Fjellvang" not in read(desk, View(Level.PSEUDONYM, pseudonymise=True))


def test_nothing_to_be_seen_is_told(desk: Desk) -> None:
    """With what to do."""
    desk.build(levels=[LevelRule(Level.INTERN)])

    with pytest.raises(StoreError, match="no document may be seen at level pseudonym"):
        publish_view(desk.store, OTHERS, secret=SECRET)


def test_a_view_follows_the_store(desk: Desk) -> None:
    """A build is followed by `refresh_views`, and a view that is up to date is left as it is."""
    desk.build()
    path = publish_view(desk.store, OTHERS, secret=SECRET)
    before = (path / "current").read_text()
    assert publish_view(desk.store, OTHERS, secret=SECRET) == path
    assert (path / "current").read_text() == before

    (desk.sources / "m2021.md").unlink()
    desk.build()
    assert list_views(desk.store) == [OTHERS]
    assert refresh_views(desk.store, SECRET) == ["pseudonym"]
    assert list_slugs(desk) == ["m2022.md", "m2023.md"]


@pytest.mark.parametrize(
    ("day", "level"),
    [(dt.date(2023, 2, 1), Level.OFFENTLIG), (dt.date(2021, 2, 1), Level.PSEUDONYM), (None, Level.PSEUDONYM)],
)
def test_a_meeting_without_a_day_counts_as_old(day: dt.date | None, level: Level) -> None:
    """Nobody can tell that it is not."""
    assert find_level(Level.OFFENTLIG, day, 365, TODAY) is level
    assert find_level(Level.OFFENTLIG, day, None, TODAY) is Level.OFFENTLIG
    assert find_level(Level.INTERN, day, 365, TODAY) is Level.INTERN


def test_ages_and_rules_are_read() -> None:
    """What cannot be read is told."""
    assert [read_age(text) for text in ("365d", "52w", "12m", "2y")] == [365, 364, 360, 730]
    assert read_rule("intern:styret/*") == LevelRule(Level.INTERN, "styret/*")
    assert read_rule("offentlig") == LevelRule(Level.OFFENTLIG)
    for wrong in ("0d", "1", "d", "-3d"):
        with pytest.raises(CallError):
            read_age(wrong)
    with pytest.raises(CallError, match="intern, pseudonym, offentlig"):
        read_rule("secret:*")
