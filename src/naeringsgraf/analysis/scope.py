"""The meetings that a question is about: those of some bodies, in some period, whose day is known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from naeringsgraf.analysis.answers import Answers, ask, shorten_iri
from naeringsgraf.analysis.choosing import Names
from naeringsgraf.analysis.evidence import Evidence, MeetingFacts
from naeringsgraf.analysis.finding import list_names
from naeringsgraf.analysis.near import unknown_name
from naeringsgraf.analysis.period import Period, read_period
from naeringsgraf.days import Day
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.registers.folding import fold_name


@dataclass(frozen=True, slots=True)
class Scope:
    """What a meeting must be to count. One without a day never does, for it cannot be put in order."""

    period: Period
    bodies: frozenset[str] = frozenset()
    """Ids of the bodies, each under the name that gathers its others; empty for all, also those not known."""

    def holds(self, meeting: MeetingFacts) -> bool:
        """Tell whether a meeting counts."""
        return meeting.date is not None and self.period.holds(meeting.date) and self._is_of_body(meeting)

    @property
    def asked(self) -> dict[str, str | list[str] | None]:
        """What a shipped query is asked with."""
        return {"body": sorted(self.bodies), **self.period.asked}

    def tell(self, meetings: Iterable[MeetingFacts]) -> Iterator[str]:
        """Say in English how many meetings are left out because they have no day."""
        undated = sum(meeting.date is None and self._is_of_body(meeting) for meeting in meetings)
        if undated:
            yield f"Meetings left out, for they have no date: {undated}."

    def _is_of_body(self, meeting: MeetingFacts) -> bool:
        return not self.bodies or find_body(meeting) in self.bodies


def find_body(meeting: MeetingFacts) -> str | None:
    """Give the id of the body that held a meeting, under the name that gathers its others; None where not known."""
    return shorten_iri(meeting.body) if meeting.body else None


def read_scope(graph: Answers, evidence: Evidence, body: Names, since: Day, until: Day) -> Scope:
    """Read which meetings a caller asks for.

    Raises:
        CallError: a body or day is not known, or the period ends before it begins.
    """
    return Scope(read_period(since, until), find_bodies(graph, evidence, body))


def find_bodies(graph: Answers, evidence: Evidence, names: Names) -> frozenset[str]:
    """Give the ids of the bodies asked for, each under the name that gathers its others; empty for all.

    Raises:
        CallError: a name is not known.
    """
    listed = list_names(names)
    if not listed:
        return frozenset()
    canonical = {shorten_iri(row["body"]): shorten_iri(row["canonical"]) for row in ask(graph, "bodies")}
    return frozenset(canonical[each] for name in listed for each in _find_bodies(evidence, canonical, name))


def _find_bodies(evidence: Evidence, held: Iterable[str], name: str) -> list[str]:
    bodies = {id: evidence.actors[id] for id in held if id in evidence.actors}
    wanted = fold_name(name)
    found = [
        id
        for id, facts in bodies.items()
        if name in (id, id.partition("/")[2]) or wanted in map(fold_name, facts.names)
    ]
    if not found:
        known = {each for facts in bodies.values() if facts.kind is ActorKind.BODY for each in facts.names}
        raise unknown_name("body", name, known, "the bodies are those that held the meetings")
    return found
