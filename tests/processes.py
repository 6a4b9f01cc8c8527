"""Which processes a process started, and whether they live; as /proc tells it."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

_Found = TypeVar("_Found")


def find_family(parent: int) -> list[int]:
    """Give all processes that a process started, and those that these did."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    family, found = [], [parent]
    while found:
        found = [number for number, above in parents.items() if above in found]
        family += found
    return family


def is_alive(number: int) -> bool:
    """Tell whether a process runs; one that is only waited for does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(find: Callable[[], Sequence[_Found]], least: int = 1) -> Sequence[_Found]:
    """Wait until so many are found, for at most half a minute."""
    until = time.monotonic() + 30
    while len(found := find()) < least:
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)
    return found
