"""What narrows a trace besides theme, municipality and period: body, whom the speaker was there for, and basis."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.choosing import Names, find_actors
from naeringsgraf.analysis.columns import read_columns
from naeringsgraf.analysis.evidence import Evidence, MeetingFacts, Quote
from naeringsgraf.analysis.finding import list_names
from naeringsgraf.analysis.naming import Naming
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.scope import find_bodies, find_body
from naeringsgraf.errors import CallError
from naeringsgraf.model.meeting import ActorKind

BASES: Final = ("recorded", "inferred", "reviewed")
"""How a sentence comes to count for a theme."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a sentence must be besides what a trace asks for itself; the empty one lets all through."""

    bodies: frozenset[str] = frozenset()
    """Ids, each under the name that gathers its others; empty for all, also those not known."""
    organisations: frozenset[str] = frozenset()
    """Ids of whom the speaker represented, all of a row; empty for all, also those not known."""
    turns: frozenset[str] = frozenset()
    """Ids of the turns of those who represented them."""
    bases: frozenset[str] = frozenset()
    """Some of `BASES`; empty for all."""

    def holds(self, quote: Quote) -> bool:
        """Tell whether a sentence is let through."""
        return self.holds_turn(quote.turn, quote.meeting) and (not self.bases or quote.basis in self.bases)

    def holds_turn(self, turn: str, meeting: MeetingFacts) -> bool:
        """Tell whether what is said in a turn can be let through."""
        return self.holds_meeting(meeting) and (not self.organisations or turn in self.turns)

    def holds_meeting(self, meeting: MeetingFacts) -> bool:
        """Tell whether what was said at a meeting can be let through."""
        return not self.bodies or find_body(meeting) in self.bodies

    def name(self, evidence: Evidence) -> dict[str, tuple[str, ...]]:
        """Give what is let through alone, by its names; what lets all through is left out."""
        labels = {
            kind: {evidence.actors[id].label if id in evidence.actors else id for id in ids}
            for kind, ids in (("body", self.bodies), ("organisation", self.organisations))
        }
        named = {**labels, "basis": set(self.bases)}
        return {kind: tuple(sorted(names, key=sort_key)) for kind, names in named.items() if names}

    @property
    def asked(self) -> dict[str, list[str]]:
        """What a shipped query is asked with."""
        return {
            "body": sorted(self.bodies),
            "organisation": sorted(self.organisations),
            "basis": sorted(self.bases),
        }


EVERYTHING: Final = Narrowing()


def read_narrowing(
    graph: Answers, evidence: Evidence, body: Names, organisation: Names, basis: Names, places: PlaceTime
) -> Narrowing:
    """Read what a caller narrows by.

    Raises:
        CallError: a name is not known, or there is no such basis.
    """
    organisations = _find_row_members(evidence, organisation, places) if list_names(organisation) else frozenset()
    return Narrowing(
        find_bodies(graph, evidence, body),
        organisations,
        _find_turns(graph, organisations) if organisations else frozenset(),
        check_bases(basis),
    )


def check_bases(names: Names) -> frozenset[str]:
    """Give the bases asked for; none for all.

    Raises:
        CallError: there is no such basis.
    """
    listed = list_names(names)
    for name in listed:
        if name not in BASES:
            known = ", ".join(BASES)
            raise CallError(
                f"basis {name!r} is unknown; choose one of {known}", "one_of", name="basis", known=known, asked=name
            )
    return frozenset(listed)


def _find_row_members(evidence: Evidence, names: Names, places: PlaceTime) -> frozenset[str]:
    """Give all actors that stand in the rows of those asked for."""
    naming, every = Naming(evidence, places), set(ActorKind)
    rows = naming.find_wanted(names, every)
    return frozenset(actor for actor in find_actors(evidence, None, every) if naming.find(actor) in rows)


def _find_turns(graph: Answers, organisations: Iterable[str]) -> frozenset[str]:
    columns, wanted = read_columns(graph), set(organisations)
    return frozenset(
        columns.turns[turn]
        for turn, actor in zip(columns.represented.of.tolist(), columns.represented.value.tolist(), strict=True)
        if columns.actors[actor] in wanted
    )
