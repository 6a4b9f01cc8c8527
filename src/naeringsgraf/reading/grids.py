"""Rows whose pieces stand in columns: which of them belong together, and which cells go on over several rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from naeringsgraf.reading.columns import wraps
from naeringsgraf.reading.printed import Piece, Region, Row

_ALIGNED = 0.4
"""Ems within which two left edges are one."""
_VERY_WIDE = 2.0
"""Ems."""
_FARTHEST = 4.0
"""Ems between two rows of one table."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Consecutive rows that share columns."""

    rows: tuple[Row, ...]
    columns: tuple[float, ...]
    """Left edges, at least two."""

    def split(self, row: Row) -> list[Piece | None]:
        """Give the cells of a row, one for each column; None where one is empty."""
        cells: list[Piece | None] = [None] * len(self.columns)
        for piece in row.pieces:
            at = self._column_of(piece)
            held = cells[at]
            cells[at] = piece if held is None else held.join(piece)
        return cells

    def _column_of(self, piece: Piece) -> int:
        reach = piece.x0 + _ALIGNED * piece.size
        return max((at for at, edge in enumerate(self.columns) if edge <= reach), default=0)


def find_grids(region: Region) -> Iterator[Grid | Row]:
    """Give the rows of a region in order, those that share columns as a grid."""
    rows, at = region.rows, 0
    while at < len(rows):
        end = _end_of_grid(rows, at, region) if len(rows[at].pieces) > 1 else at
        columns = _find_columns(rows[at:end]) if end > at + 1 else ()
        if len(columns) > 1:
            yield Grid(tuple(rows[at:end]), columns)
            at = end
        else:
            yield rows[at]
            at += 1


def merge_rows(grid: Grid, region: Region) -> Iterator[tuple[Row, list[list[str]]]]:
    """Give the rows of a grid, each cell as its lines; a row that only goes on with the cells above is part of them."""
    ends = [edge - 0.5 * grid.rows[0].size for edge in (*grid.columns[1:], region.right)]
    current: tuple[Row, list[list[str]]] | None = None
    last: list[Piece | None] = []
    for row in grid.rows:
        cells = grid.split(row)
        if current and _goes_on(current[0], last, row, cells, ends, region):
            last = [cell or before for cell, before in zip(cells, last, strict=True)]
        else:
            if current:
                yield current
            current, last = (row, [[] for _ in cells]), cells
        for lines, cell in zip(current[1], cells, strict=True):
            if cell:
                lines.append(cell.text)
    if current:
        yield current


def _goes_on(
    first: Row, last: Sequence[Piece | None], row: Row, cells: Sequence[Piece | None], ends: Sequence[float],
    region: Region,
) -> bool:  # fmt: skip
    """Tell whether a row goes on with cells that the row before left unfinished.

    Where the table is ruled, the rules tell; else the first column must be empty and every cell wrapped.
    """
    above = max(piece.y for piece in last if piece)
    if row.y - above > 1.6 * row.size:
        return False
    ruled = [y for y, left, right in region.rules if left <= row.x1 and right >= row.x0]
    if any(above < y < row.y for y in ruled):
        return False
    if any(y <= first.y for y in ruled) and any(y >= row.y for y in ruled):
        return True
    if cells[0]:
        return False
    return all(
        before is not None and (wraps(before, cell, end) or cell.text[:1].islower())
        for before, cell, end in zip(last, cells, ends, strict=True)
        if cell
    )


def _end_of_grid(rows: Sequence[Row], start: int, region: Region) -> int:
    """Give the index after the last row that shares columns with the one at `start`."""
    edges = [piece.x0 for piece in rows[start].pieces]
    end = start + 1
    for at in range(start + 1, len(rows)):
        row = rows[at]
        above = rows[at - 1]
        if row.y - above.y > _FARTHEST * row.size or row.y <= above.y:
            break
        # Wide blanks of justified text may stand below each other too.
        first = row.pieces[0]
        if (
            row.x0 < edges[0] + row.size
            and first.text[0].islower()
            and wraps(above.pieces[-1], first, region.right, region.slack)
        ):
            break
        shared = sum(any(abs(piece.x0 - edge) < _ALIGNED * piece.size for edge in edges) for piece in row.pieces)
        if len(row.pieces) > 1:
            if shared < 2 and not (shared and len(row.pieces) > 2):
                break
            edges += [piece.x0 for piece in row.pieces]
            end = at + 1
        elif not shared or (row.x0 < edges[0] + 1 and row.x1 > edges[1]):
            break
        elif row.x0 > edges[0] + row.size:
            end = at + 1
    return end


def _find_columns(rows: Sequence[Row]) -> tuple[float, ...]:
    """Left edges that at least two rows share, among rows of several pieces; of two rows only with a very wide gap."""
    edges = sorted((piece.x0, piece.size) for row in rows if len(row.pieces) > 1 for piece in row.pieces)
    gaps = [(other.x0 - one.x1) / one.size for row in rows for one, other in pairwise(row.pieces)]
    if len(gaps) < 3 and max(gaps, default=0.0) < _VERY_WIDE:
        return ()
    columns: list[list[float]] = []
    for edge, size in edges:
        if columns and edge - columns[-1][0] < _ALIGNED * size:
            columns[-1].append(edge)
        else:
            columns.append([edge])
    return tuple(group[0] for group in columns if len(group) > 1)
