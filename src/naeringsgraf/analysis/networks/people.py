"""People as marks: who was at meetings, for whom, and which of them a caller asks for."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from enum import StrEnum

from naeringsgraf.analysis.choosing import Names, find_actors
from naeringsgraf.analysis.evidence import Evidence
from naeringsgraf.analysis.network import PERSON
from naeringsgraf.analysis.networks.assembling import Mark
from naeringsgraf.analysis.networks.readings import Presence, Readings
from naeringsgraf.errors import CallError
from naeringsgraf.model.meeting import ActorKind


class Between(StrEnum):
    """What the marks are, where lines may go between people or between those they met for."""

    PEOPLE = "people"
    ACTORS = "actors"


def read_between(between: Between | str) -> Between:
    """Give the choice that a caller names.

    Raises:
        CallError: there is no such choice.
    """
    try:
        return Between(between)
    except ValueError:
        raise CallError(f"between {between!r} is unknown; choose one of {', '.join(Between)}") from None


def mark_people(presences: Iterable[Presence], known: Evidence) -> list[Mark]:
    """Give one mark a person, grouped by whom they met for most often; the first by name where that is even."""
    met_for: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for each in presences:
        names[each.person] = each.name
        actor = known.actors.get(each.actor or "")
        met_for[each.person][actor.label if actor else ""] += 1
    marks = []
    for person, name in sorted(names.items()):
        # Whom somebody met for at least once says more than that some list is silent about it.
        group = min(met_for[person], key=lambda label: (not label, -met_for[person][label], label))
        marks.append(Mark(person, name, PERSON, group))
    return marks


def find_people_of(readings: Readings, known: Evidence, municipality: Names) -> frozenset[str] | None:
    """Give the people who ever met for someone asked for; None for all.

    Raises:
        CallError: a name is not known.
    """
    if not municipality:
        return None
    wanted = find_actors(known, municipality, set(ActorKind))
    return frozenset(each.person for each in readings.presences if each.actor in wanted)
