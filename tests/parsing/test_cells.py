"""Attendance tables whose cells are merged, or hold more than a name."""

from naeringsgraf.linking.lexicon import load_lexicon
from naeringsgraf.model.meeting import Attendance, Status
from naeringsgraf.parsing.attendance import find_attendance
from naeringsgraf.reading.read import read_bytes
from wordmaker import cell, make_docx, par, row, table


def read_people(*rows: str) -> tuple[Attendance, ...]:
    """Read the attendance list that a table of a Word document is."""
    document = read_bytes(make_docx(par("Frammøtte:") + table(*rows)), "mote.docx")
    return find_attendance(document.lines, load_lexicon()).people


def test_a_merged_municipality_counts_for_each_row_it_reaches() -> None:
    """A cell that is empty without being merged says nothing."""
    people = read_people(
        row("Kommune", "Navn", "Rolle"),
        row(cell("Drammen", '<w:vMerge w:val="restart"/>'), "Kari Berg", "ordfører"),
        row(cell("", "<w:vMerge/>"), "Ola Dal", "rådgiver"),
        row("Skien", cell(par("Per Moe") + par("Liv Vik")), cell(par("rådmann") + par("næringssjef"))),
        row("", "Jan Li", ""),
    )

    assert [(p.name, p.affiliation_printed, p.role) for p in people] == [
        ("Kari Berg", "Drammen", "ordfører"),
        ("Ola Dal", "Drammen", "rådgiver"),
        ("Per Moe", "Skien", "rådmann"),
        ("Liv Vik", "Skien", "næringssjef"),
        ("Jan Li", None, None),
    ]


def test_a_merged_name_is_one_person() -> None:
    """Somebody with two offices is read once."""
    people = read_people(
        row("Navn", "Kommune", "Rolle"),
        row(cell("Kari Berg", '<w:vMerge w:val="restart"/>'), "Skien", "ordfører"),
        row(cell("", "<w:vMerge/>"), "Skien", "leder"),
    )

    assert [p.name for p in people] == ["Kari Berg"]


def test_a_name_may_be_turned_or_have_an_office_behind_it() -> None:
    """What is printed stays what it is."""
    people = read_people(row("Kommune", "Navn"), row("Skien", "Berg, Kari"), row("Hol", "Ola Dal, rådgiver"))

    assert [(p.name, p.printed, p.role) for p in people] == [
        ("Kari Berg", "Berg, Kari", None),
        ("Ola Dal", "Ola Dal", "rådgiver"),
    ]


def test_names_below_each_other_beside_a_label() -> None:
    """Each is read as in a list without a table."""
    present = cell(par("Kari Berg, Skien") + par("Ola Dal, Hol kommune") + par("Jan Li, Ål"))
    absent = cell(par("Per Moe, Moss") + par("Liv Vik, Hamar"))
    document = read_bytes(make_docx(table(row("Til stede:", present), row("Forfall:", absent))), "mote.docx")
    people = find_attendance(document.lines, load_lexicon()).people

    assert [(p.name, p.affiliation_printed, p.status) for p in people] == [
        ("Kari Berg", "Skien", Status.PRESENT),
        ("Ola Dal", "Hol kommune", Status.PRESENT),
        ("Jan Li", "Ål", Status.PRESENT),
        ("Per Moe", "Moss", Status.ABSENT),
        ("Liv Vik", "Hamar", Status.ABSENT),
    ]
