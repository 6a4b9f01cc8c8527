"""Who a form of a name stands for within one document."""

import pytest

from naeringsgraf.model.meeting import Attendance, Status
from naeringsgraf.parsing.people import Roster


def make_roster(*people: tuple[str, str | None, str | None]) -> Roster:
    """A roster of (name, affiliation, role)."""
    return Roster(
        [
            Attendance(number, name, name, 0, 0, affiliation_printed=affiliation, role=role)
            for number, (name, affiliation, role) in enumerate(people, start=1)
        ]
    )


ROSTER = make_roster(
    ("Dag Aanensen", "Drammen kommune", None),
    ("Karl Jørgen Tofte", "Horten kommune", None),
    ("Kari Lise Rognstad", "Ringsaker kommune", None),
    ("Kari Nordli Rognstad", "Nord-Odal kommune", None),
    ("Gro Bakkegard", "Flå", "ordførar"),
    ("Olav Tufte Nordbø", "Gol", "ordførar"),
    ("Maria E. Strøm", "Bærum kommune", None),
    ("Nils Torbjørn Skattum", "Sel kommune", "rådmann"),
)


@pytest.mark.parametrize(
    ("form", "number"),
    [
        ("Dag Aanonsen", 1),
        ("Aanensen Dag", 1),
        ("Jørgen", 2),
        ("Karl Tofte", 2),
        ("Kari Lise", 3),
        ("Kari Nordli", 4),
        ("ordføraren i Flå", 5),
        ("Gol-ordføraren", 6),
        ("Ordførar Nordbø", 6),
        ("Ordføraren i Flå, Gro Bakkegard", 5),
        ("Maria Strøm", 7),
        ("Nils T. Skattum", 8),
        ("Rådmann Skattum", 8),
        ("Rådmannen", 8),
    ],
)
def test_each_form_finds_its_one_person(form: str, number: int) -> None:
    """Slips, turned names, initials, given names and offices are understood."""
    found = ROSTER.resolve(form)

    assert found is not None
    assert found[0] == number


@pytest.mark.parametrize("form", ["Kari", "Rognstad", "Kari Rognstad", "ordføraren", "Ukjent Navn", "Dag Aanesdal"])
def test_a_form_that_fits_nobody_or_several_stands_for_nobody(form: str) -> None:
    """Nobody is guessed."""
    assert ROSTER.resolve(form) is None


def test_two_people_of_one_name_are_told_apart_by_their_place() -> None:
    """The place in the label decides."""
    roster = make_roster(("Kristin Haugen", "Ringerike kommune", None), ("Kristin Haugen", "Horten kommune", None))

    assert roster.resolve("Kristin Haugen") is None
    assert roster.resolve("Kristin Haugen", "Horten") == (2, "full-name")


def test_the_one_who_was_absent_does_not_take_a_given_name() -> None:
    """When two share a form, the one who was there is meant."""
    roster = Roster(
        [
            Attendance(1, "Synnøve Skrindo", "Synnøve Skrindo", 0, 0),
            Attendance(2, "Per Skrindo", "Per Skrindo", 0, 0, status=Status.ABSENT),
        ]
    )

    assert roster.resolve("Skrindo") == (1, "surname")


def test_people_are_found_in_running_text_the_longest_form_first() -> None:
    """Each is found once, also in the genitive; the offset is that of the text."""
    text = "Kommenterer Dag Aanonsen og Jørgens forslag"

    found = [(text[f.begins : f.ends], f.number) for f in ROSTER.find(text)]

    assert found == [("Dag Aanonsen", 1), ("Jørgen", 2)]
