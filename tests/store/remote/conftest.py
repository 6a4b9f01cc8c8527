"""Servers that tests ask, and the sample corpus beside them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import run_oxigraph, run_virtuoso

from naeringsgraf.mapping.iri import BASE
from naeringsgraf.reading.files import find_files
from naeringsgraf.store.build import build_store

CHECKOUT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the sample corpus, in a folder."""
    store = tmp_path_factory.mktemp("sample") / "sample.store"
    build_store(find_files([CHECKOUT / "data" / "referat"]), store, base=BASE)
    return store


@pytest.fixture
def oxigraph() -> Iterator[str]:
    """An empty `oxigraph serve`."""
    with run_oxigraph() as root:
        yield root


@pytest.fixture
def virtuoso(tmp_path: Path) -> Iterator[str]:
    """A new Virtuoso."""
    folder = tmp_path / "virtuoso"
    folder.mkdir()
    with run_virtuoso(folder) as root:
        yield root
