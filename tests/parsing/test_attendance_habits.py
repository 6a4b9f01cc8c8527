"""Habits of secretaries in lists of who met: calendar answers, surnames in capitals, seats, groups within tables."""

import pytest
from reading_texts import read_people

from naeringsgraf.model.meeting import Attendance, Status


def _tell(people: tuple[Attendance, ...]) -> list[tuple[str, str | None, str | None, str]]:
    """Name, whom they represent, office, and status."""
    return [(p.name, p.affiliation_printed, p.role, p.status.value) for p in people]


def _tell_seats(people: tuple[Attendance, ...]) -> list[tuple[str, str, str | None]]:
    """Name, status, and the name of whom they stood in for."""
    names = {p.number: p.name for p in people}
    return [(p.name, p.status.value, names.get(p.substitute_for or 0)) for p in people]


def test_an_answer_in_the_calendar_is_no_office() -> None:
    """Who said no was absent; any other answer tells nothing of who came."""
    people = read_people(
        "Deltakarar:\n- Kari Berg – Vang kommune (godteke i Outlook)\n- Ola Dal – Ål kommune (avslått i Outlook)\n"
        "- Per Vik – Gol kommune (førebels)\n- Jon Moe – Nes kommune (takka nei)\n- Siri Lund – NAV (møtearrangør)\n"
    )

    assert _tell(people) == [
        ("Kari Berg", "Vang kommune", None, "present"),
        ("Ola Dal", "Ål kommune", None, "absent"),
        ("Per Vik", "Gol kommune", None, "present"),
        ("Jon Moe", "Nes kommune", None, "absent"),
        ("Siri Lund", "NAV", None, "present"),
    ]


@pytest.mark.parametrize("how", ["Teams", "på Teams", "digitalt", "via Zoom", "fysisk", "på skjerm", "telefon"])
def test_how_somebody_took_part_is_no_one_to_represent(how: str) -> None:
    """In brackets behind the name or beside whom they came for."""
    people = read_people(f"Til stede: Kari Berg ({how}), Ola Dal (Ål kommune, {how})\n")

    assert _tell(people) == [("Kari Berg", None, None, "present"), ("Ola Dal", "Ål kommune", None, "present")]


def test_surnames_in_capitals_are_written_as_names() -> None:
    """The whole list is printed so; what is quoted stays as printed. An acronym behind a given name is no surname."""
    people = read_people(
        "Til stede: Kari BERG (Vang kommune), Ola Andreas DAL-LIE (Ål kommune), styreleder Yngve VAN DER VIK (Gol)\n"
        "Gjest: Siri Lund, NAV\n"
    )

    assert [(p.name, p.printed) for p in people] == [
        ("Kari Berg", "Kari BERG"),
        ("Ola Andreas Dal-Lie", "Ola Andreas DAL-LIE"),
        ("Yngve Van Der Vik", "Yngve VAN DER VIK"),
        ("Siri Lund", "Siri Lund"),
    ]
    assert people[3].affiliation_printed == "NAV"
    assert [p.name for p in read_people("Til stede: BERG, Kari (Vang)\nVIK, Ola (Ål)\n")] == ["Kari Berg", "Ola Vik"]


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("Oblt.", "oberstløytnant"),
        ("komm.dir.", "kommunedirektør"),
        ("Avd.leder", "avdelingsleder"),
        ("ass.rådm.", "assisterende rådmann"),
        ("Asst. kommunedirektør", "assisterende kommunedirektør"),
        ("prosj.leder", "prosjektleder"),
        ("vara ordf.", "varaordfører"),
    ],
)
def test_short_offices_before_a_name_are_written_out(printed: str, role: str) -> None:
    """With a point, or with points inside."""
    people = read_people(f"Møtte: Kari Berg (Vang), {printed} Ola Dal (Ål)\n")

    assert _tell(people)[1] == ("Ola Dal", "Ål", role, "present")


def test_whose_office_it_is_follows_the_office() -> None:
    """ "daglig leder i X" is no person X, and who is statsforvalter in a county comes from its Statsforvalter."""
    people = read_people(
        "Møtte: Kari Berg, daglig leder i Fjordhytter SA, Ola Dal, ass. statsforvaltar i Møre og Romsdal\n"
        "Ordstyrer: Per Vik, som også skrev referatet\n"
    )

    assert _tell(people) == [
        ("Kari Berg", "Fjordhytter SA", "daglig leder", "present"),
        ("Ola Dal", "Statsforvaltaren i Møre og Romsdal", "assisterende statsforvaltar", "present"),
        ("Per Vik", None, "ordstyrer", "present"),
    ]


def test_an_office_stands_behind_whom_they_came_for_in_a_cell() -> None:
    """And behind the mark that tells who was there; a word broken by a narrow column is put together."""
    people = read_people(
        "| Navn | Virksomhet | Møtt |\n|---|---|---|\n"
        "| Kari Berg | Vang kommune, ordfører (leder) | X |\n| Ola Dal | Ål kommune | Møtt, varaordfører |\n"
        "| Per Vik | Sør- og Nord-Fron lag | Meldt forfall |\n| Siri Lund | Gol kommune, nærings- sjef | X |\n",
        "mote.md",
    )

    assert _tell(people) == [
        ("Kari Berg", "Vang kommune", "ordfører", "present"),
        ("Ola Dal", "Ål kommune", "varaordfører", "present"),
        ("Per Vik", "Sør- og Nord-Fron lag", None, "absent"),
        ("Siri Lund", "Gol kommune", "næringssjef", "present"),
    ]


def test_heads_that_come_again_hold_people_beside_each_other() -> None:
    """Two to a row, each under the same heads; a cell may tell who was excused."""
    people = read_people(
        "| Fra | Navn | Fra | Navn |\n|---|---|---|---|\n| Vang | Kari Berg | Ål | Ola Dal |\n"
        "| Gol | *forfall* (Per Vik) | Nes | Siri Lund, gikk 09.30 |\n",
        "mote.md",
    )

    assert _tell(people) == [
        ("Kari Berg", "Vang", None, "present"),
        ("Ola Dal", "Ål", None, "present"),
        ("Per Vik", "Gol", None, "absent"),
        ("Siri Lund", "Nes", None, "present"),
    ]


def test_rows_between_the_rows_tell_the_group() -> None:
    """A municipality, or a label of a list, alone in its row; the head above holds for all of them."""
    people = read_people(
        "| Navn | Parti | Merknad |\n|---|---|---|\n| **Vang kommune** | | |\n| Kari Berg | Ap | leder |\n"
        "| Ola Dal | KrF | møtte for Per Vik |\n| **Ål kommune** | | |\n| Siri Lund | Sp | |\n"
        "| **Uten stemmerett** | | |\n| Jon Moe | | sekretær |\n",
        "mote.md",
    )

    assert [(p.name, p.affiliation_printed, p.party_printed) for p in people] == [
        ("Kari Berg", "Vang kommune", "Ap"),
        ("Ola Dal", "Vang kommune", "KrF"),
        ("Siri Lund", "Ål kommune", "Sp"),
        ("Jon Moe", None, None),
        ("Per Vik", "Vang kommune", "KrF"),
    ]
    assert people[1].status is Status.SUBSTITUTE
    # A municipality that nobody came from is no group of the row below it.
    people = read_people(
        "| Kommune | Navn |\n|---|---|\n| Vang | Kari Berg |\n| Ål | |\n| Gol | Ola Dal |\n", "mote.md"
    )
    assert _tell(people) == [("Kari Berg", "Vang", None, "present"), ("Ola Dal", "Gol", None, "present")]


def test_a_seat_tells_who_was_excused_and_who_came_instead() -> None:
    """In either order, in a table of municipalities and offices; the office told is that of who came."""
    people = read_people(
        "| Kommune | Ordfører |\n|---|---|\n| Vang | Forfall (Kari Berg), varaordfører Ola Dal møtte |\n"
        "| Ål | Per Vik (forfall), Siri Lund møtte |\n| Gol | Forfall: Jon Moe. Vara: Anne Lie |\n| Nes | Forfall |\n",
        "mote.md",
    )

    assert _tell_seats(people) == [
        ("Kari Berg", "absent", None),
        ("Ola Dal", "substitute", "Kari Berg"),
        ("Per Vik", "absent", None),
        ("Siri Lund", "substitute", "Per Vik"),
        ("Jon Moe", "absent", None),
        ("Anne Lie", "substitute", "Jon Moe"),
    ]
    assert (people[1].role, people[1].affiliation_printed) == ("varaordfører", "Vang")


def test_rows_of_a_label_and_people_are_lists() -> None:
    """As case systems print their heads; the row of the secretary names no column."""
    people = read_people(
        "| Møteleder | Kari Berg |\n|---|---|\n| Referent | Ola Dal, Vang kommune |\n"
        "| Til stede | Per Vik (Ål), Siri Lund (Gol) |\n| Forfall | Jon Moe (Nes) |\n| Arkiv | 24/113 |\n",
        "mote.md",
    )

    assert _tell(people) == [
        ("Kari Berg", None, "møteleder", "present"),
        ("Ola Dal", "Vang kommune", "referent", "present"),
        ("Per Vik", "Ål", None, "present"),
        ("Siri Lund", "Gol", None, "present"),
        ("Jon Moe", "Nes", None, "absent"),
    ]


def test_an_office_outranks_what_somebody_did_at_the_meeting() -> None:
    """Who led the meeting is told above the list that tells their office, and nobody below is a secretary for it."""
    people = read_people("Referent: Kari Berg\n\nNavn         Stilling\nKari Berg    ordfører\nOla Dal      rådmann\n")

    assert _tell(people) == [
        ("Kari Berg", None, "ordfører", "present"),
        ("Ola Dal", None, "rådmann", "present"),
    ]


def test_a_sentence_below_a_list_corrects_it() -> None:
    """By given name alone; a sentence that tells of something else corrects nothing."""
    people = read_people(
        "Deltakere: Kari Berg (Vang), Ola Dal (Ål), Per Vik (Gol)\n\n"
        "Ola ringte i morges, bilen startet ikke, så han kom ikke likevel. Per var med på Teams til kl. 11.\n"
        "Næringssjef Siri Lund var påmeldt, men ble syk. Fylkesråd Jon Moe (Innlandet fylkeskommune) var invitert,\n"
        "men måtte melde avbud.\n"
    )

    assert _tell_seats(people) == [
        ("Kari Berg", "present", None),
        ("Ola Dal", "absent", None),
        ("Per Vik", "present", None),
        ("Siri Lund", "absent", None),
        ("Jon Moe", "absent", None),
    ]
    people = read_people(
        "Deltakere: Kari Berg (Vang), Ola Dal (Ål)\n\n"
        "Kari ringte fylket, men de kunne ikke svare. Ola ville ha saken utsatt, men møtte ikke forståelse.\n"
    )
    assert [p.status for p in people] == [Status.PRESENT, Status.PRESENT]


def test_who_came_instead_stands_behind_the_absent() -> None:
    """ "som X møtte for" behind the member, or "for ordførar Y" behind the one who came, without the word vara."""
    people = read_people(
        "Til stede: Kari Berg (Vang), varaordfører Ola Dal, Ål, for ordfører Siri Lund\n"
        "Forfall: Per Vik (Gol), som Berg møtte for\n"
    )

    assert _tell_seats(people) == [
        ("Kari Berg", "substitute", "Per Vik"),
        ("Ola Dal", "substitute", "Siri Lund"),
        ("Per Vik", "absent", None),
        ("Siri Lund", "absent", None),
    ]
    people = read_people("Til stede: Kari Berg, talte for Vang kommune, Ola Dal, for ordfører i Ål\n")
    assert {p.status for p in people} == {Status.PRESENT}


def test_one_name_among_many_that_stand_straight_is_not_turned() -> None:
    """Its surname is a given name to others; a surname that Norwegians know still stands behind."""
    people = read_people("Til stede: Kari Berg, Ola Dal, Per Vik, Siri Lund, Ayan Farah\n")
    assert people[4].name == "Ayan Farah"

    people = read_people("Til stede: Kari Berg, Ola Dal, Per Vik, Siri Lund, Halvorsrud Anne\n")
    assert people[4].name == "Anne Halvorsrud"


def test_a_column_may_tell_whom_the_lists_beside_it_came_for() -> None:
    """ "Kommune | Til stede | Forfall", several people to a cell; a sort of people is nobody to represent."""
    people = read_people(
        "| Gruppe | Til stede | Ikke til stede |\n|---|---|---|\n"
        "| Vang kommune | Kari Berg (ordfører), Ola Dal | Per Vik |\n| Elever | Thea (7B) | Jonas (6A) |\n",
        "mote.md",
    )

    assert [(p.name, p.affiliation_printed, p.status.value) for p in people] == [
        ("Kari Berg", "Vang kommune", "present"),
        ("Ola Dal", "Vang kommune", "present"),
        ("Thea", None, "present"),
        ("Per Vik", "Vang kommune", "absent"),
        ("Jonas", None, "absent"),
    ]


def test_days_in_a_label_part_the_lists() -> None:
    """ "Deltok begge dager", "Deltok bare 12. februar" are lists of those who met."""
    people = read_people(
        "**Deltok begge dager:**\n\n- Ordfører Kari Berg, Vang\n- Varaordfører Ola Dal, Ål (for Per Vik)\n\n"
        "**Deltok bare 12. februar:**\n\n- Direktør Siri Lund, Vang Energi AS\n\nForfall: Per Vik, Ål\n",
        "mote.md",
    )

    assert [(p.name, p.affiliation_printed, p.status.value) for p in people] == [
        ("Kari Berg", "Vang", "present"),
        ("Ola Dal", "Ål", "substitute"),
        ("Siri Lund", "Vang Energi AS", "present"),
        ("Per Vik", "Ål", "absent"),
    ]


def test_groups_of_any_name_stand_above_deeper_columns() -> None:
    """What people are or do may stand before them in small letters, and is no one to represent."""
    people = read_people(
        "FRAMMØTE\n\n  Eigarane\n     Vang kommune      Kari Berg (leiar)\n     Ål kommune        ingen\n"
        "  Brukarane\n     industri          Ola Dal, Hydro Vang\n     fiske og fritid   Siri Lund, Indre Vang Båtlag\n"
        "  Andre\n     fylkeskommunen    Per Vik, Sogn og Fjordane\n     hamnefogd         Jon Moe\n"
    )

    assert _tell(people) == [
        ("Kari Berg", "Vang kommune", "leiar", "present"),
        ("Ola Dal", "Hydro Vang", None, "present"),
        ("Siri Lund", "Indre Vang Båtlag", None, "present"),
        ("Per Vik", "Sogn og Fjordane fylkeskommune", None, "present"),
        ("Jon Moe", None, "hamnefogd", "present"),
    ]


def test_a_column_goes_on_in_the_line_below() -> None:
    """Behind a comma, or a lone given name behind an office; another person below is nobody's surname."""
    people = read_people(
        "Møtte:\nKontoret:       dagleg leiar Kari Berg og sekretær Ola\n                Heringdal\n"
        "Fråfall:        Per Vik, Vang. Rådmann Jon Moe,\n                Vang.\n"
    )
    assert _tell(people) == [
        ("Kari Berg", "Kontoret", "dagleg leiar", "present"),
        ("Ola Heringdal", "Kontoret", "sekretær", "present"),
        ("Per Vik", "Vang", None, "absent"),
        ("Jon Moe", "Vang", "rådmann", "absent"),
    ]

    people = read_people("Møtte:\nOrdførarar:     Kari Berg, Vang\n                Ola Dal, Ål\n")
    assert [p.name for p in people] == ["Kari Berg", "Ola Dal"]


def test_an_item_of_a_list_holds_one_person_as_a_rule() -> None:
    """A name behind the comma that no person bears is whom they came for; an office, or a known name, is a person."""
    people = read_people(
        "Deltakere:\n- Kari Berg, Elva Rafting og Sykkel\n- Oblt. Ola Dal, Brigade Nord\n"
        "- Vang: ordfører Per Vik, næringssjef Abdirahman Jimale\n- Siri Lund, Anne Lie\n"
    )

    assert [(p.name, p.affiliation_printed) for p in people] == [
        ("Kari Berg", "Elva Rafting og Sykkel"),
        ("Ola Dal", "Brigade Nord"),
        ("Per Vik", "Vang"),
        ("Abdirahman Jimale", "Vang"),
        ("Siri Lund", None),
        ("Anne Lie", None),
    ]
    # Three people, of whom two stand around the "og".
    people = read_people("Til stede: Kari Berg, Ola Dal og Siri Lund\n")
    assert [p.name for p in people] == ["Kari Berg", "Ola Dal", "Siri Lund"]


def test_a_municipality_without_people_is_not_whom_the_next_came_for() -> None:
    """ "Forfall: X kommune, og Kari Berg (ordfører i Y)" tells of two."""
    people = read_people("Til stede: Per Vik, Gol\nForfall: Ål kommune, og Kari Berg (ordfører i Vang)\n")

    assert _tell(people)[1] == ("Kari Berg", "Vang", "ordfører", "absent")
