"""Paragraphs and tables on their way from a laid-out format (DOCX, HTML) to lines.

A reader collects `Runs`, closes them to `Paragraph`s, hands cells to a `Grid`, and has everything written by
`write_blocks`. Merged cells, nested tables and cells of several paragraphs become lines here, once for all formats.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from naeringsgraf.model.document import LineKind
from naeringsgraf.reading.decoding import cut_endless, normalise
from naeringsgraf.reading.lines import TextBuilder, find_marker
from naeringsgraf.reading.runin import ends_title

_BLANKS = re.compile("[\n\r]+")
_NOT_PLAIN = re.compile("[^ -~¡-¬®-\u02ff]")
"""The other printable characters stand for themselves when a text is normalised, which saves the time of doing so."""
_HYPHENS = {ord("\u2010"): "-", ord("\u2011"): "-"}
_AROUND_TAB = re.compile(" *\t *")
_SLIP = re.compile("(?<! ) {2,3}(?! )")
_CASE = re.compile(r"(?:(?:[A-ZÆØÅ]{2,3}|[Ss]ak)\s?)?\d{1,3}/\d{2,4}")
"""The number of a case."""
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zæøå][.)])[.)]?")
_LONGEST_ENTRY = 60
"""Characters of a line in a cell; a longer one is running text, not an entry of a list."""
_MOST_COLUMNS = 200
"""Columns that a merged cell is followed through; a table of minutes has a dozen."""


class Printed(NamedTuple):
    """One printed line of a paragraph."""

    text: str
    strong: bool = False
    struck: bool = False
    inset: int = 0
    """Columns that it is set in from the lines around it, as what defines a term is below the term."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading or list item; its first line carries the marker."""

    lines: Sequence[Printed]
    kind: LineKind = LineKind.TEXT
    level: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table."""

    cells: Sequence[Printed]
    table: object
    """Rows of one table share it."""
    merged: tuple[int, ...] = ()
    """Columns whose cell goes on from the row above; their cell here is empty."""


Block = Paragraph | Row
_Run = tuple[str, bool | None, bool | None]
"""Text, and whether it is strong and struck; None where the format does not tell."""


class Runs:
    """Collects the pieces of a paragraph, each printed in one way."""

    def __init__(self) -> None:
        """Begin a paragraph."""
        self.fixed = False
        """Blanks are kept as they are."""
        self._lines: list[list[_Run]] = [[]]
        self._insets = [0]

    def add(self, text: str, strong: bool | None = False, struck: bool | None = False) -> None:
        """Add text; a tab in it begins a column."""
        self._lines[-1].append((text, strong, struck))

    def break_line(self) -> None:
        """Begin a new line of the same paragraph, set in as the one before."""
        self._lines.append([])
        self._insets.append(self._insets[-1])

    def set_in(self, columns: int) -> None:
        """Set in the line that is being collected, unless it has begun, and those to come."""
        if not self.has_begun_line():
            self._insets[-1] = columns

    def has_begun_line(self) -> bool:
        """Tell whether the line that is being collected has text."""
        return any(not text.isspace() for text, _, _ in self._lines[-1] if text)

    def ends_with(self, end: str) -> bool:
        """Tell what the line that is being collected ends with, blanks aside."""
        return "".join(text for text, _, _ in self._lines[-1]).rstrip().endswith(end)

    def close(self, lead: str = "") -> list[Printed]:
        """Give the lines, normalised, from the first that has text to the last; `lead` is printed before the first."""
        if len(self._lines) == 1 and not self._lines[0]:
            return []
        lines = [
            self._close_line(part, inset)
            for runs, inset in zip(self._lines, self._insets, strict=True)
            for part in _part_title(runs)
        ]
        while lines and not lines[-1].text:
            lines.pop()
        while lines and not lines[0].text:
            del lines[0]
        if lead and lines:
            lines[0] = lines[0]._replace(text=normalise(f"{lead} {lines[0].text}"))
        return lines

    def _close_line(self, runs: Sequence[_Run], inset: int) -> Printed:
        text = "".join([run[0] for run in runs])
        odd = _NOT_PLAIN.search(text)
        text = _BLANKS.sub(" ", normalise(text)).translate(_HYPHENS) if odd else cut_endless(text)
        if not self.fixed and ("  " in text or "\t" in text):
            text = _AROUND_TAB.sub("\t", _SLIP.sub(" ", text))
        text = text.strip()
        if not text:
            return Printed("")
        if len(runs) == 1:
            return Printed(text, bool(runs[0][1]), bool(runs[0][2]), inset)
        inked = [(len(piece), strong, struck) for piece, strong, struck in runs if not piece.isspace()]
        lead = total = 0
        for length, _, struck in inked:
            lead += length if struck and lead == total else 0
            total += length
        return Printed(text, all(strong for _, strong, _ in inked), 0 < total <= lead * 2, inset)


def _part_title(runs: Sequence[_Run]) -> list[Sequence[_Run]]:
    """Part a line behind the numbered title in bold that it begins with."""
    bold = next((at for at, (text, strong, _) in enumerate(runs) if text.strip() and not strong), len(runs))
    if not 0 < bold < len(runs):
        return [runs]
    before, behind = runs[:bold], runs[bold:]
    is_title = ends_title("".join(run[0] for run in before), "".join(run[0] for run in behind))
    return [before, behind] if is_title else [runs]


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    width: int
    blocks: Sequence[Block] = ()
    goes_on: bool = False


class Grid:
    """Puts the cells of a table into columns, and makes lines of its rows."""

    def __init__(self) -> None:
        self._rows: list[list[_Cell]] = []
        self._reach: dict[int, tuple[int, int]] = {}
        """First column of a cell above → the rows to come that it takes, and its columns."""
        self._column = 0

    def begin_row(self, skipped: int = 0) -> None:
        """Begin a row, a number of columns in."""
        if self._rows:
            self._pass_merged(to_end=True)
        self._rows.append([])
        self._column = min(skipped, _MOST_COLUMNS)

    def add(self, blocks: Sequence[Block], columns: int = 1, rows: int = 1, goes_on: bool = False) -> None:
        """Add a cell that takes some columns and rows; `goes_on` tells that it belongs to the cell above."""
        if not self._rows:
            self._rows.append([])
        self._pass_merged()
        columns = max(1, min(columns, _MOST_COLUMNS - self._column))
        self._rows[-1].append(_Cell(self._column, columns, blocks, goes_on))
        if rows > 1 and self._column < _MOST_COLUMNS:
            self._reach[self._column] = (rows - 1, columns)
        self._column += columns

    def _pass_merged(self, to_end: bool = False) -> None:
        """Go past the columns that cells above reach into: up to the next free one, or all that are left."""
        end = max(self._reach, default=-1) + 1 if to_end else self._column
        while self._column in self._reach or self._column < end:
            rows, columns = self._reach.pop(self._column, (0, 1))
            if rows:
                self._rows[-1].append(_Cell(self._column, columns, goes_on=True))
            if rows > 1:
                self._reach[self._column] = (rows - 1, columns)
            self._column += columns

    def close(self) -> list[Block]:
        """Give what the rows hold. A row of one cell across all columns is no row, but the paragraphs in it."""
        if self._rows:
            self._pass_merged(to_end=True)
        starts = sorted({cell.column for row in self._rows for cell in row})
        # Borders that are a hair out of line make columns of their own; where all rows have equally many cells, the
        # count tells the columns.
        alike = len({len(row) for row in self._rows if len(row) > 1}) == 1
        columns = {start: at for at, start in enumerate(starts)}
        blocks: list[Block] = []
        for row in self._rows:
            whole = len(row) == 1 and row[0].column == 0 and row[0].width > starts[-1]
            if whole or len(starts) == 1:
                blocks += [block for cell in row for block in cell.blocks]
            elif alike and len(row) > 1:
                blocks += _lay_out(dict(enumerate(row)), len(row), self)
            else:
                width = max(len(r) for r in self._rows) if alike else len(starts)
                blocks += _lay_out({columns[cell.column]: cell for cell in row}, width, self)
        return blocks


@dataclass(frozen=True, slots=True)
class _Entry:
    """A printed line of a cell, and what it is a line of."""

    block: Block
    printed: Printed
    marker: str = ""

    @property
    def is_running(self) -> bool:
        """Tell running text, headings, lists and tables within a cell from the entries of a column."""
        inner = isinstance(self.block, Row) or self.block.kind is LineKind.HEADING
        return inner or bool(self.marker) or len(self.printed.text) > _LONGEST_ENTRY


def _lay_out(cells: Mapping[int, _Cell], width: int, table: object) -> Iterator[Block]:
    """Give the lines of one row: the first line of each cell, then the others.

    Where cells hold lists, the lines side by side are rows too, and a cell that has no more lines goes on beside them.
    Running text is read cell by cell, and a number in a cell of its own numbers the text beside it.
    """
    columns = [_join_number(list(_list_entries(cells[at].blocks))) if at in cells else [] for at in range(width)]
    height = max(map(len, columns), default=0)
    running = any(len(column) > 1 and any(entry.is_running for entry in column) for column in columns)
    filled = [column for column in columns if column]
    if running and len(filled) == 2 and len(filled[0]) == 1 and _NUMBER.fullmatch(_show(filled[0][0]).text):
        yield from _number(_show(filled[0][0]).text, filled[1])
        return
    for line in range(min(1, height) if running else height):
        shown = [_show(column[line]) if line < len(column) else Printed("") for column in columns]
        merged = [at for at, cell in cells.items() if cell.goes_on or 0 < len(columns[at]) <= line]
        yield Row(shown, table, tuple(merged))
    if running:
        for column in columns:
            yield from _list_blocks(column[1:])


def _join_number(column: list[_Entry]) -> list[_Entry]:
    """Put the number of a case on the line of its title, where a cell holds both and nothing else."""
    if len(column) != 2 or any(entry.is_running for entry in column) or not _CASE.fullmatch(column[0].printed.text):
        return column
    number, title = column
    if not title.printed.text[:1].isupper():
        return column
    text = f"{number.printed.text} {title.printed.text}"
    return [replace(title, printed=title.printed._replace(text=text))]


def _number(number: str, entries: Sequence[_Entry]) -> Iterator[Block]:
    """Put a number before the first of some lines, as a marker where it has the mark of one."""
    first, *others = _list_blocks(entries)
    if isinstance(first, Row) or first.marker:
        yield Paragraph((Printed(number),))
        yield first
    elif first.kind is LineKind.TEXT and not number.isdigit():
        yield replace(first, kind=LineKind.LIST_ITEM, level=1, marker=number)
    else:
        top, *rest = first.lines
        yield replace(first, lines=[top._replace(text=f"{number} {top.text}"), *rest])
    yield from others


def _list_entries(blocks: Iterable[Block]) -> Iterator[_Entry]:
    for block in blocks:
        if isinstance(block, Row):
            yield _Entry(block, Printed(""))
        else:
            for at, printed in enumerate(block.lines or (Printed(""),)):
                marker = "" if at else block.marker
                if printed.text or marker:
                    yield _Entry(block, printed, marker)


def _list_blocks(entries: Iterable[_Entry]) -> Iterator[Block]:
    for _, group in groupby(entries, key=lambda entry: id(entry.block)):
        same = list(group)
        block = same[0].block
        if isinstance(block, Row):
            yield block
        else:
            yield replace(block, lines=[entry.printed for entry in same], marker=same[0].marker)


def _show(entry: _Entry) -> Printed:
    """Print a number before its line, since in a cell it has no other place; a bullet says nothing there."""
    if not any(char.isalnum() for char in entry.marker):
        return entry.printed
    return entry.printed._replace(text=f"{entry.marker} {entry.printed.text}".strip())


def write_blocks(blocks: Iterable[Block], builder: TextBuilder) -> None:
    """Write the lines. A line is numbered by its count, since these formats have no lines of their own."""
    previous: Block | None = None
    for block in blocks:
        if isinstance(block, Row):
            if not isinstance(previous, Row) or previous.table is not block.table:
                builder.new_block()
            _write_row(block, builder)
        elif any(printed.text for printed in block.lines):
            _write_paragraph(block, builder, previous)
        else:
            continue
        previous = block


def _write_row(row: Row, builder: TextBuilder) -> None:
    inked = [cell for cell in row.cells if cell.text]
    struck = sum(len(cell.text) for cell in inked if cell.struck)
    builder.add_row(
        [cell.text.replace("\t", " ") for cell in row.cells],
        len(builder.lines) + 1,
        strong=all(cell.strong for cell in inked),
        struck=struck * 2 > sum(len(cell.text) for cell in inked),
        merged=row.merged,
    )


def _write_paragraph(paragraph: Paragraph, builder: TextBuilder, previous: Block | None) -> None:
    within = isinstance(previous, Paragraph) and previous.kind is LineKind.LIST_ITEM is paragraph.kind
    if within:
        builder.block += 1
    else:
        builder.new_block()
    marker, indent = paragraph.marker, "  " * (paragraph.level - 1)
    for printed in paragraph.lines:
        if not printed.text:
            builder.new_block()
            continue
        kind, text, level = paragraph.kind, printed.text, paragraph.level + printed.inset
        if kind is LineKind.TEXT and (found := find_marker(text)):
            marker, text, kind, level = found.group(1), text[found.end() :], LineKind.LIST_ITEM, 1
        builder.add(
            text,
            len(builder.lines) + 1,
            kind=kind,
            level=level,
            strong=printed.strong,
            struck=printed.struck,
            before=f"{indent}{marker} " if marker else "",
            marker=marker,
        )
        marker = ""
