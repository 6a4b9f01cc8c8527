"""Puts lines together into one text while keeping count of where each stands."""

import re
from collections.abc import Sequence

from naeringsgraf.model.document import Line, LineKind, Span
from naeringsgraf.reading.markers import MARKER

_WIDE_GAP = re.compile(r"\t+ *| {2,}\t*| ?\.{5,} *")
"""Blanks or tabs, or the dots that lead from one column to the next."""


def find_marker(text: str) -> re.Match[str] | None:
    """Tell the list marker that was typed before a line: group 1, with the blanks after it; "4. mai 2022" has none."""
    return MARKER.match(text)


def find_cells(text: str, begins: int) -> tuple[Span, ...]:
    """Tell the columns of a line, set apart by tabs, leading dots or two blanks or more; () for one column."""
    if "\t" not in text and "  " not in text and ".." not in text:
        return ()
    if not _WIDE_GAP.search(text.strip()):
        return ()
    cells, at = [], 0
    for gap in [*_WIDE_GAP.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[at:end].strip():
            cells.append(Span(begins + at, begins + end))
        at = gap.end() if gap else end
    return tuple(cells) if len(cells) > 1 else ()


class TextBuilder:
    """Collects lines in order; `text` is what they add up to."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.lines: list[Line] = []
        self.block = 0
        self.page: int | None = None
        """Page that the lines to come stand on, first is 1. None where the format has no pages."""
        self._blank_due = False

    @property
    def text(self) -> str:
        """Everything written so far."""
        return "".join(self._parts)

    def new_block(self) -> None:
        """Begin a new paragraph: a new block number, and a blank line in the text once something follows."""
        self._blank_due = bool(self._parts)
        self.block += 1

    def add_row(
        self,
        cells: Sequence[str],
        number: int,
        *,
        strong: bool = False,
        struck: bool = False,
        merged: tuple[int, ...] = (),
    ) -> None:
        """Write one row of a table, its cells set apart by tabs. Empty cells keep their place."""
        self._write_blank()
        spans, at = [], self._length
        for cell in cells:
            spans.append(Span(at, at + len(cell)))
            at += len(cell) + 1
        self.add(
            "\t".join(cells),
            number,
            kind=LineKind.TABLE_ROW,
            strong=strong,
            struck=struck,
            cells=tuple(spans),
            merged=merged,
        )

    def add(
        self,
        text: str,
        number: int,
        *,
        kind: LineKind = LineKind.TEXT,
        level: int = 0,
        strong: bool = False,
        struck: bool = False,
        before: str = "",
        marker: str = "",
        cells: tuple[Span, ...] | None = None,
        merged: tuple[int, ...] = (),
    ) -> None:
        """Write one line; `before` (an indentation, a list marker) stands in the text but outside the line."""
        self._write_blank()
        begins = self._length + len(before)
        ends = begins + len(text)
        self._parts += (before, text, "\n")
        self._length = ends + 1
        if cells is None:
            cells = find_cells(text, begins)
        self.lines.append(
            Line(text, begins, ends, number, kind, level, self.block, strong, marker, cells, struck, self.page, merged)
        )

    def _write_blank(self) -> None:
        if self._blank_due:
            self._parts.append("\n")
            self._length += 1
            self._blank_due = False
