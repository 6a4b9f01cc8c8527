"""What stands on a page, before it is known what it is: pieces of text with their place, and rows of them.

Reading a PDF and reading text that a PDF was turned into give the same: x grows to the right, y downwards, in any unit;
all measures below are in ems, the size of the letters.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

WIDE_GAP = 0.9
"""Ems between two words from which they may stand in two columns."""
TIGHT_GAP = 0.5
"""Ems from which they do where other rows have a wide gap at the same place."""
_LEAST_BLANK = 0.12
"""Ems between two words."""
_SAME_ROW = 0.4
"""Ems that two baselines of one row may differ, as with raised figures."""


@dataclass(slots=True)
class Piece:
    """Words on one line with no wide gap between them."""

    text: str
    x0: float
    x1: float
    y: float
    """Of the baseline."""
    size: float
    """Height of the letters' font."""
    word: float
    """Width of the first word."""
    bold: bool = False

    def join(self, other: "Piece", blank: str = " ") -> "Piece":
        """Give a piece of the words of both, at the place of this one."""
        return Piece(
            f"{self.text}{blank}{other.text}", self.x0, max(self.x1, other.x1), self.y, max(self.size, other.size),
            self.word, self.bold and other.bold,
        )  # fmt: skip


class Row:
    """Pieces beside each other, from left to right."""

    __slots__ = ("bold", "number", "page", "pieces", "size", "x0", "x1", "y")

    def __init__(self, pieces: list[Piece], page: int, number: int = 0) -> None:
        """`number` is that of the line in the file, or counted through all pages; first is 1."""
        first, last = pieces[0], pieces[-1]
        self.pieces = pieces
        self.page = page
        self.number = number
        self.x0, self.x1, self.y, self.size, self.bold = first.x0, last.x1, first.y, first.size, first.bold
        if first is not last:
            self.size = max(piece.size for piece in pieces)
            self.bold = all(piece.bold for piece in pieces)

    @property
    def text(self) -> str:
        """The pieces with a wide blank between them where there is a wide gap; none in a heading."""
        text = self.pieces[0].text
        for one, other in pairwise(self.pieces):
            wide = other.x0 - one.x1 > WIDE_GAP * one.size and not self.bold
            text += f"{'   ' if wide else ' '}{other.text}"
        return text


@dataclass(slots=True)
class Page:
    """One page of the source."""

    number: int
    """First is 1."""
    pieces: list[Piece]
    width: float | None = None
    """None where it is not known, as in plain text."""
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    """Horizontal lines: y, left, right."""
    rows: list[Row] | None = None
    """The pieces as rows, where they were put together already."""


@dataclass(slots=True)
class Region:
    """Rows that are read one after the other: a page, or a column of it."""

    rows: list[Row]
    left: float
    right: float
    """Edge at which words are wrapped."""
    rules: Sequence[tuple[float, float, float]] = ()
    slack: float = 0.0
    """By how much widths may be wrong, as where characters are counted."""


def group_rows(pieces: Sequence[Piece], page: int) -> list[Row]:
    """Put pieces on one baseline together, from top to bottom."""
    groups: list[list[Piece]] = []
    base = size = 0.0
    for piece in sorted(pieces, key=attrgetter("y", "x0")):
        if groups and piece.y - base <= _SAME_ROW * (size if size < piece.size else piece.size):
            groups[-1].append(piece)
        else:
            groups.append([piece])
            base, size = piece.y, piece.size
    return [Row(group if len(group) == 1 else _join_close(group), page) for group in groups]


def _join_close(pieces: list[Piece]) -> list[Piece]:
    """Sort a row's pieces, and join those with an ordinary blank or less between them."""
    pieces.sort(key=attrgetter("x0"))
    joined = [pieces[0]]
    for piece in pieces[1:]:
        last = joined[-1]
        gap = piece.x0 - last.x1
        if gap > TIGHT_GAP * min(last.size, piece.size):
            joined.append(piece)
        else:
            joined[-1] = last.join(piece, " " if gap > _LEAST_BLANK * piece.size else "")
    return joined
