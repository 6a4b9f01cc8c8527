"""Who raised what, on the map that the user gave: a picture, the same as a table, and what cannot be placed."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from naeringsgraf.analysis.coverage import coverage
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.placing import Placed, Spot, place_counts
from naeringsgraf.analysis.trace import ALL_KINDS
from naeringsgraf.views.chart_page import write_chart_page
from naeringsgraf.views.map_file import read_map
from naeringsgraf.views.map_picture import lay_out_map, write_map_svg
from naeringsgraf.views.table import Table, write_table
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.downloads import give_file, list_downloads
from naeringsgraf.web.pages.evidence import Cell, Panel
from naeringsgraf.web.pages.facets import Facets
from naeringsgraf.web.pages.view import View

_HEADER: Final = ("number", "name", "id", "statements")
_QUERY: Final = "places-on-a-day"


def show(view: View) -> Reply:
    """Show the page, or what it shows as a file; 404 where the server was given no map."""
    if view.asked.offers.map is None:
        told = view.texts["map_none"]
        return view.render("problem.html.j2", title=view.texts["nav_map"], status=404, problem=(told, view.language))
    units = read_map(Path(view.asked.offers.map))
    facets = Facets(view, kinds=ALL_KINDS)
    placed = place_counts(view.graph, facets.known, facets.counts.count_by_actor(), {unit.number for unit in units})
    picture = lay_out_map(units, placed)
    foot = _tell_foot(facets, placed)

    def draw() -> str:
        return write_map_svg(picture, view.texts, view.language, view.texts["map_title"], foot)

    table = _list_rows(placed)
    writers = {
        "csv": lambda: write_table(table, "csv"),
        "excel": lambda: write_table(table, "csv", excel=True),
        "json": lambda: write_table(table, "json"),
        "svg": draw,
        "rq": lambda: view.graph.write_named(_QUERY, day=placed.day.isoformat(), **facets.asked),
        "file": lambda: _write_page(facets, draw(), foot, placed),
    }
    if reply := give_file(view, "map", writers):
        return reply
    return view.render(
        "map.html.j2",
        title=view.texts["nav_map"],
        wide=True,
        facets=facets,
        panel=_make_panel(facets, placed),
        picture=picture,
        places={spot.number: _link(view, spot) for spot in placed.on_map},
        rows=[_tell(view, spot) for spot in _by_size(placed.on_map)],
        off_map=[_tell(view, spot) for spot in placed.off_map],
        foot=foot,
        missing=[unit.number for unit in units if unit.number not in placed.names],
        downloads=list_downloads(view, *writers),
    )


def _by_size(spots: tuple[Spot, ...]) -> list[Spot]:
    return sorted(spots, key=lambda spot: (-spot.count, sort_key(spot.name), spot.id))


def _list_rows(placed: Placed) -> Table:
    spots = (*_by_size(placed.on_map), *placed.off_map)
    return Table(_HEADER, tuple((spot.number, spot.name, spot.id, spot.count) for spot in spots))


def _tell(view: View, spot: Spot) -> dict[str, Any]:
    return {
        "name": spot.name,
        "kind": view.texts[f"kind_{spot.kind}"],
        "count": spot.count,
        "place": _link(view, spot),
        "chosen": view.choice.one("place") == spot.id,
    }


def _link(view: View, spot: Spot) -> str:
    """Write the address of the page with the sentences that are counted there."""
    return f"{view.here(place=spot.id, **{'from': None})}#panel"


def _make_panel(facets: Facets, placed: Placed) -> Panel | None:
    """Give the sentences of the place that is chosen; None where none is, or nothing is counted there."""
    chosen = facets.view.choice.one("place")
    for spot in placed.spots:
        if spot.id == chosen:
            counts = facets.recount(replace(facets.choice, municipality=spot.actors))
            return Panel(facets, Cell("", "", None), counts, spot.name)
    return None


def _write_page(facets: Facets, picture: str, foot: list[str], placed: Placed) -> str:
    """Write map and numbers as one page that opens from disk."""
    view = facets.view
    rows = [(spot.number or "", spot.name, spot.count) for spot in (*_by_size(placed.on_map), *placed.off_map)]
    return write_chart_page(
        picture,
        Table(("number", "name", "statements"), tuple(rows)),
        [view.texts[head] for head in ("map_number", "row_actor", "column_number")],
        title=view.texts["map_title"],
        language=view.language,
        summary=foot,
        coverage=coverage(view.graph),
        meetings=list(facets.counts.list_statements({})),
    )


def _tell_foot(facets: Facets, placed: Placed) -> list[str]:
    view = facets.view
    return [
        " · ".join([view.texts["map_shows"], *(chip.label for chip in facets.chips)]),
        view.tell("map_day", day=view.day(placed.day)),
        view.asked.offers.attribution,
        view.texts["licence_data"],
    ]
