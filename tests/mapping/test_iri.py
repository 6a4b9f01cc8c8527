"""Names: minted the same in every run, and read back into what they were made from."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from rdflib import URIRef

from naeringsgraf.errors import CallError
from naeringsgraf.mapping.iri import (
    BASE,
    Part,
    check_base,
    mint_document,
    mint_iri,
    mint_part,
    mint_term,
    read_document,
    read_iri,
    read_part,
)
from naeringsgraf.model.names import ThingId

AWKWARD = ["a b", "å/æø", "../../etc", ".", "100%", "x#y?z", '<>"{}|\\^`', "\u202eabc", "e\u0301", "\x00", "a//b", ""]
NUMBERED = [part for part in Part if part is not Part.MEETING]


def test_names_are_those_of_the_design() -> None:
    """Path below the base, parts as fragments."""
    names = [
        mint_iri(ThingId("municipality/3005-2020")),
        mint_document("2022-11-04-moete"),
        mint_part("2022-11-04-moete", Part.TURN, 14),
        mint_part("2022-11-04-moete", Part.MEETING),
        mint_term("onBehalfOf"),
    ]

    assert names == [
        "https://w3id.org/naeringsgraf/id/municipality/3005-2020",
        "https://w3id.org/naeringsgraf/id/minutes/2022-11-04-moete",
        "https://w3id.org/naeringsgraf/id/minutes/2022-11-04-moete#turn-14",
        "https://w3id.org/naeringsgraf/id/minutes/2022-11-04-moete#meeting",
        "https://w3id.org/naeringsgraf/ns#onBehalfOf",
    ]


@given(st.text())
@example("a/../b")
def test_a_thing_is_read_back(path: str) -> None:
    """Reading a name gives the very path it was minted from."""
    assert read_iri(mint_iri(ThingId(path))) == path


@given(st.text(), st.sampled_from(NUMBERED), st.integers(min_value=1))
def test_a_part_is_read_back(slug: str, part: Part, number: int) -> None:
    """Reading a part's name gives slug, part and number."""
    assert read_part(mint_part(slug, part, number)) == (slug, part, number)


@given(st.text())
def test_a_document_and_its_meeting_are_read_back(slug: str) -> None:
    """A document is no part, and the meeting is number 0."""
    assert read_document(mint_document(slug)) == slug
    assert read_part(mint_document(slug)) is None
    assert read_part(mint_part(slug, Part.MEETING)) == (slug, Part.MEETING, 0)


@pytest.mark.parametrize("path", AWKWARD)
def test_engines_take_every_name(path: str) -> None:
    """Neither engine refuses or changes a minted name."""
    iri = mint_iri(ThingId(path))

    assert NamedNode(iri).value == iri
    assert URIRef(iri).n3() == f"<{iri}>"


@given(st.text(), st.text())
def test_two_paths_never_share_a_name(one: str, other: str) -> None:
    """Minting is one to one."""
    assert (mint_iri(ThingId(one)) == mint_iri(ThingId(other))) == (one == other)


def test_names_of_others_are_not_read() -> None:
    """What this module did not mint gives None, not a guess."""
    strangers = ["https://example.org/x", BASE + "a%2fb", BASE + "å%20%C3%A5", mint_term("raises")]

    assert [read_iri(iri) for iri in strangers] == [None] * 4
    assert read_part(BASE + "minutes/x#turn-0") is None
    assert read_part(BASE + "minutes/x#speech-1") is None
    assert read_part(BASE + "theme/x#turn-1") is None
    assert read_document(BASE + "minutes/a/b") is None


def test_another_base_names_the_same_things() -> None:
    """The base is an option of the build."""
    base = check_base("https://data.example.org/referat/")

    assert mint_iri(ThingId("region/hamarregionen"), base) == base + "region/hamarregionen"
    assert read_iri(base + "region/hamarregionen", base) == "region/hamarregionen"
    assert read_iri(BASE + "region/hamarregionen", base) is None


@pytest.mark.parametrize(
    "base", ["", "id/", "https://example.org", "https://example.org/a b/", "https://example.org/#"]
)
def test_a_base_that_cannot_carry_names_is_refused(base: str) -> None:
    """The message shows a base that would do."""
    with pytest.raises(CallError, match="absolute IRI"):
        check_base(base)
