"""The map: joined by municipality and its dates, no unit lost, and what cannot be placed is listed."""

import csv
import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from maps import write_geojson, write_topojson
from naeringsgraf import api
from naeringsgraf.analysis.evidence import read_evidence
from naeringsgraf.analysis.placing import place_counts
from naeringsgraf.errors import CallError
from naeringsgraf.views.map_file import read_map
from naeringsgraf.web.pages.asked import Offers
from reading_pages import Ask, read

pytest_plugins = ("asking_pages",)

SVG = "{http://www.w3.org/2000/svg}"
REGISTER = Path(__file__).parents[2] / "data" / "registers" / "municipalities.csv"


def list_numbers(day: str) -> list[str]:
    """Give the numbers in use on a day, from the register as it lies there."""
    with REGISTER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return sorted(
        row["number"] for row in rows if row["valid_from"] <= day and (not row["valid_to"] or day < row["valid_to"])
    )


@pytest.mark.parametrize("write", [write_geojson, write_topojson])
def test_both_formats_say_the_same(tmp_path: Path, write: object) -> None:
    """A topology of arcs and a collection of outlines have the same units and corners."""
    numbers = ["0301", "1103", "5501"]
    units = read_map(write(tmp_path / "map.json", numbers))  # type: ignore[operator]

    assert [unit.number for unit in units] == numbers
    assert [len(unit.rings[0]) for unit in units] == [5, 5, 5]
    assert units[1].rings[0][0] == pytest.approx((5.4, 58.0))


def test_numbers_that_lost_their_zero_are_read(tmp_path: Path) -> None:
    """Oslo is 301 where a program took its number for a quantity; a mere count of features is no number."""
    path = write_geojson(tmp_path / "map.json", ["301"])
    content = json.loads(path.read_text())
    content["features"][0]["properties"]["kommunenummer"] = 301
    path.write_text(json.dumps(content))
    counted = tmp_path / "counted.json"
    content["features"][0] = {**content["features"][0], "properties": {}, "id": 301}
    counted.write_text(json.dumps(content))

    assert read_map(path)[0].number == "0301"
    with pytest.raises(CallError, match="no municipality"):
        read_map(counted)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"type": "FeatureCollection"}', "\x00", '{"type": "Topology"}'])
def test_what_is_no_map_is_told(tmp_path: Path, content: str) -> None:
    """One line, with the file."""
    path = tmp_path / "no-map.json"
    path.write_text(content)

    with pytest.raises(CallError, match="no-map"):
        read_map(path)


@pytest.mark.parametrize("day", ["2018-01-01", "2020-01-01", "2024-01-01"])
def test_a_map_is_of_the_day_its_numbers_were_in_use(graph: api.Graph, day: str) -> None:
    """Numbers are given anew, so it is the whole of them that tells the day; every sentence is placed or listed."""
    evidence = read_evidence(graph)
    numbers = list_numbers(day)
    counts = Counter(quote.actor for quote in evidence.quotes if quote.actor)
    placed = place_counts(graph, evidence, counts, numbers)

    assert list_numbers(placed.day.isoformat()) == numbers
    assert sum(spot.count for spot in placed.spots) == counts.total()
    assert sorted(actor for spot in placed.spots for actor in spot.actors) == sorted(counts)
    assert placed.on_map
    for spot in placed.on_map:
        assert placed.names[str(spot.number)] == spot.name
        for actor in spot.actors:
            follows = {step.after for step in evidence.follow_places().follow(actor)}
            before = {step.after for step in evidence.follow_places().follow(spot.id)}
            assert actor == spot.id or spot.id in follows or actor in before


def test_the_page_counts_what_it_shows(ask: Ask, graph: api.Graph, tmp_path: Path) -> None:
    """Every unit of the map is drawn; the list beside it, the CSV and the picture have the same numbers."""
    numbers = list_numbers("2024-01-01")
    offers = Offers(map=str(write_geojson(tmp_path / "map.json", numbers)), attribution="© Noen")
    page = read(ask("/map", offers=offers).body)
    rows = json.loads(ask("/map?format=json", offers=offers).body)
    placed = [row for row in rows if row["number"]]
    alone = read(ask("/map?format=file", offers=offers).body)
    picture = ElementTree.fromstring(ask("/map?format=svg", offers=offers).body)

    assert len(page.findall(f".//{SVG}path")) == len(numbers)
    assert [path.get("d", "").count("L") for path in page.findall(f".//{SVG}path")].count(0) == 0
    assert read_numbers(page, "rows-title") == [(row["name"], row["statements"]) for row in placed]
    assert read_numbers(page, "off-title") == [(row["name"], row["statements"]) for row in rows if row not in placed]
    assert len(placed) > 5
    assert len(picture.findall(f".//{SVG}path")) == len(numbers)
    assert "© Noen" in "".join(picture.itertext())
    assert "© Noen" in "".join(page.itertext())
    told = [tuple("".join(cell.itertext()) for cell in row) for row in alone.findall(".//tbody/tr")]
    assert told == [(row["number"] or "", row["name"], str(row["statements"])) for row in rows]
    assert [str(each.get("src"))[:26] for each in alone.iter("img")] == ["data:image/svg+xml;base64,"]
    assert [each.tag for each in alone.iter() if each.get("href") or each.tag == "script"] == []


def read_numbers(page: Element, title: str) -> list[tuple[str, int]]:
    """Give the names and numbers of one list."""
    lines = page.findall(f".//section[@aria-labelledby='{title}']//li")
    return [(line.findtext(".//a") or "", int(line.findtext("span[@class='number']") or 0)) for line in lines]


@pytest.mark.parametrize(
    "choice",
    [
        "",
        "theme=jernbane&theme=hydrogen",
        "municipality=Drammen&municipality=Moss",
        "body=Osloregionens+faggruppe+Næringssamarbeidet&basis=recorded",
        "organisation=municipality/3301-2024",
        "since=2016&until=2022-11",
    ],
)
@pytest.mark.parametrize("day", ["2019-01-01", "2024-01-01"])
def test_its_query_has_the_same_numbers(ask: Ask, graph: api.Graph, tmp_path: Path, day: str, choice: str) -> None:
    """What is shown as SPARQL gives every number of the page, and no other; also where the map lacks a municipality."""
    offers = Offers(map=str(write_geojson(tmp_path / "map.json", list_numbers(day)[::2])))
    shown = json.loads(ask(f"/map?format=json&{choice}", offers=offers).body)
    found = graph.query(ask(f"/map?format=rq&{choice}", offers=offers).body.decode()).to_dicts()

    assert shown
    assert sorted(found, key=lambda row: str(row["id"])) == sorted(shown, key=lambda row: str(row["id"]))


@pytest.mark.parametrize("choice", ["lang=nb", "theme=jernbane&since=2016"])
def test_a_number_is_that_of_the_sentences_behind_it(ask: Ask, tmp_path: Path, choice: str) -> None:
    """Of whatever names and numbers the municipality had, and of nobody else."""
    offers = Offers(map=str(write_geojson(tmp_path / "map.json", list_numbers("2019-01-01"))))
    rows = json.loads(ask(f"/map?format=json&{choice}", offers=offers).body)

    for row in [row for row in rows if row["statements"] <= 30]:
        page = read(ask(f"/map?{choice}&place={row['id']}", offers=offers).body)
        assert page.findtext(".//h2[@id='panel-title']") == row["name"]
        assert len(page.findall(".//blockquote")) == row["statements"]


def test_without_a_map_there_is_none(ask: Ask) -> None:
    """The page says how one is given."""
    reply = ask("/map")

    assert reply.status == 404
    assert b"--map" in reply.body
