"""Answers that are kept: a generation never changes, so what was answered of it is right as long as it is there."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Final

from naeringsgraf.web.pool.pool import Answer

MOST_BYTES: Final = 64 << 20
"""Of all that are kept."""
_LARGEST_KEPT: Final = 1 << 20
"""Of one of them."""
_OWN_BYTES: Final = 2_000
"""That one takes beside its data and what was asked, about."""


class Shelf:
    """Answers of one generation, the least used of them dropped when they get too many."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._generation = -1
        self._kept: OrderedDict[Hashable, tuple[Answer, int]] = OrderedDict()
        self._bytes = 0

    def find(self, key: Hashable, generation: int) -> Answer | None:
        """Give what was answered to the same of the same generation; None where it is not here."""
        if generation != self._generation:
            self._kept.clear()
            self._bytes, self._generation = 0, generation
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key][0]

    def keep(self, key: Hashable, length: int, answer: Answer) -> None:
        """Keep an answer that is whole and small enough; `length` is how much the key takes."""
        size = len(answer.data) + length + _OWN_BYTES
        is_fit = answer.rest is None and answer.head["status"] == 200 and size <= _LARGEST_KEPT
        if not is_fit or answer.generation != self._generation or key in self._kept:
            return
        self._kept[key] = answer, size
        self._bytes += size
        while self._bytes > self._most:
            _, (_, dropped) = self._kept.popitem(last=False)
            self._bytes -= dropped
