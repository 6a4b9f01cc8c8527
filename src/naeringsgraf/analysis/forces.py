"""Places for the marks of a network that is no table: near where they are tied, and no two on top of each other.

The same network gets the same places in every run: nothing is drawn by lot but a seeded nudge, and marks come in an
order of their own. Distances from a few pivots give a first picture (pivot MDS: Brandes and Pich, 2007); up to
`_REFINED` marks, forces between all pairs make it even (Fruchterman and Reingold, 1991).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from naeringsgraf.analysis.layout import Place

_SEED: Final = 7
_PIVOTS: Final = 50
_REFINED: Final = 2000
"""Pairs grow with the square: from here on the picture of the pivots stays as it is."""

_STEPS: Final = 70
_APART: Final = 110.0
"""Units that two marks would like to lie apart; a unit is a pixel before zooming."""

_CELL: Final = (72.0, 56.0)
_NEAREST: Final = 0.85
"""No two marks lie nearer than this share of a cell's width and height, which the largest mark fits in."""

_BLOCK: Final = 256
"""Rows of the table of pairs that are worked on at once, to stay within the processor's cache."""

_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.int64]


def place_by_forces(marks: Sequence[str], weights: Mapping[tuple[str, str], float]) -> dict[str, Place]:
    """Place marks by their ties; the parts of a network that is not connected stand beside each other.

    Args:
        marks: ids, in an order that decides between equals.
        weights: (mark, mark) → how strongly they are tied, above 0.
    """
    number = {id: at for at, id in enumerate(marks)}
    ends = np.array([(number[one], number[other]) for one, other in weights], dtype=np.int64).reshape(-1, 2)
    strength = np.array(list(weights.values()), dtype=np.float64)
    points = np.zeros((len(marks), 2))
    parts = _find_parts(len(marks), ends)
    for part in parts:
        points[part] = _place_part(part, ends, strength)
    _stand_beside(points, parts)
    points = _separate(points)
    return {id: Place(float(x), float(y), None) for id, (x, y) in zip(marks, points.round(1) + 0.0, strict=True)}


def _find_parts(size: int, ends: _Ints) -> list[_Ints]:
    """Give the connected parts, the largest first, each sorted."""
    part = np.arange(size)
    while True:
        least = part.copy()
        np.minimum.at(least, ends[:, 0], part[ends[:, 1]])
        np.minimum.at(least, ends[:, 1], part[ends[:, 0]])
        least = least[least]
        if np.array_equal(least, part):
            break
        part = least
    found = [np.flatnonzero(part == name) for name in np.unique(part)]
    return sorted(found, key=lambda members: (-len(members), members[0]))


def _place_part(part: _Ints, ends: _Ints, strength: _Floats) -> _Floats:
    inside = np.isin(ends[:, 0], part)
    mine = np.searchsorted(part, ends[inside])
    points = _place_by_pivots(len(part), mine)
    if len(part) <= _REFINED:
        points = _push_and_pull(points, mine, strength[inside])
    return points


def _place_by_pivots(size: int, ends: _Ints) -> _Floats:
    """Place marks by their distances, in lines, from pivots that lie far from each other."""
    starts, neighbours = _list_neighbours(size, ends)
    nearest = np.full(size, np.inf)
    # The first is the best tied; each that follows is the one furthest from all before it.
    pivot = int(np.argmax(np.diff(starts)))
    columns = []
    for _ in range(min(_PIVOTS, size)):
        distances = _walk(pivot, size, starts, neighbours)
        columns.append(distances)
        nearest = np.minimum(nearest, distances)
        pivot = int(np.argmax(nearest))
    squares = np.stack(columns, axis=1) ** 2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1, keepdims=True) + squares.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, : -min(3, vectors.shape[1] + 1) : -1]
    # An axis may point either way: its largest part points up.
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), range(axes.shape[1])])
    points = np.zeros((size, 2))
    points[:, : axes.shape[1]] = centred @ axes
    points += np.random.default_rng(_SEED).normal(0.0, 0.02, (size, 2)) * (np.abs(points).max() or 1.0)
    wanted = _APART * np.sqrt(size) / 2
    spread: _Floats = points / (points.std() or 1.0) * wanted / 1.5
    return spread


def _list_neighbours(size: int, ends: _Ints) -> tuple[_Ints, _Ints]:
    """Give where the neighbours of each mark begin in a list of all, and the list."""
    both = np.concatenate([ends, ends[:, ::-1]])
    both = both[np.lexsort((both[:, 1], both[:, 0]))]
    return np.searchsorted(both[:, 0], np.arange(size + 1)), both[:, 1]


def _walk(start: int, size: int, starts: _Ints, neighbours: _Ints) -> _Floats:
    """Give the number of lines from a mark to each other one of its part."""
    distances = np.full(size, -1.0)
    distances[start] = 0.0
    front = np.array([start])
    steps = 0.0
    while len(front):
        steps += 1.0
        lengths = starts[front + 1] - starts[front]
        jumps = np.repeat(starts[front] - np.concatenate([[0], lengths.cumsum()[:-1]]), lengths)
        reached = np.unique(neighbours[jumps + np.arange(lengths.sum())])
        front = reached[distances[reached] < 0]
        distances[front] = steps
    return distances


def _push_and_pull(points: _Floats, ends: _Ints, strength: _Floats) -> _Floats:
    """Let all marks push each other away and ties pull them together, ever less, until they rest."""
    size = len(points)
    # The root, so that a tie of forty meetings does not pull everything into one point.
    pull = np.sqrt(strength / strength.mean()).clip(0.25, 4.0)
    degree = np.bincount(ends.ravel(), minlength=size).clip(1)
    # A mark with many ties would be pulled by all of them at once; it moves as if by their mean.
    pull = pull / np.sqrt(np.minimum(degree[ends[:, 0]], degree[ends[:, 1]]))
    points = points.copy()
    for step in range(_STEPS):
        force = _push(points.astype(np.float32)).astype(np.float64)
        gap = points[ends[:, 0]] - points[ends[:, 1]]
        drawn = gap * (np.hypot(gap[:, 0], gap[:, 1]) * pull / _APART)[:, None]
        np.subtract.at(force, ends[:, 0], drawn)
        np.add.at(force, ends[:, 1], drawn)
        length = np.hypot(force[:, 0], force[:, 1])[:, None]
        most = _APART * np.sqrt(size) * 0.1 * (1.0 - step / _STEPS) ** 1.5 + 1.0
        points += force / np.maximum(length, 1e-9) * np.minimum(length, most)
    return points


def _push(points: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    x, y = points[:, 0], points[:, 1]
    force = np.zeros_like(points)
    for begin in range(0, len(points), _BLOCK):
        rows = slice(begin, begin + _BLOCK)
        dx, dy = x[rows, None] - x[None, :], y[rows, None] - y[None, :]
        share = np.float32(_APART**2) / (dx * dx + dy * dy + np.float32(1.0))
        force[rows, 0], force[rows, 1] = (dx * share).sum(axis=1), (dy * share).sum(axis=1)
    return force


def _stand_beside(points: _Floats, parts: Sequence[_Ints]) -> None:
    """Set the parts in rows, the largest first, about as wide as high in all."""
    gap = 2 * _APART
    boxes = [points[part].max(axis=0) - points[part].min(axis=0) + gap for part in parts]
    widest = max(float(np.sqrt(sum(box[0] * box[1] for box in boxes)) * 1.2), max((box[0] for box in boxes), default=0))
    x = y = height = 0.0
    for part, box in zip(parts, boxes, strict=True):
        if x and x + box[0] > widest:
            x, y, height = 0.0, y + height, 0.0
        points[part] += np.array([x, y]) - points[part].min(axis=0)
        x, height = x + box[0], max(height, box[1])
    if len(points):
        points -= (points.max(axis=0) + points.min(axis=0)) / 2


def _separate(points: _Floats) -> _Floats:
    """Move marks that would lie on others to the nearest free place; those in the middle keep theirs."""
    order = np.lexsort((np.arange(len(points)), (points**2).sum(axis=1).round(3)))
    room = _Room()
    placed = points.copy()
    for at in order:
        placed[at] = room.take(float(points[at, 0]), float(points[at, 1]))
    return placed


class _Room:
    """What is taken of the picture, by cells."""

    def __init__(self) -> None:
        self._taken: defaultdict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
        self._full: dict[tuple[int, int], int] = {}

    def take(self, x: float, y: float) -> tuple[float, float]:
        """Take the wished place, or the middle of the nearest cell that leaves room."""
        width, height = _CELL
        home = (round(x / width), round(y / height))
        if self._is_free(x, y):
            found = x, y
        else:
            # Rings around a cell that were full before are full still.
            ring = self._full.get(home, 0)
            while not (free := [(at, up) for at, up in _list_ring(home, ring) if self._is_free(at, up)]):
                ring += 1
            self._full[home] = ring
            found = min(free, key=lambda each: (each[0] - x) ** 2 + (each[1] - y) ** 2)
        self._taken[round(found[0] / width), round(found[1] / height)].append(found)
        return found

    def _is_free(self, x: float, y: float) -> bool:
        width, height = _CELL
        column, row = round(x / width), round(y / height)
        near = ((column + right, row + down) for right in (-1, 0, 1) for down in (-1, 0, 1))
        return all(
            abs(x - at) >= width * _NEAREST or abs(y - up) >= height * _NEAREST
            for cell in near
            for at, up in self._taken.get(cell, ())
        )


def _list_ring(home: tuple[int, int], ring: int) -> list[tuple[float, float]]:
    """Give the middles of the cells that lie so many cells from one."""
    span = range(-ring, ring + 1)
    rim = {(dx, dy) for each in span for dx, dy in ((each, ring), (each, -ring), (ring, each), (-ring, each))}
    return [((home[0] + dx) * _CELL[0], (home[1] + dy) * _CELL[1]) for dx, dy in sorted(rim)]
