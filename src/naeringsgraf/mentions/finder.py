"""Finds every form of the gazetteer in a text, the longest where several begin or overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import daachorse

from naeringsgraf.mentions.gazetteer import Entry, load_gazetteer
from naeringsgraf.model.meeting import MentionKind

_INFLECTED_CONFIDENCE = 0.9
_LONGEST_WORD = 100
"""Letters to look for the ends of a word; what is longer is no word, and looking on from each hit takes for ever."""
_FRONT_CONFIDENCE = 0.75
"""A theme that begins a longer word: "batteri" in "batterinettverk"."""
_TAIL_CONFIDENCE = 0.65
"""A theme that ends one: "kraftverk" in "småkraftverk"; the front tells more, so it wins over the tail."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text and all that it may stand for."""

    begins: int
    ends: int
    entries: tuple[Entry, ...]
    rule: str
    confidence: float


def find_hits(text: str) -> list[Hit]:
    """Find all known names and themes in `text`, in order; hits do not overlap, but one may have several readings."""
    automaton, forms = _load_automaton()
    # A name or label of several words may be broken over two lines.
    lowered = _lower(text).replace("\n", " ")
    hits = []
    for begins, ends, number in automaton.find_overlapping(lowered):
        hit = _check(text, begins, ends, load_gazetteer()[forms[number]])
        if hit:
            hits.append(hit)
    return [hit for hit in _keep_longest(hits) if hit.rule != "idiom"]


@cache
def _load_automaton() -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, Sequence[str]]:
    forms = sorted(load_gazetteer())
    return daachorse.CharwiseDoubleArrayAhoCorasick(forms), forms


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _check(text: str, begins: int, ends: int, entries: Sequence[Entry]) -> Hit | None:
    """Keep the readings whose case, ending and word borders fit, the surest way in which any does."""
    left = begins == 0 or not text[begins - 1].isalnum()
    stop = _word_end(text, ends)
    ways: dict[tuple[str, float], list[Entry]] = {}
    for entry in entries:
        way = _fit(entry, text, begins, ends, left, text[ends:stop].lower())
        if way:
            ways.setdefault(way, []).append(entry)
    if not ways:
        return None
    rule, confidence = max(ways, key=lambda way: way[1])
    if not left:
        begins = _word_start(text, begins)
    # The same words may name a theme and an organisation ("Horisont Europa"): both readings stand.
    kept = [entry for way, fitting in ways.items() if way[1] == confidence for entry in fitting]
    return Hit(begins, ends if rule == "name-genitive" else stop, tuple(kept), rule, confidence)


def _fit(entry: Entry, text: str, begins: int, ends: int, left: bool, rest: str) -> tuple[str, float] | None:
    """Give the rule by which an entry fits, and its confidence; None where it does not."""
    if entry.exact is not None and text[begins:ends] != entry.exact:
        return None
    if entry.kind is not MentionKind.THEME:
        return _fit_name(text, begins, ends, left, rest, entry)
    if left and not rest and entry.bare:
        return entry.rule, 1.0
    if left and rest in entry.endings:
        return "theme-inflected", _INFLECTED_CONFIDENCE
    if left and rest and entry.compounds:
        return "theme-compound", _FRONT_CONFIDENCE
    if not left and entry.tails and (rest in entry.endings or (not rest and entry.bare)):
        return "theme-compound", _TAIL_CONFIDENCE
    return None


def _fit_name(text: str, begins: int, ends: int, left: bool, rest: str, entry: Entry) -> tuple[str, float] | None:
    """A name begins with a capital, is bound to nothing by a hyphen, and takes no ending but the genitive's."""
    bound = text[begins - 1 : begins] == "-" or (text[ends : ends + 1] == "-" and text[ends + 1 : ends + 2].isalnum())
    if not left or bound or not (entry.exact or text[begins].isupper()):
        return None
    if rest in entry.endings:
        return "name-genitive", 1.0
    return None if rest else (entry.rule, 1.0)


def _word_start(text: str, at: int) -> int:
    first = max(0, at - _LONGEST_WORD)
    while at > first and text[at - 1].isalnum():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    last = min(len(text), at + _LONGEST_WORD)
    while at < last and text[at].isalnum():
        at += 1
    return at


def _keep_longest(hits: list[Hit]) -> list[Hit]:
    """Leftmost first, of those the longest form, of those the surest rule; nothing that overlaps one kept."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.begins, -h.ends, -h.confidence, -len(h.entries[0].form))):
        if not kept or hit.begins >= kept[-1].ends:
            kept.append(hit)
    return kept
