"""The forms that a name may stand in, and where they stand in a text.

Whole forms (of two words or more) tell a person wherever they stand. One word alone tells one only in a document that
is known to be about them, and is no proof where it is an ordinary word or the name of a place.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from naeringsgraf.store.privacy.words import Vocabulary, Word, is_place_between, read_keys

ANYBODY: Final = "Person"
"""Stands for a name that several may bear, or nobody known."""

REMOVED: Final = "[navn fjernet]"
"""Stands for a name that was forgotten."""

_SHORTEST_JOINED: Final = 7
"""Letters of a name written as one word ("karinordmann") that is taken for one."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a text."""

    begins: int
    ends: int
    instead: str
    """What is written in its place."""


def list_whole_forms(name: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Give the forms of a name of several words, and whether a comma may stand after its first word.

    As it is, surname first, without names in the middle, and with initials.
    """
    keys = read_keys(name)
    if len(keys) < 2:
        return
    first, last = keys[0], keys[-1]
    yield keys, False
    yield (last, *keys[:-1]), True
    for other in keys[1:]:
        yield (first, other), False
        yield (other, first), True
    if len(last) > 1 and len(first) > 1:
        yield (first[0], last), False
        yield (last, first[0]), True
        yield (first[0], *keys[1:]), False
        yield (*(key[0] for key in keys[:-1]), last), False
        yield (first, *(key[0] for key in keys[1:-1]), last), False


def list_joined_forms(name: str) -> Iterator[str]:
    """Give the forms of a name as one word, as in an address: "karinordmann", "knordmann"."""
    keys = read_keys(name)
    if len(keys) >= 2:
        for joined in ("".join(keys), keys[0] + keys[-1], keys[0][0] + keys[-1]):
            if len(joined) >= _SHORTEST_JOINED:
                yield joined.replace("aa", "a")


@dataclass
class Forms:
    """Whole forms by their first word, and what is written instead of each; what several bear becomes `ANYBODY`."""

    by_first: dict[str, dict[tuple[str, ...], tuple[str, bool]]] = field(default_factory=lambda: defaultdict(dict))
    joined: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, instead: str) -> None:
        """Add all forms of a name of several words."""
        for keys, comma in list_whole_forms(name):
            if all(len(key) == 1 for key in keys):
                continue
            known = self.by_first[keys[0]].get(keys)
            whole = instead if known is None or known[0] == instead else ANYBODY
            self.by_first[keys[0]][keys] = (whole, comma or (known is not None and known[1]))
        for key in list_joined_forms(name):
            self.joined[key] = instead if self.joined.get(key, instead) == instead else ANYBODY

    def find(self, text: str, words: Sequence[Word], vocabulary: Vocabulary) -> Iterator[Found]:
        """Give where whole forms stand, the longest at each place, from the left; the s of a genitive is left."""
        at = 0
        while at < len(words):
            found = self._find_at(text, words, at, vocabulary)
            if found is None:
                at += 1
                continue
            keys, instead = found
            last = words[at + len(keys) - 1]
            yield Found(words[at].begins, last.ends - is_genitive(last, keys[-1]), instead)
            at += len(keys)

    def _find_at(
        self, text: str, words: Sequence[Word], at: int, vocabulary: Vocabulary
    ) -> tuple[tuple[str, ...], str] | None:
        """Give the longest form that begins at a word, and what is written instead."""
        best: tuple[tuple[str, ...], str] | None = None
        for keys, (instead, comma) in self.by_first.get(words[at].key, {}).items():
            if (best is None or len(keys) > len(best[0])) and _fits(text, words, at, keys, comma, vocabulary):
                best = keys, instead
        key = words[at].key
        if best is None and len(key) >= _SHORTEST_JOINED:
            for joined in (key, key.removesuffix("s")):
                if joined in self.joined:
                    return (joined,), self.joined[joined]
        return best


def is_genitive(word: Word, key: str) -> bool:
    """Tell whether a word is a name and the s of the genitive."""
    return word.key == key + "s" and word.text[-1] in "sS"


def _fits(
    text: str, words: Sequence[Word], at: int, keys: tuple[str, ...], comma: bool, vocabulary: Vocabulary
) -> bool:
    stretch = words[at : at + len(keys)]
    if len(stretch) < len(keys) or any(word.key != key for word, key in zip(stretch[:-1], keys[:-1], strict=True)):
        return False
    if stretch[-1].key != keys[-1] and not is_genitive(stretch[-1], keys[-1]):
        return False
    gaps = [text[one.ends : other.begins] for one, other in pairwise(stretch)]
    if not all(is_place_between(gap, comma and number == 0) for number, gap in enumerate(gaps)):
        return False
    if all(word.is_capital for word in stretch):
        return True
    joined = all(gap in _JOINING for gap in gaps)
    if any(len(word.key) == 1 and not word.is_capital for word in stretch) and not joined:
        return False
    # "stein sand" in small letters is two words, unless they are joined as in an address or the name of a file.
    return (joined and all(len(key) > 1 for key in keys)) or not vocabulary.is_ordinary(keys)


_JOINING: Final = ("-", "_", ".", "+", "%20")
