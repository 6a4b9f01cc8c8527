"""The document reader: every letter of the text, each mark at its place, and the reason of what is unsure."""

from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from lxml.html import document_fromstring

from naeringsgraf import api
from naeringsgraf.views.characters import keep_xml
from naeringsgraf.views.texts import LANGUAGES
from naeringsgraf.web.pages.answer import answer
from naeringsgraf.web.pages.asked import Asked
from naeringsgraf.web.pages.minutes.marking import KINDS
from naeringsgraf.web.pages.texts import load_web_texts
from reading_pages import Ask, read
from repeated import repeat_document

pytest_plugins = ("asking_pages",)

FOUNDING = "/minutes/2022-11-04-osloregionen-naeringssamarbeidet/text"
HOSTILE = """Referat fra møte i Næringsutvalget <img src=x onerror="document.title='owned'">

Dato: 4. november 2022

Til stede:
Kari Nordmann, Drammen
Ola </script><script>document.title='owned'</script> Vik, Horten

1. Grønt industriløft {{7*7}} & &lt;b&gt; ]]>

Kari Nordmann: Vi ber om at staten støtter batterigjenvinning <b onmouseover=alert(1)> og «høyre\u202evenstre».

Ola Vik: Det mangler næringsarealer. javascript:alert(1)\u2028ny linje \U0001f6a2 e\u0301n.
"""


def list_documents(graph: api.Graph) -> list[str]:
    """Give the paths of all documents."""
    return [f"/{document.iri.removeprefix(graph.base)}" for document in graph.documents()]


def find_text(page: Element) -> str:
    """Join all text that stands in the paragraphs of the reader."""
    (minutes,) = [each for each in page.iter("div") if "minutes" in each.get("class", "").split()]
    return "".join("".join(paragraph.itertext()) for paragraph in minutes.findall("p"))


def find_all(page: Element, tag: str, class_name: str) -> list[Element]:
    """Give the elements of a class."""
    return [each for each in page.iter(tag) if class_name in each.get("class", "").split()]


def read_document_text(graph: api.Graph, path: str) -> str:
    """Give the text that the graph holds of a document."""
    ((text,),) = graph.query("SELECT ?text WHERE { ?document ng:text ?text }", document=f"{graph.base}{path[1:]}")
    return str(text)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> api.Graph:
    """The graph of one document full of what is no text to a browser."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "2022-11-04-naeringsutvalget.txt").write_text(HOSTILE, encoding="utf-8")
    return api.build(folder, store=folder / "store")


@pytest.mark.parametrize("choice", ["", "?marks=none", "?marks=theme&marks=request", "?marks=person&lang=nn"])
def test_the_page_holds_the_text_to_the_letter(graph: api.Graph, ask: Ask, choice: str) -> None:
    """UX8: whatever is marked, the text of the page is the text that offsets count in."""
    for path in list_documents(graph):
        page = read(ask(f"{path}/text{choice}").body)

        assert find_text(page) == read_document_text(graph, path)


def test_hostile_text_stands_there_as_text(hostile: api.Graph) -> None:
    """UX3: markup, braces and marks of direction are letters like others; nothing is dropped and nothing runs."""
    (path,) = list_documents(hostile)

    for step in ("/text", ""):
        reply = answer(hostile, Asked(f"{path}{step}"))
        page = read(reply.body)
        assert reply.status == 200
        assert [each.get("src") for each in page.iter("script") if not each.get("src", "").startswith("/static/")] == []
        assert list(page.iter("img")) == []
        assert list(page.iter("b")) == []
        if step:
            assert find_text(page) == keep_xml(read_document_text(hostile, path))
            assert "</script><script>" in find_text(page)


def test_hidden_people_stay_hidden(sample: Path, graph: api.Graph) -> None:
    """UX9: where people are hidden, the text still stands there to the letter of that graph, and no name does."""
    with api.open(sample, pseudonymise=True) as hidden:
        for path in list_documents(hidden):
            bodies = [answer(hidden, Asked(address)).body for address in (f"{path}/text", path)]
            names = graph.query(
                "SELECT DISTINCT ?name WHERE { ?it a ng:Attendance ; ng:recordedIn ?document ; ng:name ?name }",
                document=f"{graph.base}{path[1:]}",
            )

            assert find_text(read(bodies[0])) == read_document_text(hidden, path)
            assert [name for (name,) in names for body in bodies if str(name) in body.decode()] == []


def test_long_minutes_are_shown_whole(graph: api.Graph) -> None:
    """Half a million letters with forty thousand marks stand there to the letter, each place once."""
    iri = f"{graph.base}{FOUNDING[1:].removesuffix('/text')}"
    long = repeat_document(graph, iri, 110)

    # Read by a quicker parser than browsers are held to, for there are megabytes of it.
    page = document_fromstring(answer(long, Asked(FOUNDING)).body.decode())

    text = read_document_text(long, FOUNDING.removesuffix("/text"))
    names = page.xpath("//@id")
    assert len(text) > 500_000
    assert "".join(page.xpath("//div[starts-with(@class, 'minutes')]/p//text()")) == text
    assert len(names) == len(set(names))
    assert len(page.find_class("quoted")) == 110 * 28


def test_every_place_is_there_once(graph: api.Graph, ask: Ask) -> None:
    """UX15: each part of the document can be linked to, and every link within the page leads somewhere."""
    for path in list_documents(graph):
        page = read(ask(f"{path}/text").body)

        names = Counter(each.get("id") for each in page.iter() if each.get("id"))
        assert [name for name, number in names.items() if number > 1] == []
        links = {each.get("href", "")[1:] for each in page.iter("a") if each.get("href", "").startswith("#")}
        assert links <= names.keys()
        parts = graph.query(
            "SELECT ?part WHERE { VALUES ?class { ng:Statement ng:Contribution ng:AgendaItem ng:Decision ng:Unread "
            "ng:Committee ng:Figure ng:Attendance } ?part a ?class ; ng:recordedIn ?document }",
            document=f"{graph.base}{path[1:]}",
        )
        assert {str(part).rpartition("#")[2] for (part,) in parts} <= names.keys()


def test_places_stay_when_nothing_is_marked(ask: Ask) -> None:
    """A link to a sentence leads there also for those who want no marks."""
    page = read(ask(f"{FOUNDING}?marks=none").body)

    names = {each.get("id") for each in page.iter()}
    assert {"statement-5", "decision-3", "turn-9", "item-8", "attendance-14"} <= names
    assert find_all(page, "a", "name") == []


def test_marks_are_what_was_chosen(ask: Ask) -> None:
    """UX12: the legend is the filter, in the address."""
    page = read(ask(f"{FOUNDING}?marks=none&marks=place").body)

    (text,) = find_all(page, "div", "minutes")
    assert {each.get("class") for each in find_all(text, "a", "name")} == {"name place"}
    checked = [each.get("value") for each in page.iter("input") if each.get("checked") is not None]
    assert checked == ["place"]


def test_a_kind_of_mark_that_does_not_exist_is_told(ask: Ask) -> None:
    """The page says which there are."""
    reply = ask(f"{FOUNDING}?marks=persons")

    assert reply.status == 400
    assert all(kind.encode() in reply.body for kind in KINDS)


@pytest.mark.parametrize(
    ("printed", "chain", "reason"),
    [
        ("Jørgen", ["Karl Jørgen Tofte", "Horten"], "Bare fornavnet står her"),
        ("Dag Aanonsen", ["Dag Aanensen", "Drammen"], "en bokstav som skiller"),
        ("Eli Bryhni", ["Eli Arnkværn Bryhni", "Hamarregionen"], "Noe av navnet er utelatt"),
    ],
)
def test_an_unsure_link_tells_its_reason(ask: Ask, printed: str, chain: list[str], reason: str) -> None:
    """UX8: as written, as understood, for whom that one came, and why in words."""
    page = read(ask(FOUNDING).body)

    (notes,) = find_all(page, "ol", "notes")
    (note,) = [each for each in notes.findall("li") if each.findtext("p/a") == printed]
    assert [each.text for each in note.findall("p/a")] == [printed, *chain]
    told = "".join(note.itertext())
    assert reason in told
    assert "0.9" in told
    (text,) = find_all(page, "div", "minutes")
    assert any(each.get("href") == f"#{note.get('id')}" for each in find_all(text, "a", "ref"))


def test_a_name_that_may_mean_several_lists_them(tmp_path: Path) -> None:
    """UX8: an ambiguous name leads to no page, but to a note with all that it may stand for."""
    (tmp_path / "2022-11-04-radet.txt").write_text(
        "Referat fra møte i Rådet\n\nDato: 4. november 2022\n\nTil stede:\nKari Nordmann, Våler kommune\n\n"
        "1. Eventuelt\n\nKari Nordmann: Våler trenger næringsarealer.\n",
        encoding="utf-8",
    )
    with api.build(tmp_path, store=tmp_path / "store") as graph:
        (path,) = list_documents(graph)
        page = read(answer(graph, Asked(f"{path}/text")).body)

    told = ["".join(each.itertext()) for each in find_all(page, "ol", "notes")[0].findall("li")]
    assert any("Våler (Innlandet)" in each and "Våler (Østfold)" in each and "Flere går under" in each for each in told)


def test_sentences_are_listed_with_who_and_for_whom(graph: api.Graph, ask: Ask) -> None:
    """UX8: beside the text stand all its sentences, each with a way there and back."""
    page = read(ask(FOUNDING).body)

    quoted = find_all(page, "a", "quoted")
    ((number,),) = graph.query(
        "SELECT (COUNT(?it) AS ?number) WHERE { ?it a ng:Statement ; ng:recordedIn ?document }",
        document=f"{graph.base}{FOUNDING[1:].removesuffix('/text')}",
    )
    assert len(quoted) == number
    assert {each.get("href", "").partition("#")[2] for each in quoted} == {
        each.get("href", "").removeprefix("#list-")
        for each in find_all(page, "a", "count")
        if each.get("href", "").startswith("#list-")
    }
    told = ["".join(each.itertext()) for each in find_all(page, "article", "said")]
    assert any("Karl Jørgen Tofte, på vegne av Horten" in each for each in told)
    assert any("Uten navn" in each for each in told)


def test_sentences_can_be_stepped_through_without_javascript(ask: Ask) -> None:
    """UX21: each page leads to the sentence before and the one after, and marks the one that is looked at."""
    seen, address = [], FOUNDING
    while address:
        page = read(ask(address.partition("#")[0]).body)
        seen.append(address.partition("#")[2])
        (steps,) = find_all(page, "nav", "steps")
        if seen[-1]:
            assert [each.get("id") for each in find_all(page, "span", "current")] == [seen[-1]]
        address = next((str(each.get("href")) for each in steps.iter("a") if each.get("rel") == "next"), "")

    assert len(seen) == len(set(seen)) == 29


def test_meetings_of_a_body_follow_each_other(ask: Ask) -> None:
    """UX8: from one meeting to the next, at the same kind of page."""
    page = read(ask(FOUNDING).body)

    ways = {each.get("rel"): each.get("href") for each in find_all(page, "nav", "neighbours")[0].iter("a")}
    assert ways == {
        "prev": "/minutes/2022-09-16-osloregionen-naeringssamarbeidet/text",
        "next": "/minutes/2023-03-10-osloregionen-naeringssamarbeidet/text",
    }


def test_every_rule_of_the_sample_is_told_in_words(graph: api.Graph) -> None:
    """UX8: a reader meets no name of a rule instead of a reason."""
    rules = {
        str(rule)
        for (rule,) in graph.query(
            "SELECT DISTINCT ?rule WHERE { VALUES ?class { ng:Mention ng:Contribution ng:Attendance } "
            "?it a ?class ; ng:rule ?rule }"
        )
    }

    assert rules
    for language in LANGUAGES:
        assert [rule for rule in rules if f"rule_{rule}" not in load_web_texts(language)] == []


def test_minutes_that_are_not_there_are_told(ask: Ask) -> None:
    """No page for what the graph does not hold."""
    for address in ("/minutes/2020-01-01-ingen", "/minutes/2020-01-01-ingen/text", f"{FOUNDING}/more", "/minutes/"):
        assert ask(address).status == 404
