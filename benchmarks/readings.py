"""The rules of our finder, stated once more for a matcher that finds whole words: what each form found stands for.

They are written apart from the finder, so that a fault in either is seen where the two are compared.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from naeringsgraf.mentions.gazetteer import Entry, load_gazetteer
from naeringsgraf.model.meeting import MentionKind

_INFLECTED = ("theme-inflected", 0.9)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form stands for, and by which rule."""

    entry: Entry
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text and what it stands for or may stand for."""

    begins: int
    ends: int
    targets: tuple[str, ...]
    kind: str
    rule: str
    confidence: float


def spell_out(words: Collection[str]) -> dict[str, list[Reading]]:
    """Write every form of the gazetteer out with its endings, so that a matcher of whole words can find it.

    Forms with a word that the texts lack could never be found, and are left out, which can only help the peer.
    """
    forms: dict[str, list[Reading]] = {}
    for form, entries in load_gazetteer().items():
        head = _WORD.findall(form)[:-1]
        if not all(word in words for word in head):
            continue
        for entry in entries:
            for written, rule, confidence in _spell_entry(form, entry):
                if all(word in words for word in _WORD.findall(written)[-1:]):
                    forms.setdefault(written, []).append(Reading(entry, rule, confidence))
    return forms


def _spell_entry(form: str, entry: Entry) -> Iterable[tuple[str, str, float]]:
    if entry.bare:
        yield form, entry.rule, 1.0
    rule, confidence = _INFLECTED if entry.kind is MentionKind.THEME else ("name-genitive", 1.0)
    for ending in sorted(entry.endings):
        yield form + ending, rule, confidence


Match = tuple[int, int, Sequence[Reading]]
"""Where a form begins and ends, and what it may stand for."""


def choose_readings(text: str, matches: Iterable[Match]) -> list[Found]:
    """Give the longest names and themes that do not overlap, in order, of all forms that stand in a text."""
    candidates = [one for match in matches for one in _check(text, *match)]
    candidates.sort(key=lambda one: (one[0].begins, -one[1], -one[0].confidence, -one[2]))
    return _choose(candidates)


def _check(text: str, begins: int, ends: int, readings: Sequence[Reading]) -> list[tuple[Found, int, int]]:
    """Give what a form stands for; with it where its words end, and how long the form is without ending."""
    if text[begins - 1 : begins].isalnum() or text[ends : ends + 1].isalnum():
        return []
    ways: dict[tuple[str, str, float], list[Entry]] = {}
    for reading in readings:
        entry = reading.entry
        if _fits(text, begins, ends, entry) and not (reading.rule == _INFLECTED[0] and _is_joined(text, ends)):
            ways.setdefault((entry.form, reading.rule, reading.confidence), []).append(entry)
    found = []
    for form in {form for form, _, _ in ways}:
        rule, confidence = max((w[1:] for w in ways if w[0] == form), key=lambda way: way[1])
        kept = [entry for way, entries in ways.items() if _stands(way, form, rule, confidence) for entry in entries]
        end = begins + len(form) if rule == "name-genitive" else ends
        found.append((make_found(begins, end, kept, rule, confidence), ends, len(form)))
    return found


def _stands(way: tuple[str, str, float], form: str, rule: str, confidence: float) -> bool:
    """Tell whether a way to read a form stands beside the surest: as sure, or a theme's ending that is a genitive's."""
    if way[0] != form:
        return False
    return way[2] == confidence or (rule == "name-genitive" and way[1] == "theme-inflected")


def make_found(begins: int, ends: int, entries: Sequence[Entry], rule: str, confidence: float) -> Found:
    """Gather what a stretch may stand for."""
    targets = tuple(sorted({entry.target for entry in entries}))
    return Found(begins, ends, targets, min(entry.kind for entry in entries), rule, confidence)


def _fits(text: str, begins: int, ends: int, entry: Entry) -> bool:
    if entry.exact is not None and text[begins : begins + len(entry.form)] != entry.exact:
        return False
    if entry.kind is MentionKind.THEME:
        return True
    bound = text[begins - 1 : begins] == "-" or _is_joined(text, ends)
    return not bound and (entry.exact is not None or text[begins].isupper())


def _is_joined(text: str, at: int) -> bool:
    return text[at : at + 1] == "-" and text[at + 1 : at + 2].isalnum()


def _choose(candidates: Sequence[tuple[Found, int, int]]) -> list[Found]:
    kept: list[tuple[Found, int]] = []
    for found, ends, _ in candidates:
        last = kept[-1] if kept else None
        if last is None or found.begins >= last[0].ends or _is_other_reading(found, ends, *last):
            kept.append((found, ends))
    return [found for found, _ in kept if found.rule != "idiom"]


def _is_other_reading(found: Found, ends: int, last: Found, last_ends: int) -> bool:
    """Tell whether a theme stands in the very words of a name; never in those of a municipality ("Vega" is no road)."""
    same = (found.begins, ends) == (last.begins, last_ends)
    names_place = any(target.startswith("municipality/") for target in last.targets)
    return same and last.rule in {"name", "name-genitive"} and not names_place and found.rule.startswith("theme")
