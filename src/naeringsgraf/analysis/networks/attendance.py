"""Who was at the same meetings, and who met in which body: lines that stand on attendance. The absent do not count."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations
from typing import Final

from naeringsgraf.analysis.answers import Answers, shorten_iri
from naeringsgraf.analysis.choosing import Names
from naeringsgraf.analysis.counting import Counted
from naeringsgraf.analysis.evidence import MeetingFacts
from naeringsgraf.analysis.network import BODY, Edge, Network, Unit, list_meetings
from naeringsgraf.analysis.networks.assembling import Mark, assemble
from naeringsgraf.analysis.networks.choosing import (
    choose_actors,
    count_of,
    find_bodies,
    name_all,
    read_unit,
)
from naeringsgraf.analysis.networks.people import Between, find_people_of, mark_people, read_between
from naeringsgraf.analysis.networks.readings import Presence, Readings, read_once
from naeringsgraf.analysis.period import Period, read_period
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.trace import MUNICIPALITIES
from naeringsgraf.days import Day
from naeringsgraf.model.meeting import ActorKind

UNITS: Final = (Unit.MEETINGS,)

_Met = dict[str, MeetingFacts]
"""Document → meeting."""


def draw_co_attendance(
    graph: Answers,
    municipality: Names = None,
    since: Day = None,
    until: Day = None,
    *,
    body: Names = None,
    kinds: Collection[ActorKind | str] = MUNICIPALITIES,
    language: str = "nb",
    places: PlaceTime | str = PlaceTime.AS_OF,
    between: Between | str = Between.PEOPLE,
    weight: Unit | str = Unit.MEETINGS,
) -> Network:
    """Draw who was at the same meetings, people or those they met for; weights are meetings.

    With `municipality`, lines have one of those asked for, or somebody who ever met for one, at one end. `kinds` is of
    those met for, and says nothing of people.

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    unit, period, ends = read_unit(weight, UNITS), read_period(since, until), read_between(between)
    readings = read_once(graph)
    known = readings.known(language)
    shown, told = _choose(readings, period, body)
    counted: Counted | None = None
    if ends is Between.PEOPLE:
        marks, asked = mark_people(shown, known), find_people_of(readings, known, municipality)
        there = [(each.meeting, each.person) for each in shown]
    else:
        actors = {each.actor for each in shown if each.actor}
        chosen = choose_actors(known, actors, municipality, kinds, places)
        marks = [Mark(row.id, row.label, str(row.kind), str(row.kind)) for row in chosen.counted.rows]
        asked, counted = chosen.asked, chosen.counted
        rows = [(each.meeting, chosen.rows.get(each.actor or "")) for each in shown]
        there = [(meeting, row.id) for meeting, row in rows if row]
        told += counted.tell()
    return assemble(
        "co-attendance",
        marks,
        _find_ties(there, asked),
        language,
        unit=unit,
        since=period.since,
        until=period.until,
        asked={"between": str(ends), **_tell_asked(municipality, body)},
        notes=("Two are tied for each meeting that both were at; the absent do not count.", *told),
        counted=counted,
    )


def draw_people_bodies(
    graph: Answers,
    municipality: Names = None,
    since: Day = None,
    until: Day = None,
    *,
    body: Names = None,
    language: str = "nb",
    weight: Unit | str = Unit.MEETINGS,
) -> Network:
    """Draw who met in which body; weights are meetings. A body under several names is one.

    With `municipality`, only people who ever met for one of those asked for.

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    unit, period = read_unit(weight, UNITS), read_period(since, until)
    readings = read_once(graph)
    known = readings.known(language)
    asked = find_people_of(readings, known, municipality)
    every, told = _choose(readings, period, body)
    shown = [each for each in every if asked is None or each.person in asked]
    ties: defaultdict[tuple[str, str], _Met] = defaultdict(dict)
    labels: dict[str, str] = {}
    for each in shown:
        if each.meeting.body:
            held_by = shorten_iri(each.meeting.body)
            labels[held_by] = each.meeting.body_label or held_by
            ties[each.person, held_by][each.meeting.document] = each.meeting
    bodiless = len({each.meeting.document for each in shown if not each.meeting.body})
    if bodiless:
        told.append(f"{count_of(bodiless, 'meeting')} left out, for the minutes do not say which body met.")
    return assemble(
        "people-bodies",
        [*mark_people(shown, known), *(Mark(id, label, BODY, BODY) for id, label in sorted(labels.items()))],
        _make_edges(ties),
        language,
        two_mode=True,
        unit=unit,
        since=period.since,
        until=period.until,
        asked=_tell_asked(municipality, body),
        notes=("Weights are meetings of the body that a person was at; the absent do not count.", *told),
    )


def _choose(readings: Readings, period: Period, body: Names) -> tuple[list[Presence], list[str]]:
    """Give who was where in a period, and what is to be told of those left out."""
    bodies = find_bodies((each.meeting for each in readings.presences), body)
    held = [each for each in readings.presences if bodies is None or each.meeting.body in bodies]
    undated = len({each.meeting.document for each in held if each.meeting.date is None})
    told = []
    if undated and (period.since or period.until):
        told.append(f"{count_of(undated, 'meeting')} left out, for the minutes give no date.")
    return [each for each in held if period.holds(each.meeting.date)], told


def _find_ties(there: Iterable[tuple[MeetingFacts, str]], asked: frozenset[str] | None) -> list[Edge]:
    at: defaultdict[str, set[str]] = defaultdict(set)
    meetings: _Met = {}
    for meeting, who in there:
        meetings[meeting.document] = meeting
        at[meeting.document].add(who)
    ties: defaultdict[tuple[str, str], _Met] = defaultdict(dict)
    for document, present in at.items():
        for one, other in combinations(sorted(present), 2):
            if asked is None or one in asked or other in asked:
                ties[one, other][document] = meetings[document]
    return _make_edges(ties)


def _make_edges(ties: dict[tuple[str, str], _Met]) -> list[Edge]:
    return [Edge(*pair, len(met), met=list_meetings(met.values())) for pair, met in sorted(ties.items())]


def _tell_asked(municipality: Names, body: Names) -> dict[str, tuple[str, ...]]:
    told = {"municipality": name_all(municipality), "body": name_all(body)}
    return {name: names for name, names in told.items() if names}
