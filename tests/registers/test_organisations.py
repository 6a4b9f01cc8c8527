"""Organisations by their names of the day, clusters and parties."""

import datetime as dt

import pytest

from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.registers.organisations import find_clusters, find_organisations, find_parties


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
