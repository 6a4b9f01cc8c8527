"""What a turn raises: what it names, what the title of its item names, and what the turn raised that it answers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from handmade import make_document
from naeringsgraf.linking.extract import extract_file
from naeringsgraf.mapping.record import make_record
from naeringsgraf.model.meeting import Basis, Contribution, Meeting, Mode

Read = Callable[[str], Meeting]

HEAD = """# Referat fra Regionrådet
Dato: 12.03.2024

**Til stede:**
- Kari Lunde, ordfører, Drammen kommune
- Ola Berg, ordfører, Lier kommune
- Per Moen, ordfører, Asker kommune

"""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read minutes that consist of a head and the given text."""

    def read_text(text: str) -> Meeting:
        path = tmp_path / "referat.md"
        path.write_text(HEAD + text, encoding="utf-8")
        ((_, meeting),) = extract_file(path, tmp_path)
        return meeting

    return read_text


def themes(turn: Contribution) -> list[str]:
    return [theme.removeprefix("theme/") for theme in turn.themes]


def test_general_words_give_way_to_special_ones(read: Read) -> None:
    """ "prosjekt" counts by itself, and not beside hydrogen."""
    first, second = read(
        "## 1. Runde rundt bordet\n\n"
        "**Kari Lunde, Drammen:** Prosjektet om hydrogen er i gang.\n\n"
        "**Ola Berg, Lier:** Prosjektet er i gang.\n"
    ).contributions

    assert themes(first) == ["hydrogen"]
    assert themes(second) == ["prosjekt"]


def test_who_pays_gives_way_to_what_for(read: Read) -> None:
    """ "Innovasjon Norge" by itself is the agencies of support; beside hydrogen it is who should pay for that."""
    first, second = read(
        "## 1. Runde rundt bordet\n\n"
        "**Kari Lunde, Drammen:** Innovasjon Norge bør gi penger til hydrogen.\n\n"
        "**Ola Berg, Lier:** Innovasjon Norge svarer ikke.\n"
    ).contributions

    assert themes(first) == ["hydrogen"]
    assert themes(second) == ["virkemiddelapparat"]


def test_a_general_word_counts_beside_others_where_a_second_word_says_what_of_it(read: Read) -> None:
    """ "sveisere" is said in passing, "sveisere mangler" is what the turn is about."""
    first, second = read(
        "## 1. Runde rundt bordet\n\n"
        "**Kari Lunde, Drammen:** Sveiserne spør om hydrogen.\n\n"
        "**Ola Berg, Lier:** Hydrogen er klart. Det er sveiserne som mangler.\n"
    ).contributions

    assert themes(first) == ["hydrogen"]
    assert themes(second) == ["hydrogen", "rekruttering"]


def test_input_on_a_plan_is_one_subject_and_input_alone_is_a_round(read: Read) -> None:
    """The title "Innspill til …" names what is talked about."""
    turns = read(
        "## 1. Innspill til regional plan for reiseliv\n\n**Kari Lunde, Drammen:** La fram utkastet.\n\n"
        "## 2. Innspill om reiseliv\n\n**Kari Lunde, Drammen:** La fram utkastet.\n"
    ).contributions

    assert [themes(turn) for turn in turns] == [["regional-planlegging"], []]


def test_the_turn_that_opens_an_item_raises_the_first_theme_of_its_title_too(read: Read) -> None:
    """The title is the sentence, and it is inferred."""
    (turn,) = read("## 1. Jernbane og reiseliv\n\n**Kari Lunde, Drammen:** Bredbånd mangler.\n").contributions

    assert themes(turn) == ["bredband", "jernbane"]
    assert [(s.text, s.rule, s.basis) for s in turn.statements][1:] == [
        ("Jernbane og reiseliv", "item-title", Basis.INFERRED)
    ]


def test_an_opening_turn_that_names_nothing_raises_all_of_the_title(read: Read) -> None:
    """It is about the item."""
    (turn,) = read("## 1. Jernbane og reiseliv\n\n**Kari Lunde, Drammen:** Det haster.\n").contributions

    assert themes(turn) == ["jernbane", "reiseliv"]


def test_a_later_turn_raises_the_title_where_somebody_else_is_on_it(read: Read) -> None:
    """What the talk is on, one who names nothing speaks of; one who names something else where the turn before did."""
    opening, other, far, again, near = read(
        "## 1. Jernbane\n\n"
        "**Kari Lunde, Drammen:** Toget er fullt.\n\n"
        "**Ola Berg, Lier:** Vi venter på svar.\n\n"
        "**Per Moen, Asker:** Bredbånd mangler.\n\n"
        "**Kari Lunde, Drammen:** Toget går sjelden.\n\n"
        "**Ola Berg, Lier:** Ferja er innstilt.\n"
    ).contributions

    assert themes(opening) == ["jernbane"]
    assert themes(other) == ["jernbane"]
    assert themes(far) == ["bredband"]
    assert themes(again) == ["jernbane"]
    assert themes(near) == ["ferje", "jernbane"]


def test_a_later_turn_does_not_raise_a_title_that_nobody_is_on(read: Read) -> None:
    """Where the talk has left the title, only its own subject counts."""
    _, last = read(
        "## 1. Jernbane\n\n"
        "**Kari Lunde, Drammen:** Fagskolen mangler plass.\n\n"
        "**Per Moen, Asker:** Bredbånd mangler.\n"
    ).contributions

    assert themes(last) == ["bredband"]


def test_a_long_talk_is_a_round(read: Read) -> None:
    """Where more than seven speak under an item, they bring subjects of their own."""
    turns = [f"**{who}:** Toget er fullt.\n\n" for who in ("Kari Lunde, Drammen", "Ola Berg, Lier") * 4]
    *_, last = read("## 1. Jernbane\n\n" + "".join(turns) + "**Per Moen, Asker:** Bredbånd mangler.\n").contributions

    assert themes(last) == ["bredband"]


def test_a_round_gives_nothing(read: Read) -> None:
    """A title of many subjects is not what each of them raised."""
    (turn,) = read("## 1. Runde om jernbane\n\n**Kari Lunde, Drammen:** Det haster.\n").contributions

    assert themes(turn) == []


def test_a_general_title_is_not_added_to_what_a_turn_names(read: Read) -> None:
    """ "Strategi" says less than the turn does."""
    (turn,) = read("## 1. Strategi\n\n**Kari Lunde, Drammen:** Bredbånd mangler.\n").contributions

    assert themes(turn) == ["bredband"]


def test_a_reply_that_names_nothing_raises_what_was_answered(read: Read) -> None:
    """Its own sentence is the evidence, and it is inferred."""
    _, reply = read(
        "## 1. Runde rundt bordet\n\n"
        "**Kari Lunde, Drammen:** Hydrogen er viktig. Det er også fagskolen.\n\n"
        "**Ola Berg, Lier:** Støtter Kari Lunde.\n"
    ).contributions

    assert themes(reply) == ["hydrogen"]
    assert [(s.text, s.mode, s.rule, s.basis) for s in reply.statements] == [
        ("Støtter Kari Lunde.", Mode.SUPPORT, "reply-theme", Basis.INFERRED)
    ]


def test_a_reply_of_its_own_subject_takes_nothing_over(read: Read) -> None:
    """What it names is what it raises."""
    _, reply = read(
        "## 1. Runde rundt bordet\n\n"
        "**Kari Lunde, Drammen:** Hydrogen er viktig.\n\n"
        "**Ola Berg, Lier:** Støtter Kari Lunde. Jernbanen må likevel først.\n"
    ).contributions

    assert themes(reply) == ["jernbane"]


def test_a_reply_raises_the_title_where_what_it_answers_did(read: Read) -> None:
    """Both are on the item; what the answered turn raised besides is not taken over."""
    _, reply = read(
        "## 1. Jernbane\n\n"
        "**Kari Lunde, Drammen:** Toget er fullt. Hydrogen er dyrt.\n\n"
        "**Ola Berg, Lier:** Støtter Kari Lunde. Bredbånd må likevel først.\n"
    ).contributions

    assert themes(reply) == ["bredband", "jernbane"]


def test_a_reply_does_not_raise_a_title_that_what_it_answers_did_not(read: Read) -> None:
    """It goes on from what it answers, which is not what the title names."""
    _, _, reply = read(
        "## 1. Jernbane\n\n"
        "**Per Moen, Asker:** Toget er fullt.\n\n"
        "**Kari Lunde, Drammen:** Hydrogen er dyrt.\n\n"
        "**Ola Berg, Lier:** Støtter Kari Lunde. Bredbånd må likevel først.\n"
    ).contributions

    assert themes(reply) == ["bredband"]


def test_the_end_of_a_name_is_no_theme(read: Read) -> None:
    """ "Eyde Energipark" is a place; "energiparken" is one of energy."""
    first, second = read(
        "## 1. Runde rundt bordet\n\n"
        "**Kari Lunde, Drammen:** Vi besøkte Eyde Energipark i går.\n\n"
        "**Ola Berg, Lier:** Vi besøkte energiparken i går.\n"
    ).contributions

    assert themes(first) == []
    assert themes(second) == ["energi"]


def test_the_record_lists_what_is_raised_and_what_stands_outside_of_turns(read: Read) -> None:
    """Not the words of the head, nor general ones, nor those that gave way."""
    meeting = read(
        "## 1. Runde rundt bordet\n\n**Kari Lunde, Drammen:** Prosjektet om hydrogen er i gang.\n\n"
        "## 2. Orienteringer\n\n- Ny ferjekai er planlagt\n"
    )

    assert make_record(make_document(), meeting)["themes"] == ["Ferje og hurtigbåt", "Hydrogen"]
