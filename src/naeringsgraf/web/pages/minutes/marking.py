"""What is marked in the text of minutes, of which kinds, and what each mark stands for."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from naeringsgraf.analysis.minutes import Minutes, Part
from naeringsgraf.analysis.segments import Mark
from naeringsgraf.web.pages.minutes.naming import Named, follow, is_unsure, name_candidates, name_things, tell_reason
from naeringsgraf.web.pages.view import View

KINDS: Final = (
    "person",
    "place",
    "organisation",
    "theme",
    "request",
    "problem",
    "statement",
    "decision",
    "unread",
)
"""Kinds of marks, in the order of the legend: names first, then sentences and lines."""
NAMES: Final = KINDS[:4]

_OF_MENTION: Final = {
    "person": "person",
    "municipality": "place",
    "county": "place",
    "region": "place",
    "theme": "theme",
}
"""Kind of a mention → kind of its mark; of all others, organisation."""
_OF_MODE: Final = {"request": "request", "problem": "problem"}
"""Mode of a statement → kind of its mark; of all others, statement."""


@dataclass(frozen=True, slots=True)
class Note:
    """Why a name was taken for what it is, once for all places where it was so."""

    number: int
    text: str
    """As it stands in the minutes."""
    kind: str
    first: str
    """Name of the first mention."""
    places: int
    """How many mentions are so."""
    chain: tuple[Named, ...]
    """What it stands for, and whom that one came for."""
    candidates: tuple[Named, ...]
    """What it may stand for, where that is open."""
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class NameMark(Mark):
    """A name or word that stands for something."""

    part: Part
    things: tuple[Named, ...]
    """What it stands for; several where that is open."""
    number: int | None = None
    """Of the note that tells why; None where it is sure."""

    @property
    def title(self) -> str:
        """What it stands for, in a line."""
        return " / ".join(thing.name for thing in self.things)


@dataclass(frozen=True, slots=True)
class SentenceMark(Mark):
    """A sentence, a decision, a line or the heading of an item."""

    part: Part
    mode: str = ""
    """Of a statement: "request", "support" …; "" for what is none."""


@dataclass
class Marks:
    """All marks of a document, and the notes on those that are unsure."""

    sentences: list[SentenceMark] = field(default_factory=list)
    names: list[NameMark] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def find_marks(view: View, minutes: Minutes, shown: Collection[str]) -> Marks:
    """Gather the marks of the kinds that are `shown`, and the headings of items."""
    marks = Marks([mark for mark in _find_sentences(minutes) if mark.kind in shown or mark.kind == "item"])
    mentions = [part for part in minutes.all("Mention") if find_kind(part) in shown]
    numbers = _number_notes(mentions)
    known: dict[tuple[object, ...], tuple[Named, ...]] = {}
    for part in mentions:
        number = numbers.get(_tell_alike(part)) if is_unsure(part) else None
        meant = part.many("refersTo"), part.many("candidate")
        if meant not in known:
            known[meant] = tuple(name_things(view, minutes, meant[0]) or name_candidates(view, minutes, part))
        marks.names.append(NameMark(part.begins, part.ends, find_kind(part), part.name, part, known[meant], number))
    marks.notes = list(_make_notes(view, minutes, mentions, numbers))
    return marks


def count_kinds(minutes: Minutes) -> Counter[str]:
    """Count the marks of each kind."""
    return Counter([*(mark.kind for mark in _find_sentences(minutes)), *map(find_kind, minutes.all("Mention"))])


def find_kind(mention: Part) -> str:
    """Give the kind of mark for a mention."""
    return _OF_MENTION.get(str(mention.one("kind")), "organisation")


def _find_sentences(minutes: Minutes) -> Iterator[SentenceMark]:
    for part in minutes.all("AgendaItem"):
        yield SentenceMark(part.begins, part.ends, "item", part.name, part)
    for part in minutes.all("Statement"):
        mode = part.term("mode") or ""
        yield SentenceMark(part.begins, part.ends, _OF_MODE.get(mode, "statement"), part.name, part, mode)
    for kind, name in (("Decision", "decision"), ("Unread", "unread")):
        for part in minutes.all(kind):
            yield SentenceMark(part.begins, part.ends, name, part.name, part)


def _number_notes(mentions: Collection[Part]) -> dict[tuple[object, ...], int]:
    """Number what is said of unsure mentions, in the order of the text; alike ones have one number."""
    found = dict.fromkeys(_tell_alike(part) for part in mentions if is_unsure(part))
    return {alike: number for number, alike in enumerate(found, start=1)}


def _tell_alike(part: Part) -> tuple[object, ...]:
    """Give what two mentions share that need one note."""
    return (
        str(part.one("text")).casefold(),
        part.one("rule"),
        part.one("basis"),
        part.many("refersTo"),
        part.many("candidate"),
    )


def _make_notes(
    view: View, minutes: Minutes, mentions: Collection[Part], numbers: dict[tuple[object, ...], int]
) -> Iterator[Note]:
    alike: dict[int, list[Part]] = {}
    for part in mentions:
        if is_unsure(part):
            alike.setdefault(numbers[_tell_alike(part)], []).append(part)
    for number, parts in alike.items():
        first = parts[0]
        yield Note(
            number,
            text=str(first.one("text")),
            kind=find_kind(first),
            first=first.name,
            places=len(parts),
            chain=tuple(thing for iri in first.many("refersTo") for thing in follow(view, minutes, iri)),
            candidates=tuple(name_candidates(view, minutes, first)),
            reason=tell_reason(view, first),
            confidence=float(first.one("confidence", 0)),
        )
