"""Finds words that together mean a theme, among the cues that the matcher saw on its one way through the text."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from naeringsgraf.model.meeting import MentionKind
from naeringsgraf.registers.collocations import load_collocations

_BREAK = re.compile(r"[.!?]\s+(?=[A-ZÆØÅ0-9«\"-])|\n\s*\n|\n[ \t]*[-*•–]\s|\|")
"""Where a sentence, an entry of a list or a cell of a table ends."""
_WORD = re.compile(r"\w+")
_NAMED = {"[kommune]": MentionKind.MUNICIPALITY}
"""Words of a collocation for which any name of a kind may stand."""
SHORTEST_INNER = 5
"""Letters of a cue that may stand within a word, beside another: "gjenvinn" in "batterigjenvinning"."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One word of one group of one collocation."""

    collocation: int
    group: int
    open: bool
    """The word may go on."""


WordHit = tuple[int, int, Sequence[Cue], bool]
"""A word of collocations in a text: where it begins and ends, the cues it is, and whether a word begins there; one
that stands within a word counts only beside another of the same word."""


@dataclass(frozen=True, slots=True)
class Together:
    """A collocation found: the words, and all from the first to the last."""

    collocation: int
    begins: int
    ends: int
    words: tuple[tuple[int, int], ...]


@cache
def load_cues() -> dict[str, tuple[Cue, ...]]:
    """Give all words of all collocations, lower case: what is searched for → the cues it is."""
    found: dict[str, list[Cue]] = {}
    for number, collocation in enumerate(load_collocations()):
        for group, words in enumerate(collocation.groups):
            for word in words:
                found.setdefault(word.removesuffix("*"), []).append(Cue(number, group, word.endswith("*")))
    return {word: tuple(cues) for word, cues in found.items()}


def find_named_words(begins: int, ends: int, kinds: Collection[MentionKind]) -> list[WordHit]:
    """Give what any name of a kind is in a collocation: "[kommune]" for that of a municipality."""
    named = (load_cues().get(word) for word, kind in _NAMED.items() if kind in kinds)
    return [(begins, ends, cues, True) for cues in named if cues]


def find_together(lowered: str, text: str, seen: Sequence[WordHit]) -> list[Together]:
    """Find the collocations of a text, in its order: a word of each group, near enough in one sentence.

    1. Which collocations have a word of each group anywhere. 2. The words and sentences of the text. 3. For each
    collocation, those of its words that stand together.
    """
    # A word may be a cue of dozens of collocations, and stand in a text as often: each is looked at once.
    distinct = {id(cues): cues for _, _, cues, _ in seen}
    groups = {(cue.collocation, cue.group) for cues in distinct.values() for cue in cues}
    counts = Counter(number for number, _ in groups)
    complete = {number for number, count in counts.items() if count == len(load_collocations()[number].groups)}
    if not complete:
        return []
    by_collocation: dict[int, list[tuple[int, int, int, bool]]] = {number: [] for number in sorted(complete)}
    needed = {at: [cue for cue in cues if cue.collocation in complete] for at, cues in distinct.items()}
    for begins, ends, cues, left in sorted(seen, key=itemgetter(0, 1)):
        right = ends == len(lowered) or not lowered[ends].isalnum()
        for cue in needed[id(cues)]:
            if right or cue.open:
                by_collocation[cue.collocation].append((begins, ends, cue.group, left))
    words = [match.span() for match in _WORD.finditer(lowered)]
    breaks = [match.start() for match in _BREAK.finditer(text)]
    found = [one for number, places in by_collocation.items() for one in _find_within(number, places, words, breaks)]
    return sorted(found, key=lambda one: (one.begins, one.ends, one.collocation))


def _find_within(
    number: int, places: Sequence[tuple[int, int, int, bool]], words: Sequence[tuple[int, int]], breaks: Sequence[int]
) -> Iterator[Together]:
    """Go through the words of one collocation once, remembering the last of each group."""
    collocation = load_collocations()[number]
    last: dict[int, int] = {}
    sentence = -1
    for begins, ends, group, left in places:
        here = bisect_right(breaks, begins)
        if here != sentence:
            sentence, last = here, {}
        word = bisect_right(words, (begins, ends)) - 1
        word += word + 1 < len(words) and words[word + 1][0] <= begins
        if not left and word not in (at for other, at in last.items() if other != group):
            continue
        last[group] = word
        if len(last) == len(collocation.groups) and word - min(last.values()) <= collocation.within:
            spans = tuple(sorted({words[at] for at in last.values()}))
            yield Together(number, spans[0][0], spans[-1][1], spans)
            last = {}
