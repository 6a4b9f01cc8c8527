"""The heat map and the page of any answer, read without a browser."""

import json
import re
from importlib.resources import files
from xml.etree import ElementTree

import html5lib
import pytest

from naeringsgraf.analysis.coverage import coverage
from naeringsgraf.analysis.requests import requests
from naeringsgraf.analysis.trace import Trace, trace
from naeringsgraf.errors import CallError
from naeringsgraf.views.answer_page import write_answer_page
from naeringsgraf.views.heat_map import write_heat_map
from naeringsgraf.views.heat_map_picture import FILLS, INKS, write_heat_map_svg
from naeringsgraf.views.heat_steps import STEPS
from networks import HOSTILE, make_table
from roundtable import load_roundtable

DRAWN = {"svg", "title", "desc", "rect", "text", "g", "path"}
CSS = files("naeringsgraf.views").joinpath("static", "steps.css").read_text(encoding="utf-8")


def read_numbers(page: str) -> list[tuple[str, int]]:
    """Give the name of each row and the sum of its cells' numbers, as they stand in the table."""
    body = html5lib.parse(page, namespaceHTMLElements=False).find(".//tbody")
    found = []
    for row in body.findall("tr"):
        numbers = [int(button.text) for button in row.findall("td/button")]
        found.append((row.find("th").text, sum(numbers)))
    return found


def read_data(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


@pytest.mark.parametrize("by", ["theme", "meeting", "year", "body"])
def test_table_has_the_numbers_of_the_trace(by: str) -> None:
    """A cell for each, and as many sentences behind it as it says."""
    table = trace(load_roundtable(), by=by)
    page = write_heat_map(table)
    data = read_data(page)

    assert read_numbers(page) == [
        (row.label, sum(cell.statements for cell in table.cells if cell.row == row)) for row in table.rows
    ]
    assert [len(cell["quotes"]) for cell in data["cells"]] == [cell.statements for cell in table.cells]  # type: ignore[attr-defined]


def test_page_tells_choice_sources_and_coverage() -> None:
    """In its language: theme, period, who is shown, from which minutes, and what they leave open."""
    graph = load_roundtable()
    table = trace(graph, "Batteriverdikjede", ["Lillestrøm", "Moss"], "2022", by="theme", language="nn")
    page = write_heat_map(table, language="nn", coverage=coverage(graph))

    for told in ("Tema: Batteriverdikjede", "Berre Lillestrøm, Moss", "Frå 01.01.2022 til …", "Kva tala ikkje viser"):
        assert told in page
    assert "2022-11-04-naeringsrunden.md" in page
    assert '<html lang="nn">' in page


def test_share_stands_with_its_part_and_whole() -> None:
    """One of one is not one of four."""
    page = write_heat_map(trace(load_roundtable(), municipality="Drammen"), share="turns")

    assert re.search(r"\d+\u202f%<small>\d+/\d+</small>", page)


def test_every_step_has_a_colour_and_an_ink_that_is_readable_on_it() -> None:
    """By day, by night and in the picture: 4.5 to 1."""
    steps = re.findall(r"--step-(\d): (#\w{6}); --step-ink-\d: (#\w{6})", CSS)

    assert [int(step) for step, _, _ in steps] == [*range(1, STEPS + 1)] * 2
    assert [(ground, ink) for _, ground, ink in steps[:STEPS]] == [*zip(FILLS, INKS, strict=True)]
    assert min(contrast(ground, ink) for _, ground, ink in steps) > 4.5


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def make_hostile() -> Trace:
    return make_table({(actor, theme): [f"{actor} {theme}"] for actor in HOSTILE for theme in HOSTILE[:4]})


def test_hostile_names_stay_names() -> None:
    """Nothing but our own two scripts is in the page, whatever names and headings say; the picture is sound."""
    page = write_heat_map(make_hostile(), title=HOSTILE[1])
    tree = html5lib.parse(page, namespaceHTMLElements=False)

    assert len(tree.findall(".//script")) == 2
    assert not tree.findall(".//img") and not tree.findall(".//b")
    assert tree.find(".//title").text == tree.find(".//h1").text == HOSTILE[1]
    drawn = ElementTree.fromstring(write_heat_map_svg(make_hostile(), title=HOSTILE[0]))
    assert {element.tag.rsplit("}")[1] for element in drawn.iter()} <= DRAWN


def test_picture_has_every_number() -> None:
    """With what it stands for as its title."""
    table = trace(load_roundtable())
    drawn = ElementTree.fromstring(write_heat_map_svg(table))
    titles = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}title")]

    assert titles[1:] == [f"{cell.row.label}, {cell.column.label}: {cell.statements}" for cell in table.cells]


def test_empty_table_says_so() -> None:
    """A page and a picture without rows are still whole."""
    table = trace(load_roundtable(), since="1999", until="1999")

    assert "Spørsmålet har ingen rader." in write_heat_map(table)
    ElementTree.fromstring(write_heat_map_svg(table))


def test_any_answer_has_a_page() -> None:
    """Its rows with the very sentences, its notes and the coverage; no script at all."""
    graph = load_roundtable()
    finding = requests(graph)
    page = write_answer_page(finding, coverage=coverage(graph))
    tree = html5lib.parse(page, namespaceHTMLElements=False)

    assert len(tree.findall(".//tbody/tr")) == len(finding.rows) > 0
    said = [quote.text for quotes in finding.evidence for quote in quotes]
    assert [each.text for each in tree.findall(".//blockquote")] == said
    assert not tree.findall(".//script")
    assert "script-src &#39;none&#39;" in page and "Hva tallene ikke viser" in page and finding.notes[0] in page


def test_unknown_language_is_told() -> None:
    """With those there are."""
    with pytest.raises(CallError, match="nb, nn, en"):
        write_heat_map(trace(load_roundtable()), language="de")


def test_words_of_answers_are_the_same_in_every_language() -> None:
    """Equal keys, none empty, and the same places for numbers and names."""
    folder = files("naeringsgraf.views").joinpath("texts", "answers")
    nb, nn, en = (
        json.loads(folder.joinpath(f"{each}.json").read_text(encoding="utf-8")) for each in ("nb", "nn", "en")
    )

    assert list(nb) == list(nn) == list(en) == sorted(nb)
    for key, text in nb.items():
        assert text and nn[key] and en[key]
        places = [sorted(re.findall(r"\{\w+\}", each[key])) for each in (nb, nn, en)]
        assert places[0] == places[1] == places[2], key
