"""What one affiliation has to do with another: the same ground under another number, a county and its municipality."""

from enum import Enum
from functools import cache, lru_cache

from naeringsgraf.model.names import ThingId
from naeringsgraf.registers.places import load_places


class Relation(Enum):
    """How two affiliations stand to each other."""

    SAME = "same"
    SUCCESSOR = "successor"
    """The same municipality under another number, or one that went up in the other."""
    RELATED = "related"
    """A split municipality and its part, a county and a municipality in it, a region and its member."""
    UNRELATED = "unrelated"
    UNKNOWN = "unknown"
    """One of them is not known, or is a party, which says nothing of where."""


@lru_cache(maxsize=65_536)
def find_root(affiliation: ThingId | None) -> ThingId | None:
    """Give what an affiliation is grouped under: a municipality's current one where there is one, else itself."""
    if affiliation is None or not affiliation.startswith("municipality/"):
        return affiliation
    try:
        return load_places().municipality(affiliation).current or affiliation
    except KeyError:
        return affiliation


@lru_cache(maxsize=262_144)
def relate(one: ThingId | None, other: ThingId | None) -> Relation:
    """Tell how two affiliations stand to each other."""
    if one is None or other is None or one.startswith("party/") or other.startswith("party/"):
        return Relation.UNKNOWN
    if one == other:
        return Relation.SAME
    if find_root(one) == find_root(other):
        return Relation.SUCCESSOR
    if _grounds(one) & _grounds(other):
        return Relation.RELATED
    return Relation.UNRELATED


@lru_cache(maxsize=65_536)
def _grounds(affiliation: ThingId) -> frozenset[ThingId]:
    """Give the things an affiliation is tied to: a municipality to its counties ever, a region to its members."""
    kind = affiliation.partition("/")[0]
    if kind == "secretariat":
        return frozenset({ThingId(f"region/{affiliation.partition('/')[2]}"), affiliation})
    if kind == "municipality":
        root = find_root(affiliation) or affiliation
        return _counties_of().get(root, frozenset()) | {affiliation, root, *_successors(affiliation)}
    if kind == "region":
        region = next((region for region in load_places().regions if region.id == affiliation), None)
        members = region.members if region else ()
        return frozenset({affiliation, *(find_root(member) or member for member in members)})
    return frozenset({affiliation})


def _successors(affiliation: ThingId) -> tuple[ThingId, ...]:
    try:
        return load_places().municipality(affiliation).successors
    except KeyError:
        return ()


@cache
def _counties_of() -> dict[ThingId, frozenset[ThingId]]:
    """Today's municipality → the counties that any of its ground ever lay in."""
    found: dict[ThingId, frozenset[ThingId]] = {}
    for place in load_places().municipalities:
        root = place.current or place.id
        found[root] = found.get(root, frozenset()) | {place.county}
    return found
