"""How one municipality or county followed another: under a new number, under a new name, by merger or by split.

Only the tables are asked. A boundary that moved while both neighbours went on is in none of them, so "renumbered" means
that no row says otherwise, not that every plot of land stayed.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol, TypeVar

from naeringsgraf.model.names import ThingId


class SuccessionKind(StrEnum):
    """How a row of the register ended."""

    RENUMBERED = "renumbered"
    """One took over, from nobody else, under the same name: 3005 Drammen became 3301 Drammen."""
    RENAMED = "renamed"
    """One took over, from nobody else, under another name: 0616 Nes became 3040 Nesbyen."""
    MERGED = "merged"
    """The one that took over did so from others too, or was there before: Ski and Oppegård became Nordre Follo."""
    SPLIT = "split"
    """Several took over, so what was said for it cannot be said for one of them: Ålesund 1507."""


class Dated(Protocol):
    """A row of a table of places."""

    @property
    def id(self) -> ThingId:
        """Path below the base."""

    @property
    def name(self) -> str:
        """As on its days."""

    @property
    def valid_from(self) -> dt.date:
        """First day."""

    @property
    def valid_to(self) -> dt.date | None:
        """First day after; None while it lasts."""

    @property
    def successors(self) -> tuple[ThingId, ...]:
        """Those that took over; none while it lasts."""


_Place = TypeVar("_Place", bound=Dated)


def tell_successions(places: Mapping[ThingId, _Place]) -> dict[ThingId, SuccessionKind]:
    """Give how each place ended; those that last, and those that nobody took over from, are left out."""
    predecessors = Counter(heir for place in places.values() for heir in place.successors)
    return {
        place.id: _tell_succession(place, places[place.successors[0]], predecessors)
        for place in places.values()
        if place.successors
    }


def follow_to_current(place: _Place, places: Mapping[ThingId, _Place]) -> ThingId | None:
    """Follow single successors to the place that lasts; None at a split. Each step is later, so it ends."""
    while place.valid_to is not None:
        if len(place.successors) != 1:
            return None
        place = places[place.successors[0]]
    return place.id


def _tell_succession(place: Dated, heir: Dated, predecessors: Mapping[ThingId, int]) -> SuccessionKind:
    if len(place.successors) > 1:
        return SuccessionKind.SPLIT
    if predecessors[heir.id] > 1 or heir.valid_from != place.valid_to:
        return SuccessionKind.MERGED
    return SuccessionKind.RENUMBERED if heir.name == place.name else SuccessionKind.RENAMED
