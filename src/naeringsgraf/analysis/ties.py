"""Who is tied to what, and how often: the network questions that only want numbers, from columns.

The rows are those of a plain query that counts, as an analyst would write it; `networks` draws such ties with the
sentences behind them.
"""

from dataclasses import dataclass
from typing import Final, cast

import numpy as np

from naeringsgraf.analysis.answers import Answers, ask_columns, shorten_iri
from naeringsgraf.analysis.columns import NONE, Columns, Numbers, Pairs, number, place
from naeringsgraf.analysis.counts import read_marker
from naeringsgraf.model.meeting import ActorKind

Tie = tuple[str, str, int]
"""Ids of both ends, and how many turns or meetings tie them."""

_KEPT: Final = "meeting columns"


@dataclass(frozen=True, slots=True)
class MeetingColumns:
    """Who is on the lists of attendance, and who is answered."""

    persons: tuple[str, ...]
    actors: tuple[str, ...]
    listed: Pairs
    """Meeting and person, whether they were present or not."""
    answered: Pairs
    """Turn, as the columns of the sentences number it, and the actor that somebody answered in it represents."""


def count_raised(graph: Answers) -> list[Tie]:
    """Count in how many turns something was said for each municipality on each theme; by ids."""
    columns, turns, themes = _find_raised(graph)
    return _count(columns.actor[turns], themes, columns.actors, columns.themes)


def list_raised(graph: Answers) -> list[tuple[str, str]]:
    """List which municipality raised which theme; by ids."""
    return [(municipality, theme) for municipality, theme, _ in count_raised(graph)]


def count_replies(graph: Answers) -> list[Tie]:
    """Count in how many turns something said for one actor answers somebody who represents another; by ids."""
    columns, meetings = read_marker(graph).columns, _read_meetings(graph)
    said_for, answered = columns.actor[meetings.answered.of], meetings.answered.value
    known = said_for != NONE
    return _count(said_for[known], answered[known], columns.actors, meetings.actors)


def count_met(graph: Answers, most: int | None = None) -> list[Tie]:
    """Count how many meetings have both of two persons on their list; the most first, then by ids.

    Args:
        graph: what answers the queries.
        most: how many pairs to give; None for all.
    """
    meetings = _read_meetings(graph)
    mine, other = meetings.listed.join(meetings.listed)
    one, two = meetings.listed.value[mine], meetings.listed.value[other]
    once = one < two
    ties = _count(one[once], two[once], meetings.persons, meetings.persons)
    return sorted(ties, key=lambda tie: -tie[2])[:most]


def _find_raised(graph: Answers) -> tuple[Columns, Numbers, Numbers]:
    """Give the turns said for a municipality, each with a theme."""
    marker = read_marker(graph)
    columns, known = marker.columns, marker.known.actors
    of_kind = [actor in known and known[actor].kind is ActorKind.MUNICIPALITY for actor in columns.actors]
    # Whoever is not known stands last, where NONE points to.
    is_municipality = np.array([*of_kind, False], np.bool_)
    turns, themes = columns.raised_in_turn.of, columns.raised_in_turn.value
    chosen = is_municipality[columns.actor[turns]]
    return columns, turns[chosen], themes[chosen]


def _count(one: Numbers, other: Numbers, ones: tuple[str, ...], others: tuple[str, ...]) -> list[Tie]:
    """Count how often two numbers stand side by side."""
    coded, many = np.unique(one * max(1, len(others)) + other, return_counts=True)
    firsts, seconds = np.divmod(coded, max(1, len(others)))
    counted = zip(firsts.tolist(), seconds.tolist(), many.tolist(), strict=True)
    return [(ones[first], others[second], times) for first, second, times in counted]


def _read_meetings(graph: Answers) -> MeetingColumns:
    if graph.lasting and _KEPT in graph.kept:
        return cast(MeetingColumns, graph.kept[_KEPT])
    read = _read_meeting_columns(graph, read_marker(graph).columns)
    if graph.lasting:
        graph.kept[_KEPT] = read
    return read


def _read_meeting_columns(graph: Answers, columns: Columns) -> MeetingColumns:
    meeting_iris, attendance_iris, person_iris, actor_iris = ask_columns(graph, "attendance-persons")
    turn_iris, answered_iris = ask_columns(graph, "answered")
    meetings, attendances, persons = number(meeting_iris), number(attendance_iris), number(person_iris)
    actors = number(actor_iris)
    represented = Pairs.of_arrays(place(attendance_iris, attendances), place(actor_iris, actors))
    turns = {id: at for at, id in enumerate(columns.turns)}
    turn = place([shorten_iri(iri) if iri else None for iri in turn_iris], turns)
    answers = Pairs.of_arrays(place(answered_iris, attendances), turn)
    mine, other = answers.join(represented)
    return MeetingColumns(
        persons=tuple(map(shorten_iri, persons)),
        actors=tuple(map(shorten_iri, actors)),
        listed=Pairs.of_arrays(place(meeting_iris, meetings), place(person_iris, persons)),
        answered=Pairs.of_arrays(answers.value[mine], represented.value[other]),
    )
