"""What minutes are made of. Everything taken from the text carries where it stands.

`begins` and `ends` count code points of the document's normalised text, end exclusive, and
`text[begins:ends]` is exactly what is quoted. People are referred to by the number of their `Attendance`
(first is 1), agenda items by their `order` (first is 1), so that two people of one name stay two.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from naeringsgraf.model.names import ThingId


class ActorKind(StrEnum):
    """Who can be represented at a meeting."""

    MUNICIPALITY = "municipality"
    COUNTY = "county"
    REGION = "region"
    CLUSTER = "cluster"
    COMPANY = "company"
    STATE = "state"
    PARTY = "party"
    SECRETARIAT = "secretariat"
    BODY = "body"
    OTHER = "other"


class Status(StrEnum):
    """How someone stands in the attendance list."""

    PRESENT = "present"
    ABSENT = "absent"
    SUBSTITUTE = "substitute"


class Mode(StrEnum):
    """What a sentence does."""

    INFORMATION = "information"
    REQUEST = "request"
    PROBLEM = "problem"
    SUPPORT = "support"
    OPPOSITION = "opposition"


class Basis(StrEnum):
    """How we came to hold something."""

    RECORDED = "recorded"
    """It stands there."""
    INFERRED = "inferred"
    """A rule concluded it; the rule is told."""
    REVIEWED = "reviewed"
    """A person said so."""


JUDGEMENT_RULE = "judgement"
"""Rule of what a person decided."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who can be represented: a municipality on a date, a cluster, a body ..."""

    id: ThingId
    name: str
    """Canonical: "Drammen kommune", "Hamarregionen", "VRINN"."""
    kind: ActorKind
    registered: bool = False
    """It stands in the registers, which then hold its label and relations."""
    part_of: ThingId | None = None
    """For a secretariat or a body: whose it is. None where the text does not say."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person at one meeting."""

    number: int
    name: str
    """Given name first."""
    printed: str
    """As it stands in the text."""
    begins: int
    ends: int
    affiliation_printed: str | None = None
    affiliation: Actor | None = None
    """Whom they represent. None where the text names nobody, or the name is ambiguous."""
    role: str | None = None
    party_printed: str | None = None
    party: Actor | None = None
    status: Status = Status.PRESENT
    substitute_for: int | None = None
    """Number of the attendance of the one they stand in for."""
    aliases: tuple[str, ...] = ()
    """Other forms used for the same person in this document."""
    listed: bool = True
    """False for one who took part but stands in no attendance list."""
    rule: str = "attendance-list"

    @property
    def basis(self) -> Basis:
        """Tell whether it stands in the list, was concluded from the text, or whom they met for was reviewed."""
        if self.rule == JUDGEMENT_RULE:
            return Basis.REVIEWED
        return Basis.RECORDED if self.listed else Basis.INFERRED


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item, in the order of the minutes."""

    order: int
    number: str | None
    """As printed, less a trailing point: "8", "PS 6/15". None in an unnumbered list."""
    title: str
    begins: int
    ends: int
    parent: int | None = None
    """Order of the item this is a part of."""


OBSTACLE: Final = "obstacle"
"""Rule that says that a sentence states a problem."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a turn, with what it does and the themes it raises."""

    order: int
    """Place among all statements of the document, first is 1."""
    text: str
    begins: int
    ends: int
    mode: Mode
    themes: tuple[ThingId, ...] = ()
    addressee: Actor | None = None
    addressee_printed: str | None = None
    """Whom a request is put to, as written: "kommunene". None where nobody is named."""
    rule: str = "sentence"
    basis: Basis = Basis.RECORDED
    also_mode: Mode | None = None
    """What it does besides, in another clause: a request may also state a problem. None for nearly all."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One turn to speak under one agenda item; two turns in a row by one person are two."""

    order: int
    text: str
    begins: int
    ends: int
    item: int | None
    """Order of the agenda item. None where the text stands under none."""
    speaker: int | None = None
    """Number of an attendance. None when nobody is named; never whoever spoke last."""
    speaker_printed: str | None = None
    on_behalf_printed: str | None = None
    """Whom they speak for, where it stands beside the name of the speaker."""
    on_behalf_of: Actor | None = None
    replies_to: tuple[int, ...] = ()
    """Numbers of the attendances answered, in the order they are named."""
    themes: tuple[ThingId, ...] = ()
    presentation: bool = False
    """The text only points to slides, or opens an item."""
    statements: tuple[Statement, ...] = ()
    rule: str = "labelled-turn"
    basis: Basis = Basis.RECORDED


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided under an item. Rejected proposals are none."""

    text: str
    begins: int
    ends: int
    item: int | None


@dataclass(frozen=True, slots=True)
class Committee:
    """A group set up in the meeting."""

    name: str
    members: tuple[int, ...]
    """Numbers of attendances."""
    item: int | None
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that somebody put forward."""

    value: str
    """As printed: "35%", "140 000", "10-16 år"."""
    unit: str
    """What it counts, as printed after the number; may be empty."""
    begins: int
    ends: int
    said_by: int | None
    """Number of an attendance. None where nobody is named."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated that the minutes tell of."""

    name: str
    date: dt.date | None
    """None where the text gives a day without a year that could be told."""
    begins: int
    ends: int


class ReferenceKind(StrEnum):
    """What is cited."""

    MINUTES = "minutes"
    POLICY = "policy"
    PRESENTATION = "presentation"


@dataclass(frozen=True, slots=True)
class Reference:
    """An earlier meeting, a policy document or slides that the minutes point to."""

    kind: ReferenceKind
    title: str
    date: dt.date | None
    begins: int
    ends: int


class MentionKind(StrEnum):
    """What is mentioned."""

    PERSON = "person"
    MUNICIPALITY = "municipality"
    COUNTY = "county"
    REGION = "region"
    CLUSTER = "cluster"
    ORGANISATION = "organisation"
    THEME = "theme"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that stands for something known."""

    kind: MentionKind
    text: str
    begins: int
    ends: int
    target: ThingId | None
    """What it stands for; for a person "#attendance-3" of the same document. None where it is ambiguous."""
    name: str
    """Canonical name of the target; the printed form where there is none."""
    candidates: tuple[ThingId, ...] = ()
    """What it may stand for, when ambiguous; else empty."""
    confidence: float = 1.0
    """0 to 1."""
    rule: str = "name"
    basis: Basis = Basis.RECORDED


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that looked like content and could not be read."""

    text: str
    begins: int
    ends: int
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What one judgement came to in this document."""

    key: str
    """Name of the judgement."""
    decided: tuple[ThingId, ...] = ()
    """Parts of the document that are as they are because of it: "#statement-7"; empty for what it took away."""
    object: ThingId | None = None
    """What it is about beside the document: a theme, a municipality, an actor, "#attendance-3"."""
    problem: str = ""
    """Why it cannot be carried out, with what stands there now; empty where it was."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Everything read from one document."""

    body: Actor | None = None
    date: dt.date | None = None
    end_date: dt.date | None = None
    """Last day of a meeting over several days; None for one of a single day."""
    start: dt.time | None = None
    end: dt.time | None = None
    place: str | None = None
    language: str = "nb"
    """"nb" or "nn"."""
    constructed: bool = False
    """The text says that it is made up or a retelling."""
    attendees: tuple[Attendance, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    decisions: tuple[Decision, ...] = ()
    committees: tuple[Committee, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    references: tuple[Reference, ...] = ()
    mentions: tuple[Mention, ...] = ()
    unread: tuple[Unread, ...] = ()
    judged: tuple[Judged, ...] = ()
