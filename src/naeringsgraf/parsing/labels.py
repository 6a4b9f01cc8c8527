"""Labels and headings that tell what the lines after them hold: "Frammøtte:", "Forfall", "Vedtak (5 mot 1):"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from naeringsgraf.model.document import Line, LineKind, Span
from naeringsgraf.parsing.vocabulary import load_vocabulary

_AFTER = re.compile(r"\s*\([^()]*\)\s*\Z")
_LONGEST = 60


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
    return replace(line, text=text, begins=begins, ends=begins + len(text), cells=cells, marker="")


def _cells_between(cells: Sequence[Span], begins: int, ends: int) -> tuple[Span, ...]:
    """Give the cells that lie between two places; () for fewer than two."""
    first = bisect_left(cells, begins, key=lambda cell: cell.begins)
    last = bisect_right(cells, ends, lo=first, key=lambda cell: cell.ends)
    return tuple(cells[first:last]) if last - first > 1 else ()


def fold_label(text: str) -> str:
    """Lower case, single blanks, without a closing parenthesis, colon or point."""
    folded = re.sub(r"\s+", " ", text.strip().lower()).rstrip(" :.")
    return _AFTER.sub("", folded).strip(" :")


def find_label(line: Line, kinds: Collection[str]) -> Label | None:
    """Tell whether the line is or begins with a label of one of these kinds; the first kind that fits wins."""
    labels = load_vocabulary().labels
    colon = line.text.find(":")
    is_clock = line.text[colon - 1 : colon].isdigit() and line.text[colon + 1 : colon + 2].isdigit()
    if 0 < colon <= _LONGEST and not is_clock:
        folded = fold_label(line.text[:colon])
        for kind in kinds:
            if labels[kind].match(folded):
                return Label(kind, line.text[:colon].strip(), cut_line(line, colon + 1))
    if len(line.text) <= _LONGEST and not line.text.rstrip().endswith((".", "!", "?")):
        folded = fold_label(line.text)
        for kind in kinds:
            if labels[kind].match(folded):
                return Label(kind, line.text.rstrip(" :"), None)
    return None


def stands_out(line: Line) -> bool:
    """Tell whether a line is set apart as a heading: by its kind, by bold, or by capitals."""
    return line.kind is LineKind.HEADING or line.strong or (line.text.isupper() and len(line.text) > 3)
