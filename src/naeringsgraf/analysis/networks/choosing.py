"""Whom and when a network is about: actors of the kinds asked for, as the rows they are counted in, and a period."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from naeringsgraf.analysis.choosing import Names, find_actors
from naeringsgraf.analysis.counting import Counted, Counting
from naeringsgraf.analysis.evidence import Evidence, MeetingFacts
from naeringsgraf.analysis.near import unknown_name
from naeringsgraf.analysis.network import Unit
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.places import PlaceTime, read_place_time
from naeringsgraf.analysis.rows import Row
from naeringsgraf.errors import CallError
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.registers.folding import fold_name

COUNT: Final = "count"
"""As a weight: what the kind of network counts by itself."""


@dataclass(frozen=True)
class Chosen:
    """Actors that may be shown."""

    rows: Mapping[str, Row]
    """Actor → the row it is counted in."""
    asked: frozenset[str] | None
    """Ids of the rows asked for; None for all."""
    counted: Counted

    def is_asked(self, *rows: str) -> bool:
        """Say whether one of some rows is asked for."""
        return self.asked is None or not self.asked.isdisjoint(rows)


def choose_actors(
    known: Evidence,
    actors: Iterable[str],
    municipality: Names,
    kinds: Collection[ActorKind | str],
    places: PlaceTime | str,
) -> Chosen:
    """Give the rows of those among some actors that are of the kinds asked for.

    Raises:
        CallError: a name is not known, or is that of another kind of actor.
    """
    chosen = {ActorKind(kind) for kind in kinds}
    of_kind, wanted = find_actors(known, None, chosen), find_actors(known, municipality, chosen)
    counting = Counting(known, read_place_time(places), False, of_kind, wanted)
    rows = counting.make_rows_of(of_kind.intersection(actors))
    listed = tuple(sorted(set(rows.values()), key=lambda row: (sort_key(row.label), row.id)))
    mergers = tuple(merger for row in listed for merger in counting.lines.find_mergers(row.name, row.members))
    asked = frozenset(rows[actor].id for actor in counting.wanted & rows.keys()) if municipality else None
    return Chosen(rows, asked, Counted(listed, counting.places, counting.find_moved(rows), mergers))


def read_unit(weight: Unit | str, units: Collection[Unit]) -> Unit:
    """Give the unit of weights that a caller names; the first of `units` is what is counted by itself.

    Raises:
        CallError: this kind of network has no such weight.
    """
    listed = list(units)
    if weight == COUNT:
        return listed[0]
    if weight not in listed:
        raise CallError(f"weight {str(weight)!r} is not to be had here; choose one of {', '.join(listed)}")
    return Unit(weight)


def find_bodies(meetings: Iterable[MeetingFacts], names: Names) -> frozenset[str] | None:
    """Give the ids of the bodies with these names or ids; None for all.

    Raises:
        CallError: no body that has met is called so; near names are told.
    """
    if not names:
        return None
    known = {meeting.body: meeting.body_label or meeting.body for meeting in meetings if meeting.body}
    found: set[str] = set()
    for name in [names] if isinstance(names, str) else names:
        wanted = fold_name(name)
        matching = {id for id, label in known.items() if wanted == fold_name(label) or id.endswith(f"/{name}")}
        if not matching:
            step = "the bodies are told by: naeringsgraf query --named attendance"
            raise unknown_name("body", name, known.values(), step)
        found |= matching
    return frozenset(found)


def count_of(number: int, noun: str) -> str:
    """Give "1 turn" or "5 turns"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def name_all(names: Names) -> tuple[str, ...]:
    """Give names as a tuple."""
    return (names,) if isinstance(names, str) else tuple(names or ())
