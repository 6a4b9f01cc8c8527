"""The page of a meeting, the list of meetings, and what can be taken away from them."""

import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from naeringsgraf import api
from naeringsgraf.linking.extract import extract_file
from naeringsgraf.mapping.record import make_record
from naeringsgraf.views.texts import LANGUAGES
from naeringsgraf.web.pages.answer import answer
from naeringsgraf.web.pages.asked import Asked
from reading_pages import Ask, read

pytest_plugins = ("asking_pages",)

CORPUS = Path(__file__).parents[2] / "data" / "referat"
MEETING = "/minutes/2022-11-04-osloregionen-naeringssamarbeidet"
SAID_ONLY_BY_FILE = {"source", "persons", "organisations", "municipalities", "themes"}
"""Keys of a record that need the file, or are summaries of the rest."""
NAMED_BY_REGISTER = {"affiliation", "on_behalf_of", "party", "addressee", "body"}
"""Keys with an actor, whom the graph names as the register does and a record as the minutes do."""


def find_section(page: Element, name: str) -> Element:
    """Give the part of the page under a heading."""
    (section,) = [each for each in page.iter("section") if each.get("aria-labelledby") == name]
    return section


def read_rows(section: Element) -> list[list[str]]:
    """Give the cells of the table in a section, blanks made one."""
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in section.iter("tr")]


def list_documents(graph: api.Graph) -> list[tuple[str, str]]:
    """Give path and source of all documents."""
    return [(f"/{each.iri.removeprefix(graph.base)}", each.source) for each in graph.documents()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_meeting_has_a_page(graph: api.Graph, ask: Ask, language: str) -> None:
    """It is well-formed, each place on it is there once, and its title is its own."""
    titles = set()
    for path, _ in list_documents(graph):
        page = read(ask(f"{path}?lang={language}").body)
        names = [each.get("id") for each in page.iter() if each.get("id")]
        assert len(names) == len(set(names))
        titles.add(page.findtext(".//title"))

    assert len(titles) == len(list_documents(graph))


def test_the_attendance_is_that_of_the_list(ask: Ask) -> None:
    """Who met, for whom, in which role, and how the name is printed where that differs."""
    rows = read_rows(find_section(read(ask(MEETING).body), "people-title"))

    assert len(rows) == 1 + 21
    assert ["Dag Aanensen", "til stede", "Drammen", "", "", "Vis i teksten"] in rows
    assert ["Keith Mellingen", "til stede", "VRINN", "klyngeleder", "", "Vis i teksten"] in rows
    assert any(row[0] == "Kari Elisabeth Halvorsrud" and "«Halvorsrud Kari Elisabeth»" in row[5] for row in rows)


def test_absent_and_substitutes_are_told(graph: api.Graph, ask: Ask) -> None:
    """Everybody in the graph stands on the page, with status, party and whom they stood in for."""
    for path, _ in list_documents(graph):
        rows = graph.query(
            "SELECT ?name (STRAFTER(STR(?status), '#') AS ?state) ?for ?party WHERE { ?it a ng:Attendance ; "
            "ng:recordedIn ?document ; ng:name ?name ; ng:status ?status . "
            "OPTIONAL { ?it ng:substituteFor/ng:name ?for } OPTIONAL { ?it ng:party/rdfs:label ?party } }",
            document=f"{graph.base}{path[1:]}",
        )
        shown = read_rows(find_section(read(ask(f"{path}?lang=en").body), "people-title"))[1:]
        assert sorted((row[0], row[1]) for row in shown) == sorted((str(name), str(state)) for name, state, *_ in rows)
        for name, _, stood_for, party in rows:
            mine = [row for row in shown if row[0] == name]
            assert any(str(stood_for or "") in row[5] and str(party or "") in row[4] for row in mine)


def test_the_agenda_tells_what_was_said_and_decided(ask: Ask) -> None:
    """Each item with its decisions, turns and themes, each with a way to its place in the text."""
    page = read(ask(MEETING).body)

    items = {each.get("id"): each for each in page.iter("article") if "item" in each.get("class", "").split()}
    assert len(items) == 11
    decision = "".join(items["item-7"].itertext())
    assert "Det ble opprettet en programkomite for webinaret" in decision
    round_of_talks = "".join(items["item-8"].itertext())
    assert "Karl Jørgen Tofte, på vegne av Horten" in round_of_talks
    assert "Svarer Dag Aanensen, Ingar Vaskinn" in round_of_talks
    ways = {each.get("href") for each in items["item-8"].iter("a")}
    assert {"/theme/batterigjenvinning", "/municipality/3801-2020", f"{MEETING}/text#turn-9"} <= ways


def test_earlier_minutes_are_linked_where_they_are(ask: Ask, tmp_path: Path) -> None:
    """What is cited and here can be opened; what is not here is told."""
    text = (CORPUS / "2022-11-04-osloregionen-naeringssamarbeidet.md").read_text(encoding="utf-8")
    (tmp_path / "2022-11-04-gruppen.md").write_text(text, encoding="utf-8")
    earlier = text.replace("04.11.2022", "24.08.2022").replace("møtet 24.08.2022", "møtet 01.06.2022")
    (tmp_path / "2022-08-24-gruppen.md").write_text(earlier, encoding="utf-8")

    with api.build(tmp_path, store=tmp_path / "store") as graph:
        later_page, earlier_page = (
            read(answer(graph, Asked(f"/minutes/{day}-gruppen")).body) for day in ("2022-11-04", "2022-08-24")
        )

    ways = {each.text: each.get("href") for each in find_section(later_page, "references-title").iter("a")}
    assert ways["åpne møtet"] == "/minutes/2022-08-24-gruppen"
    assert "referatet er ikke med her" in "".join(find_section(earlier_page, "references-title").itertext())


def test_the_record_is_that_of_the_file(graph: api.Graph, ask: Ask) -> None:
    """UX16: what the page gives as JSON is what reading the file gives, as far as a graph can know it."""
    for path, source in list_documents(graph):
        given = json.loads(ask(f"{path}?format=json").body)
        ((document, meeting),) = extract_file(CORPUS / source, CORPUS)
        expected = make_record(document, meeting)
        for key in given.keys() - SAID_ONLY_BY_FILE:
            if key not in NAMED_BY_REGISTER:
                assert given[key] == _keep_known(expected[key], given[key]), (path, key)


def _keep_known(expected: Any, given: Any) -> Any:
    """Leave out the keys that only the file tells; a graph keeps no order among several values of one kind."""
    if isinstance(expected, list) and given and isinstance(given[0], dict):
        ordered = expected if "order" in given[0] else sorted(expected, key=lambda each: (each["begins"], each["ends"]))
        return [_keep_known(one, other) for one, other in zip(ordered, given, strict=True)]
    if isinstance(expected, dict):
        return {
            key: other if key in NAMED_BY_REGISTER or _is_alike(expected[key], other) else expected[key]
            for key, other in given.items()
        }
    return expected


def _is_alike(expected: Any, given: Any) -> bool:
    return isinstance(given, list) and sorted(given) == sorted(expected)


def test_the_attendance_as_csv(ask: Ask) -> None:
    """UX16: one line a person, and a formula is none."""
    reply = ask(f"{MEETING}?format=csv")

    header, *rows = reply.body.decode().splitlines()
    assert reply.media.startswith("text/csv")
    assert header == "name,printed,status,represents,role,party,substitute_for,listed,person"
    assert len(rows) == 21
    assert ask(f"{MEETING}?format=excel").body.startswith(b"\xef\xbb\xbfname;")
    assert ask(f"{MEETING}?format=pdf").status == 400


def test_every_download_is_there(ask: Ask) -> None:
    """UX16: each way that the page offers gives a file, the graph of the minutes among them."""
    (offered,) = [each for each in read(ask(MEETING).body).iter("details") if each.get("class") == "take"]

    given = {str(link.text): ask(str(link.get("href"))) for link in offered.iter("a")}

    assert {reply.status for reply in given.values()} == {200}
    assert given["Turtle"].media.startswith("text/turtle")
    assert given["JSON-LD"].media == "application/ld+json"


def test_the_list_narrows_by_body_and_period(ask: Ask) -> None:
    """UX12: the newest first, and only those that are asked for."""
    every = read_rows(find_section(read(ask("/minutes").body), "list-title"))[1:]
    narrowed = read_rows(
        find_section(
            read(
                ask(
                    "/minutes?body=body/osloregionens-faggruppe-naeringssamarbeidet&since=2022-01-01&until=2022-12"
                ).body
            ),
            "list-title",
        )
    )[1:]

    assert [row[0] for row in every] == sorted(
        (row[0] for row in every), key=lambda day: day[6:] + day[3:5], reverse=True
    )
    assert [row[0] for row in narrowed] == ["04.11.2022", "16.09.2022"]
    assert json.loads(ask("/minutes?format=json").body)[0]["date"] == "2023-06-01"
    assert "Ingen møter passer" in ask("/minutes?since=2030").body.decode()
