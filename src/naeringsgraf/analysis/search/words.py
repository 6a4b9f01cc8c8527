"""Which words of a text a word of a question stands for: its forms, and the longer words that it begins or ends.

The rules of inflection are those by which themes are found in minutes. A word asked for in one form is led back to
those it may be a form of, so that "batteriene" finds "batteri" too.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from naeringsgraf.mentions.finder import load_no_compounds
from naeringsgraf.mentions.inflection import Stem, find_stems
from naeringsgraf.registers.folding import fold_name

WORD: Final = re.compile(r"[^\W_]+")
"""A word: letters and digits; a hyphen or stroke stands between two."""

_SHORTEST_PART: Final = 4
"""Letters of a word that may begin or end a longer one. "bil" begins "bilde" and "billett" as well as "bilvei"."""
_SHORTEST_BASE: Final = 3
_LONGEST_ENDING: Final = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of a question, folded, and what it may be a form of."""

    word: str
    stems: tuple[Stem, ...]
    fronts: tuple[str, ...]
    """What a longer word may begin with."""
    tails: tuple[str, ...]
    """What a longer word may end with."""

    def is_met_by(self, word: str) -> bool:
        """Tell whether a folded word of a text is a form of it, or a longer word that begins or ends with one."""
        if word == self.word or any(_is_form(word, stem) for stem in self.stems):
            return True
        if word.startswith(self.fronts) and not self._is_derived(word):
            return True
        return word.endswith(self.tails)

    def _is_derived(self, word: str) -> bool:
        """Tell whether it is another kind of word made of it, such as "kraftig" of "kraft"."""
        front = max((each for each in self.fronts if word.startswith(each)), key=len)
        return word[len(front) :] in load_no_compounds()


def split_words(text: str) -> list[str]:
    """Give the words of a text, folded, in their order."""
    return [fold_name(word) for word in WORD.findall(text)]


def want(word: str, vocabulary: Collection[str]) -> Wanted:
    """Make what is wanted of a folded word; `vocabulary` tells which words there are that it may be a form of."""
    bases = [word, *(base for base in _find_bases(word) if base in vocabulary)]
    stems = tuple(stem for base in bases for stem in find_stems(base))
    long = [base for base in bases if len(base) >= _SHORTEST_PART]
    tails = tuple(form for base in long for stem in find_stems(base) for form in _list_forms(stem))
    return Wanted(word, stems, tuple(long), tails)


def _is_form(word: str, stem: Stem) -> bool:
    if not word.startswith(stem.text):
        return False
    ending = word[len(stem.text) :]
    return ending in stem.endings or (not ending and stem.bare)


def _list_forms(stem: Stem) -> Iterator[str]:
    if stem.bare:
        yield stem.text
    yield from (stem.text + ending for ending in sorted(stem.endings))


@lru_cache(maxsize=1024)
def _find_bases(word: str) -> tuple[str, ...]:
    """Give all that a word may be a form of, the longest first."""
    return tuple(base for base in dict.fromkeys(_guess_bases(word)) if any(_is_form(word, s) for s in find_stems(base)))


def _guess_bases(word: str) -> Iterator[str]:
    """Take endings off, and undo what inflection does to the end of a stem: "øygruppene", "gamle", "moderne"."""
    for length in range(1, _LONGEST_ENDING):
        rest = word[:-length]
        if len(rest) < _SHORTEST_BASE:
            return
        yield rest
        yield rest + "e"
        if rest[-1] == rest[-2]:
            yield rest[:-1]
        if rest[-1] in "lr":
            yield f"{rest[:-1]}e{rest[-1]}"
        yield rest + "er"


def mark_words(text: str, met: Collection[str]) -> list[tuple[str, bool]]:
    """Cut a text into parts that follow each other, each with whether it is one of the folded words that were met."""
    parts: list[tuple[str, bool]] = []
    at = 0
    for found in WORD.finditer(text):
        if fold_name(found.group()) in met:
            parts += [(text[at : found.start()], False), (found.group(), True)]
            at = found.end()
    return [(part, hit) for part, hit in [*parts, (text[at:], False)] if part]


def meet(wanted: Iterable[Wanted], vocabulary: Iterable[str]) -> list[set[str]]:
    """Give, for each word wanted, which words of a vocabulary meet it."""
    words = list(vocabulary)
    return [{word for word in words if each.is_met_by(word)} for each in wanted]
