"""How likely two profiles are one person's: name, affiliation, body, office and time, each with its points and words.

Points are decimal logarithms of odds, as in `names`; they are added up, as if the pieces of evidence were independent
(Fellegi and Sunter 1969). What cannot be is told by None.
"""

from dataclasses import dataclass
from itertools import pairwise

from naeringsgraf.linking.identity.affiliations import Relation, relate
from naeringsgraf.linking.identity.appearance import Profile
from naeringsgraf.linking.identity.names import compare_names

PRIOR = -5.0
"""Odds that two profiles picked at random are one person's."""
LINK_ABOVE = 0.8
"""Least points that become a link. Measured together with `PRIOR` on the generated corpus, see docs/quality.md."""
DOUBT_ABOVE = -0.7
"""Pairs between this and `LINK_ABOVE` are listed for a person to decide."""

_AFFILIATIONS = {
    Relation.SAME: (3.0, "same affiliation"),
    Relation.SUCCESSOR: (2.8, "the municipality went on under another number or in another"),
    Relation.RELATED: (1.2, "affiliations in the same county or region"),
    Relation.UNRELATED: (-1.0, "affiliations that have nothing to do with each other"),
    Relation.UNKNOWN: (0.0, ""),
}
_SAME_BODY, _SAME_OFFICE = 1.0, 0.4
_ALTERNATING, _SEQUENCE = -2.0, 0.2
_LONG_GAP = -0.5
_MOST_YEARS = 15


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for two profiles being one person's."""

    points: float
    """Logarithm of the odds; 0 is as likely as not."""
    reasons: tuple[str, ...]
    """In words, English."""

    @property
    def confidence(self) -> float:
        """The points as a probability, two digits."""
        return round(1 / (1 + 10 ** -min(max(self.points, -6.0), 6.0)), 2)


def weigh(one: Profile, other: Profile) -> Evidence | None:
    """Add up the evidence for two profiles; None where they cannot be one person's: both are in one document."""
    if not one.documents.isdisjoint(other.documents):
        return None
    name = compare_names(one.name, other.name)
    if name.conflict and name.points < 0:
        return Evidence(PRIOR + name.points, name.reasons)
    relation = relate(one.affiliation, other.affiliation)
    parts = [_AFFILIATIONS[relation], *_weigh_company(one, other), *_weigh_time(one, other, relation)]
    total = PRIOR + name.points + sum(points for points, _ in parts)
    return Evidence(round(total, 3), (*name.reasons, *(reason for _, reason in parts if reason)))


def _weigh_company(one: Profile, other: Profile) -> list[tuple[float, str]]:
    parts = []
    if one.bodies & other.bodies:
        parts.append((_SAME_BODY, "met in the same body"))
    if one.roles & other.roles:
        parts.append((_SAME_OFFICE, "held the same office"))
    return parts


def _weigh_time(one: Profile, other: Profile, relation: Relation) -> list[tuple[float, str]]:
    """Going to and fro between two affiliations speaks against one person, one after the other for a change."""
    days = sorted([*((day, 0) for day in one.days), *((day, 1) for day in other.days)])
    if not one.days or not other.days:
        return []
    parts = []
    changes = sum(a[1] != b[1] for a, b in pairwise(days))
    if relation is Relation.UNRELATED:
        if changes > 1:
            parts.append((_ALTERNATING, "for one and the other by turns"))
        else:
            parts.append((_SEQUENCE, "first for one, then for the other"))
    gap = max(one.days[0], other.days[0]).year - min(one.days[-1], other.days[-1]).year
    if gap > _MOST_YEARS:
        parts.append((_LONG_GAP, f"{gap} years apart"))
    return parts
