"""The heat map and the page of an answer in a browser that has no network."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from naeringsgraf.cli.main import run
from naeringsgraf.views.heat_map import write_heat_map
from networks import HOSTILE, make_table
from viewing import AXE_OPTIONS, CHROMIUM, Viewer

pytest_plugins = ("browsing",)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the heat map is not tried in a browser")


@pytest.fixture(scope="module")
def heat(folder: Path, store: Path) -> Path:
    """The heat map of the sample corpus, made as a user makes it."""
    path = folder / "heat.html"
    assert run(["trace", "--store", str(store), "-o", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def shares(folder: Path, store: Path) -> Path:
    """Shares of meetings, of everybody, rolled up to the top and forward to today, in nynorsk."""
    path = folder / "shares.html"
    options = ["--share", "meetings", "--level", "1", "--places", "today", "--kind", "all", "--language", "nn"]
    assert run(["trace", *options, "--store", str(store), "-o", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def answer(folder: Path, store: Path) -> Path:
    """The page of who asks whom for what."""
    path = folder / "requests.html"
    assert run(["requests", "--store", str(store), "-o", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def hostile(folder: Path) -> Path:
    """A heat map whose every name, sentence and heading tries to be something else."""
    path = folder / "hostile-heat.html"
    ties = {(actor, theme): [f"{actor} {theme}"] for actor in HOSTILE for theme in HOSTILE[:4]}
    path.write_text(write_heat_map(make_table(ties), title=HOSTILE[1]), encoding="utf-8")
    return path


def read_panel(page: Page) -> list[str]:
    """Give the sentences that are open."""
    return page.locator("#quotes blockquote").all_inner_texts()


def read_names(page: Page) -> list[str]:
    """Give the rows that are shown, in order."""
    return page.locator("tbody tr:visible > th").all_inner_texts()


def test_every_number_opens_as_many_sentences(viewer: Viewer, heat: Path, folder: Path, store: Path) -> None:
    """Those that `trace --quotes` lists for the cell, each with speaker, meeting, day and place in the text."""
    listed = folder / "heat-quotes.json"
    assert run(["trace", "--quotes", "--store", str(store), "-o", str(listed)]) == 0
    rows = json.loads(listed.read_text(encoding="utf-8"))
    page = viewer.open(heat)
    opened = page.evaluate(
        """() => [...document.querySelectorAll('tbody button')].map((button) => {
            button.click();
            const texts = [...document.querySelectorAll('#quotes blockquote')].map((quote) => quote.textContent);
            return [document.getElementById('panel-title').textContent, Number(button.firstChild.textContent), texts];
        })"""
    )

    assert len(opened) == len({(row["actor"], row["theme"]) for row in rows})
    for title, number, texts in opened:
        said = [row["text"] for row in rows if f"{row['actor']} – {row['theme']}" == title]
        assert sorted(texts) == sorted(said)
        assert number == len(texts)
    last = page.locator("#quotes figcaption").last.inner_text()
    assert re.search(r"\d\d\.\d\d\.\d{4}", last) and re.search(r"tegn \d+–\d+", last)


def test_matrix_is_walked_through_with_the_keyboard(viewer: Viewer, heat: Path) -> None:
    """One stop of the tabulator; arrows to the next number, Enter to read it, Escape back to it."""
    page = viewer.open(heat)
    stops = page.evaluate("[...document.querySelectorAll('tbody button')].filter((each) => each.tabIndex === 0).length")
    page.locator("tbody button[tabindex='0']").focus()
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowRight")
    right = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    opened, title = read_panel(page), page.locator("#panel-title").inner_text()
    page.keyboard.press("Escape")
    back = page.evaluate("document.activeElement.textContent")

    assert stops == 1
    assert first != right and first.split(", ")[1] == right.split(", ")[1]
    assert opened
    assert back.split(", ", 1)[1] == ", ".join(title.split(" – "))


def test_three_stops_lead_to_the_matrix(viewer: Viewer, heat: Path) -> None:
    """The first of them is a way past what stands before it."""
    page = viewer.open(heat)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("location.hash") == "#matrix"


def test_table_is_narrowed_and_put_in_order(viewer: Viewer, heat: Path) -> None:
    """By a part of a name, of a row or a column; by the alphabet, å last, or the most first."""
    page = viewer.open(heat)
    names = read_names(page)
    page.get_by_label("Rekkefølge").select_option("total")
    totals = [int(text) for text in page.locator("tbody td.total").all_inner_texts()]
    sums = [int(text) for text in page.locator("tfoot td.total").all_inner_texts()[:-1]]
    page.get_by_label("Rekkefølge").select_option("name")
    again = read_names(page)
    page.get_by_label("Finn kommune eller kolonne").fill("dramm")
    rows = read_names(page)
    page.get_by_label("Finn kommune eller kolonne").fill("BATTERI")
    columns = page.locator("thead th:visible").all_inner_texts()[1:-1]
    page.get_by_label("Finn kommune eller kolonne").fill("zzz")
    told = page.locator("#shown").inner_text()

    assert totals == sorted(totals, reverse=True) and sums == sorted(sums, reverse=True)
    assert names == again
    assert rows == ["Drammen"]
    assert len(columns) > 1 and all("batteri" in column.lower() for column in columns)
    assert told == "Ingen treff"


def test_shares_stand_with_their_small_numbers(viewer: Viewer, shares: Path) -> None:
    """Part and whole in every cell, and the page in nynorsk."""
    page = viewer.open(shares)
    cells = page.locator("tbody button").all_inner_texts()

    assert cells and all(re.match(r"\d+\s%\s*\n?\d+/\d+", cell) for cell in cells)
    assert page.locator("html").get_attribute("lang") == "nn"
    assert "kvar var på" in page.locator(".head").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["heat", "shares", "answer"])
def test_axe_finds_nothing(viewer: Viewer, request: pytest.FixtureRequest, name: str, width: int, scheme: str) -> None:
    """WCAG 2.1 A and AA and good practice, by day and by night, with something opened; and it fits the window."""
    viewer.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page = viewer.open(request.getfixturevalue(name), width=width)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.evaluate(
        "document.querySelectorAll('.foot details, tr:first-child details').forEach((e) => { e.open = true; })"
    )
    if name != "answer":
        page.locator("tbody button").first.click()
    found = Axe().run(page, options=AXE_OPTIONS)

    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("policy", [True, False])
def test_hostile_names_stay_names(viewer: Viewer, hostile: Path, folder: Path, policy: bool) -> None:
    """Nothing runs, on loading, filtering or opening, even where the page's own policy is taken away."""
    path = hostile
    if not policy:
        path = folder / "hostile-heat-without-policy.html"
        written = hostile.read_text(encoding="utf-8")
        path.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", written), encoding="utf-8")
        assert path.stat().st_size < hostile.stat().st_size
    page = viewer.open(path, width=320)
    page.locator("#filter").fill(HOSTILE[0])
    page.locator("tbody button:visible").first.click()

    assert read_panel(page) == [f"{HOSTILE[0]} {HOSTILE[0]}"]
    assert page.locator("script, img, iframe, b").count() == 2
    assert page.title() == page.locator("h1").text_content() == HOSTILE[1]
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_answer_is_read_without_a_script(viewer: Viewer, answer: Path) -> None:
    """Each row opens its sentence."""
    page = viewer.open(answer)
    page.locator("summary").first.click()

    assert page.locator("blockquote:visible").count() == 1
    assert page.locator("script").count() == 0
