"""The network page without a browser: the same network in picture, table, panel and files."""

import csv
import io
import json
from xml.etree.ElementTree import Element

import networkx as nx
import pytest

from naeringsgraf.analysis.networks.kinds import KINDS, OF_MEETINGS, draw_network
from naeringsgraf.api import Graph
from naeringsgraf.web.pages import network_known
from naeringsgraf.web.pages.asked import Asked
from naeringsgraf.web.pages.network_choice import read_kind, read_question
from naeringsgraf.web.pages.network_facets import make_facets
from naeringsgraf.web.pages.network_known import Drawn, read_network
from naeringsgraf.web.pages.view import View
from reading_pages import Ask, read

pytest_plugins = ("asking_pages",)


def find(page: Element, id: str) -> Element:
    """Give the element with an id."""
    return next(each for each in page.iter() if each.get("id") == id)


def tell(element: Element) -> str:
    """Give all text of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def list_marks(page: Element) -> list[Element]:
    """Give the marks that are drawn."""
    return [each for each in page.iter() if each.get("data-mark")]


def list_lines(page: Element) -> list[Element]:
    """Give the lines that are drawn."""
    return [each for each in page.iter() if each.get("data-line")]


def draw(graph: Graph, address: str) -> Drawn:
    """Give the network that a query string asks for."""
    pairs = tuple((name, value) for name, _, value in (pair.partition("=") for pair in address.split("&") if pair))
    view = View(graph, Asked("/network", pairs))
    return read_network(graph, read_question(view, make_facets(view, read_kind(view))))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_picture_and_table_show_the_same_lines(ask: Ask, graph: Graph, kind: str) -> None:
    """Every mark and every line of the question's network stands in both."""
    page = read(ask(f"/network?kind={kind}&all=rows").body)
    network = draw_network(graph, kind)
    picture = find(page, "picture")

    assert len(list_marks(picture)) == len(network.nodes)
    assert len(list_lines(picture)) == len(network.edges)
    assert len(find(page, "table").findall(".//tbody/tr")) == len(network.edges)


def test_places_are_the_same_at_each_visit(graph: Graph) -> None:
    """The network is worked out once for a graph, and alike for another one of the same minutes."""
    first, again = draw(graph, "kind=replies"), draw(graph, "kind=replies")
    graph.kept.pop("networks")
    anew = draw(graph, "kind=replies")

    assert first is again
    assert first is not anew
    assert [(node.id, node.x, node.y) for node in first.network.nodes] == [
        (node.id, node.x, node.y) for node in anew.network.nodes
    ]


def test_few_networks_are_kept(graph: Graph) -> None:
    """Whoever looks at many does not fill the memory."""
    for depth in (1, 2):
        for name in ("Drammen", "Moss", "Horten"):
            draw(graph, f"around={name}&depth={depth}")

    assert len(graph.kept["networks"]) == 4


def test_a_chosen_line_shows_its_sentences(ask: Ask, graph: Graph) -> None:
    """As many as its number says; its row and its ends are marked, in picture and table, without JavaScript."""
    network = draw_network(graph)
    edge = max(network.edges, key=lambda edge: edge.weight)
    page = read(ask(f"/network?select={edge.source}+{edge.target}").body)

    assert [tell(each) for each in find(page, "panel").iter("blockquote")] == [
        " ".join(quote.text.split()) for quote in edge.quotes
    ]
    assert len([each for each in find(page, "picture").iter() if "near" in (each.get("class") or "").split()]) == 3
    chosen = [row for row in find(page, "table").iter("tr") if row.get("class") == "near"]
    assert [[tell(cell) for cell in row][2] for row in chosen] == [str(len(edge.quotes))]


def test_a_chosen_mark_leads_to_its_page_and_lines(ask: Ask) -> None:
    """Its rows come first in the table, and its lines stand in the panel."""
    page = read(ask("/network?kind=co-attendance&select=person/dag-aanensen&lang=en").body)
    panel = find(page, "panel")
    links = [each.get("href") for each in panel.iter("a")]
    table = find(page, "table").findall(".//tbody/tr")

    assert "/person/dag-aanensen?lang=en" in links
    assert len(panel.findall(".//ul[@class='facet']/li")) == 20
    assert [row.get("class") == "near" for row in table[:21]] == [True] * 20 + [False]


def test_an_ego_network_tells_what_it_hides(ask: Ask) -> None:
    """At one step neighbours of neighbours are not drawn, and each mark says how many."""
    page = read(ask("/network?around=Drammen&lang=en").body)
    told = [each.get("aria-label") or "" for each in list_marks(page)]
    wider = read(ask("/network?around=Drammen&depth=2&lang=en").body)

    assert any("not shown" in each for each in told)
    assert not any("not shown" in each for each in told if each.startswith("Drammen"))
    assert len(list_marks(wider)) > len(list_marks(page))


def test_large_networks_go_on_a_canvas_and_larger_are_gathered(
    ask: Ask, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sizes are those of the page; here smaller ones stand for them, so that the sample reaches each."""
    graph.kept.pop("networks", None)
    monkeypatch.setattr(network_known, "SMALL", 50)
    canvas = read(ask("/network").body)
    data = json.loads("".join(find(canvas, "network-data").itertext()))
    graph.kept.pop("networks", None)
    monkeypatch.setattr(network_known, "MOST", 100)
    gathered = read(ask("/network?lang=en").body)
    panel = find(read(ask("/network?lang=en&select=community/1").body), "panel")
    graph.kept.pop("networks", None)

    assert [node["id"] for node in data["nodes"]] == [node.id for node in draw_network(graph).nodes]
    assert "131 marks and 198 lines are too many" in tell(gathered)
    assert 2 <= len(list_marks(gathered)) < 30
    assert [each.get("href") or "" for each in panel.iter("a") if "around=municipality" in (each.get("href") or "")]


def test_what_cannot_be_drawn_keeps_the_form(ask: Ask) -> None:
    """A name that is not there is told, beside what was written."""
    reply = ask("/network?around=Atlantis")
    page = read(reply.body)

    assert reply.status == 400
    assert find(page, "around").get("value") == "Atlantis"
    assert "Atlantis" in tell(page)
    assert ask("/network?kind=none").status == 400
    assert ask("/network?least=many").status == 400


def test_files_hold_the_same_network(ask: Ask, graph: Graph) -> None:
    """CSV, JSON, GraphML, GEXF, SVG and the page as one file."""
    network = draw_network(graph)
    lines = list(csv.DictReader(io.StringIO(ask("/network?format=csv").body.decode())))

    assert len(lines) == len(network.edges)
    assert len(json.loads(ask("/network?format=json").body)["edges"]) == len(network.edges)
    assert nx.parse_graphml(ask("/network?format=graphml").body.decode()).number_of_edges() == len(network.edges)
    assert ask("/network?format=gexf").body.count(b"<edge ") == len(network.edges)
    assert ask("/network?format=svg").media == "image/svg+xml"
    assert ask("/network?format=file").body.startswith(b"<!doctype html>")
    assert ask("/network?format=cake").status == 400


def test_the_query_behind_it_gives_the_same_numbers(ask: Ask, graph: Graph) -> None:
    """Asked anew, it has a row for each line, with its weight; what narrows the page further is told above it."""
    query = ask("/network?since=2022&format=rq").body.decode()
    found = {(row["source"], row["target"]): row["weight"] for row in graph.query(query).to_dicts()}

    assert found == {(edge.source, edge.target): edge.weight for edge in draw_network(graph, since="2022").edges}
    assert ask("/network?around=Drammen&format=rq").body.startswith(b"# Narrower on the page: around=Drammen\n")


def test_a_comment_above_the_query_ends_where_its_line_does(ask: Ask) -> None:
    """A name with a line break in it cannot write into the query."""
    lines = ask("/network?kinds=all&around=%0Atheme/hydrogen%0A%23&format=rq").body.decode().splitlines()

    assert lines[0].startswith(("# Narrower", "<!doctype"))


def test_weights_can_be_limited_and_marks_counted(ask: Ask) -> None:
    """The lightest lines and the weakest marks go, and the choice can be taken away again."""
    page = read(ask("/network?least=3&lang=en").body)
    few = read(ask("/network?top=5&lang=en").body)
    numbers = [int(tell(row.findall("td")[1])) for row in find(page, "table").findall(".//tbody/tr")]

    assert numbers and min(numbers) == 3
    assert len(list_marks(few)) <= 5
    assert [each.get("href") for each in few.iter("a") if each.get("class") == "chip"] == ["/network?lang=en"]


CHOICES = (
    "theme=jernbane",
    "municipality=municipality/3301-2024&basis=recorded",
    "body=Osloregionens+faggruppe+Næringssamarbeidet&until=2022",
    "organisation=municipality/3301-2024",
)


@pytest.mark.parametrize("choice", CHOICES)
def test_a_choice_of_another_page_narrows_it(ask: Ask, graph: Graph, choice: str) -> None:
    """The query behind it has the same numbers, and no others."""
    lines = list(csv.DictReader(io.StringIO(ask(f"/network?{choice}&format=csv").body.decode())))
    found = graph.query(ask(f"/network?{choice}&format=rq").body.decode()).to_dicts()

    assert lines
    assert [(row["source"], row["target"], str(row["weight"])) for row in found] == [
        (line["source"], line["target"], line["weight"]) for line in lines
    ]


@pytest.mark.parametrize(
    "choice",
    ["", "basis=recorded&since=2016", "theme=energi", "places=today&body=Osloregionens+faggruppe+Næringssamarbeidet"],
)
def test_a_line_leads_to_as_many_sentences_as_it_says(ask: Ask, choice: str) -> None:
    """On the page of the sentences, with the same choices."""
    lines = json.loads(ask(f"/network?{choice}&format=json").body)["edges"]

    for line in sorted(lines, key=lambda line: -line["weight"])[:6]:
        select = f"{line['source']}+{line['target']}"
        panel = find(read(ask(f"/network?{choice}&select={select}").body), "panel")
        (place,) = [link.get("href") or "" for link in panel.iter("a") if "/evidence" in (link.get("href") or "")]
        assert len(read(ask(place).body).findall(".//blockquote")) == line["weight"]


@pytest.mark.parametrize("kind", sorted(OF_MEETINGS))
def test_who_met_is_narrowed_by_municipality_and_body(ask: Ask, kind: str) -> None:
    """The numbers beside them are of meetings; a body leaves as many as it says."""
    page = read(ask(f"/network?kind={kind}").body)
    ways = {(way.findtext("summary") or "").strip(): way for way in page.findall(".//details[@class='way']")}
    offers = ways["Møteorgan"].findall(".//ul/li")

    assert list(ways) == ["Kommune", "Møteorgan", "Periode"]
    assert offers
    for offer in offers[:3]:
        link = offer.find("a")
        assert link is not None
        (told,) = read(ask(link.get("href")).body).findall(".//p[@class='summary']")
        number = offer.findtext("span[@class='number']")
        assert f" · {number} referat" in tell(told)
