"""Who answers whom: from the one whose turn answers to the one answered, with the sentences of the answer."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.choosing import Names, find_themes
from naeringsgraf.analysis.counting import Counted
from naeringsgraf.analysis.evidence import Evidence, MeetingFacts
from naeringsgraf.analysis.network import Edge, Network, Unit, list_meetings, list_quotes
from naeringsgraf.analysis.networks.assembling import Mark, assemble
from naeringsgraf.analysis.networks.choosing import choose_actors, count_of, name_all, read_unit
from naeringsgraf.analysis.networks.people import Between, find_people_of, mark_people, read_between
from naeringsgraf.analysis.networks.readings import Presence, Readings, Reply, read_once
from naeringsgraf.analysis.period import Period, read_period
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.trace import MUNICIPALITIES
from naeringsgraf.days import Day
from naeringsgraf.model.meeting import ActorKind

UNITS: Final = (Unit.TURNS, Unit.MEETINGS)


@dataclass
class _Found:
    """Replies by the two they go between, and those that cannot be drawn."""

    ties: defaultdict[tuple[str, str], list[Reply]] = field(default_factory=lambda: defaultdict(list))
    within: int = 0
    """Answers from a mark to itself."""
    without: int = 0
    """Answers one of whose ends is not known or is not shown."""


def draw_replies(
    graph: Answers,
    theme: Names = None,
    municipality: Names = None,
    since: Day = None,
    until: Day = None,
    *,
    include_narrower: bool = True,
    kinds: Collection[ActorKind | str] = MUNICIPALITIES,
    language: str = "nb",
    places: PlaceTime | str = PlaceTime.AS_OF,
    between: Between | str = Between.ACTORS,
    weight: Unit | str = Unit.TURNS,
) -> Network:
    """Draw who answers whom, as the minutes tell it: a line goes from who answers to who is answered.

    Between actors, an answer goes from whom the turn was said for to whom the one answered met for. A line carries all
    sentences of the answering turns. With `theme`, only answers that raise it; with `municipality`, lines have one of
    those asked for at one end. `weight` is "turns", or "meetings": then several answers in one document count once.

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    unit, period, ends = read_unit(weight, UNITS), read_period(since, until), read_between(between)
    readings = read_once(graph)
    known = readings.known(language)
    asked = find_themes(known, theme)
    shown = [
        reply
        for reply in readings.replies
        if period.holds(reply.meeting.date) and _raises(reply, known, asked, include_narrower)
    ]
    if ends is Between.PEOPLE:
        marks, found, counted = _between_people(readings, known, shown, municipality)
    else:
        marks, found, counted = _between_actors(readings, known, shown, municipality, kinds, places)
    edges = [_tie(pair, replies, unit) for pair, replies in sorted(found.ties.items())]
    quoted = {theme for edge in edges for quote in edge.quotes for theme in quote.themes}
    return assemble(
        "replies",
        marks,
        edges,
        language,
        directed=True,
        unit=unit,
        since=period.since,
        until=period.until,
        asked=_tell_asked(known, asked, municipality, ends),
        notes=tuple(_tell(found, unit, readings, period)) + (tuple(counted.tell()) if counted else ()),
        counted=counted,
        labels={theme: known.themes.label(theme) for theme in sorted(quoted)},
    )


def _between_actors(
    readings: Readings,
    known: Evidence,
    replies: Iterable[Reply],
    municipality: Names,
    kinds: Collection[ActorKind | str],
    places: PlaceTime | str,
) -> tuple[list[Mark], _Found, Counted]:
    ends = [(reply, reply.actor, _met_for(readings, reply.answered)) for reply in replies]
    actors = {actor for _, *both in ends for actor in both if actor}
    chosen = choose_actors(known, actors, municipality, kinds, places)
    found = _Found()
    for reply, *both in ends:
        rows = [chosen.rows.get(actor or "") for actor in both]
        _sort_in(found, reply, [row.id if row else None for row in rows], chosen.asked)
    marks = [Mark(row.id, row.label, str(row.kind), str(row.kind)) for row in chosen.counted.rows]
    return marks, found, chosen.counted


def _between_people(
    readings: Readings, known: Evidence, replies: Iterable[Reply], municipality: Names
) -> tuple[list[Mark], _Found, None]:
    found = _Found()
    people: list[Presence] = []
    asked = find_people_of(readings, known, municipality)
    for reply in replies:
        both = [readings.find_attendance(id) if id else None for id in (reply.speaker, reply.answered)]
        people += [each for each in both if each]
        _sort_in(found, reply, [each.person if each else None for each in both], asked)
    return mark_people(people, known), found, None


def _sort_in(found: _Found, reply: Reply, ends: list[str | None], asked: frozenset[str] | None) -> None:
    one, other = ends
    if one is None or other is None:
        found.without += 1
    elif one == other:
        found.within += 1
    elif asked is None or one in asked or other in asked:
        found.ties[one, other].append(reply)


def _tie(pair: tuple[str, str], replies: Iterable[Reply], unit: Unit) -> Edge:
    met: tuple[MeetingFacts, ...] = list_meetings(reply.meeting for reply in replies)
    number = len(met) if unit is Unit.MEETINGS else len({reply.turn for reply in replies})
    return Edge(*pair, number, list_quotes(quote for reply in replies for quote in reply.quotes), met)


def _met_for(readings: Readings, attendance: str) -> str | None:
    found = readings.find_attendance(attendance)
    return found.actor if found else None


def _raises(reply: Reply, known: Evidence, asked: Iterable[str], include_narrower: bool) -> bool:
    wanted = {each for theme in asked for each in (theme, *(known.themes.narrower(theme) if include_narrower else ()))}
    return not wanted or any(not wanted.isdisjoint(quote.themes) for quote in reply.quotes)


def _tell_asked(
    known: Evidence, asked: Iterable[str], municipality: Names, ends: Between
) -> dict[str, str | tuple[str, ...]]:
    told: dict[str, str | tuple[str, ...]] = {"between": str(ends)}
    if labels := tuple(known.themes.label(each) for each in asked):
        told["theme"] = labels
    if municipality:
        told["municipality"] = name_all(municipality)
    return told


def _tell(found: _Found, unit: Unit, readings: Readings, period: Period) -> Iterable[str]:
    yield f"A line goes from who answers to who is answered; weights are {unit}."
    if found.without:
        yield f"{count_of(found.without, 'answer')} left out, for one end is not known or is not of a kind shown."
    if found.within:
        yield f"{count_of(found.within, 'answer')} left out, for both ends are the same."
    undated = sum(reply.meeting.date is None for reply in readings.replies)
    if undated and (period.since or period.until):
        yield f"{count_of(undated, 'answer')} left out, for their meeting has no date."
