"""Whom the numbers are counted for: municipalities by the name they had on the day, and other actors."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from naeringsgraf.analysis.evidence import ActorFacts, Evidence
from naeringsgraf.model.meeting import ActorKind


@dataclass(frozen=True, slots=True)
class Row:
    """One municipality (or other actor) by the name it had on the days of the meetings.

    Drammen 0602 and Drammen 3005 are two things in the graph, but one came after the other under the same name, so they
    are one row. Two municipalities that only share a name are two rows, told apart by their county.
    """

    id: str
    """Of the latest of its members."""
    label: str
    kind: ActorKind
    members: tuple[str, ...]
    """Ids of the actors in it, sorted."""


def make_rows(evidence: Evidence, actors: Iterable[str]) -> dict[str, Row]:
    """Give actor → row: municipalities that followed each other under one name share one."""
    groups = _group_by_succession(evidence)
    members: defaultdict[str, set[str]] = defaultdict(set)
    for actor in actors:
        members[groups.get(actor, actor)].add(actor)
    facts = {group: _latest(evidence, found) for group, found in members.items()}
    shared = _find_shared_labels(facts.values())
    rows: dict[str, Row] = {}
    for group, found in members.items():
        latest = facts[group]
        label = f"{latest.label} ({latest.county})" if latest.label in shared and latest.county else latest.label
        row = Row(latest.id, label, latest.kind, tuple(sorted(found)))
        rows.update(dict.fromkeys(found, row))
    return rows


def _group_by_succession(evidence: Evidence) -> dict[str, str]:
    """Give municipality → the last of its name in a chain of successors."""
    after = {
        before: later
        for before, later in evidence.successors
        if before != later and _label(evidence, before) == _label(evidence, later)
    }
    groups: dict[str, str] = {}
    for start in after:
        end, seen = start, {start}
        while (step := after.get(end)) and step not in seen:
            seen.add(step)
            end = step
        groups[start] = end
    return groups


def _label(evidence: Evidence, actor: str) -> str | None:
    facts = evidence.actors.get(actor)
    return facts.label if facts else None


def _latest(evidence: Evidence, members: Iterable[str]) -> ActorFacts:
    # Ids of municipalities end with the first year of their validity.
    latest = max(members, key=lambda actor: (actor.rpartition("-")[2], actor))
    return evidence.actors.get(latest) or ActorFacts(latest, latest, ActorKind.OTHER, None, (latest,))


def _find_shared_labels(facts: Iterable[ActorFacts]) -> set[str]:
    counts: defaultdict[str, int] = defaultdict(int)
    for each in facts:
        counts[each.label] += 1
    return {label for label, count in counts.items() if count > 1}
