"""Finds every form of the gazetteer in a text, the longest where several begin or overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import daachorse

from naeringsgraf.mentions.gazetteer import Entry, load_gazetteer
from naeringsgraf.model.document import Span
from naeringsgraf.model.meeting import MentionKind

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
    """Keep the readings whose case and word borders fit; stretch a compound to the whole word."""
    left = begins == 0 or not text[begins - 1].isalnum()
    right = ends == len(text) or not text[ends].isalnum()
    genitive = not right and text[ends] == "s" and not (ends + 1 < len(text) and text[ends + 1].isalnum())
    printed = text[begins:ends]
    kept = tuple(entry for entry in entries if _fits(entry, printed, text, begins, left, right or genitive, ends))
    if not kept:
        return None
    if left and right:
        return Hit(begins, ends, kept, kept[0].rule, kept[0].confidence)
    if left and genitive and kept[0].kind is not MentionKind.THEME:
        return Hit(begins, ends, kept, "name-genitive", kept[0].confidence)
    confidence = _FRONT_CONFIDENCE if left else _TAIL_CONFIDENCE
    return Hit(_word_start(text, begins), _word_end(text, ends), kept, "theme-compound", confidence)


def _fits(entry: Entry, printed: str, text: str, begins: int, left: bool, right: bool, ends: int) -> bool:
    if entry.exact is not None:
        return printed == entry.exact and left and right
    if entry.kind is not MentionKind.THEME:
        joined = (begins > 0 and text[begins - 1] == "-") or (
            ends < len(text) - 1 and text[ends] == "-" and text[ends + 1].isalnum()
        )
        return left and right and printed[:1].isupper() and not joined
    return (left or entry.tails) and (right or entry.compounds) and (left or right)


def _word_start(text: str, at: int) -> int:
    while at > 0 and text[at - 1].isalnum():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and text[at].isalnum():
        at += 1
    return at


def _keep_longest(hits: list[Hit]) -> list[Hit]:
    """Leftmost first, of those the longest form, of those the surest rule; nothing that overlaps one kept."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.begins, -h.ends, -h.confidence, -len(h.entries[0].form))):
        if not kept or hit.begins >= kept[-1].ends:
            kept.append(hit)
    return kept


def covers(spans: Sequence[Span], hit: Hit) -> bool:
    """Tell whether the hit lies within one of these spans."""
    return any(span.begins <= hit.begins and hit.ends <= span.ends for span in spans)
