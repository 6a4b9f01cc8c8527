"""Who asks whom for what: the page counts what its files and its query hold, whatever narrows it."""

import json
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import pytest

from naeringsgraf import api
from reading_pages import Ask, read

pytest_plugins = ("asking_pages",)

CHOICES = (
    "",
    "theme=jernbane&theme=hydrogen",
    "municipality=Drammen",
    "body=Osloregionens+faggruppe+Næringssamarbeidet&basis=recorded",
    "organisation=municipality/3301-2024",
    "since=2016&until=2022-11",
    "addressee=Staten",
    "addressee=Staten&addressee=Regjeringen&since=2020",
)


def read_total(page: Element) -> int:
    """Give the number above the sentences; 0 where there are none."""
    return int((page.findtext(".//h2[@id='list-title']") or "0").split()[0])


def read_offers(page: Element, under: str) -> list[tuple[int, str]]:
    """Give number and address of each value that can be chosen."""
    offers = []
    for line in page.findall(f"{under}//ul[@class='facet']/li"):
        link = line.find("a")
        assert link is not None
        if not link.get("aria-current"):
            offers.append((int(line.findtext("span[@class='number']") or 0), link.get("href") or ""))
    return offers


@pytest.mark.parametrize("choice", CHOICES)
def test_page_files_and_query_have_the_same_sentences(ask: Ask, graph: api.Graph, choice: str) -> None:
    """Each once, though one with several themes or addressees stands in several rows."""
    page = read(ask(f"/requests?{choice}").body)
    rows = json.loads(ask(f"/requests?format=json&{choice}").body)
    found = graph.query(ask(f"/requests?format=rq&{choice}").body.decode()).to_dicts()

    assert read_total(page) == len({row["statement"] for row in rows})
    assert [tuple(row.values()) for row in found] == [tuple(row.values()) for row in rows]


@pytest.mark.parametrize("choice", ["lang=nb", "theme=jernbane", "addressee=Staten", "basis=recorded&since=2016"])
def test_a_value_leaves_as_many_as_it_says(ask: Ask, choice: str) -> None:
    """Facets and those that are asked, whatever is chosen of the other."""
    page = read(ask(f"/requests?{choice}").body)
    facets, addressees = read_offers(page, ".//details[@class='way']"), read_offers(page, ".//section")

    assert facets and addressees
    # Values of a kind of which one is chosen already are added up.
    alone = [
        each
        for each in (*facets, *addressees)
        if not any(more[1:] for more in parse_qs(urlsplit(each[1]).query).values())
    ]
    tried = alone[:: max(1, len(alone) // 12)]
    assert tried
    for number, address in tried:
        assert read_total(read(ask(address).body)) == number, address


def test_nothing_left_tells_what_to_drop(ask: Ask) -> None:
    """A facet, or whom the sentences are put to."""
    page = read(ask("/requests?addressee=Staten&theme=batterigjenvinning&municipality=Sogndal").body)
    ways = [link.get("href") or "" for link in page.findall(".//main//a")]

    assert read_total(page) == 0
    assert page.find(".//div[@role='status']") is not None
    assert any("theme=" in way and "addressee" not in way for way in ways)
