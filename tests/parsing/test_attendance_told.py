"""Attendance that is told in sentences, and lines of a list that could not be read."""

import pytest
from reading_texts import parse_text, read_people

from naeringsgraf.model.meeting import Status

PRESENT, ABSENT, SUBSTITUTE = Status.PRESENT, Status.ABSENT, Status.SUBSTITUTE


def test_sentences_tell_who_was_there_who_was_not_and_for_whom() -> None:
    """Each sentence is read for itself."""
    people = read_people(
        "Til stede i møtet var Kari Berg, Ola Dalen og Anne Lise Moen. Per Moe meldte forfall. "
        "Siri Vangen møtte for Per Moe. Lise Bakken (sekretær) førte referatet. "
        "Tor Hauge fra Innovasjon Norge deltok under sak 2.\n"
    )

    assert [(p.name, p.affiliation_printed, p.status) for p in people] == [
        ("Kari Berg", None, PRESENT),
        ("Ola Dalen", None, PRESENT),
        ("Anne Lise Moen", None, PRESENT),
        ("Per Moe", None, ABSENT),
        ("Siri Vangen", None, SUBSTITUTE),
        ("Lise Bakken", None, PRESENT),
        ("Tor Hauge", "Innovasjon Norge", PRESENT),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Per Moe var forhindret.",
        "Per Moe kunne ikkje møte.",
        "Per Moe hadde meldt forfall.",
        "Per Moe møtte ikke.",
        "Per Moe var bortreist.",
        "Per Moe melde avbod.".replace("avbod", "avbud"),
    ],
)
def test_absence_is_told_in_many_ways(sentence: str) -> None:
    """Bokmål and nynorsk."""
    assert [(p.name, p.status) for p in read_people(f"Til stede: Kari Berg\n\n{sentence}\n")] == [
        ("Kari Berg", PRESENT),
        ("Per Moe", ABSENT),
    ]


def test_people_who_came_from_somewhere_are_told_one_after_the_other() -> None:
    """ "Frå X kom A, og frå Y kom B"."""
    people = read_people(
        "Desse var med:\nVang: Ingunn, Per Olav\n"
        "Frå Innlandet fylkeskommune kom Bente, og frå Valdres Natur- og Kulturpark kom Jo Are. I alt 13 stk.\n"
    )

    assert [(p.name, p.affiliation_printed) for p in people] == [
        ("Ingunn", "Vang"),
        ("Per Olav", "Vang"),
        ("Bente", "Innlandet fylkeskommune"),
        ("Jo Are", "Valdres Natur- og Kulturpark"),
    ]


def test_a_sentence_goes_on_after_the_one_who_was_excused() -> None:
    """ "A hadde meldt forfall, og B møtte ..." is two people."""
    people = read_people(
        "Til stede: Kari Berg\n\nTor Hauge (Eid) hadde meldt forfall, og Lise Bakken møtte i staden for han.\n"
    )

    assert [(p.name, p.status) for p in people] == [
        ("Kari Berg", PRESENT),
        ("Tor Hauge", ABSENT),
        ("Lise Bakken", PRESENT),
    ]


def test_a_line_of_a_list_that_names_nobody_is_told_as_unread() -> None:
    """A municipality that sent nobody is no person, and is not dropped in silence; "ingen" says all there is."""
    meeting = parse_text(
        "Referat fra møte i Rådet\n\nTil stede:\n- Kari Berg, Skien\n- Siljan kommune\n- Bamble: ingen\n\n"
        "Sak 1/21 Plan\n\nPlanen ble godkjent.\n\nSak 2/21 Eventuelt\n\nIntet.\n"
    )

    assert [(u.text, u.line) for u in meeting.unread] == [("Siljan kommune", 5)]
