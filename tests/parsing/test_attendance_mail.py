"""Who was there, as a mail tells it, and lists whose lines are alike."""

import pytest
from reading_texts import describe_turns, parse_text, read_people

from naeringsgraf.model.meeting import Attendance


def describe(people: tuple[Attendance, ...]) -> list[tuple[str, str | None, str | None]]:
    """Each person with role and whom they came for, as printed."""
    return [(person.name, person.role, person.affiliation_printed) for person in people]


MAIL = """Frå: Berit Anna Holm <berit@vang.example>
Sendt: 3. mai 2022 10:12
Til: Styret
Emne: Referat

Vi var Kari Lie (styreleiar), Ola Dal i Vang Bygg AS, Per Moe frå Siva
og eg (dagleg leiar, Vang Vekst). Eva Rud frå Gol kommune hadde meldt forfall.

Sak 1 Status

Eg gjekk gjennom tala. Kari spurde om leiga.

Sak 2 Ymse

Ola: Eg vil ha ny kai.

Eg meiner at ho hastar.
"""


def test_the_one_who_wrote_the_mail_is_who_eg_means() -> None:
    """In the list by the sender's name, and as a speaker; within what another says, "eg" is that one."""
    meeting = parse_text(MAIL)

    assert describe(meeting.attendees) == [
        ("Kari Lie", "styreleiar", None),
        ("Ola Dal", None, "Vang Bygg AS"),
        ("Per Moe", None, "Siva"),
        ("Berit Anna Holm", "dagleg leiar", "Vang Vekst"),
        ("Eva Rud", None, "Gol kommune"),
    ]
    assert describe_turns(meeting) == [
        ("Berit Anna Holm", "Eg gjekk gjennom"),
        ("Kari Lie", "Kari spurde om"),
        ("Ola Dal", "Eg vil ha"),
    ]


def test_eg_is_nobody_where_the_sender_is_not_told() -> None:
    """And no office of the one named before."""
    meeting = parse_text(MAIL.partition("\n")[2])

    assert ("Per Moe", None, "Siva") in describe(meeting.attendees)
    assert describe_turns(meeting)[0] == ("Kari Lie", "Kari spurde om")


@pytest.mark.parametrize(
    "line",
    [
        "ordførar Kari Lie og rådmann Ola Dal (Vang)", "Ordfører Kari Lie og kommunedirektør Ola Dal fra Vang",
        "Per Moe (Gol), ordfører Kari Lie og rådmann Ola Dal (Vang), Eva Rud (Ål)",
    ],
)  # fmt: skip
def test_two_offices_joined_before_a_place_are_both_of_it(line: str) -> None:
    """Mayor and chief officer, with the place printed once."""
    owners = {name: owner for name, _, owner in describe(read_people(f"Til stede: {line}"))}

    assert (owners["Kari Lie"], owners["Ola Dal"]) == ("Vang", "Vang")


@pytest.mark.parametrize("line", ["Kari Lie, ordfører, og Ola Dal (Vang)", "Kari Lie og Ola Dal (Vang), Per Moe (Gol)"])
def test_a_place_behind_one_of_two_is_not_the_others(line: str) -> None:
    """Where they have no offices that join them."""
    assert describe(read_people(f"Til stede: {line}"))[0][2] is None


@pytest.mark.parametrize("label", ["Med frå", "Møtte fra", "Til stede fra", "Fra"])
def test_a_label_tells_whence_those_behind_it_came(label: str) -> None:
    """With or without a word for being there."""
    people = read_people(f"Til stede:\n{label} Statens vegvesen: Kari Lie\n{label} Vang kommune: Ola Dal")

    assert [owner for _, _, owner in describe(people)] == ["Statens vegvesen", "Vang kommune"]


def test_a_group_of_no_name_is_nobody_to_represent() -> None:
    """ "Fra klassene:"."""
    assert [o for _, _, o in describe(read_people("Til stede:\nFra klassene: Kari Lie, Ola Dal"))] == [None, None]


@pytest.mark.parametrize("when", ["Fra kl 12:", "Til kl. 11.30:", "Under sak 3:", "Etter lunsj:"])
def test_who_was_there_for_a_part_was_there(when: str) -> None:
    """Also below the list of those who were not."""
    people = read_people(f"Til stede:  Kari Lie, Vang\nForfall:    Ola Dal, Gol\n{when}  Per Moe, Ål")

    assert [(person.name, person.status.value) for person in people] == [
        ("Kari Lie", "present"), ("Ola Dal", "absent"), ("Per Moe", "present"),
    ]  # fmt: skip


def test_lines_that_begin_with_the_place_are_not_joined() -> None:
    """Though one is as wide as a line that was broken; and the place is that of all in its line."""
    people = read_people(
        "Til stede:\n  Luster - Kari Lie (ordførar), Ola Johan Dal (næringssjef)\n  Lærdal - Per Moe (ordførar)\n"
    )

    assert describe(people) == [
        ("Kari Lie", "ordførar", "Luster"), ("Ola Johan Dal", "næringssjef", "Luster"),
        ("Per Moe", "ordførar", "Lærdal"),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["", "- "])
def test_a_name_behind_a_comma_is_whom_for_where_the_other_lines_are_so(mark: str) -> None:
    """ "Distriktssekretær Kari Lie, LO Nordland": shaped like a person, and none."""
    lines = [
        "Ordfører Per Moe, Vang kommune",
        "Distriktssekretær Kari Lie, Elkem Mosjøen",
        "Rådgiver Eva Rud, Gol kommune",
    ]
    people = read_people("Til stede:\n" + "\n".join(mark + line for line in lines))

    assert [(p.name, p.affiliation_printed) for p in people] == [
        ("Per Moe", "Vang kommune"), ("Kari Lie", "Elkem Mosjøen"), ("Eva Rud", "Gol kommune"),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["Kari Lie, Ola Dal", "Til stede: Kari Lie, Xhemile Ymeri"])
def test_a_second_person_stays_one(line: str) -> None:
    """Who bears a known given name, or stands behind a label."""
    people = read_people(f"Til stede:\nPer Moe, Vang kommune\nEva Rud, Gol kommune\n{line}")

    assert "Kari Lie" in [person.name for person in people]
    assert [p.affiliation_printed for p in people if p.name == "Kari Lie"] == [None]


@pytest.mark.parametrize("owner", ["handelsforeningen Vang Sentrum", "gårdeiernes forening", "grunneigarlaget i Vang"])
def test_an_association_may_be_written_small(owner: str) -> None:
    """It is whom they came for, and no office."""
    assert describe(read_people(f"Til stede:\n- Kari Lie, {owner}\n- Ola Dal, ordfører")) == [
        ("Kari Lie", None, owner),
        ("Ola Dal", "ordfører", None),
    ]
