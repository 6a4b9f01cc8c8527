"""The timeline as one file, opened from disk in a browser that has no network: UX16."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from reading_pages import Ask
from viewing import AXE_OPTIONS, CHROMIUM, Viewer

pytest_plugins = ("asking_pages", "browsing")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the timeline is not tried in a browser")


@pytest.mark.parametrize("choice", ["unit=year", "by=municipality&unit=quarter&lang=nn", "theme=batteri&lang=en"])
def test_it_opens_from_disk(viewer: Viewer, ask: Ask, tmp_path: Path, choice: str) -> None:
    """The picture is drawn, the rows are there, and nothing is wrong for those who hear the page."""
    path = tmp_path / "timeline.html"
    path.write_bytes(ask(f"/timeline?format=file&{choice}").body)
    page = viewer.open(path)
    width = page.evaluate(
        "async () => { const image = document.querySelector('img.chart'); await image.decode(); return image.width; }"
    )

    assert width > 0
    assert page.locator("tbody tr").count() > 0
    assert Axe().run(page, options=AXE_OPTIONS).response["violations"] == []
