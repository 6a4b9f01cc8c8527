"""In which order a page is read: columns of running text one after the other, tables row by row.

A gutter is a vertical strip that no piece crosses over many rows. It parts columns of text where the words on both
sides are wrapped at its edge, as running text is and the cells of a table are not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from naeringsgraf.reading.markers import LONE_MARKER
from naeringsgraf.reading.printed import Page, Piece, Region, Row, group_rows

_LEAST_ROWS = 5
"""On each side of a gutter."""
_LEAST_ROWS_KNOWN = 1
"""The same, where other pages have the gutter at the same place."""
_WRAPPED = 0.3
"""Share of the lines on each side that must be wrapped."""
_LOWER = 0.15
"""Share of the lines on each side that must begin in lower case, as what goes on does and a name does not."""
_NARROWEST = 8.0
"""Ems."""
_DENSITY = 0.5
"""Share of the height of each side that must hold lines; the cells of a table leave more room between them."""
_EVEN = 0.4
"""Least width of the narrower side, as a share of the wider one."""
_NEAR = 0.5
"""Ems within which two edges are one."""
_ELSEWHERE = 0.1
"""Ems from which two edges are not one."""
_BLANK = 0.25
"""Ems between two words."""
_SLACK = 0.5
"""Ems by which a line may be too short for a word that goes on: in lower case, or after a comma."""


@dataclass(frozen=True, slots=True)
class _Split:
    """A stretch of a page with a gutter through it."""

    left: list[Piece]
    right: list[Piece]
    gutter: float
    """Left edge of what is right of it."""
    score: float


def order_pages(pages: Sequence[Page]) -> Iterator[Region]:
    """Give the parts of all pages in the order of reading."""
    known: list[float] = []
    for page in pages:
        split = _find_split(page.pieces, ())
        if split and not any(abs(split.gutter - other) < _ELSEWHERE * split.left[0].size for other in known):
            known.append(split.gutter)
    right = _right_edge(pages)
    for page in pages:
        ordered = _order(page.pieces, known) if known else [(page.pieces, None)]
        for pieces, edge in ordered:
            whole = page.rows if page.rows is not None and pieces is page.pieces else None
            rows = [_join_marker(row) for row in whole or group_rows(pieces, page.number)]
            if rows:
                left = min(row.x0 for row in rows)
                yield Region(rows, left, edge or max(right, *(row.x1 for row in rows)), page.rules)


def has_columns(pages: Sequence[Page]) -> bool:
    """Tell whether some page has columns of running text."""
    return any(_find_split(page.pieces, ()) for page in pages)


def _join_marker(row: Row) -> Row:
    """Put a list marker that stands apart together with its text."""
    if len(row.pieces) != 2 or not LONE_MARKER.match(row.pieces[0].text):
        return row
    return Row([row.pieces[0].join(row.pieces[1])], row.page)


def shows_going_on(text: str, following: str) -> bool:
    """Tell whether the words show that a line goes on in the next: by lower case, or a comma before."""
    return following[0].islower() or text[-1] == "," or (following[0] == "(" and following[1:2].islower())


def wraps(before: Piece, after: Piece, right: float, slack: float = 0.0) -> bool:
    """Tell whether a line goes on in the next one: the first word of that would not have fitted before the edge.

    By `slack` the line may be too short for it where the words show that it goes on.
    """
    reach = before.x1 + after.word + _BLANK * before.size
    if shows_going_on(before.text, after.text):
        reach += max(slack, _SLACK * before.size)
    return reach > right


def _right_edge(pages: Sequence[Page]) -> float:
    """Edge at which lines over the whole page are wrapped.

    That of the longest line, where lines that go on in lower case show that it is one; else as far from the edge of the
    page as the text is on the left.
    """
    longest = max((piece.x1 for page in pages for piece in page.pieces), default=0.0)
    left = min((piece.x0 for page in pages for piece in page.pieces), default=0.0)
    width = max((page.width or 0.0 for page in pages), default=0.0)
    broken = 0
    for page in pages:
        for before, after in pairwise(page.pieces):
            if after.text[:1].islower() and after.y > before.y and before.x1 > longest - 6 * before.size:
                broken += 1
                if broken > 2:
                    return longest
    return max(longest, width - left)


def _order(pieces: list[Piece], known: Sequence[float]) -> list[tuple[list[Piece], float | None]]:
    """Part pieces into groups in the order of reading, each with the edge of its column; None for the page's own."""
    split = _find_split(pieces, known)
    if split is None:
        return [(pieces, None)] if pieces else []
    top = min(piece.y for side in (split.left, split.right) for piece in side)
    inside = {id(piece) for side in (split.left, split.right) for piece in side}
    above = [piece for piece in pieces if id(piece) not in inside and piece.y < top]
    below = [piece for piece in pieces if id(piece) not in inside and piece.y >= top]
    edge = max(piece.x1 for piece in split.left)
    left = [(group, found or edge) for group, found in _order(split.left, known)]
    return [*_order(above, known), *left, *_order(split.right, known), *_order(below, known)]


def _find_split(pieces: Sequence[Piece], known: Sequence[float]) -> _Split | None:
    """Find the best gutter through some stretch of these pieces; None where there is none."""
    if len(pieces) < 4:
        return None
    ordered = sorted(pieces, key=attrgetter("y", "x0"))
    best: _Split | None = None
    for gutter in _candidates(ordered, known):
        is_known = gutter in known
        for left, right in _stretches(ordered, gutter):
            score = _judge(left, right, is_known)
            if score and (best is None or score > best.score):
                best = _Split(left, right, gutter, score)
    return best


def _candidates(pieces: Sequence[Piece], known: Sequence[float]) -> list[float]:
    """Left edges that several pieces share, and those that are known of other pages."""
    edges: list[list[float]] = []
    for piece in sorted(pieces, key=attrgetter("x0")):
        if edges and piece.x0 - edges[-1][0] < _NEAR * piece.size:
            edges[-1].append(piece.x0)
        else:
            edges.append([piece.x0])
    return [*known, *(group[0] for group in edges[1:] if len(group) >= _LEAST_ROWS)]


def _stretches(pieces: Sequence[Piece], gutter: float) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """Give what stands left and right of a gutter, between pieces that cross it and rows of tables that do."""
    left: list[Piece] = []
    right: list[Piece] = []
    for row in _rows_of(pieces):
        sides = (
            [piece for piece in row if piece.x1 <= gutter - 0.5 * piece.size],
            [piece for piece in row if piece.x0 >= gutter - 0.01],
        )
        if len(sides[0]) + len(sides[1]) < len(row) or _is_tabular(sides, gutter):
            if left and right:
                yield left, right
            left, right = [], []
        else:
            left += sides[0]
            right += sides[1]
    if left and right:
        yield left, right


def _rows_of(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Give the pieces, which are sorted, by their baselines."""
    row: list[Piece] = []
    for piece in pieces:
        if row and piece.y - row[0].y > 0.1 * piece.size:
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def _is_tabular(sides: tuple[list[Piece], list[Piece]], gutter: float) -> bool:
    """Tell whether a row has cells on both sides of a gutter, and the one right of it begins elsewhere."""
    left, right = sides
    if not left or not right or len(left) + len(right) < 3:
        return False
    return min(piece.x0 for piece in right) > gutter + _ELSEWHERE * right[0].size


def _judge(left: list[Piece], right: list[Piece], is_known: bool) -> float:
    """Say how sure it is that these are two columns of running text; 0.0 where they are not."""
    least = _LEAST_ROWS_KNOWN if is_known else _LEAST_ROWS
    if len(left) < least or len(right) < least:
        return 0.0
    edge = max(piece.x1 for piece in left)
    widths = edge - min(piece.x0 for piece in left), max(piece.x1 for piece in right) - min(p.x0 for p in right)
    if is_known:
        return float(len(left) + len(right))
    if min(widths) < max(_EVEN * max(widths), _NARROWEST * left[0].size):
        return 0.0
    if min(sum(piece.text[0].islower() for piece in side) / len(side) for side in (left, right)) < _LOWER:
        return 0.0
    edges = edge, max(piece.x1 for piece in right)
    if min(_share_wrapped(side, at) for side, at in zip((left, right), edges, strict=True)) < _WRAPPED:
        return 0.0
    return float(len(left) + len(right)) if min(map(_density, (left, right))) >= _DENSITY else 0.0


def _share_wrapped(side: Sequence[Piece], edge: float) -> float:
    pairs = [(a, b) for a, b in pairwise(side) if 0 < b.y - a.y < 1.8 * a.size]
    if len(pairs) < _LEAST_ROWS - 1:
        return 0.0
    return sum(wraps(before, after, edge) for before, after in pairs) / len(pairs)


def _density(side: Sequence[Piece]) -> float:
    height = side[-1].y - side[0].y + side[0].size
    return len({round(piece.y, 1) for piece in side}) * 1.2 * side[0].size / height
