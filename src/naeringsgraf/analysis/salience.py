"""In what share of its meetings and turns each municipality raised a theme, against that of all of them together."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.choosing import Names, find_themes, gather_by_theme
from naeringsgraf.analysis.evidence import Quote, read_evidence, read_meetings
from naeringsgraf.analysis.finding import Finding, Value, share, take_set
from naeringsgraf.analysis.naming import Naming
from naeringsgraf.analysis.period import read_period
from naeringsgraf.analysis.places import PlaceTime, read_place_time
from naeringsgraf.analysis.presence import Presence, read_presence
from naeringsgraf.analysis.scope import read_scope
from naeringsgraf.days import Day
from naeringsgraf.errors import CallError
from naeringsgraf.model.meeting import ActorKind

COLUMNS: Final = (
    "theme",
    "theme_id",
    "rank",
    "municipality",
    "municipality_id",
    "meetings_raised",
    "meetings",
    "meeting_share",
    "group_meeting_share",
    "turns_raised",
    "turns",
    "turn_share",
    "group_turn_share",
)

LEAST_RANKED: Final = 5
"""Meetings below which a share is not ranked: one meeting more or less then moves it by a fifth or more."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What one municipality gave to one theme."""

    row: str
    label: str
    meetings: int
    """It took part in: somebody met for it, or a turn was taken for it."""
    turns: int
    """Taken for it."""
    quotes: tuple[Quote, ...]
    """Its sentences on the theme; none where it never raised it."""

    @property
    def meetings_raised(self) -> int:
        """Meetings in which it raised the theme."""
        return len({quote.meeting.document for quote in self.quotes})

    @property
    def turns_raised(self) -> int:
        """Turns in which it raised the theme."""
        return len({quote.turn for quote in self.quotes})

    @property
    def share(self) -> Fraction:
        """Of its meetings, exactly."""
        return Fraction(self.meetings_raised, self.meetings)


def salience(
    graph: Answers,
    theme: Names = None,
    municipality: Names = None,
    body: Names = None,
    since: Day = None,
    until: Day = None,
    *,
    min_n: int = LEAST_RANKED,
    places: PlaceTime | str = PlaceTime.AS_OF,
    language: str = "nb",
) -> Finding:
    """Tell how large a share of its meetings and turns each municipality gave to a theme: one row for each of both.

    Shares are from 0 to 1, with four decimals, halves rounded up. Those of the group count each meeting and turn of
    each municipality alike, so that one with few meetings weighs little.

    Args:
        graph: what answers the queries.
        theme: label in any language, or id, of one or more themes, each told on its own, narrower ones counted with
            it, also for those that never raised it; None for every theme that a municipality raised.
        municipality: name, number or id of those to show; the group stays the same.
        body: name or id of the bodies whose meetings count; None for all.
        since: first day, or a year or month.
        until: last day, or a year or month, which belongs to the period.
        min_n: meetings below which a municipality has no rank, and takes none from others.
        places: "as-of" or "today", as for `trace`.
        language: of the themes' labels, "nb", "nn" or "en".

    Raises:
        CallError: a name or day is not known, or `min_n` is below 1.
    """
    read_period(since, until)
    if min_n < 1:
        raise CallError(f"min_n is {min_n}; a share needs at least 1 meeting")
    evidence = read_evidence(graph, language)
    scope = read_scope(graph, evidence, body, since, until)
    naming = Naming(evidence, read_place_time(places))
    themes = find_themes(evidence, theme)
    wanted = naming.find_wanted(municipality, [ActorKind.MUNICIPALITY])
    meetings = read_meetings(graph).values()
    documents = {meeting.document for meeting in meetings if scope.holds(meeting)}
    presence = read_presence(graph, evidence)
    took_part, turns = _count_meetings(presence, naming, documents), _count_turns(presence, naming, documents)
    quotes = [q for q in evidence.quotes if q.meeting.document in documents and naming.is_municipality(q.actor)]
    found: list[tuple[tuple[Value, ...], tuple[Quote, ...]]] = []
    for asked, raising in gather_by_theme(evidence, quotes, themes).items():
        said = _gather_by_row(raising, naming)
        group = [
            Standing(row, naming.label(row), number, turns.get(row, 0), tuple(said.get(row, ())))
            for row, number in took_part.items()
        ]
        for standing, row in _make_rows(group, min_n):
            if (themes or standing.quotes) and (not wanted or standing.row in wanted):
                found.append(((evidence.themes.label(asked), asked, *row), standing.quotes))
    return Finding(
        "salience",
        COLUMNS,
        tuple(row for row, _ in found),
        tuple(quotes for _, quotes in found),
        (*_tell(took_part, min_n), naming.tell(), *scope.tell(meetings)),
        take_set(
            {
                "theme": themes,
                "municipality": sorted(wanted),
                **scope.asked,
                "min_n": min_n,
                "places": str(places),
                "language": language,
            }
        ),
    )


def _count_meetings(presence: Presence, naming: Naming, documents: Collection[str]) -> dict[str, int]:
    """Count in how many meetings each municipality took part."""
    there = [(each.actor, each.document) for each in presence.attendances.values() if each.present]
    heard = [(turn.actor, turn.document) for turn in presence.turns.values()]
    took_part = {
        (naming.find(actor), document)
        for actor, document in (*there, *heard)
        if actor and document in documents and naming.is_municipality(actor)
    }
    return Counter(row for row, _ in sorted(took_part))


def _count_turns(presence: Presence, naming: Naming, documents: Collection[str]) -> dict[str, int]:
    return Counter(
        naming.find(turn.actor)
        for turn in presence.turns.values()
        if turn.actor and turn.document in documents and naming.is_municipality(turn.actor)
    )


def _gather_by_row(raising: Iterable[Quote], naming: Naming) -> Mapping[str, list[Quote]]:
    said: defaultdict[str, list[Quote]] = defaultdict(list)
    for quote in raising:
        if quote.actor:
            said[naming.find(quote.actor)].append(quote)
    return said


def _make_rows(group: Sequence[Standing], min_n: int) -> Iterator[tuple[Standing, tuple[Value, ...]]]:
    """Give the rows of one theme, those with a rank first, then by share, each beside that of the whole group."""
    of_group = share(sum(each.meetings_raised for each in group), sum(each.meetings for each in group))
    turns_of_group = share(sum(each.turns_raised for each in group), sum(each.turns for each in group))
    ranked = sorted(each.share for each in group if each.meetings >= min_n)
    rows = [
        (
            standing,
            (
                len(ranked) - bisect_right(ranked, standing.share) + 1 if standing.meetings >= min_n else None,
                standing.label,
                standing.row,
                standing.meetings_raised,
                standing.meetings,
                of_own := share(standing.meetings_raised, standing.meetings) or 0.0,
                of_group,
                standing.turns_raised,
                standing.turns,
                share(standing.turns_raised, standing.turns),
                turns_of_group,
            ),
            of_own,
        )
        for standing in group
    ]
    rows.sort(key=lambda each: (each[1][0] is None, -each[2], -each[0].meetings, each[0].label, each[0].row))
    yield from ((standing, row) for standing, row, _ in rows)


def _tell(took_part: Mapping[str, int], min_n: int) -> Iterator[str]:
    yield (
        "meeting_share: of the meetings a municipality took part in (somebody met for it, or a turn was taken for it), "
        "those in which it raised the theme. turn_share: of the turns taken for it."
    )
    yield (
        f"The group is the {len(took_part)} municipalities that took part in any of these meetings; its shares count "
        "every meeting and turn of each alike."
    )
    few = sum(number < min_n for number in took_part.values())
    if few:
        yield f"No rank below {min_n} meetings: {few} of {len(took_part)} municipalities; such a share is no trend."
