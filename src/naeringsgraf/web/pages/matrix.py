"""Municipalities and themes as a table of numbers, each of which leads to its sentences: the first page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final
from urllib.parse import quote

import numpy as np

from naeringsgraf.analysis.counts import Axis, Table, Whole
from naeringsgraf.analysis.coverage import coverage
from naeringsgraf.analysis.finding import share
from naeringsgraf.analysis.naming import Naming
from naeringsgraf.analysis.order import sort_key
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.seriation import order_by_likeness
from naeringsgraf.analysis.trace import By, Trace, trace
from naeringsgraf.analysis.trace_columns import Column
from naeringsgraf.analysis.turnout import Turnout, read_appearances
from naeringsgraf.views.heat_map import write_heat_map
from naeringsgraf.views.heat_map_picture import write_heat_map_svg
from naeringsgraf.views.heat_steps import list_steps, step_of_number, step_of_share, tell_share
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.downloads import give_rows, list_downloads
from naeringsgraf.web.pages.evidence import Panel, name_cell, read_cell
from naeringsgraf.web.pages.facets import PASSING, Facets, read_facets
from naeringsgraf.web.pages.view import View

ROWS: Final = 60
COLUMNS: Final = 40
"""How many are shown unless more are asked for: the largest."""

_MOST: Final = 2000
"""Of rows or columns on one page."""
_ORDERS: Final = ("total", "name", "likeness")
_LONGEST_NAME: Final = 120
"""Letters of a name that a cell is called by, for those who hear the page."""


def show(view: View) -> Reply:
    """Show the page, or what it shows as a file."""
    facets = read_facets(view)
    if view.form != "html" and (reply := _give_file(view, facets)):
        return reply
    cell = read_cell(view)
    return view.render(
        "matrix.html.j2",
        title=view.texts["nav_matrix"],
        wide=True,
        facets=facets,
        grid=Grid(facets),
        panel=Panel(facets, cell) if cell else None,
        downloads=list_downloads(view, "csv", "excel", "json", "svg", "rq", "file"),
        picture=view.here(format="svg"),
    )


def _give_file(view: View, facets: Facets) -> Reply | None:
    traced = trace_choice(view, facets)
    shown = view.choice.one("share", among=[*Whole]) or None
    return give_rows(
        view,
        traced.to_finding(),
        {
            "svg": lambda: write_heat_map_svg(traced, language=view.language, share=shown),
            "file": lambda: write_heat_map(traced, language=view.language, coverage=coverage(view.graph), share=shown),
        },
    )


def trace_choice(view: View, facets: Facets) -> Trace:
    """Trace what the facets choose, with all sentences: what the files hold, but for the query alone."""
    choice = facets.choice
    return trace(
        view.graph,
        choice.theme,
        facets.members,
        choice.since,
        choice.until,
        by=By.THEME,
        kinds=choice.kinds,
        language=view.language,
        level=choice.level,
        body=choice.body,
        organisation=choice.organisation,
        basis=choice.basis,
        with_sentences=view.form != "rq",
    )


@dataclass(frozen=True)
class Grid:
    """The table: its rows and columns in the order asked for, and what stands in each cell."""

    facets: Facets

    @property
    def view(self) -> View:
        """The page."""
        return self.facets.view

    @cached_property
    def every(self) -> Table:
        """All rows and columns that have a sentence."""
        return self.facets.counts.table(Axis.MUNICIPALITY, Axis.THEME)

    @cached_property
    def shown(self) -> Table:
        """Those that are shown, in the order asked for."""
        rows = _largest(self.every.row_totals, self.view.choice.number("rows", ROWS, 1, _MOST))
        columns = _largest(self.every.column_totals, self.view.choice.number("columns", COLUMNS, 1, _MOST))
        cut = _pick(self.every, rows, columns)
        return _pick(cut, *self._order(cut))

    def _order(self, table: Table) -> tuple[Sequence[int], Sequence[int]]:
        match self.order:
            case "total":
                return _largest(table.row_totals, by_size=True), _largest(table.column_totals, by_size=True)
            case "likeness":
                return order_by_likeness(table.cells), order_by_likeness(table.cells.T)
        return range(len(table.rows)), range(len(table.columns))

    @cached_property
    def order(self) -> str:
        """ "total", "name" or "likeness"."""
        return self.view.choice.one("sort", "total", among=_ORDERS)

    @cached_property
    def whole(self) -> Whole | None:
        """What numbers are shown as a share of; None for numbers as they are."""
        asked = self.view.choice.one("share", among=[*Whole])
        return Whole(asked) if asked else None

    @property
    def total(self) -> int:
        """All sentences, each once."""
        return self.facets.counts.total

    @property
    def levels(self) -> range:
        """The levels of the thesaurus under which themes can be gathered."""
        themes = self.facets.known.themes
        return range(1, max(map(themes.level, themes.ids()), default=1))

    # What is left out

    @cached_property
    def told(self) -> list[str]:
        """Say how much there is, in a few words."""
        view = self.view
        rows = "actors" if self.everybody else "municipalities"
        return [
            view.count(rows, len(self.every.rows)),
            view.count("themes", len(self.every.columns)),
            view.count("statements", self.total),
        ]

    @property
    def everybody(self) -> bool:
        """Whether others than municipalities are shown too."""
        return self.view.choice.one("actors") == "all"

    @cached_property
    def hidden(self) -> tuple[int, int]:
        """Numbers of rows and columns that are not shown."""
        return (
            len(self.every.rows) - len(self.shown.rows),
            len(self.every.columns) - len(self.shown.columns),
        )

    @property
    def left_out(self) -> list[str]:
        """Say which sentences on this are in no row."""
        counts, texts = self.facets.counts, self.view.texts
        numbers = {
            "without_actor": counts.without_actor,
            "other_actors": counts.other_actors,
            "undated": counts.undated,
        }
        return [texts[key].replace("{n}", str(number)) for key, number in numbers.items() if number]

    # What is shown

    @cached_property
    def columns(self) -> list[dict[str, Any]]:
        """Give the columns, each with its total and where that leads."""
        return [
            {
                "label": column.label,
                "place": self.view.link_thing(column.id),
                "total": int(total),
                "cell": self._address("", column.id),
            }
            for column, total in zip(self.shown.columns, self.shown.column_totals, strict=True)
        ]

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """Give the rows: those with a sentence, and then those without that are asked for."""
        filled = [
            {
                "label": row.label,
                "place": self.view.link_thing(row.id),
                "kind": self._kinds.get(row.id, ""),
                "cells": [self._lay_out(row, at, column) for column in range(len(self.shown.columns))],
                "total": int(self.shown.row_totals[at]),
                "cell": self._address(row.id, ""),
            }
            for at, row in enumerate(self.shown.rows)
        ]
        return filled + [self._lay_out_empty(row) for row in self.silent]

    def _lay_out(self, row: Column, at: int, across: int) -> dict[str, Any] | None:
        number = int(self.shown.cells[at, across])
        if not number:
            return None
        column = self.shown.columns[across]
        step, _, shown, part = self._numbers[row.id, column.id]
        return {
            "step": step,
            "shown": shown,
            "part": part,
            "place": self._address(row.id, column.id),
            "row": row.label[:_LONGEST_NAME],
            "column": column.label[:_LONGEST_NAME],
            "chosen": self._chosen == name_cell(row.id, column.id),
        }

    def _lay_out_empty(self, row: str) -> dict[str, Any]:
        known = (row, "") in self._turnout.meetings
        return {
            "label": self._naming.label(row),
            "place": self.view.link_thing(row),
            "kind": self._kinds.get(row, ""),
            "cells": [None if known else "unknown"] * len(self.shown.columns),
            "total": 0 if known else None,
            "cell": None,
        }

    @cached_property
    def _numbers(self) -> dict[tuple[str, str], tuple[int, float, str, str]]:
        """Give cell → its step of colour, its size, how that is written, and its part of what."""
        if self.whole:
            return self._shares
        largest = int(self.shown.cells.max(initial=1))
        found = {}
        for row, column in np.argwhere(self.shown.cells).tolist():
            number = int(self.shown.cells[row, column])
            key = self.shown.rows[row].id, self.shown.columns[column].id
            found[key] = (step_of_number(number, largest), float(number), str(number), "")
        return found

    @cached_property
    def _shares(self) -> dict[tuple[str, str], tuple[int, float, str, str]]:
        assert self.whole
        wholes = self._turnout.turns if self.whole is Whole.TURN else self._turnout.meetings
        found = {}
        for (row, column), part in self.facets.counts.gather(Axis.MUNICIPALITY, Axis.THEME, self.whole).items():
            whole = wholes[row, ""]
            of = share(part, whole) or 0.0
            found[row, column] = (step_of_share(of), of, tell_share(of), f"{part}/{whole}")
        return found

    @cached_property
    def legend(self) -> list[dict[str, Any]]:
        """Give the steps of colour that occur, each with the numbers it stands for."""
        shown = {(row.id, column.id) for row in self.shown.rows for column in self.shown.columns}
        return list_steps((step, size, told) for key, (step, size, told, _) in self._numbers.items() if key in shown)

    @cached_property
    def silent(self) -> list[str]:
        """Ids of the rows without a sentence that are asked for: by name, or all that were ever at a meeting."""
        there = {row.id for row in self.every.rows}
        asked = set(self.facets.choice.row or ())
        if self.view.choice.one("silent", among=("yes",)) == "yes" and not asked:
            wider = replace(self.facets.choice, since=None, until=None, body=None)
            asked = {row for row, _ in self.facets.recount(wider).count_turnout(self._appearances, _alike).meetings}
        return sorted(asked - there, key=lambda row: (sort_key(self._naming.label(row)), row))

    @property
    def has_unknown(self) -> bool:
        """Whether a row is of one that was at none of the meetings."""
        return any((row, "") not in self._turnout.meetings for row in self.silent)

    @cached_property
    def _turnout(self) -> Turnout:
        return self.facets.counts.count_turnout(self._appearances, _alike)

    @property
    def _appearances(self) -> Any:
        return read_appearances(self.view.graph)

    @cached_property
    def _naming(self) -> Naming:
        return Naming(self.facets.known, PlaceTime.AS_OF)

    @cached_property
    def _kinds(self) -> dict[str, str]:
        """Give row → what it is, where others than municipalities are shown."""
        if not self.everybody:
            return {}
        return {row.id: self.view.texts[f"kind_{row.kind}"] for row in self.facets.counts.rows()}

    # Where it leads

    @cached_property
    def _chosen(self) -> str:
        return self.view.choice.one("cell")

    @cached_property
    def _before(self) -> str:
        """All of an address but the cell itself."""
        place = self.view.link("/", self.view.choice.without(*PASSING, "at"))
        return f"{place}{'&' if '?' in place else '?'}cell="

    def _address(self, row: str, column: str) -> str:
        return f"{self._before}{quote(name_cell(row, column), safe='/~')}#panel"

    @cached_property
    def all_cell(self) -> str:
        """Where the sum of everything leads."""
        return self._address("", "")

    def more(self, *, rows: bool = False, columns: bool = False) -> str:
        """Address of the page with all rows, or columns, or both."""
        changes: dict[str, int | None] = {}
        if rows:
            changes["rows"] = len(self.every.rows)
        if columns:
            changes["columns"] = len(self.every.columns)
        return self.view.here(**changes)


def _alike(_: object) -> str:
    return ""


def _largest(totals: Any, most: int | None = None, *, by_size: bool = False) -> list[int]:
    """Give the places of the largest, in the order in which they stand, or by size; of equals, the first."""
    ranked = np.argsort(-totals, kind="stable")[:most].tolist()
    return ranked if by_size else sorted(ranked)


def _pick(table: Table, rows: Sequence[int], columns: Sequence[int]) -> Table:
    down, across = list(rows), list(columns)
    places = np.ix_(down, across)
    return Table(
        tuple(table.rows[at] for at in down),
        tuple(table.columns[at] for at in across),
        table.cells[places],
        table.row_totals[down],
        table.column_totals[across],
        table.through_region[places],
    )
