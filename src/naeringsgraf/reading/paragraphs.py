"""Rows of print become lines of text: wrapped lines are joined, paragraphs, lists, headings and tables told apart."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from naeringsgraf.model.document import LineKind
from naeringsgraf.reading.columns import shows_going_on, wraps
from naeringsgraf.reading.grids import Grid, find_grids, merge_rows
from naeringsgraf.reading.hyphens import Hyphens
from naeringsgraf.reading.lines import TextBuilder
from naeringsgraf.reading.markers import MARKER
from naeringsgraf.reading.printed import Region, Row

_QUOTES = "'\"»”)"
_LARGER = 1.12
"""Times the size of ordinary text, from which a line is a heading."""
_LONGEST_HEADING = 200
_APART = 0.1
"""Ems over the usual distance of two lines, from which a paragraph begins."""
_INDENT = 0.8
"""Ems."""
_LOOSEST = 2.0
"""Times the usual distance, that lines of one sentence may be apart."""
_USUAL_LEADING = 1.2


def write_regions(regions: Sequence[Region], builder: TextBuilder) -> None:
    """Write everything printed in these regions, in their order."""
    _Writer(regions, builder).write()


class _Writer:
    def __init__(self, regions: Sequence[Region], builder: TextBuilder) -> None:
        self._regions = regions
        self._builder = builder
        self._body = _usual_size(regions)
        self._leading = _usual_leading(regions)
        sizes = {row.size for region in regions for row in region.rows if self._is_large(row)}
        self._levels = {size: min(level, 6) for level, size in enumerate(sorted(sizes, reverse=True), 1)}
        self._hyphens = Hyphens([piece.text for region in regions for row in region.rows for piece in row.pieces])
        self._last: Row | None = None
        self._region: Region | None = None
        self._text = ""
        """The line that is being put together; "" where none is."""
        self._first: Row | None = None
        self._marker = ""
        self._before = ""
        self._depths: list[float] = []
        """Left edges of the markers of the lists we are in, outermost first."""

    def write(self) -> None:
        for region in self._regions:
            for found in find_grids(region):
                if isinstance(found, Grid):
                    self._write_grid(found, region)
                else:
                    self._take(found, region)
        self._flush()

    def _take(self, row: Row, region: Region) -> None:
        """Join a row to the line before, or begin a line with it, and a block where one begins."""
        last, text = self._last, _text_of(row)
        marker = MARKER.match(text)
        if marker and last and self._is_counted_in(row, last, region, marker.group(1)):
            marker = None
        if last is None or marker or not self._continues(last, row, region, text):
            self._begin(row, region, text, marker)
        self._last, self._region = row, region

    def _continues(self, last: Row, row: Row, region: Region, text: str) -> bool:
        """Put a row into the open line or block where it belongs to it; False where a block begins with it."""
        if row.bold != last.bold or abs(row.size - last.size) > 0.06 * last.size or not self._text:
            return False
        wrapped = self._wraps(last, row)
        if region is not self._region or row.y <= last.y:
            if is_closed(self._text) or not (text[0].islower() or (wrapped and len(last.pieces) == 1)):
                return False
            self._go_on(row, text, same_line=row.page == last.page)
            return True
        goes_on = wrapped and shows_going_on(self._text, text) and not is_closed(self._text)
        limit = (max(self._leading, 1.3 if self._is_large(row) else 0.0) + _APART) * (_LOOSEST if goes_on else 1.0)
        if row.y - last.y > limit * row.size or (len(row.pieces) > 1 and not wrapped):
            return False
        deeper = row.x0 - last.x0
        if self._marker or self._depths:
            if self._depths and row.x0 < self._depths[-1] - 0.2 * row.size:
                return False
            roughly = wraps(last.pieces[-1], row.pieces[0], region.right - region.slack)
            self._go_on(row, text, same_line=wrapped or roughly or text[0].islower())
            return True
        if abs(deeper) > _INDENT * row.size and not wrapped:
            return False
        if deeper > _INDENT * row.size and is_closed(self._text):
            return False
        self._go_on(row, text, same_line=wrapped)
        return True

    def _go_on(self, row: Row, text: str, same_line: bool) -> None:
        if same_line:
            # Running text has no columns, however wide its blanks.
            self._text, text = (re.sub(" {2,}", " ", each) if "  " in each else each for each in (self._text, text))
            mended = self._hyphens.mend(self._text, text)
            self._text = " ".join(mended).rstrip() if mended else f"{self._text} {text}"
            return
        if mended := self._hyphens.mend(self._text, text):
            self._text, text = mended
        first = self._first
        self._flush()
        self._text, self._first = text, row
        self._marker = self._before = ""
        if first is None:
            self._builder.new_block()

    def _begin(self, row: Row, region: Region, text: str, marker: re.Match[str] | None) -> None:
        last = self._last
        self._flush()
        in_list = bool(self._depths)
        heading = self._is_large(row) or (row.bold and not marker)
        if marker and not self._is_large(row):
            self._marker, text = marker.group(1), text[marker.end() :]
            self._before = f"{self._marker} "
            self._set_depth(row)
        else:
            self._marker = self._before = ""
            if heading or not in_list or row.x0 < self._depths[0] + _INDENT * row.size:
                self._depths.clear()
        near = last is not None and last.page == row.page and 0 < row.y - last.y < (self._leading + 0.4) * row.size
        if self._marker and in_list and near:
            self._builder.block += 1
        else:
            self._builder.new_block()
        self._text, self._first = text, row

    def _flush(self) -> None:
        """Write the line that was put together."""
        row, self._first = self._first, None
        if row is None or not self._text:
            return
        builder = self._builder
        builder.page = row.page
        large = self._is_large(row)
        kind = LineKind.HEADING if large else LineKind.LIST_ITEM if self._depths else LineKind.TEXT
        assert self._region
        level = len(self._depths)
        if large:
            level = self._levels[row.size]
        elif not level:
            level = max(0, round((row.x0 - self._region.left) / (0.5 * row.size)))
        before = self._before
        if self._depths:
            before = "  " * (len(self._depths) - 1) + before
        builder.add(self._text, row.number, kind=kind, level=level, strong=row.bold, before=before, marker=self._marker)
        self._text = ""

    def _set_depth(self, row: Row) -> None:
        while self._depths and row.x0 < self._depths[-1] - 0.3 * row.size:
            self._depths.pop()
        if not self._depths or row.x0 > self._depths[-1] + 0.3 * row.size:
            self._depths.append(row.x0)

    def _wraps(self, last: Row, row: Row) -> bool:
        assert self._region
        return wraps(last.pieces[-1], row.pieces[0], self._region.right, self._region.slack)

    def _is_large(self, row: Row) -> bool:
        if row.size < _LARGER * self._body:
            return False
        return sum(len(piece.text) for piece in row.pieces) <= _LONGEST_HEADING

    def _is_counted_in(self, row: Row, last: Row, region: Region, marker: str) -> bool:
        """Tell whether what looks like a list number is the end of a wrapped sentence: "innen \\n 20. november"."""
        if not marker[0].isdigit() or region is not self._region or is_closed(self._text):
            return False
        near = 0 < row.y - last.y < (self._leading + _APART) * row.size
        return near and self._wraps(last, row) and self._depths[-1:] != [row.x0]

    def _write_grid(self, grid: Grid, region: Region) -> None:
        """Write rows as a table; a list of labels with one or more values below each as lines with wide gaps."""
        self._flush()
        self._depths.clear()
        builder = self._builder
        builder.new_block()
        merged = list(merge_rows(grid, region))
        is_table = len(grid.columns) > 2 or all(cells[0] for _, cells in merged)
        starts = [round((edge - region.left) / (0.5 * grid.rows[0].size)) for edge in grid.columns]
        for row, cells in merged:
            builder.page = row.page
            texts = [self._join_cell(lines) for lines in cells]
            if is_table:
                builder.add_row(texts, row.number)
            else:
                self._write_columns(texts, starts, row)
        self._last, self._region, self._text = grid.rows[-1], region, ""

    def _write_columns(self, texts: Sequence[str], starts: Sequence[int], row: Row) -> None:
        line = ""
        for text, start in zip(texts, starts, strict=True):
            if text:
                line = f"{line.ljust(start)}{'  ' if line.strip() and len(line) + 2 > start else ''}{text}"
        indent = len(line) - len(line.lstrip())
        self._builder.add(line[indent:], row.number, level=indent, before=line[:indent])

    def _join_cell(self, lines: Sequence[str]) -> str:
        """Make one text of the lines of a cell; a narrow column may part a word without a hyphen."""
        text = lines[0] if lines else ""
        for line in lines[1:]:
            mended = self._hyphens.mend(text, line)
            blank = "" if self._hyphens.is_one_word(text, line) else " "
            text = " ".join(mended).rstrip() if mended else f"{text}{blank}{line}"
        return text


def _text_of(row: Row) -> str:
    """The pieces of a row; what is set apart as a heading has no columns."""
    return row.pieces[0].text if len(row.pieces) == 1 else row.text


def is_closed(text: str) -> bool:
    """Tell whether a text ends as a sentence or a label does."""
    return text.rstrip(_QUOTES).endswith((".", "!", "?", ":", ";"))


def _usual_size(regions: Iterable[Region]) -> float:
    """Size that most letters have."""
    letters: Counter[float] = Counter()
    for region in regions:
        for row in region.rows:
            for piece in row.pieces:
                letters[piece.size] += len(piece.text)
    return max(letters, key=lambda size: (letters[size], -size), default=1.0)


def _usual_leading(regions: Iterable[Region]) -> float:
    """Ems between the lines of a paragraph: the median over lines that are surely wrapped, else the smallest usual."""
    surely: list[float] = []
    every: Counter[float] = Counter()
    for region in regions:
        for one, other in pairwise(region.rows):
            distance = (other.y - one.y) / other.size
            if not 0 < distance < 2.5 or len(one.pieces) > 1 or len(other.pieces) > 1:
                continue
            every[round(distance, 1)] += 1
            if other.pieces[0].text[0].islower() and wraps(one.pieces[0], other.pieces[0], region.right):
                surely.append(distance)
    if len(surely) > 2:
        return median(surely)
    return max(every, key=lambda each: (every[each], -each), default=_USUAL_LEADING)
