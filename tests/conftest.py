"""Lets every test folder import what lies beside this file, and gives the store and the servers that tests ask."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from naeringsgraf.cli.main import run
from naeringsgraf.garbage import collect_seldom
from servers import run_oxigraph, run_virtuoso
from sharing import make_once

# Enough to find what a change broke in each run of the tests; more are tried now and then, as CONTRIBUTING.md says.
settings.register_profile("tests", max_examples=int(os.environ.get("NAERINGSGRAF_EXAMPLES", "60")), deadline=None)
settings.load_profile("tests")

CORPUS = Path(__file__).parents[1] / "data" / "referat"


@pytest.fixture(scope="session", autouse=True)
def collect_as_the_program_does() -> None:
    """Words and registers stay as long as the process does, and commands are called in that of the tests."""
    collect_seldom()


@pytest.fixture(scope="session", autouse=True)
def hear_interrupts() -> None:
    """Whoever runs the tests in the background may have had interrupts ignored, which children would take over."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def keep_off_the_secret() -> None:
    """No test reads or makes the secret of pseudonyms of whoever runs it."""
    os.environ["NAERINGSGRAF_SECRET"] = "a secret that only these tests have"


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the sample corpus, built once in each run of the tests. Nobody may change it."""

    def make(store: Path) -> None:
        assert run(["build", str(CORPUS), "--store", str(store)]) == 0

    return make_once(tmp_path_factory, "sample.store", make)


@pytest.fixture
def oxigraph() -> Iterator[str]:
    """The root of an empty `oxigraph serve`."""
    with run_oxigraph() as root:
        yield root


@pytest.fixture
def virtuoso(tmp_path: Path) -> Iterator[str]:
    """The root of a new Virtuoso."""
    folder = tmp_path / "virtuoso"
    folder.mkdir()
    with run_virtuoso(folder) as root:
        yield root
