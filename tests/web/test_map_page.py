"""The map: joined by municipality and its dates, no unit lost, and what cannot be placed is listed."""

import csv
import datetime as dt
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from maps import write_geojson, write_topojson
from naeringsgraf import api
from naeringsgraf.analysis.evidence import read_evidence
from naeringsgraf.analysis.placing import place_quotes
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
    placed = place_quotes(graph, evidence, evidence.quotes, numbers)

    assert list_numbers(placed.day.isoformat()) == numbers
    said = sum(quote.actor is not None for quote in evidence.quotes)
    assert sum(map(len, placed.on_map.values())) + sum(count for _, count in placed.off_map) == said
    assert placed.on_map
    for number, quotes in placed.on_map.items():
        for quote in quotes:
            facts = evidence.actors[str(quote.actor)]
            follows = [step.after for step in evidence.follow_places().follow(facts.id)]
            names = {facts.label, *(evidence.actors[each].label for each in follows)}
            assert placed.names[number] in names or dt.date.fromisoformat(day) < (quote.date or dt.date.max)


def test_the_page_counts_what_it_shows(ask: Ask, graph: api.Graph, tmp_path: Path) -> None:
    """Every unit of the map is drawn; the list beside it, the CSV and the picture have the same numbers."""
    numbers = list_numbers("2024-01-01")
    offers = Offers(map=str(write_geojson(tmp_path / "map.json", numbers)), attribution="© Noen")
    page = read(ask("/map", offers=offers).body)
    rows = json.loads(ask("/map?format=json", offers=offers).body)
    alone = read(ask("/map?format=file", offers=offers).body)
    picture = ElementTree.fromstring(ask("/map?format=svg", offers=offers).body)

    assert len(page.findall(f".//{SVG}path")) == len(numbers)
    assert [path.get("d", "").count("L") for path in page.findall(f".//{SVG}path")].count(0) == 0
    shown = page.findall(".//section[@aria-labelledby='rows-title']//li")
    assert [each.findtext(".//span[@class='number']") for each in shown] == [str(row["statements"]) for row in rows]
    assert len(rows) > 5
    assert len(picture.findall(f".//{SVG}path")) == len(numbers)
    assert "© Noen" in "".join(picture.itertext())
    assert "© Noen" in "".join(page.itertext())
    told = {each.findtext("th"): each.findtext("td") for each in alone.findall(".//tbody/tr")}
    assert told == {row["municipality"]: str(row["statements"]) for row in rows}
    assert [str(each.get("src"))[:26] for each in alone.iter("img")] == ["data:image/svg+xml;base64,"]
    assert [each.tag for each in alone.iter() if each.get("href") or each.tag == "script"] == []


def test_without_a_map_there_is_none(ask: Ask) -> None:
    """The page says how one is given."""
    reply = ask("/map")

    assert reply.status == 404
    assert b"--map" in reply.body
