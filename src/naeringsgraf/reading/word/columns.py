"""The columns of a table in a Word document."""

from collections.abc import Iterable

from naeringsgraf.reading.blocks import Grid

_HAIR = 200
"""Twentieths of a point; borders nearer to each other are one, drawn twice."""


class OpenTable:
    """A table that is open: its cells so far, and where in the grid of its borders we are."""

    def __init__(self, widths: Iterable[int]) -> None:
        """Begin a table whose borders stand these widths apart, in twentieths of a point."""
        self.grid = Grid()
        self._columns = [0]
        """For each border of the grid, how many columns stand before it."""
        self._border = 0
        column = since = 0
        for width in widths:
            since += width
            column, since = (column + 1, 0) if since > _HAIR else (column, since)
            self._columns.append(column)

    def begin_row(self, skipped: int) -> None:
        """Begin a row some columns of the grid in."""
        self._border = 0
        self.grid.begin_row(self.take(skipped) if skipped > 0 else 0)

    def take(self, span: int) -> int:
        """Go past a cell, and tell over how many columns it reaches."""
        begins, self._border = self._border, self._border + max(1, span)
        if self._border >= len(self._columns):
            return max(1, span)
        return max(1, self._columns[self._border] - self._columns[begins])
