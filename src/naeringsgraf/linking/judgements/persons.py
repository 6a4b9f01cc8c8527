"""Judgements on who is who: from names of attendances to the attendances, held against what is printed there now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from naeringsgraf.errors import Problem
from naeringsgraf.linking.identity.appearance import Appearance, Place
from naeringsgraf.linking.identity.clusters import Verdicts
from naeringsgraf.linking.judgements.attendances import NobodyError, find_attendance
from naeringsgraf.linking.judgements.judgement import PAIR_MARK, Judgement, Reference, Verdict
from naeringsgraf.linking.judgements.verdicts import find_contradictions


@dataclass
class Resolved:
    """What judgements on persons come to, and what stands against them."""

    verdicts: Verdicts = field(default_factory=Verdicts)
    pairs: dict[str, tuple[Place, Place]] = field(default_factory=dict)
    """Key of the judgement → the two attendances."""
    problems: list[Problem] = field(default_factory=list)


def resolve_persons(judgements: Iterable[Judgement], people: Mapping[str, Sequence[Appearance]]) -> Resolved:
    """Find the attendances that judgements are about; `people` are those who attended, by document.

    Judgements on documents that are not there are left out; it is told elsewhere.
    """
    resolved = Resolved()
    judged: list[tuple[Judgement, Place, Place]] = []
    for judgement in judgements:
        if judgement.subject.document not in people or judgement.other.document not in people:
            continue
        quotes = judgement.quote.split(f" {PAIR_MARK} ")
        try:
            one, other = (
                _find(reference, quote, people[reference.document])
                for reference, quote in zip((judgement.subject, judgement.other), quotes, strict=True)
            )
        except NobodyError as problem:
            resolved.problems.append(Problem(judgement.line, str(problem)))
            continue
        if one == other:
            reason = f"both are attendance-{one.number} of {one.document}; name two"
            resolved.problems.append(Problem(judgement.line, reason))
            continue
        judged.append((judgement, one, other))
        resolved.pairs[judgement.key] = one, other
    resolved.problems += find_contradictions(judged)
    resolved.verdicts = Verdicts(
        [(one, other) for judgement, one, other in judged if judgement.verdict is Verdict.SAME],
        [(one, other) for judgement, one, other in judged if judgement.verdict is Verdict.DIFFERENT],
    )
    return resolved


def _find(reference: Reference, quote: str, people: Sequence[Appearance]) -> Place:
    forms = {person.place.number: ((person.name, *person.forms[:1]), person.forms[1:]) for person in people}
    return Place(reference.document, find_attendance(reference, quote, forms))
