"""Whom a turn is spoken for: never a municipality that neither the list nor the words beside the name tell."""

import pytest

from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.linking.link import names_body
from naeringsgraf.reading.read import read_bytes

TEXT = """Referat fra møte i Rådet for vannkraft

Dato: 4. februar 2020

Til stede: Ordfører Kari Berg (Drammen), Ola Dalen (Lier kommune), Siri Vangen (Statnett)

Sak 1 Kraft

{}

Sak 2 Ymse
"""


def find_spoken_for(turn: str) -> str | None:
    """Whom the only turn of the minutes is for."""
    (found,) = extract_meeting(read_bytes(TEXT.format(turn).encode(), "mote.txt")).contributions
    return found.on_behalf_of.name if found.on_behalf_of else None


@pytest.mark.parametrize(
    ("turn", "name"),
    [
        ("Kari Berg orienterte om planen.", "Drammen kommune"),
        ("Kari Berg (Drammen) orienterte om planen.", "Drammen kommune"),
        ("Kari Berg (H) orienterte om planen.", "Drammen kommune"),
        ("Kari Berg (på Teams) orienterte om planen.", "Drammen kommune"),
        ("Kari Berg (for Hole kommune) orienterte om planen.", "Hole kommune"),
        ("Kari Berg (på vegne av Hole): Vi trenger kraft.", "Hole kommune"),
        ("Kari Berg: På vegne av Hole kommune vil jeg takke for planen.", "Hole kommune"),
        ("Kari Berg sa på vegne av Hole at planen er god.", "Hole kommune"),
        ("På vegne av rådet takket Kari Berg for planen.", "Rådet for vannkraft"),
        ("Kari Berg (for Samspillet Blåfjell) orienterte om planen.", "Samspillet Blåfjell"),
        ("Kari Berg sa på vegne av ungdommen at planen er god.", None),
        ("Kari Berg sa på vegne av egen kommune at planen er god.", "Drammen kommune"),
    ],
)
def test_a_turn_is_for_what_is_printed_beside_the_name(turn: str, name: str | None) -> None:
    """Without it for the speaker's own; where it is nobody known, not for the speaker's own."""
    assert find_spoken_for(turn) == name


@pytest.mark.parametrize(
    ("printed", "body", "is_it"),
    [
        ("rådet", "Helgeland Regionråd", True), ("nettverket", "Nettverk for kysten", True),
        ("Nordmøre IPR", "Nordmøre interkommunale politiske råd", True), ("styret", "Helgeland Regionråd", False),
        ("Nordmøre", "Nordmøre interkommunale politiske råd", False),
    ],
)  # fmt: skip
def test_a_body_goes_by_its_kind_and_by_its_initials(printed: str, body: str, is_it: bool) -> None:
    """A part of its name alone is a place, and no body."""
    assert names_body(printed, body) is is_it
