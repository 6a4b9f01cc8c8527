"""The document reader, the meeting and search in a browser: with and without JavaScript, small, by key, and hostile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from explorer import ORIGIN, explore, visit
from naeringsgraf import api
from naeringsgraf.views.characters import keep_xml
from viewing import AXE_OPTIONS, CHROMIUM, Viewer

pytest_plugins = ("asking_pages", "browsing")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the pages are not tried in a browser")

MEETING = "/minutes/2022-11-04-osloregionen-naeringssamarbeidet"
TEXT = f"{MEETING}/text"
ADDRESSES = ("/minutes", MEETING, TEXT, "/search?q=batteri", "/search?q=drammn", "/search")
CLIPBOARD = """Object.defineProperty(navigator, "clipboard", {
  value: { writeText: async (text) => { window.copied = text; } }, configurable: true,
});"""
"""The clipboard, which a browser keeps from pages of an origin that is not on this machine."""
EVIL = "<img src=x onerror=\"document.title='owned'\"></script><script>document.title='owned'</script>"
HOSTILE = f"""Referat fra møte i Rådet {EVIL}

Dato: 4. november 2022

Til stede:
Kari Nordmann, Horten
Ola {EVIL} Vik, Drammen

1. Grønt industriløft {EVIL}

Kari Nordmann: Vi ber om at staten støtter batterigjenvinning {EVIL}. Det mangler \u202enæringsarealer.

Vedtak: {EVIL} ble godkjent.
"""


@pytest.fixture(scope="module")
def pages(browser: Browser, graph: api.Graph) -> Iterator[Viewer]:
    """The pages of the sample."""
    viewer = explore(browser, graph)
    yield viewer
    viewer.page.context.close()


@pytest.fixture(scope="module")
def plain(browser: Browser, graph: api.Graph) -> Iterator[Viewer]:
    """The pages of the sample for a browser without JavaScript."""
    viewer = explore(browser, graph, javascript=False)
    yield viewer
    viewer.page.context.close()


@pytest.mark.parametrize("address", [*ADDRESSES, "/actors", "/people", "/themes", "/evidence", "/sparql", "/about"])
def test_the_address_of_a_view_can_be_copied(pages: Viewer, plain: Viewer, address: str) -> None:
    """UX15: a button copies it and says so; without JavaScript there is a link in its place."""
    pages.page.add_init_script(CLIPBOARD)
    page = visit(pages, address)
    page.locator("#copy").click()

    expect(page.locator("#said")).to_have_text("Lenken er kopiert.")
    assert page.evaluate("window.copied") == page.url
    assert page.locator("#address").is_hidden()
    without = visit(plain, address)
    assert without.locator("#copy").is_hidden()
    assert without.locator("#address").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_stands_in_the_way(pages: Viewer, address: str, scheme: str) -> None:
    """UX18: axe finds nothing, by day and by night, and the page asks and complains of nothing."""
    pages.heard.clear()
    pages.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page = visit(pages, address)

    found = Axe().run(page, options=AXE_OPTIONS).response["violations"]

    assert [(each["id"], [node["html"][:200] for node in each["nodes"]][:3]) for each in found] == []
    assert pages.heard == []
    assert [url for url in pages.asked if not url.startswith(ORIGIN)] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_fits_a_small_window(browser: Browser, graph: api.Graph, address: str) -> None:
    """UX18: at 320 px nothing but tables in their own scroller is wider than the window."""
    viewer = explore(browser, graph, width=320)

    page = visit(viewer, address)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()


def test_the_browser_shows_the_text_to_the_letter(pages: Viewer, graph: api.Graph) -> None:
    """UX8: what the document's paragraphs hold in the browser is the text that offsets count in."""
    ((text,),) = graph.query("SELECT ?text WHERE { ?document ng:text ?text }", document=graph.base + MEETING[1:])

    page = visit(pages, TEXT)

    joined = page.evaluate("[...document.querySelectorAll('.minutes p')].map((each) => each.textContent).join('')")
    assert joined == text


def test_a_link_opens_the_very_sentence(pages: Viewer) -> None:
    """UX15: the sentence is in sight below the bar, outlined, and so is its entry in the list."""
    page = visit(pages, f"{TEXT}#statement-22")

    sentence = page.locator("#statement-22")
    expect(sentence).to_be_in_viewport()
    assert sentence.evaluate("(each) => getComputedStyle(each).outlineWidth") == "3px"
    box, bar = sentence.bounding_box(), page.locator(".bar").bounding_box()
    assert box and bar
    assert box["y"] >= bar["y"] + bar["height"] - 1
    expect(page.locator("#list-statement-22")).to_have_class("current")


def test_the_legend_filters_at_once(pages: Viewer) -> None:
    """UX12, UX15: a mark taken away vanishes without a new page, and stands in the address."""
    page = visit(pages, f"{TEXT}#statement-10")
    before = page.locator(".minutes").text_content()

    page.get_by_label("Personer").uncheck()

    expect(page.locator(".minutes a.person")).to_have_count(0)
    assert page.locator(".minutes a.theme").count() > 0
    assert page.locator(".minutes").text_content() == before
    assert "marks=theme" in page.url
    assert "marks=person" not in page.url
    assert page.url.endswith("#statement-10")
    page.reload()
    assert not page.get_by_label("Personer").is_checked()


def test_a_note_can_be_reached_by_key_and_left_again(pages: Viewer) -> None:
    """UX8: from the name in the text to why it is taken for somebody, and back."""
    page = visit(pages, TEXT)
    name = page.locator(".minutes a.unsure", has_text="Jørgen").first

    name.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    note = page.locator(".notes li:target")
    expect(note).to_contain_text("Jørgen → Karl Jørgen Tofte → Horten")
    note.locator("a").first.click()
    assert "#mention-" in page.url


def test_the_text_is_a_few_keys_away(pages: Viewer) -> None:
    """UX18: skip links lead to the text, the sentences and the notes."""
    page = visit(pages, TEXT)

    for name in ("Til innholdet", "Til setningene", "Til usikre koblinger"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == name
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "notes-title"


def test_all_works_without_javascript(plain: Viewer) -> None:
    """UX21: search, find, read in the document, step on, filter: links and forms alone."""
    page = visit(plain, "/search")
    page.locator("#seek").fill("bilbatterier")
    page.locator(".seek button").click()
    page.get_by_role("link", name="Les i referatet").last.click()
    assert "/text#statement-" in page.url
    expect(page.locator(".sentence:target")).to_contain_text("bilbatterier")

    page.get_by_role("link", name="Neste setning").click()
    expect(page.locator(".sentence.current")).to_have_count(1)
    page.get_by_role("checkbox", name="Temaer").uncheck()
    page.get_by_role("button", name="Vis valgte").click()
    expect(page.locator(".minutes a.theme")).to_have_count(0)
    page.get_by_role("link", name="Til møtet").click()
    assert page.url == ORIGIN + MEETING


def test_the_search_box_suggests_by_key(pages: Viewer) -> None:
    """UX13: a combobox that tells what is chosen; Escape closes it and Enter opens."""
    page = visit(pages, "/about")
    box = page.get_by_role("combobox")

    box.press_sequentially("batterig")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("j")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("ArrowDown")
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(chosen).to_contain_text("Batterigjenvinning")
    found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    box.press("Enter")
    page.wait_for_url("**/theme/batterigjenvinning**")

    assert found == []


def test_hostile_minutes_run_nothing(browser: Browser, tmp_path: Path) -> None:
    """UX3: reader, meeting, list, search and what is suggested show the text, and nothing of it runs."""
    (tmp_path / "2022-11-04-radet.txt").write_text(HOSTILE, encoding="utf-8")
    with api.build(tmp_path, store=tmp_path / "store") as graph:
        viewer = explore(browser, graph)
        (document,) = graph.documents()
        path = f"/{document.iri.removeprefix(graph.base)}"
        for address in ("/minutes", path, f"{path}/text", "/search?q=batterigjenvinning", "/search?q=onerror"):
            page = visit(viewer, address)
            assert page.title() != "owned"
            assert "onerror" in (page.locator("main").text_content() or "")
            assert page.locator("main img").count() == 0
        page.locator("#seek").fill("Kari")
        expect(page.get_by_role("listbox")).to_contain_text("Kari")
        assert page.title() != "owned"
        page = visit(viewer, f"{path}/text")
        joined = page.evaluate("[...document.querySelectorAll('.minutes p')].map((each) => each.textContent).join('')")
        ((text,),) = graph.query("SELECT ?text WHERE { ?document ng:text ?text }", document=document.iri)
        page.context.close()

    assert joined == keep_xml(str(text))
    assert viewer.heard == []
