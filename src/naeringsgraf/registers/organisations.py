"""Organisations, clusters and parties: what they are called, of what kind they are, and when they were."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.model.names import ThingId, make_slug
from naeringsgraf.registers.folding import fold_name
from naeringsgraf.registers.places import Places, load_places
from naeringsgraf.registers.tables import Row, check_unique, find_registers, is_valid_on, read_rows

_COUNTY_COUNCIL = "fylkeskommune"
_SHORT_ACRONYM = 4
"""Letters. Longer ones are also written as words: Vrinn, Sintef."""

_COLUMNS = ("name", "alt_names", "certainty", "note")
_DATED_COLUMNS = ("valid_from", "valid_to", "successor")
_ORGANISATION_COLUMNS = ("abbreviation", "kind", *_DATED_COLUMNS, *_COLUMNS)
_CLUSTER_COLUMNS = ("programme", "host_municipality", "sector", "website", *_COLUMNS)
_PARTY_COLUMNS = ("code", "other_codes", "name_nb", "name_nn", *_DATED_COLUMNS, *_COLUMNS[1:])

_ACTOR_KINDS = {
    "analyse og forskning": ActorKind.OTHER,
    "arbeidsliv og næringsorganisasjon": ActorKind.OTHER,
    "bedrift": ActorKind.COMPANY,
    "departement": ActorKind.STATE,
    "fagskole": ActorKind.OTHER,
    "forskningsinstitutt": ActorKind.OTHER,
    _COUNTY_COUNCIL: ActorKind.COUNTY,
    "helseforetak": ActorKind.STATE,
    "høgskole": ActorKind.OTHER,
    "internasjonalt": ActorKind.OTHER,
    "internasjonalt kontor": ActorKind.OTHER,
    "kommunesektoren": ActorKind.OTHER,
    "nasjonal institusjon": ActorKind.STATE,
    "profilering": ActorKind.OTHER,
    "regional næringsaktør": ActorKind.OTHER,
    "regionalt selskap": ActorKind.COMPANY,
    "statlig selskap": ActorKind.COMPANY,
    "statlig virksomhet": ActorKind.STATE,
    "statsforvalter": ActorKind.STATE,
    "universitet": ActorKind.OTHER,
    "virkemiddelapparat": ActorKind.STATE,
}
"""Each kind of organisations.csv as a kind of actor."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A national or regional actor under one name and its variants."""

    id: ThingId
    """"organisation/<slug>"; a county council goes by the id of its county, since the two are one actor."""
    name: str
    abbreviations: tuple[str, ...]
    """Case tells them apart from words; some stand for several organisations (FIN, INN, KUD)."""
    alt_names: tuple[str, ...]
    kind: str
    """As in the table: departement, fylkeskommune, universitet ..."""
    actor_kind: ActorKind
    valid_from: dt.date | None
    """None where it is not known."""
    valid_to: dt.date | None
    """First day it was gone under this name; None while it lasts or where it is not known."""
    successors: tuple[ThingId, ...]
    certainty: str
    """sourced, derived, known or probable; only the first two are verified."""
    note: str

    @property
    def successor(self) -> ThingId | None:
        """The one that took over; None where none did, or several."""
        return self.successors[0] if len(self.successors) == 1 else None

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name and abbreviation, once, the name itself first."""
        return tuple(dict.fromkeys((self.name, *self.alt_names, *self.abbreviations)))

    def valid_on(self, day: dt.date) -> bool:
        """Tell whether it went by this name that day, as far as is known."""
        return is_valid_on(day, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A business cluster, past or present. Its own period is not known."""

    id: ThingId
    name: str
    alt_names: tuple[str, ...]
    programme: str
    """Highest level found: Arena, Arena Pro, NCE, GCE, other."""
    host: str | None
    """Name of the municipality where it is run from; None where it is not known."""
    located_in: ThingId | None
    """Today's municipality of that name."""
    sector: str
    website: str | None
    certainty: str
    note: str

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name, once, the name itself first."""
        return tuple(dict.fromkeys((self.name, *self.alt_names)))


@dataclass(frozen=True, slots=True)
class Party:
    """A political party and the codes minutes write after a name."""

    id: ThingId
    code: str
    """As it is mostly printed: AP, H, SP. Single letters mean a party only where a party is expected."""
    other_codes: tuple[str, ...]
    name: str
    """In bokmål."""
    name_nn: str
    alt_names: tuple[str, ...]
    valid_from: dt.date | None
    valid_to: dt.date | None
    successors: tuple[ThingId, ...]
    certainty: str
    note: str

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, the usual one first."""
        return (self.code, *self.other_codes)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name, once, without the codes; the name itself first."""
        return tuple(dict.fromkeys((self.name, self.name_nn, *self.alt_names)))

    def valid_on(self, day: dt.date) -> bool:
        """Tell whether it went by this name that day, as far as is known."""
        return is_valid_on(day, self.valid_from, self.valid_to)


@cache
def load_organisations() -> tuple[Organisation, ...]:
    """Give the shipped organisations in the order of their table; read once."""
    return read_organisations(find_registers() / "organisations.csv", load_places())


@cache
def load_clusters() -> tuple[Cluster, ...]:
    """Give the shipped clusters in the order of their table; read once."""
    return read_clusters(find_registers() / "clusters.csv", load_places())


@cache
def load_parties() -> tuple[Party, ...]:
    """Give the shipped parties in the order of their table; read once."""
    return read_parties(find_registers() / "parties.csv")


def find_organisations(name: str, day: dt.date | None = None) -> tuple[Organisation, ...]:
    """Find the organisations of a name, variant or abbreviation: on a day, or ever.

    Case, accents and hyphens do not matter, save in acronyms of up to four letters: "IN" is Innovasjon Norge, "in" is
    nothing. Two or more share the name, and only context can tell them apart.
    """
    found = _index_organisations().get(_make_key(name), ())
    return tuple(organisation for organisation in found if day is None or organisation.valid_on(day))


def find_clusters(name: str) -> tuple[Cluster, ...]:
    """Find the clusters of a name or variant, compared as in `find_organisations`."""
    return _index_clusters().get(_make_key(name), ())


def find_parties(name_or_code: str, day: dt.date | None = None) -> tuple[Party, ...]:
    """Find the parties of a name or code in any case: on a day, or ever. Ask only where a party is expected."""
    found = _index_parties().get(fold_name(name_or_code), ())
    return tuple(party for party in found if day is None or party.valid_on(day))


def read_organisations(path: Path, places: Places) -> tuple[Organisation, ...]:
    """Read organisations.csv.

    Raises:
        RegisterError: a day or kind cannot be read, a name stands twice, or a county or successor does not exist.
    """
    rows = list(read_rows(path, _ORGANISATION_COLUMNS))
    organisations = [_read_organisation(row, places) for row in rows]
    check_unique((row, thing.id) for row, thing in zip(rows, organisations, strict=True))
    names = _index((thing, (fold_name(thing.name),)) for thing in organisations)
    return tuple(
        replace(thing, successors=tuple(_find_heir(row, name, thing, names) for name in row.read_list("successor")))
        for row, thing in zip(rows, organisations, strict=True)
    )


def read_clusters(path: Path, places: Places) -> tuple[Cluster, ...]:
    """Read clusters.csv.

    Raises:
        RegisterError: a name stands twice, or the host is not one municipality of today.
    """
    rows = list(read_rows(path, _CLUSTER_COLUMNS))
    clusters = tuple(_read_cluster(row, places) for row in rows)
    check_unique((row, thing.id) for row, thing in zip(rows, clusters, strict=True))
    return clusters


def read_parties(path: Path) -> tuple[Party, ...]:
    """Read parties.csv.

    Raises:
        RegisterError: a day cannot be read, a name stands twice, or a successor does not exist.
    """
    rows = list(read_rows(path, _PARTY_COLUMNS))
    parties = [_read_party(row) for row in rows]
    check_unique((row, thing.id) for row, thing in zip(rows, parties, strict=True))
    names = _index((thing, (fold_name(thing.name),)) for thing in parties)
    return tuple(
        replace(thing, successors=tuple(_find_heir(row, name, thing, names) for name in row.read_list("successor")))
        for row, thing in zip(rows, parties, strict=True)
    )


def _read_organisation(row: Row, places: Places) -> Organisation:
    """Read an organisation; its successors are found when all are read."""
    name, kind = row.read_name(), row.read_text("kind")
    if kind not in _ACTOR_KINDS:
        raise row.make_error(f"kind {kind!r} is not known; use one of {', '.join(_ACTOR_KINDS)}")
    first_day, end = row.read_date("valid_from"), row.read_date("valid_to")
    return Organisation(
        id=_find_county(row, places) if kind == _COUNTY_COUNCIL else ThingId(f"organisation/{make_slug(name)}"),
        name=name,
        abbreviations=row.read_list("abbreviation"),
        alt_names=row.read_list("alt_names"),
        kind=kind,
        actor_kind=_ACTOR_KINDS[kind],
        valid_from=first_day,
        valid_to=end,
        successors=(),
        certainty=row.read_text("certainty"),
        note=row.read_text("note"),
    )


def _find_county(row: Row, places: Places) -> ThingId:
    """Give the county of a county council, by its name on a day when the council was there."""
    first_day, end = row.read_date("valid_from"), row.read_date("valid_to")
    day = first_day or (end - dt.timedelta(days=1) if end else None)
    counties = places.find_counties(row.read_text("name"), day)
    if len(counties) != 1:
        raise row.make_error(f"{len(counties)} counties of that name on {day or 'any day'}; see counties.csv")
    return counties[0].id


def _read_cluster(row: Row, places: Places) -> Cluster:
    name, host = row.read_name(), row.read_text("host_municipality") or None
    return Cluster(
        id=ThingId(f"cluster/{make_slug(name)}"),
        name=name,
        alt_names=row.read_list("alt_names"),
        programme=row.read_text("programme"),
        host=host,
        located_in=None if host is None else _find_host(row, host, places),
        sector=row.read_text("sector"),
        website=row.read_text("website") or None,
        certainty=row.read_text("certainty"),
        note=row.read_text("note"),
    )


def _find_host(row: Row, host: str, places: Places) -> ThingId:
    current = [place for place in places.find_municipalities(host) if place.valid_to is None]
    if len(current) != 1:
        raise row.make_error(f"host_municipality {host!r} is {len(current)} municipalities of today; name one")
    return current[0].id


def _read_party(row: Row) -> Party:
    """Read a party; its successors are found when all are read."""
    name = row.read_name()
    return Party(
        id=ThingId(f"party/{make_slug(name)}"),
        code=row.read_text("code"),
        other_codes=row.read_list("other_codes"),
        name=name,
        name_nn=row.read_text("name_nn"),
        alt_names=row.read_list("alt_names"),
        valid_from=row.read_date("valid_from"),
        valid_to=row.read_date("valid_to"),
        successors=(),
        certainty=row.read_text("certainty"),
        note=row.read_text("note"),
    )


_Dated = TypeVar("_Dated", Organisation, Party)
_Thing = TypeVar("_Thing", Organisation, Cluster, Party)


def _find_heir(row: Row, name: str, thing: _Dated, names: Mapping[str, tuple[_Dated, ...]]) -> ThingId:
    """Give the id of a successor, valid on the day the other ended."""
    found = [heir for heir in names.get(fold_name(name), ()) if thing.valid_to and heir.valid_on(thing.valid_to)]
    if len(found) != 1:
        raise row.make_error(f"successor {name!r} is not one row that is valid on {thing.valid_to or 'its first day'}")
    return found[0].id


def _index(things: Iterable[tuple[_Thing, Iterable[str]]]) -> dict[str, tuple[_Thing, ...]]:
    """Index things by their keys, in the order given."""
    index: dict[str, list[_Thing]] = defaultdict(list)
    for thing, keys in things:
        for key in dict.fromkeys(keys):
            index[key].append(thing)
    return {key: tuple(found) for key, found in index.items()}


@cache
def _index_organisations() -> dict[str, tuple[Organisation, ...]]:
    return _index((thing, map(_make_key, thing.all_names)) for thing in load_organisations())


@cache
def _index_clusters() -> dict[str, tuple[Cluster, ...]]:
    return _index((thing, map(_make_key, thing.all_names)) for thing in load_clusters())


@cache
def _index_parties() -> dict[str, tuple[Party, ...]]:
    return _index((thing, map(fold_name, (*thing.all_names, *thing.codes))) for thing in load_parties())


def _make_key(name: str) -> str:
    """Give the form to compare by: short acronyms as they are, all else folded."""
    name = name.strip()
    return name if name.isupper() and len(name) <= _SHORT_ACRONYM else fold_name(name)
