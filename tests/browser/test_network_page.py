"""The network page in a browser that has no network."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote as quote_url
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from naeringsgraf.api import Drawing
from naeringsgraf.cli.main import run
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.views.network_page import write_network_page
from networks import HOSTILE, make_large, make_network
from viewing import AXE_OPTIONS, CHROMIUM, Viewer

pytest_plugins = ("browsing",)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the network page is not tried in a browser")

AREAS = [f"area-{number}" for number in range(8)]


@pytest.fixture(scope="module")
def sample(folder: Path, store: Path) -> Path:
    """The page of the sample corpus, made as a user makes it."""
    path = folder / "net.html"
    assert run(["network", "municipality-theme", "--store", str(store), "-o", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def lines(folder: Path, store: Path) -> Sequence[dict[str, str | int | None]]:
    """The rows of `trace`, one a sentence and cell."""
    path = folder / "trace.json"
    assert run(["trace", "--quotes", "--store", str(store), "-o", str(path)]) == 0
    rows: list[dict[str, str | int | None]] = json.loads(path.read_text(encoding="utf-8"))
    return rows


@pytest.fixture(scope="module")
def single(folder: Path) -> Path:
    """A page of one line: Moss raised Havn, in two sentences."""
    path = folder / "single.html"
    path.write_text(
        write_network_page(make_network({("Moss", "Havn"): ["Havnen er full.", "Den må utvides."]})), encoding="utf-8"
    )
    return path


@pytest.fixture(scope="module")
def hostile(folder: Path) -> Path:
    """A page whose every name, sentence and heading tries to be something else."""
    path = folder / "hostile.html"
    ties = {(actor, theme): [f"{actor} {theme}"] for actor in HOSTILE for theme in HOSTILE[:4]}
    network = make_network(ties, kinds={HOSTILE[0]: ActorKind.OTHER})
    path.write_text(write_network_page(network, title=HOSTILE[1]), encoding="utf-8")
    return path


def read_panel(page: Page) -> list[str]:
    """Give the sentences in the panel."""
    return page.locator("#quotes blockquote").all_inner_texts()


READ_PIXELS = """() => {
    const canvas = document.querySelector('#network canvas');
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
    copy.drawImage(canvas, 0, 0);
    return new Uint32Array(copy.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
}"""
"""One number a pixel of the drawing, 0 where nothing is drawn; read from a copy, for reading often slows a canvas."""


def count_colours(page: Page) -> int:
    """Count how many colours the drawing has."""
    found: int = page.evaluate(f"new Set(({READ_PIXELS})()).size")
    return found


def find_first_row(page: Page) -> int:
    """Give the pixels from the top of the drawing to the first that is drawn on."""
    first, width = page.evaluate(
        f"[({READ_PIXELS})().findIndex((pixel) => pixel), document.querySelector('#network canvas').width]"
    )
    return int(first // width)


def click_drawing(page: Page, across: float, down: float = 0.5) -> None:
    """Click at a share of the drawing's width and height."""
    canvas = page.locator("#network canvas")
    box = canvas.bounding_box()
    assert box
    canvas.click(position={"x": box["width"] * across, "y": box["height"] * down})


def read_shown(page: Page) -> int:
    """Give the number of sentences that the page says it shows."""
    found = re.match(r"Viser (\d+) av", page.locator("#shown").inner_text())
    assert found
    return int(found[1])


def test_page_draws_without_a_network(viewer: Viewer, sample: Path) -> None:
    """One file is all that is asked for; the drawing has its marks, and the words are bokmål."""
    page = viewer.open(sample)

    assert viewer.asked == [sample.as_uri()]
    assert count_colours(page) > 20
    assert page.locator("html").get_attribute("lang") == "nb"
    assert page.title() == page.locator("h1").inner_text() == "Hvem tar opp hva"
    expect(page.locator("#notice")).to_be_hidden()


def test_page_is_the_table_of_trace(viewer: Viewer, sample: Path, lines: Sequence[dict[str, str | int | None]]) -> None:
    """Each row has as many sentences as the trace, and they are the same ones."""
    page = viewer.open(sample)
    rows = page.locator("tbody tr").all_inner_texts()

    shown = {tuple(row.split("\t")[:2]): int(row.split("\t")[2]) for row in rows}
    expected: dict[tuple[str, ...], int] = {}
    for line in lines:
        key = (str(line["actor"]), str(line["theme"]))
        expected[key] = expected.get(key, 0) + 1
    assert shown == expected
    assert read_shown(page) == len({line["statement"] for line in lines})


def test_number_in_the_table_opens_its_sentences(
    viewer: Viewer, sample: Path, lines: Sequence[dict[str, str | int | None]]
) -> None:
    """Each stands word for word with speaker, meeting, day, file and place."""
    told = [line for line in lines if (line["actor"], line["theme"]) == ("Lillestrøm", "Batterigjenvinning")]
    page = viewer.open(sample)
    page.get_by_role("button", name=re.compile(rf"^{len(told)} setninger: Lillestrøm, Batterigjenvinning$")).click()

    assert read_panel(page) == [line["text"] for line in told]
    assert page.locator("#panel-title").inner_text() == "Lillestrøm – Batterigjenvinning"
    first = page.locator("#quotes figcaption").first.inner_text()
    assert str(told[0]["speaker"]) in first
    assert "4. november 2022" in first
    assert f"{told[0]['source']}, tegn {told[0]['begins']}–{told[0]['ends']}" in first
    assert page.locator("#quotes blockquote").first.get_attribute("lang") == "nb"
    assert page.evaluate("document.activeElement.id") == "panel"


def test_click_on_a_line_opens_its_sentences(viewer: Viewer, single: Path) -> None:
    """The line goes through the middle of the drawing."""
    page = viewer.open(single)
    click_drawing(page, 0.5)

    assert page.locator("#panel-title").inner_text() == "Moss – Havn"
    assert read_panel(page) == ["Havnen er full.", "Den må utvides."]
    assert page.locator("#panel-count").inner_text() == "2 setninger · 2 innlegg"


@pytest.mark.parametrize("width", [390, 1400])
def test_click_on_a_name_opens_all_of_it(viewer: Viewer, single: Path, width: int) -> None:
    """The name beside a mark is as good as the mark; beside it all is let go again."""
    page = viewer.open(single, width=width)
    click_drawing(page, page.evaluate("() => 24 / document.getElementById('network').clientWidth + 0.02"))
    chosen = page.locator("#panel-title").inner_text()
    click_drawing(page, 0.5, 0.02)

    assert chosen == "Moss"
    assert page.locator("#panel-title").inner_text() == "Setninger"


@pytest.mark.parametrize("width", [390, 1280])
def test_drawing_begins_at_its_top(viewer: Viewer, sample: Path, width: int) -> None:
    """No blank band lies above the first row, on opening and after all has been hidden for a while."""
    page = viewer.open(sample, width=width)
    opened = find_first_row(page)
    page.evaluate("location.hash = 'hide=kind:municipality'")
    expect(page.locator("#network")).to_be_hidden()
    page.get_by_role("button", name="Nullstill utvalget").click()

    assert 0 < opened < 30
    assert find_first_row(page) == opened


@pytest.mark.parametrize(("before", "after"), [(1400, 390), (390, 1400)])
def test_drawing_follows_its_window(viewer: Viewer, sample: Path, before: int, after: int) -> None:
    """In a window that was made narrower or wider it is the same to the pixel as in one that always was."""
    draw = "document.querySelector('#network canvas').toDataURL()"
    page = viewer.open(sample, width=after)
    expected = page.evaluate(draw)
    viewer.open(sample, width=before)
    page.set_viewport_size({"width": after, "height": 1000})

    page.wait_for_function(f"(expected) => {draw} === expected", arg=expected)


def test_search_finds_a_mark_by_keyboard(
    viewer: Viewer, sample: Path, lines: Sequence[dict[str, str | int | None]]
) -> None:
    """Case and accents do not matter; the arrows choose, and Enter brings the reader to the sentences."""
    page = viewer.open(sample)
    page.locator("#search").press_sequentially("BATTERIG")
    options = page.locator("#suggestions [role=option]").all_inner_texts()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    assert [option.split("\n")[0] for option in options] == ["Batterigjenvinning"]
    assert page.locator("#panel-title").inner_text() == "Batterigjenvinning"
    assert page.evaluate("document.activeElement.id") == "panel"
    assert page.locator("#suggestions").is_hidden()
    found = {line["statement"] for line in lines if line["theme"] == "Batterigjenvinning"}
    assert len(read_panel(page)) == len(found)


def test_search_says_when_nothing_fits(viewer: Viewer, sample: Path) -> None:
    """Escape closes the list."""
    page = viewer.open(sample)
    page.locator("#search").press_sequentially("qqqq")
    told = page.locator("#suggestions [role=option]").all_inner_texts()
    page.keyboard.press("Escape")

    assert told == ["Ingen treff"]
    assert page.locator("#suggestions").is_hidden()


def test_search_brings_what_is_far_down_into_sight(viewer: Viewer, sample: Path) -> None:
    """A mark out of the window is scrolled to, and the sentences stay beside it."""
    page = viewer.open(sample, height=700)
    page.locator("#search").press_sequentially("Ringsaker")
    page.keyboard.press("Enter")

    assert page.evaluate("scrollY") > 0
    expect(page.locator("#panel-title")).to_be_in_viewport()


def test_legend_is_the_filter(viewer: Viewer, sample: Path) -> None:
    """Without an area its rows are gone, and the numbers follow; with all areas gone the page says so."""
    page = viewer.open(sample)
    before, rows = read_shown(page), page.locator("tbody tr:visible").count()
    page.get_by_role("checkbox", name="Grønn omstilling").uncheck()
    without = page.locator("tbody tr:visible").all_inner_texts()
    less = read_shown(page)
    page.get_by_role("checkbox", name="Kommuner").uncheck()
    told = page.locator("#notice").inner_text()
    page.get_by_role("button", name="Nullstill utvalget").click()

    assert less < before and len(without) < rows
    assert not any("Batterigjenvinning" in row for row in without)
    assert told.startswith("Ingenting å vise")
    assert (read_shown(page), page.locator("tbody tr:visible").count()) == (before, rows)
    assert page.locator("input:not(:checked)[type=checkbox]").count() == 0


def test_filters_narrow_the_sentences_of_a_choice(viewer: Viewer, single: Path) -> None:
    """Without requests, and then without the later year, fewer are left in panel and table alike."""
    page = viewer.open(single, "#" + quote_url("edge", safe="") + "=" + quote_url("actor/Moss theme/Havn"))
    all_of_them = read_panel(page)
    page.get_by_role("checkbox", name="Ønske").uncheck()
    left = read_panel(page)
    number = page.locator("tbody tr .amount").first.inner_text()
    page.get_by_role("checkbox", name="Ønske").check()
    page.get_by_label("Til", exact=True).press("Home")

    assert all_of_them == ["Havnen er full.", "Den må utvides."]
    assert (left, number) == (["Den må utvides."], "1")
    assert read_panel(page) == ["Havnen er full."]
    assert page.locator("#period-shown").inner_text() == "01.01.2020 – 01.01.2020"


def test_link_brings_back_what_was_seen(viewer: Viewer, sample: Path) -> None:
    """Choice and filter stand in the address; the way back leads to what was chosen before."""
    page = viewer.open(sample)
    page.get_by_role("checkbox", name="Digitalisering").uncheck()
    for name in ("Moss", "Drammen"):
        page.locator("#search").fill(name)
        page.keyboard.press("Enter")
    shown, link = read_shown(page), page.evaluate("location.hash")
    page.go_back()
    before = page.locator("#panel-title").inner_text()
    viewer.open(sample, link)

    assert before == "Moss"
    assert page.locator("#panel-title").inner_text() == "Drammen"
    assert read_shown(page) == shown
    assert not page.get_by_role("checkbox", name="Digitalisering").is_checked()


@pytest.mark.parametrize("link", ["#node=__proto__", "#edge=x&from=1&hide=%00&without=toString", "#%E0%A4%A=1", "#="])
def test_broken_link_shows_everything(viewer: Viewer, sample: Path, link: str) -> None:
    """What is not known is passed over."""
    page = viewer.open(sample, link)

    assert page.locator("#panel-title").inner_text() == "Setninger"
    assert page.locator("#shown").inner_text() == "Viser 163 av 163 setninger".replace("163", str(read_shown(page)))


def test_table_is_sorted_by_its_heads(viewer: Viewer, sample: Path) -> None:
    """Numbers begin with the highest; names follow Norwegian order, and the head tells a screen reader."""
    page = viewer.open(sample)
    page.get_by_role("button", name="Setninger", exact=True).click()
    numbers = [int(text) for text in page.locator("tbody tr td:nth-child(3)").all_inner_texts()]
    said = page.locator("th[aria-sort]").all_inner_texts()
    page.get_by_role("button", name="Kommune", exact=True).click()
    names = list(dict.fromkeys(page.locator("tbody th").all_inner_texts()))

    assert numbers == sorted(numbers, reverse=True)
    assert len(said) == 1 and said[0].startswith("Setninger")
    assert names[-2:] == ["Ål", "Årdal"]


def test_page_is_reached_by_keyboard(viewer: Viewer, sample: Path) -> None:
    """Two links lead past everything, the search is the third stop, and the drawing is no stop at all."""
    page = viewer.open(sample)
    stops = []
    for _ in range(3):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id || document.activeElement.getAttribute('href')"))
    page.evaluate("document.querySelector('.skip[href=\"#table\"]').focus()")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    sorted_by = page.evaluate("document.activeElement.textContent")
    page.locator("tbody button").first.focus()
    page.keyboard.press("Enter")
    opened = read_panel(page)
    page.keyboard.press("Escape")

    assert stops == ["#panel", "#table", "search"]
    assert sorted_by == "Kommune"
    assert opened and not read_panel(page)
    assert page.locator("#network [tabindex='0']").count() == 0


def test_what_has_the_focus_is_seen(viewer: Viewer, sample: Path) -> None:
    """A ring of three pixels."""
    page = viewer.open(sample)
    page.locator("#search").focus()
    page.keyboard.press("Tab")

    assert page.evaluate("getComputedStyle(document.activeElement).outline").endswith("solid 3px")


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1400])
@pytest.mark.parametrize("choice", ["", "#node=theme%2Fbatterigjenvinning"])
def test_page_fits_its_window(viewer: Viewer, sample: Path, width: int, choice: str) -> None:
    """Nothing has to be scrolled across; the table has a scroller of its own."""
    page = viewer.open(sample, choice, width=width)

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_hostile_names_fit_a_phone(viewer: Viewer, hostile: Path) -> None:
    """Names without a blank, and names of thousands of letters."""
    page = viewer.open(hostile, width=320)
    page.locator("tbody button").first.click()

    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("width", [390, 800])
def test_filters_are_folded_in_a_narrow_window(viewer: Viewer, sample: Path, width: int) -> None:
    """The network is not far down; a wider window unfolds them again."""
    page = viewer.open(sample, width=width)
    legend = page.get_by_role("checkbox", name="Kommuner")
    folded = legend.is_hidden()
    page.get_by_text("Navn, tegn, slags setning og periode").click()
    opened = legend.is_visible()
    page.get_by_text("Navn, tegn, slags setning og periode").click()
    page.set_viewport_size({"width": 1400, "height": 1000})

    assert (folded, opened) == (True, True)
    expect(legend).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("width", "choice"), [(1400, ""), (1400, "#node=theme%2Fbatterigjenvinning"), (390, "#node=theme%2Fstromnett")]
)
def test_axe_finds_nothing(viewer: Viewer, sample: Path, scheme: str, width: int, choice: str) -> None:
    """WCAG 2.1 A and AA, and what axe holds for good practice, by day and by night."""
    # Before the page is there: a change of colours afterwards may be seen half done.
    viewer.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page = viewer.open(sample, choice, width=width)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    if not choice:
        page.locator("#search").fill("o")

    found = Axe().run(page, options=AXE_OPTIONS)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_stand_out(viewer: Viewer, sample: Path, scheme: str) -> None:
    """Words 4.5 : 1 on every ground they stand on, marks, edges of fields and the ring of the focus 3 : 1."""
    page = viewer.open(sample)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    names = ["paper", "ground", "tint", "ink", "quiet", "edge", "actor", "chosen", "focus", *AREAS]
    colours: dict[str, str] = page.evaluate(
        "(names) => Object.fromEntries(names.map((name) => "
        "[name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()]))",
        names,
    )

    grounds = [colours[name] for name in ("paper", "ground", "tint")]
    for name in ("ink", "quiet"):
        assert all(contrast(colours[name], ground) >= 4.5 for ground in grounds), name
    for name in ("edge", "actor", "chosen", "focus", *AREAS):
        assert contrast(colours[name], colours["paper"]) >= 3, name


def test_paper_is_white_at_night_too(viewer: Viewer, sample: Path) -> None:
    """What is printed or downloaded has the colours of the day."""
    page = viewer.open(sample)
    page.emulate_media(media="print", color_scheme="dark")

    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')") == "#ffffff"


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours written as #rrggbb, after WCAG."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_of_the_system_are_kept(viewer: Viewer, sample: Path) -> None:
    """Where the system forces its colours, the page still draws."""
    page = viewer.open(sample)
    page.emulate_media(forced_colors="active")

    assert count_colours(page) > 2


def test_svg_is_downloaded_with_title_selection_and_licence(viewer: Viewer, sample: Path) -> None:
    """It is drawn on white even at night, and holds every name that is shown."""
    page = viewer.open(sample)
    page.emulate_media(color_scheme="dark")
    page.get_by_role("checkbox", name="Digitalisering").uncheck()
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned SVG").click()

    root = ElementTree.fromstring(download.value.path().read_text(encoding="utf-8"))
    words = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words[0] == "Hvem tar opp hva"
    assert any(word.startswith(f"Viser {read_shown(page)} av") for word in words)
    assert "MIT-lisens" in words[-1]
    assert {"Lillestrøm", "Batterigjenvinning"} < set(words) and "Datasenter" not in words
    assert {element.get("fill") for element in root.iter("{http://www.w3.org/2000/svg}text")} == {"#1c2730", "#55616b"}
    assert download.value.suggested_filename == "naeringsgraf-municipality-theme.svg"


def test_long_word_is_broken_before_a_syllable(viewer: Viewer, folder: Path) -> None:
    """A consonant and a vowel begin the next line."""
    path, word = folder / "word.html", "Arealplanleggings" * 6
    path.write_text(write_network_page(make_network({("Moss", word): ["Planen er klar."]})), encoding="utf-8")
    page = viewer.open(path)
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned SVG").click()

    root = ElementTree.fromstring(download.value.path().read_text(encoding="utf-8"))
    words = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    broken = next(at for at, text in enumerate(words) if text.endswith("-"))
    assert word.startswith(words[broken][:-1] + words[broken + 1].rstrip("…"))
    assert re.match("[^aeiou][aeiou]", words[broken + 1])


def test_png_is_downloaded(viewer: Viewer, single: Path) -> None:
    """It is made from the SVG, twice as many pixels wide."""
    page = viewer.open(single)
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned PNG").click()

    data = download.value.path().read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(data[16:20], "big") == 2400


@pytest.mark.parametrize("policy", [True, False], ids=["with policy", "without policy"])
def test_hostile_names_stay_names(viewer: Viewer, hostile: Path, folder: Path, policy: bool) -> None:
    """Nothing runs, on loading, searching, choosing or downloading, even where the page's own policy is taken away."""
    path = hostile
    if not policy:
        path = folder / "hostile-without-policy.html"
        written = hostile.read_text(encoding="utf-8")
        path.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", written), encoding="utf-8")
        assert path.stat().st_size < hostile.stat().st_size
    page = viewer.open(path)
    elements = page.locator("script, img, iframe, b").count()
    for name in HOSTILE[:4]:
        page.locator("#search").fill(name)
        page.keyboard.press("Enter")
        assert page.locator("#panel-title").text_content() == name
    page.locator("tbody button").first.click()
    sentences = page.locator("#quotes blockquote").all_text_contents()
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned SVG").click()

    assert elements == 3 == page.locator("script, img, iframe, b").count()
    assert sentences == [f"{HOSTILE[0]} {HOSTILE[0]}"]
    assert page.title() == page.locator("h1").text_content() == HOSTILE[1]
    names = {name for name in page.locator("tbody th").all_text_contents() if "\ufffd" not in name}
    assert names == {name for name in HOSTILE if not name.startswith("null")}
    drawn = ElementTree.fromstring(download.value.path().read_text(encoding="utf-8"))
    assert {element.tag.rsplit("}")[1] for element in drawn.iter()} <= {"svg", "title", "rect", "text", "g", "path"}


def test_hostile_minutes_make_a_harmless_page(viewer: Viewer, folder: Path) -> None:
    """From the file to the page: an organisation and a sentence with markup are shown as they stand."""
    sources = folder / "hostile-minutes"
    sources.mkdir()
    minutes = (
        "# Referat Næringsgruppa 12.03.2021\n\nDato: 12.03.2021\n\n## Til stede\n\n"
        # A heading loses its HTML when it is read, but not what is written as entities.
        "- Åse Vik, Drammen kommune\n\n## Sak 1 &lt;/script>&lt;script>document.title='owned'&lt;/script>\n\n"
        "Åse Vik, Drammen: Strømnettet er <img src=x onerror=document.title='owned'> fullt.\n"
    )
    (sources / "2021-03-12-naeringsgruppa.md").write_text(minutes, encoding="utf-8")
    store, path = str(folder / "hostile.store"), folder / "hostile-minutes.html"
    assert run(["build", str(sources), "--store", store]) == 0
    assert run(["network", "municipality-theme", "--store", store, "-o", str(path)]) == 0
    page = viewer.open(path)
    page.locator("tbody button").first.click()

    assert read_panel(page) == ["Strømnettet er <img src=x onerror=document.title='owned'> fullt."]
    assert "</script><script>" in page.locator("#quotes figcaption").inner_text()
    assert page.title() == "Hvem tar opp hva"


@pytest.mark.parametrize(("language", "heading"), [("nn", "Kven tek opp kva"), ("en", "Who raises what")])
def test_page_speaks_other_languages(viewer: Viewer, folder: Path, store: Path, language: str, heading: str) -> None:
    """Words of the page and labels of the themes."""
    path = folder / f"net-{language}.html"
    call = ["network", "municipality-theme", "--language", language, "--store", str(store), "-o", str(path)]
    assert run(call) == 0
    page = viewer.open(path)

    assert page.locator("html").get_attribute("lang") == language
    assert page.title() == heading


def test_page_is_drawn_within_a_notebook(viewer: Viewer, folder: Path) -> None:
    """In a frame it has no address of its own; choosing works all the same."""
    drawing = Drawing(make_network({("Moss", "Havn"): ["Havnen er full."]}))
    path = folder / "notebook.html"
    shown = drawing.show()._repr_html_()
    path.write_text(f'<!doctype html><html lang="nb"><title>Notatbok</title>{shown}', encoding="utf-8")
    page = viewer.open(path)
    frame = page.frame_locator("iframe")
    frame.locator("tbody button").click()

    assert frame.locator("#quotes blockquote").all_inner_texts() == ["Havnen er full."]


def test_network_of_three_hundred_marks_can_be_read(viewer: Viewer, folder: Path) -> None:
    """It is drawn at full size, however high that is, within what a phone's canvas can hold."""
    path = folder / "large.html"
    path.write_text(write_network_page(make_large(120, 180)), encoding="utf-8")
    page = viewer.open(path)

    assert count_colours(page) > 20
    assert 2000 < page.locator("#network").evaluate("(element) => element.clientHeight") <= 4000


def test_empty_network_says_so(viewer: Viewer, folder: Path) -> None:
    """There is nothing to zoom or to download."""
    path = folder / "empty.html"
    path.write_text(write_network_page(make_network({})), encoding="utf-8")
    page = viewer.open(path)

    assert page.locator("#notice").inner_text() == "Det er ingen setninger å vise."
    assert page.locator(".drawing button:visible").count() == 0


def test_too_many_marks_are_told_and_stand_in_the_table(viewer: Viewer, sample: Path, folder: Path) -> None:
    """Beyond the limit nothing is drawn until fewer are chosen."""
    path = folder / "many.html"
    written = sample.read_text(encoding="utf-8")
    path.write_text(written.replace('"drawn":2000', '"drawn":100'), encoding="utf-8")
    page = viewer.open(path)
    told = page.locator("#notice").inner_text()
    rows = page.locator("tbody tr:visible").count()
    page.get_by_role("checkbox", name="Næringsutvikling").uncheck()
    page.get_by_role("checkbox", name="Grønn omstilling").uncheck()

    assert "er for mange til å leses" in told and rows > 100
    expect(page.locator("#notice")).to_be_hidden()
    assert count_colours(page) > 20


def test_table_is_there_without_scripts(browser: Browser, sample: Path) -> None:
    """Where scripts are switched off, the page says so and shows the same numbers."""
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(sample.as_uri())
    told, rows = page.locator("noscript").inner_text(), page.locator("tbody tr").count()
    context.close()

    assert "JavaScript" in told
    assert rows > 100
