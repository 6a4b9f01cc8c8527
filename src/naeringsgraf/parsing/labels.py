"""Labels and headings that tell what the lines after them hold: "Frammøtte:", "Forfall", "Vedtak (5 mot 1):"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from naeringsgraf.model.document import Line, LineKind, Span
from naeringsgraf.parsing.vocabulary import load_vocabulary

_AFTER = re.compile(r"\s*\([^()]*\)\s*\Z")
_LONGEST = 60
_INNER_COLON = re.compile(r":(?=\s|\Z)")
_ASKS_WHO = re.compile(r"(?:Hvem|Kven) [^?]*\?\s*\Z")
_LAST_WORDS = re.compile(r"(?<!\S)\S+")
_TIME_WORDS = ("kl", "man", "tirs", "tys", "ons", "tors", "fre", "lør", "laur")
_BEHIND_SENTENCE = ("also_present", "invited")
"""Labels that begin a part only where a sentence has ended: "Sekretær:" may stand within a list."""
_FROM_SOMEBODY = re.compile(r"(?:Fra|Frå|For) [A-ZÆØÅ]")
_OF_HEAD = ("date", "place", "present", "absent", "agenda", "filing")


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at the start of a line."""

    kind: str
    """A key of `Vocabulary.labels`."""
    text: str
    """As printed, without its colon."""
    rest: Line | None
    """What follows on the same line; None where nothing does."""


def cut_line(line: Line, start: int, end: int | None = None) -> Line | None:
    """Give the part of a line from `start` to `end` (characters of the line) without blanks around; None if empty."""
    part = line.text[start:end]
    lead = len(part) - len(part.lstrip())
    text = part.strip()
    if not text:
        return None
    begins = line.begins + start + lead
    cells = line.cells and _cells_between(line.cells, begins, begins + len(text))
    # Naming each field takes a third of the time of replace(), and lines are cut more often than anything.
    return Line(
        text, begins, begins + len(text), line.number, line.kind, line.level, line.block, line.strong,
        cells=cells, struck=line.struck, page=line.page, merged=line.merged,
    )  # fmt: skip


def _cells_between(cells: Sequence[Span], begins: int, ends: int) -> tuple[Span, ...]:
    """Give the cells that lie between two places; () for fewer than two."""
    first = bisect_left(cells, begins, key=lambda cell: cell.begins)
    last = bisect_right(cells, ends, lo=first, key=lambda cell: cell.ends)
    return tuple(cells[first:last]) if last - first > 1 else ()


@lru_cache(maxsize=1024)
def fold_label(text: str) -> str:
    """Lower case, single blanks, without a closing parenthesis, colon or point."""
    folded = " ".join(text.lower().split()).rstrip(" :.")
    return _AFTER.sub("", folded).strip(" :")


@lru_cache(maxsize=2048)
def _find_kind(folded: str, kinds: tuple[str, ...]) -> str | None:
    """Give the first of these kinds whose labels a folded text is one of; a line is asked about several times."""
    labels = load_vocabulary().labels
    return next((kind for kind in kinds if labels[kind].match(folded)), None)


def find_label(line: Line, kinds: tuple[str, ...]) -> Label | None:
    """Tell whether the line is or begins with a label of one of these kinds; the first kind that fits wins."""
    colon = line.text.find(":")
    asked = line.text.find("? ", 0, _LONGEST)
    # "Hvem var der? Kari Lie, Ola Dal" asks where others put a colon.
    colon = asked if asked > 0 and (colon < 0 or asked < colon) else colon
    is_clock = line.text[colon - 1 : colon].isdigit() and line.text[colon + 1 : colon + 2].isdigit()
    if 0 < colon <= _LONGEST and not is_clock:
        kind = _find_kind(fold_label(line.text[:colon]), kinds)
        if kind:
            return Label(kind, line.text[:colon].strip(), cut_line(line, colon + 1))
    ended = line.text.rstrip().endswith((".", "!", "?")) and not _ASKS_WHO.match(line.text)
    if len(line.text) <= _LONGEST and not ended:
        kind = _find_kind(fold_label(line.text.rstrip(" ?")), kinds)
        if kind:
            return Label(kind, line.text.rstrip(" :?"), None)
    return _find_open_label(line, kinds)


def _find_open_label(line: Line, kinds: tuple[str, ...]) -> Label | None:
    """A label that no colon parts from what follows: in a column of its own, or "Forfall Kari Lie", "Dato 4. mai"."""
    first = line.cells[0] if len(line.cells) > 1 and line.kind is not LineKind.TABLE_ROW else None
    if first:
        end = first.ends - line.begins
        folded = fold_label(line.text[:end])
        found = _find_kind(folded, kinds)
        is_name = folded == "kl" and not line.text[end:].strip(" .:")[:1].isdigit()
        return Label(found, line.text[:end].rstrip(" :"), cut_line(line, end)) if found and not is_name else None
    lead = load_vocabulary().open_label.match(line.text.lower()) if line.text[:1].isupper() else None
    if not lead or len(line.text.lower()) != len(line.text):
        return None
    rest = line.text[lead.end() :]
    found = _find_kind(lead["label"], kinds)
    if found and (rest[:1].isupper() or rest[:1].isdigit() or rest.lower().startswith(_TIME_WORDS)):
        return Label(found, line.text[: lead.end("label")], cut_line(line, lead.end()))
    return None


def part_labels(line: Line) -> list[Line]:
    """Part a line that holds several labels: "Dato: 8.11.22 Tid: kl. 0900 Sted: Lillehammer" is three lines."""
    if line.kind is LineKind.TABLE_ROW or ":" not in line.text:
        return [line]
    first = line.text.find(":")
    colons = ((colon.start(), colon.start() == first) for colon in _INNER_COLON.finditer(line.text))
    starts = sorted({0, *(start for colon, lone in colons if (start := _label_start(line.text, colon, lone)))})
    parts = [cut_line(line, start, end) for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True)]
    found = [part for part in parts if part]
    return [replace(found[0], marker=line.marker), *found[1:]] if len(found) > 1 else [line]


def _label_start(line: str, colon: int, lone: bool) -> int | None:
    """Where the label that ends at a colon begins, of at most four words; None where it is no label of the head.

    `lone`: no other colon stands before.
    """
    labels = load_vocabulary().labels
    offset = max(0, colon - _LONGEST)
    for word in list(_LAST_WORDS.finditer(line[offset:colon]))[-4:]:
        text = line[offset + word.start() : colon]
        after_end = _ends_before(line, offset + word.start())
        kinds = (*(() if lone and not after_end else _OF_HEAD), *(_BEHIND_SENTENCE if after_end else ()))
        if after_end and _FROM_SOMEBODY.match(text):
            return offset + word.start()
        if text[:1].isupper() and any(labels[kind].match(fold_label(text)) for kind in kinds):
            return offset + word.start()
    return None


def _ends_before(line: str, at: int) -> bool:
    """Tell whether a sentence, a part of one or a bracket ends before a place, but for blanks."""
    return line[max(0, at - _LONGEST) : at].rstrip().endswith((".", ";", ")"))


def stands_out(line: Line) -> bool:
    """Tell whether a line is set apart as a heading: by its kind, by bold, or by capitals."""
    return line.kind is LineKind.HEADING or line.strong or (line.text.isupper() and len(line.text) > 3)
