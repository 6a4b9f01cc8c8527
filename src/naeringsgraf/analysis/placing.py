"""Which municipality of a map each sentence belongs to: joined by municipality and its dates, never by number alone."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from naeringsgraf.analysis.answers import Answers, ask, shorten_iri
from naeringsgraf.analysis.evidence import Evidence
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.errors import CallError
from naeringsgraf.model.meeting import ActorKind


@dataclass(frozen=True, slots=True)
class Spot:
    """A municipality as it was on the day of the map, or an actor that has no place among these."""

    id: str
    """"municipality/3301-2024", "region/osloregionen"."""
    name: str
    number: str | None
    """Of the municipality on that day; None where no one municipality of it has the ground, or there is none."""
    kind: ActorKind
    actors: tuple[str, ...]
    """Ids of those whose sentences are counted here, sorted."""
    count: int
    """Of sentences."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Sentences laid on a map."""

    day: dt.date
    """On which all, or most, numbers of the map were in use."""
    on_map: tuple[Spot, ...]
    """By number; those without any sentence are left out."""
    off_map: tuple[Spot, ...]
    """Those who cannot be placed: regions, clusters, municipalities that were split, or that the map lacks. By name."""
    names: Mapping[str, str]
    """Number → name of the municipality on that day."""

    @property
    def spots(self) -> tuple[Spot, ...]:
        """All, those on the map first."""
        return self.on_map + self.off_map


@dataclass(frozen=True, slots=True)
class _Lifetime:
    number: str
    begins: dt.date
    ends: dt.date
    """First day on which it is no more."""


def place_counts(graph: Answers, evidence: Evidence, counts: Mapping[str, int], numbers: Collection[str]) -> Placed:
    """Lay numbers of sentences, by the id of whom they are said for, on a map with these numbers of municipalities.

    Raises:
        CallError: none of the numbers was ever that of a municipality.
    """
    lifetimes = _read_lifetimes(graph)
    day = _find_day(lifetimes.values(), set(numbers))
    alive = {place: life.number for place, life in lifetimes.items() if life.begins <= day < life.ends}
    ways = _Ways(evidence, set(alive))
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for actor in sorted(counts):
        gathered[ways.find(actor) or actor].append(actor)
    spots = [
        Spot(id, (facts := evidence.actors[id]).label, alive.get(id), facts.kind, tuple(actors), _add(counts, actors))
        for id, actors in gathered.items()
    ]
    on_map = [spot for spot in spots if spot.number in numbers]
    off_map = [spot for spot in spots if spot.number not in numbers]
    return Placed(
        day,
        tuple(sorted(on_map, key=lambda spot: (str(spot.number), spot.id))),
        tuple(sorted(off_map, key=lambda spot: (sort_key(spot.name), spot.id))),
        {alive[place]: evidence.actors[place].label for place in alive if place in evidence.actors},
    )


def _add(counts: Mapping[str, int], actors: Iterable[str]) -> int:
    return sum(counts[actor] for actor in actors)


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
        told = "no number on the map was ever that of a municipality; check which map it is"
        raise CallError(told, "map_numbers")
    return max(days, key=lambda day: (sum(life.begins <= day < life.ends for life in lives), day))
