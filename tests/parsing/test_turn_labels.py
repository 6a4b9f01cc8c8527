"""Labels of turns in the ways that secretaries write them, and what has no label."""

import pytest
from reading_texts import describe_turns, parse_text

from naeringsgraf.model.meeting import Meeting

HEAD = """Referat fra møte i Rådet

Dato: 4. februar 2020

Til stede: Ordfører Kari Berg (Drammen), rådmann Ola Dalen (Lier), Per Moe (Hole), Siri Vangen (Statnett)

"""


def parse_round(text: str, name: str = "mote.md") -> Meeting:
    """Parse a text as the only item of note."""
    items = (
        "## 1. Runde\n\n{}\n\n## 2. Eventuelt\n\nIntet.\n"
        if name.endswith("md")
        else "Sak 1 Runde\n\n{}\n\nSak 2 Ymse\n"
    )
    return parse_text(HEAD + items.format(text), name)


@pytest.mark.parametrize(
    "label",
    [
        "Kari Berg, Drammen:", "Kari Berg (Drammen):", "**Kari Berg (Drammen):**", "Kari Berg:", "Kari:",
        "Ordfører Berg:",
        "Drammen v/Kari Berg:", "Drammen v/ordføreren:", "Drammen v/Berg:", "Drammen:", "Drammen kommune:",
        "Ordføreren i Drammen:", "Kari Berg –", "Kari Berg (Drammen) -", "Drammen –", "- Kari Berg:", "* Drammen:",
        "Drammen (Kari Berg):", "Drammen (v/Kari):", "Innspill fra Kari Berg:",
        "Spørsmål fra Kari:", "Kommentar (Kari Berg):",
    ],
)  # fmt: skip
def test_each_label_gives_the_turn_to_the_one_it_names(label: str) -> None:
    """By name, by place where one came for it, by office, with a colon or a dash, in a list or not."""
    meeting = parse_round(f"{label} Vi trenger bedre vei.\n\nOla Dalen: Enig.")

    assert describe_turns(meeting) == [("Kari Berg", "Vi trenger bedre"), ("Ola Dalen", "Enig.")]


@pytest.mark.parametrize(
    "mark", ["### Drammen\n\n", "**Drammen**\n\n", "**Drammen:**\n\n", "Drammen\n", "**Kari Berg, Drammen**\n\n"]
)
def test_a_line_that_names_a_speaker_holds_for_what_stands_below(mark: str) -> None:
    """A heading, a bold line or a line above a list; each bullet goes on with the turn."""
    meeting = parse_round(f"{mark}- Ny plan er vedtatt.\n- Mangler kraft.\n\n### Lier\n\n- Fjordbyen går videre.")

    assert describe_turns(meeting) == [("Kari Berg", "Ny plan er"), ("Ola Dalen", "Fjordbyen går videre.")]
    assert meeting.contributions[0].text.endswith("Mangler kraft.")
    assert meeting.decisions == ()


def test_a_table_of_places_and_what_they_said_holds_turns() -> None:
    """ "Kommune | Innspill" is a round."""
    meeting = parse_round("| Kommune | Innspill |\n|---|---|\n| Drammen | Trenger kraft. |\n| Lier | Vil ha tog. |")

    assert describe_turns(meeting) == [("Kari Berg", "Trenger kraft."), ("Ola Dalen", "Vil ha tog.")]


def test_a_place_that_two_came_for_has_no_speaker() -> None:
    """Whom the turn is for is known; who spoke is not."""
    text = HEAD.replace("Per Moe (Hole)", "Per Moe (Lier)") + "Sak 1 Runde\n\nLier: Vil ha tog.\n\nSak 2 Ymse\n"

    (turn,) = parse_text(text).contributions
    assert (turn.speaker, turn.on_behalf_printed) == (None, "Lier")


def test_an_answer_is_to_the_one_who_asked() -> None:
    """ "Svar fra X:" answers the turn before it; "Svar:" alone is nobody's."""
    meeting = parse_round(
        "Spørsmål fra Kari Berg: Når kommer linja?\n\nSvar fra Siri Vangen: I 2025.\n\n"
        "Spm. Ola: Hva koster den?\n\nSvar: Mye.",
        "mote.txt",
    )

    assert [(t.speaker, t.replies_to) for t in meeting.contributions] == [(1, ()), (4, (1,)), (2, ()), (None, ())]


def test_what_is_said_in_brackets_behind_a_label_is_its_own_turn() -> None:
    """ "... (Kari: Gratulerer!)" is Kari's, and answers."""
    meeting = parse_round("Ola Dalen: Fjordbyen går videre. (Kari: Gratulerer!)")

    assert describe_turns(meeting) == [("Ola Dalen", "Fjordbyen går videre."), ("Kari Berg", "Gratulerer!")]
    assert meeting.contributions[1].replies_to == (2,)


@pytest.mark.parametrize("label", ["Mads", "Fylkesmannen", "NHO", "Modum", "Fiskarlaget Vest"])
def test_a_label_of_somebody_who_is_not_listed_ends_the_turn_before(label: str) -> None:
    """What they said is never given to whoever spoke last."""
    meeting = parse_round(f"Kari Berg: Vi trenger kraft.\n\n{label}: Det er for dyrt å bygge.", "mote.txt")

    assert describe_turns(meeting)[0] == ("Kari Berg", "Vi trenger kraft.")
    assert [t.speaker for t in meeting.contributions] == [1, None]


def test_a_label_that_nobody_has_is_told_as_unread() -> None:
    """It looks like a speaker."""
    assert [u.text for u in parse_round("Mads: Hva med tog?\n\nKari Berg: Ja.").unread] == ["Mads"]


def test_a_surname_is_no_municipality() -> None:
    """ "Berg:" is short for Kari Berg where she is listed, and nobody's where she is not; never Berg kommune's."""
    head = "Referat fra møte i Rådet\n\nDato: 4. februar 2018\n\nTil stede: Ola Dalen (Lier)\n\n"
    turns = parse_text(head + "Sak 1 Runde\n\nBerg: Vi trenger ny riksvei nå.\n\nSak 2 Ymse\n").contributions

    assert [(t.speaker, t.on_behalf_printed) for t in turns] == [(None, None)]


@pytest.mark.parametrize(
    "line", ["Drammen – Oslo tar for lang tid.", "Lier – Drammen må ha dobbeltspor.", "Konklusjon: Vi venter."]
)
def test_a_stretch_of_rail_and_a_caption_are_no_labels(line: str) -> None:
    """Two places with a dash between them are no speaker."""
    assert [t for t in parse_round(line, "mote.txt").contributions if t.speaker] == []


def test_a_caption_in_a_list_leaves_the_turn_to_who_is_told() -> None:
    """ "Brua: pengene er borte. Ordfører Berg minte om ..." is Berg's from there on."""
    meeting = parse_round("- Storbrua: bompengene er borte fra nyttår. Ordfører Berg minnet om ferja.")

    assert describe_turns(meeting) == [("Kari Berg", "Ordfører Berg minnet")]


def test_a_narrated_line_below_a_label_is_a_turn_of_its_own() -> None:
    """The label holds for its own lines, and not for a line that tells who spoke next."""
    meeting = parse_round("Lier: Fjordbyen går videre.\nFra Drammen ble det spurt om togene.", "mote.txt")

    assert describe_turns(meeting) == [("Ola Dalen", "Fjordbyen går videre."), ("Kari Berg", "Fra Drammen ble")]


def test_items_may_be_named_by_who_speaks() -> None:
    """A heading "Drammen v/Kari Berg" is an item, and its text is what Kari Berg said, unless it tells of another."""
    meeting = parse_text(
        HEAD + "## Innledning\n\nSiri Vangen ønsket velkommen.\n\n## Drammen v/Kari Berg\n\nVi mangler areal.\n\n"
        "## Lier\n\nVil ha tog.\n\n## Hole\n\nSiri Vangen viste til køen.\n",
        "mote.md",
    )

    assert describe_turns(meeting) == [
        ("Siri Vangen", "Siri Vangen ønsket"),
        ("Kari Berg", "Vi mangler areal."),
        ("Ola Dalen", "Vil ha tog."),
        ("Siri Vangen", "Siri Vangen viste"),
    ]


def test_a_bullet_may_end_with_who_said_it() -> None:
    """ "(Kari Berg)" or "(Lier)" behind what was said; other brackets sign nothing."""
    meeting = parse_round("- E134 må utbedres (Kari Berg)\n- Behov for ny kai (Lier)\n- Ønske om tog (se egen sak)")

    assert [name for name, _ in describe_turns(meeting)] == ["Kari Berg", "Ola Dalen", None]


def test_short_names_of_those_represented_are_labels() -> None:
    """The first word of a longer name, and "Fylkeskommunen", where only one can be meant."""
    head = (
        "Referat fra møte i Rådet\n\nDato: 4. februar 2021\n\nTil stede: Kari Berg, Høgskulen på Vestlandet · "
        "Ola Dalen, Vestland fylkeskommune · Per Moe, Sunnfjord kommune\n\nSak 1 Runde\n\n"
    )
    text = "Høgskulen: Startar ny bachelor.\nFylkeskommunen: Lyser ut midlar.\nSunnfjord: Ny næringssjef.\n"

    assert [name for name, _ in describe_turns(parse_text(f"{head}{text}\nSak 2 Ymse\n"))] == [
        "Kari Berg",
        "Ola Dalen",
        "Per Moe",
    ]


def test_that_somebody_was_not_there_is_no_turn() -> None:
    """ "Hole – ikke til stede."."""
    assert [
        name for name, _ in describe_turns(parse_round("Lier: Vil ha tog.\nHole – ikke til stede.", "mote.txt"))
    ] == ["Ola Dalen"]


def test_a_label_may_tell_whom_it_is_put_to() -> None:
    """ "Kari til Ola:" is Kari, who answers Ola."""
    meeting = parse_round("Ola Dalen: Vi vil ha tog.\n\nPer Moe: Vi vil ha buss.\n\nKari til Ola: Ja takk.")

    assert [who for who, _ in describe_turns(meeting)] == ["Ola Dalen", "Per Moe", "Kari Berg"]
    assert meeting.contributions[2].replies_to == (meeting.contributions[0].speaker,)


@pytest.mark.parametrize("label", ["Fra diskusjonen:", "Frå drøftinga:", "Innspill fra salen:", "Debatt:"])
def test_bullets_below_a_label_of_the_discussion_are_nobodys(label: str) -> None:
    """Though the turn above had a label."""
    meeting = parse_round(
        f"Ola Dalen: Vi vil ha tog.\n\n{label}\n\n- Prisen på kraft er for høy\n- Mangler folk i bygda"
    )

    assert [who for who, _ in describe_turns(meeting)] == ["Ola Dalen", None, None]


def test_a_passage_below_a_labelled_turn_is_kept_where_several_stand_for_it() -> None:
    """It ends the turn above, and its sentences after the first are not lost with it."""
    meeting = parse_round(
        "Kari Berg: Kraft mangler.\n\nDet ble en lengre samtale etterpå. Flere mente at nettet må bygges nå."
    )

    assert [turn.text for turn in meeting.contributions] == [
        "Kraft mangler.", "Det ble en lengre samtale etterpå. Flere mente at nettet må bygges nå.",
    ]  # fmt: skip


def test_an_entry_beside_a_labelled_one_is_no_part_of_it() -> None:
    """In a list where each entry begins with who said it."""
    meeting = parse_round("- Ola Dalen: Vi vil ha tog.\n- Det bør lages en felles plan for tog.")

    assert [who for who, _ in describe_turns(meeting)] == ["Ola Dalen", None]


@pytest.mark.parametrize(
    "text",
    [
        "Er samd med Lier om tog.", "Slutter oss helt til Lier.", "Motsatt av Lier vil vi ha buss.",
        "Det Lier sier, stemmer ikke.", "Støtter forslaget fra Lier.", "Kjenner oss ikke igjen i det Lier forteller.",
        "Er helt enig.", "Støtter dette.", "Til det er svaret ja.",
    ],
)  # fmt: skip
def test_an_answer_names_the_place_or_follows_at_once(text: str) -> None:
    """Whoever spoke for the place is answered; where nobody is named, the turn before."""
    meeting = parse_round(f"Lier v/Ola Dalen: Vi vil ha tog.\n\nKari Berg: {text}")

    assert meeting.contributions[1].replies_to == (meeting.contributions[0].speaker,)


def test_thanks_for_an_answer_go_to_the_one_who_gave_it() -> None:
    """Only where the turn before answered the one who thanks."""
    meeting = parse_round("Kari Berg: Når kommer toget?\n\nOla Dalen: I juni.\n\nKari Berg: Takk. Da venter vi.")

    kari, ola, thanks = meeting.contributions
    assert (ola.replies_to, thanks.replies_to) == ((kari.speaker,), (ola.speaker,))


MORE = HEAD.replace("\n\nTil stede: ", "\n\nTil stede: Ordfører Nils Rud (Modum), næringssjef Eva Strøm (Modum), ")


@pytest.mark.parametrize(
    ("label", "name", "place"),
    [
        ("Modum v/ ordfører Rud:", "Nils Rud", "Modum"), ("Modum v/næringssjef Strøm:", "Eva Strøm", "Modum"),
        ("Modum (ordføreren):", "Nils Rud", "Modum"), ("Modum (næringssjefen):", "Eva Strøm", "Modum"),
        ("Modum (rådmannen):", None, "Modum"), ("Spørsmål fra Modum (Eva Strøm):", "Eva Strøm", "Modum"),
        ("Oppfølging frå Modum (ordførar Rud):", "Nils Rud", "Modum"), ("Svar (rådmann Dalen):", "Ola Dalen", None),
        ("Svar fra ordfører Rud:", "Nils Rud", None), ("Næringsliv (Strøm):", "Eva Strøm", None),
        ("Fiske og fritid (Moe):", "Per Moe", None), ("Industri (Jensen):", None, None),
        ("Offerdal (Berg):", None, None),
    ],
)  # fmt: skip
def test_a_label_joins_a_place_or_an_interest_with_an_office_or_a_surname(
    label: str, name: str | None, place: str | None
) -> None:
    """Somebody unlisted stays nobody, and a surname in brackets is no municipality."""
    meeting = parse_text(f"{MORE}Sak 1 Runde\n\n{label} Vi trenger bedre vei.\n\nSak 2 Ymse\n")

    names = {person.number: person.name for person in meeting.attendees}
    (turn,) = meeting.contributions
    assert (names.get(turn.speaker or 0), turn.on_behalf_printed) == (name, place)


def test_a_question_after_a_question_answers_nobody() -> None:
    """Questions put one after the other in a list."""
    meeting = parse_round("Spørsmål fra Kari: Når kommer toget?\n\nSpørsmål fra Ola: Hva koster brua?\n\nPer: I juni.")

    assert [turn.replies_to for turn in meeting.contributions] == [(), (), (2,)]


@pytest.mark.parametrize(
    ("brackets", "name"),
    [
        ("(Kari)", "Kari Berg"), ("(også Kari)", "Kari Berg"), ("(Kari, Drammen)", "Kari Berg"),
        ("[Berg]", "Kari Berg"), ("(fra Drammen)", "Kari Berg"), ("(innspill fra Kari Berg)", "Kari Berg"),
        ("(v/Berg)", "Kari Berg"),
        ("(Kari, Drammen – kommentar til Lier)", "Kari Berg"), ("(se egen sak)", None), ("(jf. Lier)", None),
        ("(Bergen)", None),
    ],
)  # fmt: skip
def test_what_signs_an_entry_may_tell_how_and_to_whom_it_was_said(brackets: str, name: str | None) -> None:
    """Words before and after the name; a reference signs nothing."""
    meeting = parse_round(f"- Det må bygges ny bro over elva {brackets}\n- Vi vil ha tog (Ola)")

    assert [who for who, _ in describe_turns(meeting)] in ([name, "Ola Dalen"], ["Ola Dalen"])
    assert name is None or meeting.contributions[0].on_behalf_printed in (None, "Drammen")


def test_a_signed_answer_goes_to_the_question_above_it() -> None:
    """ "Svar: ... (Siri)" between other entries of a list."""
    meeting = parse_round("- Når kommer linja? (Kari)\n- Svar: I 2030. (Siri)\n- Det er for sent (Ola, Lier)")

    assert [who for who, _ in describe_turns(meeting)] == ["Kari Berg", "Siri Vangen", "Ola Dalen"]
    assert [turn.replies_to for turn in meeting.contributions] == [(), (1,), ()]


def test_a_place_that_two_came_for_speaks_by_the_one_who_is_told_next() -> None:
    """In the same passage, and only where the one told came for that place."""
    text = (
        "Fra Modum ble det vist til køen. Eva Strøm ville ikke vente.\n\nFra Modum ble det spurt om tog. Dalen tvilte."
    )
    meeting = parse_text(f"{MORE}Sak 1 Runde\n\n{text}\n\nSak 2 Ymse\n")

    assert [who for who, _ in describe_turns(meeting)] == ["Eva Strøm", None, "Ola Dalen"]
    assert [turn.on_behalf_printed for turn in meeting.contributions] == ["Modum", "Modum", None]


def test_question_and_answer_by_place_are_those_who_are_told_in_them() -> None:
    """ "Spørsmål fra Modum: ... Rud viste til ..." is Rud's."""
    text = "Spørsmål fra Modum: Når kommer toget? Rud viste til køen.\n\nSvar fra Statnett: Vangen sa at det tar tid."
    meeting = parse_text(f"{MORE}Sak 1 Runde\n\n{text}\n\nSak 2 Ymse\n")

    asked, answered = meeting.contributions
    assert describe_turns(meeting) == [("Nils Rud", "Når kommer toget?"), ("Siri Vangen", "Vangen sa at")]
    assert answered.replies_to == (asked.speaker,)


def test_the_last_column_of_a_table_holds_who_said_what() -> None:
    """ "Tilbud | Status | Innspill" with labels in the cells; a cell without one is no turn nor part of one."""
    rows = "| Buss | Går | Kari: Må gå oftere. |\n| Ferje | Stengt | Ola: Staten bør betale. |\n| Tog | Nei | Ingen |"
    meeting = parse_round(f"| Tilbud | Status | Innspill |\n|---|---|---|\n{rows}")

    assert describe_turns(meeting) == [("Kari Berg", "Må gå oftere."), ("Ola Dalen", "Staten bør betale.")]
    assert meeting.contributions[1].text == "Staten bør betale."


def test_a_table_of_tasks_holds_no_turns() -> None:
    """Those in charge have said nothing."""
    rows = "| Sende brev | Kari | 1. mai |\n| Lage utkast | Ola | 1. juni |"

    assert parse_round(f"| Hva | Hvem | Frist |\n|---|---|---|\n{rows}").contributions == ()


@pytest.mark.parametrize("how", ["(Teams)", "(på Teams)", "(via video)", "(digitalt)"])
def test_how_somebody_took_part_is_no_place(how: str) -> None:
    """Behind the name in a label."""
    (turn,) = parse_round(f"Lier v/ rådmann Dalen {how}: Vi vil ha tog.").contributions

    assert (turn.speaker, turn.on_behalf_printed) == (2, "Lier")


@pytest.mark.parametrize("order", ["Innspel | Frå | Svar", "Fra | Innspill | Svar fra sekretariatet"])
def test_a_table_of_what_was_said_by_whom_and_answered(order: str) -> None:
    """The answer is nobody's, and no part of what was said."""
    cells = {"i": "Staten bør betale.", "f": "Lier v/ Dalen", "s": "Det er meldt inn."}
    row = " | ".join(cells[head.strip()[0].lower()] for head in order.split("|"))
    meeting = parse_round(f"| {order} |\n|---|---|---|\n| {row} |")

    assert [turn for turn in describe_turns(meeting) if turn[0]] == [("Ola Dalen", "Staten bør betale.")]
    assert meeting.contributions[0].text == "Staten bør betale."


@pytest.mark.parametrize(
    "head", ["Innspill fra | Innhold", "Taler | Hovedpunkter", "Bedrift | Hva ble sagt", "Navn | Synspunkter"]
)
def test_a_table_of_who_said_what_may_have_many_heads(head: str) -> None:
    """Somebody is told by place and name, by surname behind "v/", or by place."""
    meeting = parse_round(
        f"| {head} |\n|---|---|\n| Drammen v/Kari Berg | Trenger kraft. |\n| Lier v/Dalen | Vil ha tog. |"
    )

    assert describe_turns(meeting) == [("Kari Berg", "Trenger kraft."), ("Ola Dalen", "Vil ha tog.")]


def test_a_row_of_such_a_table_whose_speaker_is_nobody_ends_the_turn_before() -> None:
    """Its words are not of whoever stands in the row above."""
    meeting = parse_round(
        "| Fra | Innspill |\n|---|---|\n| Lier | Vil ha tog. |\n| Velforeninga | Har sendt et brev om støy. |"
    )

    assert describe_turns(meeting) == [("Ola Dalen", "Vil ha tog.")]


@pytest.mark.parametrize("other", ["Lier", "Ola", "KB"])
def test_words_to_somebody_are_no_label(other: str) -> None:
    """ "Til Lier: ..." is put to Lier by the one who has the floor."""
    meeting = parse_round(f"**Hole**\n\nTil {other}: Det er ikke plass i år.\n\nOla Dalen: Greit.")

    assert describe_turns(meeting) == [("Per Moe", "Til " + other + ": Det"), ("Ola Dalen", "Greit.")]


@pytest.mark.parametrize(
    "caption", ["**Kø for tilknytning:**", "Drammensbanen:", "*Pris:*", "Fv. 156:", "Rv. 4 ved Roa:"]
)
def test_the_head_of_an_entry_is_no_part_of_what_is_told_in_it(caption: str) -> None:
    """In a list of points each may have a head; a sentence about nobody begins no turn."""
    meeting = parse_round(
        f"- {caption} Berg fortalte at det er fullt.\n- {caption} Deretter spurte Dalen om tog.\n- Pris: Det ble dyrt."
    )

    told = [turn for turn in describe_turns(meeting) if turn[0]]
    assert told == [("Kari Berg", "Berg fortalte at"), ("Ola Dalen", "Deretter spurte Dalen")]


def test_each_point_that_names_its_speaker_is_a_turn() -> None:
    """Also where the one above is of the same; a point that goes on without a name is not."""
    meeting = parse_round(
        "- Berg orienterte om nettet.\n    - Berg ba om en plan.\n    - Hun viste til køen.\n- Dalen var enig."
    )

    assert describe_turns(meeting) == [
        ("Kari Berg", "Berg orienterte om"),
        ("Kari Berg", "Berg ba om"),
        ("Ola Dalen", "Dalen var enig."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Frå utvalet vart det elles peika på at køen er lang.", "Fra ulike hold ble det nevnt at køen er lang.",
        "Det ble også snakket om at køen er lang.", "Det vart bemerka at køen er lang.",
        "Det visste ingen på stående fot.",
    ],
)  # fmt: skip
def test_a_line_of_nobody_ends_a_labelled_turn(line: str) -> None:
    """It stands in the same paragraph, and is told of several, or of nobody."""
    meeting = parse_round(f"Ola Dalen: Når kommer toget?\n{line}", "mote.txt")

    assert describe_turns(meeting)[0] == ("Ola Dalen", "Når kommer toget?")
    assert [turn.speaker for turn in meeting.contributions] == [2, None]


def test_a_line_of_somebody_goes_on_with_a_labelled_turn() -> None:
    """What the place itself did is part of what is said of it."""
    meeting = parse_round("Ola Dalen: Når kommer toget?\nDet ble lovet i fjor, og ingen har sett det.", "mote.txt")

    assert [turn.speaker for turn in meeting.contributions] == [2]


def test_a_label_of_place_and_surname_is_read_as_the_others_are() -> None:
    """ "Hole:" is the place where the round is by place, and Eva Hole where turns are labelled by surname."""
    head = HEAD.replace("Siri Vangen (Statnett)", "Siri Vangen (Statnett), Eva Hole (sekretariatet)")
    places = f"{head}Sak 1 Runde\n\nDrammen: Vil ha tog.\n\nHole: Per sa at det haster.\n\nLier: Enig.\n\nSak 2 Ymse\n"
    names = f"{head}Sak 1 Runde\n\nBerg: Vil ha tog.\n\nHole: Det haster.\n\nDalen: Enig.\n\nSak 2 Ymse\n"

    assert [who for who, _ in describe_turns(parse_text(places))] == ["Kari Berg", "Per Moe", "Ola Dalen"]
    assert [who for who, _ in describe_turns(parse_text(names))] == ["Kari Berg", "Eva Hole", "Ola Dalen"]


BERG_AND_DALEN = [("Kari Berg", "Vi trenger kraft."), ("Ola Dalen", "Vil ha tog.")]


@pytest.mark.parametrize(
    "text",
    [
        "| Kommune | Navn | Innspill |\n|---|---|---|\n| Drammen | Kari Berg | Vi trenger kraft. |\n"
        "| Lier | Ola Dalen | Vil ha tog. |",
        "09:05 Kari Berg: Vi trenger kraft.\n\n[09.12] Ola Dalen (Lier): Vil ha tog.",
        "10.05 - Kari Berg: Vi trenger kraft.\n\n10.12:30 Drammen: Vil ha tog.".replace("Drammen", "Lier"),
        "a) Drammen: Vi trenger kraft.\n\nb) Lier: Vil ha tog.",
        "1) Kari Berg (Drammen)\nVi trenger kraft.\n\n2) Ola Dalen (Lier)\nVil ha tog.",
        "Kari Berg (Drammen), innlegg: Vi trenger kraft.\n\nOla Dalen – replikk: Vil ha tog.",
        "**Kari Berg (Drammen)** Vi trenger kraft.\n\n**Ola Dalen (Lier)** Vil ha tog.",
    ],
)
def test_labels_stand_in_many_layouts(text: str) -> None:
    """With the name in a column of its own, behind a time or a letter, above the words, or in bold without a mark."""
    assert describe_turns(parse_round(text)) == BERG_AND_DALEN


@pytest.mark.parametrize(
    "text",
    [
        "| Navn | Kommune | Merknad |\n|---|---|---|\n| Kari Berg | Drammen | Gikk klokka ti |",
        "09:05 Lunsj: Rundstykker og kaffe.", "10.30 Drammen – Oslo er stengt.",
        "Kari Berg (Drammen) Ola Dalen (Lier)", "a) Vedlegg: Kart over banen.",
    ],
)  # fmt: skip
def test_lists_and_programmes_are_no_labels(text: str) -> None:
    """Somebody in a list has said nothing, and a programme has no speakers."""
    assert [turn for turn in describe_turns(parse_round(text)) if turn[0]] == []


def test_a_reply_is_told_behind_its_label() -> None:
    """ "Kari Lie, replikk:" answers whoever spoke before."""
    meeting = parse_round("Kari Berg, innlegg: Vi trenger kraft.\n\nOla Dalen (Lier), replikk: Det gjør vi òg.")

    assert [turn.replies_to for turn in meeting.contributions] == [(), (1,)]


def test_a_place_that_speaks_within_what_is_told_has_its_own_turn() -> None:
    """ "... Lier: Enig." in the paragraph of somebody else; a number behind it is a list."""
    assert describe_turns(parse_round("Berg mente at det haster. Lier: Enig, men det koster."))[1][0] == "Ola Dalen"
    assert len(describe_turns(parse_round("Berg mente at det haster. Lier: 30 boliger er nok."))) == 1


def test_labels_behind_a_semicolon_part_a_line() -> None:
    """Each has its own words; a semicolon within them parts nothing."""
    meeting = parse_round("Drammen: vil ha kraft; helst i år; Lier: vil ha tog; Per Moe: ingenting nytt.")

    assert describe_turns(meeting) == [
        ("Kari Berg", "vil ha kraft;"),
        ("Ola Dalen", "vil ha tog;"),
        ("Per Moe", "ingenting nytt."),
    ]


def test_a_surname_beside_a_place_is_a_speaker_in_a_table() -> None:
    """ "Drammen (Berg)" and "Lier/Dalen"."""
    rows = "| Drammen (Berg) | Vi trenger kraft. |\n| Lier/Dalen | Vil ha tog. |"

    assert describe_turns(parse_round(f"| Hvem | Tilbakemelding |\n|---|---|\n{rows}")) == BERG_AND_DALEN


@pytest.mark.parametrize("sign", ["→", "⇒", "->", "=>", "|", "»", ">>", "::"])
@pytest.mark.parametrize("label", ["Kari Berg", "Kari", "Berg", "Drammen", "Drammen v/Kari"])
def test_a_sign_may_part_the_label_from_the_words(label: str, sign: str) -> None:
    """Arrows and bars, as others put a colon."""
    meeting = parse_round(f"{label} {sign} Vi trenger bedre vei.\n\nOla Dalen {sign} Enig.", "mote.txt")

    assert describe_turns(meeting) == [("Kari Berg", "Vi trenger bedre"), ("Ola Dalen", "Enig.")]


@pytest.mark.parametrize("line", ["Kari Berg | Drammen | Vi trenger vei.", "Drammen | Kari Berg | Vi trenger vei."])
def test_name_and_place_may_both_stand_before_the_words(line: str) -> None:
    """Parted by the same sign."""
    (turn,) = parse_round(line, "mote.txt").contributions

    assert (turn.speaker, turn.on_behalf_printed, turn.text) == (1, "Drammen", "Vi trenger vei.")


@pytest.mark.parametrize("line", ["Drammen → Lier må ha dobbeltspor.", "Pris | Drammen er dyrest.", "Oslo | Bergen"])
def test_a_way_from_one_place_to_the_next_is_no_label(line: str) -> None:
    """Nor is a word that names nobody."""
    assert [turn for turn in parse_round(line, "mote.txt").contributions if turn.speaker] == []


@pytest.mark.parametrize(
    "text",
    [
        "Innlegg 1: Kari Berg\nVi trenger vei.", "Innlegg nr. 1 – Kari Berg (Drammen)\n\nVi trenger vei.",
        "Taler 1: Kari Berg: Vi trenger vei.", "Innlegg fra Kari Berg: Vi trenger vei.",
        "Innlegg 1 (Kari Berg): Vi trenger vei.", "Innleiar nr. 1: Kari Berg, Drammen\nVi trenger vei.",
        "Innlegg 1, Kari Berg: Vi trenger vei.",
    ],
)  # fmt: skip
def test_turns_may_be_counted_before_the_name(text: str) -> None:
    """The name stands behind the count, on the same line or alone above the words."""
    meeting = parse_round(f"{text}\n\nOla Dalen: Enig.", "mote.txt")

    assert describe_turns(meeting) == [("Kari Berg", "Vi trenger vei."), ("Ola Dalen", "Enig.")]


def test_a_count_before_a_title_is_no_label() -> None:
    """ "Innlegg 1: Reiseliv i nord" names nobody."""
    assert [
        turn.speaker for turn in parse_round("Innlegg 1: Reiseliv i nord\n\nDet var mye å lære.").contributions
    ] in (
        [],
        [None],
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<dl><dt>Drammen</dt><dd>Vi trenger vei.</dd><dt>Ola Dalen</dt><dd><p>Enig.</p>Nå.</dd></dl>", "m.html"),
        ("<dl><dt><b>Kari Berg:</b></dt><dd>Vi trenger vei.</dd><dt>Lier</dt><dd>Enig.</dd></dl>", "m.html"),
        ("Drammen\n    Vi trenger vei.\nOla Dalen\n    Enig.\n    Nå.", "m.txt"),
        ("Kari Berg, Drammen\n  Vi trenger vei.\n\nOla Dalen, Lier\n  Enig.", "m.txt"),
    ],
)  # fmt: skip
def test_words_may_be_set_in_below_who_says_them(text: str, name: str) -> None:
    """As browsers show a list of definitions."""
    items = (
        f"<h2>1. Runde</h2>{text}<h2>2. Ymse</h2>" if name.endswith("html") else f"Sak 1 Runde\n\n{text}\n\nSak 2 Ymse"
    )
    head = HEAD.replace("\n\n", "</p><p>") if name.endswith("html") else HEAD

    told = describe_turns(parse_text(f"{head}{items}\n", name))
    assert [(who, words.split()[0]) for who, words in told] == [("Kari Berg", "Vi"), ("Ola Dalen", "Enig.")]


def test_a_place_above_words_that_are_not_set_in_is_no_label() -> None:
    """It may be what they are about."""
    assert [
        turn for turn in parse_round("Drammen\nDet er kø på veien.", "mote.txt").contributions if turn.speaker
    ] == []


@pytest.mark.parametrize(("label", "name"), [("Bondelaget", "Kari Lie"), ("Klyngen", "Ola Dal"), ("Foreningen", None)])
def test_the_only_one_of_a_kind_goes_by_it(label: str, name: str | None) -> None:
    """ "Bondelaget" is Hardanger Bondelag; of two associations, neither."""
    head = (
        "Referat fra møte i Rådet\n\nDato: 4. februar 2021\n\nTil stede:\n- Kari Lie, Hardanger Bondelag\n"
        "- Ola Dal, Eyde klynge\n- Per Moe, Moss forening\n- Eva Rud, Halden forening\n\nSak 1 Runde\n\n"
    )

    turns = describe_turns(parse_text(f"{head}{label}: Vi trenger bedre vei.\n\nSak 2 Ymse\n"))
    assert [who for who, _ in turns] == [name]
