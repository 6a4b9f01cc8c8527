"""The table of who raised what as one HTML file: a matrix of numbers, each of which opens its sentences."""

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import Any, Final

from naeringsgraf import __version__
from naeringsgraf.analysis.coverage import Coverage
from naeringsgraf.analysis.evidence import Quote
from naeringsgraf.analysis.trace import By, Cell, Column, Trace
from naeringsgraf.analysis.trace_columns import NO_BODY, NO_DATE
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.views.characters import write_script_json
from naeringsgraf.views.heat_steps import list_steps, step_of_number, step_of_share, tell_share
from naeringsgraf.views.pages import (
    clean,
    describe_quote,
    list_meetings,
    list_sources,
    load_answer_texts,
    load_page,
    read_answer_style,
    read_asset,
    tell_coverage,
    tell_data_until,
    write_policy,
)
from naeringsgraf.views.texts import count, name_row, tell_places, write_day
from naeringsgraf.views.trace_text import take_share

_SCRIPT_TEXTS: Final = ("cells_one", "cells_other", "no_hits", "quotes_one", "quotes_other")


def write_heat_map(
    trace: Trace,
    *,
    title: str | None = None,
    language: str = "nb",
    coverage: Coverage | None = None,
    share: str | None = None,
) -> str:
    """Write the page; the same table gives the same text. It asks nobody for anything.

    Args:
        trace: the table.
        title: heading and title of the page; None for that of the language.
        language: of the page's words, "nb", "nn" or "en".
        coverage: what the graph does not know, told at the foot of the page.
        share: "turns" or "meetings" to show each number as a share of those; None for sentences.

    Raises:
        CallError: there are no texts in that language.
    """
    texts = load_answer_texts(language)
    matrix = Matrix(trace, language, texts, share)
    meetings = list_meetings(trace.quotes)
    heading = title or texts["heat_title"]
    style, script = read_answer_style(), read_heat_script()
    return load_page("heat_map.html.j2").render(
        language=language,
        texts={**texts, "matrix": matrix.name},
        title=heading,
        version=__version__,
        policy=write_policy([script], style),
        style=style,
        script=script,
        data=write_script_json(clean(matrix.make_data())),
        summary=[*matrix.summary, *tell_data_until(meetings, texts, language)],
        counted=texts[f"counted_{share or 'statements'}"],
        legend=matrix.legend,
        row_heading=texts["row_municipality" if matrix.municipalities_alone else "row_actor"],
        columns=[
            {"label": label, "total": len(trace.quotes_of_column(column))}
            for column, label in zip(trace.columns, matrix.column_labels, strict=True)
        ],
        rows=matrix.rows,
        total=len(trace.quotes),
        choice=tell_choice(trace, texts, language),
        coverage=tell_coverage(coverage, texts, language) if coverage else [],
        sources=list_sources(meetings),
        documents_counted=count(texts, "documents", len(meetings)),
    )


@cache
def read_heat_script() -> str:
    """Give the script of the page, in a scope of its own; a module of the explorer exports nothing there."""
    parts = read_asset("roving.js").replace("export const ", "const ") + read_asset("heat_map.js")
    return f"(() => {{\n'use strict';\n{parts}}})();\n"


class Matrix:
    """A table laid out in rows and columns, with a step of colour for each number."""

    def __init__(self, trace: Trace, language: str, texts: Mapping[str, str], share: str | None) -> None:
        """Take in the table and how it is shown."""
        self.trace = trace
        self.language = language
        self.texts = texts
        self.share = share
        self.municipalities_alone = all(row.kind is ActorKind.MUNICIPALITY for row in trace.rows)
        self.row_labels = [name_row(row, texts) for row in trace.rows]
        self.column_labels = [name_column(column, texts) for column in trace.columns]
        self._largest = max((cell.statements for cell in trace.cells), default=1)

    @property
    def name(self) -> str:
        """What stands in it: "Kommuner og temaer"."""
        columns = self.texts[f"columns_{self.trace.by}"]
        return self.texts["matrix" if self.municipalities_alone else "matrix_actors"].replace("{columns}", columns)

    @property
    def summary(self) -> list[str]:
        """Say in a few words how much it holds."""
        actors = "municipalities" if self.municipalities_alone else "actors"
        return [count(self.texts, actors, len(self.trace.rows)), count(self.texts, "quotes", len(self.trace.quotes))]

    def find_step(self, cell: Cell) -> int:
        """Give the step of colour."""
        if self.share:
            return step_of_share(take_share(cell, self.share)[2] or 0.0)
        return step_of_number(cell.statements, self._largest)

    def tell_number(self, cell: Cell) -> tuple[str, str]:
        """Give what stands in the cell, and in small below: a share with its part and whole, or what is a region's."""
        if self.share:
            part, whole, share = take_share(cell, self.share)
            return tell_share(share or 0.0), f"{part}/{whole}"
        return str(cell.statements), f"({cell.through_region})" if cell.through_region else ""

    @property
    def legend(self) -> list[dict[str, Any]]:
        """Give the steps that occur, each with the least and the most number that has it."""
        sizes = [
            (take_share(cell, self.share)[2] or 0.0) if self.share else float(cell.statements)
            for cell in self.trace.cells
        ]
        shown = [(self.find_step(cell), self.tell_number(cell)[0]) for cell in self.trace.cells]
        return list_steps((step, size, told) for (step, told), size in zip(shown, sizes, strict=True))

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Give one row each, with a cell or None under every column."""
        numbers = {(cell.row.id, cell.column.id): at for at, cell in enumerate(self.trace.cells)}
        return [
            {
                "label": label,
                "short": label[:_LONGEST_NAME],
                "kind": "" if self.municipalities_alone else self.texts[f"kind_{row.kind}"],
                "cells": [
                    self._lay_out(numbers.get((row.id, column.id)), name[:_LONGEST_NAME])
                    for column, name in zip(self.trace.columns, self.column_labels, strict=True)
                ],
                "total": len(self.trace.quotes_of_row(row)),
            }
            for row, label in zip(self.trace.rows, self.row_labels, strict=True)
        ]

    def _lay_out(self, number: int | None, column: str) -> dict[str, Any] | None:
        if number is None:
            return None
        cell = self.trace.cells[number]
        shown, part = self.tell_number(cell)
        return {"number": number, "step": self.find_step(cell), "shown": shown, "part": part, "column": column}

    def make_data(self) -> dict[str, Any]:
        """Give all that the script needs, as plain values."""
        quotes = self.trace.quotes
        numbers = {quote.id: at for at, quote in enumerate(quotes)}
        rows = {row.id: at for at, row in enumerate(self.trace.rows)}
        columns = {column.id: at for at, column in enumerate(self.trace.columns)}
        return {
            "language": self.language,
            "texts": {key: self.texts[key] for key in _SCRIPT_TEXTS},
            "rows": self.row_labels,
            "rowTotals": [len(self.trace.quotes_of_row(row)) for row in self.trace.rows],
            "columns": self.column_labels,
            "columnTotals": [len(self.trace.quotes_of_column(column)) for column in self.trace.columns],
            "columnsByName": self.trace.by in (By.THEME, By.BODY),
            "cells": [
                {
                    "row": rows[cell.row.id],
                    "column": columns[cell.column.id],
                    "quotes": [numbers[quote.id] for quote in cell.quotes],
                    "told": self._tell_cell(cell),
                }
                for cell in self.trace.cells
            ],
            "quotes": [self._describe(quote) for quote in quotes],
        }

    def _tell_cell(self, cell: Cell) -> str:
        through = self.texts["through_region"].replace("{n}", str(cell.through_region)) if cell.through_region else ""
        days = [write_day(day, self.language) for day in (cell.first, cell.last) if day]
        told = [count(self.texts, "turns", cell.turns), " – ".join(dict.fromkeys(days)), through]
        return " · ".join(part for part in told if part)

    def _describe(self, quote: Quote) -> dict[str, Any]:
        row = self._row_of_actor.get(quote.actor or "")
        themes = [self._theme_labels[theme] for theme in quote.themes if theme in self._theme_labels]
        return describe_quote(quote, self.texts, self.language, row=row, themes=themes)

    @cached_property
    def _theme_labels(self) -> dict[str, str]:
        return {column.id: column.label for column in self.trace.columns} if self.trace.by is By.THEME else {}

    @cached_property
    def _row_of_actor(self) -> dict[str, str]:
        return {
            member: label for row, label in zip(self.trace.rows, self.row_labels, strict=True) for member in row.members
        }


_LONGEST_NAME: Final = 120
"""Letters of a name that a cell is called by, for those who hear the page."""


def name_column(column: Column, texts: Mapping[str, str]) -> str:
    """Give the label of a column, in the language of the texts where it is none of the data."""
    return {NO_DATE: texts["no_date"], NO_BODY: texts["no_body"]}.get(column.id, column.label)


def tell_choice(trace: Trace, texts: Mapping[str, str], language: str) -> list[str]:
    """Say what was asked for, and what the numbers leave out: one line each."""
    told = [texts["choice_themes"].replace("{list}", ", ".join(trace.asked)) if trace.asked else ""]
    if not trace.asked:
        told = [texts["choice_all_themes"]]
    if level := trace.asked_with.get("level"):
        told.append(texts["choice_level"].replace("{n}", str(level)))
    if trace.asked_actors:
        told.append(texts["choice_only"].replace("{list}", _join(trace.asked_actors)))
    for kind, names in trace.narrowed.items():
        listed = [texts[f"basis_name_{name}"] for name in names] if kind == "basis" else names
        told.append(texts[f"choice_{kind}"].replace("{list}", _join(listed)))
    ends = [write_day(day, language) or "…" for day in (trace.since, trace.until)]
    period = texts["choice_period"].replace("{from}", ends[0]).replace("{to}", ends[1])
    told.append(period if trace.since or trace.until else texts["choice_period_all"])
    for theme, narrower in sorted(trace.included.items()):
        told.append(texts["included"].replace("{theme}", theme).replace("{list}", _join(narrower)))
    told += tell_places(trace.counted, texts, language)
    counted = {
        "without_actor": trace.without_actor,
        "other_actors": trace.other_actors,
        "undated": trace.undated,
    }
    return told + [texts[key].replace("{n}", str(number)) for key, number in counted.items() if number]


def _join(names: Iterable[str]) -> str:
    return ", ".join(names)
