"""One document and its meeting as the N-Quads of one named graph.

Only what follows from this document and the registers stands there, and nothing is said of anything but the document
and its parts, so that documents can be read, replaced and removed one by one. What actors are called stands in the
graph of the registers, or in `graph/actors`.
"""

from typing import Final

from naeringsgraf.mapping.iri import BASE, Iri, Part, mint_document, mint_iri, mint_part, mint_term
from naeringsgraf.mapping.lines import DCT_LANGUAGE, DCT_TITLE, RDFS_LABEL, QuadLines
from naeringsgraf.model.document import Document, PageSpan
from naeringsgraf.model.meeting import (
    Actor,
    AgendaItem,
    Attendance,
    Basis,
    Committee,
    Contribution,
    Decision,
    Event,
    Figure,
    Meeting,
    Mention,
    Reference,
    ReferenceKind,
    Statement,
    Unread,
)
from naeringsgraf.model.names import ThingId

_REFERENCE_KINDS: Final = {
    ReferenceKind.MINUTES: "minutesReference",
    ReferenceKind.POLICY: "policyReference",
    ReferenceKind.PRESENTATION: "presentationReference",
}


def map_document(document: Document, meeting: Meeting, base: str = BASE) -> bytes:
    """Write everything read from one document: sorted N-Quads without blank nodes, the same bytes in every run."""
    graph = _DocumentGraph(document.slug, base)
    graph.map_minutes(document, meeting)
    graph.map_meeting(meeting)
    for attendance in meeting.attendees:
        graph.map_attendance(attendance)
    for item in meeting.agenda:
        graph.map_item(item)
    for turn in meeting.contributions:
        graph.map_contribution(turn)
    graph.map_outcomes(meeting)
    for number, event in enumerate(meeting.events, 1):
        graph.map_event(number, event)
    for number, reference in enumerate(meeting.references, 1):
        graph.map_reference(number, reference)
    for number, mention in enumerate(meeting.mentions, 1):
        graph.map_mention(number, mention)
    for number, unread in enumerate(meeting.unread, 1):
        graph.map_unread(number, unread)
    for page in document.find_pages():
        graph.map_page(page)
    return graph.lines.to_bytes()


def find_previous(meeting: Meeting) -> int | None:
    """Give the number (first is 1) of the reference to the meeting before this one.

    It is the latest cited minutes of an earlier day. None where none is cited, or this meeting's own day is not known.
    """
    if meeting.date is None:
        return None
    earlier = [
        (reference.date, -number)
        for number, reference in enumerate(meeting.references, 1)
        if reference.kind is ReferenceKind.MINUTES and reference.date is not None and reference.date < meeting.date
    ]
    return -max(earlier)[1] if earlier else None


def label_meeting(document: Document, meeting: Meeting) -> str:
    """Give a short name for people: body and day, as far as they are known; else the document's slug."""
    known = [meeting.body.name if meeting.body else None, meeting.date.isoformat() if meeting.date else None]
    return " ".join(part for part in known if part) or document.slug


class _DocumentGraph:
    """The graph of one document while it is written; each method is one mapping rule."""

    def __init__(self, slug: str, base: str) -> None:
        self.document = mint_document(slug, base)
        self.lines = QuadLines(self.document)
        self._slug = slug
        self._base = base

    def map_minutes(self, document: Document, meeting: Meeting) -> None:
        """The document itself: its text, where it came from, and the meeting it records."""
        it, lines = self.document, self.lines
        lines.type(it, "Minutes")
        lines.link(it, "records", self._part(Part.MEETING))
        lines.text(it, RDFS_LABEL, label_meeting(document, meeting))
        lines.text(it, "text", document.text)
        lines.text(it, "source", document.path)
        lines.text(it, "sha256", document.sha256)
        lines.text(it, "mediaType", document.media_type)
        lines.text(it, DCT_LANGUAGE, meeting.language)
        lines.value(it, "constructed", meeting.constructed or None)
        lines.text(self._part(Part.MEETING), RDFS_LABEL, label_meeting(document, meeting))

    def map_meeting(self, meeting: Meeting) -> None:
        """When and where it was held, by whom, and the minutes it follows on."""
        it, lines = self._part(Part.MEETING), self.lines
        lines.type(it, "Meeting")
        self._actor(it, "heldBy", meeting.body)
        lines.value(it, "date", meeting.date)
        lines.value(it, "endDate", meeting.end_date)
        lines.value(it, "year", meeting.date.year if meeting.date else None)
        lines.value(it, "startTime", meeting.start)
        lines.value(it, "endTime", meeting.end)
        lines.text(it, "place", meeting.place)
        if previous := find_previous(meeting):
            lines.link(it, "previous", self._part(Part.REFERENCE, previous))

    def map_attendance(self, attendance: Attendance) -> None:
        """One person at the meeting, for whom, and how they stand in the list."""
        it, lines = self._part(Part.ATTENDANCE, attendance.number), self.lines
        self._place(it, "Attendance", attendance.begins, attendance.ends)
        lines.link(self._part(Part.MEETING), "attendance", it)
        lines.text(it, "name", attendance.name)
        lines.text(it, "printedName", attendance.printed)
        for alias in attendance.aliases:
            lines.text(it, "nameVariant", alias)
        self._actor(it, "representing", attendance.affiliation)
        lines.text(it, "affiliationPrinted", attendance.affiliation_printed)
        lines.text(it, "role", attendance.role)
        self._actor(it, "party", attendance.party)
        lines.link(it, "status", mint_term(attendance.status))
        self._attendance(it, "substituteFor", attendance.substitute_for)
        lines.value(it, "listed", None if attendance.listed else False)
        self._reason(it, attendance.rule, attendance.basis)

    def map_item(self, item: AgendaItem) -> None:
        """One item of the agenda."""
        it, lines = self._part(Part.ITEM, item.order), self.lines
        self._place(it, "AgendaItem", item.begins, item.ends)
        lines.link(self._part(Part.MEETING), "item", it)
        lines.text(it, "number", item.number)
        lines.text(it, DCT_TITLE, item.title)
        lines.value(it, "order", item.order)
        if item.parent is not None:
            lines.link(it, "partOf", self._part(Part.ITEM, item.parent))

    def map_contribution(self, turn: Contribution) -> None:
        """One turn: who spoke, for whom, under which item, in reply to whom, and the themes of its sentences."""
        it, lines = self._part(Part.TURN, turn.order), self.lines
        self._place(it, "Contribution", turn.begins, turn.ends)
        lines.value(it, "order", turn.order)
        self._under(it, turn.item)
        self._attendance(it, "speaker", turn.speaker)
        lines.text(it, "speakerPrinted", turn.speaker_printed)
        self._actor(it, "onBehalfOf", turn.on_behalf_of)
        for answered in turn.replies_to:
            self._attendance(it, "repliesTo", answered)
        self._themes(it, turn.themes)
        lines.value(it, "presentation", turn.presentation or None)
        self._reason(it, turn.rule, turn.basis)
        for statement in turn.statements:
            self.map_statement(statement, it)

    def map_statement(self, statement: Statement, turn: Iri) -> None:
        """One sentence of a turn: what it does, to whom it is put, and its themes."""
        it, lines = self._part(Part.STATEMENT, statement.order), self.lines
        self._place(it, "Statement", statement.begins, statement.ends)
        lines.value(it, "order", statement.order)
        lines.link(it, "partOf", turn)
        lines.text(it, "text", statement.text)
        lines.link(it, "mode", mint_term(statement.mode))
        if statement.also_mode:
            lines.link(it, "alsoMode", mint_term(statement.also_mode))
        self._themes(it, statement.themes)
        self._actor(it, "addressee", statement.addressee)
        lines.text(it, "addresseePrinted", statement.addressee_printed)
        self._reason(it, statement.rule, statement.basis)

    def map_outcomes(self, meeting: Meeting) -> None:
        """What came out of the meeting: decisions, committees and the figures put forward."""
        for number, decision in enumerate(meeting.decisions, 1):
            self.map_decision(number, decision)
        for number, committee in enumerate(meeting.committees, 1):
            self.map_committee(number, committee)
        for number, figure in enumerate(meeting.figures, 1):
            self.map_figure(number, figure)

    def map_decision(self, number: int, decision: Decision) -> None:
        """What was decided under an item."""
        it = self._part(Part.DECISION, number)
        self._place(it, "Decision", decision.begins, decision.ends)
        self.lines.text(it, "text", decision.text)
        self._under(it, decision.item)

    def map_committee(self, number: int, committee: Committee) -> None:
        """A group set up in the meeting, and who sits in it."""
        it = self._part(Part.COMMITTEE, number)
        self._place(it, "Committee", committee.begins, committee.ends)
        self.lines.text(it, "name", committee.name)
        for member in committee.members:
            self._attendance(it, "member", member)
        self._under(it, committee.item)

    def map_figure(self, number: int, figure: Figure) -> None:
        """A number put forward; value and unit stay strings, as they were printed."""
        it = self._part(Part.FIGURE, number)
        self._place(it, "Figure", figure.begins, figure.ends)
        self.lines.text(it, "value", figure.value)
        self.lines.text(it, "unit", figure.unit or None)
        self._attendance(it, "saidBy", figure.said_by)

    def map_event(self, number: int, event: Event) -> None:
        """Something dated that the minutes tell of."""
        it = self._part(Part.EVENT, number)
        self._place(it, "Event", event.begins, event.ends)
        self.lines.text(it, "name", event.name)
        self.lines.value(it, "date", event.date)

    def map_reference(self, number: int, reference: Reference) -> None:
        """Earlier minutes, a policy document or slides that the text points to."""
        it = self._part(Part.REFERENCE, number)
        self._place(it, "Reference", reference.begins, reference.ends)
        self.lines.link(it, "kind", mint_term(_REFERENCE_KINDS[reference.kind]))
        self.lines.text(it, DCT_TITLE, reference.title)
        self.lines.value(it, "date", reference.date)

    def map_mention(self, number: int, mention: Mention) -> None:
        """A stretch of text and what it stands for, or may stand for when that is ambiguous."""
        it, lines = self._part(Part.MENTION, number), self.lines
        self._place(it, "Mention", mention.begins, mention.ends)
        lines.text(it, "kind", mention.kind)
        lines.text(it, "text", mention.text)
        if mention.target is not None:
            lines.link(it, "refersTo", self._thing(mention.target))
        for candidate in mention.candidates:
            lines.link(it, "candidate", self._thing(candidate))
        lines.value(it, "confidence", float(mention.confidence))
        self._reason(it, mention.rule, mention.basis)

    def map_unread(self, number: int, unread: Unread) -> None:
        """A line that looked like content and was not understood."""
        it = self._part(Part.UNREAD, number)
        self._place(it, "Unread", unread.begins, unread.ends)
        self.lines.text(it, "text", unread.text)
        self.lines.value(it, "line", unread.line)
        self.lines.text(it, "reason", unread.reason)

    def map_page(self, page: PageSpan) -> None:
        """The stretch of text on one page: said once, so that each part need not say on which page it stands."""
        it = self._part(Part.PAGE, page.number)
        self._place(it, "Page", page.begins, page.ends)
        self.lines.value(it, "order", page.number)

    def _part(self, part: Part, number: int = 0) -> Iri:
        return mint_part(self._slug, part, number, self._base)

    def _thing(self, thing: ThingId) -> Iri:
        # "#attendance-3" is a part of this very document.
        return Iri(self.document + thing) if thing.startswith("#") else mint_iri(thing, self._base)

    def _place(self, it: Iri, class_name: str, begins: int, ends: int) -> None:
        self.lines.type(it, class_name)
        self.lines.link(it, "recordedIn", self.document)
        self.lines.value(it, "begins", begins)
        self.lines.value(it, "ends", ends)

    def _under(self, it: Iri, item: int | None) -> None:
        if item is not None:
            self.lines.link(it, "under", self._part(Part.ITEM, item))

    def _attendance(self, it: Iri, predicate: str, number: int | None) -> None:
        if number is not None:
            self.lines.link(it, predicate, self._part(Part.ATTENDANCE, number))

    def _themes(self, it: Iri, themes: tuple[ThingId, ...]) -> None:
        for theme in themes:
            self.lines.link(it, "raises", self._thing(theme))

    def _reason(self, it: Iri, rule: str, basis: Basis) -> None:
        self.lines.text(it, "rule", rule)
        self.lines.link(it, "basis", mint_term(basis))

    def _actor(self, it: Iri, predicate: str, actor: Actor | None) -> None:
        if actor is not None:
            self.lines.link(it, predicate, self._thing(actor.id))
