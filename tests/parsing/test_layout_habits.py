"""Habits of secretaries in lists, heads, numbers and decisions, each with a text of its own."""

import datetime as dt

from reading_texts import parse_text, read_people

from naeringsgraf.model.meeting import Attendance, Status


def _tell(people: tuple[Attendance, ...]) -> list[tuple[str, str | None, str | None]]:
    """Name, whom they represent, and office."""
    return [(p.name, p.affiliation_printed, p.role) for p in people]


def test_a_short_office_ends_no_sentence() -> None:
    """Its point belongs to it; the municipality stands once before all of its people."""
    people = read_people(
        "Fra kommunene:\n   Vang      ordf. Kari Berg, rådm. Ola Dal\n   Gol       varaordf. Per Vik\n"
        "Fra fylkeskommunen:  fylkesvaraordf. Anne Lie\n\n"
        "Meldt fravær: Ordf. i Ål, Jon Moe. Rådm. Eva Lund (Gol).\n"
    )

    assert _tell(people) == [
        ("Kari Berg", "Vang", "ordfører"),
        ("Ola Dal", "Vang", "rådmann"),
        ("Per Vik", "Gol", "varaordfører"),
        ("Anne Lie", None, "fylkesvaraordfører"),
        ("Jon Moe", "Ål", "ordfører"),
        ("Eva Lund", "Gol", "rådmann"),
    ]
    assert [p.status for p in people[-2:]] == [Status.ABSENT, Status.ABSENT]


def test_the_column_of_this_meeting_counts() -> None:
    """In a table over the year each column has the day of a meeting; the day told above is that of this one."""
    people = read_people(
        "Dato: 8. juni 2017\n\n| Partnar | Medlem | 02.03 | 08.06 | 21.09 |\n|---|---|---|---|---|\n"
        "| Vang kommune | Kari Berg, leiar | x | x | |\n| Gol kommune | Ola Dal | x | – | |\n"
        "| Ål kommune | Per Vik | – | v | |\n",
        "mote.md",
    )

    assert [(p.name, p.status.value) for p in people] == [
        ("Kari Berg", "present"),
        ("Ola Dal", "absent"),
        ("Per Vik", "absent"),
    ]


def test_the_first_column_names_people_whatever_its_head() -> None:
    """Where the next tell whom they came for and whether they met; a mark may have a note."""
    people = read_people(
        "| Styret | Fra | Møtt? |\n|---|---|---|\n| Kari Berg, styreleder | Vang kommune | ja |\n"
        "| Ola Dal | Gol kommune | nei – meldt fra |\n| Per Vik | Ål kommune | ja, for Dal |\n",
        "mote.md",
    )

    assert [(p.name, p.status.value) for p in people] == [
        ("Kari Berg", "present"),
        ("Ola Dal", "absent"),
        ("Per Vik", "substitute"),
    ]
    assert people[2].substitute_for == people[1].number
    assert people[0].role == "styreleder"


def test_deltakere_above_a_column_is_a_head() -> None:
    """And no label of a list; initials and how somebody took part have columns of their own."""
    people = read_people(
        "Deltakere            Virksomhet           Init.    Delt.\n"
        "---------------------------------------------------------\n"
        "Kari Berg            Vang kommune         KB       x\n"
        "Ola Dal              Gol kommune          OD       video\n"
        "Per Vik              Ål kommune           PV       -\n"
    )

    assert [(p.name, p.affiliation_printed, p.status.value) for p in people] == [
        ("Kari Berg", "Vang kommune", "present"),
        ("Ola Dal", "Gol kommune", "present"),
        ("Per Vik", "Ål kommune", "absent"),
    ]
    assert [p.aliases for p in people] == [("KB",), ("OD",), ("PV",)]


def test_lists_beside_each_other_keep_apart() -> None:
    """Each column holds the people of the label above it; in a table as in plain text."""
    for text, name in (
        (
            "     Møtt                       Ikke møtt\n     Kari Berg, Vang            Per Vik, Ål\n"
            "     Ola Dal, Gol               Anne Lie, Vang\n     Jon Moe, Ål\n",
            "mote.txt",
        ),
        (
            "| Til stede | Forfall |\n|---|---|\n| Kari Berg, Vang | Per Vik, Ål |\n"
            "| Ola Dal, Gol | Anne Lie, Vang |\n| Jon Moe, Ål | |\n",
            "mote.md",
        ),
    ):
        people = read_people(text, name)
        assert {p.name for p in people if p.status is Status.PRESENT} == {"Kari Berg", "Ola Dal", "Jon Moe"}, name
        assert {p.name for p in people if p.status is Status.ABSENT} == {"Per Vik", "Anne Lie"}, name


def test_people_below_a_row_belong_to_it() -> None:
    """Their party or municipality is printed once; "for" in a column tells whom somebody stood in for."""
    people = read_people(
        "Møtende medlemmer:\n\n   Høyre            Kari Berg (ordfører)\n                    Ola Dal\n"
        "   Venstre          Per Vik\n\nVaramedlemmer som møtte:\n\n   Høyre            Anne Lie      for  Jon Moe\n"
    )

    assert [(p.name, p.affiliation_printed) for p in people[:3]] == [
        ("Kari Berg", "Høyre"),
        ("Ola Dal", "Høyre"),
        ("Per Vik", "Venstre"),
    ]
    by_name = {p.name: p for p in people}
    assert by_name["Anne Lie"].substitute_for == by_name["Jon Moe"].number


def test_a_definition_tells_of_the_person_above() -> None:
    """A term is the name, and its definition the office and whom they came for."""
    people = read_people(
        "<h2>Panelet</h2><dl><dt>Kari Berg</dt><dd>fylkesråd for næring, Nordland fylkeskommune</dd>"
        "<dt>Ola Dal</dt><dd>ordf. i Beiarn</dd></dl>",
        "mote.html",
    )

    assert _tell(people) == [
        ("Kari Berg", "Nordland fylkeskommune", "fylkesråd for næring"),
        ("Ola Dal", "Beiarn", "ordfører"),
    ]


def test_a_legend_explains_letters_behind_people() -> None:
    """They part what stands before them from what stands behind, and belong to no name."""
    people = read_people(
        "Kven: (M = medlem, O = observatør)\n\nKari Berg, Vang kommune M leiar\nOla Dal, Gol kommune M\n"
        "Per Vik, Ål kommune O\n"
    )

    assert _tell(people) == [
        ("Kari Berg", "Vang kommune", "leiar"),
        ("Ola Dal", "Gol kommune", None),
        ("Per Vik", "Ål kommune", None),
    ]


def test_guests_and_excuses_are_told() -> None:
    """ "Gjester var ..." names people who were there; who had sent word that they could not come was not."""
    people = read_people(
        "Frå styret møtte Kari Berg (leiar) og Ola Dal. Styremedlem Per Vik hadde meldt frå at han ikkje kunne koma. "
        "Gjester var ordførar Anne Lie i Vang kommune og fabrikksjef Jon Moe ved Vang Bruk.\n"
    )

    assert [(p.name, p.status.value) for p in people] == [
        ("Kari Berg", "present"),
        ("Ola Dal", "present"),
        ("Per Vik", "absent"),
        ("Anne Lie", "present"),
        ("Jon Moe", "present"),
    ]
    assert (people[3].affiliation_printed, people[4].affiliation_printed) == ("Vang kommune", "Vang Bruk")


def test_a_deputy_within_the_bracket_of_the_member() -> None:
    """The bracket tells the member's municipality and who came."""
    people = read_people("Til stede: Per Vik (Vang)\nForfall: Kari Berg (Gol; vara Ola Dal møtte)\n")

    by_name = {p.name: p for p in people}
    assert by_name["Ola Dal"].substitute_for == by_name["Kari Berg"].number
    assert by_name["Kari Berg"].status is Status.ABSENT


def test_roman_parts_hold_cases() -> None:
    """Both are items; what stands behind the number of a case is its treatment where a list tells the title."""
    meeting = parse_text(
        "Til stede: Kari Berg, Vang\n\nI.   FORMELT\n\n     Innkalling godkjent uten merknader.\n\n"
        "II.  SØKNADER\n\n     14/41     Vang Bruk AS        ny tørke\n     14/42     Gol Tre SA          merkevare\n\n"
        "14/41  Berg mente at tørka bør støttes fordi bygda trenger den nå.\n"
        "       VEDTATT: Vang Bruk AS får kr 10 000.\n\n"
        "14/42  Ingen diskusjon om dette.\n       VEDTATT: Søknaden avslås.\n"
    )

    assert [(item.number, item.title) for item in meeting.agenda] == [
        ("I", "FORMELT"),
        ("II", "SØKNADER"),
        ("14/41", "Vang Bruk AS"),
        ("14/42", "Gol Tre SA"),
    ]
    assert [(d.item, d.text) for d in meeting.decisions][1:] == [
        (3, "Vang Bruk AS får kr 10 000."),
        (4, "Søknaden avslås."),
    ]


def test_numbers_with_the_letters_of_the_body() -> None:
    """ "NU-15/10" numbers a case, "S-31" an item, and "B-31:" what was decided in it."""
    coded = parse_text(
        "Til stades: Kari Berg\n\nNU-15/10    GODKJENNING\n   Godkjend.\n\nNU-16/10    MEIERIET\n   Drøfta.\n"
    )
    assert [(i.number, i.title) for i in coded.agenda] == [("NU-15/10", "GODKJENNING"), ("NU-16/10", "MEIERIET")]

    numbered = parse_text(
        "### S-31 Innkalling\nOk.\n\n### S-32 Økonomi\nSvakt resultat.\n\nB-32: Tas til orientering.\n", "m.md"
    )
    assert [(i.number, i.title) for i in numbered.agenda] == [("S-31", "Innkalling"), ("S-32", "Økonomi")]
    assert [(d.item, d.text) for d in numbered.decisions] == [(2, "Tas til orientering.")]


def test_the_number_of_the_archive_is_no_title() -> None:
    """It stands in a column of its own between the number of the case and its title."""
    meeting = parse_text(
        "SAKSKART\n\nSaksnr.     Arkivref.       Tittel\n17/21       21/00431        Referatsaker\n"
        "18/21       20/02217        Områderegulering\n\n17/21  Referatsaker\n\n"
        "Enst. vedtak:\nTas til etterretning.\n\n"
        "18/21  Områderegulering\n\nVedtak - 6 stemmer:\nPlanen vedtas.\n"
    )

    assert [(i.number, i.title) for i in meeting.agenda] == [("17/21", "Referatsaker"), ("18/21", "Områderegulering")]
    assert [(d.item, d.text) for d in meeting.decisions] == [(1, "Tas til etterretning."), (2, "Planen vedtas.")]


def test_an_item_may_hold_nothing_but_what_was_agreed() -> None:
    """Its title says so; decisions printed together go to the case whose number they bear."""
    agreed = parse_text(
        "## 1 Straum\n\nKari snakka om straum.\n\n## 2 Kva vi vart samde om\n\n"
        "1. Skissa gjeld batteri.\n2. Vang søkjer.\n",
        "m.md",
    )
    assert [(d.item, d.text.split(".")[0]) for d in agreed.decisions] == [(2, "Skissa gjeld batteri")]

    together = parse_text(
        "20/19 Referat\nIngen merknader til det.\n\n21/19 Havvind\nKari la fram saka.\n\nVedtak:\n"
        "  20/19   Referatet er godkjent.\n  21/19   Utvalet sender brev.\n"
    )
    assert [(d.item, d.text) for d in together.decisions] == [
        (1, "Referatet er godkjent."),
        (2, "Utvalet sender brev."),
    ]


def test_the_kind_of_meeting_stands_beside_the_body() -> None:
    """A board's meeting is that of the board; the rest of a title names who met."""
    for title, body in (
        ("## Arena Fjord – styremøte #14", "Styret i Arena Fjord"),
        ("# ÅRSMØTE 2017 · REISEMÅL INDRE VANG SA", "Reisemål Indre Vang SA"),
        ("# Åpent næringsforum for Salten, høsten 2019", "Åpent næringsforum for Salten"),
    ):
        meeting = parse_text(f"{title}\n\nTil stede: Kari Berg\n", "m.md")
        assert meeting.body and meeting.body.name == body


def test_times_and_places_told_in_other_words() -> None:
    """Doors open before a meeting starts; a place may stand before the date, or in a label of both."""
    forum = parse_text(
        "# Forum\n\nVang, Kulturhuset – tirsdag 22. oktober 2019. Dørene åpnet 17:30, start 18:00, slutt ca. 20:15.\n",
        "m.md",
    )
    assert (forum.start, forum.end, forum.place) == (dt.time(18), dt.time(20, 15), "Vang, Kulturhuset")

    both = parse_text("Fondsstyret\n\nTid og stad: 12/11-2014, kl 0830 - 1150, kommunehuset på Leira\n")
    assert (both.start, both.end, both.place) == (dt.time(8, 30), dt.time(11, 50), "kommunehuset på Leira")

    told = parse_text(
        "Rådmannsutvalet\nVang, 3. februar 2014\n\nMøtet vart halde fredag 31. januar 2014 kl. 09.15-14.00.\n"
    )
    assert told.date == dt.date(2014, 1, 31)


def test_a_title_may_be_underlined() -> None:
    """A lone line above one that is drawn is a heading, whatever it is drawn with."""
    meeting = parse_text(
        "Regionrådet for Vang\n====================\n\nTil stede: Kari Berg\n\nKN-1 Reiseliv\n-------------\n"
        "Berg ba om fly.\n\nKonkl.: Rådet skriver brev.\n\nKN-2 Ymse\n---------\nIngen saker.\n",
        "m.md",
    )

    assert [(i.number, i.title) for i in meeting.agenda] == [("KN-1", "Reiseliv"), ("KN-2", "Ymse")]
    assert [(d.item, d.text) for d in meeting.decisions] == [(1, "Rådet skriver brev.")]


def test_a_question_may_be_a_label() -> None:
    """ "Hvem manglet?" asks where others print a colon; when somebody left is no time of the meeting."""
    meeting = parse_text(
        "Møte i Vang regionråd 2. mai 2023\n\nHvem var der? Kari Berg (Vang), Ola Dal (Gol; gikk kl. 14)\n"
        "Hvem manglet? Per Vik (Ål)\n"
    )

    assert [(p.name, p.status.value) for p in meeting.attendees] == [
        ("Kari Berg", "present"),
        ("Ola Dal", "present"),
        ("Per Vik", "absent"),
    ]
    assert meeting.start is None
