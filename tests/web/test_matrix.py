"""The first page: municipalities and themes, every number with its sentences, and all that can be taken from it."""

import csv
import io
import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import html5lib
import pytest

from naeringsgraf import api
from naeringsgraf.analysis.evidence import read_evidence
from naeringsgraf.analysis.trace import trace
from naeringsgraf.web.pages.answer import answer
from naeringsgraf.web.pages.asked import Asked, Reply
from networks import HOSTILE
from reading_pages import Ask, read
from roundtable import load_roundtable

pytest_plugins = ("asking_pages",)

BODY = "body/osloregionens-faggruppe-naeringssamarbeidet"
EVERYTHING = "rows=999&columns=999"
COUNTED = ("ng:raises", "ng:partOf", "a ng:Statement", "a ng:Contribution")
"""What a query looks for that numbers are made of."""


def find_table(reply: Reply) -> Element:
    table = read(reply.body).find(".//table[@id='numbers']")
    assert table is not None
    return table


def read_links(table: Element) -> list[tuple[str, str]]:
    """Give the text and address of every number, totals too."""
    return [(link.text or "", link.get("href") or "") for link in table.iter("a")]


def read_names(table: Element) -> list[str]:
    return [row.findtext("th") or "" for row in table.findall("tbody/tr")]


def count_quotes(ask: Ask, address: str) -> int:
    """Count the sentences of a panel, on all of its pages."""
    place, found = f"/evidence?{urlsplit(address).query}", 0
    while True:
        page = read(ask(place).body)
        found += len(page.findall(".//blockquote"))
        later = [link.get("href") or "" for link in page.findall(".//a[@class='turn']") if "Neste" in (link.text or "")]
        if not later:
            return found
        place = later[0].partition("#")[0]


@pytest.mark.parametrize(
    "choice",
    [
        "",
        "level=1",
        "level=2&actors=all",
        "theme=naeringsareal&theme=batteriverdikjede",
        "since=2022&until=2023-03",
        f"body={BODY}&basis=recorded",
        "organisation=Lillestr%C3%B8m",
    ],
)
def test_every_number_is_the_number_of_quotes_behind_it(ask: Ask, choice: str) -> None:
    """Of every cell, row and column, and of all together, whatever is chosen."""
    links = read_links(find_table(ask(f"/?{EVERYTHING}&{choice}")))

    assert len(links) > 3
    assert [(number, address) for number, address in links if count_quotes(ask, address) != int(number)] == []


def test_numbers_are_those_of_the_trace(ask: Ask, graph: api.Graph) -> None:
    """Cell by cell, with the totals."""
    traced = trace(graph, by="theme")
    table = find_table(ask(f"/?{EVERYTHING}&sort=name"))
    rows = {row.findtext("th"): [cell.findtext("a") for cell in row.findall("td")] for row in table.findall("tbody/tr")}
    columns = [head.findtext("span") for head in table.findall("thead/tr/th")][1:-1]

    assert columns == [column.label for column in traced.columns]
    assert list(rows) == [row.label for row in traced.rows]
    for row in traced.rows:
        expected = [traced.find(row, column) for column in traced.columns]
        assert rows[row.label][:-1] == [str(cell.statements) if cell else None for cell in expected]
        assert rows[row.label][-1] == str(len(traced.quotes_of_row(row)))


@pytest.mark.parametrize("share", ["turns", "meetings"])
def test_shares_are_those_of_the_trace(ask: Ask, graph: api.Graph, share: str) -> None:
    """Part and whole in every cell."""
    traced = trace(graph, by="theme")
    table = find_table(ask(f"/?{EVERYTHING}&sort=name&share={share}"))
    shown = [cell.findtext("a/small") for row in table.findall("tbody/tr") for cell in row.findall("td")[:-1]]
    parts = [
        f"{cell.turns}/{cell.own_turns}" if share == "turns" else f"{cell.meetings}/{cell.meetings_attended}"
        for cell in traced.cells
    ]

    assert [part for part in shown if part] == parts


def test_order_is_by_size_name_or_likeness(ask: Ask) -> None:
    """The same rows in three orders; the largest first unless another is asked for."""
    table = find_table(ask("/"))
    totals = [int(row.findall("td")[-1].findtext("a") or 0) for row in table.findall("tbody/tr")]
    orders = {sort: read_names(find_table(ask(f"/?sort={sort}"))) for sort in ("total", "name", "likeness")}

    assert totals == sorted(totals, reverse=True)
    assert orders["total"] == read_names(table)
    assert len({tuple(sorted(order)) for order in orders.values()}) == 1
    assert len({tuple(order) for order in orders.values()}) == 3
    assert orders["name"][-1].startswith("Å")


def test_the_largest_are_shown_and_the_rest_is_told(ask: Ask) -> None:
    """With ways to all of them, in words."""
    page = read(ask("/?rows=5&columns=4").body)
    table = page.find(".//table[@id='numbers']")
    assert table is not None
    more = {link.text: link.get("href") for link in page.iter("a") if (link.text or "").startswith("Vis alle")}

    assert (len(table.findall("tbody/tr")), len(table.findall("thead/tr/th"))) == (5, 4 + 2)
    assert list(more) == ["Vis alle radene", "Vis alle temaene", "Vis alle rader og kolonner"]
    whole = find_table(ask(more["Vis alle rader og kolonner"] or ""))
    assert len(whole.findall("tbody/tr")) > 5
    assert "av 41 rader og 90 temaer" in "".join(page.itertext())


def test_a_number_opens_beside_the_table(ask: Ask) -> None:
    """Each sentence word for word, with speaker, meeting, day, item, rule, confidence and place."""
    reply = ask("/?cell=municipality/3205-2024~theme/batterigjenvinning")
    panel = read(reply.body).find(".//section[@id='panel']")
    assert panel is not None
    quotes = panel.findall("figure")
    told = "".join(quotes[0].itertext())

    assert panel.findtext("h2") == "Lillestrøm – Batterigjenvinning"
    assert len(quotes) == 4
    for part in ("Maria Hermansdatter Hoff, Lillestrøm", "04.11.2022", "Sak 8", "Regel:", "sikkerhet 1,00"):
        assert part in told
    assert quotes[0].find("blockquote").get("lang") == "nb"  # type: ignore[union-attr]
    link = quotes[0].find(".//a")
    assert link is not None
    assert re.fullmatch(
        r"/minutes/2022-11-04-osloregionen-naeringssamarbeidet/text#statement-\d+", link.get("href") or ""
    )


def test_quotes_are_verbatim(ask: Ask, graph: api.Graph) -> None:
    """As the graph holds them, each once, by day and place."""
    page = read(ask("/evidence?cell=~theme/jernbane").body)
    said = [quote for quote in read_evidence(graph).quotes if "theme/jernbane" in quote.themes and quote.actor]
    municipal = [quote.text for quote in said if (quote.actor or "").startswith("municipality/")]

    assert [quote.text for quote in page.findall(".//blockquote")] == municipal


def test_zero_is_empty_and_unknown_is_hatched(ask: Ask) -> None:
    """One that met and said nothing on it has empty cells; of one that was not there nothing is known."""
    rows = {}
    table = find_table(ask(f"/?body={BODY}&since=2022-11&until=2022-11&silent=yes"))
    for row in table.findall("tbody/tr"):
        rows[row.findtext("th")] = [cell.get("class") for cell in row.findall("td")[:-1]]

    assert set(rows["Sogndal"]) == {"unknown"}
    assert any(set(cells) == {None} for cells in rows.values())
    assert all("unknown" not in cells for cells in rows.values() if any("step" in (each or "") for each in cells))


def test_asking_for_one_that_said_nothing_shows_its_row(ask: Ask) -> None:
    """Beside another that did."""
    table = find_table(ask("/?theme=batterigjenvinning&municipality=Horten&municipality=Sogndal"))

    assert read_names(table) == ["Horten", "Sogndal"]
    assert table.findall("tbody/tr")[1].findall("td/a") == []


@pytest.mark.parametrize(
    "choice", ["", "level=1&sort=likeness", "municipality=Drammen&theme=naeringsareal", "actors=all"]
)
def test_rows_to_take_away_are_those_of_the_query(ask: Ask, graph: api.Graph, choice: str) -> None:
    """CSV, JSON and the shipped query agree with each other, and with the table."""
    rows = json.loads(ask(f"/?{choice}&format=json").body)
    listed = list(csv.DictReader(io.StringIO(ask(f"/?{choice}&format=csv").body.decode("utf-8"))))
    asked = graph.query(ask(f"/?{choice}&format=rq").body.decode("utf-8"))
    shown = [int(text) for text, address in read_links(find_table(ask(f"/?{EVERYTHING}&{choice}"))) if is_cell(address)]

    assert [row["statements"] for row in rows] == [int(row["statements"]) for row in listed]
    assert [tuple(row.values()) for row in rows] == [tuple(row) for row in asked]
    assert sorted(shown) == sorted(row["statements"] for row in rows)


def is_cell(address: str) -> bool:
    row, _, column = dict(parse_qsl(urlsplit(address).query))["cell"].partition("~")
    return bool(row and column)


def test_excel_picture_and_file(ask: Ask) -> None:
    """Semicolons for Excel; a picture with the numbers; a page that stands alone."""
    excel = ask("/?theme=jernbane&format=excel")
    picture = ask("/?theme=jernbane&format=svg")
    file = ask(f"/?body={BODY}&basis=recorded&format=file")
    numbers = [each.text for each in ElementTree.fromstring(picture.body).iter("{http://www.w3.org/2000/svg}title")]

    assert excel.body.decode("utf-8").startswith("\ufeffactor;kind;")
    assert dict(excel.headers)["Content-Disposition"].endswith("trace.csv")
    assert len(numbers) > 5
    page = html5lib.parse(file.body.decode("utf-8"), namespaceHTMLElements=False)
    assert all(script.get("src") is None for script in page.iter("script"))
    assert "Osloregionens faggruppe Næringssamarbeidet" in "".join(page.find(".//footer").itertext())
    assert "Står i referatet" in "".join(page.find(".//footer").itertext())


def test_a_cell_that_cannot_be_is_told(ask: Ask) -> None:
    """Written otherwise, it is a wrong call; one without sentences is an empty panel."""
    assert ask("/?cell=drammen").status == 400
    assert ask("/evidence?cell=a~b&at=century:20").status == 400
    empty = ask("/evidence?cell=municipality/0000~theme/nothing")
    assert (empty.status, read(empty.body).findall(".//blockquote")) == (200, [])


SCRIPTS = {f"/static/{name}.js" for name in ("matrix", "suggest", "taking")}


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_stay_values(ask: Ask, value: str) -> None:
    """Whatever an address says, nothing of it becomes markup."""
    from urllib.parse import quote

    written = quote(value.encode("utf-8", "replace"))[:3000]
    for name in ("theme", "cell", "sort", "rows", "level", "share", "at", "municipality"):
        page = read(ask(f"/?{name}={written}").body)
        assert page.findall(".//img") == [] and page.findall(".//b") == []
        assert {script.get("src") for script in page.iter("script")} <= SCRIPTS


@pytest.mark.parametrize("address", ["/", "/timeline"])
def test_all_numbers_come_from_three_queries(sample: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Asked once for a graph; none of them reads a sentence, and a second page asks for no number at all."""
    asked: list[str] = []
    with api.open(sample) as opened:
        for name in ("query", "columns"):
            own = getattr(opened, name)
            monkeypatch.setattr(opened, name, partial(_note, asked, own))
        answer(opened, Asked(address))
        first = [text for text in asked if any(term in text for term in COUNTED)]
        asked.clear()
        answer(opened, Asked(address, (("theme", "jernbane"), ("since", "2015"))))
        second = [text for text in asked if any(term in text for term in COUNTED)]

    assert len(first) == 3
    assert [text for text in first if "ng:text" in text] == []
    assert second == []


def _note(asked: list[str], own: Callable[..., object], text: str, /, **values: object) -> object:
    asked.append(text)
    return own(text, **values)


def test_a_graph_of_four_meetings_by_heart() -> None:
    """Drammen of three numbers is one row, and one sentence with nobody behind it is told, not counted."""
    page = answer(load_roundtable(), Asked("/", (("lang", "nb"),)))
    table = find_table(page)

    assert read_names(table).count("Drammen") == 1
    assert {"Våler (Innlandet)", "Våler (Østfold)"} <= set(read_names(table))
    assert "ikke sagt på vegne av noen" in page.body.decode("utf-8")
