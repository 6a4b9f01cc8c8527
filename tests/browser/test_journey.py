"""The whole way of an analyst on a real server, in a browser that reaches nothing else: UX2, 15, 16, 20, and review."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from maps import write_geojson
from naeringsgraf.linking.judgements.table import read_judgements
from naeringsgraf.mapping.iri import BASE
from serving import Served, run_server
from viewing import CHROMIUM, Viewer

pytest_plugins = ("asking_pages", "browsing")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the explorer is not tried in a browser")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where decisions, map and what is taken away lie."""
    return tmp_path_factory.mktemp("journey")


@pytest.fixture(scope="module")
def served(sample: Path, place: Path) -> Iterator[Served]:
    """The explorer with all that it can do switched on."""
    drawn = write_geojson(place / "map.json", ["3301", "3205", "3303"])
    decisions = place / "judgements.csv"
    with run_server(
        sample, "--review", "--judgements", str(decisions), "--who", "Kari Nordmann", "--map", str(drawn)
    ) as server:
        yield server


@pytest.fixture(scope="module")
def context(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """A browser for which there is this server, and no other."""

    def pass_on(route: Route) -> None:
        ours = urlsplit(served.url).netloc == urlsplit(route.request.url).netloc
        route.continue_() if ours else route.abort()

    made = browser.new_context(
        accept_downloads=True, viewport={"width": 1280, "height": 900}, locale="nb-NO",
        permissions=["clipboard-read", "clipboard-write"],
    )  # fmt: skip
    made.set_default_timeout(30_000)
    made.route("http*://**", pass_on)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, served: Served) -> Iterator[Page]:
    """A tab; whatever a test does, nobody else is asked, and nothing is complained of."""
    viewer = Viewer(context.new_page())
    viewer.listen()
    yield viewer.page
    viewer.page.close()
    assert viewer.heard == []
    assert [url for url in viewer.asked if not url.startswith((served.url.rstrip("/"), "file:"))] == []


def test_from_the_first_page_to_a_file_that_opens_without_a_server(
    page: Page, browser: Browser, served: Served, place: Path
) -> None:
    """Open, narrow, choose a number, read its sentence in its place, come back, and take it home."""
    page.goto(served.url)
    page.locator("summary", has_text="Møteorgan").click()
    page.get_by_role("link", name="Osloregionens faggruppe Næringssamarbeidet").click()
    expect(page.locator(".chips")).to_contain_text("Osloregionens faggruppe Næringssamarbeidet")
    narrowed = page.url
    page.locator("#numbers a:has(.hide:text-is(', Lillestrøm, Batterigjenvinning'))").click()
    expect(page.locator("#panel-title")).to_have_text("Lillestrøm – Batterigjenvinning")
    sentence = page.locator("#panel blockquote").first.inner_text()

    page.locator("#panel").get_by_role("link", name="Les i referatet").first.click()
    page.wait_for_url("**/text*#statement-*")
    assert sentence in " ".join(page.locator("main").inner_text().split())
    page.go_back()
    expect(page.locator("#panel blockquote").first).to_have_text(sentence)
    page.go_back()
    assert page.url == narrowed

    page.locator("details.take summary").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Lagre som én HTML-fil").click()
    saved = place / "taken.html"
    download.value.save_as(saved)
    offline = browser.new_context(offline=True)
    alone = Viewer(offline.new_page())
    alone.listen()
    alone.page.goto(saved.as_uri())
    assert "Lillestrøm" in alone.page.locator("table").first.inner_text()
    assert alone.heard == []
    assert [url for url in alone.asked if not url.startswith("file:")] == []
    offline.close()


def test_a_question_in_sparql(page: Page, served: Served) -> None:
    """Ask, see the rows with their names, and see that they can be had as a file."""
    page.goto(f"{served.url}/sparql?query=SELECT+%3Ft+%7B+%3Fs+a+ng%3AStatement+%3B+ng%3Araises+%3Ft+%7D+LIMIT+3")

    assert page.locator("main table tbody tr").count() == 3
    assert served.query("ASK { ?s a ng:Statement }").truth


def test_every_way_of_the_head_leads_somewhere(page: Page, served: Served) -> None:
    """Each page is there, with a title of its own, and marks itself in the list of ways."""
    page.goto(served.url)
    ways = page.locator(".ways a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    titles = []
    for way in ways:
        reply = page.goto(served.url.rstrip("/") + way)
        assert reply is not None and reply.status == 200, way
        titles.append(page.title())
        assert page.locator(".ways a[aria-current=page]").get_attribute("href") == way

    assert len(set(titles)) == len(ways) == 12


def test_a_decision_is_in_the_file_and_can_be_taken_back(page: Page, served: Served, place: Path) -> None:
    """Yes to a case, and it is gone from the page and a line of the file; taken back, it is there again."""
    page.goto(f"{served.url}/review")
    first = page.locator("section.case").first
    asked = first.locator(".asked").inner_text()
    first.get_by_role("button", name="Ja").click()
    page.wait_for_url("**/review")

    assert page.locator("section.case .asked").first.inner_text() != asked
    (judgement,) = read_judgements(place / "judgements.csv", BASE).every
    assert f"«{judgement.quote}»" == asked
    assert judgement.who == "Kari Nordmann"

    page.get_by_role("button", name="Ta tilbake").click()
    page.wait_for_url("**/review")
    assert page.locator("section.case .asked").first.inner_text() == asked


@pytest.mark.parametrize("origin", [None, "http://elsewhere.example", "null"])
def test_decisions_of_other_pages_are_not_taken(served: Served, place: Path, origin: str | None) -> None:
    """A page of another site may make a browser send a form, and its origin gives it away."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", **({"Origin": origin} if origin else {})}
    got = served.ask("/review", method="POST", body="answer=undo", headers=headers)

    assert got.status == 403
    assert got.problem["reason"] == "origin"
