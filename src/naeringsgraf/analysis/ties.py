"""Who is tied to what, and how often: the network questions that only want numbers, from columns.

The rows are those of a plain query that counts, as an analyst would write it; `networks` draws such ties with the
sentences behind them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

import numpy as np

from naeringsgraf.analysis.answers import Answers, ask_columns, shorten_iri
from naeringsgraf.analysis.columns import NONE, Columns, Numbers, Pairs, number, place
from naeringsgraf.analysis.counts import read_marker
from naeringsgraf.errors import CallError

_KEPT: Final = "meeting columns"


@dataclass(frozen=True, slots=True)
class Ties:
    """Two ends and a number, in columns; as rows when iterated over."""

    ones: Sequence[str]
    """Ids that `first` points to."""
    others: Sequence[str]
    """Ids that `second` points to."""
    first: Numbers
    second: Numbers
    times: Numbers
    """How many turns, or meetings, tie the two."""

    def __len__(self) -> int:
        return len(self.times)

    def __iter__(self) -> Iterator[tuple[str, str, int]]:
        """Give one end, the other, and the number."""
        one, other = map(self.ones.__getitem__, self.first.tolist()), map(self.others.__getitem__, self.second.tolist())
        return zip(one, other, self.times.tolist(), strict=True)


@dataclass(frozen=True, slots=True)
class MeetingColumns:
    """Who is on the lists of attendance, and who is answered."""

    persons: tuple[str, ...]
    actors: tuple[str, ...]
    listed: Pairs
    """Meeting and person, whether they were present or not."""
    answered: Pairs
    """Turn, as the columns of the sentences number it, and the actor that somebody answered in it represents."""


def count_raised(graph: Answers) -> Ties:
    """Count in how many turns something was said for each municipality on each theme; by ids.

    The lines of the network of both are these ties.
    """
    marker = read_marker(graph)
    columns, raised = marker.columns, marker.columns.raised_in_turn
    said_for = columns.actor[raised.of]
    chosen = marker.are_municipalities[said_for]
    return _count(said_for[chosen], raised.value[chosen], columns.actors, columns.themes)


def count_replies(graph: Answers) -> Ties:
    """Count in how many turns something said for one actor answers somebody who represents another; by ids."""
    columns, meetings = read_marker(graph).columns, _read_meetings(graph)
    said_for = columns.actor[meetings.answered.of]
    known = said_for != NONE
    return _count(said_for[known], meetings.answered.value[known], columns.actors, meetings.actors)


def count_ties(graph: Answers, kind: str, most: int | None = None) -> Ties:
    """Count the ties of a kind, the heaviest first, then by ids.

    Args:
        graph: what answers the queries.
        kind: one of `KINDS`.
        most: how many to give; None for all.

    Raises:
        CallError: there is no such kind.
    """
    if kind not in KINDS:
        raise CallError(f"there are no ties of the kind {kind!r}; there are {', '.join(KINDS)}")
    ties = KINDS[kind](graph)
    best = np.argsort(-ties.times, kind="stable")[:most]
    return replace(ties, first=ties.first[best], second=ties.second[best], times=ties.times[best])


def count_met(graph: Answers) -> Ties:
    """Count how many meetings have both of two persons on their list; by ids."""
    meetings = _read_meetings(graph)
    mine, other = meetings.listed.join(meetings.listed)
    one, two = meetings.listed.value[mine], meetings.listed.value[other]
    once = one < two
    return _count(one[once], two[once], meetings.persons, meetings.persons)


KINDS: Final[Mapping[str, Callable[[Answers], Ties]]] = {
    "raised": count_raised,
    "replies": count_replies,
    "met": count_met,
}
"""Name → what counts the ties."""


def _count(one: Numbers, other: Numbers, ones: Sequence[str], others: Sequence[str]) -> Ties:
    """Give each two that stand side by side once, in order, and how often they do."""
    coded = np.sort(one * len(others) + other)
    begins = np.flatnonzero(np.diff(coded, prepend=NONE))
    first, second = np.divmod(coded[begins], max(1, len(others)))
    return Ties(ones, others, first, second, np.diff(begins, append=len(coded)))


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
