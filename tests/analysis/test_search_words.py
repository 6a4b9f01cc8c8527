"""Which words stand for a word that is looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naeringsgraf.analysis.search.words import mark_words, meet, split_words, want

WORDS = """
batteri batteriet batterier batteriene batteria batterigjenvinning batterinettverk bilbatterier bat
kraft krafta kraften kraftig krafttilgang vannkraft kommune kommuner kommunane kommunesektor storkommunene
vei veien veier veileder bil bilen biler bilde elbil næring næringer næringsareal naering gamle ås as
drammen drammens drammensregionen øst øst3 2022 2022a regel regler reglane regelverk
"""
VOCABULARY = frozenset(WORDS.split())


@pytest.mark.parametrize(
    ("asked", "met"),
    [
        (
            "batteri",
            "batteri batteriet batterier batteriene batteria batterigjenvinning batterinettverk bilbatterier",
        ),
        (
            "batteriene",
            "batteri batteriet batterier batteriene batteria batterigjenvinning batterinettverk bilbatterier",
        ),
        ("batterigjenvinning", "batterigjenvinning"),
        ("kraft", "kraft krafta kraften krafttilgang vannkraft"),
        ("kommunar", "kommune kommuner kommunane kommunesektor storkommunene"),
        ("vei", "vei veien veier"),
        ("bilen", "bil bilen biler"),
        ("næringer", "næring næringer næringsareal"),
        ("ås", "ås"),
        ("Drammen", "drammen drammens drammensregionen"),
        ("2022", "2022 2022a"),
        ("reglar", "regel regler reglane regelverk"),
        ("zzz", ""),
    ],
)
def test_a_word_is_met_by_its_forms_and_compounds(asked: str, met: str) -> None:
    """UX13: inflected forms and longer words are found, whichever form is asked for; short words begin nothing."""
    (word,) = split_words(asked)

    assert meet([want(word, VOCABULARY)], VOCABULARY) == [set(met.split())]


def test_words_are_folded() -> None:
    """Case and accents do not matter; æ, ø and å are letters of their own."""
    assert split_words("SØR-VARANGER, «Én» Ærfugl_2 a/b naïve") == [
        "sør",
        "varanger",
        "en",
        "ærfugl",
        "2",
        "a",
        "b",
        "naive",
    ]
    assert split_words("Ås") != split_words("As")


@given(st.text(max_size=40), st.text(max_size=10))
def test_marking_leaves_the_text_as_it_is(text: str, word: str) -> None:
    """Put together, the parts are the text."""
    parts = mark_words(text, set(split_words(word)))

    assert "".join(part for part, _ in parts) == text
    assert all(part for part, _ in parts)


@given(st.text(min_size=1, max_size=12))
def test_a_word_meets_itself(word: str) -> None:
    """Whatever is asked for is found where it stands so."""
    for each in split_words(word):
        assert each in meet([want(each, {each})], [each])[0]
