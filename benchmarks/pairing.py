"""Two ways to do the same thing, side by side: first their outputs are compared, then they are timed in turns."""

import gc
import hashlib
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil
from statistics import median

ROUNDS = 5
"""Counted rounds, after one that does not count."""

_LEAST = 0.02
"""CPU seconds that are timed at least: what is done sooner is done several times, for a clock cannot tell it else."""
_MOST_TIMES = 1_000
_LONG = 20.0
"""CPU seconds from which a way is timed in fewer rounds; its ratio is then so large that their spread says little."""
_FEWER = 3

Facts = Sequence[str]
"""An output in the form in which it is compared: what was found, a line each."""


class UnequalError(Exception):
    """The two ways say different things, so that there is no ratio."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One comparison. Both ways do all of their work in each call, and give all that they made of it."""

    goal: str
    """Of the goals for speed; empty where it belongs to none."""
    name: str
    ours: Callable[[], object]
    peer: Callable[[], object]
    show: Callable[[object], Facts]
    """Makes what a way gave comparable; not timed."""
    peer_name: str
    floor: float | None = None
    """Times as fast as the peer that we want to be. None where nothing is promised."""
    remark: str = ""
    """What was left out of the comparison, and what each side was spared."""
    show_peer: Callable[[object], Facts] | None = None
    """The same for the peer, where it gives another kind of thing."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a comparison."""

    goal: str
    name: str
    peer: str
    floor: float | None
    remark: str
    facts: int
    """In the output of each side."""
    output_sha256: str
    rounds: tuple[tuple[float, float], ...]
    """CPU seconds of ours and of the peer; good for nothing but their ratios."""

    @property
    def ratios(self) -> tuple[float, ...]:
        """How many times as long the peer took, by round."""
        return tuple(peer / ours for ours, peer in self.rounds)

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return median(self.ratios)

    @property
    def is_met(self) -> bool | None:
        """Tell whether the goal is reached. None where there is none."""
        return None if self.floor is None else self.ratio >= self.floor


def compare(pair: Pair, rounds: int = ROUNDS) -> Result:
    """Compare the outputs, then take the times, the order turned in each round.

    Raises:
        UnequalError: the outputs differ.
    """
    show_peer = pair.show_peer or pair.show
    begun = {way: _begin(way) for way in (pair.ours, pair.peer)}
    shown = sorted(pair.show(begun[pair.ours][0]))
    check_equal(pair.name, shown, sorted(show_peer(begun[pair.peer][0])))
    ways = {way: _count_times(seconds) for way, (_, seconds) in begun.items()}
    is_long = max(seconds for _, seconds in begun.values()) > _LONG
    begun.clear()
    taken = []
    for number in range(min(rounds, _FEWER) if is_long else rounds):
        times = {way: _time(way, ways[way]) for way in (ways if number % 2 else reversed(ways))}
        taken.append((times[pair.ours], times[pair.peer]))
    digest = hashlib.sha256("\n".join(shown).encode()).hexdigest()
    return Result(
        pair.goal, pair.name, pair.peer_name, pair.floor, pair.remark, len(shown), digest, tuple(taken)
    )  # fmt: skip


def check_equal(name: str, ours: Sequence[str], peer: Sequence[str]) -> None:
    """Compare two sorted outputs.

    Raises:
        UnequalError: they differ; it tells a few of the lines that only one side has.
    """
    if ours == peer:
        return
    lines = [f"{name}: the outputs differ ({len(ours)} lines of ours, {len(peer)} of the peer)"]
    # Not as sets: what one side gives twice and the other once differs too.
    mine, theirs = Counter(ours), Counter(peer)
    lines += [f"  only ours: {line}" for line in islice((mine - theirs).elements(), 5)]
    lines += [f"  only the peer's: {line}" for line in islice((theirs - mine).elements(), 5)]
    raise UnequalError("\n".join(lines))


def _begin(way: Callable[[], object]) -> tuple[object, float]:
    """Go a way once; give what it made, and the CPU seconds that it took."""
    gc.collect()
    begins = time.process_time()
    made = way()
    return made, time.process_time() - begins


def _count_times(seconds: float) -> int:
    """Tell how often a way is done in each round that takes so long the first time, which does not count."""
    return min(_MOST_TIMES, ceil(_LEAST / max(seconds, _LEAST / _MOST_TIMES)))


def _time(way: Callable[[], object], times: int) -> float:
    """Give the CPU seconds that a way takes, of so many times."""
    gc.collect()
    begins = time.process_time()
    for _ in range(times):
        way()
    return (time.process_time() - begins) / times
