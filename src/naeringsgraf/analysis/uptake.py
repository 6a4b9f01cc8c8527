"""Who took up a theme first, who took it up after, in which order and with what lag."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.choosing import Names, find_themes, gather_by_theme
from naeringsgraf.analysis.evidence import MeetingFacts, Quote, read_evidence, read_meetings
from naeringsgraf.analysis.finding import Finding, Value, take_set
from naeringsgraf.analysis.naming import Naming
from naeringsgraf.analysis.period import read_period
from naeringsgraf.analysis.places import PlaceTime, read_place_time
from naeringsgraf.analysis.presence import Presence, Turn, read_presence
from naeringsgraf.analysis.scope import find_body, read_scope
from naeringsgraf.days import Day
from naeringsgraf.model.meeting import ActorKind

COLUMNS: Final = (
    "theme",
    "theme_id",
    "order",
    "actor",
    "actor_id",
    "how",
    "answers",
    "date",
    "lag_days",
    "lag_meetings",
    "lag_turns",
    "speaker",
    "text",
    "basis",
    "body",
    "meeting",
    "document",
    "statement",
)

FIRST: Final = "first"
REPLY: Final = "reply"
SAME_MEETING: Final = "same-meeting"
LATER_MEETING: Final = "later-meeting"
OTHER_BODY: Final = "other-body"

_NOTES: Final = (
    "One row for each that raised the theme, with its first sentence on it; what is narrower counts as the theme.",
    "order: 1 + how many raised it on an earlier day, or earlier at the same meeting; two meetings of one day are "
    "not put in order.",
    "lag_days: days since it was first raised. lag_meetings: meetings of this row's body since that day, up to this "
    "one, of those in the graph. lag_turns: turns since it first came up at this meeting, by anyone; 0 brought it up.",
    'how: "reply" answers somebody who raised it earlier at that meeting; "later-meeting" is of the body where it was '
    'first raised, "other-body" of another, or of one not named.',
)


@dataclass(frozen=True, slots=True)
class Taking:
    """That someone raised a theme for the first time."""

    row: str
    """Id of whom it was said for."""
    quote: Quote
    turn: Turn

    @property
    def day(self) -> str:
        """ISO day of the meeting."""
        assert self.quote.date is not None  # A scope holds no meeting without a day.
        return self.quote.date.isoformat()

    @property
    def place(self) -> tuple[str, str, int, int, str]:
        """What raisings are put in order by: day, document, turn, place in the text."""
        return self.day, self.quote.meeting.document, self.turn.order, self.quote.begins, self.quote.id


def uptake(
    graph: Answers,
    theme: Names = None,
    actor: Names = None,
    body: Names = None,
    since: Day = None,
    until: Day = None,
    *,
    places: PlaceTime | str = PlaceTime.AS_OF,
    language: str = "nb",
) -> Finding:
    """List who raised a theme first and who took it up after: one row for each that raised it, of any kind.

    Args:
        graph: what answers the queries.
        theme: label in any language, or id, of one or more themes, each told on its own, narrower ones counted with
            it; None for every theme that was raised.
        actor: name or id of those to show; their order and lag stay those among all.
        body: name or id of the bodies whose meetings count; None for all.
        since: first day, or a year or month; what was raised before counts for nothing.
        until: last day, or a year or month, which belongs to the period.
        places: "as-of" or "today", as for `trace`.
        language: of the themes' labels, "nb", "nn" or "en".

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    read_period(since, until)
    evidence = read_evidence(graph, language)
    scope = read_scope(graph, evidence, body, since, until)
    naming = Naming(evidence, read_place_time(places))
    themes = find_themes(evidence, theme)
    wanted = naming.find_wanted(actor, ActorKind)
    meetings = list(read_meetings(graph).values())
    minutes = _Minutes(read_presence(graph, evidence), meetings)
    quotes = [quote for quote in evidence.quotes if scope.holds(quote.meeting)]
    found: list[tuple[tuple[Value, ...], Quote]] = []
    nameless: list[str] = []
    for asked, raising in gather_by_theme(evidence, quotes, themes).items():
        label = evidence.themes.label(asked)
        takings = _find_takings(raising, naming, minutes)
        within = evidence.themes.narrower(asked) | {asked}
        for taking, order in _put_in_order(takings):
            if not wanted or taking.row in wanted:
                row = _make_row(taking, order, takings[0], raising, within, naming, minutes)
                found.append(((label, asked, *row), taking.quote))
        nameless += _tell_nameless(label, raising, takings) if themes else []
    return Finding(
        "uptake",
        COLUMNS,
        tuple(row for row, _ in found),
        tuple((quote,) for _, quote in found),
        (*_NOTES, naming.tell(), *nameless, *scope.tell(meetings)),
        take_set(
            {"theme": themes, "actor": sorted(wanted), **scope.asked, "places": str(places), "language": language}
        ),
    )


class _Minutes:
    """What the minutes tell of turns and meetings, looked up in the ways that lags are counted."""

    def __init__(self, presence: Presence, meetings: Iterable[MeetingFacts]) -> None:
        self.presence = presence
        self._spoken: defaultdict[str, list[Turn]] = defaultdict(list)
        for turn in presence.turns.values():
            if turn.speaker:
                self._spoken[turn.speaker].append(turn)
        self._days: defaultdict[str | None, list[str]] = defaultdict(list)
        for day, body in sorted((each.date.isoformat(), find_body(each) or "") for each in meetings if each.date):
            self._days[body].append(day)

    def count_meetings(self, body: str, after: str, until: str) -> int:
        """Count the meetings of a body after one ISO day, up to another."""
        return bisect_right(self._days[body], until) - bisect_right(self._days[body], after)

    def find_answered(self, turn: Turn, within: frozenset[str]) -> str | None:
        """Give the name of the one whom a turn answers and who raised a theme before it; the earliest of several."""
        names = [
            (before.order, self.presence.attendances[answered].name)
            for answered in turn.answers
            for before in self._spoken[answered]
            if before.order < turn.order and before.themes & within
        ]
        return min(names)[1] if names else None


def _find_takings(raising: Iterable[Quote], naming: Naming, minutes: _Minutes) -> list[Taking]:
    """Give the first raising of each, by its place."""
    first: dict[str, Taking] = {}
    for quote in raising:
        if quote.actor is not None:
            taking = Taking(naming.find(quote.actor), quote, minutes.presence.turns[quote.turn])
            first[taking.row] = min(taking, first.get(taking.row, taking), key=lambda each: each.place)
    return sorted(first.values(), key=lambda taking: taking.place)


def _put_in_order(takings: list[Taking]) -> list[tuple[Taking, int]]:
    """Number raisings by how many certainly came before: on an earlier day, or at the same meeting."""
    days = [taking.day for taking in takings]
    meetings: defaultdict[str, list[int]] = defaultdict(list)
    for taking in takings:
        meetings[taking.quote.meeting.document].append(taking.turn.order)
    numbered = [
        (
            taking,
            1 + bisect_left(days, taking.day) + bisect_left(meetings[taking.quote.meeting.document], taking.turn.order),
        )
        for taking in takings
    ]
    return sorted(numbered, key=lambda each: (each[1], each[0].place))


def _make_row(
    taking: Taking,
    order: int,
    first: Taking,
    raising: Iterable[Quote],
    within: frozenset[str],
    naming: Naming,
    minutes: _Minutes,
) -> tuple[Value, ...]:
    quote, meeting = taking.quote, taking.quote.meeting
    body = find_body(meeting)
    answers = minutes.find_answered(taking.turn, within)
    here = [minutes.presence.turns[each.turn].order for each in raising if each.meeting.document == meeting.document]
    return (
        order,
        naming.label(taking.row),
        taking.row,
        _tell_how(taking, first, order, answers),
        answers,
        taking.day,
        (dt.date.fromisoformat(taking.day) - dt.date.fromisoformat(first.day)).days,
        minutes.count_meetings(body, first.day, taking.day) if body else None,
        taking.turn.order - min(here),
        quote.speaker or quote.speaker_printed,
        quote.text,
        quote.basis,
        meeting.body_label,
        meeting.label,
        meeting.document,
        quote.id,
    )


def _tell_how(taking: Taking, first: Taking, order: int, answers: str | None) -> str:
    if order == 1:
        return FIRST
    if answers is not None:
        return REPLY
    if taking.day == first.day:
        return SAME_MEETING
    body = find_body(taking.quote.meeting)
    return LATER_MEETING if body and body == find_body(first.quote.meeting) else OTHER_BODY


def _tell_nameless(label: str, raising: list[Quote], takings: list[Taking]) -> Iterator[str]:
    nameless = [quote for quote in raising if quote.actor is None]
    if not nameless:
        return
    first = min(nameless, key=lambda quote: quote.place)
    early = not takings or first.place < takings[0].quote.place
    told = f"; the first of them ({first.date}) came before all others" if early else ""
    yield f'Sentences on "{label}" not in the order, for nobody is named: {len(nameless)}{told}.'
