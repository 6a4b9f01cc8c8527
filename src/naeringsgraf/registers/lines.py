"""Lines of places that followed each other: how far one name goes, where a split ends it, and how homonyms differ."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.succession import Dated


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of a place by those that came after it."""

    last_of_name: ThingId
    """The last place in line that bears the same name; itself where the next has another, or several came after."""
    split_at: ThingId | None
    """The place in line that several took over from; itself where it was split. None where one lasts."""
    distinct_name: str
    """The name, as no other line of the register bears it: "Våler (Østfold)", "Akershus (–2019)", "Drammen"."""


_Place = TypeVar("_Place", bound=Dated)


def draw_lines(places: Iterable[_Place], name_county: Callable[[_Place], str | None]) -> dict[ThingId, Line]:
    """Give place → line, for all places of one table. A step leads to a later place, so every line ends.

    Homonyms are told apart by their county, and where that is the same, or there is none, by their years.
    """
    by_id = {place.id: place for place in places}
    lasts = {place: _follow_name(place, by_id) for place in by_id}
    names = _tell_apart([by_id[last] for last in sorted(set(lasts.values()))], name_county)
    return {place: Line(last, _follow_to_split(place, by_id), names[last]) for place, last in lasts.items()}


def _follow_name(place: ThingId, by_id: Mapping[ThingId, Dated]) -> ThingId:
    while (after := _follow(place, by_id)) and by_id[after].name == by_id[place].name:
        place = after
    return place


def _follow_to_split(place: ThingId, by_id: Mapping[ThingId, Dated]) -> ThingId | None:
    while after := _follow(place, by_id):
        place = after
    return place if by_id[place].successors else None


def _follow(place: ThingId, by_id: Mapping[ThingId, Dated]) -> ThingId | None:
    """Give the one that took over; None where nobody did, or several."""
    after = by_id[place].successors
    return after[0] if len(after) == 1 else None


def _tell_apart(lasts: Iterable[_Place], name_county: Callable[[_Place], str | None]) -> dict[ThingId, str]:
    by_name: defaultdict[str, list[_Place]] = defaultdict(list)
    for place in lasts:
        by_name[place.name].append(place)
    names: dict[ThingId, str] = {}
    for name, homonyms in by_name.items():
        counties = Counter(name_county(place) for place in homonyms)
        for place in homonyms:
            county = name_county(place)
            told = county if county and counties[county] == 1 else _tell_years(place)
            names[place.id] = f"{name} ({told})" if len(homonyms) > 1 else name
    return names


def _tell_years(place: Dated) -> str:
    """Tell the last year of what has ended, the first of what lasts."""
    if place.valid_to is None:
        return f"{place.valid_from.year}–"
    return f"–{(place.valid_to - dt.timedelta(days=1)).year}"
