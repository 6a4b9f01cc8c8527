"""Boards that a meeting elects, seat by seat."""

import pytest
from reading_texts import parse_text

HEAD = """Referat fra årsmøte i Næringsforeningen

Tid: 4. mai 2021

Til stede:
- Kari Berg
- Ola Dal
- Per Moe
- Siri Lund

## 1. Åpning

Berg ønsket velkommen.

"""


def find_boards(title: str, text: str) -> list[tuple[str, list[str]]]:
    """The groups told under an item of this title, with the names of their members."""
    meeting = parse_text(f"{HEAD}## 2. {title}\n\n{text}\n\n## 3. Eventuelt\n\nIntet.\n", "mote.md")
    names = {person.number: person.name for person in meeting.attendees}
    return [(group.name, [names[number] for number in group.members]) for group in meeting.committees]


ALL = ["Kari Berg", "Ola Dal", "Per Moe"]


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        (
            "Valg",
            "Leder: Kari Berg (ny, 1 år)\n\nNestleder: Ola Dal\n\nStyremedlemmer: Per Moe\n\nVara: Siri Lund",
            "styre",
        ),
        (
            "Val",
            "Leiar (1 år): Kari Berg, attval.\nStyremedlemer (2 år): Ola Dal, ny. Per Moe, ny.\nVara: Siri Lund",
            "styre",
        ),
        (
            "Val av interimsstyre",
            "Valde vart: Kari Berg (leiar), Ola Dal og Per Moe.\n\nRevisor: Siri Lund",
            "interimsstyre",
        ),
        ("Valg", "Nytt styre: Kari Berg (leder), Ola Dal og Per Moe.", "Nytt styre"),
        (
            "Organisering",
            "Som styre for to år velges:\n\nStyreleder: Kari Berg\n\nStyremedlemmer: Ola Dal, Per Moe",
            "styre",
        ),
    ],
)
def test_board_is_told_by_its_seats(title: str, text: str, name: str) -> None:
    """In bokmål and nynorsk; deputies and auditors sit in none."""
    assert find_boards(title, text) == [(name, ALL)]


def test_another_body_elected_beside_the_board_is_its_own() -> None:
    """The nominating committee behind its own label."""
    text = "Leder: Kari Berg\nStyremedlemmer: Ola Dal\nVara: Siri Lund\nNy valgkomité: Per Moe, Siri Lund"

    assert find_boards("Valg", text) == [
        ("styre", ["Kari Berg", "Ola Dal"]),
        ("Ny valgkomité", ["Per Moe", "Siri Lund"]),
    ]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Messe", "Leder: Kari Berg\n\nMedlemmer: Ola Dal"),
        ("Valg av trasé", "Kontakt: Kari Berg, Ola Dal"),
        ("Valg", "Leder: Kari Berg"),
    ],
)
def test_what_is_no_election_elects_nobody(title: str, text: str) -> None:
    """Under another title, behind another label, or a single name."""
    assert find_boards(title, text) == []
