"""One browser and one tab for all tests of pages, and the graph of the sample corpus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from viewing import CHROMIUM, FLAGS, Viewer


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Viewer]:
    """One tab for all, without a network."""
    context = browser.new_context(offline=True, accept_downloads=True)
    context.set_default_timeout(10_000)
    viewer = Viewer(context.new_page())
    viewer.listen()
    yield viewer
    context.close()


@pytest.fixture
def viewer(tab: Viewer) -> Iterator[Viewer]:
    """The tab; whatever a test does, nothing is asked of anybody and nothing is complained of."""
    yield tab
    assert tab.heard == []
    assert [url for url in tab.asked if not url.startswith("file:")] == []
    assert len(tab.asked) <= 1


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pages lie."""
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def store(sample_store: Path) -> Path:
    """The store of the sample corpus."""
    return sample_store
