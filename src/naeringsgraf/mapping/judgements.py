"""What people decided, as one named graph: `graph/judgements`.

Each fact that a judgement decided says here who decided it, so that its own graph stays as it is when somebody else
takes the decision over, or another reason is given. An attendance that was corrected says that it is a revision of what
the minutes print. What that was is not said again: who asks to have a name put right does not ask to have it kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from naeringsgraf.linking.identity.appearance import Place
from naeringsgraf.linking.judgements.judgement import Judgement, Kind
from naeringsgraf.mapping.identities import mint_identification
from naeringsgraf.mapping.iri import BASE, GRAPH_JUDGEMENTS, Iri, Part, mint_document, mint_iri, mint_part
from naeringsgraf.mapping.lines import PROV, RDF_TYPE, QuadLines
from naeringsgraf.model.meeting import Judged
from naeringsgraf.model.names import ThingId

_CORRECTING: Final = frozenset({Kind.NAME, Kind.ROLE, Kind.AFFILIATION})
"""Say of an attendance something else than the minutes do."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What all judgements came to."""

    judged: Mapping[str, Judged]
    """Key of a judgement on a document → what came of it there; left out where its document is not in the graph."""
    pairs: Mapping[str, tuple[Place, Place]]
    """Key of a judgement on persons → the two attendances."""


def map_judgements(judgements: Iterable[Judgement], ruled: Ruled, base: str = BASE) -> bytes:
    """Write the judgements and what they decided, as sorted N-Quads. Those that decided nothing yet are told too."""
    lines = QuadLines(mint_iri(GRAPH_JUDGEMENTS, base))
    for judgement in judgements:
        it = mint_iri(ThingId(f"judgement/{judgement.key}"), base)
        _map_line(lines, it, judgement)
        if judgement.kind is Kind.PERSON:
            _map_pair(lines, it, judgement, ruled.pairs.get(judgement.key), base)
        else:
            _map_decided(lines, it, judgement, ruled.judged.get(judgement.key), base)
    return lines.to_bytes()


def _map_line(lines: QuadLines, it: Iri, judgement: Judgement) -> None:
    lines.type(it, "Judgement")
    lines.text(it, "kind", judgement.kind)
    lines.text(it, "verdict", judgement.verdict)
    lines.text(it, "text", judgement.quote or None)
    lines.text(it, "decidedBy", judgement.who)
    lines.value(it, "date", judgement.when)
    lines.text(it, "reason", judgement.why or None)


def _map_pair(lines: QuadLines, it: Iri, judgement: Judgement, pair: tuple[Place, Place] | None, base: str) -> None:
    if pair is None:
        return
    for place in pair:
        lines.link(it, "subject", mint_part(place.document, Part.ATTENDANCE, place.number, base))
    one, other = pair
    _decide(lines, it, mint_identification(one, other, base), judgement.who)


def _map_decided(lines: QuadLines, it: Iri, judgement: Judgement, judged: Judged | None, base: str) -> None:
    document = mint_document(judgement.subject.document, base)
    lines.link(it, "subject", document)
    if judged is None:
        return
    if judged.object is not None:
        lines.link(it, "object", _name(judged.object, document, base))
    for part in judged.decided:
        _decide(lines, it, _name(part, document, base), judgement.who)
        if judgement.kind in _CORRECTING and part.startswith("#"):
            _map_revision(lines, _name(part, document, base), document)


def _map_revision(lines: QuadLines, corrected: Iri, document: Iri) -> None:
    """Say that something is not as the minutes print it, after PROV-O; what they print is told by its name alone."""
    printed = Iri(f"{corrected}-printed")
    lines.link(corrected, PROV + "wasRevisionOf", printed)
    lines.link(printed, RDF_TYPE, Iri(PROV + "Entity"))
    lines.link(printed, PROV + "wasQuotedFrom", document)


def _decide(lines: QuadLines, it: Iri, fact: Iri, who: str) -> None:
    lines.link(it, "decides", fact)
    lines.text(fact, "decidedBy", who)


def _name(thing: ThingId, document: Iri, base: str) -> Iri:
    return Iri(document + thing) if thing.startswith("#") else mint_iri(thing, base)
