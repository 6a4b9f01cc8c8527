"""The steps of colour that numbers in a matrix are shown in."""

import math
from collections.abc import Iterable
from typing import Any, Final

STEPS: Final = 5
"""Of colour, from the least to the most."""


def step_of_number(number: int, largest: int) -> int:
    """Give the step of a number above zero, by its order of magnitude among those up to the largest."""
    return STEPS if largest <= 1 else 1 + round((STEPS - 1) * math.log(number) / math.log(largest))


def step_of_share(share: float) -> int:
    """Give the step of a share from 0 to 1, by fifths."""
    return min(STEPS, 1 + int(share * STEPS))


def tell_share(share: float) -> str:
    """Write a share from 0 to 1 as whole hundredths."""
    return f"{share:.0%}".replace("%", "\u202f%")


def list_steps(cells: Iterable[tuple[int, float, str]]) -> list[dict[str, Any]]:
    """Give the steps that occur, each with the least and the most number that has it.

    Args:
        cells: of each, its step, its size and how that is written.
    """
    found: dict[int, list[tuple[float, str]]] = {}
    for step, size, written in cells:
        found.setdefault(step, []).append((size, written))
    told = {step: (min(numbers)[1], max(numbers)[1]) for step, numbers in found.items()}
    return [
        {"step": step, "told": least if least == most else f"{least}–{most}"}
        for step, (least, most) in sorted(told.items())
    ]
