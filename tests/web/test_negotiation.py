"""Which format is given: what Accept wants most, and what we would choose where it does not tell."""

import pytest

from naeringsgraf.store.protocol.media import CSV, HTML, JSON, JSON_LD, N_TRIPLES, RDF_XML, TSV, TURTLE, XML
from naeringsgraf.web.sparql.negotiation import GRAPHS, ROWS, TRUTH, choose

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "offered", "media"),
    [
        ("", ROWS, JSON),
        ("*/*", GRAPHS, TURTLE),
        (f"{JSON};q=0.5, {CSV};q=0.9", ROWS, CSV),
        (f"{JSON};q=0, */*;q=0.1", ROWS, XML),
        ("text/*", ROWS, CSV),
        ("text/*;q=0.3, text/csv;q=0", ROWS, TSV),
        (f"{XML}, {JSON}", ROWS, XML),
        (f"*/*, {TSV}", ROWS, TSV),
        ("application/json", ROWS, JSON),
        ("application/json", GRAPHS, JSON_LD),
        ("APPLICATION/N-Triples ; Q=1", GRAPHS, N_TRIPLES),
        ("application/rdf+xml;q=1.0, text/turtle;q=0.9", GRAPHS, RDF_XML),
        (CSV, GRAPHS, None),
        (TURTLE, TRUTH, None),
        ("application/x-none", ROWS, None),
        ("text/csv;q=often", ROWS, None),
        (BROWSER, (*ROWS, HTML), HTML),
        ("*/*", (*ROWS, HTML), JSON),
        ("nonsense, ,;;", ROWS, JSON),
    ],
)
def test_the_most_wanted_is_given(accept: str, offered: tuple[str, ...], media: str | None) -> None:
    """Quality first, then how specific a range is, then its place, then our own order."""
    assert choose(accept, offered) == media
