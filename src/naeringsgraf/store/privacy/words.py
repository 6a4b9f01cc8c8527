"""Words of a text as they are compared with names, and which of them are ordinary words or names of places."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from naeringsgraf.model.names import make_slug

_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters."""

    text: str
    begins: int
    ends: int
    key: str
    """As it stands in a slug, "aa" as "a", so that "Ånensen", "AANENSEN" and "aanensen" are one."""

    @property
    def is_capital(self) -> bool:
        """Tell whether it begins with a capital letter."""
        return self.text[0].isupper()


def read_words(text: str) -> list[Word]:
    """Give the words of a text in NFC, in order."""
    return [Word(found[0], *found.span(), make_key(found[0])) for found in _WORD.finditer(text)]


def read_keys(text: str) -> tuple[str, ...]:
    """Give the keys of the words of a text."""
    return tuple(make_key(word) for word in _WORD.findall(unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=262_144)
def make_key(word: str) -> str:
    """Give the form of a word that it is compared by."""
    return make_slug(word).replace("aa", "a")


def is_place_between(text: str, comma: bool = False) -> bool:
    """Tell whether what stands between two words lets them be one name."""
    return len(text) <= 4 and bool((_WITH_COMMA if comma else _BETWEEN).fullmatch(text))


_BETWEEN: Final = re.compile(r"\s+|\.\s*|\s*[-\u2010-\u2013_+]\s*|%20")
_WITH_COMMA: Final = re.compile(r"\s*,\s*|" + _BETWEEN.pattern)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Keys of words that are more than names of people, so that a name like one needs more to be taken for one."""

    ordinary: frozenset[str] = frozenset()

    def is_ordinary(self, keys: Iterable[str]) -> bool:
        """Tell whether each of these stands for something else, too; a single letter does."""
        return all(len(key) == 1 or key in self.ordinary for key in keys)


def gather_vocabulary(texts: Iterable[str], labels: Iterable[str]) -> Vocabulary:
    """Take as ordinary what a text has in small letters, and what labels of places, bodies or themes are made of."""
    small = {word for text in texts for word in set(_WORD.findall(text)) if word.islower()}
    named = {word for label in labels for word in _WORD.findall(label)}
    return Vocabulary(frozenset(make_key(word) for word in small | named))
