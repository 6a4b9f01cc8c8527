"""Municipalities, counties and regions, each with its days."""

import datetime as dt
from collections import Counter

import pytest

from naeringsgraf.registers.places import Municipality, load_places

PLACES = load_places()


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("1994-01-01", 435),
        ("2002-01-01", 434),
        ("2006-01-01", 431),
        ("2008-01-01", 430),
        ("2012-01-01", 429),
        ("2013-01-01", 428),
        ("2017-01-01", 426),
        ("2018-01-01", 422),
        ("2020-01-01", 356),
        ("2024-01-01", 357),
        ("2026-01-01", 357),
    ],
)
def test_as_many_municipalities_are_valid_on_a_day_as_there_were(day: str, count: int) -> None:
    """The counts of Statistics Norway's Klass 131."""
    assert len(PLACES.municipalities_on(dt.date.fromisoformat(day))) == count


def test_every_row_of_the_register_is_read_and_has_its_own_id() -> None:
    """853 rows, no two of one number and first year."""
    ids = [municipality.id for municipality in PLACES.municipalities]

    assert len(ids) == 853
    assert [thing for thing, count in Counter(ids).items() if count > 1] == []


def test_every_successor_exists_and_is_valid_when_it_takes_over() -> None:
    """A chain never leads into nothing."""
    broken = [
        (municipality.id, successor)
        for municipality in PLACES.municipalities
        for successor in municipality.successors
        if municipality.valid_to is None or not PLACES.municipality(successor).valid_on(municipality.valid_to)
    ]

    assert broken == []


def test_an_ended_municipality_has_a_successor_and_a_living_one_has_none() -> None:
    """Nobody vanishes without heirs."""
    assert all(bool(m.successors) == (m.valid_to is not None) for m in PLACES.municipalities)


@pytest.mark.parametrize(
    ("number", "day", "current"),
    [
        ("0101", "2015-01-01", "3101"),
        ("3001", "2021-01-01", "3101"),
        ("0602", "2015-01-01", "3301"),
        ("3005", "2022-11-04", "3301"),
        ("0231", "2015-01-01", "3205"),
        ("0213", "2015-01-01", "3207"),
        ("0301", "2015-01-01", "0301"),
    ],
)
def test_the_chain_leads_to_the_municipality_of_today(number: str, day: str, current: str) -> None:
    """Halden, Drammen, Skedsmo, Ski and Oslo."""
    municipality = PLACES.municipality_on(number, dt.date.fromisoformat(day))

    assert municipality is not None
    assert municipality.current is not None
    assert PLACES.municipality(municipality.current).number == current


def test_a_municipality_that_was_split_has_none_of_today() -> None:
    """Ålesund 1507 became two in 2024, so what was said for it cannot be rolled forward."""
    municipality = PLACES.municipality_on("1507", dt.date(2022, 1, 1))

    assert municipality is not None
    assert municipality.current is None
    assert len(municipality.successors) == 2


def test_a_number_dealt_out_again_gives_another_municipality() -> None:
    """0716 was Våle and then Re."""
    before = PLACES.municipality_on("0716", dt.date(2000, 1, 1))
    after = PLACES.municipality_on("0716", dt.date(2010, 1, 1))

    assert (before and before.name, after and after.name) == ("Våle", "Re")


def test_homonyms_are_all_given() -> None:
    """There are two of the name Våler; nobody chooses here."""
    found = PLACES.find_municipalities("våler", dt.date(2019, 1, 1))

    assert {m.county_number for m in found} == {"01", "04"}


@pytest.mark.parametrize("day, count", [("2010-01-01", 19), ("2018-06-01", 18), ("2021-01-01", 11), ("2025-01-01", 15)])
def test_as_many_counties_are_valid_on_a_day_as_there_were(day: str, count: int) -> None:
    """Nineteen until 2018, eleven after the reform, fifteen from 2024."""
    assert sum(county.valid_on(dt.date.fromisoformat(day)) for county in PLACES.counties) == count


def test_every_member_of_a_region_exists() -> None:
    """Members are rows of the register."""
    for region in PLACES.regions:
        assert all(PLACES.municipality(member) for member in region.members)


def on(number: str, day: str) -> Municipality:
    found = PLACES.municipality_on(number, dt.date.fromisoformat(day))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("number", "day", "way", "heirs"),
    [
        ("0231", "2015-01-01", "merged", ["Lillestrøm"]),
        ("0213", "2015-01-01", "merged", ["Nordre Follo"]),
        ("0602", "2015-01-01", "merged", ["Drammen"]),
        ("3005", "2022-11-04", "renumbered", ["Drammen"]),
        ("0533", "2019-12-31", "renumbered", ["Lunner"]),
        ("3054", "2020-01-01", "renumbered", ["Lunner"]),
        ("0716", "2001-12-31", "merged", ["Re"]),
        ("0716", "2019-12-31", "merged", ["Tønsberg"]),
        ("0616", "2019-12-31", "renamed", ["Nesbyen"]),
        ("0701", "2002-12-31", "renamed", ["Horten"]),
        ("1142", "2019-12-31", "merged", ["Stavanger"]),
        ("1507", "2023-12-31", "split", ["Ålesund", "Haram"]),
        ("1850", "2019-12-31", "split", ["Narvik", "Hamarøy"]),
    ],
)
def test_new_number_is_told_apart_from_new_ground(number: str, day: str, way: str, heirs: list[str]) -> None:
    """Old Drammen took in Nedre Eiker and Svelvik in 2020; in 2024 only its number changed."""
    place = on(number, day)

    assert place.succession == way
    assert [PLACES.municipality(heir).name for heir in place.successors] == heirs


def test_one_that_lasts_has_not_been_succeeded() -> None:
    """Oslo has always been 0301."""
    assert on("0301", "2024-01-01").succession is None


@pytest.mark.parametrize(("number", "day"), [("1504", "2015-01-01"), ("1523", "2015-01-01"), ("1850", "2015-01-01")])
def test_chain_that_runs_into_a_split_has_none_of_today(number: str, day: str) -> None:
    """Ålesund, Ørskog and Tysfjord: the split may be some steps on."""
    assert on(number, day).current is None


def test_change_of_county_leaves_the_municipality_one() -> None:
    """Lunner went from Oppland to Viken to Akershus under three numbers, and is one municipality today."""
    steps = [on("0533", "2019-12-31"), on("3054", "2020-01-01"), on("3234", "2024-01-01")]

    assert [PLACES.county(step.county).name for step in steps] == ["Oppland", "Viken", "Akershus"]
    assert {step.current for step in steps} == {"municipality/3234-2024"}


@pytest.mark.parametrize(
    ("name", "day", "way", "today"),
    [
        ("Viken", "2022-01-01", "split", None),
        ("Troms og Finnmark", "2022-01-01", "split", None),
        ("Vestfold og Telemark", "2022-01-01", "split", None),
        ("Buskerud", "2015-01-01", "merged", None),
        ("Sogn og Fjordane", "2015-01-01", "merged", "Vestland"),
        ("Hordaland", "2015-01-01", "merged", "Vestland"),
        ("Oppland", "2015-01-01", "merged", "Innlandet"),
        ("Oslo", "2015-01-01", None, "Oslo"),
    ],
)
def test_counties_are_followed_alike(name: str, day: str, way: str | None, today: str | None) -> None:
    """Buskerud of 2015 is not Buskerud of 2024, for Viken stood between."""
    county = PLACES.county_on(name, dt.date.fromisoformat(day))

    assert county is not None
    assert (county.succession, county.current and PLACES.county(county.current).name) == (way, today)
