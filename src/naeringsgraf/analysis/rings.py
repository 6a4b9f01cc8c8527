"""Places for the marks around one: rings by the number of lines from it, the same in every run."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from naeringsgraf.analysis.layout import Place

_ROOM: Final = 64.0
"""Units of a ring that each mark has for itself."""

_STEP: Final = 220.0
"""Least distance from one ring to the next."""


def place_rings(rings: Sequence[Sequence[str]], ties: Iterable[tuple[str, str]]) -> dict[str, Place]:
    """Place marks in rings around the middle; each stands near those of the ring within that it is tied to.

    Args:
        rings: ids, the one in the middle first; within a ring in an order that decides between equals.
        ties: pairs of ids.
    """
    tied: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in ties:
        tied[one].add(other)
        tied[other].add(one)
    angles: dict[str, float] = {}
    places: dict[str, Place] = {}
    radius = 0.0
    for depth, ring in enumerate(rings):
        radius = max(radius + _STEP, len(ring) * _ROOM / math.tau) if depth else 0.0
        listed = sorted(ring, key=lambda id: _mean_angle(tied[id], angles)) if depth > 1 else list(ring)
        for at, id in enumerate(listed):
            angles[id] = math.tau * (at + 0.5 * (depth - 1)) / len(listed)
            x, y = radius * math.sin(angles[id]), -radius * math.cos(angles[id])
            places[id] = Place(round(x, 1) + 0.0, round(y, 1) + 0.0, None)
    return places


def _mean_angle(tied: Iterable[str], angles: Mapping[str, float]) -> float:
    """Give the direction in which the neighbours within lie, from 0 to a full turn."""
    known = sorted(angles[id] for id in tied if id in angles)
    across, along = sum(map(math.sin, known)), sum(map(math.cos, known))
    return round(math.atan2(across, along) % math.tau, 9)
