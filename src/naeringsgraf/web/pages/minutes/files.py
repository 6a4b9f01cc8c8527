"""One meeting to take away: what the graph holds of it as JSON, and its attendance list as CSV."""

import json
from typing import Any, Final

from naeringsgraf.analysis.minutes import Minutes, Part
from naeringsgraf.model.meeting import OBSTACLE
from naeringsgraf.views.table import Table, write_table

_COLUMNS: Final = ("name", "printed", "status", "represents", "role", "party", "substitute_for", "listed", "person")


def write_attendance(minutes: Minutes, *, excel: bool = False) -> str:
    """Write the attendance list as CSV."""
    rows = [
        (
            part.one("name"),
            part.one("printedName"),
            part.term("status"),
            _label(minutes, part, "representing") or part.one("affiliationPrinted"),
            part.one("role"),
            _label(minutes, part, "party"),
            _label(minutes, part, "substituteFor"),
            part.one("listed", True),
            minutes.people[part.iri][0] if part.iri in minutes.people else None,
        )
        for part in minutes.all("Attendance")
    ]
    return write_table(Table(_COLUMNS, tuple(rows)), "csv", excel=excel)


def write_record(minutes: Minutes) -> str:
    """Write the record of the meeting as JSON, with the keys that `extract` has, as far as the graph knows them."""
    return json.dumps(make_record(minutes), ensure_ascii=False, indent=2) + "\n"


def make_record(minutes: Minutes) -> dict[str, Any]:
    """Make the record from the graph: what `extract` gives, less what only the file can tell."""
    maker = _Maker(minutes)
    document = minutes.all("Minutes")[0]
    meeting = minutes.meeting
    return {
        "document": minutes.id.rpartition("/")[2],
        "source": {
            "path": document.one("source"),
            "sha256": document.one("sha256"),
            "media_type": document.one("mediaType"),
        },
        "constructed": minutes.facts.constructed,
        "language": minutes.facts.language,
        "body": maker.label(meeting, "heldBy"),
        "date": meeting.one("date"),
        "end_date": meeting.one("endDate"),
        "start": _clock(meeting.one("startTime")),
        "end": _clock(meeting.one("endTime")),
        "place": meeting.one("place"),
        "attendees": [maker.attendee(part) for part in minutes.all("Attendance")],
        "agenda": [
            {
                "number": part.one("number"),
                "title": part.one("title"),
                "order": part.one("order"),
                "part_of": maker.item(part, "partOf"),
                **_span(part),
            }
            for part in _in_order(minutes, "AgendaItem")
        ],
        "decisions": [
            {"item": maker.item(part, "under"), "text": part.one("text"), **_span(part)}
            for part in minutes.all("Decision")
        ],
        "contributions": [maker.contribution(part) for part in _in_order(minutes, "Contribution")],
        "requests": maker.statements("request"),
        "problems": maker.statements("problem"),
        "committees": [maker.committee(part) for part in minutes.all("Committee")],
        "figures": [maker.figure(part) for part in minutes.all("Figure")],
        "events": [
            {"name": part.one("name"), "date": part.one("date"), **_span(part)} for part in minutes.all("Event")
        ],
        "references": [
            {
                "kind": (part.term("kind") or "").removesuffix("Reference"),
                "title": part.one("title"),
                "date": part.one("date"),
                **_span(part),
            }
            for part in minutes.all("Reference")
        ],
        "mentions": [maker.mention(part) for part in minutes.all("Mention")],
        "unread": [
            {"text": part.one("text"), "line": part.one("line"), "reason": part.one("reason"), **_span(part)}
            for part in minutes.all("Unread")
        ],
        "pages": [{"number": part.one("order"), **_span(part)} for part in minutes.all("Page")],
    }


class _Maker:
    """Makes the entries of a record."""

    def __init__(self, minutes: Minutes) -> None:
        self._minutes = minutes

    def attendee(self, part: Part) -> dict[str, Any]:
        return {
            "number": _number(part),
            "name": part.one("name"),
            "printed": part.one("printedName"),
            "affiliation": self.label(part, "representing"),
            "affiliation_printed": part.one("affiliationPrinted"),
            "role": part.one("role"),
            "party": self.label(part, "party"),
            "status": part.term("status"),
            "substitute_for": self.label(part, "substituteFor"),
            "aliases": list(part.many("nameVariant")),
            "listed": part.one("listed", True),
            "rule": part.one("rule"),
            "basis": part.term("basis"),
            **_span(part),
        }

    def contribution(self, part: Part) -> dict[str, Any]:
        return {
            "order": part.one("order"),
            "speaker": self.label(part, "speaker"),
            "speaker_printed": part.one("speakerPrinted"),
            "on_behalf_of": self.label(part, "onBehalfOf"),
            "item": self.item(part, "under"),
            "text": self._minutes.text[part.begins : part.ends],
            "replies_to": self.labels(part, "repliesTo"),
            "themes": self.labels(part, "raises"),
            "presentation": part.one("presentation", False),
            "rule": part.one("rule"),
            "basis": part.term("basis"),
            **_span(part),
        }

    def statements(self, mode: str) -> list[dict[str, Any]]:
        return [
            self.statement(part, mode)
            for part in self._minutes.all("Statement")
            if mode in (part.term("mode"), part.term("alsoMode"))
        ]

    def statement(self, part: Part, mode: str) -> dict[str, Any]:
        turn = self._minutes.by_iri[part.one("partOf")]
        first = mode == part.term("mode")
        return {
            "by": self.label(turn, "speaker"),
            "on_behalf_of": self.label(turn, "onBehalfOf"),
            "contribution": turn.one("order"),
            "item": self.item(turn, "under"),
            "addressee": (self.label(part, "addressee") or part.one("addresseePrinted")) if first else None,
            "text": part.one("text"),
            "themes": self.labels(part, "raises"),
            "rule": part.one("rule") if first else OBSTACLE,
            "basis": part.term("basis"),
            **_span(part),
        }

    def committee(self, part: Part) -> dict[str, Any]:
        members = self.labels(part, "member")
        return {"name": part.one("name"), "item": self.item(part, "under"), "members": members, **_span(part)}

    def figure(self, part: Part) -> dict[str, Any]:
        by = self.label(part, "saidBy")
        return {"value": part.one("value"), "unit": part.one("unit", ""), "said_by": by, **_span(part)}

    def mention(self, part: Part) -> dict[str, Any]:
        return {
            "kind": part.one("kind"),
            "text": part.one("text"),
            "iri": part.one("refersTo"),
            "candidates": list(part.many("candidate")),
            "confidence": float(part.one("confidence", 1)),
            "rule": part.one("rule"),
            "basis": part.term("basis"),
            **_span(part),
        }

    def item(self, part: Part, property: str) -> str | None:
        """Give the number of an item; its title where it has none."""
        iri = part.one(property)
        if iri not in self._minutes.by_iri:
            return None
        found = self._minutes.by_iri[iri]
        return str(found.one("number") or found.one("title"))

    def label(self, part: Part, property: str) -> str | None:
        return _label(self._minutes, part, property)

    def labels(self, part: Part, property: str) -> list[str]:
        return [self._minutes.label(iri) for iri in part.many(property)]


def _in_order(minutes: Minutes, kind: str) -> list[Part]:
    return sorted(minutes.all(kind), key=lambda part: int(part.one("order", 0)))


def _label(minutes: Minutes, part: Part, property: str) -> str | None:
    iri = part.one(property)
    return minutes.label(iri) if iri else None


def _number(part: Part) -> int:
    return int(part.name.rpartition("-")[2])


def _clock(written: str | None) -> str | None:
    return written[:5] if written else None


def _span(part: Part) -> dict[str, int]:
    return {"begins": part.begins, "ends": part.ends}
