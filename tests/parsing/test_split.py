"""A paper with the minutes of several meetings becomes several documents."""

import pytest

from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.parsing.split import is_part_of, name_whole, split_minutes
from naeringsgraf.reading.read import read_bytes

FIRST = """# Referat fra møte i Regionrådet for Vest

Dato: {day}

Til stede:

- Kari Nord, Bergen kommune
- Ola Sør, Voss herad

## Sak 1/24 Næringsareal

Kari Nord: Vi mangler næringsareal.

"""
SECOND = """# Møteprotokoll

Møtedato: 03.06.2024

Til stede: Kari Nord (Bergen), Per Øst (Askøy)

## Sak 2/24 Kraft

Per Øst, Askøy: Nettet er fullt.
"""


def test_two_meetings_become_two_documents() -> None:
    """Named by their days; each with a text of its own, lines still told by their place in the file."""
    whole = read_bytes((FIRST.format(day="04.03.2024") + SECOND).encode(), "moter.md")
    parts = split_minutes(whole)

    assert [part.slug for part in parts] == ["moter-2024-03-04", "moter-2024-06-03"]
    assert [line for part in parts for line in (part.text[each.begins : each.ends] for each in part.lines)] == [
        line.text for line in whole.lines
    ]
    assert [line.number for part in parts for line in part.lines] == [line.number for line in whole.lines]
    assert [str(extract_meeting(part).date) for part in parts] == ["2024-03-04", "2024-06-03"]
    assert [len(extract_meeting(part).attendees) for part in parts] == [2, 2]


@pytest.mark.parametrize(
    "text",
    [
        FIRST.format(day="04.03.2024"),
        FIRST.format(day="04.03.2024") * 2,
        FIRST.format(day="04.03.2024") + "## Referatsaker\n\nMøtet 03.06.2024 ble avlyst. Deltakere:\n",
        FIRST.format(day="04.03.2024") + "## Referat fra forrige møte\n\nReferatet fra 02.02.2024 ble godkjent.\n",
    ],
)
def test_one_meeting_stays_whole(text: str) -> None:
    """A page head that comes again, an item about minutes: no other meeting begins there."""
    whole = read_bytes(text.encode(), "mote.md")

    assert split_minutes(whole) == (whole,)


@pytest.mark.parametrize("part", ["mote-2024-03-04", "mote-2024-03-04-b", "2021-01-01-mote-2024-03-04-b-b", "mote"])
def test_name_of_a_part_leads_to_that_of_its_file(part: str) -> None:
    """And so does that of a whole file."""
    assert is_part_of(part, name_whole(part))
