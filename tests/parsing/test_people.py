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


SPELLED = make_roster(
    ("Torill Åsheim", "Vang", None),
    ("Bjørn Lysø", "Lom", None),
    ("André Sæther", "Sel", None),
    ("Ane Marit Stene", "Hol", None),
    ("Jørn Petersen", "Gol", None),
)


@pytest.mark.parametrize(
    ("form", "number"),
    [
        ("Torill Aasheim", 1),
        ("Torill Asheim", 1),
        ("Aasheim", 1),
        ("Bjorn Lyso", 2),
        ("Bjoern Lysoe", 2),
        ("Lyso", 2),
        ("Bjorn", 2),
        ("Andre Saether", 3),
        ("Saether", 3),
        ("Anne Marit Stenne", 4),
        ("Jorn Pettersen", 5),
    ],
)
def test_another_spelling_is_the_person_listed(form: str, number: int) -> None:
    """Accents, ø as o or oe, å as aa or a, æ as ae; doubled consonants where more than one word tells."""
    found = SPELLED.resolve(form)

    assert found == (number, "spelling")


@pytest.mark.parametrize("form", ["Anne", "Andre"])
def test_lone_word_that_is_another_name_or_no_name_is_nobody(form: str) -> None:
    """Anne is not Ane, and "andre" are others, though one in the list is André."""
    assert SPELLED.resolve(form) is None


def test_two_who_differ_by_spelling_alone_stay_two() -> None:
    """Each is found by the spelling listed; a third spelling, which fits both, stands for neither."""
    roster = make_roster(("Kari Lysø", "Vang", None), ("Kari Lyso", "Lom", None))

    assert roster.resolve("Kari Lysø") == (1, "full-name")
    assert roster.resolve("Kari Lyso") == (2, "full-name")
    assert roster.resolve("Lyso") == (2, "surname")
    assert roster.resolve("Kari Lysoe") is None
