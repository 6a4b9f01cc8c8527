"""The forms a Norwegian label takes in running text, so that no text need be lemmatised.

A label becomes a few stems, each with the endings that may follow it: regular endings of bokmål and nynorsk,
contraction of -el and -er, doubling of a last consonant, agreement of an adjective before a noun. Rules, not a
dictionary: a form that does not exist does no harm, since it is never found.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_NOUN = frozenset(
    ["en", "et", "a", "er", "ene", "ar", "ane", "s", "ens", "ets", "as", "ers", "enes", "anes", "ars", "i", "n"]
)
_AFTER_E = frozenset(["n", "r", "ne", "t", "s", "ns", "rs", "nes", "ts"])
_FOR_E = frozenset(["a", "ar", "ane", "er", "ene", "as"])
_CONTRACTED = frozenset(["e", "er", "ene", "ar", "ane", "en", "et", "a"])
_PLURAL = frozenset(["ene", "ane", "enes", "anes"])
_AGENT = frozenset(["ne", "en", "nes"])
_DOUBLED = frozenset(["en", "et", "er", "ene", "ar", "ane", "a"])
_CODE = frozenset(("-en", "s"))
_DOUBLING = "mnstlpkgb"
_VOWELS = "aeiouyæøå"


@dataclass(frozen=True, slots=True)
class Stem:
    """The beginning of a form, lower case, and what may follow it."""

    text: str
    endings: frozenset[str]
    bare: bool
    """It is a form by itself."""


def find_stems(label: str) -> Iterator[Stem]:
    """Give the stems of a label, the label itself first. A label of capitals takes few endings."""
    base = label.lower()
    if is_code(label):
        yield Stem(base, _CODE, bare=True)
        return
    head, _, last = base.rpartition(" ")
    for front in _agree(head) if head else ("",):
        for stem in _find_noun_stems(last):
            yield Stem(f"{front} {stem.text}", stem.endings, stem.bare) if front else stem


def is_code(label: str) -> bool:
    """Tell whether a label is mostly capitals and digits: "NTP", "5G"."""
    letters = [c for c in label if c.isalpha()]
    return not letters or sum(c.isupper() for c in letters) * 2 > len(letters)


def _find_noun_stems(word: str) -> Iterator[Stem]:
    if not word[-1:].isalpha():
        yield Stem(word, frozenset(), bare=True)
        return
    agent = word.endswith(("er", "ar")) and len(word) > 5
    endings = _AFTER_E if word.endswith("e") else _NOUN
    yield Stem(word, endings | _AGENT if agent else endings, bare=True)
    if word.endswith("e"):
        yield Stem(word[:-1], _FOR_E, bare=False)
    if word.endswith(("el", "er")) and len(word) > 4:
        yield Stem(word[:-2] + word[-1], _CONTRACTED, bare=False)
    if agent:
        yield Stem(word[:-2], _PLURAL, bare=False)
    if word[-1] in _DOUBLING and len(word) > 3 and word[-2] in _VOWELS:
        yield Stem(word + word[-1], _DOUBLED, bare=False)


def _agree(head: str) -> Iterator[str]:
    """Forms of the adjective before a noun: "grønt" also as "grønn", "grøn" and "grønne"."""
    yield head
    if " " in head:
        return
    stem = head[:-1] if head.endswith(("t", "e")) and len(head) > 4 else head
    last = stem[-1:]
    forms = [stem, *(stem + ending for ending in ("t", "e", last, last + "e", "et", "ete")), stem[:-1] + "t"]
    if head.endswith(("ige", "lege")):
        forms.append(head[:-1])
    yield from dict.fromkeys(form for form in forms if form and form != head)
