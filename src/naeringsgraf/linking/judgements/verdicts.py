"""Judgements that cannot all hold: two answers to one question, or A = B, B = C and A ≠ C."""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from naeringsgraf.errors import Problem
from naeringsgraf.linking.judgements.judgement import Judgement, Verdict

_Node = TypeVar("_Node", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Claim:
    """A judgement, what it is about, and the answer that it affirms or denies."""

    judgement: Judgement
    about: Hashable
    answer: Hashable
    """None, or empty, for "none of them"."""


def find_conflicts(claims: Iterable[Claim]) -> Iterator[Problem]:
    """Tell of each judgement that says the same as one before it, or something that cannot hold beside it."""
    # By answer, verdict, and verdict of those without an answer: what can conflict is found without comparing all.
    first: dict[Hashable, tuple[int, Claim]] = {}
    for at, claim in enumerate(claims):
        verdict = claim.judgement.verdict
        opposite = Verdict.NO if verdict is Verdict.YES else Verdict.YES
        asked: list[Hashable] = [("answer", claim.about, claim.answer)]
        asked += [("verdict", claim.about, verdict)] if verdict is Verdict.YES else []
        asked.append(("empty" if claim.answer else "verdict", claim.about, opposite))
        earlier = [first[key] for key in asked if key in first]
        if earlier:
            yield _tell_conflict(min(earlier, key=lambda each: each[0])[1], claim)
        first.setdefault(asked[0], (at, claim))
        first.setdefault(("verdict", claim.about, verdict), (at, claim))
        if not claim.answer:
            first.setdefault(("empty", claim.about, verdict), (at, claim))


def _tell_conflict(earlier: Claim, claim: Claim) -> Problem:
    first, second = earlier.judgement, claim.judgement
    if first.verdict is second.verdict and earlier.answer == claim.answer:
        return Problem(second.line, f"{first.place} says the same; keep one of them")
    told = f"{first.verdict} {first.object}".strip()
    return Problem(second.line, f"contradicts {first.place}, which says {told}; take one of them out")


def find_contradictions(judged: Iterable[tuple[Judgement, _Node, _Node]]) -> Iterator[Problem]:
    """Tell of judgements on persons that repeat another, and of those by which two are the same and different.

    Each comes with the two it is about. The message names every line of the chain that says the opposite.
    """
    seen: dict[frozenset[_Node], Judgement] = {}
    same: dict[_Node, list[tuple[_Node, Judgement]]] = defaultdict(list)
    different: list[tuple[Judgement, _Node, _Node]] = []
    for judgement, one, other in judged:
        first = seen.setdefault(frozenset((one, other)), judgement)
        if first is not judgement and first.verdict is judgement.verdict:
            yield Problem(judgement.line, f"{first.place} says the same; keep one of them")
        elif judgement.verdict is Verdict.SAME:
            same[one].append((other, judgement))
            same[other].append((one, judgement))
        else:
            different.append((judgement, one, other))
    groups = _group(same)
    for judgement, one, other in different:
        if one in groups and groups[one] == groups.get(other) and (chain := _find_chain(same, one, other)):
            places = " and ".join(each.place for each in sorted(chain, key=lambda each: each.line))
            reason = f"says that they are different, and {places} that they are the same; take one of them out"
            yield Problem(judgement.line, reason)


def _group(same: Mapping[_Node, list[tuple[_Node, Judgement]]]) -> dict[_Node, int]:
    """Give each a number that all have who are the same by any chain of judgements, and nobody else."""
    groups: dict[_Node, int] = {}
    for number, start in enumerate(same):
        waiting = [start] if start not in groups else []
        while waiting:
            at = waiting.pop()
            groups[at] = number
            waiting += [following for following, _ in same[at] if following not in groups]
    return groups


def _find_chain(
    same: Mapping[_Node, list[tuple[_Node, Judgement]]], one: _Node, other: _Node
) -> tuple[Judgement, ...] | None:
    """Give the fewest judgements by which two are the same; None where none do."""
    reached: dict[_Node, tuple[Judgement, ...]] = {one: ()}
    waiting = deque([one])
    while waiting:
        at = waiting.popleft()
        if at == other:
            return reached[at]
        for following, judgement in same.get(at, ()):
            if following not in reached:
                reached[following] = (*reached[at], judgement)
                waiting.append(following)
    return None
