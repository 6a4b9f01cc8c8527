"""Terms that come back and that no theme covers."""

import pytest

from naeringsgraf.analysis.candidates import Candidate, suggest_themes
from naeringsgraf.analysis.passages import Passage, read_graph_passages, read_minutes_passages
from roundtable import SKETCHES, load_roundtable, make_sketch


def said(text: str, document: str, actor: str | None = None, begins: int = 0) -> Passage:
    return Passage(text, f"minutes/{document}", begins, actor)


def suggest(*passages: Passage, at_least: int = 2) -> dict[str, Candidate]:
    return {candidate.term: candidate for candidate in suggest_themes(passages, at_least)}


PARTS = said("stein og benk, glass og krans", "parts")
"""The parts of compounds are words that stand somewhere by themselves."""


def test_forms_of_one_compound_are_one_candidate() -> None:
    """Counted over meetings and municipalities, each with its place."""
    (candidate,) = suggest(
        PARTS,
        said("Vi vil ha steinbenker.", "a", "municipality/3301", 10),
        said("Den steinbenken er bra.", "b", "municipality/3312"),
        said("En steinbenk, altså.", "b"),
    ).values()

    assert (candidate.meetings, candidate.municipalities, len(candidate.occurrences)) == (2, 2, 3)
    assert candidate.forms == ("steinbenk", "steinbenken", "steinbenker")
    assert [(each.printed, each.begins) for each in candidate.occurrences] == [
        ("steinbenker", 20),
        ("steinbenk", 3),
        ("steinbenken", 4),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Vi har næringsareal.",
        "Så sa Gaupefjell det.",
        "Det haster veldig.",
        "Møteplanen er klar.",
    ],
)
def test_what_is_covered_or_no_term_is_left_out(text: str) -> None:
    """Themes, names, words that are no compound, words of meetings."""
    assert suggest(said(text, "a"), said(text, "b")) == {}


def test_a_term_of_few_meetings_is_left_out() -> None:
    """Unless fewer are asked for."""
    passages = [PARTS, said("En steinbenk.", "a"), said("En steinbenk til.", "a")]

    assert suggest(*passages) == {}
    assert list(suggest(*passages, at_least=1)) == ["steinbenk"]


def test_the_order_is_by_meetings_then_municipalities_then_times() -> None:
    """And the same in every run."""
    passages = [
        PARTS,
        said("glasskrans og steinbenk og steinkrans", "a", "municipality/1"),
        said("glasskrans og steinbenk", "b", "municipality/2"),
        said("glasskrans", "c"),
        said("steinkrans", "b", "municipality/1"),
    ]
    terms = [candidate.term for candidate in suggest_themes(passages)]

    assert terms == ["glasskrans", "steinbenk", "steinkrans"]
    assert terms == [candidate.term for candidate in suggest_themes(reversed(passages))]


def test_compounds_are_grouped_by_the_part_they_share() -> None:
    """First part or last, the one that more share."""
    words = ("steinbenk", "steinkrans", "steinglass", "glassbenk")
    passages = [PARTS, *(said(f"{word} her", name) for word in words for name in "ab")]
    groups = {candidate.term: candidate.group for candidate in suggest_themes(passages)}

    assert groups == {
        "steinbenk": "stein…",
        "steinkrans": "stein…",
        "steinglass": "stein…",
        "glassbenk": "…benk",
    }


def test_a_broader_theme_is_told_with_its_reason() -> None:
    """The one most often beside, where no label shares a part."""
    found = suggest(PARTS, said("glasskrans og jernbane", "a"), said("glasskrans og jernbane", "b"))["glasskrans"]

    assert (found.broader, found.broader_by) == ("theme/jernbane", "beside")


def test_a_theme_with_the_same_part_is_broader() -> None:
    """ "tog" stands in labels of the railway."""
    found = suggest(PARTS, said("steintoget", "a"), said("steintog", "b"))["steintog"]

    assert (found.broader, found.broader_by) == ("theme/jernbane", "part")


def test_pairs_of_words_are_terms_where_the_first_tells_of_what_kind() -> None:
    """Their forms are put together as those of words are."""
    (candidate,) = suggest(said("en selvstendig krets", "a"), said("selvstendige kretser", "b")).values()

    assert candidate.forms == ("selvstendig krets", "selvstendige kretser")


def test_sentences_are_read_from_a_graph_and_from_minutes() -> None:
    """A graph holds fewer; both tell who each was said for."""
    of_minutes = read_minutes_passages([make_sketch(sketch) for sketch in SKETCHES])
    of_graph = read_graph_passages(load_roundtable())

    assert of_graph
    assert {passage.document for passage in of_graph} <= {passage.document for passage in of_minutes}
    assert any(passage.actor for passage in of_graph)
