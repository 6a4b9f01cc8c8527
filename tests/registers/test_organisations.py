"""Organisations by their names of the day, clusters and parties."""

import datetime as dt

import pytest

from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.registers.organisations import find_clusters, find_organisations, find_parties, load_organisations


@pytest.mark.parametrize("name", ["VRINN", "Kongsbergklyngen"])
def test_clusters_are_found_by_name(name: str) -> None:
    """One cluster each."""
    assert len(find_clusters(name)) == 1


@pytest.mark.parametrize(
    ("code", "name"), [("AP", "Arbeiderpartiet"), ("H", "Høyre"), ("INP", "Industri- og Næringspartiet")]
)
def test_parties_are_found_by_their_codes(code: str, name: str) -> None:
    """The codes that minutes print."""
    assert [party.name for party in find_parties(code)] == [name]


def test_a_county_council_is_a_county() -> None:
    """Viken fylkeskommune is an actor of the kind county."""
    (viken,) = find_organisations("Viken fylkeskommune", dt.date(2022, 1, 1))

    assert viken.actor_kind is ActorKind.COUNTY


@pytest.mark.parametrize(
    ("name", "day", "found"),
    [
        ("KMD", "2013-12-31", []),
        ("KMD", "2014-01-01", ["Kommunal- og moderniseringsdepartementet"]),
        ("KMD", "2021-12-31", ["Kommunal- og moderniseringsdepartementet"]),
        ("KMD", "2022-01-01", []),
        ("KDD", "2021-12-31", []),
        ("KDD", "2022-01-01", ["Kommunal- og distriktsdepartementet"]),
        ("OED", "2023-12-31", ["Olje- og energidepartementet"]),
        ("Energidepartementet", "2024-01-01", ["Energidepartementet"]),
        ("KUD", "2021-12-31", ["Kulturdepartementet"]),
        ("KUD", "2022-01-01", ["Kultur- og likestillingsdepartementet"]),
    ],
)
def test_department_goes_by_its_name_of_the_day(name: str, day: str, found: list[str]) -> None:
    """A name is taken up on the day it begins, and gone on the day it ends."""
    assert [each.name for each in find_organisations(name, dt.date.fromisoformat(day))] == found


def test_departments_lead_to_those_that_took_over() -> None:
    """KRD became KMD became KDD."""
    by_id = {each.id: each for each in load_organisations()}
    (each,) = find_organisations("Kommunal- og regionaldepartementet")
    chain = [each.name]
    while each.successor:
        each = by_id[each.successor]
        chain.append(each.name)

    assert chain == [
        "Kommunal- og regionaldepartementet",
        "Kommunal- og moderniseringsdepartementet",
        "Kommunal- og distriktsdepartementet",
    ]


@pytest.mark.parametrize(
    ("former", "name"),
    [
        ("VR-klyngen på Hamar", "VRINN"),
        ("VRINN-klyngen", "VRINN"),
        ("Oslo Medtech", "Norway Health Tech"),
        ("NCE Oslo Medtech", "Norway Health Tech"),
    ],
)
def test_cluster_is_found_by_a_former_name(former: str, name: str) -> None:
    """On any day, since the days on which clusters changed their names are not known."""
    assert [cluster.name for cluster in find_clusters(former)] == [name]
