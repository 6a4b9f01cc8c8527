"""Networks as files: each format is read by a program that is not ours, whatever the names try to be."""

import csv
import importlib.util
import io
import json
import struct
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from lxml import etree

import roundtable
from handmade import make_document, make_graph, make_meeting
from naeringsgraf.analysis.network import Network
from naeringsgraf.analysis.networks.communities import find_communities
from naeringsgraf.analysis.networks.kinds import KINDS, draw_network
from naeringsgraf.analysis.networks.measures import measure_network
from naeringsgraf.analysis.networks.readings import Readings, read_once
from naeringsgraf.analysis.networks.series import draw_series
from naeringsgraf.errors import CallError
from naeringsgraf.views.network_files import write_network
from naeringsgraf.views.series_files import write_series
from networks import HOSTILE, make_large, make_network

HERE = Path(__file__).parent


@cache
def make_hostile() -> Network:
    """Every name and sentence tries to be something else than a name; two marks are called alike."""
    ties = {(actor, theme): [f"{actor} {theme}"] for actor in HOSTILE for theme in (*HOSTILE[:4], "linje\nto\tre")}
    return measure_network(find_communities(make_network(ties)))


@cache
def load_roundtable() -> Readings:
    """Give the four meetings of the round table, read once for all tests."""
    return read_once(roundtable.load_roundtable())


@cache
def draw(kind: str) -> Network:
    if kind == "replies":
        return draw_network(load_meeting(), kind, kinds=["municipality", "cluster"])
    return draw_network(load_meeting() if kind in STANDING_ON_PEOPLE else load_roundtable(), kind)


@cache
def load_meeting() -> Readings:
    """One meeting with a reply, whose people are known."""
    return read_once(make_graph((make_document(), make_meeting()), identities=True))


STANDING_ON_PEOPLE = ("replies", "co-attendance", "people-bodies", "cluster-theme")
DRAWN = list(KINDS)


def write(network: Network, form: str) -> str:
    text = write_network(network, form)
    assert isinstance(text, str)
    return text


def read(network: Network, form: str, folder: Path) -> Any:
    """Write a network and have networkx read it."""
    path = folder / f"network.{form}"
    path.write_text(write(network, form), encoding="utf-8", newline="\n")
    if form == "graphml":
        return nx.read_graphml(path)
    if form == "gexf":
        return nx.read_gexf(path, version="1.3")
    if form == "pajek":
        return nx.read_pajek(path)
    whole = json.loads(path.read_text(encoding="utf-8"))
    return nx.cytoscape_graph(whole) if form == "cytoscape" else nx.node_link_graph(whole, edges="edges")


@pytest.mark.parametrize("form", ["graphml", "gexf", "pajek", "cytoscape", "json"])
@pytest.mark.parametrize("kind", DRAWN)
def test_networkx_reads_marks_and_weights(kind: str, form: str, tmp_path: Path) -> None:
    """The same marks, lines and weights in every format."""
    network = draw(kind)
    graph = read(network, form, tmp_path)

    assert graph.number_of_nodes() == len(network.nodes)
    assert graph.number_of_edges() == len(network.edges)
    assert sorted(weight for *_, weight in graph.edges(data="weight")) == pytest.approx(
        sorted(edge.weight for edge in network.edges)
    )
    if form != "pajek":
        assert {id: graph.nodes[id]["label"] for id in graph} == {node.id: node.label for node in network.nodes}
        assert {frozenset(pair) for pair in graph.edges()} == {frozenset((e.source, e.target)) for e in network.edges}


@pytest.mark.parametrize("form", ["graphml", "gexf", "pajek", "cytoscape", "json"])
def test_hostile_names_stay_names(form: str, tmp_path: Path) -> None:
    """No mark or line is lost or made, and none is two."""
    network = make_hostile()
    graph = read(network, form, tmp_path)

    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(network.nodes), len(network.edges))


def test_names_of_pajek_are_one_line_each() -> None:
    """Without quotation marks inside, and unlike each other."""
    lines = write(make_hostile(), "pajek").split("\n")
    number = len(make_hostile().nodes)
    names = [line.split('"')[1] for line in lines[1 : number + 1]]

    assert lines[0] == f"*Vertices {number}"
    assert lines[number + 1] == "*Edges"
    assert all(line.count('"') == 2 for line in lines[1 : number + 1])
    assert len(set(names)) == number


def test_places_of_pajek_lie_in_the_unit_square() -> None:
    """As its picture needs them."""
    lines = write(draw("municipality-theme"), "pajek").split("\n")[1 : len(draw("municipality-theme").nodes) + 1]
    places = [tuple(map(float, line.rsplit('"', 1)[1].split()[:2])) for line in lines]

    assert all(0 < at < 1 for place in places for at in place)


def load_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(HERE / "gexf-1.3.xsd"))


@pytest.mark.parametrize("network", ["sample", "hostile", "empty"])
def test_gexf_keeps_the_rules_of_its_version(network: str) -> None:
    """Elements, attributes and types; every value has a declared name, every line has its marks."""
    made = {"sample": draw("municipality-theme"), "hostile": make_hostile(), "empty": make_network({})}
    tree = etree.fromstring(write(made[network], "gexf").encode("utf-8"))

    load_schema().assertValid(tree)
    space = {"g": "http://gexf.net/1.3"}
    for kind in ("node", "edge"):
        declared = set(tree.xpath(f"//g:attributes[@class='{kind}']/g:attribute/@id", namespaces=space))
        assert set(tree.xpath(f"//g:{kind}//g:attvalue/@for", namespaces=space)) <= declared
    ids = set(tree.xpath("//g:node/@id", namespaces=space))
    assert {*tree.xpath("//g:edge/@source", namespaces=space), *tree.xpath("//g:edge/@target", namespaces=space)} <= ids


def test_schema_refuses_what_is_not_gexf() -> None:
    """So that the test above can fail."""
    text = write(draw("municipality-theme"), "gexf")

    for right, wrong in (
        ('mode="dynamic"', 'mode="moving"'),
        ('start="20', 'start="x20'),
        ("<edge ", "<edge kind='x' "),
    ):
        assert not load_schema().validate(etree.fromstring(text.replace(right, wrong, 1).encode("utf-8")))


def test_gexf_tells_from_when_to_when(tmp_path: Path) -> None:
    """A line lasts from its first to its last meeting, a mark from the first to the last of its lines."""
    network = draw("municipality-theme")
    graph = read(network, "gexf", tmp_path)

    for edge in network.edges:
        told = graph.edges[edge.source, edge.target]
        assert (told["start"], told["end"]) == (str(edge.first), str(edge.last))
        for end in (edge.source, edge.target):
            assert graph.nodes[end]["start"] <= told["start"] <= told["end"] <= graph.nodes[end]["end"]


def test_series_as_gexf_has_weights_over_time(tmp_path: Path) -> None:
    """A line has a spell and a weight for each window it is in."""
    windows = draw_series(load_roundtable(), "municipality-theme", "2y", "1y")
    text = write_series(windows, "gexf")
    tree = etree.fromstring(text.encode("utf-8"))
    load_schema().assertValid(tree)

    space = {"g": "http://gexf.net/1.3"}
    found = {
        (edge.get("source"), edge.get("target"), value.get("start"), float(value.get("value")))
        for edge in tree.iterfind(".//g:edge", space)
        for value in edge.iterfind(".//g:attvalue[@for='weight']", space)
    }
    assert found == {
        (edge.source, edge.target, str(window.since), edge.weight)
        for window in windows
        for edge in window.network.edges
    }
    spells = [len(edge.findall(".//g:spell", space)) for edge in tree.iterfind(".//g:edge", space)]
    assert sum(spells) == len(found)


@pytest.mark.parametrize("form", ["csv", "json"])
def test_series_has_a_row_a_window_and_line(form: str) -> None:
    """With the days of the window."""
    windows = draw_series(load_roundtable(), "theme-theme", "2y")
    text = write_series(windows, form)
    rows = json.loads(text) if form == "json" else list(csv.DictReader(io.StringIO(text)))

    assert [(row["window_since"], row["source"], row["target"], float(row["weight"])) for row in rows] == [
        (str(window.since), edge.source, edge.target, edge.weight)
        for window in windows
        for edge in sorted(window.network.edges, key=lambda edge: (edge.source, edge.target))
    ]


def test_json_holds_each_sentence_once_and_whole() -> None:
    """Lines name their sentences and meetings by their place."""
    network = draw("municipality-municipality")
    whole = json.loads(write(network, "json"))
    quotes, meetings = whole["graph"]["quotes"], whole["graph"]["meetings"]

    assert [quote["text"] for quote in quotes] == [quote.text for quote in network.quotes]
    for edge, told in zip(network.edges, whole["edges"], strict=True):
        assert [quotes[at]["statement"] for at in told["quotes"]] == [quote.id for quote in edge.quotes]
        assert [meetings[at]["document"] for at in told["meetings"]] == [each.document for each in edge.meetings]


def test_lines_as_csv_are_no_formulas() -> None:
    """A name that begins as a formula does gets an apostrophe."""
    rows = list(csv.DictReader(io.StringIO(write(make_hostile(), "csv"))))
    cells = [cell for row in rows for cell in row.values()]

    assert len(rows) == len(make_hostile().edges)
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


@pytest.mark.parametrize("form", ["graphml", "gexf", "pajek", "cytoscape", "json", "csv", "svg"])
def test_same_network_gives_the_same_bytes(form: str) -> None:
    """Drawn twice, written twice."""
    again = draw_network(load_roundtable(), "theme-theme")

    assert write(again, form) == write(draw("theme-theme"), form)


@pytest.mark.parametrize("kind", DRAWN)
def test_picture_is_svg_with_every_mark(kind: str) -> None:
    """Each tells its name when pointed at; no name is written on another."""
    network = draw(kind)
    tree = etree.fromstring(write(network, "svg").encode("utf-8"))
    space = {"s": "http://www.w3.org/2000/svg"}
    marks = tree.findall(".//s:g[@transform]", space)
    told = [mark.find("s:title", space).text for mark in marks]

    assert len(marks) == len(network.nodes)
    assert sorted(each.rsplit(":", 1)[0] for each in told) == sorted(node.label for node in network.nodes)
    written = [mark for mark in marks if mark.find("s:text", space) is not None]
    assert len(written) > len(network.nodes) / 3
    if not network.two_mode:
        places = sorted(tuple(map(float, mark.get("transform")[10:-1].split(","))) for mark in written)
        assert all(one != other for one, other in pairwise(places))


def test_hostile_picture_is_xml_and_runs_nothing() -> None:
    """Names are text within it."""
    tree = etree.fromstring(write(make_hostile(), "svg").encode("utf-8"))

    assert {etree.QName(each).localname for each in tree.iter(etree.Element)} == {
        *("svg", "title", "desc", "rect", "text", "g", "path")
    }


def test_picture_of_too_many_marks_is_refused() -> None:
    """With how to make it fewer."""
    with pytest.raises(CallError, match=r"more than 2000 marks .* narrow it .*--around NAME, --top N"):
        write_network(make_large(1000, 1500), "svg")


needs_resvg = pytest.mark.skipif(
    not importlib.util.find_spec("resvg_py"), reason="resvg is not installed (extra picture)"
)


@needs_resvg
def test_png_is_twice_as_large_as_the_svg() -> None:
    """Its head says so, and its names are drawn."""
    network = draw("theme-theme")
    picture = write_network(network, "png")
    svg = etree.fromstring(write(network, "svg").encode("utf-8"))

    assert isinstance(picture, bytes)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (2 * int(svg.get("width")), 2 * int(svg.get("height")))


@pytest.mark.skipif(bool(importlib.util.find_spec("resvg_py")), reason="resvg is installed")
def test_png_without_resvg_says_what_to_install() -> None:
    """And what can be had without."""
    with pytest.raises(CallError, match=r"pip install 'naeringsgraf\[picture\]'; or write an \.svg"):
        write_network(draw("theme-theme"), "png")


def test_unknown_format_is_told() -> None:
    """With those there are."""
    with pytest.raises(CallError, match="choose one of html, graphml, gexf, pajek"):
        write_network(draw("theme-theme"), "xlsx")
