"""The network that the answer to any query draws, when its rows tie things to things."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from pyoxigraph import BlankNode, NamedNode

from naeringsgraf.analysis.network import THEME, Edge, Network
from naeringsgraf.analysis.networks.assembling import Mark, assemble
from naeringsgraf.analysis.networks.placing import place_network
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.store.graph import Answer
from naeringsgraf.store.rows import Rows
from naeringsgraf.store.terms import Term, to_value

KIND: Final = "answer"
"""Of a network that a query drew."""

_KINDS: Final = frozenset({*map(str, ActorKind), THEME, "person", "body"})

Pair = tuple[str, str]
_Ends = tuple[Term | None, Term | None]


@dataclass(frozen=True, slots=True)
class Ties:
    """Which things an answer ties to which."""

    weights: Mapping[Pair, float]
    """(from, to) → number in the row, or how many rows; both by IRI, or "_:…" for what has none."""
    left_out: int
    """Rows or triples that tie nothing to another thing, or weigh nothing."""

    @property
    def things(self) -> set[str]:
        """All that is tied."""
        return {thing for pair in self.weights for thing in pair}


def find_ties(answer: Answer, base: str) -> Ties | None:
    """Find what an answer ties together; None where its rows are no lines of a network.

    Rows are lines where two or three columns hold things and nothing else. Each thing is tied to the next; a term of a
    vocabulary between two, which does not begin with the base of our things, is only what ties them. The first column
    of whole numbers weighs the lines; without one, rows are counted. In a graph each triple between things is a line.
    """
    if not isinstance(answer, Rows):
        return _count(((triple.subject, triple.object), 1.0) for triple in answer)
    columns = [at for at in range(len(answer.columns)) if all(map(_is_thing, _list_terms(answer, at)))]
    columns = [at for at in columns if any(_list_terms(answer, at))]
    if len(columns) not in (2, 3) or answer.truth is not None:
        return None
    if len(columns) == 3 and not any(term.value.startswith(base) for term in _list_terms(answer, columns[1])):
        columns = [columns[0], columns[2]]
    weighs = next((at for at in range(len(answer.columns)) if _are_numbers(answer, at)), None)
    return _count(_list_pairs(answer, columns, weighs))


def draw_ties(ties: Ties, labels: Mapping[str, str], *, base: str, language: str, area: str) -> Network:
    """Draw the network, in columns where nothing is both a beginning and an end.

    Args:
        ties: what to draw.
        labels: what things are called; others stand by their IRI.
        base: what the IRIs of our things begin with; the step after it is their kind.
        language: of the labels.
        area: what all themes are coloured as.
    """
    kinds = {thing: _find_kind(thing, base) for thing in sorted(ties.things)}
    marks = [
        Mark(thing, labels.get(thing, thing), kind, area if kind == THEME else kind) for thing, kind in kinds.items()
    ]
    edges = [Edge(source, target, weight) for (source, target), weight in sorted(ties.weights.items())]
    two_mode = not {source for source, _ in ties.weights} & {target for _, target in ties.weights}
    network = assemble(KIND, marks, edges, language, directed=not two_mode, two_mode=two_mode)
    return place_network(network)


def _list_pairs(answer: Rows, columns: list[int], weighs: int | None) -> Iterator[tuple[_Ends, float]]:
    for row in answer.terms:
        weight = 1.0 if weighs is None else float(to_value(row[weighs]) or 0)
        for one, other in pairwise(columns):
            yield (row[one], row[other]), weight


def _count(found: Iterable[tuple[_Ends, float]]) -> Ties:
    weights: defaultdict[Pair, float] = defaultdict(float)
    left_out = 0
    for (one, other), weight in found:
        if not _is_thing(one) or not _is_thing(other) or one == other or weight <= 0:
            left_out += 1
        else:
            weights[_name(one), _name(other)] += weight
    return Ties(dict(weights), left_out)


def _is_thing(term: Term | None) -> bool:
    return isinstance(term, NamedNode | BlankNode)


def _name(term: Any) -> str:
    return str(term) if isinstance(term, BlankNode) else str(term.value)


def _list_terms(answer: Rows, at: int) -> list[Any]:
    """Give what stands in a column, without what is unbound."""
    return [row[at] for row in answer.terms if row[at] is not None]


def _are_numbers(answer: Rows, at: int) -> bool:
    values = [to_value(row[at]) for row in answer.terms]
    return bool(values) and all(type(value) is int for value in values)


def _find_kind(thing: str, base: str) -> str:
    first = thing.removeprefix(base).partition("/")[0] if thing.startswith(base) else ""
    return first if first in _KINDS else str(ActorKind.OTHER)
