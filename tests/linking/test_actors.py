"""Whom a printed name represents, on the day of the meeting."""

import datetime as dt

import pytest

from naeringsgraf.linking.actors import ActorFinder, find_counties
from naeringsgraf.model.meeting import Actor, ActorKind
from naeringsgraf.model.names import ThingId


def make_finder(day: str, body: str | None = None, others: tuple[str, ...] = ()) -> ActorFinder:
    """A finder for a meeting of this body on this day, where these municipalities met."""
    date = dt.date.fromisoformat(day)
    actor = Actor(ThingId("body/x"), body, ActorKind.BODY) if body else None
    return ActorFinder(date, actor, find_counties(others, date))


@pytest.mark.parametrize(
    ("day", "printed", "expected"),
    [
        ("2015-05-01", "Drammen kommune", "municipality/0602-1838"),
        ("2022-11-04", "Drammen", "municipality/3005-2020"),
        ("2025-05-01", "Drammen kommune", "municipality/3301-2024"),
        ("2022-11-04", "Nordre follo kommune", "municipality/3020-2020"),
        ("2026-06-22", "SNASA", "municipality/5041-2018"),
        ("2026-06-22", "VERDAL", "municipality/5038-2018"),
    ],
)
def test_a_municipality_is_the_one_of_the_day(day: str, printed: str, expected: str) -> None:
    """Numbers change; the name on the day decides."""
    actor = make_finder(day).find(printed)

    assert actor is not None
    assert actor.id == expected


def test_a_municipality_that_is_gone_is_not_found() -> None:
    """There was no Skedsmo in 2022, so it is no municipality of that day."""
    actor = make_finder("2022-11-04").find("Skedsmo kommune")

    assert actor is None or actor.kind is not ActorKind.MUNICIPALITY


@pytest.mark.parametrize(
    ("name", "others", "number"),
    [("Våler", ("Elverum", "Åmot"), "0426"), ("Våler", ("Moss", "Rygge"), "0137"), ("Nes", ("Gol", "Ål"), "0616")],
)
def test_homonyms_are_told_apart_by_the_county_of_the_others(name: str, others: tuple[str, ...], number: str) -> None:
    """Who else met tells which it is."""
    actor = make_finder("2015-05-01", others=others).find(name)

    assert actor is not None
    assert actor.id.startswith(f"municipality/{number}")


def test_a_homonym_that_nothing_tells_apart_is_ambiguous() -> None:
    """Nobody is guessed; the candidates are kept."""
    finder = make_finder("2015-05-01")

    assert finder.find_known("Våler") is None
    assert len(finder.ambiguous["Våler"].candidates) == 2


def test_a_region_and_a_municipality_of_one_name_do_not_merge() -> None:
    """Ringerike is the municipality, Hamar regionen the region."""
    finder = make_finder("2022-11-04")

    assert (finder.find("Ringerike") or Actor(ThingId(""), "", ActorKind.OTHER)).kind is ActorKind.MUNICIPALITY
    assert (finder.find("Hamar regionen") or Actor(ThingId(""), "", ActorKind.OTHER)).name == "Hamarregionen"


@pytest.mark.parametrize(
    ("printed", "kind", "name"),
    [
        ("Sekretariatet, Osloregionen", ActorKind.SECRETARIAT, "Osloregionen"),
        ("Sekretariatet", ActorKind.SECRETARIAT, "Osloregionen"),
        ("VRINN", ActorKind.CLUSTER, "VRINN"),
        ("AP", ActorKind.PARTY, "Arbeiderpartiet"),
        ("Viken fylkeskommune", ActorKind.COUNTY, "Viken fylkeskommune"),
        ("Havbris Rederi AS", ActorKind.COMPANY, "Havbris Rederi AS"),
    ],
)
def test_each_kind_of_actor_is_told(printed: str, kind: ActorKind, name: str) -> None:
    """By what it is called, and by the registers."""
    actor = make_finder("2022-11-04", "Osloregionens faggruppe Næringssamarbeidet").find(printed)

    assert actor is not None
    assert (actor.kind, actor.name) == (kind, name)


def test_a_homonym_is_told_apart_by_the_members_of_the_region_that_meets() -> None:
    """Sande in Vestfold belonged with Drammen, and is written in capitals as well."""
    finder = make_finder("2012-09-05", "Rådet for Drammensregionen", others=("DRAMMEN", "LIER"))

    for printed in ("Sande", "SANDE", "Sande kommune"):
        actor = finder.find(printed)
        assert actor is not None
        assert actor.id.startswith("municipality/0713")


def test_nobody_stands_in_for_an_ambiguous_name() -> None:
    """It is not made an organisation of that name either."""
    assert make_finder("2015-05-01").find("Våler kommune") is None


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Siderklynga i Nedredal", ActorKind.CLUSTER),
        ("Treklyngen Øst", ActorKind.CLUSTER),
        ("Øst Marine Cluster", ActorKind.CLUSTER),
        ("Fiskarlaget Vest", ActorKind.OTHER),
    ],
)
def test_names_in_no_register_tell_their_kind_by_their_shape(printed: str, kind: ActorKind) -> None:
    """A cluster says that it is one."""
    actor = make_finder("2022-11-04").find(printed)

    assert actor is not None
    assert actor.kind is kind


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("NAV Agder", ActorKind.STATE),
        ("Testfjord Energi", ActorKind.COMPANY),
        ("Testfjord Sparebank", ActorKind.COMPANY),
        ("Testfjord velforening", ActorKind.OTHER),
    ],
)
def test_a_name_in_no_register_tells_what_it_is(printed: str, kind: ActorKind) -> None:
    """By the known organisation whose part in some place it is, or by its last word."""
    actor = make_finder("2022-11-04").find(printed)

    assert actor is not None
    assert actor.kind is kind


def test_the_leader_of_a_body_without_a_name_is_for_nobody() -> None:
    """ "Representantskapet" alone does not tell whose secretariat it is; a county in its name is no region."""
    assert make_finder("2022-11-04", "Representantskapet").find(None, "daglig leder") is None

    actor = make_finder("2022-11-04", "Fagråd for prøving i Møre og Romsdal").find("Sekretariatet")
    assert actor is not None
    assert actor.name == "Fagråd for prøving i Møre og Romsdal"
