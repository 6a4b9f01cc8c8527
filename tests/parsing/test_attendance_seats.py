"""Seats, columns and notes in lists of who met: who sits for whom, since when, and where a table begins anew."""

import pytest
from reading_texts import parse_text, read_people

from naeringsgraf.model.meeting import Attendance


def _tell(people: tuple[Attendance, ...]) -> list[tuple[str, str | None, str | None, str]]:
    """Name, whom they represent, office, and status."""
    return [(p.name, p.affiliation_printed, p.role, p.status.value) for p in people]


def _table(*rows: str) -> str:
    width = rows[0].count("|") + 1
    return "\n".join([f"| {rows[0]} |", "|" + "---|" * width, *(f"| {row} |" for row in rows[1:])]) + "\n"


@pytest.mark.parametrize("empty", ["forfall rådmann", "–", "rådmann: forfall", "ikke møtt", "meldt forfall (rådmann)"])
def test_seats_of_one_owner_stand_beside_each_other(empty: str) -> None:
    """A seat that nobody took is no person."""
    people = read_people(
        f"Til stede:\n\nVang    Kari Berg, ordfører    Ola Dal, rådmann\nGol     Per Vik, ordfører     {empty}\n"
        "Nes     ordfører Ida Moe      rådmann Jon Lie\n"
    )

    assert _tell(people) == [
        ("Kari Berg", "Vang", "ordfører", "present"),
        ("Ola Dal", "Vang", "rådmann", "present"),
        ("Per Vik", "Gol", "ordfører", "present"),
        ("Ida Moe", "Nes", "ordfører", "present"),
        ("Jon Lie", "Nes", "rådmann", "present"),
    ]


def test_a_name_an_office_and_an_owner_are_no_seats() -> None:
    """One person a row, with what is told of them in the other columns."""
    people = read_people("Til stede:\n\nVang    Kari Berg    ordfører\nGol     Per Vik      rådmann\n")

    assert _tell(people) == [("Kari Berg", "Vang", "ordfører", "present"), ("Per Vik", "Gol", "rådmann", "present")]


def test_a_table_ends_where_another_begins() -> None:
    """A row that only labels the next, or names the columns again, is nobody."""
    people = read_people(
        "Faste medlemer som møtte:\n\n"
        + _table(
            "Namn | Funksjon | Representerer",
            "Kari Berg | Leiar | SP",
            "Varamedlemer som møtte: | | ",
            "Namn | Møtte for | Representerer",
            "Ola Dal | Per Vik | AP",
            "Namn | Møtte for | Representerer",
            "Ida Moe | Jon Lie | H",
        ),
        "mote.md",
    )

    assert [(p.name, p.role, p.party_printed, p.status.value) for p in people] == [
        ("Kari Berg", "leiar", "SP", "present"),
        ("Ola Dal", None, "AP", "substitute"),
        ("Ida Moe", None, "H", "substitute"),
        ("Per Vik", None, "AP", "absent"),
        ("Jon Lie", None, "H", "absent"),
    ]


@pytest.mark.parametrize("medlem", ["medlemer", "medlemmar", "medlemmer"])
def test_members_are_spelt_in_three_ways(medlem: str) -> None:
    """Nynorsk has "medlemer" and "medlemmar"."""
    people = read_people(f"Faste {medlem} som møtte: Kari Berg (AP)\nFaste {medlem} som ikkje møtte: Ola Dal (H)\n")

    assert [(p.name, p.status.value) for p in people] == [("Kari Berg", "present"), ("Ola Dal", "absent")]


@pytest.mark.parametrize(
    "label",
    ["Inviterte som ikke deltok", "Innkalla som ikkje møtte", "Påmeldt, men ikke møtt", "Medlemmer som ikke kunne møte",
     "De som ikke møtte", "Innkalte som ikke var til stede", "Invitert, meldt forfall"],
)  # fmt: skip
def test_those_called_who_stayed_away_are_absent(label: str) -> None:
    """Whatever they are called."""
    people = read_people(f"Deltakere: Per Vik (Ål kommune)\n{label}: Kari Berg (Vang kommune), Ola Dal (NAV)\n")

    assert [(p.name, p.status.value) for p in people] == [
        ("Per Vik", "present"),
        ("Kari Berg", "absent"),
        ("Ola Dal", "absent"),
    ]


@pytest.mark.parametrize(
    "note", ["sak 3", "sak 3 og 4", "fra sak 4", "under sak 12/18", "til kl. 12.30", "pkt. 2–5", "f.o.m. sak 5"]
)
def test_when_somebody_was_there_is_told_behind_the_owner(note: str) -> None:
    """Without brackets, behind the bracket or the name of whom they came for."""
    people = read_people(
        f"Gjester: Kari Berg (Statnett) {note}, Ola Dal (Vestland fylkeskommune) {note}, Per Vik, NAV {note}\n"
    )

    assert _tell(people) == [
        ("Kari Berg", "Statnett", None, "present"),
        ("Ola Dal", "Vestland fylkeskommune", None, "present"),
        ("Per Vik", "NAV", None, "present"),
    ]


def test_a_name_that_begins_with_a_place_is_an_owner_in_a_run() -> None:
    """Where its end is no surname; one that ends as surnames do may be a person."""
    people = read_people("Møtte: Kari Berg, Kvinnherad Servicetorg (sak 3), Ola Dal, Gol Reiselivskontor (sak 4)\n")

    assert _tell(people) == [
        ("Kari Berg", "Kvinnherad Servicetorg", None, "present"),
        ("Ola Dal", "Gol Reiselivskontor", None, "present"),
    ]
    assert [p.name for p in read_people("Møtte: Kari Berg, Vang Lie, Ola Dal\n")] == [
        "Kari Berg",
        "Vang Lie",
        "Ola Dal",
    ]


def test_a_label_behind_a_bracket_begins_a_list() -> None:
    """As where lines of a page were joined."""
    people = read_people(
        "Frå administrasjonen: Kari Berg (næringssjef), Ola Dal (møtesekretær) Andre som møtte: Per Vik, NAV\n"
    )

    assert _tell(people) == [
        ("Kari Berg", None, "næringssjef", "present"),
        ("Ola Dal", None, "møtesekretær", "present"),
        ("Per Vik", "NAV", None, "present"),
    ]


def test_an_office_may_bear_its_place() -> None:
    """ "Vang-ordfører Kari Berg" is mayor of Vang; what is no office stays a name."""
    people = read_people("Til stede: Vang-ordfører Kari Berg, Nord-Fron-rådmann Ola Dal og Ål-ordføraren Per Vik\n")

    assert _tell(people) == [
        ("Kari Berg", "Vang", "ordfører", "present"),
        ("Ola Dal", "Nord-Fron", "rådmann", "present"),
        ("Per Vik", "Ål", "ordføraren", "present"),
    ]
    assert [p.name for p in read_people("Til stede: Anne-Lise Vang, Nils-Arne Berg\n")] == [
        "Anne-Lise Vang",
        "Nils-Arne Berg",
    ]


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("Referent var Siri Lund fra sekretariatet.", "referent"),
        ("Møteleiar var Siri Lund frå sekretariatet.", "møteleiar"),
        ("Ordstyrer i møtet var Siri Lund fra sekretariatet.", "ordstyrer"),
    ],
)
def test_a_sentence_tells_who_had_an_office_at_the_meeting(sentence: str, office: str) -> None:
    """Also behind a list of those who were absent."""
    people = read_people(f"Til stede: Per Vik (Ål)\nForfall: Ola Dal (Gol). {sentence}\n")

    assert _tell(people)[1:] == [("Ola Dal", "Gol", None, "absent"), ("Siri Lund", "sekretariatet", office, "present")]


def test_a_sentence_about_an_office_outside_the_meeting_names_nobody() -> None:
    """Who is mayor was not there for that."""
    people = read_people("Til stede: Per Vik (Ål)\n\nOrdfører er Siri Lund. Taket er Gult og fint.\n")

    assert [p.name for p in people] == ["Per Vik"]


def test_a_long_name_reaches_the_second_column() -> None:
    """A single blank parts them where the columns around it begin."""
    people = read_people(
        "Møtte:\n\n  Kari Berg                AP      leiar\n  Anne Karoline Bergland   SP\n"
        "  Ole-Johan Kristoffersen  H       medlem\n  Anna Margrete Solbergdal KRF     nestleiar\n"
    )

    assert [(p.name, p.party_printed, p.role) for p in people] == [
        ("Kari Berg", "AP", "leiar"),
        ("Anne Karoline Bergland", "SP", None),
        ("Ole-Johan Kristoffersen", "H", "medlem"),
        ("Anna Margrete Solbergdal", "KRF", "nestleiar"),
    ]


def test_a_word_that_begins_elsewhere_is_part_of_the_name() -> None:
    """A name of three words whose last happens to stand in no column."""
    people = read_people("Møtte:\n\n  Kari Berg      AP\n  Per Vik        SP\n  Ida Sofie Moe\n")

    assert [p.name for p in people] == ["Kari Berg", "Per Vik", "Ida Sofie Moe"]


@pytest.mark.parametrize(
    "span",
    [
        "Saksnr.: 31/09 - 35/09",
        "Saker: 31/09–35/09",
        "Sak 31/09 til 35/09",
        "PS 31/09 - PS 35/09",
        "Sak 31/09 og 32/09",
    ],
)
def test_the_first_and_last_case_of_a_meeting_are_no_heading(span: str) -> None:
    """Nor a date that cannot exist."""
    meeting = parse_text(
        f"Utval for plan\n{span}\nTil stades: Kari Berg, Ola Dal\n\nSak 31/09 Godkjenning\nKari Berg sa nei.\n\n"
        "Sak 32/09 Vegar\nOla Dal sa at alt er bra.\n"
    )

    assert [(i.number, i.title) for i in meeting.agenda] == [("31/09", "Godkjenning"), ("32/09", "Vegar")]


@pytest.mark.parametrize("title", ["Ymse", "Eventuelt", "EVENTUELT", "Evt.", "Ymse/eventuelt"])
@pytest.mark.parametrize("form", ["**Sak {}/18 {}**", "## {}. {}"])
def test_any_other_business_may_have_no_number(title: str, form: str) -> None:
    """Behind the last of the numbered items; one that has a number is not told twice."""
    one, two = form.format(1, "Vegar"), form.format(2, "Skular")
    lone = form.split("{}")[0].replace("Sak ", "") + title + ("**" if form.startswith("**") else "")
    text = (
        f"Til stede: Kari Berg, Ola Dal\n\n{one}\n\nKari Berg sa nei.\n\n{two}\n\nOla Dal sa ja.\n\n{lone}\n\nHan lo.\n"
    )

    assert [i.title for i in parse_text(text, "mote.md").agenda] == ["Vegar", "Skular", title]
    numbered = text.replace(lone, form.format(3, title))
    assert len(parse_text(numbered, "mote.md").agenda) == 3


def test_items_stand_below_a_heading_over_all_of_them() -> None:
    """A summary before it is no item; what stands as high behind it is one."""
    text = (
        "# Prosjektmøte Grønn kai\n\n**Dato:** 3. mai 2024\n\n**Deltakere:** Kari Berg (Vang), Ola Dal (Gol)\n\n"
        "## Kort oppsummert\n\nMøtet handlet om landstrøm.\n\n## Møtenotater\n\n### Landstrøm\n\nKari Berg sa nei.\n\n"
        "### Nett\n\nOla Dal sa ja.\n\n## Eventuelt\n\nKari Berg ba om kaffe.\n"
    )

    assert [i.title for i in parse_text(text, "mote.md").agenda] == ["Landstrøm", "Nett", "Eventuelt"]
    flat = text.replace("### ", "## ").replace("## Møtenotater\n\n", "").replace("## Kort oppsummert\n\n", "")
    assert [i.title for i in parse_text(flat, "mote.md").agenda] == ["Landstrøm", "Nett", "Eventuelt"]


@pytest.mark.parametrize(
    ("title", "body"),
    [("Prosjektmøte Grønn kai", "Grønn kai"), ("Partnarmøte Omstilling Vang", "Omstilling Vang"),
     ("Møteoppsummering: Prosjektmøte Grønn kai", "Grønn kai")],
)  # fmt: skip
def test_a_meeting_may_be_named_by_whose_it_is(title: str, body: str) -> None:
    """Without a word between."""
    meeting = parse_text(f"# {title}\n\nDato: 3. mai 2024\nTil stede: Kari Berg, Ola Dal\n", "mote.md")

    assert meeting.body and meeting.body.name == body


@pytest.mark.parametrize(
    "verb", ["møtte departementet", "inviterte til møte", "hadde kalla inn til møtet", "samlet næringslivet"]
)
def test_a_sentence_tells_who_held_a_meeting_with_its_own_name(verb: str) -> None:
    """Where none does, the meeting has but its name."""
    head = "# Referat fra dialogmøte om samferdsel\n\n"
    meeting = parse_text(
        f"{head}Regionrådet for Vang {verb} 27. mai 2021.\n\nTil stede: Kari Berg, Ola Dal\n", "mote.md"
    )
    bare = parse_text(f"{head}Det var 27. mai 2021.\n\nTil stede: Kari Berg, Ola Dal\n", "mote.md")

    assert meeting.body and meeting.body.name == "Regionrådet for Vang"
    assert bare.body and bare.body.name == "Dialogmøte om samferdsel"


@pytest.mark.parametrize(
    "line", ["Møtetype: Teams", "Møteform: Digitalt på Teams", "Form: digitalt, Teams", "Plattform: Teams"]
)
def test_the_form_of_a_meeting_tells_that_it_was_online(line: str) -> None:
    """A kind of meeting is no place."""
    text = "# Styremøte i Vang Vekst\n\nDato: 3. mai 2024\n{}\n\nTil stede: Kari Berg, Ola Dal\n"

    assert parse_text(text.format(line), "mote.md").place == "Teams"
    assert parse_text(text.format("Møtetype: Ordinært"), "mote.md").place is None


def test_two_who_share_a_task_decide_nothing() -> None:
    """Three are a group."""
    text = (
        "Til stede: Kari Berg, Ola Dal, Per Vik\n\n1. Messe\n\nAlle var for. {} følger opp.\n\n"
        "2. Eventuelt\n\nOla Dal sa ja.\n"
    )

    assert parse_text(text.format("Kari Berg og Ola Dal")).decisions == ()
    assert parse_text(text.format("Kari Berg og Ola Dal")).committees == ()
    assert len(parse_text(text.format("Kari Berg, Per Vik og Ola Dal")).committees) == 1


@pytest.mark.parametrize("term", ["2 år", "attval, 2 år", "ny, 1 år", "valgt for 2 år"])
def test_the_years_somebody_was_elected_for_are_no_figure(term: str) -> None:
    """Other years are."""
    text = (
        "Til stede: Kari Berg, Ola Dal\n\n1. Val\n\nOla Dal foreslo Kari Berg ({}).\n\n"
        "2. Eventuelt\n\nOla Dal sa nei.\n"
    )

    assert parse_text(text.format(term)).figures == ()
    assert [f.value for f in parse_text(text.format("12 år gammal")).figures] == ["12 år"]


def test_a_note_that_begins_as_a_word_of_time_is_an_office() -> None:
    """ "kommunedirektør" begins with "kom", and "tillitsvalgt" with "til"; "kom kl. 12" is no office."""
    people = read_people(
        "Til stede: Kari Berg (kommunedirektør), Ola Dal (tillitsvalgt), Per Vik (kom kl. 12), Ida Moe (fram til 11)\n"
    )

    assert [p.role for p in people] == ["kommunedirektør", "tillitsvalgt", None, None]


@pytest.mark.parametrize(
    ("label", "status"),
    [("Øvrige deltakere", "present"), ("Faste medlemmer", "present"), ("Fra politisk side", "present"),
     ("Frå administrativt hald", "present"), ("Adm.", "present"), ("Vararep.", "present"),
     ("Hvem møtte ikke?", "absent"), ("Kven var ikkje med?", "absent"), ("Hvem møtte?", "present")],
)  # fmt: skip
def test_what_lists_are_called(label: str, status: str) -> None:
    """On the line of their people, and above them."""
    colon = " " if label.endswith("?") else ": "
    for between in (colon, colon.strip() + "\n- "):
        people = read_people(f"Møteleder: Per Vik\n{label}{between}Kari Berg (Vang kommune), Ola Dal (NAV)\n")

        assert [(p.name, p.affiliation_printed, p.status.value) for p in people][1:] == [
            ("Kari Berg", "Vang kommune", status),
            ("Ola Dal", "NAV", status),
        ]


def test_a_body_above_its_members_is_nobody_they_came_for() -> None:
    """A named owner is."""
    people = read_people("Til stede:\nStyret: Kari Berg (styreleder), Ola Dal\nStatnett: Per Vik\n")

    assert _tell(people) == [
        ("Kari Berg", None, "styreleder", "present"),
        ("Ola Dal", None, None, "present"),
        ("Per Vik", "Statnett", None, "present"),
    ]


@pytest.mark.parametrize(("ticked", "empty"), [("[x]", "[ ]"), ("☑", "☐"), ("✓", "□")])
def test_boxes_tell_who_came(ticked: str, empty: str) -> None:
    """Where nobody is ticked, the boxes tell nothing."""
    text = "Innkalt:\n- {0} Kari Berg (Vang)\n- {1} Ola Dal (Gol)\n"

    assert [(p.name, p.status.value) for p in read_people(text.format(ticked, empty))] == [
        ("Kari Berg", "present"),
        ("Ola Dal", "absent"),
    ]
    assert {p.status.value for p in read_people(text.format(empty, empty))} <= {"present"}


def test_the_office_of_several_stands_once() -> None:
    """In the plural before the first of them, until another office is told."""
    people = read_people(
        "Til stede: Ordførerne Kari Berg, Ola Dal (Gol) og Per Vik (Nes), rådmennene Ida Moe (Vang) og Jon Lie"
        ", rådgiver Siri Lund\n"
    )

    assert [p.role for p in people] == ["ordfører"] * 3 + ["rådmann"] * 2 + ["rådgiver"]
    assert [p.role for p in read_people("Til stede: Ordfører Kari Berg (Vang), Ola Dal (Gol)\n")] == ["ordfører", None]


def test_two_of_an_item_came_from_one_place() -> None:
    """Not where each is told for themselves, nor in a run of many."""
    people = read_people("Møtte:\n- Kari Berg og Ola Dal fra Gol\n- Per Vik, NAV og Ida Moe fra Nes\n")

    assert [(p.name, p.affiliation_printed) for p in people] == [
        ("Kari Berg", "Gol"),
        ("Ola Dal", "Gol"),
        ("Per Vik", "NAV"),
        ("Ida Moe", "Nes"),
    ]
    assert [p.affiliation_printed for p in read_people("Møtte: Kari Berg, Ola Dal og Per Vik fra Nes\n")] == [
        None,
        None,
        "Nes",
    ]


def test_whole_names_in_capitals_among_small_letters() -> None:
    """ "JON LIE (V) for IDA MOE" is of two people; an organisation keeps its capitals."""
    people = read_people("Møtte: KARI BERG (AP), OLA DAL, NAV\nVararep.: JON LIE (V) for IDA MOE\n")

    assert [(p.name, p.printed, p.status.value) for p in people] == [
        ("Kari Berg", "KARI BERG", "present"),
        ("Ola Dal", "OLA DAL", "present"),
        ("Jon Lie", "JON LIE", "substitute"),
        ("Ida Moe", "IDA MOE", "absent"),
    ]
    assert people[1].affiliation_printed == "NAV"


def test_who_came_instead_may_have_come_late() -> None:
    """Within the brackets of the member."""
    people = read_people("Forfall: Kari Berg (vara: Ola Dal), Ida Moe (vara Jon Lie møtte fra sak 3), Per Vik\n")

    assert [(p.name, p.status.value) for p in people] == [
        ("Kari Berg", "absent"),
        ("Ola Dal", "substitute"),
        ("Ida Moe", "absent"),
        ("Jon Lie", "substitute"),
        ("Per Vik", "absent"),
    ]


@pytest.mark.parametrize("group", ["Kommuner", "Næringslivet", "Administrasjonen", "Organisasjoner", "Akademia"])
def test_a_sort_of_people_within_a_table_is_nobody(group: str) -> None:
    """A given name alone is somebody."""
    rows = ("Navn | Organisasjon", f"{group} | ", "Kari Berg | Vang kommune", "Silje | ", "Ola Dal | NAV")
    people = read_people("Deltakere\n\n" + _table(*rows), "mote.md")

    assert [p.name for p in people] == ["Kari Berg", "Silje", "Ola Dal"]


def test_a_cell_may_hold_several_people() -> None:
    """Each with an office of their own; a surname before its given name is one."""
    people = read_people(
        _table(
            "Organisasjon | Deltakere | Merknad",
            "Vang kommune | Kari Berg (ordfører), Ola Dal, rådgiver | ",
            "Gol kommune | Per Vik og Ida Moe | ",
            "NHO | Lie, Jon | ",
        ),
        "mote.md",
    )

    assert _tell(people) == [
        ("Kari Berg", "Vang kommune", "ordfører", "present"),
        ("Ola Dal", "Vang kommune", "rådgiver", "present"),
        ("Per Vik", "Gol kommune", None, "present"),
        ("Ida Moe", "Gol kommune", None, "present"),
        ("Jon Lie", "NHO", None, "present"),
    ]


def test_an_owner_left_empty_is_the_one_above() -> None:
    """In the first column; the secretary came for nobody there."""
    people = read_people(
        _table(
            "Kommune | Navn | Rolle", "Vang | Kari Berg | Ordfører", " | Ola Dal | Rådmann", " | Siri Lund | Referent"
        ),
        "mote.md",
    )

    assert [p.affiliation_printed for p in people] == ["Vang", "Vang", None]


def test_what_a_row_tells_is_no_head_of_columns() -> None:
    """ "Medlem" and "Meldt forfall" would be heads elsewhere."""
    people = read_people(
        _table(
            "Deltaker | Rolle | Oppmøte",
            "Kari Berg (Vang) | Leder | Til stede",
            "Ola Dal (Gol) | Medlem | Meldt forfall",
        ),
        "mote.md",
    )

    assert [(p.name, p.status.value) for p in people] == [("Kari Berg", "present"), ("Ola Dal", "absent")]


@pytest.mark.parametrize("head", ["Etternavn, fornavn", "Navn/tittel", "Namn og stilling", "Navn (funksjon)"])
def test_the_head_above_the_names_may_tell_more(head: str) -> None:
    """As their cells do."""
    people = read_people(_table(f"{head} | Kommune/org.", "Berg, Kari | Vang kommune", "Dal, Ola | NAV"), "mote.md")

    assert [p.name for p in people] == ["Kari Berg", "Ola Dal"]


def test_lists_beside_each_other_need_no_label_of_absence() -> None:
    """Where their heads tell whence people came; the secretariat is somebody to come for."""
    people = read_people(
        _table("Fra kommunen | Fra næringslivet | Fra sekretariatet", "Kari Berg, ordfører | Ola Dal, NAV | Per Vik",
               "Ida Moe, rådgiver | Jon Lie, Berg Bakeri | "),
        "mote.md",
    )  # fmt: skip

    assert _tell(people) == [
        ("Kari Berg", None, "ordfører", "present"),
        ("Ida Moe", None, "rådgiver", "present"),
        ("Ola Dal", "NAV", None, "present"),
        ("Jon Lie", "Berg Bakeri", None, "present"),
        ("Per Vik", "Sekretariatet", None, "present"),
    ]


@pytest.mark.parametrize(
    ("label", "owner"),
    [("Med fra departementet", "Nærings- og fiskeridepartementet"), ("Fra oss", None), ("Fra næringen", None),
     ("Gjest under punkt 2", None), ("Møtte fra bedriftene", None)],
)  # fmt: skip
def test_labels_that_tell_whence_or_when(label: str, owner: str | None) -> None:
    """The only department that the head names is the one meant; of two none is."""
    head = "Notat fra møte med Nærings- og fiskeridepartementet\nTil stede: Per Vik (NAV)\n"
    people = read_people(f"{head}{label}: statssekretær Kari Berg og seniorrådgiver\nOla Dal\n")

    assert _tell(people)[1:] == [
        ("Kari Berg", owner, "statssekretær", "present"),
        ("Ola Dal", owner, "seniorrådgiver", "present"),
    ]
    two = read_people(f"{head}Også Klimadepartementet var bedt.\n{label}: Kari Berg\n")
    assert [p.affiliation_printed for p in two][1:] == [None]


def test_who_wrote_a_mail_is_meant_by_the_undersigned() -> None:
    """Though an address stands behind the name."""
    people = read_people("Fra: Siri Lund <siri@vang.no>\nTil: Alle\n\nTil stede: Kari Berg (Vang) og undertegnede\n")

    assert [p.name for p in people] == ["Kari Berg", "Siri Lund"]


@pytest.mark.parametrize(
    "owner", ["Destination Lofoten", "Visit Nordfjord", "Nils Aas Kunstverksted", "Lie Bakeri", "Norsk Bergindustri"]
)
def test_names_of_firms_are_no_people(owner: str) -> None:
    """In a run behind the person who came for them."""
    people = read_people(f"Møtte: Kari Berg, {owner}, Ola Dal, NAV\n")

    assert [(p.name, p.affiliation_printed) for p in people] == [("Kari Berg", owner), ("Ola Dal", "NAV")]


def test_a_double_given_name_behind_a_municipality() -> None:
    """The municipality is nobody."""
    people = read_people("Deltakere\nLier       Kari Berg\nSande      Anne-Lise Dal\nModum      Ole-Martin Vik\n")

    assert [(p.name, p.affiliation_printed) for p in people] == [
        ("Kari Berg", "Lier"),
        ("Anne-Lise Dal", "Sande"),
        ("Ole-Martin Vik", "Modum"),
    ]


def test_a_county_is_not_cut_by_a_blank_line() -> None:
    """As converters leave it; and who stands behind a point is read with whom they came for."""
    people = read_people(
        "Gjester: Kari Berg, direktør i Bane NOR (sak 17). Ola Dal, Innlandet\n\nfylkeskommune (sak 18)\n"
    )

    assert [(p.name, p.affiliation_printed) for p in people] == [
        ("Kari Berg", "Bane NOR"),
        ("Ola Dal", "Innlandet fylkeskommune"),
    ]


def test_initials_before_the_name_in_brackets() -> None:
    """They are nobody's name."""
    people = read_people("Møtedeltakere: KB (Kari Berg, Vang), OD (Ola Dal, NAV)\n")

    assert [(p.name, p.affiliation_printed) for p in people] == [("Kari Berg", "Vang"), ("Ola Dal", "NAV")]


@pytest.mark.parametrize(
    "told",
    [
        "Forfall fra Siri Lund og Tor Bakke.",
        "Forfall var meldt av Siri Lund og Tor Bakke.",
        "Syk: Siri Lund, Tor Bakke",
    ],
)
def test_who_stayed_away_is_told_in_few_words(told: str) -> None:
    """As a sentence, or behind a label."""
    people = read_people(f"Til stede:\nKari Berg (leder), Ola Dal, Per Vik.\n{told}\n")

    assert [p.name for p in people][:3] == ["Kari Berg", "Ola Dal", "Per Vik"]
    assert [(p.name, p.status.value) for p in people][3:] == [("Siri Lund", "absent"), ("Tor Bakke", "absent")]


def test_a_word_left_over_is_no_office() -> None:
    """ "fra" parts two groups here."""
    people = read_people("Til stede: fra Vang: Kari Berg og Ola Dal, fra Gol: Per Vik\n")

    assert _tell(people) == [
        ("Kari Berg", "Vang", None, "present"),
        ("Ola Dal", "Vang", None, "present"),
        ("Per Vik", "Gol", None, "present"),
    ]
