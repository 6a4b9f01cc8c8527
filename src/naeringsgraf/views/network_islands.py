"""Places for the marks of a network too large for columns: islands of what belongs together, the same in every run.

Forces take minutes for thousands of marks, and move all of them when one is added. Here each group is a disc whose
marks lie as the seeds of a sunflower, the strongest in the middle, and the discs lie beside each other, the largest in
the middle. A figure of 10,000 marks takes some milliseconds.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from naeringsgraf.analysis.network import Network

MOST: Final = 40
"""Islands; what belongs to smaller groups shares the last one."""

UNIT: Final = 10
"""Places are whole numbers; neighbours on an island lie about this far apart."""

_TURN: Final = math.pi * (3 - math.sqrt(5))
"""The golden angle, by which each seed is turned from the one before."""

_SEED: Final = 1 / math.sqrt(math.pi)
"""Radius a root of the number of seeds, so that each has an area of 1."""

_GAP: Final = 2.5
"""Between islands, in distances of neighbours."""

_SPOTS: Final = 6000
"""Places that are tried for the middle of an island, from the middle of the picture outwards."""


@dataclass(frozen=True)
class Islands:
    """Where the marks and their islands lie, in whole numbers; x to the right, y downwards."""

    numbers: tuple[int, ...]
    """For each mark, its island; 0 is the largest."""
    xs: tuple[int, ...]
    ys: tuple[int, ...]
    middles: tuple[tuple[int, int, int], ...]
    """For each island x, y and radius."""
    groups: tuple[int | None, ...]
    """For each island, the group that its marks belong to; None for a community, and for what smaller groups share."""


def place_islands(network: Network, groups: Sequence[int]) -> Islands:
    """Place the marks of a network on islands.

    Args:
        network: by its communities where it knows them; an actor without one lies where most of its themes do.
        groups: for each mark, the group it belongs to where the network knows no communities.
    """
    found, are_groups = _find_groups(network, groups)
    listed = [group for group, _ in Counter(found).most_common()]
    # Those beyond the last share it.
    place_of = {group: min(at, MOST - 1) for at, group in enumerate(listed)}
    numbers = np.array([place_of[group] for group in found], dtype=np.int64)
    strengths = np.array([node.quotes + node.meetings for node in network.nodes], dtype=np.int64)
    strongest_first = np.argsort(-strengths, kind="stable")
    sizes = np.bincount(numbers) if len(numbers) else np.zeros(0, dtype=np.int64)
    radii = _SEED * np.sqrt(sizes) + _GAP / 2
    middles = _place_discs(radii)
    xs, ys = np.zeros(len(numbers)), np.zeros(len(numbers))
    for island, (x, y) in enumerate(middles):
        members = strongest_first[numbers[strongest_first] == island]
        seeds = np.arange(len(members))
        away = _SEED * np.sqrt(seeds + 0.5)
        xs[members] = x + away * np.cos(_TURN * seeds)
        ys[members] = y + away * np.sin(_TURN * seeds)
    return Islands(
        numbers=tuple(numbers.tolist()),
        xs=_round(xs),
        ys=_round(ys),
        middles=tuple(
            (round(x * UNIT), round(y * UNIT), round((radius - _GAP / 2) * UNIT))
            for (x, y), radius in zip(middles, radii.tolist(), strict=True)
        ),
        groups=tuple(
            group if are_groups and (at < MOST - 1 or len(listed) == MOST) else None
            for at, group in enumerate(listed[:MOST])
        ),
    )


def _find_groups(network: Network, groups: Sequence[int]) -> tuple[list[int], bool]:
    """Give the group of each mark, and whether these are the ones given, and not communities."""
    if any(node.community is not None for node in network.nodes):
        return [node.community or 0 for node in network.nodes], False
    if not network.two_mode:
        return list(groups), True
    # Each actor goes to the area that most of its sentences are about, or all actors would be one island.
    group_of = dict(zip((node.id for node in network.nodes), groups, strict=True))
    weights: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    for edge in network.edges:
        weights[edge.source][group_of[edge.target]] += edge.weight
    return [
        _find_heaviest(weights[node.id]) if node.id in weights else group_of[node.id] for node in network.nodes
    ], True


def _find_heaviest(weights: Mapping[int, float]) -> int:
    return min(weights, key=lambda group: (-weights[group], group))


def _place_discs(radii: NDArray[np.float64]) -> list[tuple[float, float]]:
    """Place each disc at the spot nearest to the middle where it touches none before it."""
    spots = np.arange(_SPOTS)
    reach = 3 * math.sqrt(float((radii**2).sum())) if len(radii) else 0.0
    away = reach * np.sqrt(spots / _SPOTS)
    # Wider than high, as windows are.
    xs, ys = 1.2 * away * np.cos(_TURN * spots), away * np.sin(_TURN * spots) / 1.2
    room = np.full(_SPOTS, np.inf)
    middles = []
    for radius in radii:
        at = int(np.argmax(room >= radius))
        middles.append((float(xs[at]), float(ys[at])))
        room = np.minimum(room, np.hypot(xs - xs[at], ys - ys[at]) - radius)
    return middles


def _round(values: NDArray[np.float64]) -> tuple[int, ...]:
    return tuple(np.rint(values * UNIT).astype(np.int64).tolist())
