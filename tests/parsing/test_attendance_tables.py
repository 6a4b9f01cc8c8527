"""Attendance tables whose columns and marks differ."""

import pytest
from reading_texts import read_people

from naeringsgraf.model.meeting import Status

PRESENT, ABSENT, SUBSTITUTE = Status.PRESENT, Status.ABSENT, Status.SUBSTITUTE


def test_marks_tell_who_was_there() -> None:
    """In a column "Til stede"; a mark in a column "Forfall" means the other thing."""
    rows = "| Kari Berg | x |\n| Ola Dalen | forfall |\n| Per Moe | Nei |\n| Siri Vangen | Ja |\n"

    assert [p.status for p in read_people(f"| Navn | Til stede |\n|---|---|\n{rows}", "mote.md")] == [
        PRESENT, ABSENT, ABSENT, PRESENT,
    ]  # fmt: skip
    excused = "| Navn | Forfall |\n|---|---|\n| Kari Berg | x |\n| Ola Dalen | - |\n"
    assert [p.status for p in read_people(excused, "mote.md")] == [ABSENT, PRESENT]


def test_names_may_stand_in_two_columns() -> None:
    """Given name and surname."""
    people = read_people(
        "| Fornavn | Etternavn | Organisasjon | Rolle |\n|---|---|---|---|\n| Kari | Berg | Hamar kommune | Leder |\n",
        "m.md",
    )

    assert [(p.name, p.affiliation_printed, p.role) for p in people] == [("Kari Berg", "Hamar kommune", "leder")]


def test_a_table_without_a_head_has_names_first() -> None:
    """What stands behind them is read by what it is."""
    people = read_people(
        "## Deltakere\n\n| | |\n|---|---|\n"
        "| Kari Berg | Hamar kommune |\n| Per Moe | Innlandet fylkeskommune, rådgiver |\n",
        "mote.md",
    )

    assert [(p.name, p.affiliation_printed, p.role) for p in people] == [
        ("Kari Berg", "Hamar kommune", None),
        ("Per Moe", "Innlandet fylkeskommune", "rådgiver"),
    ]


@pytest.mark.parametrize(("code", "role"), [("MEDL", "medlem"), ("Nestl.", "nestleder"), ("LEDER", "leder")])
def test_short_forms_of_offices_are_written_out(code: str, role: str) -> None:
    """Templates of councils print them."""
    people = read_people(
        "Faste medlemmer som møtte:\nNavn           Funksjon    Representerer\n"
        f"Kari Berg      {code:10}  AP\nOla Dalen      MEDL        H\n"
    )

    assert people[0].role == role


def test_lists_of_a_council_template_tell_state_and_members() -> None:
    """Three tables below each other: who met, who did not, who met for whom."""
    people = read_people(
        "Faste medlemmer som møtte:\nNavn           Funksjon    Representerer\nKari Berg      Leder       AP\n\n"
        "Faste medlemmer som ikke møtte:\nNavn           Funksjon    Representerer\nPer Moe        MEDL        KRF\n\n"
        "Varamedlemmer som møtte:\nNavn           Møtte for   Representerer\nSiri Vangen    Per Moe     KRF\n\n"
        "Fra administrasjonen møtte:\nNavn           Stilling\nTor Hauge      Kommunedirektør\n"
    )

    assert [(p.name, p.status, p.substitute_for, p.role) for p in people] == [
        ("Kari Berg", PRESENT, None, "leder"),
        ("Per Moe", ABSENT, None, "medlem"),
        ("Siri Vangen", SUBSTITUTE, 2, None),
        ("Tor Hauge", PRESENT, None, "kommunedirektør"),
    ]


def test_a_code_of_municipality_and_party_is_both() -> None:
    """VERDAL/SP."""
    people = read_people(
        "Følgende medlemmer møtte:\nNavn         Funksjon   Repr.\n"
        "Kari Berg    Leder      SNÅSA\nOla Dalen    Medlem     VERDAL/SP\n"
    )

    assert [(p.affiliation_printed, p.party_printed) for p in people] == [("SNÅSA", None), ("VERDAL", "SP")]
