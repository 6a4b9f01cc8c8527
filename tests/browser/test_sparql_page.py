"""The SPARQL page in a browser that has no network: UX2, 3, 15, 18, 19 and 21."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from explorer import ORIGIN, show_explorer
from naeringsgraf.api import Graph
from naeringsgraf.web.doors import POLICY
from naeringsgraf.web.vendored import has_editor
from processes import find_family, is_alive, wait_for
from viewing import AXE_OPTIONS, CHROMIUM, Viewer

pytest_plugins = ("asking_pages", "browsing")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the SPARQL page is not tried in a browser")
with_editor = pytest.mark.skipif(not has_editor(), reason="the editor was not fetched; `make editor` does it")

PAIRS = (
    "SELECT ?municipality ?theme (COUNT(?turn) AS ?turns) { ?turn ng:onBehalfOf ?municipality ; ng:raises ?theme . "
    "?municipality a ng:Municipality } GROUP BY ?municipality ?theme ORDER BY DESC(?turns) ?municipality ?theme LIMIT 9"
)
MISTAKE = "SELECT ?x WHERE {\n  ?x ng:raises ?t\n  FILTR(?x)\n}"

RUN = "<img src=x onerror=alert(1)><script>alert(2)</script>"
AS_LITERAL = RUN.replace('"', '\\"')
BASE = "https://w3id.org/naeringsgraf/id/"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
HTML = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML>"

HOSTILE_DATA = f"""
<{BASE}theme/a> {LABEL} "{AS_LITERAL}" .
<{BASE}theme/a> <urn:text> "{AS_LITERAL} {{{{7*7}}}} \\u202Eevil\\u202C" .
<{BASE}theme/a> <urn:text> "{"long " * 2000}{AS_LITERAL}" .
<javascript:alert(3)> {LABEL} "</script></textarea><svg onload=alert(4)>"@nb .
<{BASE}theme/a> <urn:tie> <javascript:alert(3)> .
<{BASE}theme/'onmouseover='alert(5)> <urn:tie> <{BASE}theme/a> .
<{BASE}theme/a> <urn:typed> "x"^^<javascript:alert(6)> .
<{BASE}theme/a> <urn:markup> "{AS_LITERAL}"^^{HTML} .
"""

HOSTILE = {
    "literal": "SELECT ?o { ?s <urn:text> ?o }",
    "iri": "SELECT ?s ?o { ?s <urn:tie> ?o }",
    "datatype": "SELECT ?o { ?s <urn:typed> ?o }",
    "html": "SELECT ?o { ?s <urn:markup> ?o }",
    "construct": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "label": f"SELECT ?s ?l {{ ?s {LABEL} ?l }}",
    "error": f"SELECT * {{ ?s ?p '''{RUN}''' </textarea>{RUN} }}",
}
"""Seven answers whose every part tries to be something else."""


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A profile without a network."""
    made = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def viewer(context: BrowserContext) -> Iterator[Viewer]:
    """A tab; whatever a test does, nobody but the explorer is asked, and nothing runs that should not."""
    viewer = Viewer(context.new_page())
    viewer.listen()
    yield viewer
    viewer.page.close()
    assert [url for url in viewer.asked if not url.startswith(f"{ORIGIN}/")] == []
    # A browser notes each answer that is no 200, as an answer to a wrong query is.
    assert [line for line in viewer.heard if "status of 400" not in line] == []


@pytest.fixture
def page(viewer: Viewer, graph: Graph) -> Page:
    """The tab, with the explorer of the sample corpus."""
    show_explorer(viewer.page, graph, editor=has_editor())
    return viewer.page


def type_query(page: Page, query: str) -> None:
    """Write a query as a reader does, where the editor is and where it is not."""
    if has_editor():
        page.locator(".CodeMirror").click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(query)
    else:
        page.fill("#query", query)


def test_a_query_runs_without_leaving_the_page(page: Page) -> None:
    """The answer comes into its place, the address holds the query, and back shows what was there before (UX15)."""
    page.goto(f"{ORIGIN}/sparql")
    page.evaluate("window.stayed = true")
    type_query(page, PAIRS)
    page.click("#ask button.main")

    expect(page.locator("table.terms tbody tr")).to_have_count(9)
    assert page.evaluate("window.stayed")
    assert "query=SELECT" in page.url
    page.reload()
    expect(page.locator("table.terms tbody tr")).to_have_count(9)
    page.go_back()
    expect(page.locator("table.terms")).to_have_count(0)


def test_a_mistake_is_shown_beside_the_query(page: Page) -> None:
    """And goes when the query is right."""
    page.goto(f"{ORIGIN}/sparql?lang=en")
    type_query(page, MISTAKE)
    page.click("#ask button.main")

    expect(page.locator("#problem")).to_contain_text("Line 3, column 3:")
    type_query(page, PAIRS)
    page.click("#ask button.main")
    expect(page.locator("table.terms tbody tr")).to_have_count(9)
    expect(page.locator("#problem")).to_be_hidden()


def test_a_query_can_be_cancelled(page: Page) -> None:
    """The button is there while it runs; after it, the answer before is still there, and one can ask again (UX4)."""
    page.goto(f"{ORIGIN}/sparql?lang=en&query={quote(PAIRS)}")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/sparql?*slow*", hold)
    type_query(page, "SELECT * { ?slow ?p ?o }")
    page.click("#ask button.main")
    page.click("#cancel")

    expect(page.locator("#problem")).to_contain_text("The query was cancelled.")
    expect(page.locator("#cancel")).to_be_hidden()
    expect(page.locator("table.terms tbody tr")).to_have_count(9)
    assert len(held) == 1
    type_query(page, "ASK { ?s ?p ?o }")
    page.click("#ask button.main")
    expect(page.locator(".truth")).to_have_text("Yes")


@contextmanager
def serve(store: Path, *options: str) -> Iterator[tuple[str, int]]:
    """Run a real server, and give its address and the number of its process."""
    call = [sys.executable, "-m", "naeringsgraf", "serve", str(store), "-p", "0", *options]
    with subprocess.Popen(call, stdout=subprocess.PIPE, encoding="utf-8") as running:
        assert running.stdout is not None
        try:
            yield running.stdout.readline().strip(), running.pid
        finally:
            running.send_signal(signal.SIGINT)


@pytest.mark.skipif(sys.platform == "win32", reason="processes are counted by what Linux tells of them")
def test_a_cancelled_query_is_ended(browser: Browser, sample: Path) -> None:
    """The process that was asked is really gone, and the next query is answered; no policy is in the way (UX2, UX4)."""
    with serve(sample, "--deadline", "50") as (root, parent):
        context = browser.new_context()
        viewer = Viewer(context.new_page())
        viewer.listen()
        page = viewer.page
        page.goto(f"{root}sparql?lang=en")
        type_query(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d && ?h != ?e) }")
        before = measure_work(parent)
        page.click("#ask button.main")
        expect(page.locator("#busy")).to_have_text("Asking …")
        asked = wait_for(
            lambda: [each for each, work in measure_work(parent).items() if work > before.get(each, 0) + 0.5]
        )
        page.click("#cancel")

        expect(page.locator("#problem")).to_contain_text("The query was cancelled.")
        wait_for(lambda: [number for number in asked if not is_alive(number)])
        type_query(page, "ASK { ?s ?p ?o }")
        page.click("#ask button.main")
        expect(page.locator(".truth")).to_have_text("Yes")
        assert viewer.heard == []
        assert {url for url in viewer.asked if not url.startswith(root)} == set()
        context.close()


def test_a_query_that_takes_too_long_is_told_in_words(browser: Browser, sample: Path) -> None:
    """With scripts in its place on the page, and without as a page (UX4)."""
    heavy = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d && ?h != ?e) }"
    with serve(sample, "--deadline", "1") as (root, _):
        page = browser.new_page()
        page.goto(f"{root}sparql?lang=nn")
        type_query(page, heavy)
        page.click("#ask button.main")
        expect(page.locator("#problem")).to_contain_text("Det kom ikkje noko svar: ", timeout=30_000)
        expect(page.locator("#problem")).to_contain_text("stopped after 1 s")
        page.goto(f"{root}sparql?lang=nn&query={quote(heavy)}")
        expect(page.locator("h1")).to_have_text("Det gjekk ikkje")
        expect(page.locator("#trouble")).to_contain_text("stopped after 1 s")
        page.close()


def measure_work(parent: int) -> dict[int, float]:
    """Give the seconds of a processor that each process used that another started."""
    work = {}
    for number in find_family(parent):
        with suppress(OSError):
            told = Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            work[number] = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return work


def test_a_question_is_asked_from_its_form(page: Page) -> None:
    """What is set there comes into the query that is shown."""
    page.goto(f"{ORIGIN}/sparql?lang=en")
    page.get_by_role("link", name="Which themes does each municipality raise, in how many turns and meetings?").click()
    page.fill("#value-municipality", "Drammen")
    page.click("#values button.main")

    expect(page.locator("table.terms tbody tr").first).to_contain_text("Drammen")
    assert "VALUES ?municipality" in page.input_value("#query")


def test_the_form_works_without_scripts(browser: Browser, graph: Graph) -> None:
    """Query, answer, mistake and network are pages of the server (UX21)."""
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    show_explorer(page, graph, editor=has_editor())
    page.goto(f"{ORIGIN}/sparql?lang=en")
    page.fill("#query", PAIRS)
    page.click("#ask button.main")

    assert page.locator("table.terms tbody tr").count() == 9
    page.click("text=Show as network")
    assert page.locator(".picture svg").count() == 1
    page.fill("#query", MISTAKE)
    page.click("#ask button.main")
    assert "Line 3, column 3:" in page.inner_text("#problem")
    context.close()


@with_editor
def test_the_editor_completes_what_the_graph_has(page: Page) -> None:
    """Classes and properties by their short names and by what they are called, without asking anybody."""
    page.goto(f"{ORIGIN}/sparql")
    hints = page.locator(".CodeMirror-hint")

    type_query(page, "SELECT * { ?turn ")
    page.keyboard.type("ng:rai")
    expect(hints).to_have_text(["ng:raisestar opp"])
    page.keyboard.press("Enter")
    page.keyboard.type(" ?theme . ?theme a tema")
    expect(hints.first).to_contain_text("ng:Theme")
    page.keyboard.press("Enter")
    page.keyboard.type(" }")
    assert page.input_value("#query") == "SELECT * { ?turn ng:raises ?theme . ?theme a ng:Theme }"


@with_editor
def test_what_is_wrong_is_marked(page: Page) -> None:
    """A prefix that need not be declared is no mistake."""
    page.goto(f"{ORIGIN}/sparql")
    type_query(page, PAIRS)
    expect(page.locator(".CodeMirror .cm-error")).to_have_count(0)
    type_query(page, MISTAKE)
    expect(page.locator(".CodeMirror .cm-error")).not_to_have_count(0)


@with_editor
def test_the_keyboard_finds_its_way_out_of_the_editor(page: Page) -> None:
    """Tab goes on to the format and the button; Ctrl and Enter run the query."""
    page.goto(f"{ORIGIN}/sparql?lang=en")
    type_query(page, "ASK { ?s ?p ?o }")
    # What scrolls can be reached, too.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "format"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".truth")).to_have_text("Yes")


@with_editor
def test_the_plain_form_is_one_link_away(page: Page) -> None:
    """And the editor as near from there."""
    page.goto(f"{ORIGIN}/sparql?lang=en")
    page.click("text=Use a plain text field")
    expect(page.locator("#query")).to_be_visible()
    expect(page.locator(".CodeMirror")).to_have_count(0)
    page.click("text=Use the editor with suggestions")
    expect(page.locator(".CodeMirror")).to_be_visible()


@pytest.mark.parametrize("policy", [POLICY, None], ids=["policy", "no-policy"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_answers_are_harmless(viewer: Viewer, name: str, policy: str | None) -> None:
    """Nothing runs and nothing is dropped, with the policy and without it, by address and from the form (UX3)."""
    graph = Graph.from_nquads([HOSTILE_DATA.encode()])
    page = viewer.page
    show_explorer(page, graph, editor=has_editor(), policy=policy)
    for view in ("table", "network"):
        page.goto(f"{ORIGIN}/sparql?view={view}&query={quote(HOSTILE[name])}")
        page.click("#ask button.main")
        page.wait_for_function("!document.getElementById('answer').hasAttribute('aria-busy')")
        for mark in page.locator("#answer summary:visible, #answer a:visible, .CodeMirror-line:visible").all()[:12]:
            mark.hover()

        assert page.locator("#answer img, #answer script, #problem img, main [onmouseover], main [onload]").count() == 0
        links = page.eval_on_selector_all("a", "all => all.map(each => each.protocol)")
        assert set(links) == {"http:"}
        if name in ("literal", "html", "label"):
            assert RUN in (page.text_content("#answer") or "")
        if name == "iri":
            assert "javascript:alert(3)" in (page.text_content("#answer") or "")
    assert viewer.heard == [line for line in viewer.heard if "status of 400" in line]


ADDRESSES = {
    "first": "/sparql",
    "question": "/sparql?named=trace&lang=nn",
    "table": f"/sparql?query={quote(PAIRS)}",
    "network": f"/sparql?view=network&query={quote(PAIRS)}",
    "mistake": f"/sparql?query={quote(MISTAKE)}",
    "graph": f"/sparql?lang=en&editor=plain&query={quote('DESCRIBE theme:hydrogen')}",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_the_page_is_accessible(page: Page, name: str, scheme: str) -> None:
    """axe finds nothing, by day and by night, with the editor and its suggestions open (UX18)."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
    page.goto(f"{ORIGIN}{ADDRESSES[name]}")
    if name == "first" and has_editor():
        type_query(page, "SELECT * { ?turn ")
        page.keyboard.type("ng:")
        expect(page.locator(".CodeMirror-hint").first).to_be_visible()

    found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_page_fits_a_small_window(page: Page, name: str) -> None:
    """At 320 pixels nothing but a table or a picture is moved sideways."""
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{ORIGIN}{ADDRESSES[name]}")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_own_script_of_the_page_is_small(page: Page, viewer: Viewer) -> None:
    """At most 60 KB, the editor of others aside (UX19)."""
    page.goto(f"{ORIGIN}/sparql")
    own = {url for url in viewer.asked if re.fullmatch(rf"{ORIGIN}/static/[\w/]+\.js", url) and "vendor" not in url}

    names = {url.removeprefix(f"{ORIGIN}/static/") for url in own}
    assert {"sparql.js", "sparql_editor.js"} <= names
    assert sum(len(files("naeringsgraf.web").joinpath("static", name).read_bytes()) for name in names) <= 60_000
