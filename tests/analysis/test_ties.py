"""Ties counted from columns are the rows of the queries that count them."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import generate
from naeringsgraf.analysis.ties import count_raised, count_replies, count_ties
from naeringsgraf.linking.extract import extract_meeting
from naeringsgraf.linking.identity.appearance import find_appearances
from naeringsgraf.linking.identity.clusters import identify
from naeringsgraf.mapping.identities import map_identities
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.mapping.nquads import map_document
from naeringsgraf.reading.read import read_bytes
from naeringsgraf.store.graph import Graph
from naeringsgraf.store.vocabulary import make_shared_graphs
from roundtable import load_roundtable

QUERIES = Path(__file__).parents[2] / "benchmarks" / "queries"


@pytest.fixture(scope="module")
def generated() -> Graph:
    """Made-up minutes, with people who come again."""
    documents = [read_bytes(each.write_text().encode(), f"{each.slug}.txt") for each in generate(30)]
    read = [(document, extract_meeting(document)) for document in documents]
    people = [appearance for each in read for appearance in find_appearances(*each)]
    shared = [data for data in make_shared_graphs(BASE).values() if data]
    return Graph.from_nquads([*shared, *(map_document(*each) for each in read), map_identities(identify(people))])


@pytest.mark.parametrize(
    ("query", "way"),
    [
        ("01-municipality-theme.rq", count_raised),
        ("06-who-replies.rq", count_replies),
        ("10-met-most.rq", lambda graph: count_ties(graph, "met", 10)),
        ("11-network.rq", lambda graph: [(one, theme) for one, theme, _ in count_raised(graph)]),
    ],
)
def test_ties_are_the_rows_of_the_query(generated: Graph, query: str, way: Callable[[Graph], Iterable[Any]]) -> None:
    """Every end and every number, in the order of the query."""
    text = (QUERIES / query).read_text(encoding="utf-8")
    for graph in (generated, load_roundtable(), Graph.from_nquads([])):
        if query.startswith("11"):
            found = {(_shorten(triple.subject), _shorten(triple.object)) for triple in graph.construct(text)}
            expected: list[tuple[Any, ...]] = sorted(found)
        else:
            expected = [(_shorten(one), _shorten(other), times) for one, other, times in graph.query(text)]

        assert list(way(graph)) == expected


def test_all_pairs_are_given_unless_a_number_is_asked_for(generated: Graph) -> None:
    """Ten are the first of all, the most meetings first."""
    every = list(count_ties(generated, "met"))

    assert len(every) > 10
    assert list(count_ties(generated, "met", 10)) == every[:10]
    assert [times for *_, times in every] == sorted((times for *_, times in every), reverse=True)


def _shorten(term: Any) -> str:
    return "/".join(str(getattr(term, "value", term)).rsplit("/", 2)[-2:])
