"""One form for the spellings of a name that keyboards and clerks mix up: "Åsheim", "Aasheim" and "Asheim"."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"å": "a", "æ": "ae", "ä": "ae", "ø": "o", "ö": "o", "đ": "d", "ð": "d", "ł": "l", "ŋ": "n"})
_PAIRS = (("aa", "a"), ("oe", "o"), ("th", "t"))
"""How å and ø are written where the keyboard has neither; æ is "ae" there, as it is here. "Thor" is said as Tor."""
_DOUBLED = re.compile(r"([^\W\d_aeiouy])\1")


@lru_cache(maxsize=16_384)
def fold_spelling(word: str) -> str:
    """Give the form in which spellings of a word meet that differ in accents, or in how æ, ø and å are written."""
    folded = word.casefold().translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    for pair, letter in _PAIRS:
        plain = plain.replace(pair, letter)
    return plain


@lru_cache(maxsize=16_384)
def fold_doubled(word: str) -> str:
    """The same, with doubled consonants single: "Pettersen" and "Petersen" meet. "Anne" and "Ane" do, too."""
    return _DOUBLED.sub(r"\1", fold_spelling(word))
