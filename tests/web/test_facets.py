"""What narrows a page: the counts follow, a choice can be taken away, and nothing left is explained."""

from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import pytest

from reading_pages import Ask, read

pytest_plugins = ("asking_pages",)


def read_facets(page: Element) -> dict[str, dict[str, tuple[int, str]]]:
    """Give facet → value → number and address, of those that are links."""
    found = {}
    for way in page.findall(".//details[@class='way']"):
        offers = {}
        for line in way.findall(".//ul[@class='facet']/li"):
            link, number = line.find("a"), line.findtext("span[@class='number']")
            assert link is not None and number is not None
            offers["".join(link.itertext()).strip()] = (int(number), link.get("href") or "")
        if offers:
            found[(way.findtext("summary") or "").strip()] = offers
    return found


def read_total(page: Element) -> int:
    """Give the sum of everything."""
    cells = page.findall(".//tfoot//td")
    return int(cells[-1].findtext("a") or 0) if cells else 0


@pytest.mark.parametrize(
    "choice", ["", "theme=naeringsareal", "since=2022", "basis=recorded&actors=all", "municipality=Drammen"]
)
def test_every_value_leaves_as_many_as_it_says(ask: Ask, choice: str) -> None:
    """The number beside a value is the number of sentences that the page shows with that value alone of its kind."""
    facets = read_facets(read(ask(f"/?{choice}").body))

    assert {"Tema", "Aktør" if "actors=all" in choice else "Kommune", "Møteorgan", "Grunnlag"} <= set(facets)
    for name, offers in facets.items():
        for label, (number, address) in list(offers.items())[:4]:
            if "ta bort" in label or parse_qs(urlsplit(address).query)[KEYS[name]][1:]:
                continue
            assert read_total(read(ask(address).body)) == number, (name, label)


KEYS = {
    "Tema": "theme",
    "Kommune": "municipality",
    "Aktør": "municipality",
    "Møteorgan": "body",
    "Talerens organisasjon": "organisation",
    "Grunnlag": "basis",
}


def test_several_of_one_kind_are_added_up(ask: Ask) -> None:
    """Two municipalities show both; the other kinds narrow."""
    one, other = (read_total(read(ask(f"/?municipality={name}").body)) for name in ("Drammen", "Moss"))
    both = read_total(read(ask("/?municipality=Drammen&municipality=Moss").body))

    assert one and other and both == one + other


def test_a_choice_is_a_chip_that_can_be_taken_away(ask: Ask) -> None:
    """Named by its label in the language of the page, whatever it was asked for as; the rest stays."""
    page = read(ask("/?theme=jernbane&municipality=Moss&since=2010&basis=recorded&sort=name&cell=~").body)
    chips = {
        "".join(chip.itertext()).split("×")[0].strip(): chip.get("href") for chip in page.findall(".//a[@class='chip']")
    }

    assert list(chips) == ["Tema: Jernbane", "Kommune: Moss", "Fra: 01.01.2010", "Grunnlag: Står i referatet"]
    left = parse_qs(urlsplit(chips["Kommune: Moss"] or "").query)
    assert left == {"theme": ["jernbane"], "since": ["2010"], "basis": ["recorded"], "sort": ["name"]}


def test_a_chosen_value_is_marked_and_leads_back(ask: Ask) -> None:
    """In its list, not by colour alone."""
    page = read(ask("/?theme=jernbane").body)
    marked = [link for link in page.findall(".//ul[@class='facet']/li/a") if link.get("aria-current")]

    assert ["".join(link.itertext()) for link in marked] == ["✓Jernbane (ta bort)"]
    assert marked[0].get("href") == "/"


def test_nothing_left_tells_which_choice_to_drop(ask: Ask) -> None:
    """With what there would be without it, the most first."""
    page = read(ask("/?theme=batterigjenvinning&municipality=Sogndal").body)
    ways = {(link.text or ""): link.get("href") or "" for link in page.findall(".//div[@class='notice']//a")}

    assert "Ingen treff" in "".join(page.find(".//div[@class='notice']").itertext())  # type: ignore[union-attr]
    assert set(ways) == {"Uten «Tema: Batterigjenvinning»", "Uten «Kommune: Sogndal»"}
    for address in ways.values():
        assert read_total(read(ask(address).body)) > 0


def test_what_is_not_listed_is_chosen_from_a_list(ask: Ask) -> None:
    """Every theme is there, as a link or in the list, and the form carries the other choices along."""
    page = read(ask("/?since=2010&sort=name").body)
    (theme,) = [
        way for way in page.findall(".//details[@class='way']") if way.find(".//select[@name='theme']") is not None
    ]
    listed = len(theme.findall(".//ul/li")) + len(theme.findall(".//option")) - 1
    hidden = {(each.get("name"), each.get("value")) for each in theme.findall(".//input[@type='hidden']")}

    assert listed > 90
    assert hidden == {("since", "2010"), ("sort", "name")}


def test_a_period_is_two_days(ask: Ask) -> None:
    """Filled in with what is chosen, within the days that there are meetings on."""
    page = read(ask("/?since=2022&until=2022-11").body)
    days = {each.get("name"): each.get("value") for each in page.findall(".//input[@type='date']")}

    assert days == {"since": "2022-01-01", "until": "2022-11-30"}


def test_an_unknown_name_is_told(ask: Ask) -> None:
    """With names that are near."""
    reply = ask("/?municipality=Dramen")

    assert reply.status == 400
    assert "Drammen" in reply.body.decode("utf-8")
