"""What holds for every page of the explorer, read without a browser."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from naeringsgraf.web.pages.answer import PAGES
from naeringsgraf.web.pages.asked import Offers
from naeringsgraf.web.pages.texts import choose_language
from reading_pages import Ask, read

pytest_plugins = ("asking_pages",)

MAP = Path(__file__).parent / "squares.json"
"""A made map of three municipalities."""
LANGUAGES = ("nb", "nn", "en")
OF_THINGS = (
    "/body/osloregionens-faggruppe-naeringssamarbeidet",
    "/cluster/ocean-hyway-cluster",
    "/company/nordlo-fuel-cells-as",
    "/county/30-2020",
    "/municipality/3005-2020",
    "/organisation/statnett",
    "/party/senterpartiet",
    "/person/dag-aanensen",
    "/region/osloregionen",
    "/secretariat/osloregionen",
    "/theme/hydrogen",
)
"""A page of each kind of thing."""
MEETING = "/minutes/2022-11-04-osloregionen-naeringssamarbeidet"
READER = f"{MEETING}/text"
ADDRESSES = (*sorted(PAGES), *OF_THINGS)
ALL = Offers(review="judgements.csv", update=True, editor=True, map=str(MAP))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_html_in_its_language(ask: Ask, address: str, language: str) -> None:
    """It names its language, has one heading of the first level, and no script or style of its own."""
    reply = ask(f"{address}?lang={language}", offers=ALL)
    page = read(reply.body)

    assert reply.status == 200
    assert page.get("lang") == language
    assert len(page.findall(".//h1")) == 1
    assert [script for script in page.iter("script") if script.get("type") != "application/json" and script.text] == []
    assert [
        each for each in page.iter() if each.get("style") or any(name.startswith("on") for name in each.attrib)
    ] == []
    assert page.findall(".//style") == []


@pytest.mark.parametrize(
    "address", [*ADDRESSES, READER, MEETING, "/search?q=batteri", "/search?q=qqq", "/?theme=hydrogen"]
)
def test_every_view_has_its_address_to_copy(ask: Ask, address: str) -> None:
    """Without a script it is a link that leads to the same view; with one, a button copies it (UX15)."""
    reply = ask(address, offers=ALL)
    page = read(reply.body)
    link, button = page.findall(".//a[@id='address']"), page.findall(".//button[@id='copy']")

    assert [each.get("hidden") for each in (*link, *button)] == [None, ""]
    assert ask(link[0].get("href"), offers=ALL).body == reply.body
    assert len(page.findall(".//*[@id='said'][@role='status']")) == 1
    assert "/static/taking.js" in {script.get("src") for script in page.iter("script")}


def test_titles_differ(ask: Ask) -> None:
    """Tabs of several pages can be told apart."""
    titles = [read(ask(address, offers=ALL).body).findtext(".//title") for address in ADDRESSES]

    assert len(set(titles)) == len(ADDRESSES)


def test_all_languages_have_the_same_texts() -> None:
    """A key that one language lacks would be a page that breaks."""
    texts = {
        language: json.loads(files("naeringsgraf.web").joinpath("texts", f"{language}.json").read_text("utf-8"))
        for language in LANGUAGES
    }

    assert texts["nb"].keys() == texts["nn"].keys() == texts["en"].keys()
    assert [key for each in texts.values() for key, text in each.items() if not text.strip()] == []
    assert all(list(each) == sorted(each) for each in texts.values())


@pytest.mark.parametrize(
    ("asked", "accepted", "chosen"),
    [
        ("", "", "nb"),
        ("nn", "en", "nn"),
        ("", "nn-NO,nn;q=0.9,en;q=0.8", "nn"),
        ("", "fr, en;q=0.5", "en"),
        ("", "en;q=0.1, no;q=0.9", "nb"),
        ("xx", "fr", "nb"),
        ("", "en;q=x, ;;;", "nb"),
    ],
)
def test_the_language_is_that_of_the_reader(asked: str, accepted: str, chosen: str) -> None:
    """What is asked for goes before what the browser accepts, and bokmål stands where nothing fits."""
    assert choose_language(asked, accepted) == chosen


def test_a_path_without_a_page_is_told(ask: Ask) -> None:
    """It is no mistake of ours, and says which path."""
    reply = ask("/nowhere/<b>")

    assert reply.status == 404
    assert b"/nowhere/&lt;b&gt;" in reply.body


def test_a_value_that_cannot_be_is_told(ask: Ask) -> None:
    """The page says which one, and what it should be."""
    reply = ask("/requests?since=yesterday")

    assert reply.status == 400
    assert b"yesterday" in reply.body


def test_own_scripts_are_small_and_whole() -> None:
    """At most 60 KB of our own a page, and nothing that a machine has squeezed."""
    for script in Path(str(files("naeringsgraf.web").joinpath("static"))).glob("*.js"):
        text = script.read_text("utf-8")
        assert len(text) < 60_000
        assert max(map(len, text.splitlines())) < 400


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/?basis=inferred", False),
        ("/requests?since=2020", False),
        ("/requests?since=2020&basis=inferred", False),
        ("/network?body=Sogn+regionråd", False),
        ("/network?basis=inferred", False),
        ("/network?kind=co-attendance&basis=inferred", True),
        ("/map?municipality=Drammen", False),
        ("/coverage?theme=hydrogen", True),
        ("/themes?theme=hydrogen", True),
    ],
)
def test_a_choice_that_a_page_does_not_follow_is_told(ask: Ask, address: str, told: bool) -> None:
    """Choices go along from page to page, and no number is to be taken for one that they narrowed."""
    assert (b"ikke dette valget" in ask(address, offers=ALL).body) is told
