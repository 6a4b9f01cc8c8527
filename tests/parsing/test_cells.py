"""Attendance tables whose cells are merged, or hold more than a name."""

import pytest

from naeringsgraf.linking.lexicon import load_lexicon
from naeringsgraf.model.meeting import Attendance, Status
from naeringsgraf.parsing.attendance import find_attendance
from naeringsgraf.parsing.minutes import parse_minutes
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


@pytest.mark.parametrize("number", ["12/20", "PS 12/20", "Sak 12/20"])
def test_the_number_of_a_case_stands_above_its_title_in_a_cell(number: str) -> None:
    """And what was said in paragraphs beside them; the row below begins another item."""
    second = number.replace("12", "13")
    document = make_docx(
        par("Fagforum næring")
        + par("Til stede: Kari Berg (Vang), Ola Dal (Gol)")
        + table(
            row("Sak", "Referat", "Ansvar"),
            row(cell(par(number) + par("Godkjenning")), "Godkjent.", ""),
            row(cell(par(second) + par("Vegar")), cell(par("Kari Berg sa nei.") + par("Ola Dal sa ja.")), "Kari"),
            row(cell(par(number.replace("12", "14")) + par("Eventuelt")), "Ola Dal lo.", ""),
        ),
    )
    meeting = parse_minutes(read_bytes(document, "mote.docx"), load_lexicon())

    assert [i.title for i in meeting.agenda] == ["Godkjenning", "Vegar", "Eventuelt"]
    assert [(c.item, c.speaker) for c in meeting.contributions][:2] == [(2, 1), (2, 2)]


def test_two_names_in_a_cell_are_no_number_and_title() -> None:
    """Nor a number that is followed by small letters."""
    people = read_people(row("Kommune", "Navn"), row("Vang", cell(par("Kari Berg") + par("Ola Dal"))))

    assert [(p.name, p.affiliation_printed) for p in people] == [("Kari Berg", "Vang"), ("Ola Dal", "Vang")]
