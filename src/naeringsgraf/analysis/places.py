"""Municipalities and counties as they were on the day of the meeting, or rolled forward to those of today."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from naeringsgraf.errors import CallError

_MERGED: Final = "merged"


class PlaceTime(StrEnum):
    """Under which name what was said for a municipality is counted."""

    AS_OF = "as-of"
    """The one it had on the day of the meeting."""
    TODAY = "today"
    """That of the one which has taken over, where one has; the register tells what is today, not the clock."""


def read_place_time(name: PlaceTime | str) -> PlaceTime:
    """Give the choice that a caller names.

    Raises:
        CallError: there is no such choice.
    """
    try:
        return PlaceTime(name)
    except ValueError:
        raise CallError(f"places {name!r} is unknown; choose one of {', '.join(PlaceTime)}") from None


@dataclass(frozen=True, slots=True)
class Succession:
    """That one place came after another."""

    before: str
    after: str
    day: dt.date | None
    """First day of the one after."""
    kind: str | None
    """"renumbered", "renamed", "merged" or "split"."""

    @property
    def year(self) -> str:
        """Year of the day; empty where it is not known."""
        return str(self.day.year) if self.day else ""


@dataclass(frozen=True, slots=True)
class Split:
    """That several came after a place, so that none of them can be counted for it."""

    year: str
    other: str | None
    """Name of the one that was split, where it had taken over from the place under another name."""


@dataclass(frozen=True, slots=True)
class Merger:
    """That a row goes on under its name with other ground than before."""

    label: str
    """Of the row."""
    year: str
    others: tuple[str, ...]
    """Names of those it was merged with, sorted; empty where they had its own name."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Of which line of places one is, as the register has worked it out."""

    last_of_name: str
    """The last in line that bears the same name; itself where it is that."""
    name: str
    """As no other line of municipalities, or of counties, has it."""
    today: str | None
    """The one that has taken over and lasts; None where a split stands between."""
    split_at: str | None = None
    """The one in line that was split; None where one lasts."""
    split_year: str = ""
    """In which that one was gone."""


class Successions:
    """Lines of places that followed each other, each as far as one took over: never past a split."""

    def __init__(
        self, steps: Iterable[Succession], labels: Mapping[str, str], lines: Mapping[str, PlaceLine] | None = None
    ) -> None:
        """Take in the steps, the names of all places, and what the register tells of each."""
        self._labels = labels
        self._lines = lines or {}
        self._after: defaultdict[str, list[Succession]] = defaultdict(list)
        self._before: defaultdict[str, list[str]] = defaultdict(list)
        for step in steps:
            self._after[step.before].append(step)
            self._before[step.after].append(step.before)

    def follow(self, place: str) -> list[Succession]:
        """Give the steps from a place on, as long as one took over."""
        steps: list[Succession] = []
        seen = {place}
        after = self._after.get(place, [])
        while len(after) == 1 and after[0].after not in seen:
            steps.append(after[0])
            place = after[0].after
            seen.add(place)
            after = self._after.get(place, [])
        return steps

    def find_today(self, place: str) -> str | None:
        """Give the place of today; itself while it lasts, None where a split stands between, or it is no place."""
        line = self._lines.get(place)
        return line.today if line else None

    def find_split(self, place: str) -> Split | None:
        """Give the split that stands between a place and today; None where there is none."""
        line = self._lines.get(place)
        if line is None or line.split_at is None:
            return None
        name = self._labels.get(line.split_at, line.split_at)
        return Split(line.split_year, None if name == self._labels.get(place) else name)

    def find_last_of_name(self, place: str) -> str:
        """Give the last place in line that bears the same name; what is no place is its own."""
        line = self._lines.get(place)
        return line.last_of_name if line else place

    def find_name(self, place: str) -> str | None:
        """Give the name that no other line of places has; None for what is no place."""
        line = self._lines.get(place)
        return line.name if line else None

    def find_mergers(self, label: str, members: Iterable[str]) -> list[Merger]:
        """Give the mergers under one name that stand between the members of a row, the earliest first."""
        found: dict[str, Merger] = {}
        listed = sorted(members)
        for place in listed:
            for step in self.follow(place):
                later = {step.after, *(each.after for each in self.follow(step.after))}
                if step.kind == _MERGED and self._keeps_name(step) and later & set(listed):
                    found[step.after] = Merger(label, step.year, self._name_others(step))
        return sorted(found.values(), key=lambda merger: merger.year)

    def _keeps_name(self, step: Succession) -> bool:
        return self._labels.get(step.before) == self._labels.get(step.after)

    def _name_others(self, step: Succession) -> tuple[str, ...]:
        own = self._labels.get(step.before)
        names = {self._labels.get(other, other) for other in self._before[step.after]} - {own}
        return tuple(sorted(name for name in names if name))
