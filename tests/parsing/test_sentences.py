"""Where sentences begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naeringsgraf.parsing import sentences
from naeringsgraf.parsing.sentences import split_sentences

PIECES = (
    " ",
    "\t",
    "\n",
    "\n\n",
    ".",
    "!",
    "?",
    "…",
    '"',
    "»",
    ")",
    "(",
    "-",
    "•",
    "1. ",
    "nr.",
    "Kari",
    "saken",
    "12",
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.integers(0, 20), st.integers(0, 60))
def test_ends_are_those_that_a_search_from_letter_to_letter_finds(text: str, begins: int, length: int) -> None:
    """Only the places after a mark and before a line's end are tried; nothing is lost by that."""
    ends = min(len(text), begins + length)

    found = [end.span() for end in sentences._list_ends(text, begins, ends)]

    assert found == [end.span() for end in sentences._ENDS.finditer(text, begins, ends)]


def test_sentences_are_told_without_the_blanks_between_them() -> None:
    """An abbreviation ends no sentence, and an item of a list is one."""
    text = "Kari Lie viste til sak nr. 4 fra mai.  Ola Vik svarte.\n- Moss følger opp.\n"

    spans = split_sentences(text, 0, len(text))

    assert [text[span.begins : span.ends] for span in spans] == [
        "Kari Lie viste til sak nr. 4 fra mai.",
        "Ola Vik svarte.",
        "Moss følger opp.",
    ]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Hun reiste seg. – Kaia må utvides, sa hun.", ["Hun reiste seg.", "– Kaia må utvides, sa hun."]),
        ("Kven betaler? — Staten, meinte han.", ["Kven betaler?", "— Staten, meinte han."]),
        ("Toget går kl. 8 – Ås er første stopp.", ["Toget går kl. 8 – Ås er første stopp."]),
    ],
)
def test_what_is_said_after_a_dash_is_a_sentence(text: str, begins: list[str]) -> None:
    """As newspapers write it; a dash within a sentence ends none."""
    assert [text[span.begins : span.ends] for span in split_sentences(text, 0, len(text))] == begins


@pytest.mark.parametrize("text", ["Flaskehalsen er rv. 7 over vidda.", "Merknaden om fv. 35 var falt ut."])
def test_a_road_by_its_short_form_ends_no_sentence(text: str) -> None:
    """ "rv." and "fv." stand before a number."""
    assert [span.ends for span in split_sentences(text, 0, len(text))] == [len(text)]


@pytest.mark.parametrize("measure", ["2 mrd.", "14 mill.", "1,5 mill."])
def test_what_is_counted_ends_a_sentence_before_a_word_with_a_capital(measure: str) -> None:
    """A currency in capitals and a small letter go on."""
    ended = f"Senteret omsetter for {measure} Lie viste til planen."
    goes_on = f"Senteret omsetter for {measure} NOK i året og 5 mill. kroner i fjor."

    assert [span.begins for span in split_sentences(ended, 0, len(ended))] == [0, ended.index("Lie")]
    assert len(split_sentences(goes_on, 0, len(goes_on))) == 1
