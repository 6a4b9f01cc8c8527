"""Who met where for whom: attendance by attendance, and in which capacity from when to when."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.choosing import Names, find_actors
from naeringsgraf.analysis.evidence import read_known
from naeringsgraf.analysis.finding import Finding, Value, list_names, take_set
from naeringsgraf.analysis.naming import Naming
from naeringsgraf.analysis.near import unknown_name
from naeringsgraf.analysis.period import Period, read_period
from naeringsgraf.analysis.persons import PersonFacts, Visit, find_people
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.days import Day
from naeringsgraf.model.meeting import ActorKind

COLUMNS: Final = ("name", "person_id", "met_for", "met_for_id", "role", "meetings", "absent", "first", "last")

VISIT_COLUMNS: Final = (
    "date",
    "body",
    "name",
    "person_id",
    "met_for",
    "met_for_id",
    "role",
    "status",
    "printed",
    "document",
    "attendance",
)

ABSENT: Final = "absent"


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which attendances are asked for."""

    people: list[PersonFacts]
    actors: set[str] | None
    bodies: list[str]
    period: Period
    asked: dict[str, Any]

    def visits(self) -> Iterator[tuple[PersonFacts, Visit]]:
        wanted = {body.lower() for body in self.bodies}
        for person in self.people:
            for visit in person.visits:
                if self.actors is not None and visit.represented_id not in self.actors:
                    continue
                if (not wanted or (visit.body or "").lower() in wanted) and self.period.holds(visit.date):
                    yield person, visit

    def notes(self) -> Iterator[str]:
        if self.period.since or self.period.until:
            undated = sum(visit.date is None for person in self.people for visit in person.visits)
            if undated:
                yield f"{undated} attendances left out, for their meeting has no date."


def people(
    graph: Answers, person: Names = None, actor: Names = None, body: Names = None, since: Day = None, until: Day = None
) -> Finding:
    """Tell for whom and in which role people have met: one row a person, actor and role, so that a change is a new row.

    A municipality that only got a new number is no change: it is the last that bears the name.

    Args:
        graph: what answers the queries.
        person: any form of a name, or the beginning of its words; None for all.
        actor: name or id of those that they met for, of any kind; None for all.
        body: name of the bodies whose meetings count; None for all.
        since: first day, or a year or month; None from the beginning. Undated meetings are left out of any period.
        until: last day, or a year or month, which belongs to the period.

    The columns `meetings` and `absent` count meetings; `first` and `last` are days of meetings where they are listed,
    also as absent, and None where no meeting has a day.

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    choice = _choose(graph, person, actor, body, since, until)
    naming = Naming(read_known(graph), PlaceTime.AS_OF)
    spells: defaultdict[tuple[Value, ...], list[Visit]] = defaultdict(list)
    for who, visit in choice.visits():
        row = naming.find(visit.represented_id) if visit.represented_id else None
        spells[who.name, who.id, naming.label(row) if row else None, row, visit.role].append(visit)
    rows = [(*key, *_measure(visits)) for key, visits in spells.items()]
    rows.sort(key=lambda row: (row[0], row[1], row[7] or "", row[2] or "", row[3] or "", row[4] or ""))
    times = Counter(row[1] for row in rows)
    several = sum(number > 1 for number in times.values())
    notes = (
        f"{len(times)} people; {several} of them met for several, or in several roles, and stand in several rows.",
        *choice.notes(),
    )
    return Finding("people", COLUMNS, tuple(rows), (), notes, choice.asked)


def who_met(
    graph: Answers, person: Names = None, actor: Names = None, body: Names = None, since: Day = None, until: Day = None
) -> Finding:
    """List who met where, when, for whom, in which role: one row an attendance. The arguments are those of `people`.

    `status` is "present", "absent" or "substitute"; `printed` is the name as it stands in the minutes.

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    choice = _choose(graph, person, actor, body, since, until)
    rows = [
        (
            visit.date.isoformat() if visit.date else None,
            visit.body,
            who.name,
            who.id,
            visit.represented,
            visit.represented_id,
            visit.role,
            visit.status,
            visit.printed,
            visit.document,
            visit.attendance,
        )
        for who, visit in choice.visits()
    ]
    rows.sort(key=lambda row: (row[0] or "9999", row[9], row[2], row[10], row[4] or "", row[6] or ""))
    return Finding("who-met", VISIT_COLUMNS, tuple(rows), (), tuple(choice.notes()), choice.asked)


def _choose(graph: Answers, person: Names, actor: Names, body: Names, since: Day, until: Day) -> _Choice:
    period = read_period(since, until)
    everyone = find_people(graph)
    named = [found for name in list_names(person) for found in find_people(graph, name)]
    actors = find_actors(read_known(graph), actor, set(ActorKind)) if list_names(actor) else None
    bodies = _find_bodies(everyone, list_names(body))
    asked = take_set(
        {
            "person": [found.id for found in named],
            "actor": sorted(actors or ()),
            "body": bodies,
            **period.asked,
        }
    )
    return _Choice(named or everyone, actors, bodies, period, asked)


def _find_bodies(everyone: Iterable[PersonFacts], names: Sequence[str]) -> list[str]:
    known = {visit.body.lower(): visit.body for person in everyone for visit in person.visits if visit.body}
    for name in names:
        if name.lower() not in known:
            raise unknown_name("body", name, known.values(), "the bodies stand in: naeringsgraf people")
    return [known[name.lower()] for name in names]


def _measure(visits: Sequence[Visit]) -> tuple[int, int, str | None, str | None]:
    days = sorted(visit.date for visit in visits if visit.date)
    first, last = (days[0].isoformat(), days[-1].isoformat()) if days else (None, None)
    missed = {visit.document for visit in visits if visit.status == ABSENT}
    met = {visit.document for visit in visits if visit.status != ABSENT}
    return len(met), len(missed), first, last
