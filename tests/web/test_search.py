"""Search: words in all their forms, in sentences and names, narrowed, counted and marked."""

import json
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from naeringsgraf import api
from naeringsgraf.views.characters import keep_xml
from naeringsgraf.views.texts import LANGUAGES
from naeringsgraf.web.pages.answer import answer
from naeringsgraf.web.pages.asked import Asked
from networks import HOSTILE
from reading_pages import Ask, read

pytest_plugins = ("asking_pages",)


def list_sentences(page: Element) -> list[str]:
    """Give the sentences that are shown."""
    return ["".join(each.itertext()) for each in page.iter("blockquote")]


def list_marked(page: Element) -> set[str]:
    """Give what is marked in sentences, in small letters."""
    return {str(mark.text).lower() for each in page.iter("blockquote") for mark in each.iter("mark")}


@pytest.mark.parametrize("asked", ["batteri", "BATTERI", "batterier", "batteriene", "batteríet"])
def test_all_forms_are_found_whichever_is_asked_for(ask: Ask, asked: str) -> None:
    """UX13: batteri, batterier, batterigjenvinning; case and accents do not matter, and hits are marked."""
    page = read(ask(f"/search?q={asked}").body)

    sentences = list_sentences(page)
    assert {"batteri", "batterier", "batteriene", "batterigjenvinning", "bilbatterier"} <= list_marked(page)
    assert all("batteri" in each.lower() for each in sentences)
    assert f"{len(sentences)} setninger" in [each.text for each in page.iter("h2")]


def test_the_count_is_that_of_the_graph(ask: Ask, graph: api.Graph) -> None:
    """Every sentence that holds the letters is found, and no other."""
    rows = graph.query(
        "SELECT (COUNT(DISTINCT ?it) AS ?number) WHERE { VALUES ?class { ng:Statement ng:Decision } "
        '?it a ?class ; ng:text ?text FILTER(CONTAINS(LCASE(?text), "industriløft")) }'
    )

    assert len(list_sentences(read(ask("/search?q=industriløft").body))) == rows.rows[0][0]


def test_letters_of_their_own_stay(ask: Ask) -> None:
    """UX13: å is no a, and ø no o; the near name is offered instead."""
    page = read(ask("/search?q=gront industriloft").body)

    assert list_sentences(page) == []
    assert "Grønt industriløft" in [each.text for each in page.iter("a")]


@pytest.mark.parametrize(
    ("asked", "group", "named"),
    [
        ("hydrogen", "theme", "Hydrogenfabrikk"),
        ("sør varanger", "actor", "Sør-Varanger"),
        ("vrinn", "actor", "VRINN"),
        ("Tofte Jørgen", "person", "Karl Jørgen Tofte"),
        ("Ocean Hyway", "meeting", "Styret i Ocean Hyway Cluster 2023-06-01"),
        ("profileringsarbeid", "meeting", "Osloregionens faggruppe Næringssamarbeidet 2022-11-04"),
    ],
)
def test_things_are_found_by_any_of_their_names(ask: Ask, asked: str, group: str, named: str) -> None:
    """UX13: themes, actors, people and meetings, each in a group of its own."""
    page = read(ask(f"/search?q={asked}").body)

    sections = [each for each in page.iter("section") if each.get("aria-labelledby") == group]
    assert named in ["".join(link.itertext()) for section in sections for link in section.iter("a")]


def test_a_choice_narrows_and_can_be_taken_away(ask: Ask, graph: api.Graph) -> None:
    """UX12: what stands beside a choice is what is left with it, and a chip leads back."""
    page = read(ask("/search?q=batteri").body)
    (facet,) = [each for each in page.iter("li") if each.findtext("a") == "Lillestrøm"]
    (link,), (told,) = facet.findall("a"), facet.findall("span")
    address, number = str(link.get("href")), int(str(told.text))

    narrowed = read(ask(address).body)

    assert len(list_sentences(narrowed)) == number
    (chip,) = [each for each in narrowed.iter("a") if each.get("class") == "chip" and "Lillestrøm" in str(each.text)]
    assert list_sentences(read(ask(str(chip.get("href"))).body)) == list_sentences(page)


def test_a_period_narrows(ask: Ask) -> None:
    """Only sentences of meetings within it, and how many there are without it."""
    page = read(ask("/search?q=batteri&since=2023-01-01&until=2023-12-31").body)

    assert len(list_sentences(page)) == 2
    assert "av 8" in "".join(page.itertext())


def test_a_choice_without_hits_says_which_to_drop(ask: Ask) -> None:
    """UX12: no hits is told with what there is without the choice."""
    page = read(ask("/search?q=batteri&municipality=Horten&since=2023-01-01").body)

    assert list_sentences(page) == []
    assert "Uten det er det 8" in "".join(page.itertext())


def test_pages_follow_each_other(ask: Ask) -> None:
    """Turned through, all sentences stand there once, and the places are told."""
    address, pages = "/search?q=kommune", []
    while address:
        page = read(ask(address).body)
        pages.append([each.get("href") for each in page.iter("a") if each.text == "Les i referatet"])
        address = next((str(each.get("href")) for each in page.iter("a") if each.text == "Neste setninger"), "")

    every = [place for each in pages for place in each]
    assert len(pages) > 1
    assert len(every) == len(set(every)) == len(json.loads(ask("/search?q=kommune&format=json").body))
    assert all(len(one) >= len(other) for one, other in pairwise(pages))


def test_a_hit_leads_to_its_place(ask: Ask) -> None:
    """UX6: the link opens the text at the very sentence."""
    page = read(ask("/search?q=bilbatterier").body)
    for place in [str(each.get("href")) for each in page.iter("a") if each.text == "Les i referatet"]:
        address, _, name = place.partition("#")
        target = [each for each in read(ask(address).body).iter() if each.get("id") == name]
        assert "bilbatteri" in "".join(target[0].itertext())


def test_what_is_written_is_offered(ask: Ask) -> None:
    """A box to search in is given names and where they lead, in the language of the page."""
    reply = ask("/search.json?q=batterig&lang=en")

    assert reply.media == "application/json"
    assert json.loads(reply.body)[0] == {
        "name": "Battery recycling",
        "kind": "Theme",
        "place": "/theme/batterigjenvinning?lang=en",
    }
    assert json.loads(ask("/search.json").body) == []


def test_rows_can_be_taken_away(ask: Ask) -> None:
    """UX16: the sentences as CSV, with where they stand."""
    reply = ask("/search?q=bilbatterier&format=csv")

    header, *rows = reply.body.decode("utf-8").splitlines()
    assert header == "date,meeting,said_for,text,document,begins,ends,part"
    assert len(rows) == 2
    assert all("bilbatterier" in row for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_asked_for_stays_text(graph: api.Graph, asked: str, language: str) -> None:
    """UX3: what was written stands on the page as it is, and nothing of it becomes markup."""
    # As a server reads an address: half a character is none.
    asked = asked.encode("utf-8", "replace").decode("utf-8")

    reply = answer(graph, Asked("/search", (("q", asked), ("lang", language), ("municipality", asked))))

    page = read(reply.body)
    assert reply.status == 200
    (heading,) = page.iter("h1")
    assert keep_xml(asked.strip()) in "".join(heading.itertext())
    assert [each for each in page.iter("script") if not each.get("src", "").startswith("/static/")] == []
    assert list(page.iter("img")) == []
    assert [each for each in page.iter("a") if each.get("href", "").startswith("javascript")] == []


def test_hostile_sentences_are_marked_and_nothing_else(tmp_path: Path) -> None:
    """UX3: a sentence full of markup is found by its words, and stands there to the letter."""
    said = "Vi ber om at staten støtter <b onmouseover=alert(1)>batterigjenvinning</b> & {{7*7}}."
    (tmp_path / "2022-11-04-radet.txt").write_text(
        "Referat fra møte i Rådet\n\nDato: 4. november 2022\n\nTil stede:\nKari Nordmann, Horten\n\n"
        f"1. Eventuelt\n\nKari Nordmann: {said}\n",
        encoding="utf-8",
    )
    with api.build(tmp_path, store=tmp_path / "store") as built:
        page = read(answer(built, Asked("/search", (("q", "gjenvinning onmouseover"),))).body)

    assert list_sentences(page) == [said]
    assert list_marked(page) == {"onmouseover", "batterigjenvinning"}
