"""Layouts of attendance lists that differ from one secretary to another."""

from reading_texts import parse_text, read_people

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


def test_those_invited_were_there_unless_a_list_tells_who_came() -> None:
    """An excuse below the invited takes one out; a list of those who met is the only one that counts."""
    people = read_people(
        "Innkalt: Kari Berg (Vang kommune), Ola Dal (Ål kommune)\nForfall: Ola Dal\n"
        "Til stede i tillegg: prosjektleder Per Vik\n"
    )
    assert _tell(people) == [
        ("Kari Berg", "Vang kommune", "present"),
        ("Ola Dal", "Ål kommune", "absent"),
        ("Per Vik", None, "present"),
    ]

    people = read_people("Innkalt: Kari Berg (Vang kommune), Ola Dal (Ål kommune)\nTil stede: Kari Berg\n")
    assert _tell(people) == [("Kari Berg", "Vang kommune", "present")]


def test_the_recipients_of_a_message_tell_whom_those_present_came_for() -> None:
    """The list of those who met names them only; who received the message without being there is not listed."""
    people = read_people(
        "Til: Kari Berg (Vang); Ola Dal (Ål); Per Vik (Gol)\nEmne: Referat\n\nTil stades: Kari Berg, Ola Dal\n"
    )

    assert _tell(people) == [("Kari Berg", "Vang", "present"), ("Ola Dal", "Ål", "present")]


def test_a_sentence_and_a_label_name_whom_somebody_stood_in_for() -> None:
    """The one who stands in sits in the member's seat."""
    for text in (
        "Til stede: Per Vik, Gol\nForfall: Kari Berg, Vang. For henne møtte varamedlem Ola Dal.\n",
        "Til stede: Per Vik, Gol\nForfall: Kari Berg, Vang\nVara for Kari Berg: Ola Dal.\n",
    ):
        people = {p.name: p for p in read_people(text)}
        assert people["Ola Dal"].status is Status.SUBSTITUTE, text
        assert people["Ola Dal"].substitute_for == people["Kari Berg"].number
        assert people["Ola Dal"].affiliation_printed == "Vang"
        assert people["Kari Berg"].status is Status.ABSENT


def test_a_label_behind_a_sentence_begins_a_list_of_its_own() -> None:
    """ "Sekretær:" after those excused names somebody who was there."""
    people = read_people(
        "Med på møtet: Kari Berg, Vang\n\nMelde forfall: Ola Dal (Ål kommune). Sekretær: Per Vik.\n"
        "Utan røysterett: Anne Lie, dagleg leiar · Jon Moe, kyrkjetenar\n"
    )

    assert [(p.name, p.role, p.status.value) for p in people] == [
        ("Kari Berg", None, "present"),
        ("Ola Dal", None, "absent"),
        ("Per Vik", "sekretær", "present"),
        ("Anne Lie", "dagleg leiar", "present"),
        ("Jon Moe", "kyrkjetenar", "present"),
    ]


def test_what_happened_is_no_office_and_no_label_is_somebody_to_represent() -> None:
    """ "(bare onsdag)" beside a name and an unknown label before names."""
    people = read_people("Til stede:\n\nKari Berg (bare onsdag)\nOla Dal, ingen vara møtte\nKom ikke: Per Vik\n")

    assert [(p.name, p.role, p.affiliation_printed, p.status.value) for p in people] == [
        ("Kari Berg", None, None, "present"),
        ("Ola Dal", None, None, "present"),
        ("Per Vik", None, None, "absent"),
    ]


def test_a_surname_and_comma_before_given_names_is_one_person() -> None:
    """Told by the dash behind the given names; a run of people with commas between them has none there."""
    people = read_people(
        "Til stede:\n\nLie, Kari Anne – Vang kommune, ordfører (leder)\nDal Moe, Ola – rådgiver\n"
        "Berg, Per – Ål kommune, varaordfører (vara for Anne Vik)\n"
    )

    assert [(p.name, p.affiliation_printed, p.role, p.status.value) for p in people] == [
        ("Kari Anne Lie", "Vang kommune", "ordfører", "present"),
        ("Ola Dal Moe", None, "rådgiver", "present"),
        ("Per Berg", "Ål kommune", "varaordfører", "substitute"),
        ("Anne Vik", "Ål kommune", None, "absent"),
    ]


def test_party_codes_stand_above_their_members() -> None:
    """Each code is a group of its own; "UAVH" is no party."""
    people = read_people(
        "## Frammøte\n\nAP\n\nKari Lie (utvalsleiar), Ola Dal\n\nH\n\nPer Berg\n\nUAVH\n\nJostein Vik\n", "mote.md"
    )

    assert [(p.name, p.affiliation_printed, p.party_printed) for p in people] == [
        ("Kari Lie", "AP", "AP"),
        ("Ola Dal", "AP", "AP"),
        ("Per Berg", "H", "H"),
        ("Jostein Vik", None, None),
    ]


def test_an_institution_behind_an_office_is_no_person() -> None:
    """Known by its last word, though shaped like a name of two words."""
    people = read_people("Gjest: Kari Lie, administrerende direktør, Testfjord Energi-klynge\nTil stede: Ola Dal\n")

    assert _tell(people) == [("Kari Lie", "Testfjord Energi-klynge", "present"), ("Ola Dal", None, "present")]


def test_whence_somebody_came_is_no_name() -> None:
    """ "frå kommunane" names nobody, and "frå Telemark fylkeskommune" belongs to the last one before it."""
    people = read_people(
        "Til stades var: Kari Lie og Ola Dal frå kommunane, Per Berg og Anne Vik frå Telemark fylkeskommune.\n"
    )

    assert _tell(people) == [
        ("Kari Lie", None, "present"),
        ("Ola Dal", None, "present"),
        ("Per Berg", None, "present"),
        ("Anne Vik", "Telemark fylkeskommune", "present"),
    ]


def test_a_sentence_tells_who_was_there_for_the_board() -> None:
    """Without a colon, and with offices before the names."""
    people = read_people("Tilstede fra styret var styreleder Kari Lie (Vang kommune) og Ola Dal (Ål kommune).\n")

    assert _tell(people) == [("Kari Lie", "Vang kommune", "present"), ("Ola Dal", "Ål kommune", "present")]


def test_the_first_item_may_hold_the_attendance_list() -> None:
    """Its parts have numbers of their own, and the text after them is the treatment."""
    meeting = parse_text(
        "PROTOKOLL FRÅ STYREMØTE\n\n1  OPNING\n\n1.1  Frammøtte\n\n"
        "     Lie Kari Anne       Vang kommune (styreleiar)\n"
        "     Dal Ola             brukarrepresentant, Fiskarlaget\n\n"
        "     Frå Kystverket møtte distriktssjef Per Moe (sak 2).\n\n"
        "1.2  Fråfall\n\n     Vik Anne            Gol kommune, vara ikkje innkalla\n\n"
        "2  MOLOEN\n\n2.1  Distriktssjef Moe gjekk gjennom forprosjektet.\n"
    )

    assert [(p.name, p.affiliation_printed, p.role, p.status.value) for p in meeting.attendees] == [
        ("Kari Anne Lie", "Vang kommune", "styreleiar", "present"),
        ("Ola Dal", "Fiskarlaget", "brukarrepresentant", "present"),
        ("Per Moe", "Kystverket", "distriktssjef", "present"),
        ("Anne Vik", "Gol kommune", None, "absent"),
    ]


def test_a_place_behind_a_full_name_is_whom_they_came_for() -> None:
    """Though it is a given name too, and the group "For Venstre:" leads us to expect names."""
    people = read_people("Til stades: Ola Dal\n\nForfall\n\nFor Venstre: Kari Lie, Flora\nFor Høgre: Per Moe, Vågsøy\n")

    assert [(p.name, p.affiliation_printed) for p in people] == [
        ("Ola Dal", None),
        ("Kari Lie", "Flora"),
        ("Per Moe", "Vågsøy"),
    ]


def test_sentences_end_behind_a_bracket_and_tell_who_reported_absence() -> None:
    """ "(Testfjord Hotell AS). Daglig leder …" is two sentences."""
    people = read_people(
        "Til stede fra styret var Kari Lie (Vang kommune) og Ola Dal (Testfjord Hotell AS). "
        "Daglig leder Per Moe møtte fra administrasjonen. Forfall var meldt av Anne Vik (Ål kommune).\n"
    )

    assert [(p.name, p.affiliation_printed, p.role, p.status.value) for p in people] == [
        ("Kari Lie", "Vang kommune", None, "present"),
        ("Ola Dal", "Testfjord Hotell AS", None, "present"),
        ("Per Moe", None, "daglig leder", "present"),
        ("Anne Vik", "Ål kommune", None, "absent"),
    ]


def test_initials_may_stand_before_the_names() -> None:
    """In a column of their own; "KL" is no hour there."""
    people = read_people("Deltakere:\n\nKL  Kari Lie, Vang kommune\nRE  Runar Eide, NHO\n")

    assert _tell(people) == [("Kari Lie", "Vang kommune", "present"), ("Runar Eide", "NHO", "present")]
    assert [p.aliases for p in people] == [("KL",), ("RE",)]


def test_a_stroke_parts_a_name_from_whom_they_came_for() -> None:
    """ "Kari Lie/Vang"; letters behind a stroke are initials only where they are those of the name."""
    people = read_people("Til stede: Kari Lie/Vang, Ola Dal/OD, Per Moe/NHO\n")

    assert _tell(people) == [
        ("Kari Lie", "Vang", "present"),
        ("Ola Dal", None, "present"),
        ("Per Moe", "NHO", "present"),
    ]


def test_a_label_and_a_sentence_tell_whence_people_came() -> None:
    """ "Til stede fra Vang: … Fra Gol: …" on one line; an office that names an institution is none of the person's."""
    people = read_people(
        "Til stede fra Vang: Kari Lie og Ola Dal. Fra Gol: Per Moe.\nAndre: Anne Vik, Fylkesmannen i Oppland\n"
        "Referent: Jon Berg (sekretariatet)\n"
    )

    assert [(p.name, p.affiliation_printed, p.role) for p in people] == [
        ("Kari Lie", "Vang", None),
        ("Ola Dal", "Vang", None),
        ("Per Moe", "Gol", None),
        ("Anne Vik", "Fylkesmannen i Oppland", None),
        ("Jon Berg", "sekretariatet", "referent"),
    ]


def test_a_column_names_who_came_instead() -> None:
    """Nobody represents a person."""
    people = read_people(
        "| Navn | Parti | Møtt | Vara |\n|---|---|---|---|\n| Kari Lie | AP | x | |\n| Ola Dal | H | | Per Moe |\n",
        "mote.md",
    )

    assert [(p.name, p.affiliation_printed, p.party_printed, p.status.value, p.substitute_for) for p in people] == [
        ("Kari Lie", None, "AP", "present", None),
        ("Ola Dal", None, "H", "absent", None),
        ("Per Moe", None, "H", "substitute", 2),
    ]


def test_given_names_are_completed_from_the_recipients() -> None:
    """Where one of them only bears the name; "i hans sted" means who was excused in the sentence."""
    people = read_people(
        "Til: Ola Dal; Per Moe; Per Vik\nEmne: Referat\n\nTil stede var Ola og Per. "
        "Jon Berg (Ål) hadde meldt forfall, og Siri Lund møtte i hans sted.\n"
    )

    assert [(p.name, p.affiliation_printed, p.status.value) for p in people] == [
        ("Ola Dal", None, "present"),
        ("Per", None, "present"),
        ("Jon Berg", "Ål", "absent"),
        ("Siri Lund", "Ål", "substitute"),
    ]


def test_two_tabs_leave_a_cell_empty() -> None:
    """So that the mark stands under "Fravær", and not under "Til stede"."""
    people = read_people("Navn\tOrganisasjon\tTil stede\tFravær\nKari Lie\tVang\tx\t\nOla Dal\tGol\t\tx\n")

    assert _tell(people) == [("Kari Lie", "Vang", "present"), ("Ola Dal", "Gol", "absent")]


def test_two_people_may_stand_beside_each_other() -> None:
    """In a list that is set in columns; and an office may stand with a name in its column."""
    people = read_people("Til stede:\n  Kari Lie, Vang          Ola Dal, Gol\n  Per Moe, rådmann        Ål kommune\n")

    assert [(p.name, p.affiliation_printed, p.role) for p in people] == [
        ("Kari Lie", "Vang", None),
        ("Ola Dal", "Gol", None),
        ("Per Moe", "Ål kommune", "rådmann"),
    ]


def test_what_is_nobody_is_not_listed() -> None:
    """Heads of columns, whom somebody spoke for, and what stands where others have a party."""
    people = read_people(
        "Til stede:\nNavn Kommune Rolle\n* Kari Lie, Vang kommune - stilte for Ringeriksregionen\n* Per Moe (uavh.)\n"
        "Fraværende med gyldig grunn: Siri Nes\n"
    )

    assert [(p.name, p.affiliation_printed, p.role, p.status.value) for p in people] == [
        ("Kari Lie", "Vang kommune", None, "present"),
        ("Per Moe", None, None, "present"),
        ("Siri Nes", None, None, "absent"),
    ]


def _pair_members(people: tuple[Attendance, ...]) -> dict[str, str]:
    """Who came instead → the member."""
    names = {person.number: person.name for person in people}
    return {p.name: names[p.substitute_for] for p in people if p.substitute_for}


def test_who_came_instead_stands_behind_the_member() -> None:
    """Behind a dash, in brackets or behind a comma; "vara for" turns the two round."""
    people = read_people(
        "Til stede:\nKari Lie (Lier) – vara: Ola Dal\nSiri Holm (vara: Geir Lund)\nAnne Moe, møtte vara Jon Berg\n"
        "Knut Haug (vara for Lise Strand)\nPer Vik, Vang\nForfall: Eva Brun (vara Nils Dahl)\n"
    )

    assert _pair_members(people) == {
        "Ola Dal": "Kari Lie",
        "Geir Lund": "Siri Holm",
        "Jon Berg": "Anne Moe",
        "Knut Haug": "Lise Strand",
        "Nils Dahl": "Eva Brun",
    }
    assert {p.name for p in people if p.status is Status.ABSENT} == {
        "Kari Lie", "Siri Holm", "Anne Moe", "Lise Strand", "Eva Brun",
    }  # fmt: skip


def test_columns_with_single_blanks_end_in_the_place() -> None:
    """Three lines or more tell that the last word is no surname; an organisation of several words is one, too."""
    people = read_people(
        "Til stede:\nKari Lie Lier kommune\nOla Dal Drammen\nPer Anders Vik Innovasjon Norge\nBerit Moe Asker\n"
    )

    assert [(p.name, p.affiliation_printed) for p in people] == [
        ("Kari Lie", "Lier kommune"),
        ("Ola Dal", "Drammen"),
        ("Per Anders Vik", "Innovasjon Norge"),
        ("Berit Moe", "Asker"),
    ]


def test_a_place_behind_few_of_the_names_is_a_surname() -> None:
    """Where most lines hold a name alone, "Ola Dal Grimstad" is called so."""
    people = read_people("Til stede:\nKari Lie\nOla Dal Grimstad\nPer Vik\nBerit Moe\n")

    assert [(p.name, p.affiliation_printed) for p in people] == [
        ("Kari Lie", None), ("Ola Dal Grimstad", None), ("Per Vik", None), ("Berit Moe", None),
    ]  # fmt: skip


def test_surname_first_with_the_owner_in_brackets() -> None:
    """As meeting programs list who took part; also where the given name is in no list."""
    people = read_people(
        "Deltok (3)\nDal, Tor Magne (Inderøy kommune)\nKhalili, Zubin (Trondheim kommune)\nLie-Bakken, Kari (Orkland)\n"
    )

    assert [(p.name, p.affiliation_printed) for p in people] == [
        ("Tor Magne Dal", "Inderøy kommune"),
        ("Zubin Khalili", "Trondheim kommune"),
        ("Kari Lie-Bakken", "Orkland"),
    ]


def test_list_without_a_label() -> None:
    """Lines in a row that each name a person and whom they came for are those who met, where no label tells."""
    text = "Referat fra møte\n4. mai 2021\n\nKari Lie, Lier kommune\nOla Dal, Drammen\nPer Vik, NAV\n\nVel møtt.\n"

    assert _tell(read_people(text)) == [
        ("Kari Lie", "Lier kommune", "present"),
        ("Ola Dal", "Drammen", "present"),
        ("Per Vik", "NAV", "present"),
    ]


def test_names_below_the_title_without_whom_they_came_for_are_no_list() -> None:
    """Nor are two lines: they may have signed, or be told of."""
    assert read_people("Referat\n4. mai 2021\n\nKari Lie\nOla Dal\nPer Vik\n") == ()
    assert read_people("Referat\n4. mai 2021\n\nKari Lie, Lier kommune\nOla Dal, Drammen\n") == ()


def test_two_lines_in_columns_are_a_list() -> None:
    """A name and a place beside each other, twice, are set so on purpose."""
    assert _tell(read_people("Kari Lie        Lier\nOla Dal         Hol\n")) == [
        ("Kari Lie", "Lier", "present"), ("Ola Dal", "Hol", "present"),
    ]  # fmt: skip


def test_quoted_mail_is_read_as_what_it_quotes() -> None:
    """The marks of a message that was passed on belong to no line of it, twice quoted or once."""
    meeting = parse_text(
        "> Referat fra møte i Regionrådet\n> Dato: 4. mai 2021\n>\n> Til stede: Kari Lie, Lier kommune\n>\n"
        ">> 1) Godkjenning av innkalling\n>> Godkjent.\n>>\n>> 2) Jernbanen\n>> Kari Lie mente at toget må gå.\n"
    )

    assert [(p.name, p.affiliation_printed) for p in meeting.attendees] == [("Kari Lie", "Lier kommune")]
    assert [item.title for item in meeting.agenda] == ["Godkjenning av innkalling", "Jernbanen"]
    assert [turn.text for turn in meeting.contributions] == ["Kari Lie mente at toget må gå."]


def test_dots_lead_from_the_name_to_the_place() -> None:
    """With or without blanks around them, as a form prints them."""
    people = read_people("Møtende:\nRagnar Hov, leder........... Vågan\nElla Moe ..............Røst\n")

    assert [(p.name, p.affiliation_printed, p.role) for p in people] == [
        ("Ragnar Hov", "Vågan", "leder"), ("Ella Moe", "Røst", None),
    ]  # fmt: skip


def test_a_place_behind_a_name_stands_below_a_label_too() -> None:
    """The list above shows that single blanks part them; without such a list it may be a surname."""
    below = "\nForfall: Siri Holm Modum\n"
    people = read_people(f"Til stede:\nOla Dal Drammen\nKari Lie Modum\nPer Vik Sigdal\n{below}")

    assert _tell(people)[-1] == ("Siri Holm", "Modum", "absent")
    assert _tell(read_people(f"Til stede: Ola Dal, Drammen\n{below}"))[-1] == ("Siri Holm Modum", None, "absent")


def test_party_in_the_first_column_is_whom_the_person_stands_for() -> None:
    """Also where no list knows the given name."""
    people = read_people(
        "Medlemmer som møtte:\n"
        "Arbeiderpartiet            Siri Holm (ordfører)\n"
        "Fremskrittspartiet         Xerxa Oksnes\n"
    )

    assert [(p.name, p.affiliation_printed) for p in people] == [
        ("Siri Holm", "Arbeiderpartiet"), ("Xerxa Oksnes", "Fremskrittspartiet"),
    ]  # fmt: skip
