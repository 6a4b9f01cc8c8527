"""Whom a printed name represents, on the day of the meeting."""

import datetime as dt
from dataclasses import replace

import pytest

from naeringsgraf.linking.actors import ActorFinder, find_counties
from naeringsgraf.linking.homonyms import find_qualifier, split_qualifier
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
    ("day", "printed", "number"),
    [
        ("2015-05-01", "Våler i Solør", "0426"),
        ("2015-05-01", "Våler i Østfold", "0137"),
        ("2021-05-01", "Våler i Østfold", "3018"),
        ("2021-05-01", "Våler kommune (Østfold)", "3018"),
        ("2021-05-01", "Våler, Innlandet", "3419"),
        ("2025-05-01", "Våler i Hedmark", "3419"),
        ("2015-05-01", "Nes (Akershus)", "0236"),
        ("2021-05-01", "Nes på Romerike", "3034"),
        ("2015-05-01", "Nes i Hallingdal", "0616"),
        ("2015-05-01", "Herøy i Nordland", "1818"),
        ("2015-05-01", "Herøy kommune, Møre og Romsdal", "1515"),
        ("2015-05-01", "Os i Østerdalen", "0441"),
        ("2015-05-01", "Bø i Vesterålen kommune", "1867"),
        ("2015-05-01", "Bø i Telemark", "0821"),
        ("2015-05-01", "Sande i Vestfold", "0713"),
    ],
)
def test_homonym_is_told_apart_by_the_place_beside_it(day: str, printed: str, number: str) -> None:
    """A county, also one of before, or a region."""
    actor = make_finder(day).find(printed)

    assert actor is not None
    assert actor.id.startswith(f"municipality/{number}-")


@pytest.mark.parametrize(
    ("body", "name", "number"),
    [
        ("Fylkesråd i Innlandet", "Våler", "3419"),
        ("Regionalt partnerskap Innlandet", "Våler", "3419"),
        ("Regionrådet for Hallingdal", "Nes", "0616"),
        ("Styret i Samarbeidsrådet for Vesterålen regionråd", "Bø", "1867"),
        ("Møre og Romsdal fylkeskommunes næringsutvalg", "Herøy", "1515"),
        ("Drammensregionens næringsforum", "Sande", "0713"),
        ("Romerikes næringsråd", "Nes", "0236"),
    ],
)
def test_homonym_is_told_apart_by_the_body(body: str, name: str, number: str) -> None:
    """By the county in its name, or the members of the region it is named after."""
    actor = make_finder("2015-05-01" if number[0] != "3" else "2021-05-01", body).find(name)

    assert actor is not None
    assert actor.id.startswith(f"municipality/{number}-")


def test_region_that_the_body_belongs_to_tells_homonyms_apart() -> None:
    """Where its name says nothing, but its secretariat met."""
    finder = make_finder("2015-05-01", "Næringssamarbeidet")
    alone = finder.find_known("Nes")
    finder.ambiguous.clear()
    assert finder.body is not None
    finder.body = replace(finder.body, part_of=ThingId("region/hallingdal"))

    assert alone is None
    assert (finder.find_known("Nes") or Actor(ThingId(""), "", ActorKind.OTHER)).id == "municipality/0616-1838"


@pytest.mark.parametrize(
    ("body", "others", "name"),
    [
        ("Fylkesråd i Innlandet", ("Moss", "Rakkestad"), "Våler"),
        ("Regionrådet for Hallingdal", (), "Våler"),
        ("Vestlandsrådet", (), "Herøy"),
        (None, ("Moss", "Elverum"), "Våler"),
    ],
)
def test_homonym_stays_ambiguous_where_evidence_disagrees_or_is_none(
    body: str | None, others: tuple[str, ...], name: str
) -> None:
    """A county in the body's name against those of the others, or nothing that decides."""
    finder = make_finder("2021-05-01", body, others)

    assert finder.find_known(name) is None
    assert len(finder.ambiguous[name].candidates) == 2


def test_place_that_does_not_fit_is_not_forced() -> None:
    """In 2021 the only Bø was in Nordland, so "Bø i Telemark" is no municipality of that day."""
    finder = make_finder("2021-05-01")

    assert finder.resolve_municipality("Bø i Telemark") is None
    assert finder.resolve_municipality("Bø", "Telemark") is None
    assert finder.resolve_municipality("Bø") is not None


def test_other_words_beside_a_name_change_nothing() -> None:
    """A county council beside a municipality is another actor; a month is no place; other names are let be."""
    assert split_qualifier("Våler, Innlandet fylkeskommune") is None
    assert split_qualifier("Drammen i Buskerud") is None
    assert split_qualifier("Nes i mars") is None
    assert find_qualifier(" i Østfold har full nettkapasitet") == "Østfold"
    assert find_qualifier(" kommune (Møre og Romsdal) ber om svar") == "Møre og Romsdal"
    assert find_qualifier(" i går") == find_qualifier(" og Østfold") == ""


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


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("Innovasjon Norge Arktis", ActorKind.STATE),
        ("Statsforvaltaren i Møre og Romsdal", ActorKind.STATE),
        ("Agder politidistrikt", ActorKind.STATE),
        ("Brigade Nord", ActorKind.STATE),
        ("Nord Brigade Kafé", ActorKind.OTHER),
    ],
)
def test_a_part_of_the_state_is_of_its_kind(printed: str, kind: ActorKind) -> None:
    """Whatever area of its own it is named after."""
    actor = make_finder("2024-05-01").find(printed)

    assert actor is not None
    assert actor.kind is kind
