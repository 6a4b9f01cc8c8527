"""A few sentences read by name are those that are read with all."""

import pytest

from naeringsgraf.analysis.evidence import read_evidence, read_quotes
from naeringsgraf.store.graph import Graph
from roundtable import load_roundtable


@pytest.fixture(scope="module")
def graph() -> Graph:
    return load_roundtable()


@pytest.mark.parametrize("step", [1, 2, 5])
def test_few_are_read_as_among_all(graph: Graph, step: int) -> None:
    """With all that is known of them, and in the same order."""
    evidence = read_evidence(graph)
    wanted = evidence.quotes[::step]

    read = read_quotes(graph, evidence.actors, [f"{graph.base}{quote.id}" for quote in wanted])

    assert read == wanted


def test_none_are_none(graph: Graph) -> None:
    """Nothing asked for is not everything."""
    assert read_quotes(graph, read_evidence(graph).actors, []) == ()
