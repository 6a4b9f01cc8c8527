"""The names that persons go by in the graph: from the name of their first appearance, and its affiliation where needed.

Persons are named in the order of their first appearances, so that one who comes later never takes over the name of one
who was there before.
"""

from collections.abc import Iterator, Mapping, Sequence

from naeringsgraf.linking.identity.appearance import Place
from naeringsgraf.linking.identity.clusters import Person
from naeringsgraf.model.names import ThingId, make_slug


def name_persons(persons: Sequence[Person]) -> dict[ThingId, Person]:
    """Give each person an id: "person/dag-aanensen"; another of that name is "person/dag-aanensen-drammen"."""
    named: dict[ThingId, Person] = {}
    for person in persons:
        named[next(id for id in _propose(person) if id not in named)] = person
    return named


def _propose(person: Person) -> Iterator[ThingId]:
    first = person.first
    name = f"person/{make_slug(first.name)}"
    yield ThingId(name)
    affiliation = (first.affiliation or "").partition("/")[2]
    if affiliation:
        name = f"{name}-{affiliation}"
        yield ThingId(name)
    yield from (ThingId(f"{name}-{number}") for number in range(2, 1_000_000))


def find_successors(
    before: Mapping[Place, ThingId], now: Mapping[Place, ThingId]
) -> dict[ThingId, tuple[ThingId, ...]]:
    """Tell, for each id that is no more, which ids its appearances have now; sorted, () where all of them are gone."""
    gone = set(before.values()) - set(now.values())
    heirs: dict[ThingId, set[ThingId]] = {person: set() for person in gone}
    for place, person in before.items():
        if person in gone and place in now:
            heirs[person].add(now[place])
    return {person: tuple(sorted(found)) for person, found in sorted(heirs.items())}
