"""Finds names and labels of the gazetteer in a text, the longest where several overlap, and themes by collocation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import daachorse

from naeringsgraf.mentions.collocations import (
    SHORTEST_INNER,
    Cue,
    Together,
    WordHit,
    find_named_words,
    find_together,
    load_cues,
)
from naeringsgraf.mentions.gazetteer import Entry, load_gazetteer
from naeringsgraf.model.meeting import MentionKind
from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.collocations import load_collocations
from naeringsgraf.registers.general import is_general
from naeringsgraf.registers.themes import load_themes

_INFLECTED_CONFIDENCE = 0.9
_LONGEST_WORD = 100
"""Letters to look for the ends of a word; what is longer is no word, and looking on from each hit takes for ever."""
_FRONT_CONFIDENCE = 0.75
"""A theme that begins a longer word: "batteri" in "batterinettverk"."""
_TAIL_CONFIDENCE = 0.65
"""A theme that ends one: "kraftverk" in "småkraftverk"; the front tells more, so it wins over the tail."""
TOGETHER_RULE = "theme-collocation"
_TOGETHER_CONFIDENCE = 0.7
"""Words that mean a theme together: "gjenvinning" near "bilbatterier"."""
_OFFICE_ENDINGS = ("", "e", "en", "ne", "r", "s", "ar", "er", "ane", "ene", "et", "a")


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text and all that it may stand for."""

    begins: int
    ends: int
    entries: tuple[Entry, ...]
    rule: str
    confidence: float


_Known = tuple[Sequence[Entry], Sequence[Cue], bool, bool]
"""What a form is: a name or label, a word of collocations; and whether it may end a longer word as each of them."""


def find_hits(text: str) -> list[Hit]:
    """Find all known names and themes in `text`, in order; one hit may have several readings.

    Hits do not overlap, with two exceptions: the words of a name may also be a form of a theme, and words that mean a
    theme together may lie over others.
    """
    automaton, known = _load_automaton()
    # A name or label of several words may be broken over two lines.
    lowered = _lower(text).replace("\n", " ")
    hits: list[Hit] = []
    seen: list[WordHit] = []
    for begins, ends, number in automaton.find_overlapping(lowered):
        entries, cues, inner, inner_cue = known[number]
        left = begins == 0 or not lowered[begins - 1].isalnum()
        # Nine of ten forms found are parts of words that mean nothing there.
        if not (left or inner or inner_cue):
            continue
        if cues and (left or inner_cue):
            seen.append((begins, ends, cues, left))
        if entries and (left or inner):
            hit = _check(text, begins, ends, entries, left=left)
            if hit:
                hits.append(hit)
    kept = [hit for hit in _keep_longest(hits) if hit.rule != "idiom"]
    seen += [word for hit in kept for word in find_named_words(hit.begins, hit.ends, {e.kind for e in hit.entries})]
    return _add_together(kept, find_together(lowered, text, seen), lowered)


@cache
def _load_automaton() -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, Sequence[_Known]]:
    gazetteer, cues = load_gazetteer(), load_cues()
    forms = sorted(gazetteer.keys() | cues.keys())
    known = [
        (
            entries := gazetteer.get(form, ()),
            words := cues.get(form, ()),
            any(entry.tails for entry in entries),
            bool(words) and len(form) >= SHORTEST_INNER,
        )
        for form in forms
    ]
    return daachorse.CharwiseDoubleArrayAhoCorasick(forms), known


def _add_together(hits: Sequence[Hit], found: Sequence[Together], lowered: str) -> list[Hit]:
    """Add the themes that words mean together, and take away what the same words would mean alone.

    A theme that one of the words names by itself is not added, unless that word is too general to count.
    """
    if not found:
        return list(hits)
    replaced = {
        (theme, begins): ends
        for one in found
        for theme in load_collocations()[one.collocation].instead_of
        for begins, ends in one.words
    }
    kept = [hit for hit in hits if not _is_replaced(hit, replaced)]
    named = {
        (entry.target, hit.begins)
        for hit in kept
        for entry in hit.entries
        if not is_general(entry.target, lowered[hit.begins : hit.ends])
    }
    added = [
        Hit(one.begins, one.ends, (_make_entry(one),), TOGETHER_RULE, _TOGETHER_CONFIDENCE)
        for one in found
        if not _is_named(one, named)
    ]
    return sorted([*kept, *added], key=lambda hit: (hit.begins, hit.ends))


def _is_named(found: Together, named: set[tuple[ThingId, int]]) -> bool:
    """Tell whether one of the words names the theme by itself already."""
    theme = load_collocations()[found.collocation].theme
    return any((theme, begins) in named for begins, _ in found.words)


def _is_replaced(hit: Hit, replaced: Mapping[tuple[ThingId, int], int]) -> bool:
    """Tell whether a hit is one of the words, read as a theme that gives way."""
    return all(hit.ends <= replaced.get((entry.target, hit.begins), -1) for entry in hit.entries)


def _make_entry(found: Together) -> Entry:
    theme = load_themes()[load_collocations()[found.collocation].theme]
    return Entry("", MentionKind.THEME, theme.id, theme.pref["nb"], None, TOGETHER_RULE)


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _check(text: str, begins: int, ends: int, entries: Sequence[Entry], *, left: bool) -> Hit | None:
    """Keep the readings whose case, ending and word borders fit, the surest way in which any does."""
    stop = _word_end(text, ends)
    rest = text[ends:stop].lower() if stop > ends else ""
    if len(entries) == 1:
        way = _fit(entries[0], text, begins, ends, left, rest)
        return _make_hit(text, begins, ends, stop, left, entries, *way) if way else None
    ways: dict[tuple[str, float], list[Entry]] = {}
    for entry in entries:
        way = _fit(entry, text, begins, ends, left, rest)
        if way:
            ways.setdefault(way, []).append(entry)
    if not ways:
        return None
    rule, confidence = max(ways, key=lambda way: way[1])
    # The same words may name a theme and an organisation ("Horisont Europa", "Statnetts"): both readings stand.
    genitive = rule == "name-genitive"
    kept = [
        entry
        for way, fitting in ways.items()
        for entry in fitting
        if way[1] == confidence or (genitive and way[0] == "theme-inflected")
    ]
    return _make_hit(text, begins, ends, stop, left, kept, rule, confidence)


def _make_hit(
    text: str, begins: int, ends: int, stop: int, left: bool, entries: Sequence[Entry], rule: str, confidence: float
) -> Hit:
    """Give the whole word that a form stands in, which ends at `stop`; less the ending where it is a genitive's."""
    if not left:
        begins = _word_start(text, begins)
    return Hit(begins, ends if rule == "name-genitive" else stop, tuple(entries), rule, confidence)


def _fit(entry: Entry, text: str, begins: int, ends: int, left: bool, rest: str) -> tuple[str, float] | None:
    """Give the rule by which an entry fits, and its confidence; None where it does not."""
    if entry.exact is not None and text[begins:ends] != entry.exact:
        return None
    if entry.kind is not MentionKind.THEME:
        return _fit_name(text, begins, ends, left, rest, entry)
    if left and not rest and entry.bare:
        return entry.rule, 1.0
    if left and rest in entry.endings and not _is_joined(text, ends + len(rest)):
        return "theme-inflected", _INFLECTED_CONFIDENCE
    if left and rest and entry.compounds and rest not in load_no_compounds():
        return "theme-compound", _FRONT_CONFIDENCE
    if not left and entry.tails and (rest in entry.endings or (not rest and entry.bare)):
        return "theme-compound", _TAIL_CONFIDENCE
    return None


@cache
def load_no_compounds() -> frozenset[str]:
    """What may follow a theme's word without making another thing of its kind: offices and verbs."""
    words = _load_words("offices.txt")
    offices = (joint + office + ending for joint in ("", "s") for office in words for ending in _OFFICE_ENDINGS)
    return _load_words("derivations.txt").union(offices)


@cache
def _load_words(name: str) -> frozenset[str]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _fit_name(text: str, begins: int, ends: int, left: bool, rest: str, entry: Entry) -> tuple[str, float] | None:
    """A name begins with a capital, is bound to nothing by a hyphen, and takes no ending but the genitive's."""
    bound = text[begins - 1 : begins] == "-" or _is_joined(text, ends)
    if not left or bound or not (entry.exact or text[begins].isupper()):
        return None
    if rest in entry.endings:
        return "name-genitive", 1.0
    return None if rest else (entry.rule, 1.0)


def _is_joined(text: str, at: int) -> bool:
    """Tell whether a hyphen joins what ends here to a word: in "Vega-scenen" no inflected word, "vega", comes first."""
    return text[at : at + 1] == "-" and text[at + 1 : at + 2].isalnum()


def _word_start(text: str, at: int) -> int:
    first = max(0, at - _LONGEST_WORD)
    while at > first and text[at - 1].isalnum():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    if not text[at : at + 1].isalnum():
        return at
    last = min(len(text), at + _LONGEST_WORD)
    while at < last and text[at].isalnum():
        at += 1
    return at


def _keep_longest(hits: list[Hit]) -> list[Hit]:
    """Leftmost first, of those the longest form, of those the surest rule; nothing that overlaps one kept.

    The same words may be a name and a form of a theme ("Fagskolen"): both stand, but where the name is that of a
    municipality ("Vega", which is no road). The ending of a genitive counts as its own ("Vegas").
    """
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.begins, -_last(h), -h.confidence, -len(h.entries[0].form))):
        if not kept or hit.begins >= kept[-1].ends or _is_other_reading(hit, kept[-1]):
            kept.append(hit)
    return kept


def _last(hit: Hit) -> int:
    return hit.ends + (hit.rule == "name-genitive")


def _is_other_reading(hit: Hit, kept: Hit) -> bool:
    """Tell whether a hit reads the very words of a name, not of a municipality, as a theme."""
    return (
        (hit.begins, _last(hit)) == (kept.begins, _last(kept))
        and kept.rule in {"name", "name-genitive"}
        and all(entry.kind is not MentionKind.MUNICIPALITY for entry in kept.entries)
        and _is_theme(hit)
    )


def _is_theme(hit: Hit) -> bool:
    return hit.rule != "idiom" and all(entry.kind is MentionKind.THEME for entry in hit.entries)
