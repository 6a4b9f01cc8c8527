"""Which municipality of a map each sentence belongs to: joined by municipality and its dates, never by number alone."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from naeringsgraf.analysis.answers import Answers, ask, shorten_iri
from naeringsgraf.analysis.evidence import ActorFacts, Evidence, Quote
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.errors import CallError


@dataclass(frozen=True, slots=True)
class Placed:
    """Sentences laid on a map."""

    day: dt.date
    """On which all, or most, numbers of the map were in use."""
    on_map: Mapping[str, tuple[Quote, ...]]
    """Number on the map → sentences said for that municipality; those without any are left out."""
    names: Mapping[str, str]
    """Number on the map → name of the municipality on that day; numbers not in use then are left out."""
    off_map: tuple[tuple[ActorFacts, int], ...]
    """Those who cannot be placed, and how many sentences were said for each: regions, clusters, municipalities that
    were split, or that the map lacks. By name."""


@dataclass(frozen=True, slots=True)
class _Lifetime:
    number: str
    begins: dt.date
    ends: dt.date
    """First day on which it is no more."""


def place_quotes(graph: Answers, evidence: Evidence, quotes: Iterable[Quote], numbers: Collection[str]) -> Placed:
    """Lay sentences on a map with these numbers.

    Raises:
        CallError: none of the numbers was ever that of a municipality.
    """
    lifetimes = _read_lifetimes(graph)
    day = _find_day(lifetimes.values(), set(numbers))
    alive = {place: life.number for place, life in lifetimes.items() if life.begins <= day < life.ends}
    ways = _Ways(evidence, set(alive))
    on_map: defaultdict[str, list[Quote]] = defaultdict(list)
    off_map: defaultdict[str, int] = defaultdict(int)
    for quote in quotes:
        if quote.actor is None:
            continue
        place = ways.find(quote.actor)
        if place is not None and alive[place] in numbers:
            on_map[alive[place]].append(quote)
        else:
            off_map[quote.actor] += 1
    listed = sorted(off_map.items(), key=lambda each: (sort_key(evidence.actors[each[0]].label), each[0]))
    return Placed(
        day,
        {number: tuple(found) for number, found in sorted(on_map.items())},
        {alive[place]: evidence.actors[place].label for place in alive if place in evidence.actors},
        tuple((evidence.actors[actor], count) for actor, count in listed),
    )


class _Ways:
    """Ways from a municipality of any day to the one that a map shows."""

    def __init__(self, evidence: Evidence, alive: Collection[str]) -> None:
        self._alive = alive
        self._successions = evidence.follow_places()
        self._before: defaultdict[str, list[str]] = defaultdict(list)
        self._after: defaultdict[str, list[str]] = defaultdict(list)
        for step in evidence.successions:
            self._before[step.after].append(step.before)
            self._after[step.before].append(step.after)

    def find(self, place: str) -> str | None:
        """Give the municipality of the map that has the ground of a place, or more; None where none has."""
        if place in self._alive:
            return place
        later = (step.after for step in self._successions.follow(place))
        return next((each for each in later if each in self._alive), None) or self._go_back(place)

    def _go_back(self, place: str) -> str | None:
        """Go back over new numbers and names alone: what was merged had other ground before."""
        seen: set[str] = set()
        while place not in self._alive:
            before = self._before.get(place, [])
            if len(before) != 1 or len(self._after[before[0]]) != 1 or place in seen:
                return None
            seen.add(place)
            place = before[0]
        return place


def _read_lifetimes(graph: Answers) -> dict[str, _Lifetime]:
    return {
        shorten_iri(row["place"]): _Lifetime(
            row["number"],
            dt.date.fromisoformat(row["begins"]) if "begins" in row else dt.date.min,
            dt.date.fromisoformat(row["ends"]) if "ends" in row else dt.date.max,
        )
        for row in ask(graph, "lifetimes")
    }


def _find_day(lifetimes: Iterable[_Lifetime], numbers: Collection[str]) -> dt.date:
    """Give the latest day on which most numbers of the map were in use."""
    lives = [life for life in lifetimes if life.number in numbers]
    days = {life.begins for life in lives}
    if not days:
        raise CallError("no number on the map was ever that of a municipality; check which map it is")
    return max(days, key=lambda day: (sum(life.begins <= day < life.ends for life in lives), day))
