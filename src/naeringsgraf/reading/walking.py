"""A walk over nested elements that is a loop, so that no file is too deep for the interpreter."""

from collections.abc import Callable, Iterator
from typing import Any

Opened = tuple[Iterator[Any], Callable[[], Any] | None]
"""Children to read next, and what to do after them; that may open more, and then gives another `Opened`."""


class TooDeepError(ValueError):
    """The elements are nested deeper than allowed."""


def walk(start: Opened, enter: Callable[[Any], Opened | None], deepest: int | None = None) -> None:
    """Enter every child in order, and what each entering opens before the next child.

    Raises:
        TooDeepError: more than `deepest` are open at once.
    """
    opened = [start]
    while opened:
        children, leave = opened[-1]
        for child in children:
            inner = enter(child)
            if inner is not None:
                break
        else:
            opened.pop()
            inner = leave() if leave else None
        if inner is not None:
            opened.append(inner)
            if deepest is not None and len(opened) > deepest:
                raise TooDeepError
