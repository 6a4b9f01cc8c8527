"""Groups set up in a meeting, with their members."""

import pytest
from reading_texts import parse_text

HEAD = """Referat fra møte i Næringsutvalget

Tid: 4. mai 2021

Til stede:
- Kari Berg, Skien kommune
- Ola Dal, Moss kommune
- Per Moe, Vestfold og Telemark fylkeskommune

## 1. Kai

Ola Dal, Moss: Vi må ha kai.

## 2. Gruppe

"""


def find_groups(text: str) -> list[tuple[str, list[str]]]:
    """The groups of a text below the head, with the names of their members."""
    meeting = parse_text(f"{HEAD}{text}\n\n## 3. Eventuelt\n\nIntet.\n", "mote.md")
    names = {person.number: person.name for person in meeting.attendees}
    return [(group.name, [names[number] for number in group.members]) for group in meeting.committees]


ALL = ["Kari Berg", "Ola Dal", "Per Moe"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Det ble satt ned en arbeidsgruppe for kai med Berg, Dal og Moe.", "arbeidsgruppe for kai"),
        ("Redaksjonskomité: Kari Berg, Ola Dal og Per Moe.", "Redaksjonskomité"),
        ("Det opprettes et utvalg for kai. Medlemmer: Berg, Dal og Moe.", "utvalg for kai"),
        ("Kari Berg (leder), Ola Dal (Moss) og Per Moe ble valgt til valgkomité.", "valgkomité"),
        ("Arbeidsgruppen består av Kari Berg fra Skien, Ola Dal fra Moss, samt Per Moe.", "Arbeidsgruppen"),
        ("Styringsgruppa består av:\n\n- Kari Berg\n- Ola Dal, leder\n- Per Moe", "Styringsgruppa"),
    ],
)
def test_group_is_told_with_its_members(text: str, name: str) -> None:
    """In a sentence, after a colon, in the sentence after, before the verb, with places, or as a list."""
    assert find_groups(text) == [(name, ALL)]


def test_names_without_a_group_are_none() -> None:
    """People who only are named together have set up nothing, nor is a group of readers one."""
    assert find_groups("Kari Berg, Ola Dal og Per Moe deltok på messen.") == []
    assert find_groups("Målgruppen er unge, sa Kari Berg og Ola Dal.") == []


def test_three_who_write_together_are_a_group_and_two_share_a_task() -> None:
    """Though nobody calls them one; what a group is for ends before the verb."""
    head = "Til stede: Kari Berg, Ola Dal, Per Vik\n\nSak 1/24 Brev\n\n"
    meeting = parse_text(f"{head}Berg, Dal og Vik forbereder møtet.\n\nSak 2/24 Notat\n\nBerg og Dal lager et notat.\n")
    assert [(c.name, len(c.members)) for c in meeting.committees] == [("arbeidsgruppe", 3)]

    meeting = parse_text(f"{head}Til ei arbeidsgruppe for vedtektene vart valde Kari Berg og Ola Dal.\n")
    assert [c.name for c in meeting.committees] == ["arbeidsgruppe for vedtektene"]
