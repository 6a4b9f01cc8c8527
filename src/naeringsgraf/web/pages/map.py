"""Who raised a theme, on the map that the user gave: a picture, the same as a table, and what cannot be placed."""

from pathlib import Path
from typing import Any, Final

from naeringsgraf.analysis.coverage import coverage
from naeringsgraf.analysis.evidence import Quote, read_evidence
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.placing import Placed, place_quotes
from naeringsgraf.analysis.trace import ALL_KINDS, By, lay_out
from naeringsgraf.views.chart_page import write_chart_page
from naeringsgraf.views.map_file import Unit, read_map
from naeringsgraf.views.map_picture import lay_out_map, write_map_svg
from naeringsgraf.views.pages import list_meetings
from naeringsgraf.views.table import Table, write_table
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.downloads import give_file, list_downloads
from naeringsgraf.web.pages.view import View

_HEADER: Final = ("number", "municipality", "statements")


def show(view: View) -> Reply:
    """Show the page, or what it shows as a file; 404 where the server was given no map."""
    if view.asked.offers.map is None:
        told = view.texts["map_none"]
        return view.render("problem.html.j2", title=view.texts["nav_map"], status=404, problem=told)
    units = read_map(Path(view.asked.offers.map))
    placed = _place(view, units)
    picture = lay_out_map(units, placed)
    rows = [(unit["number"], unit["name"], unit["count"]) for unit in picture.units if unit["count"]]
    rows.sort(key=lambda row: (-row[2], sort_key(row[1])))
    foot = _tell_foot(view, placed)
    table = Table(_HEADER, tuple(rows))

    def draw() -> str:
        return write_map_svg(picture, view.texts, view.language, view.texts["map_title"], foot)

    writers = {
        "csv": lambda: write_table(table, "csv"),
        "excel": lambda: write_table(table, "csv", excel=True),
        "json": lambda: write_table(table, "json"),
        "file": lambda: _write_page(view, draw(), rows, foot, placed),
        "svg": draw,
    }
    if reply := give_file(view, "map", writers):
        return reply
    return view.render(
        "map.html.j2",
        follows=("theme", "since", "until"),
        title=view.texts["nav_map"],
        picture=picture,
        rows=[{"number": row[0], "name": row[1], "count": row[2], "place": _link(view, row[1])} for row in rows],
        off_map=[
            {
                "name": actor.label,
                "kind": view.texts[f"kind_{actor.kind}"],
                "count": count,
                "place": view.link_thing(actor.id),
            }
            for actor, count in placed.off_map
        ],
        themes=_list_themes(view),
        theme=view.choice.one("theme"),
        since=view.choice.one("since"),
        until=view.choice.one("until"),
        foot=foot,
        missing=[unit.number for unit in units if unit.number not in placed.names],
        downloads=list_downloads(view, *writers),
    )


def _write_page(view: View, picture: str, rows: list[tuple[str, str, int]], foot: list[str], placed: Placed) -> str:
    """Write map and numbers as one page that opens from disk."""
    return write_chart_page(
        picture,
        Table(_HEADER[1:], tuple(row[1:] for row in rows)),
        [view.texts[head] for head in ("row_municipality", "column_number")],
        title=view.texts["map_title"],
        language=view.language,
        summary=foot,
        coverage=coverage(view.graph),
        meetings=list_meetings(quote for quotes in placed.on_map.values() for quote in quotes),
    )


def _place(view: View, units: tuple[Unit, ...]) -> Placed:
    evidence = read_evidence(view.graph, view.language)
    found = lay_out(
        evidence,
        view.choice.several("theme"),
        None,
        view.choice.one("since") or None,
        view.choice.one("until") or None,
        by=By.THEME,
        kinds=ALL_KINDS,
        language=view.language,
    )
    quotes: tuple[Quote, ...] = found.quotes
    return place_quotes(view.graph, evidence, quotes, {unit.number for unit in units})


def _link(view: View, name: str) -> str:
    return view.link("/", municipality=name)


def _list_themes(view: View) -> list[tuple[str, str]]:
    themes = read_evidence(view.graph, view.language).themes
    return sorted(((id.partition("/")[2], themes.label(id)) for id in themes.ids()), key=lambda each: sort_key(each[1]))


def _tell_foot(view: View, placed: Placed) -> list[str]:
    choice: dict[str, Any] = {"theme": ", ".join(view.choice.several("theme")) or view.texts["map_all_themes"]}
    ends = [view.choice.one(name) for name in ("since", "until")]
    period = " – ".join(end or "…" for end in ends) if any(ends) else view.texts["choice_period_all"].lower()
    return [
        view.tell("map_shows", **choice, period=period),
        view.tell("map_day", day=view.day(placed.day)),
        view.asked.offers.attribution,
        view.texts["licence_data"],
    ]
