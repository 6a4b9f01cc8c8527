"""The page of the vocabulary in a browser: it can be used by everybody, and its links lead where they say."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from naeringsgraf.cli.main import run
from viewing import AXE_OPTIONS, CHROMIUM, Viewer

pytest_plugins = ("browsing",)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")


@pytest.fixture(scope="module")
def ontology(folder: Path) -> Path:
    file = folder / "ontologi.html"
    assert run(["ontology", "-o", str(file)]) == 0
    return file


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1300])
def test_axe_finds_nothing_and_the_page_fits(viewer: Viewer, ontology: Path, width: int, scheme: str) -> None:
    """Also with what must hold unfolded."""
    page = viewer.open(ontology, "#Attendance", width=width)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.locator("#Attendance summary").click()

    found = Axe().run(page, options=AXE_OPTIONS).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_term_is_found_by_its_fragment(viewer: Viewer, ontology: Path) -> None:
    """As by its IRI, and from the list of terms."""
    page = viewer.open(ontology, "#onBehalfOf")

    assert page.evaluate("document.querySelector(':target').id") == "onBehalfOf"
    assert 0 <= page.locator("#onBehalfOf").evaluate("it => it.getBoundingClientRect().top") < 60
    page.get_by_role("navigation").get_by_role("link", name="Statement", exact=True).click()
    assert page.evaluate("document.querySelector(':target').id") == "Statement"
