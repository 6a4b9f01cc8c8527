"""A text cut at every border of what is marked in it, so that each piece knows all that is said of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that something is said of."""

    begins: int
    ends: int
    kind: str
    id: str
    """Different for each mark."""


AnyMark = TypeVar("AnyMark", bound=Mark)


@dataclass(frozen=True, slots=True)
class Segment(Generic[AnyMark]):
    """A stretch within which no mark begins or ends."""

    begins: int
    ends: int
    marks: tuple[AnyMark, ...]
    """All that lie over it: those that begin first outermost, of those the longest."""


def cut(length: int, marks: Iterable[AnyMark], borders: Iterable[int] = ()) -> list[Segment[AnyMark]]:
    """Cut a text of so many characters at the borders of marks, and at other `borders`.

    The segments follow each other without gaps, from 0 to `length`. What a mark says of places outside the text, or of
    no place at all, is left out.
    """
    kept = [mark for mark in marks if max(mark.begins, 0) < min(mark.ends, length)]
    places = {0, length, *(at for at in borders if 0 < at < length)}
    places |= {at for mark in kept for at in (mark.begins, mark.ends) if 0 < at < length}
    waiting = sorted(kept, key=_order, reverse=True)
    open_marks: list[AnyMark] = []
    segments = []
    ordered = sorted(places)
    for begins, ends in pairwise(ordered):
        open_marks = [mark for mark in open_marks if mark.ends > begins]
        while waiting and waiting[-1].begins <= begins:
            open_marks.append(waiting.pop())
        segments.append(Segment(begins, ends, tuple(open_marks)))
    return segments


def _order(mark: Mark) -> tuple[int, int, str, str]:
    return max(mark.begins, 0), -mark.ends, mark.kind, mark.id


def find_paragraphs(text: str) -> Sequence[tuple[int, int]]:
    """Give where paragraphs begin and end: each with the blank lines after it, so that together they are the text."""
    borders = [0]
    at = text.find("\n\n")
    while at >= 0:
        while text[at : at + 1] == "\n":
            at += 1
        borders.append(at)
        at = text.find("\n\n", at)
    if borders[-1] != len(text):
        borders.append(len(text))
    return list(pairwise(borders))
