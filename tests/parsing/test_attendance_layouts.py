"""Layouts of attendance lists that differ from one secretary to another."""

from reading_texts import read_people

from naeringsgraf.model.meeting import Attendance, Status


def _tell(people: tuple[Attendance, ...]) -> list[tuple[str, str | None, str]]:
    """Name, whom they represent, and status."""
    return [(p.name, p.affiliation_printed, p.status.value) for p in people]


def test_a_mark_counts_for_the_column_it_stands_in() -> None:
    """Under "Forfall" it means absent, also where a column "Møtt" stands beside it and a rule below the head."""
    people = read_people(
        "Navn             Kommune     Verv       Møtt   Forfall\n"
        "------------------------------------------------------\n"
        "Kari Berg        Vang        ordfører    X\n"
        "Ola Dal          Vang        rådmann             X\n"
    )

    assert _tell(people) == [("Kari Berg", "Vang", "present"), ("Ola Dal", "Vang", "absent")]


def test_a_dash_or_nothing_among_marks_means_absent() -> None:
    """In the only column that tells who met; how they took part may stand beside the mark."""
    people = read_people(
        "| Namn | Representerer | Møtte |\n|---|---|---|\n"
        "| Kari Berg | Vang kommune | x (Teams) |\n| Ola Dal | Ål kommune | – |\n| Per Vik | Gol kommune | |\n",
        "mote.md",
    )

    assert [p.status for p in people] == [Status.PRESENT, Status.ABSENT, Status.ABSENT]
    assert [p.role for p in people] == [None, None, None]
