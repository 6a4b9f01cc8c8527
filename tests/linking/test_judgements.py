"""What people decided about a document is carried out, and told where the document says something else now."""

import datetime as dt

import pytest

from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.linking.judgements.judgement import Judgement
from naeringsgraf.linking.judgements.table import make_judgement
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.model.meeting import Basis, Meeting
from naeringsgraf.reading.read import read_bytes

TEXT = """# Referat fra næringsgruppa 01.02.2021

Til stede:

- Kari Berg, Drammen kommune
- Nils Dal, Våler kommune
- Ida Ås, Horten kommune

## Sak 1 Runden

Kari Berg, Drammen: Strømnettet er fullt. Det er sent.

Nils Dal, Våler: Våler trenger
flere næringsarealer.

Ønske om at strømnettet bygges ut.
"""
WRITTEN = {"who": "Ida", "when": "2024-05-06", "why": ""}


def judge(kind: str, object: str, verdict: str, quote: str, subject: str = "mote", line: int = 2) -> Judgement:
    """Make a judgement of the cells of a line."""
    cells = {"kind": kind, "subject": subject, "object": object, "verdict": verdict, "quote": quote, **WRITTEN}
    return make_judgement(cells, BASE, line)


def read(*judgements: Judgement, text: str = TEXT) -> Meeting:
    """Read the minutes as they were judged."""
    return extract_meeting(read_bytes(text.encode(), "mote.md"), judgements)


def test_theme_is_added_to_a_sentence_that_no_rule_kept() -> None:
    """The sentence becomes a statement, in its place among the others."""
    meeting = read(judge("theme", "Kollektivtransport", "yes", "Det er sent."))

    _, added = meeting.contributions[0].statements
    assert (added.text, added.themes) == ("Det er sent.", ("theme/kollektivtransport",))
    assert (added.rule, added.basis) == ("judgement", Basis.REVIEWED)
    assert "theme/kollektivtransport" in meeting.contributions[0].themes
    assert meeting.judged[0].decided == (f"#statement-{added.order}",)


def test_theme_is_taken_away() -> None:
    """From the sentence and from the turn; a problem stays one."""
    before, meeting = read(), read(judge("theme", "theme/stromnett", "no", "Strømnettet er fullt."))

    assert before.contributions[0].themes == ("theme/stromnett",)
    assert meeting.contributions[0].themes == ()
    assert [judged.problem for judged in meeting.judged] == [""]


def test_quote_may_go_on_over_lines() -> None:
    """Blanks of any kind are equal."""
    meeting = read(judge("theme", "Næringsarealer", "no", "Våler trenger flere   næringsarealer."))

    assert meeting.judged[0].problem == ""
    assert meeting.contributions[1].themes == ()


def test_speaker_is_given_to_a_turn_and_speaks_for_their_own() -> None:
    """Whom the turn is spoken for follows from who spoke."""
    meeting = read(judge("speaker", "Kari Berg", "yes", "Ønske om at strømnettet"))

    turn = meeting.contributions[-1]
    assert (turn.speaker, turn.rule, turn.basis) == (1, "judgement", Basis.REVIEWED)
    assert turn.on_behalf_of and turn.on_behalf_of.name == "Drammen kommune"
    (judged,) = meeting.judged
    assert (judged.decided, judged.object, judged.problem) == ((f"#turn-{turn.order}",), "#attendance-1", "")


def test_speaker_is_taken_from_a_turn() -> None:
    """It is nobody's then; a denial of somebody else changes nothing."""
    other = judge("speaker", "Ida Ås", "no", "Kari Berg, Drammen: Strøm", line=3)
    meeting = read(judge("speaker", "#attendance-1", "no", "Kari Berg, Drammen: Strøm"), other)

    assert meeting.contributions[0].speaker is None
    assert [judged.problem for judged in meeting.judged] == ["", ""]
    assert [judged.decided for judged in meeting.judged] == [("#turn-1",), ()]


def test_affiliation_is_another_than_printed() -> None:
    """And their turns are spoken for it."""
    meeting = read(judge("affiliation", "Drammensregionen", "yes", "Kari Berg, Drammen kommune", "mote#Kari Berg"))

    kari = meeting.attendees[0]
    assert kari.affiliation and kari.affiliation.id == "region/drammensregionen"
    assert (kari.rule, kari.basis) == ("judgement", Basis.REVIEWED)
    assert meeting.judged[0].object == "region/drammensregionen"


def test_affiliation_is_denied() -> None:
    """Nobody is guessed instead."""
    meeting = read(judge("affiliation", "Drammen kommune", "no", "Kari Berg", "mote#attendance-1"))

    assert meeting.attendees[0].affiliation is None


def test_ambiguous_municipality_is_decided_wherever_it_is_named() -> None:
    """In the list, in the turns and in the running text."""
    text = TEXT.replace("Drammen", "Trondheim")
    before, meeting = read(text=text), read(judge("municipality", "3018", "yes", "Våler"), text=text)

    assert before.attendees[1].affiliation is None
    nils = meeting.attendees[1]
    assert nils.affiliation and nils.affiliation.id == "municipality/3018-2020"
    assert {m.target for m in meeting.mentions if m.text.startswith("Våler")} == {"municipality/3018-2020"}
    assert meeting.contributions[1].on_behalf_of == nils.affiliation
    assert "#attendance-2" in meeting.judged[0].decided


def test_name_with_its_county_beside_it_is_left_alone() -> None:
    """Where the text itself tells which one, it is right."""
    text = TEXT.replace("Det er sent.", "Våler i Solør er med.")

    meeting = read(judge("municipality", "3018", "yes", "Våler"), text=text)

    assert {m.target for m in meeting.mentions if m.text.startswith("Våler")} == {
        "municipality/3018-2020",
        "municipality/3419-2020",
    }


def test_name_that_is_no_municipality() -> None:
    """Neither mention nor affiliation to one is left."""
    meeting = read(judge("municipality", "", "no", "Våler"))

    assert [m for m in meeting.mentions if m.text.startswith("Våler")] == []


@pytest.mark.parametrize(
    ("judgement", "told"),
    [
        (
            judge("theme", "Kraft", "no", "Strømnettet er tomt."),
            "no turn has the sentence «Strømnettet er tomt.»; what stands there now is «Strømnettet er fullt.»",
        ),
        (
            judge("theme", "Kraft", "no", "Strømnettet er"),
            "it is part of «Strømnettet er fullt.»; quote that whole",
        ),
        (judge("theme", "Kraft", "no", "Helt andre ord."), "nothing like it stands there now"),
        (judge("theme", "Kraft", "yes", "Runden"), "«Runden» is the title of an item; quote a sentence"),
        (judge("speaker", "Kari Bergg", "yes", "Ønske om"), "nobody goes by «Kari Bergg» in mote now; did you mean"),
        (
            judge("speaker", "Kari Berg", "yes", "Ønskje om"),
            "no turn begins with «Ønskje om»; what stands there now is",
        ),
        (
            judge("affiliation", "Drammen kommune", "yes", "Kari Berg, Moss", "mote#Kari Berg"),
            "«Kari Berg, Moss» is not where Kari Berg stands; there it says «Kari Berg, Drammen kommune» now",
        ),
        (
            judge("affiliation", "Dramen kommune", "yes", "Kari Berg", "mote#Kari Berg"),
            "'Dramen kommune' is nobody on the day of the meeting, 2021-02-01, or several; did you mean \"Drammen\"",
        ),
        (judge("affiliation", "KS", "yes", "Kari Berg", "mote#attendance-9"), "mote has no attendance-9; its last is"),
        (judge("municipality", "3018", "yes", "Moss"), "«Moss» is gone; nothing like it"),
        (judge("municipality", "3005", "yes", "Våler"), "3005 is Drammen; of the name Våler there is 3018"),
        (judge("municipality", "0137", "yes", "Våler"), "'0137' is no municipality on the day of the meeting, 2021"),
        (judge("minutes", "", "no", "Ordretrykk"), "«Ordretrykk» is gone"),
    ],
)
def test_judgement_that_does_not_fit_is_told_and_changes_nothing(judgement: Judgement, told: str) -> None:
    """With what stands there now."""
    meeting = read(judgement)

    assert told in meeting.judged[0].problem
    assert meeting.judged[0].decided == ()
    assert (meeting.contributions, meeting.attendees) == (read().contributions, read().attendees)


def test_quote_that_fits_several_turns_is_told() -> None:
    """More must be quoted then."""
    text = TEXT.replace("Nils Dal, Våler: Våler", "Kari Berg, Drammen: Våler")

    meeting = read(judge("speaker", "Ida Ås", "yes", "Kari Berg, Drammen:"), text=text)

    assert "2 turns begin with «Kari Berg, Drammen:»; quote more" in meeting.judged[0].problem


def test_judgements_that_name_one_thing_differently_may_contradict() -> None:
    """By number and by name it is one attendance."""
    meeting = read(
        judge("affiliation", "Moss kommune", "yes", "Kari Berg", "mote#Kari Berg"),
        judge("affiliation", "Horten kommune", "yes", "Kari Berg", "mote#attendance-1", line=7),
    )

    assert [judged.problem for judged in meeting.judged] == [
        "",
        "contradicts line 2, which says yes Moss kommune; take one of them out",
    ]


def test_name_of_a_judgement_does_not_depend_on_who_and_when() -> None:
    """Another reason, or another line, is no other judgement."""
    cells = {"kind": "theme", "subject": "m", "object": "Kraft", "verdict": "no", "quote": "Nei.", **WRITTEN}
    one = make_judgement(cells, BASE, 2)

    other = make_judgement({**cells, "who": "Per", "when": "6.5.2024", "why": "nei", "quote": " Nei. "}, BASE, 9)

    assert one.key == other.key
    assert one.when == other.when == dt.date(2024, 5, 6)
