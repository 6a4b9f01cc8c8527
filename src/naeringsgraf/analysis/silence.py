"""Who was at which meeting without raising a theme: silent, on other themes, absent, or not a member then.

To say that somebody was silent is a claim, too. Where the minutes leave room for the opposite, the answer is
"not-known", and says why.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.choosing import Names, find_themes, widen_themes
from naeringsgraf.analysis.evidence import Evidence, MeetingFacts, Quote, read_evidence, read_meetings
from naeringsgraf.analysis.finding import Finding, Value, take_set
from naeringsgraf.analysis.naming import Naming
from naeringsgraf.analysis.period import read_period
from naeringsgraf.analysis.places import PlaceTime, read_place_time
from naeringsgraf.analysis.presence import Attendance, Presence, Turn, read_presence
from naeringsgraf.analysis.scope import find_body, read_scope
from naeringsgraf.days import Day
from naeringsgraf.model.meeting import ActorKind

COLUMNS: Final = (
    "theme",
    "theme_id",
    "municipality",
    "municipality_id",
    "date",
    "state",
    "why",
    "turns",
    "turns_on_theme",
    "body",
    "meeting",
    "document",
)

RAISED: Final = "raised"
OTHER_THEMES: Final = "other-themes"
SILENT: Final = "silent"
ABSENT: Final = "absent"
NOT_MEMBER: Final = "not-member"
NOT_KNOWN: Final = "not-known"
STATES: Final = (RAISED, OTHER_THEMES, SILENT, ABSENT, NOT_MEMBER, NOT_KNOWN)

_NOTES: Final = (
    "One row a municipality and meeting, of the bodies in whose minutes it stands at all. raised: a turn for it is on "
    "the theme; other-themes: it spoke, never on this; silent: somebody met for it, and no turn of theirs is minuted.",
    "absent: told so, or a member that is not in the list. Member: from the first to the last of the body's minutes in "
    "the graph that name it, present, absent or speaking; not-member: before or after that.",
    "not-known, by why: for-another (its own raised it on behalf of another), answer (it answers somebody who had "
    "raised it), slides (one of its turns only points to slides or opens an item, so what was said is not minuted), "
    "unnamed-turn (nobody is named for one on the theme), unknown-speaker (the name over a turn could not be told), "
    "no-list, unplaced-attendee (it is not told whom one of those present met for), region (its region met).",
    "A theme is raised by a sentence that names it; one that is only meant is missed. Read the minutes before saying "
    "that somebody was silent.",
)


@dataclass(slots=True)
class Part:
    """What one municipality did at one meeting, as far as it is minuted."""

    present: bool = False
    told_absent: bool = False
    turns: set[str] = field(default_factory=set)
    """Turns for it, and of those who met for it, whomever they spoke for."""
    raising: set[str] = field(default_factory=set)
    """Those of them on the theme that were for it."""
    for_another: bool = False
    """One who met for it raised the theme on behalf of another."""
    answers: bool = False
    """One of its turns answers somebody who raised the theme before, and may be on it without naming it."""
    slides: bool = False
    """One of its turns only points to slides, or opens an item."""


@dataclass(slots=True)
class Room:
    """What the minutes of one meeting leave open for all."""

    listed: bool = False
    """There is an attendance list that tells who was there."""
    unplaced: bool = False
    """It is not told whom one of those present met for."""
    regions: set[str] = field(default_factory=set)
    """Rows of the municipalities whose region met."""
    unknown_speaker: bool = False
    """A turn stands under a name, and it cannot be told whose."""
    unnamed_turn: bool = False
    """Nobody is named for a turn on the theme."""


def silence(
    graph: Answers,
    theme: Names = None,
    municipality: Names = None,
    body: Names = None,
    since: Day = None,
    until: Day = None,
    *,
    places: PlaceTime | str = PlaceTime.AS_OF,
    language: str = "nb",
) -> Finding:
    """Tell for each municipality and meeting whether it raised a theme, and if not, how it came to be silent.

    Args:
        graph: what answers the queries.
        theme: label in any language, or id, of one or more themes, each told on its own, narrower ones counted with
            it; None for any theme at all.
        municipality: name, number or id of those to show; None for all.
        body: name or id of the bodies whose meetings are told; None for all.
        since: first day, or a year or month. Who was a member is told by minutes of all days.
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
    wanted = naming.find_wanted(municipality, [ActorKind.MUNICIPALITY])
    meetings = list(read_meetings(graph).values())
    minutes = _Minutes(read_presence(graph, evidence), meetings, naming, evidence)
    found: list[tuple[tuple[Value, ...], tuple[Quote, ...]]] = []
    named: list[str | None] = [*sorted(themes, key=lambda id: (evidence.themes.label(id), id))]
    for asked in named or [None]:
        minutes.look_for(widen_themes(evidence, [asked] if asked else []))
        said = _gather_quotes(evidence, naming, widen_themes(evidence, [asked] if asked else []))
        head = (evidence.themes.label(asked) if asked else None, asked)
        for row, meeting in minutes.list_places():
            if scope.holds(meeting) and (not wanted or row in wanted):
                found.append(((*head, *minutes.tell(row, meeting)), tuple(said.get((row, meeting.document), ()))))
    return Finding(
        "silence",
        COLUMNS,
        tuple(row for row, _ in found),
        tuple(quotes for _, quotes in found),
        (*_NOTES, _tell_states(row for row, _ in found), naming.tell(), *scope.tell(meetings)),
        take_set(
            {
                "theme": themes,
                "municipality": sorted(wanted),
                **scope.asked,
                "places": str(places),
                "language": language,
            }
        ),
    )


class _Minutes:
    """What all minutes tell of municipalities: when they were members, and what they did at each meeting."""

    def __init__(
        self, presence: Presence, meetings: Iterable[MeetingFacts], naming: Naming, evidence: Evidence
    ) -> None:
        self._presence = presence
        self._naming = naming
        self._meetings = {each.document: each for each in meetings if each.date is not None}
        self._members = {region: set(map(naming.find, facts.members)) for region, facts in evidence.regions.items()}
        self._spans = self._find_spans()
        self._parts: defaultdict[tuple[str, str], Part] = defaultdict(Part)
        self._rooms: defaultdict[str, Room] = defaultdict(Room)

    def look_for(self, within: frozenset[str] | None) -> None:
        """Read all parts with an eye to some themes; None for any theme."""
        self._parts.clear()
        self._rooms.clear()
        for attendance in self._presence.attendances.values():
            self._read_attendance(attendance)
        on_theme = {
            turn.id: turn
            for turn in self._presence.turns.values()
            if (turn.themes if within is None else turn.themes & within)
        }
        raised: defaultdict[str | None, list[int]] = defaultdict(list)
        for turn in on_theme.values():
            raised[turn.speaker].append(turn.order)
        for turn in self._presence.turns.values():
            answers = any(order < turn.order for answered in turn.answers for order in raised[answered])
            self._read_turn(turn, on_theme=turn.id in on_theme, answers=answers)

    def list_places(self) -> list[tuple[str, MeetingFacts]]:
        """Give each municipality with each meeting of the bodies in whose minutes it stands, in the order of rows."""
        held: defaultdict[str, list[MeetingFacts]] = defaultdict(list)
        for meeting in self._meetings.values():
            held[_find_group(meeting)].append(meeting)
        every = [(row, meeting) for row, group in self._spans for meeting in held[group]]
        return sorted(every, key=lambda each: (self._naming.label(each[0]), each[0], each[1].date, each[1].document))

    def tell(self, row: str, meeting: MeetingFacts) -> tuple[Value, ...]:
        """Give the cells of one municipality at one meeting."""
        part, room = self._parts.get((row, meeting.document), Part()), self._rooms[meeting.document]
        first, last = self._spans[row, _find_group(meeting)]
        day = _tell_day(meeting)
        state, why = _tell_state(part, room, member=first <= day <= last, by_region=row in room.regions)
        return (
            self._naming.label(row),
            row,
            day,
            state,
            why,
            len(part.turns),
            len(part.raising),
            meeting.body_label,
            meeting.label,
            meeting.document,
        )

    def _find_spans(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Give municipality and body → the first and last day on which the body's minutes name it."""
        days: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        there = [(each.actor, each.document) for each in self._presence.attendances.values()]
        heard = [(turn.actor, turn.document) for turn in self._presence.turns.values()]
        for actor, document in (*there, *heard):
            meeting = self._meetings.get(document)
            if meeting and actor and self._naming.is_municipality(actor):
                days[self._naming.find(actor), _find_group(meeting)].append(_tell_day(meeting))
        return {key: (min(found), max(found)) for key, found in days.items()}

    def _read_attendance(self, attendance: Attendance) -> None:
        room = self._rooms[attendance.document]
        if attendance.present:
            room.listed |= attendance.listed
            room.unplaced |= attendance.actor is None
            room.regions |= self._members.get(attendance.actor or "", set())
        if attendance.actor and self._naming.is_municipality(attendance.actor):
            part = self._parts[self._naming.find(attendance.actor), attendance.document]
            part.present |= attendance.present
            part.told_absent |= not attendance.present

    def _read_turn(self, turn: Turn, *, on_theme: bool, answers: bool) -> None:
        room = self._rooms[turn.document]
        if turn.actor is None:
            room.unnamed_turn |= on_theme
            room.unknown_speaker |= turn.speaker is None and turn.printed is not None
        elif self._naming.is_municipality(turn.actor):
            part = self._parts[self._naming.find(turn.actor), turn.document]
            part.turns.add(turn.id)
            part.raising.update([turn.id] if on_theme else [])
            part.answers |= answers
            part.slides |= turn.slides
        met_for = self._presence.attendances[turn.speaker].actor if turn.speaker else None
        if met_for and met_for != turn.actor and self._naming.is_municipality(met_for):
            part = self._parts[self._naming.find(met_for), turn.document]
            part.turns.add(turn.id)
            part.for_another |= on_theme
            part.answers |= answers
            part.slides |= turn.slides


def _tell_state(part: Part, room: Room, *, member: bool, by_region: bool) -> tuple[str, str | None]:
    """Give the state, and for some why: the first of these that holds."""
    there = part.present or bool(part.turns)
    told = (
        (bool(part.raising), RAISED, None),
        (part.for_another, NOT_KNOWN, "for-another"),
        (part.answers, NOT_KNOWN, "answer"),
        (part.slides, NOT_KNOWN, "slides"),
        (there and room.unnamed_turn, NOT_KNOWN, "unnamed-turn"),
        (bool(part.turns), OTHER_THEMES, None),
        (there and room.unknown_speaker, NOT_KNOWN, "unknown-speaker"),
        (there, SILENT, None),
        (part.told_absent, ABSENT, "told"),
        (not room.listed, NOT_KNOWN, "no-list"),
        (not member, NOT_MEMBER, None),
        (by_region, NOT_KNOWN, "region"),
        (room.unplaced, NOT_KNOWN, "unplaced-attendee"),
    )
    return next(((state, why) for holds, state, why in told if holds), (ABSENT, "not-listed"))


def _gather_quotes(
    evidence: Evidence, naming: Naming, within: frozenset[str] | None
) -> Mapping[tuple[str, str], list[Quote]]:
    """Give municipality and document → its sentences on the theme."""
    said: defaultdict[tuple[str, str], list[Quote]] = defaultdict(list)
    for quote in evidence.quotes:
        if quote.actor and (quote.themes if within is None else within & set(quote.themes)):
            said[naming.find(quote.actor), quote.meeting.document].append(quote)
    return said


def _find_group(meeting: MeetingFacts) -> str:
    """Give what has members: the body, or where it is not known, this one meeting."""
    return find_body(meeting) or meeting.document


def _tell_day(meeting: MeetingFacts) -> str:
    assert meeting.date is not None  # Those without a day are left out from the beginning.
    return meeting.date.isoformat()


def _tell_states(rows: Iterable[tuple[Value, ...]]) -> str:
    counts = Counter(row[COLUMNS.index("state")] for row in rows)
    return f"Municipalities × meetings: {', '.join(f'{counts[state]} {state}' for state in STATES)}."
