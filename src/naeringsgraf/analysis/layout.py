"""Places for the marks of a two-mode network: columns, ordered so that few lines cross, the same in every run.

Forces would move every mark when one is added; in columns a reader finds a mark again, and names have room beside it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_ROUNDS: Final = 12
"""Of sorting each column by the other; the order is steady long before on networks that fit a screen."""

_ONE_COLUMN: Final = 14
"""More themes than this stand on both sides of the actors, so that the picture stays as wide as high."""

_PITCH: Final = 40.0
"""Units from one theme to the next; a unit is a pixel before zooming."""

_ACTOR_PITCH: Final = 52.0
"""Least distance between actors."""

_LEAST_GAP: Final = 400.0
_WIDEST_GAP: Final = 760.0
"""Between columns, the wider the higher the columns are."""

Weights = Mapping[tuple[str, str], float]
"""(actor, theme) → how strongly they are tied."""


class Side(StrEnum):
    """Where a mark's name stands: outside of it, or on it in the middle column."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark stands: x to the right, y downwards, the middle of the picture is 0."""

    x: float
    y: float
    side: Side | None
    """None where there are no columns."""


def place_columns(actors: Sequence[str], themes: Sequence[str], weights: Weights) -> dict[str, Place]:
    """Place actors in one column and themes in one or two beside it.

    Actors and themes come in the order that decides between equals; each must be tied to at least one other.
    """
    actor_order, theme_order = _order_columns(actors, themes, weights)
    single = len(themes) <= _ONE_COLUMN
    columns = [theme_order] if single else [theme_order[0::2], theme_order[1::2]]
    longest = max(map(len, columns), default=0)
    height = max(longest * _PITCH, len(actors) * _ACTOR_PITCH)
    gap = min(_WIDEST_GAP, max(_LEAST_GAP, height * 0.6))
    if single:
        return {
            **_fill_column(actor_order, -gap / 2, height, Side.LEFT),
            **_fill_column(theme_order, gap / 2, height, Side.RIGHT),
        }
    return {
        **_fill_column(columns[0], -gap, height, Side.LEFT),
        **_fill_column(actor_order, 0.0, height, Side.MIDDLE),
        **_fill_column(columns[1], gap, height, Side.RIGHT),
    }


def _order_columns(actors: Sequence[str], themes: Sequence[str], weights: Weights) -> tuple[list[str], list[str]]:
    """Sort each column by the mean place of what it is tied to in the other, some times over."""
    of_actor: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    of_theme: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for (actor, theme), weight in weights.items():
        of_actor[actor].append((theme, weight))
        of_theme[theme].append((actor, weight))
    actor_order, theme_order = list(actors), list(themes)
    for _ in range(_ROUNDS):
        theme_order = _sort_by_mean(theme_order, of_theme, _spread(actor_order))
        actor_order = _sort_by_mean(actor_order, of_actor, _spread(theme_order))
    return actor_order, theme_order


def _sort_by_mean(
    names: Iterable[str], ties: Mapping[str, Sequence[tuple[str, float]]], places: Mapping[str, float]
) -> list[str]:
    def mean(name: str) -> float:
        total = sum(weight for _, weight in ties[name])
        # Rounded, so that a sum taken in another order does not turn two equals round.
        return round(sum(places[other] * weight for other, weight in ties[name]) / total, 9)

    return sorted(names, key=mean)


def _spread(names: Sequence[str]) -> dict[str, float]:
    return {name: (at + 0.5) / len(names) for at, name in enumerate(names)}


def _fill_column(names: Sequence[str], x: float, height: float, side: Side) -> dict[str, Place]:
    return {name: Place(round(x, 1), round((at - 0.5) * height, 1), side) for name, at in _spread(names).items()}
