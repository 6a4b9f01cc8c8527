"""Whom the numbers are counted for: municipalities by the name of the day or of today, and other actors."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from naeringsgraf.analysis.evidence import ActorFacts, Evidence
from naeringsgraf.analysis.places import PlaceTime, Split, Successions
from naeringsgraf.model.meeting import ActorKind


@dataclass(frozen=True, slots=True)
class Row:
    """One municipality (or other actor), by the name it had on the days of the meetings or by that of today.

    Drammen 0602 and Drammen 3005 are two things in the graph, but one came after the other under the same name, so they
    are one row. Two municipalities that only share a name are two rows, told apart by their county or their years.
    """

    id: str
    """Of today's where rows are rolled forward, else of the last that bears the name: the same whatever is asked."""
    label: str
    """As no other row of its kind has it."""
    kind: ActorKind
    members: tuple[str, ...]
    """Ids of the actors in it, sorted."""
    split: Split | None = None
    """Where rows are rolled forward and this one cannot be: what stands between."""
    name: str = ""
    """The label without what is told of a split."""


def make_rows(
    evidence: Evidence, lines: Successions, actors: Iterable[str], places: PlaceTime = PlaceTime.AS_OF
) -> dict[str, Row]:
    """Give actor → row: municipalities that followed each other share one, as `places` says."""
    members: defaultdict[str, set[str]] = defaultdict(set)
    for actor in actors:
        members[find_row(lines, actor, places)].add(actor)
    rows: dict[str, Row] = {}
    for last, found in members.items():
        row = _make_row(evidence, lines, last, tuple(sorted(found)), places)
        rows.update(dict.fromkeys(found, row))
    return rows


def find_row(lines: Successions, actor: str, places: PlaceTime) -> str:
    """Give what all actors of one row have in common: the last of their line that the row may reach."""
    today = lines.find_today(actor) if places is PlaceTime.TODAY else None
    return today or lines.find_last_of_name(actor)


def tell_split(split: Split) -> str:
    """Say in English that several came after."""
    return f"{split.other + ' ' if split.other else ''}split {split.year}; no one successor"


def _make_row(evidence: Evidence, lines: Successions, last: str, members: tuple[str, ...], places: PlaceTime) -> Row:
    facts = evidence.actors.get(last) or ActorFacts(last, last, ActorKind.OTHER, None, (last,))
    split = lines.find_split(last) if places is PlaceTime.TODAY else None
    name = facts.label if split else lines.find_name(last) or facts.label
    return Row(last, f"{name} ({tell_split(split)})" if split else name, facts.kind, members, split, name)
