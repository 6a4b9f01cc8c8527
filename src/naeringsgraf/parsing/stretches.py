"""Stretches of a text, asked about as often as it has names or marks: each answer takes no look through them all."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Stretches:
    """Stretches of a text, of which one is quickly found that covers or touches another."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        self._begins = [begins for begins, _ in ordered]
        self._furthest = list(accumulate((ends for _, ends in ordered), max))
        """The end of the one that reaches furthest, of this one and those before it."""

    def cover(self, begins: int, ends: int) -> bool:
        """Tell whether one of them holds all from `begins` to `ends`."""
        count = bisect_right(self._begins, begins)
        return count > 0 and self._furthest[count - 1] >= ends

    def touch(self, begins: int, ends: int) -> bool:
        """Tell whether one of them has a character in common with what stands from `begins` to `ends`."""
        count = bisect_left(self._begins, ends)
        return count > 0 and self._furthest[count - 1] > begins
