"""Themes that the thesaurus may lack: compounds and pairs of words that come back in turns, and that no theme covers.

Counting, not guessing: a term is a run of letters that no name and no label covers; its forms are put together by
their endings; compounds are parted where both parts are known words. An analyst decides what becomes a theme.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.passages import Passage
from naeringsgraf.mentions.finder import find_hits
from naeringsgraf.model.meeting import MentionKind
from naeringsgraf.registers.themes import load_themes

_SHORTEST_TERM: Final = 7
"""Letters of a single word that may be a term: shorter ones are seldom compounds."""
_SHORTEST_PART: Final = 3
"""Letters of a part of a compound."""
_SHORTEST_STEM: Final = 4
_ENDINGS: Final = (
    "ingene", "ingane", "enes", "anes", "ene", "ane", "ens", "ets", "ers", "ar", "er", "en", "et", "a", "e", "s",
)  # fmt: skip
"""Of nouns and adjectives, the longest first."""
_JOINTS: Final = ("", "s", "e")
"""What may stand between the parts of a compound."""
_ADJECTIVE: Final = ("lig", "leg", "ig", "isk", "iv", "nal", "ell", "sam", "bar", "fri")
"""How the stem of a word ends that may tell of what kind the next is."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a term stands."""

    printed: str
    """As it stands in the text."""
    begins: int
    """Characters from the start of the document's text."""
    passage: Passage


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that may be worth a theme."""

    term: str
    """Its most frequent form, lower case; of equally frequent ones the shortest."""
    forms: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    """By document and place."""
    group: str | None
    """"havne…" or "…ordning": the part of a compound that most candidates share; None where it shares none."""
    broader: str | None
    """Id of the theme that it might stand under; None where nothing speaks for any."""
    broader_by: str | None
    """"part" for a theme with the same part in a label, "beside" for the one most often raised in the same sentence."""

    @property
    def meetings(self) -> int:
        """In how many meetings."""
        return len({occurrence.passage.document for occurrence in self.occurrences})

    @property
    def municipalities(self) -> int:
        """On behalf of how many municipalities."""
        actors = {occurrence.passage.actor for occurrence in self.occurrences}
        return sum(1 for actor in actors if actor and actor.startswith("municipality/"))


@dataclass(slots=True)
class _Found:
    """What was seen of one term."""

    forms: Counter[str]
    occurrences: list[Occurrence]
    beside: Counter[str]


def suggest_themes(passages: Iterable[Passage], at_least: int = 2) -> tuple[Candidate, ...]:
    """List candidate themes, those of most meetings first, then of most municipalities, then the most frequent.

    1. The terms of each sentence that no name and no theme covers. 2. Their forms, put together. 3. Compounds parted,
    and grouped by the part that most of them share. 4. A broader theme for each.

    Args:
        passages: the sentences to look through.
        at_least: least number of meetings of a candidate.
    """
    found: dict[str, _Found] = {}
    known = set(_load_label_words())
    for passage in passages:
        known.update(_reduce(word) for word in _WORD.findall(passage.text.lower()))
        _note_terms(passage, found)
    kept = {
        stem: each for stem, each in found.items() if len({o.passage.document for o in each.occurrences}) >= at_least
    }
    parts = {stem: _part_compound(stem, known) for stem in kept}
    kept = {stem: each for stem, each in kept.items() if parts[stem] or " " in stem}
    groups = _group(parts[stem] for stem in kept)
    candidates = [_make_candidate(each, parts[stem], groups) for stem, each in kept.items()]
    return tuple(sorted(candidates, key=_rank))


def _rank(candidate: Candidate) -> tuple[int, int, int, tuple[str, str]]:
    return -candidate.meetings, -candidate.municipalities, -len(candidate.occurrences), sort_key(candidate.term)


def _note_terms(passage: Passage, found: dict[str, _Found]) -> None:
    hits = find_hits(passage.text)
    covered = [(hit.begins, hit.ends) for hit in hits]
    raised = {entry.target for hit in hits for entry in hit.entries if entry.kind is MentionKind.THEME}
    seen = set()
    for begins, ends in _find_terms(passage.text, covered):
        printed = passage.text[begins:ends]
        stem = " ".join(_reduce(word) for word in printed.lower().split())
        each = found.setdefault(stem, _Found(Counter(), [], Counter()))
        each.forms[printed.lower()] += 1
        each.occurrences.append(Occurrence(printed, passage.begins + begins, passage))
        if stem not in seen:
            each.beside.update(raised)
        seen.add(stem)


def _find_terms(text: str, covered: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Give the words that may be terms, and the pairs of an adjective and a word; nothing that is covered or a name."""
    words = [match.span() for match in _WORD.finditer(text)]
    free = [_is_free(text, span, at == 0, covered) for at, span in enumerate(words)]
    for at, (begins, ends) in enumerate(words):
        if not free[at]:
            continue
        if ends - begins >= _SHORTEST_TERM:
            yield begins, ends
        before = words[at - 1] if at else None
        if before and free[at - 1] and text[before[1] : begins] == " " and _tells_kind(text[slice(*before)]):
            yield before[0], ends


def _is_free(text: str, span: tuple[int, int], first: bool, covered: Sequence[tuple[int, int]]) -> bool:
    begins, ends = span
    word = text[begins:ends]
    if any(b < ends and begins < e for b, e in covered) or (word != word.lower() and not (first and word.istitle())):
        return False
    return ends - begins > _SHORTEST_PART and word.lower() not in _load_stops() and _reduce(word) not in _load_stops()


def _tells_kind(word: str) -> bool:
    return _reduce(word).endswith(_ADJECTIVE)


@cache
def _load_stops() -> frozenset[str]:
    words = _load_words("no_terms.txt")
    return words | frozenset(_reduce(word) for word in words)


@cache
def _load_words(name: str) -> frozenset[str]:
    lines = files(__package__).joinpath("words", name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _reduce(word: str) -> str:
    """Take the ending off a word, so that its forms meet; too short a word stays as it is."""
    lowered = word.lower()
    for ending in _ENDINGS:
        # A word may end in an s of its own: "krets".
        shortest = _SHORTEST_STEM + (ending == "s")
        if lowered.endswith(ending) and len(lowered) - len(ending) >= shortest:
            return lowered.removesuffix(ending)
    return lowered


@cache
def _load_label_words() -> frozenset[str]:
    """The words of all labels, without their endings: what the parts of compounds are known by."""
    labels = (label for theme in load_themes().values() for language, label in theme.labels() if language != "en")
    return frozenset(_reduce(word) for label in labels for word in _WORD.findall(label.lower()))


def _part_compound(stem: str, known: set[str]) -> tuple[str, str] | None:
    """Part a compound where both parts are known words, the last part as long as can be; None where it is none."""
    if " " in stem:
        return None
    for at in range(_SHORTEST_PART, len(stem) - _SHORTEST_PART + 1):
        head = stem[at:]
        if head in _load_stops() or not known & {head, _reduce(head), head + "s"}:
            continue
        for joint in _JOINTS:
            first = stem[:at].removesuffix(joint).rstrip("-") if joint else stem[:at].rstrip("-")
            if first in _load_words("no_parts.txt"):
                return None
            if len(first) >= _SHORTEST_PART and known & {first, _reduce(first)}:
                return first, head
    return None


def _group(parts: Iterable[tuple[str, str] | None]) -> Counter[str]:
    """Count how many candidates share a first part ("havne…") and a last one ("…ordning")."""
    counts: Counter[str] = Counter()
    for part in parts:
        if part:
            counts.update((f"{part[0]}…", f"…{part[1]}"))
    return counts


def _make_candidate(found: _Found, part: tuple[str, str] | None, groups: Counter[str]) -> Candidate:
    term = min(found.forms, key=lambda form: (-found.forms[form], len(form), form))
    shared = [name for name in (f"{part[0]}…", f"…{part[1]}") if groups[name] > 1] if part else []
    broader, by = _find_broader(part, found.beside)
    return Candidate(
        term=term,
        forms=tuple(sorted(found.forms, key=sort_key)),
        occurrences=tuple(sorted(found.occurrences, key=lambda o: (o.passage.document, o.begins))),
        group=max(shared, key=lambda name: (groups[name], name)) if shared else None,
        broader=broader,
        broader_by=by,
    )


def _find_broader(part: tuple[str, str] | None, beside: Counter[str]) -> tuple[str | None, str | None]:
    """Give the theme with most labels of the same part, else the one most often beside; the least id of equals."""
    by_part: Counter[str] = Counter()
    for each in part or ():
        by_part.update(_load_themes_of_parts().get(each, {}))
    for counts, by in ((by_part, "part"), (beside, "beside")):
        if counts:
            return min(counts, key=lambda theme: (-counts[theme], theme)), by
    return None, None


@cache
def _load_themes_of_parts() -> Mapping[str, Mapping[str, int]]:
    """Part of a compound → theme → how many of its labels begin or end so."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    known = set(_load_label_words())
    for theme in load_themes().values():
        for language, label in theme.labels():
            if language == "en":
                continue
            for word in _WORD.findall(label.lower()):
                stem = _reduce(word)
                for each in dict.fromkeys((stem, *(_part_compound(stem, known) or ()))):
                    found[each][theme.id] += 1
    return found
