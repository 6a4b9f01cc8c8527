"""Turns whose words a converter or a word processor has cut or marked in its own way."""

from reading_texts import describe_turns, parse_text

CONVERTED = """Referat fra møte i Rådet

Dato: 4. februar 2020

Til stede: Ordfører Kari Berg (Drammen), rådmann Ola Dalen (Lier), Per Moe (Hole)

## 1. Runde

"""


def test_a_sentence_goes_on_over_an_empty_line_and_the_edge_of_a_page() -> None:
    """As converters leave a page: foot and head between the halves of a sentence, a name at the end of a line."""
    text = (
        "Ola Dalen (Lier) ville ha tog. Køene er lange hver morgen, og han\n\n"
        "spurte når det nye sporet kan være ferdig. Kari Berg\n\n"
        "støttet ham i dette, men mente at det er et langt stykke fram til\n\n"
        "Styremøte 4.2.2020   Side 1 av 3\n\n-----\n\n"
        "en avtale om sporet."
    )
    meeting = parse_text(f"{CONVERTED}{text}\n\n## 2. Ymse\n\nIntet.\n", "mote.md")

    assert [who for who, _ in describe_turns(meeting)] == ["Ola Dalen", "Kari Berg"]
    assert meeting.contributions[1].text.endswith("en avtale om sporet.")


def test_entries_in_small_letters_are_not_put_together() -> None:
    """Short lines below each other are entries of their own."""
    meeting = parse_text(f"{CONVERTED}Ola Dalen: Vi vil ha tog\n\nKari Berg: vi vil ha buss\n\n## 2. Ymse\n", "mote.md")

    assert [who for who, _ in describe_turns(meeting)] == ["Ola Dalen", "Kari Berg"]


def test_a_minus_is_the_mark_of_an_entry() -> None:
    """As a word processor prints it."""
    text = "− Lier v/ rådmann Dalen: Vi vil ha tog.\n\n− Berg svarte at det haster.\n"
    meeting = parse_text(f"{CONVERTED}{text}\n\n## 2. Ymse\n", "mote.md")

    assert describe_turns(meeting) == [("Ola Dalen", "Vi vil ha"), ("Kari Berg", "Berg svarte at")]
