"""Labels that name several who say the same words, and one who speaks for several."""

import pytest
from reading_texts import describe_turns, parse_text

from naeringsgraf.model.meeting import Meeting

HEAD = """Referat fra møte i Rådet

Dato: 4. februar 2020

Til stede: Ordfører Kari Rud (Drammen), rådmann Ola Dalen (Lier), Per Moe (Hole), Siri Vangen (Statnett)

"""


def parse_round(text: str, name: str = "mote.txt") -> Meeting:
    """Parse a text as the only item of note."""
    return parse_text(f"{HEAD}Sak 1 Runde\n\n{text}\n\nSak 2 Ymse\n", name)


def list_turns(meeting: Meeting) -> list[tuple[str | None, str | None]]:
    """Who spoke, and for whom as far as the label tells it."""
    names = {person.number: person.name for person in meeting.attendees}
    return [(names.get(turn.speaker or 0), turn.on_behalf_printed) for turn in meeting.contributions]


@pytest.mark.parametrize(
    "label",
    [
        "Drammen og Lier:", "Drammen/Lier:", "Drammen, Lier:", "Drammen & Lier:", "Drammen samt Lier:",
        "Drammen + Lier –",
        "Drammen og Lier kommuner:", "Kommunane Drammen og Lier:", "Både Drammen og Lier:", "Drammen og Lier (felles):",
        "Innspill fra Drammen og Lier:", "Drammen kommune og Lier kommune:", "Drammen og Lier →",
        "**Drammen og Lier:**",
    ],
)  # fmt: skip
def test_a_turn_of_several_places_is_each_ones(label: str) -> None:
    """With the same words, which stand once in the text."""
    meeting = parse_round(f"{label} Vi trenger bedre vei.\n\nPer Moe: Enig.", "mote.md")

    assert list_turns(meeting) == [("Kari Rud", "Drammen"), ("Ola Dalen", "Lier"), ("Per Moe", None)]
    assert {turn.text for turn in meeting.contributions[:2]} == {"Vi trenger bedre vei."}


@pytest.mark.parametrize(
    "label",
    ["Kari Rud og Ola Dalen:", "Kari og Ola:", "Rud/Dalen:", "Ordfører Rud og rådmann Dalen:", "Kari Rud, Ola Dalen:"],
)
def test_a_turn_of_several_people_is_each_ones(label: str) -> None:
    """By whatever name each goes."""
    assert list_turns(parse_round(f"{label} Vi trenger bedre vei.")) == [("Kari Rud", None), ("Ola Dalen", None)]


@pytest.mark.parametrize(
    "label",
    [
        "Kari Rud (Drammen) og Ola Dalen (Lier):", "Kari Rud, Drammen, og Ola Dalen, Lier:",
        "Drammen v/Kari og Lier v/Ola:", "Drammen (Kari) og Lier (Ola):", "Drammen/Kari og Lier/Ola:",
    ],
)  # fmt: skip
def test_each_of_several_has_the_place_printed_beside_them(label: str) -> None:
    """In brackets, behind a comma, or before the name."""
    assert list_turns(parse_round(f"{label} Vi trenger vei.")) == [("Kari Rud", "Drammen"), ("Ola Dalen", "Lier")]


@pytest.mark.parametrize(
    "label", ["Kari Rud (Drammen og Lier):", "Drammen og Lier v/Kari Rud:", "Kari Rud, Drammen og Lier:"]
)
def test_one_may_speak_for_several_places(label: str) -> None:
    """Then the turn is for each of them."""
    assert list_turns(parse_round(f"{label} Vi trenger vei.")) == [("Kari Rud", "Drammen"), ("Kari Rud", "Lier")]


def test_two_people_and_a_place_that_only_one_came_for() -> None:
    """The other is not from there for standing beside it."""
    assert list_turns(parse_round("Siri Vangen og Ola Dalen, Lier: Nettet må bygges.")) == [
        ("Siri Vangen", None),
        ("Ola Dalen", "Lier"),
    ]


@pytest.mark.parametrize("label", ["Drammen og velforeningen:", "Lier og Fiskarlaget:", "Per Moe og Trulte:"])
def test_where_one_of_several_is_nobody_that_is_known_the_turn_is_nobodys(label: str) -> None:
    """It is no part of the turn above, and told as unread."""
    meeting = parse_round(f"Siri Vangen: Nettet må bygges.\n\n{label} Vi trenger bedre vei.")

    assert describe_turns(meeting) == [("Siri Vangen", "Nettet må bygges."), (None, "Vi trenger bedre")]
    assert [unread.text for unread in meeting.unread] == [label.rstrip(":")]


@pytest.mark.parametrize("label", ["Møre og Romsdal:", "Sogn og Fjordane:"])
def test_a_name_that_holds_a_joint_is_one(label: str) -> None:
    """No place is made of half a name."""
    head = HEAD.replace("Siri Vangen (Statnett)", f"Siri Vangen ({label[:-1]})")
    meeting = parse_text(f"{head}Sak 1 Runde\n\n{label} Vi trenger bedre vei.\n\nSak 2 Ymse\n")

    assert list_turns(meeting) == [("Siri Vangen", label[:-1])]


@pytest.mark.parametrize("caption", ["Vei og bane:", "Hav og land:", "Lier, tog:"])
def test_a_caption_of_two_words_is_nobodys_label(caption: str) -> None:
    """Also where one of them is a place."""
    assert [turn.speaker for turn in parse_round(f"{caption} Vi trenger bedre vei.").contributions] in ([], [None])


@pytest.mark.parametrize("caption", ["Lier:", "Lier og Drammen:", "- Lier:"])
def test_a_place_before_a_sentence_that_tells_of_another_is_what_it_is_about(caption: str) -> None:
    """ "Lier: Per Moe (Hole) fortalte ..." is Per Moe's, and for Hole."""
    meeting = parse_round(f"{caption} Per Moe (Hole) fortalte om veien dit.")

    assert list_turns(meeting) == [("Per Moe", "Hole")]


def test_places_told_of_together_each_have_a_turn_though_two_came_for_one() -> None:
    """Who of the two spoke is not told."""
    text = HEAD.replace("Siri Vangen (Statnett)", "Siri Vangen (Lier)") + "Sak 1 Runde\n\n{}\n\nSak 2 Ymse\n"

    told = list_turns(parse_text(text.format("Både Lier og Hole mente at veien må bygges.")))
    assert told == [(None, "Lier"), ("Per Moe", "Hole")]


def test_an_answer_to_a_place_goes_to_the_one_who_has_spoken_for_it() -> None:
    """Where two came for it, and its turn names neither."""
    head = HEAD.replace("Siri Vangen (Statnett)", "Siri Vangen (Lier)")
    meeting = parse_text(
        f"{head}Sak 1 Tog\n\nSiri Vangen, Lier: Vi vil ha tog.\n\nSak 2 Buss\n\n- Lier: nei til buss\n"
        "- Drammen og Hole: som Lier\n\nSak 3 Ymse\n"
    )

    assert [turn.replies_to for turn in meeting.contributions] == [(), (), (4,), (4,)]
