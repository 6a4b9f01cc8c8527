"""What was raised when: bars a meeting, quarter or year, stacked by theme, or small ones for each municipality."""

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from urllib.parse import quote

import numpy as np

from naeringsgraf.analysis.counts import Axis, Table, read_marker
from naeringsgraf.analysis.coverage import coverage
from naeringsgraf.analysis.evidence import MeetingFacts
from naeringsgraf.analysis.finding import take_set
from naeringsgraf.analysis.trace_columns import NO_DATE, Column
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.views import table as rows
from naeringsgraf.views.bars import HUES, Chart, Series, Span, lay_out_bars, write_bars_svg
from naeringsgraf.views.chart_page import write_chart_page
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.choice import FACETS, LANGUAGE
from naeringsgraf.web.pages.downloads import give_file, list_downloads
from naeringsgraf.web.pages.evidence import name_cell
from naeringsgraf.web.pages.facets import Facets, read_kinds
from naeringsgraf.web.pages.view import View

_UNITS: Final = ("meeting", "quarter", "year")
_BY: Final = ("theme", "municipality")
_MEETINGS: Final = 24
"""Most meetings that are shown one by one unless it is asked for."""
_QUARTERS: Final = 40
_SMALL: Final = 12
"""Municipalities with a chart of their own: those with most."""
_HEADER: Final = ("period", "period_id", "by", "name", "id", "statements")


def show(view: View) -> Reply:
    """Show the page, or what it shows as a file."""
    timeline = Timeline(view)
    table = rows.Table(_HEADER, tuple(timeline.list_rows()))
    writers = {
        "csv": lambda: rows.write_table(table, "csv"),
        "excel": lambda: rows.write_table(table, "csv", excel=True),
        "json": lambda: rows.write_table(table, "json"),
        "svg": timeline.write_picture,
        "file": timeline.write_page,
        "rq": lambda: view.graph.write_named("timeline", **timeline.asked),
    }
    if reply := give_file(view, "timeline", writers):
        return reply
    return view.render(
        "timeline.html.j2",
        title=view.texts["nav_timeline"],
        wide=True,
        facets=timeline.facets,
        timeline=timeline,
        downloads=list_downloads(view, *writers),
        picture=view.here(format="svg"),
    )


@dataclass(frozen=True)
class Timeline:
    """The bars, and the table of the same numbers."""

    view: View

    @cached_property
    def facets(self) -> Facets:
        """What narrows the page; themes stand under those at the top unless some are chosen."""
        return Facets(self.view, level=self._level, kinds=read_kinds(self.view))

    @property
    def asked(self) -> dict[str, Any]:
        """What the shipped query of this name is asked with to give the same numbers."""
        kinds = self.facets.choice.kinds
        return take_set(
            {
                **self.facets.asked,
                "by": self.by,
                "unit": self.unit,
                "level": self._level,
                "kind": sorted(kinds) if len(kinds) < len(ActorKind) else None,
                "language": self.view.language,
            }
        )

    @cached_property
    def _level(self) -> int | None:
        return None if self.view.choice.several("theme") else 1

    @cached_property
    def by(self) -> str:
        """ "theme" or "municipality"."""
        return self.view.choice.one("by", "theme", among=_BY)

    @cached_property
    def unit(self) -> str:
        """ "meeting", "quarter" or "year": what is asked for, else the finest that can be looked over."""
        if asked := self.view.choice.one("unit", among=_UNITS):
            return asked
        days = sorted({day for meeting in self._meetings if (day := meeting.date)})
        if len(self._meetings) <= _MEETINGS:
            return "meeting"
        return "quarter" if (days[-1] - days[0]).days <= _QUARTERS * 91 else "year"

    @cached_property
    def _meetings(self) -> list[MeetingFacts]:
        """The meetings at which anything was said that is counted, by day."""
        return list(self.facets.counts.list_statements({}))

    @property
    def only(self) -> str:
        """Say in a sentence why there is no chart; "" where there is one."""
        days = {meeting.date for meeting in self._meetings}
        if len(days) != 1:
            return ""
        meeting = self._meetings[0]
        if meeting.date is None:
            return self.view.texts["timeline_undated"]
        key = "timeline_one_meeting" if len(self._meetings) == 1 else "timeline_one_day"
        return self.view.tell(key, day=self.view.day(meeting.date), body=meeting.body_label or meeting.label)

    # The bars and their pieces

    @cached_property
    def table(self) -> Table:
        """Numbers of sentences by theme or municipality, and by time."""
        axis = Axis.THEME if self.by == "theme" else Axis.MUNICIPALITY
        return self.facets.counts.table(axis, Axis(self.unit))

    @cached_property
    def spans(self) -> list[Span]:
        """The bars, those without a sentence between them too; what has no day stands in the table alone."""
        columns = {column.id: column for column in self.table.columns}
        ids = [id for id in columns if id != NO_DATE]
        if self.unit != "meeting" and ids:
            ids = _fill(ids, self.unit)
        return [self._make_span(columns.get(id) or Column(id, id)) for id in ids]

    def _make_span(self, column: Column) -> Span:
        if self.unit == "meeting":
            date = self._days.get(column.id)
            day = date.isoformat() if date else ""
            return Span(column.id, self.view.day(date) or column.label, day, day)
        since, until = _bound(column.id)
        label = column.label if self.unit == "year" else self._name_quarter(column.id)
        return Span(column.id, label, since.isoformat(), until.isoformat())

    @cached_property
    def _days(self) -> dict[str, dt.date | None]:
        meetings = read_marker(self.view.graph, self.view.language).columns.meetings
        return {meeting.document: meeting.date for meeting in meetings}

    def _name_quarter(self, id: str) -> str:
        year, _, quarter = id.partition("-Q")
        return self.view.tell("timeline_quarter", n=quarter, year=year)

    @cached_property
    def series(self) -> list[Series]:
        """The pieces: themes or municipalities, the largest first."""
        places = {column.id: at for at, column in enumerate(self.table.columns)}
        made = []
        for rank, at in enumerate(np.argsort(-self.table.row_totals, kind="stable").tolist()):
            cells = self.table.cells[at]
            numbers = tuple(int(cells[places[span.id]]) if span.id in places else 0 for span in self.spans)
            hue = min(rank, HUES - 1) if self.by == "theme" else 0
            made.append(Series(self.table.rows[at].id, self.table.rows[at].label, numbers, hue))
        return made

    @cached_property
    def charts(self) -> list[tuple[str, Chart]]:
        """One chart of all themes, or one of each of the largest municipalities, all to one scale."""
        if self.only or not self.spans:
            return []
        if self.by == "theme":
            return [("", lay_out_bars(self.spans, self.series))]
        first = self.series[:_SMALL]
        most = max((max(each.numbers, default=0) for each in first), default=1)
        return [(each.label, lay_out_bars(self.spans, [each], width=460, height=150, most=most)) for each in first]

    @property
    def legend(self) -> list[tuple[int, str]]:
        """Colour and name of each theme; those that share the last colour are one line."""
        if self.by != "theme":
            return []
        own = [(each.hue, each.label) for each in self.series[: HUES - 1]]
        rest = [each.label for each in self.series[HUES - 1 :]]
        return own + ([(HUES - 1, rest[0] if len(rest) == 1 else self.view.texts["timeline_others"])] if rest else [])

    @property
    def left_out(self) -> int:
        """How many municipalities have no chart, and stand in the table alone."""
        return 0 if self.by == "theme" else max(0, len(self.series) - _SMALL)

    # The same as a table

    @cached_property
    def heads(self) -> list[dict[str, Any]]:
        """Give the columns of the table, each with the address that narrows the page to it."""
        narrowed = self.view.choice.without("since", "until", "format")
        heads = [
            {
                "label": span.label,
                "told": self._told.get(span.id, ""),
                "place": self.view.link("/timeline", narrowed, since=span.since, until=span.until)
                if span.since
                else "",
            }
            for span in self.spans
        ]
        return heads + ([{"label": self.view.texts["no_date"], "told": "", "place": ""}] if self._undated else [])

    @property
    def _told(self) -> Mapping[str, str]:
        """Give meeting → which body held it."""
        if self.unit != "meeting":
            return {}
        return {meeting.document: meeting.body_label or meeting.label for meeting in self._meetings}

    @cached_property
    def _undated(self) -> bool:
        return any(column.id == NO_DATE for column in self.table.columns)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """Give the rows of the table: themes or municipalities, each number with the address of its sentences."""
        columns = [*[span.id for span in self.spans], *([NO_DATE] if self._undated else [])]
        places = {column.id: at for at, column in enumerate(self.table.columns)}
        return [
            {
                "label": row.label,
                "cells": [
                    self._lay_out(row, id, int(self.table.cells[at, places[id]]) if id in places else 0)
                    for id in columns
                ],
                "total": self._lay_out(row, "", int(self.table.row_totals[at])),
            }
            for at, row in enumerate(self.table.rows)
        ]

    def _lay_out(self, row: Column, id: str, number: int) -> dict[str, Any] | None:
        if not number:
            return None
        cell = name_cell(column=row.id) if self.by == "theme" else name_cell(row.id)
        at = f"&at={self.unit}:{quote(id, safe='/')}" if id else ""
        return {"number": number, "place": f"{self._before}{quote(cell, safe='/~')}{at}"}

    @cached_property
    def _before(self) -> str:
        chosen = self.view.choice.only(*FACETS, LANGUAGE, "actors")
        place = self.view.link("/evidence", chosen, level=self._level)
        return f"{place}{'&' if '?' in place else '?'}cell="

    def list_rows(self) -> Sequence[tuple[str | int, ...]]:
        """Give one row a period and theme or municipality that has a sentence."""
        places = {column.id: at for at, column in enumerate(self.table.columns)}
        return [
            (column.label, column.id, self.by, row.label, row.id, int(self.table.cells[at, places[column.id]]))
            for column in self.table.columns
            for at, row in enumerate(self.table.rows)
            if self.table.cells[at, places[column.id]]
        ]

    @property
    def _foot(self) -> list[str]:
        return [*(chip.label for chip in self.facets.chips), *([self.only] if self.only else [])]

    def write_picture(self) -> str:
        """Write the charts as one SVG."""
        return write_bars_svg(
            self.charts,
            self.legend,
            title=self.view.texts[f"timeline_by_{self.by}"],
            language=self.view.language,
            foot=[*self._foot, self.view.texts["licence_data"]],
        )

    def write_page(self) -> str:
        """Write charts and numbers as one page that opens from disk."""
        shown = [(period, name, number) for period, _, _, name, _, number in self.list_rows()]
        heads = ("period", "column_theme" if self.by == "theme" else "row_municipality", "column_number")
        return write_chart_page(
            self.write_picture(),
            rows.Table(("period", "name", "statements"), tuple(shown)),
            [self.view.texts[head] for head in heads],
            title=self.view.texts[f"timeline_by_{self.by}"],
            language=self.view.language,
            summary=self._foot,
            coverage=coverage(self.view.graph),
            meetings=self._meetings,
        )


def _bound(id: str) -> tuple[dt.date, dt.date]:
    """Give the first and last day of "2023" or "2023-Q1"."""
    year, _, quarter = id.partition("-Q")
    first, last = (int(quarter) * 3 - 2, int(quarter) * 3) if quarter else (1, 12)
    return dt.date(int(year), first, 1), dt.date(int(year), last, calendar.monthrange(int(year), last)[1])


def _fill(ids: Sequence[str], unit: str) -> list[str]:
    """Give all quarters or years from the first to the last."""
    first, last = min(ids), max(ids)
    years = range(int(first[:4]), int(last[:4]) + 1)
    if unit == "year":
        return [str(year) for year in years]
    every = [f"{year}-Q{quarter}" for year in years for quarter in range(1, 5)]
    return [each for each in every if first <= each <= last]
