"""Actors that the registers do not know, as one named graph made from all documents.

The body that holds the meetings is named in every one of them. Were its label in each document's graph, the engine's
union of all graphs, which counts a triple once for each graph it stands in, would multiply every row that asks for it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from naeringsgraf.linking.bodies import link_bodies
from naeringsgraf.linking.mentions import SHAPE_RULE
from naeringsgraf.mapping.classes import ACTOR_CLASSES
from naeringsgraf.mapping.iri import BASE, GRAPH_ACTORS, mint_iri, mint_term
from naeringsgraf.mapping.lines import RDFS_LABEL, SKOS, QuadLines
from naeringsgraf.model.meeting import Actor, ActorKind, Basis, Meeting
from naeringsgraf.model.names import ThingId


def find_unregistered(meeting: Meeting) -> tuple[Actor, ...]:
    """Give the actors of a meeting that the registers do not know, each once, sorted by id, name and kind."""
    found = {actor for actor in _find_actors(meeting) if actor is not None and not actor.registered}
    return tuple(sorted(found, key=lambda actor: (actor.id, actor.name, actor.kind, actor.part_of or "")))


def map_actors(actors: Iterable[Actor], base: str = BASE) -> bytes:
    """Write what they are and are called, as sorted N-Quads.

    Where documents name one actor differently, the most usual kind and name count, and the other names become
    alternative labels. A body that goes by several names keeps a node for each, all leading to one.
    """
    lines = QuadLines(mint_iri(GRAPH_ACTORS, base))
    by_id: dict[ThingId, list[Actor]] = defaultdict(list)
    for actor in actors:
        by_id[actor.id].append(actor)
    for same in by_id.values():
        it = mint_iri(same[0].id, base)
        name = _name(same)
        lines.type(it, ACTOR_CLASSES[ActorKind(_find_most_usual(actor.kind for actor in same))])
        lines.text(it, RDFS_LABEL, name)
        for actor in same:
            if actor.name != name:
                lines.text(it, SKOS + "altLabel", actor.name)
            if actor.part_of is not None and actor.kind is ActorKind.SECRETARIAT:
                lines.link(it, "secretariatOf", mint_iri(actor.part_of, base))
    _map_bodies(lines, by_id, base)
    return lines.to_bytes()


def _map_bodies(lines: QuadLines, by_id: Mapping[ThingId, Sequence[Actor]], base: str) -> None:
    """Write under which body each name is gathered, why, and what it belongs to."""
    for body in link_bodies(actor for same in by_id.values() for actor in same):
        it, canonical = mint_iri(body.id, base), mint_iri(body.canonical, base)
        lines.link(it, "canonicalBody", canonical)
        if body.owner is not None:
            lines.link(it, "unitOf", mint_iri(body.owner, base))
        if body.rule is not None:
            lines.text(it, "rule", body.rule)
            lines.link(it, "basis", mint_term(Basis.INFERRED))
            for name in {actor.name for actor in by_id[body.id]} - {_name(by_id[body.canonical])}:
                lines.text(canonical, SKOS + "altLabel", name)


def _name(same: Iterable[Actor]) -> str:
    return _find_most_usual(actor.name for actor in same)


def _find_actors(meeting: Meeting) -> Iterator[Actor | None]:
    yield meeting.body
    for mention in meeting.mentions:
        if mention.rule == SHAPE_RULE and mention.target:
            kind = ActorKind.COMPANY if mention.target.startswith("company/") else ActorKind.OTHER
            yield Actor(mention.target, mention.name, kind)
    for attendance in meeting.attendees:
        yield from (attendance.affiliation, attendance.party)
    for turn in meeting.contributions:
        yield turn.on_behalf_of
        yield from (statement.addressee for statement in turn.statements)


def _find_most_usual(names: Iterable[str]) -> str:
    # Of equals "Dal AS" goes before "DAL AS", then the first in the alphabet.
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], name.swapcase()))
