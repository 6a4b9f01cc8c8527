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
