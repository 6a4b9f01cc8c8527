"""Sentences that lines share, held as bits, and the two ways in which sentences are read: all of them, and some."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from naeringsgraf import api
from naeringsgraf.analysis.evidence import Evidence, read_evidence, read_quotes
from naeringsgraf.analysis.network import list_quotes
from naeringsgraf.analysis.networks.kinds import find_network
from naeringsgraf.analysis.sentences import Pool, SomeOf, join_sentences


@pytest.fixture(scope="module")
def graph(sample_store: Path) -> Iterator[api.Graph]:
    """The sample corpus."""
    with api.open(sample_store) as opened:
        yield opened


@pytest.fixture(scope="module")
def evidence(graph: api.Graph) -> Evidence:
    return read_evidence(graph)


def test_all_sentences_are_those_that_are_read_by_name(graph: api.Graph, evidence: Evidence) -> None:
    """All are put together from columns, some come from one query; each is the same in every part."""
    by_name = read_quotes(graph, evidence.actors, [f"{graph.base}{quote.id}" for quote in evidence.quotes])

    assert by_name == evidence.quotes
    assert len(by_name) > 100


def test_some_of_a_pool_are_what_a_tuple_would_be(evidence: Evidence) -> None:
    """In order, each once, though parts overlap."""
    pool = Pool(evidence.quotes)
    held = SomeOf(pool, (pool.hold([5, 1, 9]), pool.hold([9, len(evidence.quotes) - 1])))
    expected = tuple(evidence.quotes[at] for at in (1, 5, 9, len(evidence.quotes) - 1))

    assert (tuple(held), len(held), held[0], held[1:3]) == (expected, 4, expected[0], expected[1:3])
    assert held == expected
    assert held.meetings == len({quote.meeting.document for quote in expected})
    assert len(SomeOf(pool, ())) == 0


def test_sentences_of_several_pools_are_not_joined(evidence: Evidence) -> None:
    """Bits of one mean nothing in the other."""
    one, other = Pool(evidence.quotes), Pool(evidence.quotes[:9])

    assert join_sentences([SomeOf(one, (1,)), SomeOf(other, (1,))]) is None
    assert join_sentences([SomeOf(one, (1,)), evidence.quotes]) is None
    assert join_sentences([]) is None


def test_marks_stand_on_the_sentences_of_their_lines(graph: api.Graph) -> None:
    """Counted over bits they are as many as counted one by one."""
    network = find_network(graph, "municipality-municipality")

    for node in network.nodes:
        said = set(chain(*(edge.quotes for edge in network.edges if node.id in (edge.source, edge.target))))
        assert (node.quotes, node.meetings) == (len(said), len({quote.meeting.document for quote in said}))
    assert network.quotes == list_quotes(chain(*(edge.quotes for edge in network.edges)))
