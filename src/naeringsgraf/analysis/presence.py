"""Who was at which meeting, for whom, and which turns were taken: also those in which nothing is counted."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from naeringsgraf.analysis.answers import Answers, Found, ask, shorten_iri, take_local
from naeringsgraf.analysis.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Attendance:
    """One name in the minutes of one meeting."""

    id: str
    document: str
    name: str
    """Of the person, given name first."""
    present: bool
    """Also as a substitute; False for one who is told to be absent."""
    actor: str | None
    """Whom the person represents; None where nobody is named or the name is ambiguous."""
    listed: bool
    """Stands in the attendance list, and not only in the text."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn to speak, whether or not anything in it is counted."""

    id: str
    document: str
    order: int
    """Among the turns of the meeting; the first is 1."""
    speaker: str | None
    """Id of the attendance; None where nobody is named, or it cannot be told who is."""
    printed: str | None
    """The speaker as the name stands there; None where nobody is named."""
    actor: str | None
    """For whom it was taken."""
    slides: bool
    """It only points to slides or opens an item, so that the minutes do not tell what was said."""
    themes: frozenset[str]
    """Ids of all that its sentences raise."""
    answers: frozenset[str]
    """Ids of the attendances of those it answers."""


@dataclass(frozen=True, slots=True)
class Presence:
    """All attendances and turns of a graph."""

    attendances: Mapping[str, Attendance]
    """By id, sorted."""
    turns: Mapping[str, Turn]
    """By id, sorted."""


def read_presence(graph: Answers, evidence: Evidence) -> Presence:
    """Read every attendance and turn, once for a graph that does not change.

    The themes of turns are those of the sentences already read, which are the same in every language.
    """
    if not graph.lasting:
        return _read_presence(graph, evidence)
    if "presence" not in graph.kept:
        graph.kept["presence"] = _read_presence(graph, evidence)
    presence: Presence = graph.kept["presence"]
    return presence


def _read_presence(graph: Answers, evidence: Evidence) -> Presence:
    themes: defaultdict[str, set[str]] = defaultdict(set)
    for quote in evidence.quotes:
        themes[quote.turn].update(quote.themes)
    answers: defaultdict[str, set[str]] = defaultdict(set)
    for row in ask(graph, "replies"):
        answers[shorten_iri(row["turn"])].add(shorten_iri(row["answered"]))
    attendances = [_make_attendance(row) for row in ask(graph, "attendances")]
    turns = [_make_turn(row, themes, answers) for row in ask(graph, "speeches")]
    return Presence(
        {each.id: each for each in sorted(attendances, key=lambda attendance: attendance.id)},
        {each.id: each for each in sorted(turns, key=lambda turn: turn.id)},
    )


def _make_attendance(row: Found) -> Attendance:
    return Attendance(
        id=shorten_iri(row["attendance"]),
        document=shorten_iri(row["document"]),
        name=row["name"],
        present=take_local(row["status"]) != "absent",
        actor=shorten_iri(row["actor"]) if "actor" in row else None,
        listed=row.get("listed") is not False,
    )


def _make_turn(row: Found, themes: Mapping[str, set[str]], answers: Mapping[str, set[str]]) -> Turn:
    id = shorten_iri(row["turn"])
    return Turn(
        id=id,
        document=shorten_iri(row["document"]),
        order=int(row["order"]),
        speaker=shorten_iri(row["speaker"]) if "speaker" in row else None,
        printed=row.get("printed"),
        actor=shorten_iri(row["actor"]) if "actor" in row else None,
        slides=row.get("presentation") is True,
        themes=frozenset(themes.get(id, ())),
        answers=frozenset(answers.get(id, ())),
    )
