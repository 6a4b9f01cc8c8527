"""The graph of the sample corpus, and a way to ask for its pages."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from naeringsgraf import api
from naeringsgraf.web.pages.answer import answer
from naeringsgraf.web.pages.asked import Asked, Offers, Reply
from reading_pages import Ask

NONE = Offers()


@pytest.fixture(scope="session")
def sample(sample_store: Path) -> Path:
    """The store of the sample corpus."""
    return sample_store


@pytest.fixture(scope="session")
def graph(sample: Path) -> Iterator[api.Graph]:
    """The graph of the sample corpus."""
    with api.open(sample) as opened:
        yield opened


@pytest.fixture(scope="session")
def ask(graph: api.Graph) -> Ask:
    """Asks for an address, such as "/requests?theme=hydrogen"; headers by name."""

    def get(address: str, *, accept: str = "text/html", languages: str = "", offers: Offers = NONE) -> Reply:
        parts = urlsplit(address)
        values = tuple(parse_qsl(parts.query, keep_blank_values=True))
        return answer(graph, Asked(unquote(parts.path), values, accept, languages, offers=offers))

    return get
