"""Whom the numbers are counted for: municipalities by the name of the day or of today, and other actors."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from naeringsgraf.analysis.evidence import ActorFacts, Evidence
from naeringsgraf.analysis.places import PlaceTime, Split, Successions
from naeringsgraf.model.meeting import ActorKind


@dataclass(frozen=True, slots=True)
class Row:
    """One municipality (or other actor), by the name it had on the days of the meetings or by that of today.

    Drammen 0602 and Drammen 3005 are two things in the graph, but one came after the other under the same name, so they
    are one row. Two municipalities that only share a name are two rows, told apart by their county.
    """

    id: str
    """Of today's where rows are rolled forward, else of the last that bears the name: the same whatever is asked."""
    label: str
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
    rolled = places is PlaceTime.TODAY
    splits = {last: lines.find_split(last) if rolled else None for last in members}
    facts = {
        last: _find_facts(evidence, last if rolled and not splits[last] else _find_latest(found))
        for last, found in members.items()
    }
    names = _tell_apart({last: each for last, each in facts.items() if not splits[last]}, lines)
    rows: dict[str, Row] = {}
    for last, found in members.items():
        split, name = splits[last], names.get(last, facts[last].label)
        label = f"{name} ({tell_split(split)})" if split else name
        row = Row(last, label, facts[last].kind, tuple(sorted(found)), split, name)
        rows.update(dict.fromkeys(found, row))
    return rows


def find_row(lines: Successions, actor: str, places: PlaceTime) -> str:
    """Give what all actors of one row have in common: the last of their line that the row may reach."""
    today = lines.find_today(actor) if places is PlaceTime.TODAY else None
    return today or lines.find_last_of_name(actor)


def tell_split(split: Split) -> str:
    """Say in English that several came after."""
    return f"{split.other + ' ' if split.other else ''}split {split.year}; no one successor"


def _find_facts(evidence: Evidence, actor: str) -> ActorFacts:
    return evidence.actors.get(actor) or ActorFacts(actor, actor, ActorKind.OTHER, None, (actor,))


def _find_latest(members: Iterable[str]) -> str:
    # Ids of municipalities end with the first year of their validity.
    return max(members, key=lambda actor: (_read_year(actor), actor))


def _read_year(actor: str) -> str:
    return actor.rpartition("-")[2]


def _tell_apart(facts: Mapping[str, ActorFacts], lines: Successions) -> dict[str, str]:
    """Give each row a name of its own: with the county, or where that is the same too, with its time."""
    labels = Counter(each.label for each in facts.values())
    counties = Counter((each.label, each.county) for each in facts.values())
    names = {}
    for last, each in facts.items():
        names[last] = each.label
        if labels[each.label] > 1 and each.county and counties[each.label, each.county] == 1:
            names[last] += f" ({each.county})"
        elif labels[each.label] > 1:
            names[last] += _tell_time(lines.find_end(last), each)
    return names


def _tell_time(end: str | None, facts: ActorFacts) -> str:
    if facts.kind not in (ActorKind.MUNICIPALITY, ActorKind.COUNTY):
        return ""
    return f" (until {end})" if end else f" (since {_read_year(facts.id)})"
