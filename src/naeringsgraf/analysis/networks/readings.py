"""What the kinds of network read from a graph, each part once, however many networks are drawn from it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from naeringsgraf.analysis.answers import Answers, ask, shorten_iri, take_local
from naeringsgraf.analysis.evidence import Evidence, MeetingFacts, Quote, read_evidence, read_known, read_meetings
from naeringsgraf.analysis.narrowing import EVERYTHING, Narrowing
from naeringsgraf.model.meeting import Status


@dataclass(frozen=True, slots=True)
class Presence:
    """That a person was at a meeting; those on the list who were absent have none."""

    attendance: str
    """"minutes/2022-…#attendance-3"."""
    person: str
    """"person/dag-aanensen"."""
    name: str
    actor: str | None
    """Id of whom they met for; None where the minutes do not say."""
    meeting: MeetingFacts


@dataclass(frozen=True, slots=True)
class Reply:
    """That a turn answers someone."""

    turn: str
    actor: str | None
    """Id of whom the turn was said for; None where nobody is named."""
    speaker: str | None
    """Id of the attendance of who spoke."""
    answered: str
    """Id of the attendance of who is answered."""
    meeting: MeetingFacts
    quotes: tuple[Quote, ...]
    """The sentences of the turn, those without a theme too."""


class Readings:
    """A graph, and what has been read from it; it answers queries as the graph does."""

    def __init__(self, graph: Answers, narrowing: Narrowing = EVERYTHING) -> None:
        """Take in the graph, which must not change, and what sentences and answers must be to be told."""
        self._graph = graph
        self._narrowing = narrowing
        self.lasting = graph.lasting
        self.kept = graph.kept
        self._evidence: dict[str, Evidence] = {}
        self._known: dict[str, Evidence] = {}

    def query(self, text: str, /, **values: Any) -> Any:
        """Give the rows of a SELECT."""
        return self._graph.query(text, **values)

    def columns(self, text: str, /) -> tuple[list[str | None], ...]:
        """Give the columns of a SELECT."""
        return self._graph.columns(text)

    def narrow(self, narrowing: Narrowing) -> "Readings":
        """Give what reads the same graph, and tells of some sentences and answers alone."""
        return Readings(self._graph, narrowing)

    def evidence(self, language: str) -> Evidence:
        """Give all sentences, with actors, themes and places."""
        if language not in self._evidence:
            read = read_evidence(self._graph, language)
            if self._narrowing != EVERYTHING:
                read = replace(read, quotes=tuple(filter(self._narrowing.holds, read.quotes)))
            self._evidence[language] = read
        return self._evidence[language]

    def known(self, language: str) -> Evidence:
        """Give actors, themes and places; no sentences unless they were read already."""
        if language in self._evidence:
            return self._evidence[language]
        if language not in self._known:
            self._known[language] = read_known(self._graph, language)
        return self._known[language]

    @cached_property
    def presences(self) -> tuple[Presence, ...]:
        """All who were at a meeting, themselves or as a substitute, by date, document and place in the list."""
        return tuple(each for each, status in self._attendances.values() if status != Status.ABSENT)

    def find_attendance(self, id: str) -> Presence | None:
        """Give an attendance, though the person was absent; None where nobody is known behind it."""
        found = self._attendances.get(id)
        return found[0] if found else None

    @cached_property
    def replies(self) -> tuple[Reply, ...]:
        """All answers, by date, document and turn."""
        sentences: defaultdict[str, list[Quote]] = defaultdict(list)
        for quote in self.evidence(next(iter(self._evidence), "nb")).quotes:
            sentences[quote.turn].append(quote)
        found = [
            Reply(
                turn=shorten_iri(row["turn"]),
                actor=shorten_iri(row["actor"]) if "actor" in row else None,
                speaker=shorten_iri(row["speaker"]) if "speaker" in row else None,
                answered=shorten_iri(row["answered"]),
                meeting=self._meetings[row["document"]],
                quotes=tuple(sentences[shorten_iri(row["turn"])]),
            )
            for row in ask(self._graph, "replies")
            if row["document"] in self._meetings
        ]
        told = [each for each in found if self._is_told(each)]
        return tuple(sorted(told, key=lambda each: (*_order(each.meeting), each.turn, each.answered, str(each.actor))))

    def _is_told(self, reply: Reply) -> bool:
        narrowing = self._narrowing
        return narrowing.holds_turn(reply.turn, reply.meeting) and (not narrowing.bases or bool(reply.quotes))

    @cached_property
    def _meetings(self) -> Mapping[str, MeetingFacts]:
        return read_meetings(self._graph)

    @cached_property
    def _attendances(self) -> Mapping[str, tuple[Presence, str]]:
        found: dict[str, tuple[Presence, str]] = {}
        for row in sorted(ask(self._graph, "presences"), key=lambda row: sorted(row.items())):
            if row["document"] in self._meetings:
                id = shorten_iri(row["attendance"])
                actor = shorten_iri(row["actor"]) if "actor" in row else None
                meeting = self._meetings[row["document"]]
                presence = Presence(id, shorten_iri(row["person"]), row["name"], actor, meeting)
                found.setdefault(id, (presence, take_local(row["status"])))
        return dict(sorted(found.items(), key=lambda each: (*_order(each[1][0].meeting), each[0])))


def read_once(graph: Answers) -> Readings:
    """Give what reads a graph once; itself where the caller has it already."""
    return graph if isinstance(graph, Readings) else Readings(graph)


def _order(meeting: MeetingFacts) -> tuple[dt.date, str]:
    return meeting.date or dt.date.max, meeting.document
