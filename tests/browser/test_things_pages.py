"""The network page and the pages of things in a browser, served under the policy of the explorer."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from explorer import ORIGIN, show_explorer
from hostile import make_hostile
from naeringsgraf import api
from naeringsgraf.web.pages import network_known
from viewing import AXE_OPTIONS, CHROMIUM, Viewer

pytest_plugins = ("browsing",)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the explorer is not tried in a browser")

BODY = "/body/osloregionens-faggruppe-naeringssamarbeidet"
THINGS = (
    "/theme/hydrogen",
    "/municipality/3005-2020",
    "/region/osloregionen",
    "/person/dag-aanensen",
    BODY,
    "/themes",
    "/themes?find=hydrogen",
    "/actors",
    "/people",
)
NETWORKS = (
    "/network",
    "/network?kind=replies&select=municipality/3301-2024",
    "/network?kind=co-attendance&select=person/dag-aanensen",
    "/network?around=theme/hydrogen&kinds=all&depth=2",
    "/network?around=Atlantis",
)


@pytest.fixture(scope="module")
def graph(store: Path) -> Iterator[api.Graph]:
    """The graph of the sample corpus."""
    with api.open(store) as opened:
        yield opened


@pytest.fixture(scope="module")
def window(browser: Browser, graph: api.Graph) -> Iterator[Viewer]:
    """A tab that sees the pages of the sample corpus."""
    yield from open_window(browser, graph)


@pytest.fixture(scope="module")
def spoiled(browser: Browser, graph: api.Graph) -> Iterator[Viewer]:
    """A tab that sees the pages of the same graph with hostile names."""
    yield from open_window(browser, make_hostile(graph))


def open_window(browser: Browser, graph: api.Graph) -> Iterator[Viewer]:
    """Open a tab that sees the pages of a graph and nothing else, and close it afterwards."""
    context = browser.new_context(accept_downloads=True, locale="nb-NO")
    context.set_default_timeout(15_000)
    viewer = Viewer(context.new_page())
    viewer.listen()
    show_explorer(viewer.page, graph)
    yield viewer
    context.close()


def look(window: Viewer, address: str, *, width: int = 1280, dark: bool = False) -> Page:
    """Open a page anew."""
    window.page.set_viewport_size({"width": width, "height": 900})
    window.page.emulate_media(color_scheme="dark" if dark else "light")
    window.page.goto("about:blank")
    window.heard.clear()
    window.asked.clear()
    window.page.goto(address if address.startswith(ORIGIN) else f"{ORIGIN}{address}")
    return window.page


def heard(window: Viewer) -> list[str]:
    """Give what a page complained of, without that a refused one was refused."""
    return [each for each in window.heard if "400 (Bad Request)" not in each]


@pytest.mark.parametrize("address", (*THINGS, *NETWORKS))
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(window: Viewer, address: str, dark: bool) -> None:
    """By day and by night; nothing is asked of another machine, and the policy is not broken."""
    page = look(window, address, dark=dark)
    found = Axe().run(page, options=AXE_OPTIONS).response["violations"]

    assert [(each["id"], [node["html"][:200] for node in each["nodes"][:3]]) for each in found] == []
    assert heard(window) == []
    assert [url for url in window.asked if not url.startswith(ORIGIN)] == []


@pytest.mark.parametrize("address", (*THINGS, *NETWORKS))
def test_pages_fit_a_narrow_window(window: Viewer, address: str) -> None:
    """At 320 pixels nothing but tables and pictures in their own scrollers is wider."""
    page = look(window, address, width=320)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("address", (*THINGS, *NETWORKS[:3]))
def test_hostile_names_run_nothing(spoiled: Viewer, address: str) -> None:
    """Not when the page is opened, nor when marks and lines are chosen."""
    page = look(spoiled, address)
    if address.startswith("/network"):
        for kind in ("line", "mark"):
            page.locator(f"#picture [data-{kind}]").nth(1).dispatch_event("click")
            page.wait_for_url(re.compile("select="))
            expect(page.locator("#picture .near").first).to_be_attached()

    assert page.title() != "owned"
    assert heard(spoiled) == []
    assert page.locator("main img").count() == 0


def test_what_is_chosen_in_the_picture_is_chosen_in_the_table(window: Viewer) -> None:
    """And the other way round; the address brings it back, and back takes it away."""
    page = look(window, "/network")
    page.evaluate("window.stayed = true")
    mark = page.locator("#picture [data-mark][aria-label^='Drammen']")
    mark.locator(".shape").click()
    expect(page.locator("#panel-title")).to_have_text("Drammen")
    lines = page.locator("#picture [data-line].near").count()

    assert page.locator("#table tr.near").count() == lines > 0
    assert "select=municipality" in page.url

    page.locator("#table tbody tr").first.locator("td.amount a").click()
    expect(page.locator("#picture [data-line].near")).to_have_count(1)
    expect(page.locator("#panel blockquote").first).to_be_visible()
    chosen = page.url
    page.go_back()
    expect(page.locator("#panel-title")).to_have_text("Drammen")
    page.go_back()
    expect(page.locator("#picture .near")).to_have_count(0)

    assert page.evaluate("window.stayed") is True
    assert look(window, chosen).locator("#picture [data-line].near").count() == 1


def test_marks_are_reached_with_the_keyboard(window: Viewer) -> None:
    """The picture is one stop; arrows go from mark to mark, and Enter chooses."""
    page = look(window, "/network?kind=replies")
    stops = page.locator("#picture a[tabindex='0']")
    stops.focus()
    first = stops.get_attribute("aria-label")
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#picture .near").first).to_be_attached()

    assert stops.count() == 1
    assert name and first
    assert page.url.partition("select=")[2]


def test_chosen_from_the_table_the_reader_is_brought_to_the_panel(window: Viewer) -> None:
    """The focus is there, where what was chosen is told."""
    page = look(window, "/network")
    page.locator("#table tbody a").first.press("Enter")
    expect(page.locator("#panel")).to_be_focused()


def test_a_large_network_is_drawn_on_a_canvas(
    window: Viewer, graph: api.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A click on a mark chooses it, under the same policy; the sample stands for a large one here."""
    graph.kept.pop("networks", None)
    with monkeypatch.context() as patch:
        patch.setattr(network_known, "SMALL", 50)
        page = look(window, "/network")
        expect(page.locator("#canvas canvas")).to_be_visible()
        place = page.evaluate(
            """() => { const canvas = document.querySelector('#canvas canvas');
            const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
            copy.drawImage(canvas, 0, 0);
            const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
            for (let at = 0; at < data.length; at += 4)
              if (data[at] === 22 && data[at + 1] === 50 && data[at + 2] === 74 && data[at + 3] === 255)
                return [(at / 4) % canvas.width + 2, Math.floor(at / 4 / canvas.width) + 2];
            return null; }"""
        )
        assert place
        page.locator("#canvas canvas").click(position={"x": place[0], "y": place[1]})
        page.wait_for_url(re.compile("select="))
        expect(page.locator("#table tr.near").first).to_be_attached()
        found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    graph.kept.pop("networks", None)

    assert found == []
    assert heard(window) == []


def test_the_picture_is_saved_as_png(window: Viewer, tmp_path: Path) -> None:
    """The browser paints the server's SVG."""
    page = look(window, "/network?top=20")
    with page.expect_download() as started:
        page.locator("#png").click()
    started.value.save_as(tmp_path / "network.png")

    assert (tmp_path / "network.png").read_bytes().startswith(b"\x89PNG")
    assert started.value.suggested_filename == "network-municipality-theme.png"


def test_all_of_it_works_without_javascript(browser: Browser, graph: api.Graph) -> None:
    """A mark is a link to the page on which it is chosen, and a number in the table one to its sentences."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    show_explorer(page, graph)
    page.goto(f"{ORIGIN}/network")
    page.locator("#picture [data-mark][aria-label^='Drammen'] .shape").click()
    expect(page.locator("#panel-title")).to_have_text("Drammen")
    expect(page.locator("#table tr.near").first).to_be_visible()
    page.locator("#table tbody td.amount a").first.click()
    expect(page.locator("#panel blockquote").first).to_be_visible()
    page.goto(f"{ORIGIN}/theme/hydrogen")
    page.locator("#who + * a").first.click()
    context.close()
