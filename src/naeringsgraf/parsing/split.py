"""A meeting paper may hold the minutes of several meetings; each becomes a document of its own."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from naeringsgraf.model.document import Document, Line, Span
from naeringsgraf.model.names import make_slug
from naeringsgraf.parsing.dates import find_dates
from naeringsgraf.parsing.labels import find_label, stands_out
from naeringsgraf.parsing.vocabulary import load_pattern

_TITLE = load_pattern("header", "title")
_PART = r"-\d{4}-\d\d-\d\d(?:-b)*"
"""What the name of a part has behind that of its file: its day, and a letter where the day comes again."""
_HEAD = 12
"""Lines from the title within which the day of the meeting stands."""
_ATTENDANCE = 30
"""Lines from the title within which a list of those who met begins."""


def split_minutes(document: Document) -> tuple[Document, ...]:
    """Part a document where the minutes of another meeting begin; most give themselves back, alone.

    Minutes begin at a title that stands out ("Møteprotokoll", "Referat fra …") with a day and a list of those who met
    close after it. A title with the same day again is a page head. Parts are named by their day; each has its own text,
    and line numbers and pages stay those of the file.
    """
    starts = list(_find_starts(document.lines))
    if len(starts) < 2:
        return (document,)
    cuts = [0, *(at for at, _ in starts[1:]), len(document.lines)]
    parts: dict[str, Document] = {}
    for (_, day), first, end in zip(starts, cuts, cuts[1:], strict=False):
        part = _cut(document, first, end)
        slug = make_slug(f"{document.slug} {day}")
        while slug in parts:
            slug = make_slug(f"{slug} b")
        parts[slug] = replace(part, slug=slug)
    return tuple(parts.values())


def is_titled_minutes(document: Document) -> bool:
    """Tell whether a title near the top calls the text minutes, and something stands below it.

    Then they are, though no rule may know how they are laid out; what stands in them is told as unread.
    """
    head = enumerate(document.lines[:_HEAD], 1)
    return any(stands_out(line) and _TITLE.match(line.text) and at < len(document.lines) for at, line in head)


def is_part_of(slug: str, file_slug: str) -> bool:
    """Tell whether a document of this name may come from a file of that name, whole or as a part."""
    return slug == file_slug or re.fullmatch(rf"{re.escape(file_slug)}{_PART}", slug) is not None


def name_whole(slug: str) -> str:
    """Give the name of the file that a document is a part of, if it is one; the inverse of `is_part_of`."""
    return re.sub(rf"{_PART}\Z", "", slug)


def _find_starts(lines: Sequence[Line]) -> Iterator[tuple[int, dt.date]]:
    """Each line at which minutes begin, with their day; a title with the day of those before it opens none."""
    day = None
    for at, line in enumerate(lines):
        if not stands_out(line) or not _TITLE.match(line.text):
            continue
        found = _find_day(lines[at : at + _HEAD])
        if found and found != day and any(map(_opens_list, lines[at : at + _ATTENDANCE])):
            day = found
            yield at, found


def _find_day(lines: Sequence[Line]) -> dt.date | None:
    return next((found.date for line in lines for found in find_dates(line.text) if found.date), None)


def _opens_list(line: Line) -> bool:
    return find_label(line, ("present",)) is not None


def _cut(document: Document, first: int, end: int) -> Document:
    """Give the lines from `first` to `end` (exclusive) as a document; the text before its first line goes along."""
    lines = document.lines
    begins = _begin_of_line(document.text, lines[first].begins) if first else 0
    ends = _begin_of_line(document.text, lines[end].begins) if end < len(lines) else len(document.text)
    text = document.text[begins:ends].rstrip("\n") + "\n"
    return replace(document, text=text, lines=tuple(_move(line, -begins) for line in lines[first:end]))


def _begin_of_line(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _move(line: Line, by: int) -> Line:
    cells = tuple(Span(cell.begins + by, cell.ends + by) for cell in line.cells)
    return replace(line, begins=line.begins + by, ends=line.ends + by, cells=cells)
