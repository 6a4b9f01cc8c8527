"""What a number is measured against: all the turns of a municipality, and all the meetings that it was at."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, cast

from naeringsgraf.analysis.answers import Answers, ask, shorten_iri
from naeringsgraf.analysis.evidence import MeetingFacts, read_meetings

_KEPT: Final = "appearances"

Key = tuple[str, str]
"""Id of a row and of what its numbers are told apart by; the latter is empty where they are not."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """That something was said for an actor, or that somebody was present for them."""

    actor: str
    meeting: MeetingFacts
    turn: str | None = None
    """None where they are only known to be present."""


@dataclass(frozen=True, slots=True)
class Turnout:
    """How much there was of each row."""

    turns: Mapping[Key, int]
    """All turns, those that raise no theme too."""
    meetings: Mapping[Key, int]
    """Those in which somebody was present for the row, or something was said for it."""


def read_appearances(graph: Answers) -> tuple[Appearance, ...]:
    """Read who spoke and who was present, in every meeting that is recorded; once for a graph that does not change."""
    if not graph.lasting:
        return _read_appearances(graph)
    if _KEPT not in graph.kept:
        graph.kept[_KEPT] = _read_appearances(graph)
    return cast(tuple[Appearance, ...], graph.kept[_KEPT])


def _read_appearances(graph: Answers) -> tuple[Appearance, ...]:
    meetings = read_meetings(graph)
    return tuple(
        Appearance(shorten_iri(row["actor"]), meetings[row["document"]], row.get("turn"))
        for query in ("spoken-for", "met-for")
        for row in ask(graph, query)
        if row["document"] in meetings
    )


def count_turnout(
    appearances: Iterable[Appearance],
    rows_of: Callable[[str], Iterable[str]],
    column_of: Callable[[MeetingFacts], str],
) -> Turnout:
    """Count turns and meetings by row and column.

    Args:
        appearances: those of the period.
        rows_of: gives the ids of the rows that an actor counts for.
        column_of: gives what numbers are told apart by; always the same where they are not.
    """
    turns: defaultdict[Key, set[str]] = defaultdict(set)
    meetings: defaultdict[Key, set[str]] = defaultdict(set)
    for each in appearances:
        column = column_of(each.meeting)
        for row in rows_of(each.actor):
            meetings[row, column].add(each.meeting.document)
            if each.turn:
                turns[row, column].add(each.turn)
    return Turnout(
        {key: len(found) for key, found in turns.items()}, {key: len(found) for key, found in meetings.items()}
    )
