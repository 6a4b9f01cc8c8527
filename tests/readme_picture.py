"""The picture that README shows, taken again: `python tests/readme_picture.py` writes docs/nettverk.png."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from naeringsgraf.cli.main import run

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "nettverk.png"
_CHOSEN = "Drammen"
_WINDOW = {"width": 1280, "height": 880}


def make_page(folder: Path) -> Path:
    """Build the graph of the sample minutes and write its network page."""
    store, page = folder / "sample.store", folder / "nettverk.html"
    for call in (
        ["build", str(ROOT / "data" / "referat"), "--store", str(store)],
        ["network", "municipality-theme", "--store", str(store), "-o", str(page)],
    ):
        if run(call):
            sys.exit(f"naeringsgraf {' '.join(call)} failed")
    return page


def take_picture(path: Path, chromium: str) -> bytes:
    """Give the top of the page by day, with a municipality chosen and its sentences beside it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=_WINDOW, color_scheme="light", offline=True)  # type: ignore[arg-type]
        page.goto(path.as_uri())
        page.get_by_role("combobox").fill(_CHOSEN)
        page.keyboard.press("Enter")
        page.get_by_role("combobox").fill("")
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        picture = page.screenshot()
        browser.close()
    return picture


def main() -> None:
    """Write the picture anew."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not chromium:
        sys.exit("no Chromium here to take the picture with")
    with tempfile.TemporaryDirectory() as folder:
        PICTURE.write_bytes(take_picture(make_page(Path(folder)), chromium))


if __name__ == "__main__":
    main()
