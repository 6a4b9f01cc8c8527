"""What an answer does not know: what is missing, unresolved or unread in the minutes behind it."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from naeringsgraf.analysis.answers import Answers, Found, ask, shorten_iri
from naeringsgraf.analysis.evidence import MeetingFacts, read_meetings
from naeringsgraf.analysis.finding import Finding
from naeringsgraf.analysis.order import sort_key


@dataclass(frozen=True, slots=True)
class MissingMeeting:
    """A meeting whose minutes are cited, and which is not in the graph."""

    date: dt.date
    body: str | None
    """Name of the body of the citing meeting, taken to be that of the cited one; None where it is not known."""
    cited_in: tuple[str, ...]
    """Documents, sorted."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the graph reaches."""

    documents: int
    constructed: int
    """Documents that say they are made up or a retelling."""
    undated: int
    """Documents without the day of the meeting."""
    missing: tuple[MissingMeeting, ...]
    """By day, then body."""
    turns: int
    presentations: int
    """Turns that only point to slides, or open an item."""
    without_speaker: int
    """Turns with nobody named."""
    unresolved_speakers: int
    """Turns with a name that stands for nobody at the meeting, or for more than one."""
    unread: Mapping[str, int]
    """Document → lines that looked like content and were not understood; documents without any are left out."""
    ambiguous: Mapping[str, int]
    """Name that may stand for more than one thing → how often it stands there."""
    turn_letters: int
    """Code points in turns."""
    statement_letters: int
    """Code points of these that are under a statement."""
    gaps: Finding
    """The question "coverage": one row a kind of gap, document and what it is about, with a number."""

    @property
    def unread_lines(self) -> int:
        """Lines not understood, in all documents."""
        return sum(self.unread.values())

    @property
    def share_under_statements(self) -> float | None:
        """Share of the text of turns that is under a statement, 0 to 1; None where there are no turns."""
        return self.statement_letters / self.turn_letters if self.turn_letters else None

    def to_dict(self) -> dict[str, object]:
        """Give it as plain values, for JSON."""
        return {
            "documents": self.documents,
            "constructed": self.constructed,
            "undated": self.undated,
            "missing_meetings": [
                {"date": each.date.isoformat(), "body": each.body, "cited_in": list(each.cited_in)}
                for each in self.missing
            ],
            "turns": self.turns,
            "presentations": self.presentations,
            "without_speaker": self.without_speaker,
            "unresolved_speakers": self.unresolved_speakers,
            "unread_lines": self.unread_lines,
            "ambiguous_names": dict(self.ambiguous),
            "share_under_statements": self.share_under_statements and round(self.share_under_statements, 4),
        }

    def tell_short(self) -> str:
        """Say in English, in one line, how far the minutes reach: it goes with every answer."""
        gaps = {
            "cited meetings missing": len(self.missing),
            "without a day": self.undated,
            "turns without a speaker": self.without_speaker + self.unresolved_speakers,
            "turns that only point to slides": self.presentations,
            "lines not understood": self.unread_lines,
            "ambiguous names": len(self.ambiguous),
        }
        told = ", ".join(f"{number} {name}" for name, number in gaps.items() if number)
        share = self.share_under_statements
        read = "" if share is None else f"; the sentences of the graph make up {share:.0%} of the text of turns"
        return (
            f"Coverage: {_count(self.documents, 'document')}, {_count(self.turns, 'turn')}; {told or 'no gaps'}{read}."
        )

    def lines(self) -> list[str]:
        """Say it in English, one line each; what is not there is not said, but for the share."""
        said = [f"{_count(self.documents, 'document')}{_tell_constructed(self)}, {_count(self.turns, 'turn')}."]
        for each in self.missing:
            body = each.body or "a body that is not named"
            said.append(
                f"Cited, but not here: the minutes of {body}, {each.date} (cited in {', '.join(each.cited_in)})."
            )
        if self.undated:
            said.append(f"Documents without the day of the meeting: {self.undated}.")
        if self.presentations:
            said.append(f"Turns that only point to slides or open an item: {self.presentations}.")
        if self.without_speaker:
            said.append(f"Turns without a named speaker: {self.without_speaker}.")
        if self.unresolved_speakers:
            said.append(f"Turns whose speaker could not be told: {self.unresolved_speakers}.")
        if self.unread_lines:
            said.append(
                f"{_count(self.unread_lines, 'line')} not understood, in {_count(len(self.unread), 'document')}."
            )
        if self.ambiguous:
            names = ", ".join(f"{name} ({times})" for name, times in self.ambiguous.items())
            said.append(f"Ambiguous names, left open: {names}.")
        share = self.share_under_statements
        said.append(
            "No turns." if share is None else f"The sentences of the graph make up {share:.0%} of the text of turns."
        )
        return said


def coverage(graph: Answers) -> Coverage:
    """Find out what is missing, unresolved and unread in a graph; `gaps` are the rows of the question of this name."""
    meetings = read_meetings(graph)
    turns = ask(graph, "turns")
    cited, unread, ambiguous = (ask(graph, name) for name in ("cited-minutes", "unread-lines", "ambiguous-names"))
    # A turn has one line per item number and title; the spans of all lines are the same.
    each_turn = {row["turn"]: row for row in turns}
    spans, statement_spans = _gather_spans(each_turn.values()), _gather_spans(ask(graph, "statement-spans"))
    return Coverage(
        documents=len(meetings),
        constructed=sum(meeting.constructed for meeting in meetings.values()),
        undated=sum(meeting.date is None for meeting in meetings.values()),
        missing=_find_missing(meetings, cited),
        turns=len(each_turn),
        presentations=sum(row.get("presentation") is True for row in each_turn.values()),
        without_speaker=sum("speaker" not in row and "printed" not in row for row in each_turn.values()),
        unresolved_speakers=sum("speaker" not in row and "printed" in row for row in each_turn.values()),
        unread=_count_unread(unread),
        ambiguous=_count_ambiguous(ambiguous),
        turn_letters=sum(_measure(found) for found in spans.values()),
        statement_letters=sum(_measure(found) for found in statement_spans.values()),
        gaps=_list_gaps(meetings, each_turn.values(), cited, unread, ambiguous),
    )


def _list_gaps(
    meetings: Mapping[str, MeetingFacts],
    turns: Iterable[Found],
    cited: Iterable[Found],
    unread: Iterable[Found],
    ambiguous: Iterable[Found],
) -> Finding:
    gaps: Counter[tuple[str, str, str | None]] = Counter()
    held = {(meeting.body, meeting.date) for meeting in meetings.values()}
    for row in cited:
        meeting = meetings.get(row["document"])
        if meeting and "date" in row and (meeting.body, dt.date.fromisoformat(row["date"])) not in held:
            named = " ".join(part for part in (meeting.body_label, row["date"]) if part)
            gaps["cited minutes missing", row["document"], named] += 1
    for document, meeting in meetings.items():
        gaps["no day", document, None] += meeting.date is None
    for row in turns:
        gaps["turns that only point to slides", row["document"], None] += row.get("presentation") is True
        if "speaker" not in row:
            gap = "speaker unknown" if "printed" in row else "nobody named"
            gaps[gap, row["document"], row.get("printed")] += 1
    for row in unread:
        gaps["lines not understood", row["document"], None] += int(row["lines"])
    for row in ambiguous:
        gaps["ambiguous name", row["document"], row["text"]] += int(row["mentions"])
    rows = [(gap, shorten_iri(document), what, number) for (gap, document, what), number in gaps.items() if number]
    rows.sort(key=lambda row: (row[0], row[1], row[2] or ""))
    return Finding("coverage", ("gap", "document", "what", "number"), tuple(rows))


def _find_missing(meetings: Mapping[str, MeetingFacts], cited: Iterable[Found]) -> tuple[MissingMeeting, ...]:
    held = {(meeting.body, meeting.date) for meeting in meetings.values()}
    citing: defaultdict[tuple[str | None, dt.date], set[str]] = defaultdict(set)
    labels: dict[str | None, str | None] = {}
    for row in cited:
        meeting = meetings.get(row["document"])
        if meeting is None or "date" not in row:
            continue
        key = meeting.body, dt.date.fromisoformat(row["date"])
        if key not in held:
            citing[key].add(meeting.document)
            labels[meeting.body] = meeting.body_label
    missing = [MissingMeeting(day, labels[body], tuple(sorted(found))) for (body, day), found in citing.items()]
    return tuple(sorted(missing, key=lambda each: (each.date, sort_key(each.body or ""), each.cited_in)))


def _count_unread(rows: Iterable[Found]) -> dict[str, int]:
    return dict(sorted((shorten_iri(row["document"]), int(row["lines"])) for row in rows if row.get("document")))


def _count_ambiguous(rows: Iterable[Found]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row["text"]] += int(row["mentions"])
    return dict(sorted(counts.items(), key=lambda each: (-each[1], sort_key(each[0]))))


def _gather_spans(rows: Iterable[Found]) -> dict[str, list[tuple[int, int]]]:
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        spans[row["document"]].append((int(row["begins"]), int(row["ends"])))
    return spans


def _measure(spans: Iterable[tuple[int, int]]) -> int:
    """Count the code points under spans of one text, each once."""
    total, reached = 0, 0
    for begins, ends in sorted(spans):
        total += max(0, ends - max(begins, reached))
        reached = max(reached, ends)
    return total


def _tell_constructed(coverage: Coverage) -> str:
    return f" ({coverage.constructed} of them constructed)" if coverage.constructed else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
