"""Municipalities, counties and regions, and the days on which a name or number stood for them.

Numbers are dealt out anew and names are taken up again, so a place is known by its number and the first year of that
number and name: "municipality/3005-2020". Periods are half-open: the day a place ends is the first day it is gone.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NewType, Protocol, TypeVar

from naeringsgraf.model.names import ThingId, make_slug
from naeringsgraf.registers.folding import fold_name
from naeringsgraf.registers.succession import SuccessionKind, follow_to_current, tell_successions
from naeringsgraf.registers.tables import Row, check_unique, find_registers, is_valid_on, read_rows

MunicipalityNumber = NewType("MunicipalityNumber", str)
"""Four digits as text, since Oslo is "0301". Meaningful only together with a date."""

CountyNumber = NewType("CountyNumber", str)
"""Two digits as text. Meaningful only together with a date."""

_COUNTY_COLUMNS = ("number", "name_nb", "name_other", "valid_from", "valid_to", "successor_numbers")
_MUNICIPALITY_COLUMNS = (*_COUNTY_COLUMNS, "county_number")
_REGION_COLUMNS = ("name", "alt_names", "kind", "member_numbers", "members_as_of", "certainty", "note")

_MUNICIPALITY_NUMBER = re.compile(r"\d{4}")
_COUNTY_NUMBER = re.compile(r"\d{2}")
_MUNICIPALITY_WORD = re.compile(r" (kommune|herad)$")
_COUNTY_WORD = re.compile(r" (fylkeskommune|fylkeskommun|fylke)$")


@dataclass(frozen=True, slots=True)
class Municipality:
    """One number and name, as long as both lasted."""

    id: ThingId
    number: MunicipalityNumber
    name: str
    other_names: tuple[str, ...]
    """Official Sámi and Kven names, of the latest form of the row."""
    county_number: CountyNumber
    county: ThingId
    valid_from: dt.date
    valid_to: dt.date | None
    """First day it was gone; None while it lasts."""
    successors: tuple[ThingId, ...]
    """Who took over on `valid_to`, one step on; two or more when it was split."""
    succession: SuccessionKind | None
    """How they took over; None while it lasts."""
    current: ThingId | None
    """Today's municipality on the same ground; itself while it lasts. None where a split stands between."""

    def valid_on(self, day: dt.date) -> bool:
        """Tell whether number and name were in force that day."""
        return is_valid_on(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class County:
    """One county number and name, as long as both lasted."""

    id: ThingId
    number: CountyNumber
    name: str
    other_names: tuple[str, ...]
    valid_from: dt.date
    """1972-01-01 means that it stood in the first edition of the source; the county is older."""
    valid_to: dt.date | None
    successors: tuple[ThingId, ...]
    succession: SuccessionKind | None
    current: ThingId | None
    """As for a municipality: Viken 2020-2023 has none, since three took over."""

    def valid_on(self, day: dt.date) -> bool:
        """Tell whether number and name were in force that day."""
        return is_valid_on(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Region:
    """A regional council, landscape, urban or business region. Its own period is not known."""

    id: ThingId
    name: str
    alt_names: tuple[str, ...]
    kind: str
    """As in the table: ipr, regionråd, landskap, byregion, næringsregion, landsdel, fylkessamarbeid."""
    members: tuple[ThingId, ...]
    """Municipalities that belonged on `members_as_of`. Empty: not found, not "none"."""
    members_as_of: dt.date | None
    certainty: str
    """sourced, derived, known or probable; only the first two are verified."""
    note: str


class _Dated(Protocol):
    @property
    def id(self) -> ThingId: ...
    @property
    def name(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def other_names(self) -> tuple[str, ...]: ...
    @property
    def valid_from(self) -> dt.date: ...
    @property
    def valid_to(self) -> dt.date | None: ...
    @property
    def successors(self) -> tuple[ThingId, ...]: ...
    def valid_on(self, day: dt.date, /) -> bool: ...


_Place = TypeVar("_Place", bound=_Dated)


class Places:
    """All municipalities, counties and regions, found by name, number and day."""

    def __init__(
        self, municipalities: Iterable[Municipality], counties: Iterable[County], regions: Iterable[Region]
    ) -> None:
        """Keep the tables and an index of their names."""
        self.municipalities = tuple(municipalities)
        """In the order of the table: by number, then by first day."""
        self.counties = tuple(counties)
        self.regions = tuple(regions)
        self._municipality_of = {place.id: place for place in self.municipalities}
        self._county_of = {place.id: place for place in self.counties}
        self._municipality_names = _index_names(self.municipalities)
        self._county_names = _index_names(self.counties)
        self._region_names: dict[str, list[Region]] = defaultdict(list)
        for region in self.regions:
            for key in {fold_name(name) for name in (region.name, *region.alt_names)}:
                self._region_names[key].append(region)

    def municipality(self, thing: ThingId) -> Municipality:
        """Give the municipality of an id.

        Raises:
            KeyError: no municipality has it.
        """
        return self._municipality_of[thing]

    def county(self, thing: ThingId) -> County:
        """Give the county of an id.

        Raises:
            KeyError: no county has it.
        """
        return self._county_of[thing]

    def municipalities_on(self, day: dt.date) -> tuple[Municipality, ...]:
        """Give all municipalities in force on a day, in the order of their numbers."""
        return tuple(place for place in self.municipalities if place.valid_on(day))

    def municipality_on(self, number: str, day: dt.date) -> Municipality | None:
        """Give the one municipality that had a number on a day; None where none had it."""
        return _find_number(self.municipalities, number, day)

    def find_municipalities(self, name: str, day: dt.date | None = None) -> tuple[Municipality, ...]:
        """Find the municipalities of a name: on a day, or ever.

        Case, accents, hyphens and a closing "kommune" or "herad" do not matter; Sámi and Kven names are found too.
        Two or more are homonyms (Herøy, Våler), and only context can tell them apart. Without a day each line of
        succession gives its newest bearer of the name, the newest first.
        """
        key = fold_name(name)
        found = self._municipality_names.get(key) or self._municipality_names.get(_MUNICIPALITY_WORD.sub("", key), ())
        return _choose_on(found, day, self._municipality_of)

    def find_counties(self, name: str, day: dt.date | None = None) -> tuple[County, ...]:
        """Find the counties of a name, with or without "fylke" or "fylkeskommune": on a day, or ever.

        Without a day each line of succession gives its newest bearer of the name, the newest first.
        """
        key = _COUNTY_WORD.sub("", fold_name(name))
        return _choose_on(self._county_names.get(key, ()), day, self._county_of)

    def county_on(self, number_or_name: str, day: dt.date) -> County | None:
        """Give the county that had a number ("30") or name ("Viken") on a day; None where none had it."""
        if _COUNTY_NUMBER.fullmatch(number_or_name):
            return _find_number(self.counties, number_or_name, day)
        return next(iter(self.find_counties(number_or_name, day)), None)

    def find_regions(self, name: str) -> tuple[Region, ...]:
        """Find the regions of a name or alternative name; case, accents and hyphens do not matter."""
        return tuple(self._region_names.get(fold_name(name), ()))


@cache
def load_places() -> Places:
    """Give the shipped municipalities, counties and regions; read once."""
    return read_places(find_registers())


def read_places(folder: Path) -> Places:
    """Read municipalities.csv, counties.csv and regions.csv of a folder.

    Raises:
        RegisterError: a day cannot be read, an id stands twice, or a successor, county or member does not exist on its
            day; file and line are told.
    """
    counties = _read_counties(folder / "counties.csv")
    municipalities = _read_municipalities(folder / "municipalities.csv", counties)
    return Places(municipalities, counties, _read_regions(folder / "regions.csv", municipalities))


def _read_counties(path: Path) -> list[County]:
    rows = list(read_rows(path, _COUNTY_COLUMNS))
    counties = [_read_county(row) for row in rows]
    check_unique((row, county.id) for row, county in zip(rows, counties, strict=True))
    by_number = _group_by_number(rows, counties)
    linked = {
        county.id: replace(county, successors=_find_successors(row, county, by_number))
        for row, county in zip(rows, counties, strict=True)
    }
    ways = tell_successions(linked)
    return [
        replace(county, succession=ways.get(county.id), current=follow_to_current(county, linked))
        for county in linked.values()
    ]


def _read_county(row: Row) -> County:
    """Read a county; its successors are found when all are read."""
    number = _read_number(row, "number", _COUNTY_NUMBER)
    first_day = row.read_first_day("valid_from")
    return County(
        id=ThingId(f"county/{number}-{first_day.year}"),
        number=CountyNumber(number),
        name=row.read_name(),
        other_names=row.read_list("name_other"),
        valid_from=first_day,
        valid_to=_read_end(row, first_day),
        successors=(),
        succession=None,
        current=None,
    )


def _read_municipalities(path: Path, counties: list[County]) -> list[Municipality]:
    rows = list(read_rows(path, _MUNICIPALITY_COLUMNS))
    places = [_read_municipality(row, counties) for row in rows]
    check_unique((row, place.id) for row, place in zip(rows, places, strict=True))
    by_number = _group_by_number(rows, places)
    linked = {
        place.id: replace(place, successors=_find_successors(row, place, by_number))
        for row, place in zip(rows, places, strict=True)
    }
    ways = tell_successions(linked)
    return [
        replace(place, succession=ways.get(place.id), current=follow_to_current(place, linked))
        for place in linked.values()
    ]


def _read_municipality(row: Row, counties: list[County]) -> Municipality:
    """Read a municipality; successors and today's municipality are found when all are read."""
    number = _read_number(row, "number", _MUNICIPALITY_NUMBER)
    first_day = row.read_first_day("valid_from")
    end = _read_end(row, first_day)
    county_number = _read_number(row, "county_number", _COUNTY_NUMBER)
    last_day = dt.date.max if end is None else end - dt.timedelta(days=1)
    county = _find_number(counties, county_number, last_day)
    if county is None:
        raise row.make_error(f"county {county_number} is not valid on {last_day}; see counties.csv")
    return Municipality(
        id=ThingId(f"municipality/{number}-{first_day.year}"),
        number=MunicipalityNumber(number),
        name=row.read_name(),
        other_names=row.read_list("name_other"),
        county_number=county.number,
        county=county.id,
        valid_from=first_day,
        valid_to=end,
        successors=(),
        succession=None,
        current=None,
    )


def _read_regions(path: Path, municipalities: list[Municipality]) -> list[Region]:
    by_number: dict[str, list[Municipality]] = defaultdict(list)
    for place in municipalities:
        by_number[place.number].append(place)
    rows = list(read_rows(path, _REGION_COLUMNS))
    regions = [_read_region(row, by_number) for row in rows]
    check_unique((row, region.id) for row, region in zip(rows, regions, strict=True))
    return regions


def _read_region(row: Row, by_number: Mapping[str, list[Municipality]]) -> Region:
    numbers, day = row.read_list("member_numbers"), row.read_date("members_as_of")
    if numbers and day is None:
        raise row.make_error("members_as_of is empty; write the day on which the member numbers were valid")
    name = row.read_name()
    return Region(
        id=ThingId(f"region/{make_slug(name)}"),
        name=name,
        alt_names=row.read_list("alt_names"),
        kind=row.read_text("kind"),
        members=() if day is None else tuple(_find_valid(row, number, day, by_number) for number in numbers),
        members_as_of=day,
        certainty=row.read_text("certainty"),
        note=row.read_text("note"),
    )


def _read_number(row: Row, column: str, form: re.Pattern[str]) -> str:
    number = row.read_text(column)
    if not form.fullmatch(number):
        raise row.make_error(f"{column} {number!r} is no such number; keep leading zeros, as in 0301 and 03")
    return number


def _read_end(row: Row, first_day: dt.date) -> dt.date | None:
    end = row.read_date("valid_to")
    if end is not None and end <= first_day:
        raise row.make_error(f"valid_to {end} is not after valid_from {first_day}")
    return end


def _group_by_number(rows: Iterable[Row], places: Iterable[_Place]) -> dict[str, list[_Place]]:
    """Group the places of a table by number; one number never means two places on one day."""
    groups: dict[str, list[_Place]] = defaultdict(list)
    for row, place in zip(rows, places, strict=True):
        for other in groups[place.number]:
            if _overlap(place, other):
                period = f"from {other.valid_from} to {other.valid_to or 'today'}"
                reason = f"number {place.number} is {other.name} {period} too; let one end where the other begins"
                raise row.make_error(reason)
        groups[place.number].append(place)
    return groups


def _overlap(place: _Dated, other: _Dated) -> bool:
    return place.valid_on(other.valid_from) or other.valid_on(place.valid_from)


def _find_successors(row: Row, place: _Place, by_number: Mapping[str, list[_Place]]) -> tuple[ThingId, ...]:
    numbers = row.read_list("successor_numbers")
    if place.valid_to is None:
        if numbers:
            raise row.make_error("successor_numbers without valid_to; write the day they took over")
        return ()
    return tuple(_find_valid(row, number, place.valid_to, by_number) for number in dict.fromkeys(numbers))


def _find_valid(row: Row, number: str, day: dt.date, by_number: Mapping[str, list[_Place]]) -> ThingId:
    """Give the place that has a number on a day. A successor is there on the day it takes over, so no ring can form."""
    known = by_number.get(number, ())
    found = _find_number(known, number, day)
    if found is None:
        periods = " and ".join(f"from {place.valid_from} to {place.valid_to or 'today'}" for place in known)
        only = f", only {periods}" if periods else ""
        raise row.make_error(f"number {number} is not valid on {day}{only}; add its row or mend the number")
    return found.id


def _find_number(places: Iterable[_Place], number: str, day: dt.date) -> _Place | None:
    return next((place for place in places if place.number == number and place.valid_on(day)), None)


def _index_names(places: Iterable[_Place]) -> dict[str, tuple[_Place, ...]]:
    index: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        for key in {fold_name(name) for name in (place.name, *place.other_names)}:
            index[key].append(place)
    return {key: tuple(found) for key, found in index.items()}


def _choose_on(found: tuple[_Place, ...], day: dt.date | None, places: Mapping[ThingId, _Place]) -> tuple[_Place, ...]:
    """Keep those of a day; without a day those that none of the others grew out of, the newest first."""
    if day is not None:
        return tuple(place for place in found if place.valid_on(day))
    same_name = {place.id for place in found}
    newest = [place for place in found if not _find_heirs(place, places) & same_name]
    return tuple(sorted(newest, key=lambda place: (-place.valid_from.toordinal(), place.number)))


def _find_heirs(place: _Place, places: Mapping[ThingId, _Place]) -> set[ThingId]:
    """Give all that followed, at any remove. Each step is later, so it ends."""
    heirs = set(place.successors)
    for successor in place.successors:
        heirs |= _find_heirs(places[successor], places)
    return heirs
