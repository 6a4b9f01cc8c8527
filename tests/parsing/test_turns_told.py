"""Turns that are told in sentences: who speaks may stand before the verb, after it, or be named by place or office."""

import pytest
from reading_texts import describe_turns, parse_text

from naeringsgraf.model.meeting import Meeting

HEAD = """Referat fra møte i Rådet

Dato: 4. februar 2020

Til stede: Ordfører Kari Berg (Drammen), rådmann Ola Dalen (Lier), næringssjef Per Moe (Hole), Siri Vangen (Statnett)

Sak 1 Kraft

"""


def parse_item(text: str) -> Meeting:
    """Parse a text as the treatment of an item."""
    return parse_text(f"{HEAD}{text}\n\nSak 2 Ymse\n")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Siri Vangen fra Statnett orienterte om nettet.", "Siri Vangen"),
        ("Siri Vangen (Statnett) la fram tall.", "Siri Vangen"),
        ("Ordfører Berg fremmet forslag om et brev.", "Kari Berg"),
        ("Berg tilbød seg å lage en oversikt.", "Kari Berg"),
        ("Ordfører i Drammen Kari Berg mente at det haster.", "Kari Berg"),
        ("Statnetts Siri Vangen svarte at det tar tid.", "Siri Vangen"),
        ("Ordføraren tilbaud hjelp med søknaden.", "Kari Berg"),
        ("Ordføraren i Drammen gjorde framlegg om eit brev.", "Kari Berg"),
        ("I diskusjonen pekte Per Moe på jordvernet.", "Per Moe"),
        ("I ordskiftet tok Per Moe opp småkommunane.", "Per Moe"),
        ("Til dette svarte Vangen at alle er med.", "Siri Vangen"),
        ("Deretter gikk rådmann Dalen gjennom tallene.", "Ola Dalen"),
        ("Avslutningsvis takket ordfører Berg for en god dialog.", "Kari Berg"),
        ("Innledning ved næringssjef Per Moe.", "Per Moe"),
        ("Orientering om nettplanene v/ Siri Vangen.", "Siri Vangen"),
        ("Fra Lier ble det vist til at jordvern er viktig.", "Ola Dalen"),
        ("Frå Lier vart det peika på jordvernet.", "Ola Dalen"),
        ("Representanten fra Hole uttrykte bekymring for kostnadene.", "Per Moe"),
        ("Næringssjefen i Hole stilte spørsmål ved framdriften.", "Per Moe"),
        ("Moe følgde opp og etterlyste ein plan.", "Per Moe"),
    ],
)
def test_the_speaker_is_found_wherever_the_sentence_names_them(sentence: str, name: str) -> None:
    """Bokmål and nynorsk."""
    assert [who for who, _ in describe_turns(parse_item(sentence))] == [name]


def test_a_paragraph_that_begins_with_nobody_may_name_somebody_later() -> None:
    """What stands before is nobody's."""
    meeting = parse_item("Det var mange spørsmål til planene. Per Moe mente at småkommunene må med. Han ba om et svar.")

    assert describe_turns(meeting) == [("Per Moe", "Per Moe mente")]
    assert meeting.contributions[0].text.endswith("Han ba om et svar.")


def test_minutes_without_an_agenda_have_turns_too() -> None:
    """A message with nothing but bullets."""
    meeting = parse_text(
        "Hei,\n\nreferat fra møtet i næringsnettverket 12. mars 2018 på Hamar rådhus kl. 9-11.\n\n"
        "Med: Kari (Hamar), Ola (Stange)\n\n* Kari fortalte om planen.\n* Ola: Vi har fått ny bedrift.\n"
    )

    assert describe_turns(meeting) == [("Kari", "Kari fortalte om"), ("Ola", "Vi har fått")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kari Berg (Drammen) så saken annerledes.",
        "Berg betvilte at tallene er riktige.",
        "2.3  Kari Berg tykte at tala er for høge.",
        "– Kari Berg (Drammen) reagerte på tallene.",
        "Berg på sin side trakk i tvil om tallene er riktige.",
        "Fru Berg minnet om fristen.",
        "Kraftnett: Berg meldte at saken er sendt.",
    ],
)
def test_any_verb_in_the_past_tells_that_somebody_listed_spoke(sentence: str) -> None:
    """A dash, a number, a courtesy or a caption may stand before the name."""
    assert [who for who, _ in describe_turns(parse_item(sentence))] == ["Kari Berg"]


@pytest.mark.parametrize(
    "sentence",
    ["Kari Berg forlot møtet kl. 11.", "Kari Berg (Drammen) var inhabil.", "Berg tok oppgaven med å spørre."],
)
def test_what_somebody_did_at_the_meeting_is_no_turn(sentence: str) -> None:
    """To leave, to be unfit to vote and to take on a task is not to speak."""
    assert describe_turns(parse_item(sentence)) == []


def test_somebody_in_no_list_is_known_by_surname_the_second_time() -> None:
    """The whole name was printed once, as one who spoke."""
    meeting = parse_item(
        "Turid Vasslien fra Bane NOR orienterte om spor.\n\nPer Moe spurte om fristen. Vasslien svarte nei."
    )

    assert [who for who, _ in describe_turns(meeting)] == ["Turid Vasslien", "Per Moe", "Turid Vasslien"]


def test_an_office_that_nobody_holds_ends_the_turn_before() -> None:
    """What the unnamed officer answered was not said by the one who asked."""
    meeting = parse_item("Per Moe spurte om kostnaden. Havnesjefen svarte at den er ukjent.")

    assert describe_turns(meeting) == [("Per Moe", "Per Moe spurte"), (None, "Havnesjefen svarte at")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Flere mente at fristen er for kort.", "Fra salen ble det spurt om fristen.",
        "Det kom også ønske om lengre frist.", "Fleire etterlyste lengre frist.",
    ],
)  # fmt: skip
def test_what_several_said_is_no_part_of_a_told_turn(sentence: str) -> None:
    """Within a paragraph that began with somebody."""
    meeting = parse_item(f"Per Moe orienterte om planen. {sentence}")

    assert [who for who, _ in describe_turns(meeting)] == ["Per Moe", None]


def test_the_papers_are_approved_within_a_told_turn() -> None:
    """ "Referatet ble godkjent" is the meeting's, though it stands behind what somebody said."""
    meeting = parse_item("Kari Berg ønsket velkommen og viste til planen. Referatet ble deretter godkjent.")

    assert [d.text for d in meeting.decisions] == ["Referatet ble deretter godkjent."]
    assert meeting.contributions[0].text.endswith("viste til planen.")


def test_who_speaks_for_somebody_else_begins_a_new_turn() -> None:
    """The same person, first for the council and then for their own."""
    meeting = parse_item("Kari Berg (for Rådet) svarte ja.\n\nKari Berg (Drammen) la til at kommunen ikke har penger.")

    assert [turn.on_behalf_printed for turn in meeting.contributions] == ["Rådet", "Drammen"]


def test_a_place_that_somebody_came_for_speaks_at_the_beginning_of_a_line() -> None:
    """ "Lier påpekte at ..." is the one from Lier; within a turn it may tell what Lier once did. "Fikk" is none."""
    meeting = parse_text(
        "Referat\nDato: 4. mai 2021\nTil stede: Kari Berg (Lier), Ola Moe (Hole)\n\n1. Vei\n\n"
        "   Lier påpekte at veien er smal. Hole ønsket den bredere i fjor.\n   Hole støttet Lier.\n\n"
        "2. Vann\n\nLier fikk nytt vannverk i fjor.\n"
    )

    assert describe_turns(meeting) == [("Kari Berg", "Lier påpekte at"), ("Ola Moe", "Hole støttet Lier.")]
    assert [turn.on_behalf_printed for turn in meeting.contributions] == ["Lier", "Hole"]


def test_a_transcript_tells_speaker_and_time_above_each_turn() -> None:
    """The clock stands before the name or behind it."""
    meeting = parse_text(
        "Oppsummering\nDato: 4. mai 2021\nDeltok:\nKari Berg (Lier)\nOla Moe (Hole)\n\nTEMA 1 - VEI\n\n"
        "[13:04] Kari Berg\nVeien er smal.\n\nOla Moe 13:09\nDen bør bli bredere.\n\nTEMA 2 - VANN\n\n"
        "[13:20] Kari Berg\nVannet er godt.\n"
    )

    assert describe_turns(meeting) == [
        ("Kari Berg", "Veien er smal."), ("Ola Moe", "Den bør bli"), ("Kari Berg", "Vannet er godt."),
    ]  # fmt: skip
    assert [turn.item for turn in meeting.contributions] == [1, 1, 2]


def test_items_in_a_table_whose_talk_stands_below_the_titles() -> None:
    """Rows with a number begin an item, rows without one hold what was said on it."""
    meeting = parse_text(
        "# Referat\n\nDato: 4. mai 2021\n\nTil stede: Kari Berg (Lier), Ola Moe (Hole)\n\n"
        "| Nr. | Sak | Ansvar |\n|---|---|---|\n| 6.1 | Vei | Kari |\n| | Kari Berg mente at veien er smal. | |\n"
        "| 6.2 | Vann | |\n| | Besluttet: Saken utsettes. | |\n",
        "mote.md",
    )

    assert [(item.number, item.title) for item in meeting.agenda] == [("6.1", "Vei"), ("6.2", "Vann")]
    assert describe_turns(meeting) == [("Kari Berg", "Kari Berg mente")]
    assert [(d.item, d.text) for d in meeting.decisions] == [(2, "Saken utsettes.")]


def test_the_leader_is_who_led_the_meeting_where_the_body_has_none() -> None:
    """ "Lederen svarte"; one who leads the body goes first."""
    chaired = HEAD.replace("\n\nTil stede", "\n\nMøteleder: Siri Vangen\n\nTil stede")
    led = chaired.replace("næringssjef Per Moe (Hole)", "Per Moe (Hole), leder")
    texts = [f"{head}Lederen svarte at det haster.\n\nSak 2 Ymse\n" for head in (chaired, led)]

    assert [describe_turns(parse_text(text))[0][0] for text in texts] == ["Siri Vangen", "Per Moe"]


@pytest.mark.parametrize("verb", ["medgav at det tar tid", "innrømte at det tar tid", "vedgikk feilen", "tilbød hjelp"])
def test_a_strong_verb_may_have_a_word_before_it(verb: str) -> None:
    """ "medgav", as "gav"."""
    assert describe_turns(parse_item(f"Rådmann Dalen {verb}."))[0][0] == "Ola Dalen"


@pytest.mark.parametrize("title", ["**Orientering v/ Siri Vangen**", "Presentasjon av nettet v/Siri Vangen, Statnett"])
def test_what_is_given_by_somebody_is_nobody_they_speak_for(title: str) -> None:
    """ "Orientering v/Siri Vangen" is hers, for those she came for."""
    text = (
        HEAD.replace("Sak 1 Kraft", "## Sak 1 Kraft") + f"{title}\n\n- Linja er forsinket.\n\n## Sak 2 Ymse\n\nIntet.\n"
    )

    places = {turn.on_behalf_printed for turn in parse_text(text, "mote.md").contributions if turn.speaker == 4}
    assert places <= {None, "Statnett"}


def test_those_who_came_for_one_place_are_told_apart_below_its_label() -> None:
    """ "Lier – ..., ifølge Dalen. Vangen la til ..." is two turns."""
    head = HEAD.replace("Siri Vangen (Statnett)", "Siri Vangen (Lier)")
    text = f"{head}Lier – Det går godt, i følgje Dalen. Siri Vangen la til at kaia er for liten.\n\nSak 2 Ymse\n"

    assert [name for name, _ in describe_turns(parse_text(text))] == ["Ola Dalen", "Siri Vangen"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Det kom også fram at dekninga er dårleg.", "Det ble innvendt at skjemaet er for langt.",
        "I chatten ble det spurt om støtte til kai.", "Flere trakk fram at skiltinga er dårlig.",
        "Det ble fra flere hold gitt uttrykk for at nettet er fullt.",
    ],
)  # fmt: skip
def test_what_nobody_by_name_said_is_nobodys(sentence: str) -> None:
    """And no part of the turn before it in the same paragraph."""
    assert [name for name, _ in describe_turns(parse_item(f"Dalen sa at det haster. {sentence}"))] == [
        "Ola Dalen",
        None,
    ]
