"""The first page and the timeline in a browser that has no network: UX3, 6, 7, 10, 12, 15, 16, 18, 20 and 21."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from explorer import show_explorer
from naeringsgraf.store.graph import Graph
from roundtable import load_roundtable
from viewing import AXE_OPTIONS, CHROMIUM, Viewer

pytest_plugins = ("asking_pages", "browsing")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the first page is not tried in a browser")

ORIGIN = "http://127.0.0.1:9"
"""What is asked for there is answered by the pages; browsers let a page of one's own machine use the clipboard."""

CELL = "cell=municipality/3205-2024~theme/batterigjenvinning"
RUN = "<img src=x onerror=\"document.title='owned'\"></script><script>document.title='owned'</script>{{7*7}}"


def make_context(browser: Browser, graph: Graph, *, scripts: bool = True) -> BrowserContext:
    made = browser.new_context(
        offline=True,
        accept_downloads=True,
        java_script_enabled=scripts,
        viewport={"width": 1280, "height": 900},
        locale="nb-NO",
        permissions=["clipboard-read", "clipboard-write"],
    )
    made.set_default_timeout(10_000)
    show_explorer(made, graph, origin=ORIGIN)
    return made


@pytest.fixture(scope="module")
def context(browser: Browser, graph: Graph) -> Iterator[BrowserContext]:
    made = make_context(browser, graph)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab; whatever a test does, nobody but the explorer is asked, and nothing is complained of."""
    viewer = Viewer(context.new_page())
    viewer.listen()
    yield viewer.page
    viewer.page.close()
    assert viewer.heard == []
    assert [url for url in viewer.asked if not url.startswith((ORIGIN, "file:"))] == []


def find_number(page: Page, row: str, column: str) -> str:
    """Give what selects a number of the matrix."""
    return f"#numbers a:has(.hide:text-is(', {row}, {column}'))"


def test_from_filter_to_quote_and_back(page: Page) -> None:
    """Narrow, open a number, read a sentence, go on to its document, and come back to what was seen."""
    page.goto(f"{ORIGIN}/")
    page.get_by_text("Tema", exact=False).locator("visible=true").first.wait_for()
    page.locator("summary", has_text="Møteorgan").click()
    page.get_by_role("link", name="Osloregionens faggruppe Næringssamarbeidet").click()
    expect(page.locator(".chips")).to_contain_text("Møteorgan: Osloregionens faggruppe Næringssamarbeidet")
    number = page.locator(find_number(page, "Lillestrøm", "Batterigjenvinning"))
    count = int(number.evaluate("link => link.firstChild.textContent"))
    number.click()
    expect(page.locator("#panel-title")).to_have_text("Lillestrøm – Batterigjenvinning")
    opened = page.url

    assert page.locator("#panel blockquote").count() == count
    assert "cell=" in opened and "body=" in opened
    assert page.evaluate("document.activeElement.id") == "panel-title"
    page.locator("#panel").get_by_role("link", name="Les i referatet").first.click()
    page.wait_for_url("**/minutes/2022-11-04-osloregionen-naeringssamarbeidet/text*")
    page.go_back()
    expect(page.locator("#panel blockquote")).to_have_count(count)
    assert page.url == opened
    page.go_back()
    expect(page.locator("#panel")).to_be_hidden()
    assert "cell=" not in page.url
    page.go_forward()
    expect(page.locator("#panel blockquote")).to_have_count(count)


def test_keyboard_alone_is_enough(page: Page) -> None:
    """Three stops of the tabulator lead to a number, arrows to others, Enter opens, Escape leads back."""
    page.goto(f"{ORIGIN}/?sort=name")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent")
    for key in ("ArrowRight", "ArrowDown", "End", "Home"):
        page.keyboard.press(key)
    moved = page.evaluate("document.activeElement.textContent")
    stops = page.evaluate("[...document.querySelectorAll('#numbers a')].filter((each) => each.tabIndex === 0).length")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_be_focused()
    names = page.locator("#panel-title").inner_text()
    page.keyboard.press("Escape")
    back = page.evaluate("document.activeElement.textContent")

    assert first.split(", ")[1] == "Aurland" and moved != first
    assert stops == 1
    assert back == moved and moved.split(", ", 1)[1].replace(", ", " – ") == names


def test_focus_is_seen(page: Page) -> None:
    """A ring of three pixels around the number."""
    page.goto(f"{ORIGIN}/")
    for key in ("Tab", "Tab", "Enter", "Tab"):
        page.keyboard.press(key)

    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_every_number_opens_its_quotes_beside_the_table(page: Page) -> None:
    """The first ten numbers and the total of all, by the script."""
    page.goto(f"{ORIGIN}/?theme=jernbane&theme=naeringsareal")
    links = page.locator("#numbers a")
    for at in [*range(10), links.count() - 1]:
        number = int(links.nth(at).evaluate("link => link.firstChild.textContent"))
        address = links.nth(at).get_attribute("href") or ""
        with page.expect_response(lambda answer: "/evidence?" in answer.url):
            links.nth(at).click()
        expect(page.locator("#panel blockquote")).to_have_count(min(number, 30))
        assert page.locator("#panel [role=status]").inner_text().startswith(f"{number} setning")
        assert page.url.endswith(address.rpartition("?")[2])


def test_many_quotes_are_turned_within_the_panel(page: Page) -> None:
    """A page of thirty, then the next, with a way back."""
    page.goto(f"{ORIGIN}/")
    page.locator("#numbers tfoot a").last.click()
    expect(page.locator("#panel blockquote")).to_have_count(30)
    first = page.locator("#panel blockquote").first.inner_text()
    page.get_by_role("link", name="Neste setninger").click()
    expect(page.locator("#panel .turning span")).to_have_text("31–60 / 186")

    assert page.locator("#panel blockquote").first.inner_text() != first
    page.go_back()
    expect(page.locator("#panel .turning span")).to_have_text("1–30 / 186")


def test_a_panel_closes(page: Page) -> None:
    """And the focus is where it was; the address tells no number any more."""
    page.goto(f"{ORIGIN}/?{CELL}")
    page.locator("#close").click()
    expect(page.locator("#panel")).to_be_hidden()

    assert page.url.partition("?")[2] == ""
    assert "Batterigjenvinning" in page.evaluate("document.activeElement.textContent")


def test_without_javascript_it_is_links(browser: Browser, graph: Graph) -> None:
    """Matrix, evidence, filter and settings work between pages of the server."""
    plain = make_context(browser, graph, scripts=False)
    page = plain.new_page()
    page.goto(f"{ORIGIN}/")
    page.locator(find_number(page, "Lillestrøm", "Batterigjenvinning")).click()
    assert page.locator("#panel blockquote").count() == 4
    page.locator("#close").click()
    assert page.locator("#panel blockquote").count() == 0
    page.get_by_label("Rekkefølge").select_option("likeness")
    page.get_by_label("Temaer samlet").select_option("1")
    page.locator(".settings").get_by_role("button", name="Vis").click()
    assert "sort=likeness" in page.url and page.locator("#numbers thead th").count() == 8 + 2
    page.locator("summary", has_text="Periode").click()
    page.locator("#since").fill("2022-01-01")
    page.locator("#period").get_by_role("button", name="Vis").click()
    assert "since=2022-01-01" in page.url and "level=1" in page.url
    assert page.locator("#copy").is_hidden() and page.locator("#png").is_hidden()
    plain.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(
    "address",
    [
        f"/?{CELL}",
        "/?share=meetings&actors=all&silent=yes&since=2022-11&until=2022-11",
        "/?theme=batterigjenvinning&municipality=Sogndal",
        f"/evidence?{CELL}",
        "/timeline",
        "/timeline?by=municipality&unit=year",
        "/timeline?since=2022-11-04&until=2022-11-04",
    ],
)
def test_axe_finds_nothing_and_the_page_fits(page: Page, address: str, width: int, scheme: str) -> None:
    """WCAG 2.1 A and AA and good practice, with a list open; no wider than the window, also at 320 pixels."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{ORIGIN}{address}")
    if page.locator("summary", has_text="Tema").count():
        page.locator("summary", has_text="Tema").first.click()
    found = Axe().run(page, options=AXE_OPTIONS)

    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_link_is_copied_and_said(page: Page) -> None:
    """What is in the clipboard opens what was seen."""
    page.goto(f"{ORIGIN}/?level=1")
    page.locator("#numbers a").first.click()
    expect(page.locator("#panel")).to_be_visible()
    page.get_by_role("button", name="Kopier lenke").click()
    expect(page.locator("#said")).to_have_text("Lenken er kopiert.")

    assert page.evaluate("navigator.clipboard.readText()") == page.url


@pytest.mark.parametrize("address", ["/?level=1", "/timeline?unit=year"])
def test_picture_is_given_as_png(page: Page, address: str, tmp_path: Path) -> None:
    """Drawn by the browser from the SVG."""
    page.goto(f"{ORIGIN}{address}")
    with page.expect_download() as caught:
        page.get_by_role("button", name="Last ned PNG").click()
    path = tmp_path / "picture.png"
    caught.value.save_as(path)

    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_size > 10_000
    assert caught.value.suggested_filename.endswith(".png")


def test_page_is_saved_as_one_file_that_opens_offline(page: Page, tmp_path: Path) -> None:
    """From disk, with the same numbers."""
    page.goto(f"{ORIGIN}/?level=1&sort=name")
    numbers = page.locator("#numbers tbody td:not(.total) a").evaluate_all(
        "all => all.map((a) => a.firstChild.textContent)"
    )
    page.locator("summary", has_text="Last ned").click()
    with page.expect_download() as caught:
        page.get_by_role("link", name="Lagre som én HTML-fil").click()
    path = tmp_path / "saved.html"
    caught.value.save_as(path)
    page.goto(path.as_uri())
    saved = page.locator("tbody td button").evaluate_all("all => all.map((each) => each.firstChild.textContent)")
    page.locator("tbody td button").first.click()

    assert saved == numbers
    assert page.locator("#quotes blockquote").count() == int(numbers[0])


def test_list_closes_on_escape(page: Page) -> None:
    """And the focus is on what opened it."""
    page.goto(f"{ORIGIN}/")
    summary = page.locator("summary", has_text="Kommune")
    summary.click()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")

    assert not page.locator("details.way[open]").count()
    assert "Kommune" in page.evaluate("document.activeElement.textContent")


def test_drawing_over_bars_chooses_the_period(page: Page) -> None:
    """From the first day of the first bar to the last of the last, and back leads back."""
    page.goto(f"{ORIGIN}/timeline?unit=year")
    bars = page.locator(".chart .bar")
    first, last = bars.nth(bars.count() - 2).bounding_box(), bars.nth(bars.count() - 1).bounding_box()
    assert first and last
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 40)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, last["y"] + 60, steps=4)
    page.mouse.up()
    page.wait_for_url("**since=2022-01-01**")

    assert "until=2023-12-31" in page.url and "unit=year" in page.url
    expect(page.locator(".chips")).to_contain_text("Fra: 01.01.2022")
    page.go_back()
    assert "since" not in page.url


def test_heads_stay_while_the_table_is_scrolled(page: Page) -> None:
    """In its own scroller: the names of rows and columns, and the totals."""
    page.goto(f"{ORIGIN}/?rows=99&columns=99")
    page.locator(".matrix .scroller").evaluate("each => each.scrollTo(400, 300)")
    places = page.evaluate(
        """() => {
            const of = (selector) => document.querySelector(selector).getBoundingClientRect();
            const around = of('.matrix .scroller');
            return {
                head: of('#numbers thead th:nth-child(20)').top - around.top,
                row: of('#numbers tbody tr:nth-child(20) th').left - around.left,
                total: around.right - of('#numbers tbody tr:nth-child(20) td.total').right,
                wide: document.documentElement.scrollWidth === innerWidth,
            };
        }"""
    )

    assert places["head"] < 3 and places["row"] < 3 and places["total"] < 20
    assert places["wide"]


def test_hostile_names_stay_names(browser: Browser) -> None:
    """Labels, sentences and bodies that try to be markup run nothing, wherever they are shown."""
    written = load_roundtable().export("nquads").decode("utf-8")
    run = RUN.replace("\\", "\\\\").replace('"', '\\"')
    for name in ("Næringsarealer", "Drammen", "Næringsrunden", "Dag Aas"):
        written = written.replace(f'"{name}"', f'"{name} {run}"')
    graph = Graph.from_nquads([written.encode("utf-8")])
    made = make_context(browser, graph)
    viewer = Viewer(made.new_page())
    viewer.listen()
    for address in ("/", "/?cell=~", "/evidence?cell=~", "/timeline?by=municipality", "/timeline"):
        viewer.page.goto(f"{ORIGIN}{address}")
        assert RUN in (viewer.page.locator("main").text_content() or "")
        assert viewer.page.locator("img, iframe, main script").count() == 0
        assert "owned" not in viewer.page.title()
    viewer.page.goto(f"{ORIGIN}/")
    viewer.page.locator("#numbers a").first.click()
    expect(viewer.page.locator("#panel blockquote").first).to_be_visible()
    assert viewer.page.locator("img, iframe, main script").count() == 0
    assert viewer.heard == []
    made.close()
