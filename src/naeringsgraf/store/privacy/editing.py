"""Changes to a text that keep count of where everything in it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from naeringsgraf.store.privacy.forms import Found

Span = tuple[int, int]


def choose(found: Iterable[Found], taken: Sequence[Found] = ()) -> list[Found]:
    """Give those that do not overlap, in the order of the text; of two that do, the one that is first in the list."""
    kept = sorted(taken, key=lambda each: each.begins)
    begins = [each.begins for each in kept]
    for each in found:
        at = bisect_left(begins, each.ends)
        if at and kept[at - 1].ends > each.begins:
            continue
        kept.insert(at, each)
        begins.insert(at, each.begins)
    return kept


class Edited:
    """A text after changes."""

    def __init__(self, text: str, changes: Sequence[Found]) -> None:
        """Make the changes, which are in order and do not overlap."""
        pieces, at = [], 0
        for change in changes:
            pieces += [text[at : change.begins], change.instead]
            at = change.ends
        self.text = "".join([*pieces, text[at:]])
        self._changes = changes
        self._begins = [change.begins for change in changes]
        grown = (len(change.instead) - (change.ends - change.begins) for change in changes)
        self._grown = [0, *accumulate(grown)]
        """Letters more than before, up to each change."""

    def move(self, span: Span) -> Span:
        """Give where a stretch of the text before stands now; a change that it cuts belongs to it as a whole."""
        return self._move(span[0], at_end=False), self._move(span[1], at_end=True)

    def _move(self, offset: int, *, at_end: bool) -> int:
        before = bisect_right(self._begins, offset if not at_end else offset - 1)
        if before:
            change = self._changes[before - 1]
            if offset < change.ends or (at_end and offset == change.ends):
                start = change.begins + self._grown[before - 1]
                return start + len(change.instead) if at_end else start
        return offset + self._grown[before]
