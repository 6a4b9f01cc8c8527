"""For whom a sentence is counted: whom it was said for, those a region stands for, and whoever has taken over today."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from naeringsgraf.analysis.evidence import Evidence, Quote, RegionFacts
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.places import Merger, PlaceTime
from naeringsgraf.analysis.rows import Row, find_row, make_rows


@dataclass(frozen=True)
class Counted:
    """Who stands behind the names in an answer, and how municipalities over time and regions are counted in it."""

    rows: tuple[Row, ...]
    """By label."""
    places: PlaceTime = PlaceTime.AS_OF
    moved: tuple[tuple[str, str], ...] = ()
    """Name on the day and name of today, where they differ and rows are rolled forward; sorted."""
    mergers: tuple[Merger, ...] = ()
    """Rows that go on under one name with other ground than before."""
    include_regions: bool = False
    regions: tuple[RegionFacts, ...] = ()
    """Regions whose sentences are counted in their members, by label."""

    def tell(self) -> list[str]:
        """Say in English which municipalities the rows are, and how regions are counted."""
        if self.places is PlaceTime.AS_OF:
            told = ["A municipality stands under its name on the day (as-of); a new number alone makes no new row."]
        else:
            told = ["Municipalities are rolled forward to those of today, where one has taken over (today)."]
        if self.moved:
            told.append(f"Counted under the name of today: {', '.join(f'{old} → {new}' for old, new in self.moved)}.")
        if split := [row.label for row in self.rows if row.split]:
            told.append(f"Left under the old name, for several took over: {', '.join(split)}.")
        if self.mergers:
            told.append(f"One name, but more ground since a merger: {', '.join(map(_tell_merger, self.mergers))}.")
        return told + (self._tell_regions() if self.include_regions else [])

    def _tell_regions(self) -> list[str]:
        if not self.regions:
            return ["Sentences for regions would be counted in their members; there are none here."]
        listed = ", ".join(f"{region.label} (members as of {_iso(region.as_of)})" for region in self.regions)
        return [
            f"Sentences for a region are counted in each of its members: {listed}.",
            "In parentheses: how many of a number come through a region.",
        ]


class Counting:
    """For whom each sentence counts: whom it was said for, and with regions, those that belong to the region."""

    def __init__(
        self, evidence: Evidence, places: PlaceTime, include_regions: bool, of_kind: set[str], wanted: set[str]
    ) -> None:
        """Take in whom may be shown (`of_kind`) and whom the caller asks for (`wanted`, some of these)."""
        self.places = places
        self.lines = evidence.follow_places()
        self._evidence = evidence
        self._regions = evidence.regions if include_regions else {}
        self._wanted = wanted
        if places is PlaceTime.TODAY and wanted != of_kind:
            # Whoever asks for Lillestrøm of today means Skedsmo too, and the other way round.
            rows = {find_row(self.lines, actor, places) for actor in wanted}
            self._wanted = {actor for actor in of_kind if find_row(self.lines, actor, places) in rows}

    @property
    def wanted(self) -> frozenset[str]:
        """The actors asked for, under all the names that they are counted by."""
        return frozenset(self._wanted)

    def actors_of(self, quote: Quote) -> list[str]:
        """Give the actors asked for that a sentence counts for."""
        return self.actors_for(quote.actor) if quote.actor else []

    def actors_for(self, actor: str) -> list[str]:
        """Give the actors asked for that count what is said for this one."""
        region = self._regions.get(actor)
        every = (actor, *(region.members if region else ()))
        return [each for each in every if each in self._wanted]

    def rows_for(self, actor: str) -> set[str]:
        """Give the ids of the rows that count what is said for this actor."""
        return {find_row(self.lines, each, self.places) for each in self.actors_for(actor)}

    def make_rows(self, shown: Iterable[Quote]) -> dict[str, Row]:
        """Give actor → row for all that sentences count for."""
        return self.make_rows_of({actor for quote in shown for actor in self.actors_of(quote)})

    def make_rows_of(self, actors: Iterable[str]) -> dict[str, Row]:
        """Give actor → row."""
        return make_rows(self._evidence, self.lines, actors, self.places)

    def find_moved(self, rows: Mapping[str, Row]) -> tuple[tuple[str, str], ...]:
        """Give the names under which something was said, each with the other name it is counted under."""
        moved = {(self._name(actor), self._name(row.id)) for actor, row in rows.items() if not row.split}
        changed = [(old, new) for old, new in moved if old != new]
        return tuple(sorted(changed, key=lambda each: (sort_key(each[0]), sort_key(each[1]))))

    def find_regions(self, shown: Iterable[Quote]) -> tuple[RegionFacts, ...]:
        """Give the regions through which sentences are counted."""
        found = {quote.actor for quote in shown if quote.actor in self._regions}
        return tuple(sorted((self._regions[id] for id in found if id), key=lambda each: sort_key(each.label)))

    def _name(self, actor: str) -> str:
        facts = self._evidence.actors.get(actor)
        return facts.label if facts else actor


def _tell_merger(merger: Merger) -> str:
    return f"{merger.label} ({merger.year}{', with ' if merger.others else ''}{', '.join(merger.others)})"


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
