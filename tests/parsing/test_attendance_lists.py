"""Attendance lists as groups, runs, bullets and columns."""

import pytest
from reading_texts import read_people

from naeringsgraf.model.meeting import Status

Row = tuple[str, str | None, str | None, Status]
PRESENT, ABSENT, SUBSTITUTE = Status.PRESENT, Status.ABSENT, Status.SUBSTITUTE


def list_rows(text: str, name: str = "mote.txt") -> list[Row]:
    """Name, affiliation, role and state of each person in a text."""
    return [(p.name, p.affiliation_printed, p.role, p.status) for p in read_people(text, name)]


def list_names(text: str, name: str = "mote.txt") -> list[str]:
    """The names of the people in a text."""
    return [person.name for person in read_people(text, name)]


@pytest.mark.parametrize(
    "text",
    [
        "Til stede:\nKongsberg: Kari Berg, ordfører\nTinn: Ola Dalen (rådmann)\n",
        "Til stades:\n- Kongsberg: Kari Berg (ordfører)\n- Tinn: Ola Dalen, rådmann\n",
        "Desse møtte:\nordfører Kari Berg, Kongsberg\nrådmann Ola Dalen, Tinn\n",
        "Møtende: ordfører Kari Berg, Kongsberg, rådmann Ola Dalen, Tinn\n",
        "Til stede: Kongsberg v/ordfører Kari Berg, Tinn v/ rådmann Ola Dalen\n",
        "Deltakere:\n* Kari Berg – ordfører – Kongsberg\n* Ola Dalen / rådmann / Tinn\n",
        "Deltok:\n1. Kari Berg (Kongsberg, ordfører)\n2. Ola Dalen (rådmann, Tinn)\n",
        "Til stede:\nKari Berg\tOrdfører\tKongsberg\nOla Dalen\tRådmann\tTinn\n",
        "Deltakere Kari Berg (ordfører, Kongsberg), Ola Dalen (rådmann, Tinn)\n",
    ],
)
def test_every_way_of_listing_gives_the_same_people(text: str) -> None:
    """By group, by line, in a run, with "v/", dashes, brackets, numbers or columns, with or without a colon."""
    assert list_rows(text) == [
        ("Kari Berg", "Kongsberg", "ordfører", PRESENT),
        ("Ola Dalen", "Tinn", "rådmann", PRESENT),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## Til stede\n\n### Voss herad\nKari Berg\nOla Dalen\n\n### Forfall\nPer Moe, Voss herad\n",
        "**Til stede:**\n\n- Voss herad\n  - Kari Berg\n  - Ola Dalen\n\n**Forfall:**\n\n- Per Moe, Voss herad\n",
        "Til stede\n\nVoss herad\nKari Berg\nOla Dalen\n\nForfall\n\nPer Moe, Voss herad\n",
        "**Til stede:**\n\n**Voss herad**\n- Kari Berg\n- Ola Dalen\n\n**Meldt avbud**\n- Per Moe (Voss herad)\n",
    ],
)
def test_a_name_above_people_is_whom_they_came_for(text: str) -> None:
    """A heading, a bold line, a bullet above deeper bullets, or a plain line with the name of a municipality."""
    assert list_rows(text, "mote.md") == [
        ("Kari Berg", "Voss herad", None, PRESENT),
        ("Ola Dalen", "Voss herad", None, PRESENT),
        ("Per Moe", "Voss herad", None, ABSENT),
    ]


def test_a_group_on_one_line_ends_with_its_line() -> None:
    """Who stands below at the same depth came for somebody else, or nobody says for whom."""
    rows = list_rows("Til stede:\n- Øyer: Kari Berg, Ola Dalen\n- Gausdal: ingen\n- Per Moe\n")

    assert [(name, affiliation) for name, affiliation, *_ in rows] == [
        ("Kari Berg", "Øyer"),
        ("Ola Dalen", "Øyer"),
        ("Per Moe", None),
    ]


def test_deeper_lines_belong_to_the_group_above() -> None:
    """ "Ordførarar:" holds for the lines set in below it."""
    rows = list_rows(
        "Følgjande møtte:\nOrdførarar:   Kari Berg, Gol\n              Ola Dalen, Hol\nRådmenn:      Per Moe, Gol\n"
    )

    assert [(name, role) for name, _, role, _ in rows] == [
        ("Kari Berg", "ordførar"),
        ("Ola Dalen", "ordførar"),
        ("Per Moe", "rådmann"),
    ]


def test_whom_they_came_for_may_stand_first() -> None:
    """ "Innovasjon Norge – Kari Berg": the one who is a person is told by the given name."""
    rows = list_rows(
        "Til stede:\n- Innovasjon Norge – Kari Berg\n- Salten Aqua – Ola Dalen\n- Per Moe – Bodø kommune\n"
    )

    assert [(name, affiliation) for name, affiliation, *_ in rows] == [
        ("Kari Berg", "Innovasjon Norge"),
        ("Ola Dalen", "Salten Aqua"),
        ("Per Moe", "Bodø kommune"),
    ]


def test_a_person_in_brackets_behind_a_municipality_is_its_own() -> None:
    """ "Tysvær kommune (Kari Berg)"."""
    assert list_rows("Ikke til stede: Tysvær kommune (Kari Berg). Vindafjord kommune (Ola Dalen) møtte ikke.\n") == [
        ("Kari Berg", "Tysvær kommune", None, ABSENT),
        ("Ola Dalen", "Vindafjord kommune", None, ABSENT),
    ]


@pytest.mark.parametrize(
    "entry",
    [
        "Siri Vangen (V), møtte for Per Moe, Skien",
        "Siri Vangen (V, vara for Per Moe), Skien",
        "Siri Vangen (V) for Per Moe, Skien",
        "Siri Vangen, Skien, møtte i staden for rådmann Per Moe",
        "Siri Vangen (for Per Moe), Skien",
        "Siri Vangen, varamedlem for Per Moe, Skien",
    ],
)
def test_a_stand_in_is_told_in_many_ways(entry: str) -> None:
    """Behind a comma, in brackets, with or without the office of the member."""
    rows = list_rows(f"Til stede:\nKari Berg, Skien\n{entry}\n")

    assert [(name, status) for name, _, _, status in rows] == [
        ("Kari Berg", PRESENT),
        ("Siri Vangen", SUBSTITUTE),
        ("Per Moe", ABSENT),
    ]


def test_one_who_met_as_a_substitute_for_nobody_named_is_one() -> None:
    """ "– vara" says so; the member is not known."""
    (person,) = read_people("Til stede: Lier: Per Moe (V) – vara\n")

    assert (person.status, person.substitute_for, person.party_printed) == (SUBSTITUTE, None, "V")


def test_a_run_broken_over_lines_is_one_run() -> None:
    """Also inside a name, a place or brackets; the offsets are those of the text."""
    text = (
        "Til stede: Ordfører Kari Berg, Nord-Aurdal, ordfører Ola Dalen, Sør-Aurdal,\n"
        "           ordfører Anne Lise Moen, Etnedal, rådmann Per\n"
        "           Moe, Vang, varaordfører Siri Vangen, Øystre Slidre (for Tor\n"
        "           Hauge)\n"
        "Forfall: Tor Hauge, Øystre Slidre, Jon Vik, Vestre\n         Slidre\n"
    )

    assert [(name, affiliation, status) for name, affiliation, _, status in list_rows(text)] == [
        ("Kari Berg", "Nord-Aurdal", PRESENT),
        ("Ola Dalen", "Sør-Aurdal", PRESENT),
        ("Anne Lise Moen", "Etnedal", PRESENT),
        ("Per Moe", "Vang", PRESENT),
        ("Siri Vangen", "Øystre Slidre", SUBSTITUTE),
        ("Tor Hauge", "Øystre Slidre", ABSENT),
        ("Jon Vik", "Vestre Slidre", ABSENT),
    ]


def test_heads_that_are_only_counted_name_nobody() -> None:
    """ "+ 12 medlemmer", "og éin til", "m.fl." stand beside people."""
    text = "Til stede: Kari, Ola, Anne Lise, Per + 12 medlemmer (16 til sammen)\nVang: Siri og éin til\n"

    assert list_names(text) == ["Kari", "Ola", "Anne Lise", "Per", "Siri"]


def test_addresses_and_telephones_are_no_affiliation() -> None:
    """They stand beside many names."""
    text = "Deltakere:\n- Kari Berg (kari@example.no), Moss kommune\n- Ola Dalen, tlf. 99 88 77 66, Råde kommune\n"

    assert [(name, affiliation) for name, affiliation, *_ in list_rows(text)] == [
        ("Kari Berg", "Moss kommune"),
        ("Ola Dalen", "Råde kommune"),
    ]


def test_names_in_capitals_with_the_surname_first_are_turned() -> None:
    """The list prints all names so; one that could be read both ways follows the others."""
    text = "MØTENDE:\nBERG KARI      MODUM   AP\nDALEN OLA      SIGDAL  SP\nMOE PER        MODUM   H\n"

    assert [(p.name, p.printed) for p in read_people(text)] == [
        ("Kari Berg", "BERG KARI"),
        ("Ola Dalen", "DALEN OLA"),
        ("Per Moe", "MOE PER"),
    ]


def test_initials_are_another_form_of_the_name_however_they_are_set_apart() -> None:
    """Behind a stroke, a dash or in brackets."""
    people = read_people("Til stede: Kari Berg/KB, Anne Lise Moen - ALM, Per Moe (PM)\n")

    assert [(p.name, p.aliases, p.affiliation_printed) for p in people] == [
        ("Kari Berg", ("KB",), None),
        ("Anne Lise Moen", ("ALM",), None),
        ("Per Moe", ("PM",), None),
    ]


def test_both_are_from_the_place_in_brackets() -> None:
    """ "A og B (begge Flora)"."""
    rows = list_rows("Til stades: Kari Berg (Førde), Ola Dalen og Per Moe (begge Flora)\n")

    assert [affiliation for _, affiliation, *_ in rows] == ["Førde", "Flora", "Flora"]


def test_a_second_list_for_a_part_of_the_day_adds_people() -> None:
    """ "Til stede under sak 3", "Til stades dag 2"."""
    text = "Til stede: Kari Berg (Farsund)\nTil stede under sak 3: Per Moe (Statnett)\nTil stede dag 2: Tor Hauge\n"

    assert list_names(text) == ["Kari Berg", "Per Moe", "Tor Hauge"]


def test_who_was_sent_the_minutes_and_who_wrote_them_were_not_there_by_that() -> None:
    """ "Kopi til" and the words that close a message end the list."""
    text = "Til stede: Kari Berg\nKopi til: Ola Dalen\n\nMvh Per Moe\n"

    assert list_names(text) == ["Kari Berg"]


def test_titles_below_a_list_are_nobody() -> None:
    """A single word that is no known name is no person, and ends the list when it stands apart."""
    text = "Til stede: Kari Berg\nForfall: ingen\n\nGodkjenning\n\nKraft\n\nEventuelt\n"

    assert list_names(text) == ["Kari Berg"]


def test_a_run_that_a_converter_cut_within_a_name_is_one_run() -> None:
    """A blank line inside "Per Moe" is no end of the list, nor of the name."""
    text = "**Tilstede:** Kari Berg (Lier), Ola Dalen (Hole), Per\n\nMoe (Agder fylkeskommune), Siri Vangen (NHO)\n"

    assert [(name, affiliation) for name, affiliation, *_ in list_rows(text, "mote.md")] == [
        ("Kari Berg", "Lier"),
        ("Ola Dalen", "Hole"),
        ("Per Moe", "Agder fylkeskommune"),
        ("Siri Vangen", "NHO"),
    ]


def test_offices_may_stand_before_each_name() -> None:
    """ "Nestleder: Ola", "Festsjef Tor"; an office among those who were absent is absent too."""
    text = (
        "Til stede:\nLeder: Kari Berg\nØkonomiansvarlig: Per Moe\nPR-ansvarlig: Siri Vangen (kom 16.30)\nFestsjef Tor\n"
        "Ikke til stede:\nSekretær: Lise Bakken\n"
    )

    assert [(name, role, status) for name, _, role, status in list_rows(text)] == [
        ("Kari Berg", "leder", PRESENT),
        ("Per Moe", "økonomiansvarlig", PRESENT),
        ("Siri Vangen", "PR-ansvarlig", PRESENT),
        ("Tor", "festsjef", PRESENT),
        ("Lise Bakken", "sekretær", ABSENT),
    ]


def test_offices_may_stand_before_a_dash() -> None:
    """ "Leder – Kari Berg", "1. vara – Siri Vangen"."""
    text = "Møtt:\n- Leder – Kari Berg\n- Nestleiar – Ola Dalen\n- 1. vara – Siri Vangen\nIkkje møtt: Tor Hauge\n"

    assert [(name, status) for name, _, _, status in list_rows(text)] == [
        ("Kari Berg", PRESENT),
        ("Ola Dalen", PRESENT),
        ("Siri Vangen", SUBSTITUTE),
        ("Tor Hauge", ABSENT),
    ]
