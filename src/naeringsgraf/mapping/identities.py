"""Who is who across documents, as one named graph made from all of them: `graph/identities`.

`ng:person` stands here alone. A person that was named by an earlier build and is no more leads to those it became, so
that a question kept from then still finds somebody.
"""

import re
from collections.abc import Mapping
from typing import Final

from naeringsgraf.linking.identity.appearance import Place
from naeringsgraf.linking.identity.clusters import Identities, Link, Person
from naeringsgraf.linking.identity.naming import find_successors, name_persons
from naeringsgraf.mapping.iri import (
    BASE,
    GRAPH_IDENTITIES,
    Iri,
    Part,
    mint_iri,
    mint_part,
    mint_term,
    read_iri,
    read_part,
)
from naeringsgraf.mapping.lines import RDFS_LABEL, QuadLines
from naeringsgraf.model.meeting import Basis
from naeringsgraf.model.names import ThingId

SAME_AS: Final = Iri("http://www.w3.org/2002/07/owl#sameAs")
_TRIPLE: Final = re.compile(r"<([^>]*)> <([^>]*)> <([^>]*)> ")


def map_identities(identities: Identities, before: bytes = b"", base: str = BASE) -> bytes:
    """Write persons, whose attendances are theirs and why, as sorted N-Quads.

    Args:
        identities: who is who now.
        before: the same graph as an earlier build wrote it; empty where there was none.
        base: what things are named under.
    """
    lines = QuadLines(mint_iri(GRAPH_IDENTITIES, base))
    named = name_persons(identities.persons)
    for thing, person in named.items():
        _map_person(lines, mint_iri(thing, base), person, base)
    for link in (*identities.doubts, *identities.apart):
        _map_link(lines, link, None, base)
    now = {a.place: thing for thing, person in named.items() for a in person.appearances}
    for gone, heirs in _find_gone(before, now, base).items():
        for heir in heirs:
            lines.link(mint_iri(gone, base), SAME_AS if len(heirs) == 1 else "replacedBy", mint_iri(heir, base))
    return lines.to_bytes()


def _map_person(lines: QuadLines, it: Iri, person: Person, base: str) -> None:
    lines.type(it, "Person")
    lines.text(it, RDFS_LABEL, person.name)
    lines.text(it, "name", person.name)
    for variant in person.variants:
        lines.text(it, "nameVariant", variant)
    for appearance in person.appearances:
        lines.link(_mint_attendance(appearance.place, base), "person", it)
    for link in person.links:
        _map_link(lines, link, it, base)


def _map_link(lines: QuadLines, link: Link, person: Iri | None, base: str) -> None:
    it = mint_identification(link.one, link.other, base)
    lines.type(it, "Identification")
    for place in (link.one, link.other):
        lines.link(it, "between", _mint_attendance(place, base))
    if person is not None:
        lines.link(it, "identifies", person)
    for reason in link.evidence.reasons:
        lines.text(it, "reason", reason)
    lines.value(it, "confidence", link.evidence.confidence)
    lines.link(it, "basis", mint_term(Basis.REVIEWED if link.judged else Basis.INFERRED))


def mint_identification(one: Place, other: Place, base: str = BASE) -> Iri:
    """Name what is held of two attendances; whichever comes first."""
    names = "--".join(f"{place.document}-{place.number}" for place in sorted((one, other)))
    return mint_iri(ThingId(f"identification/{names}"), base)


def _mint_attendance(place: Place, base: str) -> Iri:
    return mint_part(place.document, Part.ATTENDANCE, place.number, base)


def _find_gone(before: bytes, now: Mapping[Place, ThingId], base: str) -> dict[ThingId, tuple[ThingId, ...]]:
    """Give whom each person that is no more has become; also those that were gone before, followed on from there."""
    had: dict[Place, ThingId] = {}
    gone: dict[ThingId, set[ThingId]] = {}
    for subject, predicate, target in _TRIPLE.findall(before.decode("utf-8")):
        part, old, new = read_part(subject, base), read_iri(subject, base), read_iri(target, base)
        if predicate == mint_term("person") and part and new:
            had[Place(part[0], part[2])] = new
        elif predicate in (SAME_AS, mint_term("replacedBy")) and old and new:
            gone.setdefault(old, set()).add(new)
    heirs = {old: found for old, found in find_successors(had, now).items() if found}
    living = set(now.values())
    for old, stages in gone.items():
        reached = {heir for stage in stages for heir in heirs.get(stage, (stage,)) if heir in living}
        if reached and old not in living:
            heirs[old] = tuple(sorted(reached))
    return dict(sorted(heirs.items()))
