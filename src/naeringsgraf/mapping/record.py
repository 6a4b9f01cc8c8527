"""One document and its meeting as a JSON object, for people and other programs.

People stand by name, items by their printed number (or title), themes by their Bokmål label. Since two people may share
a name, each name of a person has a number beside it: `attendees[].number`. The keys are a public contract, written down
in `record.schema.json`.
"""

import datetime as dt
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from importlib.resources import files
from itertools import accumulate
from math import inf
from typing import Any, Final

from naeringsgraf.mapping.iri import BASE, Iri, mint_document, mint_iri
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import (
    OBSTACLE,
    Actor,
    Attendance,
    Committee,
    Contribution,
    Decision,
    Figure,
    Meeting,
    Mention,
    MentionKind,
    Mode,
    Statement,
)
from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.general import is_general
from naeringsgraf.registers.themes import load_themes

Record = dict[str, Any]

_ORGANISATIONS: Final = frozenset({MentionKind.ORGANISATION, MentionKind.CLUSTER, MentionKind.REGION})


def make_record(
    document: Document, meeting: Meeting, base: str = BASE, theme_names: Mapping[ThingId, str] | None = None
) -> Record:
    """Make the record of one document.

    `theme_names` gives the Bokmål label of each theme; without it they come from the shipped thesaurus.
    """
    if theme_names is None:
        theme_names = {theme.id: theme.pref["nb"] for theme in load_themes().values()}
    return _RecordMaker(document, meeting, base, theme_names).make()


def read_schema() -> Record:
    """Give the JSON Schema (draft 2020-12) that every record meets."""
    schema: Record = json.loads(files("naeringsgraf.mapping").joinpath("record.schema.json").read_text("utf-8"))
    return schema


class _RecordMaker:
    """The lookups that turn numbers of the model into names, and the parts of the record made with them."""

    def __init__(self, document: Document, meeting: Meeting, base: str, theme_names: Mapping[ThingId, str]) -> None:
        self._document = document
        self._meeting = meeting
        self._base = base
        self._people = {attendance.number: attendance.name for attendance in meeting.attendees}
        self._items = {item.order: item.number or item.title for item in meeting.agenda}
        self._theme_names = theme_names

    def make(self) -> Record:
        meeting = self._meeting
        return {
            **self._make_header(),
            "attendees": [self._make_attendee(attendance) for attendance in meeting.attendees],
            "agenda": [
                {"number": i.number, "title": i.title, "order": i.order, "part_of": self._item(i.parent), **_span(i)}
                for i in meeting.agenda
            ],
            "decisions": [self._make_decision(decision) for decision in meeting.decisions],
            "contributions": [self._make_contribution(turn) for turn in meeting.contributions],
            "requests": self._make_statements(Mode.REQUEST),
            "problems": self._make_statements(Mode.PROBLEM),
            "committees": [self._make_committee(committee) for committee in meeting.committees],
            "figures": [self._make_figure(figure) for figure in meeting.figures],
            "events": [{"name": e.name, "date": _day(e.date), **_span(e)} for e in meeting.events],
            "references": [
                {"kind": str(r.kind), "title": r.title, "date": _day(r.date), **_span(r)} for r in meeting.references
            ],
            **self._make_summaries(),
            "mentions": [self._make_mention(mention) for mention in meeting.mentions],
            "unread": [{"text": u.text, "line": u.line, "reason": u.reason, **_span(u)} for u in meeting.unread],
            "pages": [{"number": page.number, **_span(page)} for page in self._document.find_pages()],
        }

    def _make_header(self) -> Record:
        document, meeting = self._document, self._meeting
        return {
            "document": document.slug,
            "source": {
                "path": document.path,
                "sha256": document.sha256,
                "media_type": document.media_type,
                "encoding": document.encoding,
                "pages": document.pages,
            },
            "constructed": meeting.constructed,
            "language": meeting.language,
            "body": _name(meeting.body),
            "date": _day(meeting.date),
            "end_date": _day(meeting.end_date),
            "start": _clock(meeting.start),
            "end": _clock(meeting.end),
            "place": meeting.place,
        }

    def _make_attendee(self, attendance: Attendance) -> Record:
        return {
            "number": attendance.number,
            "name": attendance.name,
            "printed": attendance.printed,
            "affiliation": _name(attendance.affiliation),
            "affiliation_printed": attendance.affiliation_printed,
            "kind": str(attendance.affiliation.kind) if attendance.affiliation else None,
            "role": attendance.role,
            "party": _name(attendance.party),
            "party_printed": attendance.party_printed,
            "status": str(attendance.status),
            "substitute_for": self._person(attendance.substitute_for),
            "substitute_for_attendance": attendance.substitute_for,
            "aliases": list(attendance.aliases),
            "listed": attendance.listed,
            "rule": attendance.rule,
            "basis": str(attendance.basis),
            **_span(attendance),
        }

    def _make_decision(self, decision: Decision) -> Record:
        return {"item": self._item(decision.item), "text": decision.text, **_span(decision)}

    def _make_contribution(self, turn: Contribution) -> Record:
        return {
            "order": turn.order,
            "speaker": self._person(turn.speaker),
            "speaker_attendance": turn.speaker,
            "speaker_printed": turn.speaker_printed,
            "on_behalf_of": _name(turn.on_behalf_of),
            "on_behalf_printed": turn.on_behalf_printed,
            "item": self._item(turn.item),
            "text": turn.text,
            "replies_to": [self._people[number] for number in turn.replies_to],
            "replies_to_attendances": list(turn.replies_to),
            "themes": self._themes(turn.themes),
            "presentation": turn.presentation,
            "rule": turn.rule,
            "basis": str(turn.basis),
            **_span(turn),
        }

    def _make_statements(self, mode: Mode) -> list[Record]:
        return [
            self._make_statement(statement, turn, mode)
            for turn in self._meeting.contributions
            for statement in turn.statements
            if mode in (statement.mode, statement.also_mode)
        ]

    def _make_statement(self, statement: Statement, turn: Contribution, mode: Mode) -> Record:
        first = mode is statement.mode
        addressee = _name(statement.addressee) or statement.addressee_printed
        return {
            "by": self._person(turn.speaker),
            "by_attendance": turn.speaker,
            "on_behalf_of": _name(turn.on_behalf_of),
            "contribution": turn.order,
            "item": self._item(turn.item),
            "addressee": addressee if first else None,
            "text": statement.text,
            "themes": self._themes(statement.themes),
            "rule": statement.rule if first else OBSTACLE,
            "basis": str(statement.basis),
            **_span(statement),
        }

    def _make_committee(self, committee: Committee) -> Record:
        return {
            "name": committee.name,
            "item": self._item(committee.item),
            "members": [self._people[number] for number in committee.members],
            "member_attendances": list(committee.members),
            **_span(committee),
        }

    def _make_figure(self, figure: Figure) -> Record:
        return {
            "value": figure.value,
            "unit": figure.unit,
            "said_by": self._person(figure.said_by),
            "said_by_attendance": figure.said_by,
            **_span(figure),
        }

    def _make_summaries(self) -> Record:
        meeting = self._meeting
        body = meeting.body.id if meeting.body else None
        known = [mention for mention in meeting.mentions if mention.target is not None]
        raised = [theme for turn in meeting.contributions for theme in turn.themes]
        return {
            "persons": [{"name": a.name, "number": a.number, "aliases": list(a.aliases)} for a in meeting.attendees],
            "organisations": _once(m.name for m in known if _is_organisation(m) and m.target != body),
            "municipalities": _once(m.name for m in known if _is_municipality(m)),
            "themes": _once(self._themes([*raised, *_list_unspoken(meeting)])),
        }

    def _make_mention(self, mention: Mention) -> Record:
        return {
            "kind": str(mention.kind),
            "text": mention.text,
            "name": mention.name,
            "iri": None if mention.target is None else self._iri(mention.target),
            "candidates": [self._iri(candidate) for candidate in mention.candidates],
            "confidence": mention.confidence,
            "rule": mention.rule,
            "basis": str(mention.basis),
            **_span(mention),
        }

    def _iri(self, thing: ThingId) -> Iri:
        if thing.startswith("#"):
            return Iri(mint_document(self._document.slug, self._base) + thing)
        return mint_iri(thing, self._base)

    def _person(self, number: int | None) -> str | None:
        return None if number is None else self._people[number]

    def _item(self, order: int | None) -> str | None:
        return None if order is None else self._items[order]

    def _themes(self, themes: Iterable[ThingId]) -> list[str]:
        return [self._theme_names[theme] for theme in themes]


def _is_municipality(mention: Mention) -> bool:
    """Tell whether a mention names a municipality; "Odda" of one that is gone is the town, "Odda kommune" is not."""
    gone = mention.rule == "name-of-another-time" and not mention.text.endswith(("kommune", "herad"))
    return mention.kind is MentionKind.MUNICIPALITY and not gone


def _list_unspoken(meeting: Meeting) -> list[ThingId]:
    """List the themes that special words name outside of turns, in the text under the items.

    What stands before the first item is head and attendance. Where somebody spoke, decisions and the titles of items
    under which they did are left out: what they name is raised by turns, or is matter of form.
    """
    spoken = {turn.item for turn in meeting.contributions}
    spans = [(turn.begins, turn.ends) for turn in meeting.contributions]
    spans += [(person.begins, person.ends) for person in meeting.attendees]
    spans += [(item.begins, item.ends) for item in meeting.agenda if item.order in spoken]
    spans += [(decision.begins, decision.ends) for decision in meeting.decisions if spoken]
    spans.sort()
    reach = list(accumulate((ends for _, ends in spans), max))
    items = [item.begins for item in meeting.agenda]
    first = min(items or [turn.begins for turn in meeting.contributions], default=0)
    listed = []
    for mention in meeting.mentions:
        before = bisect_right(spans, (mention.begins, inf))
        within = before > 0 and mention.begins < reach[before - 1]
        if mention.kind is MentionKind.THEME and mention.target and not within:
            listed += (
                [mention.target] if mention.begins >= first and not is_general(mention.target, mention.text) else []
            )
    return listed


def _span(placed: Any) -> Record:
    return {"begins": placed.begins, "ends": placed.ends}


def _is_organisation(mention: Mention) -> bool:
    """A county's name is a place; its council is an organisation."""
    return mention.kind in _ORGANISATIONS or mention.name.endswith("fylkeskommune")


def _name(actor: Actor | None) -> str | None:
    return actor.name if actor else None


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _clock(time: dt.time | None) -> str | None:
    return None if time is None else time.isoformat(timespec="minutes")


def _once(names: Iterable[str]) -> list[str]:
    return sorted(set(names))
