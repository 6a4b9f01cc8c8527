"""Every kind of network on its page, small and large, in a browser that has no network."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from urllib.parse import quote as quote_url
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from naeringsgraf.analysis.network import PERSON, Edge, Network, Node, Unit
from naeringsgraf.analysis.networks.kinds import KINDS, draw_network
from naeringsgraf.api import Graph
from naeringsgraf.api import open as open_graph
from naeringsgraf.views.network_page import ROWS, write_network_page
from naeringsgraf.views.texts import LANGUAGES, load_texts
from networks import HOSTILE, make_large, make_network
from viewing import AXE_OPTIONS, CHROMIUM, Viewer

pytest_plugins = ("browsing",)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the network page is not tried in a browser")

SVG = "{http://www.w3.org/2000/svg}"
ElementTree.register_namespace("", "http://www.w3.org/2000/svg")

Rows = list[tuple[str, str, float]]
"""Source and target, as labels, and weight; sorted, for two persons may have one name."""


@pytest.fixture(scope="module")
def graph(store: Path) -> Iterator[Graph]:
    """The sample corpus."""
    with open_graph(store) as opened:
        yield opened


@pytest.fixture(scope="module")
def large(folder: Path) -> Path:
    """A page of more marks than are drawn at once."""
    return write(folder / "groups.html", make_large(820, 1300))


def write(path: Path, network: Network, title: str | None = None) -> Path:
    """Write the page of a network."""
    path.write_text(write_network_page(network, title=title), encoding="utf-8")
    return path


def read_rows(page: Page, column: int) -> Rows:
    """Read the table: what stands in the first two columns, and a number."""
    rows = [row.split("\t") for row in page.locator("#rows tr").all_inner_texts()]
    return sorted((cells[0], cells[1], float(cells[column].split()[0].replace(",", "."))) for cells in rows)


def list_weights(network: Network) -> Rows:
    """Give the same from the network."""
    labels = {node.id: node.label for node in network.nodes}
    return sorted((labels[edge.source], labels[edge.target], edge.weight) for edge in network.edges[:ROWS])


def find_weight(network: Network) -> int:
    """Give the column of the table that holds the weight."""
    return 3 if network.unit in (Unit.TURNS, Unit.MEETINGS) and network.quotes else 2


def download_svg(page: Page) -> ElementTree.Element:
    """Download the drawing."""
    with page.expect_download() as download:
        page.locator("#svg").click()
    return ElementTree.fromstring(download.value.path().read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_page(viewer: Viewer, graph: Graph, folder: Path, kind: str) -> None:
    """Drawn, with a title of its own, and the table holds each line with its weight."""
    network = draw_network(graph, kind)
    page = viewer.open(write(folder / f"{kind}.html", network))

    assert page.title() == load_texts("nb")[f"title_{kind}"]
    assert len(download_svg(page).findall(f".//{SVG}path")) > len(network.edges)
    assert read_rows(page, find_weight(network)) == list_weights(network)


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_in_any_kind(viewer: Viewer, graph: Graph, folder: Path, kind: str) -> None:
    """With a line chosen and everything unfolded."""
    network = draw_network(graph, kind)
    path = write(folder / f"{kind}-axe.html", network)
    page = viewer.open(path, f"#edge={quote_url(network.edges[0].id, safe='')}", width=1280)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")

    assert page.locator("#quotes .quote").count() > 0
    found = Axe().run(page, options=AXE_OPTIONS)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_speaks_every_language(graph: Graph, kind: str, language: str) -> None:
    """No words of the page are missing."""
    written = write_network_page(draw_network(graph, kind, language=language))

    assert f'<html lang="{language}">' in written
    assert f"<title>{load_texts(language)[f'title_{kind}']}</title>" in written


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "replies"])
def test_period_gives_the_network_of_that_period(viewer: Viewer, graph: Graph, folder: Path, kind: str) -> None:
    """The page counts lines of a period as they are counted when only that period is asked for."""
    days = sorted(meeting.date for meeting in draw_network(graph, kind).meetings if meeting.date)
    since, until = days[len(days) // 3], days[-2]
    path = write(folder / f"{kind}-period.html", draw_network(graph, kind))
    expected = draw_network(graph, kind, since=since, until=until)
    page = viewer.open(path, f"#from={since}&to={until}")

    assert 0 < len(expected.edges) < len(draw_network(graph, kind).edges)
    assert read_rows(page, find_weight(expected)) == list_weights(expected)


def test_two_themes_stay_together_where_both_are_left(viewer: Viewer, graph: Graph, folder: Path) -> None:
    """Without some kinds of statement a turn holds both themes or it does not count."""
    network = draw_network(graph, "theme-theme")
    labels = {node.id: node.label for node in network.nodes}
    expected: Rows = []
    for edge in network.edges:
        left = [quote for quote in edge.quotes if quote.mode not in ("information", "problem")]
        turns = [{quote.turn for quote in left if end in quote.themes} for end in (edge.source, edge.target)]
        if turns[0] & turns[1]:
            expected.append((labels[edge.source], labels[edge.target], len(turns[0] & turns[1])))
    page = viewer.open(write(folder / "together.html", network), "#without=information&without=problem")

    assert read_rows(page, 3) == sorted(expected)
    assert 0 < len(expected) < len(network.edges)


def test_directed_lines_have_arrows(viewer: Viewer, graph: Graph, folder: Path) -> None:
    """One a line, and the way back is another line; names tell the direction."""
    network = draw_network(graph, "replies")
    page = viewer.open(write(folder / "replies-arrows.html", network))
    heads = [
        path
        for path in download_svg(page).iter(f"{SVG}path")
        if re.fullmatch(r"M[^CQ]*L[^CQ]*L[^CQ]*Z", path.get("d", ""))
    ]
    page.locator("#rows button").first.click()

    assert len(heads) == len(network.edges)
    assert page.locator("th[scope=col] button").all_inner_texts()[:2] == ["Fra", "Til"]
    assert " → " in page.locator("#panel-title").inner_text()


def test_attendance_shows_its_meetings(viewer: Viewer, graph: Graph, folder: Path) -> None:
    """The number opens the meetings, each with body, day and file."""
    network = draw_network(graph, "co-attendance")
    line = max(network.edges, key=lambda edge: len(edge.met))
    page = viewer.open(write(folder / "attendance.html", network), f"#edge={quote_url(line.id, safe='')}")
    shown = page.locator("#quotes .meeting").all_inner_texts()

    assert len(shown) == len(line.met) > 1
    for told, meeting in zip(shown, line.met, strict=True):
        assert str(meeting.body_label) in told and str(meeting.source) in told
        assert meeting.date and str(meeting.date.year) in told
    assert page.locator("#panel-count").inner_text() == f"{len(line.met)} møter"


def test_names_are_picked_and_let_go(viewer: Viewer, graph: Graph, folder: Path) -> None:
    """By keyboard alone: only what was picked is left, in table and link, until the chip is pressed."""
    network = draw_network(graph, "municipality-theme")
    page = viewer.open(write(folder / "picks.html", network))
    whole = page.locator("#rows tr").count()
    field = page.get_by_role("combobox", name="Kommuner")
    field.focus()
    page.keyboard.type("dramm")
    page.keyboard.press("Enter")
    picked = set(page.locator("#rows th").all_inner_texts())
    link = page.evaluate("location.hash")
    page.keyboard.type("horten")
    page.keyboard.press("Enter")
    both = set(page.locator("#rows th").all_inner_texts())
    page.get_by_role("button", name="Fjern Drammen fra utvalget").press("Enter")
    focused = page.evaluate("document.activeElement.id")
    left = set(page.locator("#rows th").all_inner_texts())
    page.get_by_role("button", name="Fjern Horten fra utvalget").press("Enter")

    assert (picked, both, left) == ({"Drammen"}, {"Drammen", "Horten"}, {"Horten"})
    assert focused == "pick-actor"
    assert page.locator("#rows tr").count() == whole
    viewer.open(folder / "picks.html", link)
    assert set(page.locator("#rows th").all_inner_texts()) == {"Drammen"}


def test_theme_narrows_a_network_of_municipalities(viewer: Viewer, graph: Graph, folder: Path) -> None:
    """Only lines with sentences on the theme are left, and only these sentences."""
    network = draw_network(graph, "municipality-municipality")
    page = viewer.open(write(folder / "by-theme.html", network), "#only-theme=Havn%20og%20sj%C3%B8transport")
    labels = {node.id: node.label for node in network.nodes}

    theme = next(id for id, label in network.labels.items() if label == "Havn og sjøtransport")
    expected = [(labels[edge.source], labels[edge.target], 1.0) for edge in network.edges if theme in edge.themes]
    assert read_rows(page, 2) == sorted(expected) != []
    page.locator("#rows button").first.click()
    assert all("Havn og sjøtransport" in told for told in page.locator("#quotes figcaption").all_inner_texts())


def test_numbers_are_walked_with_the_arrows(viewer: Viewer, graph: Graph, folder: Path) -> None:
    """Down, up, to the last and to the first; Enter opens what the number counts."""
    page = viewer.open(write(folder / "arrows.html", draw_network(graph, "replies")))
    buttons = page.locator("#rows button")
    buttons.first.focus()
    page.keyboard.press("ArrowDown")
    second = buttons.nth(1).evaluate("(button) => button === document.activeElement")
    page.keyboard.press("End")
    last = buttons.last.evaluate("(button) => button === document.activeElement")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")

    assert second and last
    assert page.locator("#quotes blockquote").count() > 0


def test_large_network_is_offered_as_groups_first(viewer: Viewer, large: Path) -> None:
    """Nothing tangled is drawn unless it is asked for; a group is opened and drawn alone."""
    page = viewer.open(large)
    told = page.locator("#notice").inner_text()
    groups = len(download_svg(page).findall(f".//{SVG}g/{SVG}path"))
    page.evaluate("location.hash = 'group=0'")
    expect(page.locator("#panel-title")).to_have_text(re.compile("^Område"))
    page.get_by_role("button", name="Vis bare denne gruppen").click()
    alone = page.locator("#notice").is_hidden()
    page.get_by_role("button", name="Vis samlet i grupper").click()
    page.get_by_role("button", name="Tegn alle merkene").click()

    assert re.match(r"2\s120 merker er samlet i 8 grupper", told)
    assert groups < 50
    assert alone
    expect(page.locator("#notice")).to_be_hidden()
    assert len(download_svg(page).findall(f".//{SVG}g/{SVG}path")) > 5000


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "choice"), [(1280, ""), (390, "#group=1"), (1280, "#island=1&only-theme=theme%2Fx")])
def test_axe_finds_nothing_in_a_large_network(
    viewer: Viewer, large: Path, scheme: str, width: int, choice: str
) -> None:
    """As groups, with a group chosen, and with one group alone."""
    viewer.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page = viewer.open(large, choice, width=width)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.wait_for_timeout(300)

    found = Axe().run(page, options=AXE_OPTIONS)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_table_of_a_large_network_is_turned_like_pages(viewer: Viewer, large: Path) -> None:
    """All lines are reached, a page at a time, and sorting goes over all of them."""
    page = viewer.open(large)
    first = page.locator("#rows tr").all_inner_texts()
    page.get_by_role("button", name="Neste rader").click()
    second = page.locator("#rows tr").all_inner_texts()
    told = page.locator("#rows-shown").inner_text()
    page.locator("thead button", has_text="Setninger").click()
    highest = [int(row.split("\t")[2]) for row in page.locator("#rows tr").all_inner_texts()]

    assert len(first) == len(second) == ROWS and not set(first) & set(second)
    assert told.startswith(f"Rad {ROWS + 1}–{2 * ROWS} av ")
    assert highest == [4] * ROWS


@pytest.mark.parametrize(("actors", "themes"), [(6, 8), (120, 180), (160, 200)])
@pytest.mark.parametrize("width", [390, 1280])
def test_names_do_not_touch(viewer: Viewer, folder: Path, actors: int, themes: int, width: int) -> None:
    """No name of the drawing lies over another, whatever the number of marks."""
    path = write(folder / f"names-{actors}-{themes}.html", make_large(actors, themes))
    page = viewer.open(path, width=width)
    root = download_svg(page)
    page.evaluate("(text) => { document.body.innerHTML = text; }", ElementTree.tostring(root, encoding="unicode"))
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('svg g text, svg text')].map((text) => {
            const box = text.getBoundingClientRect();
            return [box.left, box.top + 2, box.right, box.bottom - 2];
        })"""
    )

    assert len(boxes) >= min(actors + themes, 20)
    touching = [
        pair
        for pair in combinations(boxes, 2)
        if pair[0][0] < pair[1][2] and pair[1][0] < pair[0][2] and pair[0][1] < pair[1][3] and pair[1][1] < pair[0][3]
    ]
    assert touching == []


def test_hostile_names_stay_names_in_any_place(viewer: Viewer, folder: Path) -> None:
    """In a network of one sort, directed, on islands and among the filters: nothing runs and nothing is lost."""
    path = write(folder / "hostile-free.html", make_hostile(400), title=HOSTILE[1])
    page = viewer.open(path)
    for name in HOSTILE[:4]:
        page.get_by_role("combobox", name="Personer").fill(name)
        page.keyboard.press("Enter")
    chips = page.locator("#pick-person-chips .name").all_text_contents()
    root = download_svg(page)
    page.locator("#rows button").first.click()

    assert chips == [name[:60] for name in HOSTILE[:4]]
    assert page.title() == HOSTILE[1]
    assert page.locator("script, img, iframe, b").count() == 3
    assert {element.tag.rsplit("}")[1] for element in root.iter()} <= {"svg", "title", "rect", "text", "g", "path"}


def make_hostile(count: int) -> Network:
    """Make a directed network of so many persons, the first of whom have names that try to be something else."""
    small = make_network({("Moss", "Havn"): ["</script><script>document.title='owned'</script>"]})
    names = [*HOSTILE, *(f"Person {number}" for number in range(count - len(HOSTILE)))]
    nodes = tuple(
        Node(f"person/{name}", name, PERSON, HOSTILE[at % 3], 1, 2, math.cos(at), math.sin(at), community=1 + at % 9)
        for at, name in enumerate(names)
    )
    ends = [(at, (at * 7 + 1) % count) for at in range(count) if at != (at * 7 + 1) % count]
    edges = tuple(Edge(nodes[one].id, nodes[other].id, 1, small.quotes) for one, other in ends)
    return Network("replies", nodes, edges, "nb", directed=True, unit=Unit.TURNS, labels=small.labels)


def test_likeness_is_told_with_its_decimals(viewer: Viewer, graph: Graph, folder: Path) -> None:
    """In the table, in the list of the strongest and in the panel."""
    network = draw_network(graph, "municipality-municipality", weight="cosine")
    page = viewer.open(write(folder / "cosine.html", network))

    found, expected = read_rows(page, 2), list_weights(network)
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    assert [row[2] for row in found] == pytest.approx([row[2] for row in expected], abs=0.006)
    assert "uansett utvalg" in page.locator("#table").inner_text()
    assert "(Likhet (cosinus))" in page.locator("#quotes .ties .number").first.inner_text()


def test_page_tells_what_was_asked_for(graph: Graph) -> None:
    """What the network was narrowed to when it was made stands beneath the title."""
    written = write_network_page(draw_network(graph, around="Drammen", since="2022", theme="Strømnett"))

    assert '<p class="summary">Bare temaene: Strømnett</p>' in written
    assert '<p class="summary">Rundt Drammen</p>' in written
    assert '<p class="summary">Perioden 01.01.2022 –</p>' in written


def test_script_is_small(graph: Graph) -> None:
    """At most 60 kilobytes of our own, not minified; comments are left out of the page."""
    written = write_network_page(draw_network(graph))
    script = written.rsplit("<script>", 1)[1].split("</script>")[0]

    assert len(script.encode("utf-8")) <= 60 * 1024
    assert not re.search(r"^\s*(//|/\*)", script, re.MULTILINE)


def test_every_text_stands_once_in_the_data(graph: Graph) -> None:
    """Names are told by number; the same network gives the same page."""
    network = draw_network(graph)
    written = write_network_page(network)
    data = json.loads(written.split('id="data">')[1].split("</script>")[0])

    assert len(data["strings"]) == len(set(data["strings"]))
    assert [data["strings"][number] for number in data["nodes"]["label"]] == [node.label for node in network.nodes]
    assert written == write_network_page(draw_network(graph))


def test_network_without_days_or_groups_is_drawn(viewer: Viewer, folder: Path) -> None:
    """A meeting without a day stands in every period there is, which is none."""
    network = make_network({("Moss", "Havn"): ["Havnen er full."]})
    meeting = replace(network.quotes[0].meeting, date=None)
    quote = replace(network.quotes[0], meeting=meeting)
    edges = (replace(network.edges[0], quotes=(quote,)),)
    page = viewer.open(write(folder / "no-days.html", Network(network.kind, network.nodes, edges, "nb", two_mode=True)))

    assert page.locator("#rows tr").count() == 1
    assert page.locator("#from").count() == 0
    assert page.locator(".period").inner_text().endswith("uten dato")
