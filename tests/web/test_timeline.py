"""What was raised when: bars, the same as a table, and a sentence where a chart would say nothing."""

import csv
import io
import json
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naeringsgraf import api
from naeringsgraf.analysis.trace import trace
from naeringsgraf.views.bars import Series, Span, lay_out_bars, write_bars_svg
from naeringsgraf.web.pages.answer import answer
from naeringsgraf.web.pages.asked import Asked
from networks import HOSTILE
from reading_pages import Ask, read

pytest_plugins = ("asking_pages",)

SVG = "{http://www.w3.org/2000/svg}"


def read_cells(page: Element) -> list[tuple[int, str]]:
    """Give number and address of everything in the table."""
    return [(int(link.text or 0), link.get("href") or "") for link in page.findall(".//table//td/a")]


def find_rects(page: Element, kind: str) -> list[Element]:
    """Give the rectangles of the charts: each bar's whole ground ("bar"), or the pieces of bars ("piece")."""
    rects = page.findall(f".//{SVG}svg[@role='img']/{SVG}rect")
    return [rect for rect in rects if kind in (rect.get("class") or "").split()]


def count_quotes(ask: Ask, address: str) -> int:
    told = read(ask(address).body).findtext(".//section[@id='panel']/p") or ""
    return int(told.split()[0])


@pytest.mark.parametrize(
    "choice",
    [
        "",
        "unit=quarter",
        "unit=year&by=municipality",
        "theme=jernbane&theme=naeringsareal&unit=year",
        "municipality=Drammen&since=2022",
        "actors=all&by=municipality&unit=meeting",
    ],
)
def test_every_number_is_the_number_of_quotes_behind_it(ask: Ask, choice: str) -> None:
    """Of every theme or municipality, at every time, and in all."""
    cells = read_cells(read(ask(f"/timeline?{choice}").body))

    assert cells
    assert [each for each in cells if count_quotes(ask, each[1]) != each[0]] == []


def test_heights_are_the_numbers_of_the_table(ask: Ask) -> None:
    """Each piece of a bar is as high as its number says, and is called by it."""
    page = read(ask("/timeline?unit=meeting").body)
    pieces = find_rects(page, "piece")
    told = [int((piece.findtext(f"{SVG}title") or "").rsplit(": ")[1]) for piece in pieces]
    heights = [float(piece.get("height") or 0) for piece in pieces]
    numbers = sorted(number for row in page.findall(".//tbody/tr") for number in row_numbers(row))

    assert sorted(told) == numbers
    each = heights[0] / told[0]
    assert all(abs(height - each * number) < 0.11 for height, number in zip(heights, told, strict=True))


def row_numbers(row: Element) -> list[int]:
    return [int(text) for cell in row.findall("td")[:-1] if (text := cell.findtext("a"))]


def test_times_without_a_sentence_are_there_too(ask: Ask) -> None:
    """Years from the first to the last, so that a pause is seen."""
    heads = read(ask("/timeline?unit=year").body).findall(".//thead//th")

    assert [head.findtext("a") for head in heads[1:-1]] == [str(year) for year in range(2009, 2024)]


def test_a_time_narrows_the_page_to_itself(ask: Ask) -> None:
    """As drawing over its bar does: the first and last day of the quarter, and the rest stays."""
    page = read(ask("/timeline?unit=quarter&theme=jernbane").body)
    places = {head.findtext("a"): head.find("a").get("href") for head in page.findall(".//thead//th")[1:-1]}  # type: ignore[union-attr]
    bar = find_rects(page, "bar")[0]
    first = next(iter(places.values()))

    assert parse_qs(urlsplit(first or "").query) == {
        "unit": ["quarter"],
        "theme": ["jernbane"],
        "since": [bar.get("data-since")],
        "until": [bar.get("data-until")],
    }
    assert ask(first or "").status == 200


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ("since=2022-11-04&until=2022-11-04", "Alle setningene er fra ett møte: Osloregionens faggruppe"),
        ("since=2022-11-04&until=2022-11-04&by=municipality&unit=year", "Alle setningene er fra ett møte"),
        ("since=1990&until=1991", "Ingen treff"),
    ],
)
def test_where_a_chart_would_say_nothing_there_is_a_sentence(ask: Ask, choice: str, told: str) -> None:
    """One meeting, or none."""
    page = read(ask(f"/timeline?{choice}").body)

    assert told in "".join(page.itertext())
    assert find_rects(page, "bar") == []


def test_minutes_without_a_day_have_no_chart(tmp_path: Path) -> None:
    """They stand in the table, and open their sentences."""
    text = "Referat fra møte i næringsutvalget\nTil stede: Kari Berg (Moss kommune)\n\nSak 1/19 Kraft\n"
    (tmp_path / "mote.txt").write_text(f"{text}Kari Berg: Strømnettet er fullt, og staten må bygge ut kraftnettet.\n")
    with api.build(tmp_path / "mote.txt", store=tmp_path / "store") as graph:
        page = read(answer(graph, Asked("/timeline")).body)

    assert "Ingen av møtene har en dato" in "".join(page.itertext())
    assert find_rects(page, "bar") == []
    assert "Næringsutvalget" in [head.text for head in page.findall(".//thead//th")]


def test_rows_to_take_away_are_those_of_the_trace(ask: Ask, graph: api.Graph) -> None:
    """By municipality and year, as CSV and JSON."""
    rows = json.loads(ask("/timeline?by=municipality&unit=year&format=json").body)
    listed = list(csv.DictReader(io.StringIO(ask("/timeline?by=municipality&unit=year&format=csv").body.decode())))
    traced = {(cell.column.id, cell.row.id): cell.statements for cell in trace(graph, by="year").cells}

    assert {(row["period_id"], row["id"]): row["statements"] for row in rows} == traced
    assert [int(row["statements"]) for row in listed] == [row["statements"] for row in rows]


def test_the_picture_has_every_piece(ask: Ask) -> None:
    """With its number as its title, and what was chosen at its foot."""
    drawn = ElementTree.fromstring(ask("/timeline?unit=year&basis=recorded&format=svg").body)
    rows = json.loads(ask("/timeline?unit=year&basis=recorded&format=json").body)
    titles = [each.text or "" for each in drawn.iter("{http://www.w3.org/2000/svg}title")][1:]

    assert sorted(int(title.rsplit(": ")[1]) for title in titles) == sorted(row["statements"] for row in rows)
    assert "Grunnlag: Står i referatet" in "".join(drawn.itertext())


@given(st.lists(st.lists(st.integers(0, 50), min_size=4, max_size=4), min_size=1, max_size=6))
def test_pieces_stand_upon_each_other_within_the_chart(numbers: list[list[int]]) -> None:
    """None reaches above the top or lies over another, whatever the numbers."""
    spans = [Span(str(at), str(at), "", "") for at in range(4)]
    chart = lay_out_bars(spans, [Series(str(at), str(at), tuple(each), 0) for at, each in enumerate(numbers)])

    assert len(chart.pieces) == sum(number > 0 for each in numbers for number in each)
    for bar in range(4):
        ends = [(piece["y"], piece["y"] + piece["height"]) for piece in chart.pieces if piece["bar"] == bar]
        assert all(0 <= top <= bottom <= chart.bottom + 0.11 for top, bottom in ends)
        ordered = sorted(ends)
        assert all(above[1] <= below[0] + 0.11 for above, below in pairwise(ordered))


def test_hostile_names_stay_names_in_the_picture() -> None:
    """It can be read as XML, with nothing in it but our own elements."""
    spans = [Span(name, name, "", "") for name in HOSTILE]
    series = [Series(name, name, (1,) * len(spans), at % 8) for at, name in enumerate(HOSTILE)]
    chart = lay_out_bars(spans, series)
    written = write_bars_svg(
        [(HOSTILE[0], chart)], [(0, HOSTILE[1])], title=HOSTILE[2], language="nb", foot=list(HOSTILE)
    )
    elements = {each.tag.rsplit("}")[1] for each in ElementTree.fromstring(written).iter()}

    assert elements == {"svg", "title", "rect", "text", "g", "path"}


@pytest.mark.parametrize(
    "choice",
    [
        "",
        "unit=quarter",
        "unit=year&by=municipality",
        "unit=meeting&by=municipality&body=Osloregionens+faggruppe+Næringssamarbeidet",
        "unit=year&theme=batteriverdikjede&theme=jernbane",
        "unit=quarter&since=2016&until=2022-11&municipality=Drammen",
        "unit=year&basis=inferred&actors=all&by=municipality",
        "organisation=VRINN&actors=all",
        "organisation=municipality/3301-2024",
    ],
)
def test_its_query_has_the_same_numbers(ask: Ask, graph: api.Graph, choice: str) -> None:
    """What is shown as SPARQL gives every number of the page, and no other."""
    shown = json.loads(ask(f"/timeline?format=json&{choice}").body)
    found = graph.query(ask(f"/timeline?format=rq&{choice}").body.decode()).to_dicts()

    assert shown
    assert {(row["period_id"], row["name"], row["id"]): row["statements"] for row in found} == {
        (row["period_id"], row["name"], row["id"]): row["statements"] for row in shown
    }


@pytest.mark.parametrize("choice", ["", "by=municipality&unit=year", "theme=batteri&lang=en"])
def test_one_file_holds_picture_and_numbers(ask: Ask, choice: str) -> None:
    """It asks nobody for anything, and its table has the numbers of the page."""
    shown = json.loads(ask(f"/timeline?format=json&{choice}").body)
    alone = read(ask(f"/timeline?format=file&{choice}").body)
    rows = [tuple("".join(cell.itertext()) for cell in row) for row in alone.findall(".//tbody/tr")]

    assert rows == [(str(row["period"]), str(row["name"]), str(row["statements"])) for row in shown]
    assert [str(image.get("src"))[:26] for image in alone.iter("img")] == ["data:image/svg+xml;base64,"]
    assert [each.tag for each in alone.iter() if each.get("href") or each.tag == "script"] == []


@pytest.mark.parametrize(("language", "told"), [("nb", "Kilder"), ("nn", "Kjelder"), ("en", "Sources")])
def test_one_file_names_its_sources(ask: Ask, language: str, told: str) -> None:
    """The documents that its numbers are from, no others, and what the graph does not know."""
    choice = f"unit=meeting&since=2022&lang={language}"
    shown = json.loads(ask(f"/timeline?format=json&{choice}").body)
    alone = read(ask(f"/timeline?format=file&{choice}").body)
    sources = alone.findall(".//section[@aria-labelledby='sources-title']//li")

    assert alone.get("lang") == language
    assert alone.findtext(".//h2[@id='sources-title']") == told
    assert len(sources) == len({row["period_id"] for row in shown})
    assert alone.findall(".//section[@aria-labelledby='coverage-title']//li")
