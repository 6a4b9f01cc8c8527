"""What a network is made of: marks and lines of any kind; every line knows the sentences or meetings it stands on."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

from naeringsgraf.analysis.counting import Counted
from naeringsgraf.analysis.evidence import MeetingFacts, Quote
from naeringsgraf.analysis.layout import Side
from naeringsgraf.analysis.sentences import join_sentences

THEME: Final = "theme"
PERSON: Final = "person"
BODY: Final = "body"
"""Kinds of marks that are not actors; an actor has its own kind, and a body is one that holds meetings."""


class Unit(StrEnum):
    """What the weight of a line counts or measures."""

    SENTENCES = "sentences"
    TURNS = "turns"
    MEETINGS = "meetings"
    THEMES = "themes"
    JACCARD = "jaccard"
    """0 to 1: themes of both over themes of either."""
    COSINE = "cosine"
    """0 to 1: likeness of the numbers of sentences under each theme."""


@dataclass(frozen=True, slots=True)
class Node:
    """One mark: an actor, a theme, a person or a body."""

    id: str
    """"municipality/3005-2020", "theme/batteri", "person/dag-aanensen", "body/…"."""
    label: str
    kind: str
    """"theme", "person", "body", or the kind of actor: "municipality", "region", …"""
    group: str
    """What it is coloured and filtered by: label of the broadest theme above a theme, whom a person met for (empty
    where the minutes do not say), and the kind for all others."""
    quotes: int
    """How many sentences it stands behind, each once; 0 where the lines stand on attendance."""
    degree: int
    """How many lines it has; in a directed network those out of it and into it."""
    x: float
    y: float
    side: Side | None = None
    """The column it stands in; None where the marks do not stand in columns."""
    community: int | None = None
    """Number of the community it belongs to, 1 for the largest; None where they were not looked for."""
    measures: Mapping[str, float] = field(default_factory=dict)
    """Name → value, such as "betweenness"; the names are the same for all marks of a network."""
    meetings: int = 0
    """How many meetings its lines stand on, each once."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One line, with what it stands on. Lines between the same two marks are one."""

    source: str
    """Id of a mark; in a network without directions the one that comes first in order."""
    target: str
    weight: float
    """In the unit of the network; a whole number where it counts."""
    quotes: Sequence[Quote] = ()
    """By date and place in the text; none where the line stands on attendance."""
    met: tuple[MeetingFacts, ...] = ()
    """Meetings that it stands on, by date, where it stands on attendance and not on sentences."""
    through_region: int = 0
    """How many of the sentences were said for a region that the actor belongs to."""
    themes: tuple[str, ...] = ()
    """Ids of the themes that two actors share, by label; `Network.labels` names them. None for other lines."""

    @property
    def id(self) -> str:
        """The same in every export of the same graph."""
        return f"{self.source} {self.target}"

    @property
    def turns(self) -> int:
        """In how many turns its sentences stand."""
        return len({quote.turn for quote in self.quotes})

    @property
    def meetings(self) -> tuple[MeetingFacts, ...]:
        """The meetings that its sentences or attendances are recorded from, each once, by date."""
        return list_meetings((*self.met, *(quote.meeting for quote in self.quotes)))

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days of these meetings, each once, sorted."""
        return tuple(sorted({meeting.date for meeting in self.meetings if meeting.date}))

    @property
    def first(self) -> dt.date | None:
        """Day of the first; None where no meeting has a day."""
        return next(iter(self.days), None)

    @property
    def last(self) -> dt.date | None:
        """Day of the last."""
        return next(reversed(self.days), None)


@dataclass(frozen=True)
class Network:
    """Marks and lines, sorted; there is no mark without a line, and no line twice."""

    kind: str
    """"municipality-theme"; `networks.kinds.KINDS` has them all."""
    nodes: tuple[Node, ...]
    """In two columns: those of the first, then of the second; each by label."""
    edges: tuple[Edge, ...]
    """By source, then target, in the order of the marks."""
    language: str
    """Of the themes' labels."""
    directed: bool = False
    """Lines go from source to target."""
    two_mode: bool = False
    """Lines go between two sorts of marks only: each source is of the first, each target of the second."""
    unit: Unit = Unit.SENTENCES
    """Of the weights."""
    asked: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """Name of a choice → what was asked for, as labels: "theme", "municipality", "places", "around", …"""
    since: dt.date | None = None
    until: dt.date | None = None
    notes: tuple[str, ...] = ()
    """In English: what is counted, how often, and what is not among it; one line each."""
    counted: Counted | None = None
    """Who stands behind the actors; None where there are none among the marks."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Id → label of themes that lines or sentences name."""

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """All sentences behind it, each once, by date and place in the text."""
        joined = join_sentences([edge.quotes for edge in self.edges])
        return list_quotes(quote for edge in self.edges for quote in edge.quotes) if joined is None else tuple(joined)

    @cached_property
    def meetings(self) -> tuple[MeetingFacts, ...]:
        """All meetings that its lines stand on, each once, by date."""
        met = (meeting for edge in self.edges for meeting in edge.met)
        return list_meetings((*met, *(quote.meeting for quote in self.quotes)))


def list_quotes(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Give sentences by date and place in the text, each once."""
    each = {quote.id: quote for quote in quotes}
    meetings = list_meetings(quote.meeting for quote in each.values())
    # Numbers are compared much faster than days and names, and there may be tens of thousands of sentences.
    ranks = {meeting.document: rank for rank, meeting in enumerate(meetings)}
    return tuple(sorted(each.values(), key=lambda quote: (ranks[quote.meeting.document], quote.begins, quote.id)))


def list_meetings(meetings: Iterable[MeetingFacts]) -> tuple[MeetingFacts, ...]:
    """Give meetings by date, those without one last, each once."""
    each = {meeting.document: meeting for meeting in meetings}
    return tuple(sorted(each.values(), key=lambda meeting: (meeting.date or dt.date.max, meeting.document)))
