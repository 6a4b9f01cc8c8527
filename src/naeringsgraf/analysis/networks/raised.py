"""Who raised which theme, as a network in two columns: the table of `trace`, drawn."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any, Final

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.choosing import Names
from naeringsgraf.analysis.evidence import Themes
from naeringsgraf.analysis.network import THEME, Edge, Network, Unit
from naeringsgraf.analysis.networks.assembling import Mark, assemble
from naeringsgraf.analysis.networks.choosing import name_all, read_unit
from naeringsgraf.analysis.networks.readings import read_once
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.trace import MUNICIPALITIES, By, Cell, Trace, lay_out
from naeringsgraf.days import Day
from naeringsgraf.model.meeting import ActorKind

UNITS: Final = (Unit.SENTENCES, Unit.TURNS, Unit.MEETINGS)


def draw_municipality_theme(
    graph: Answers,
    theme: Names = None,
    municipality: Names = None,
    since: Day = None,
    until: Day = None,
    *,
    include_narrower: bool = True,
    kinds: Collection[ActorKind | str] = MUNICIPALITIES,
    language: str = "nb",
    places: PlaceTime | str = PlaceTime.AS_OF,
    include_regions: bool = False,
    weight: Unit | str = Unit.SENTENCES,
) -> Network:
    """Draw who raised which theme; the arguments are those of `trace`, and so are the sentences.

    `weight` is "sentences", "turns", or "meetings": then what is repeated within one document counts once.

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    unit = read_unit(weight, UNITS)
    evidence = read_once(graph).evidence(language)
    table = lay_out(
        evidence,
        theme,
        municipality,
        since,
        until,
        by=By.THEME,
        include_narrower=include_narrower,
        kinds=kinds,
        places=places,
        include_regions=include_regions,
    )
    edges = [
        Edge(cell.row.id, cell.column.id, _weigh(cell, unit), cell.quotes, through_region=cell.through_region)
        for cell in table.cells
    ]
    return assemble(
        "municipality-theme",
        list_marks(table, evidence.themes),
        edges,
        language,
        two_mode=True,
        unit=unit,
        notes=(f"Weights are {_TOLD[unit]}. A sentence with two themes stands under both.", *table.notes()[1:]),
        labels=name_themes(table, evidence.themes),
        **tell_choice(table, municipality),
    )


def draw_cluster_theme(
    graph: Answers, *, kinds: Collection[ActorKind | str] = (ActorKind.CLUSTER,), **choice: Any
) -> Network:
    """Draw which theme was raised for which cluster; otherwise as `draw_municipality_theme`.

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    return replace(draw_municipality_theme(graph, kinds=kinds, **choice), kind="cluster-theme")


_TOLD: Final = {
    Unit.SENTENCES: "sentences",
    Unit.TURNS: "turns: a theme raised in several sentences of one turn counts once",
    Unit.MEETINGS: "meetings: what is repeated within one document counts once",
}


def _weigh(cell: Cell, unit: Unit) -> int:
    if unit is Unit.MEETINGS:
        return len({quote.meeting.document for quote in cell.quotes})
    return cell.turns if unit is Unit.TURNS else cell.statements


def list_marks(table: Trace, themes: Themes) -> Iterator[Mark]:
    """Give the rows and columns of a table by theme."""
    for row in table.rows:
        yield Mark(row.id, row.label, str(row.kind), str(row.kind))
    for column in table.columns:
        yield Mark(column.id, column.label, THEME, themes.label(themes.top(column.id)))


def tell_choice(table: Trace, municipality: Names) -> dict[str, Any]:
    """Give what a `Network` tells of what was asked for and what is counted."""
    chosen: dict[str, str | tuple[str, ...]] = {"places": str(table.places)}
    if table.asked:
        chosen["theme"] = table.asked
    if municipality:
        chosen["municipality"] = name_all(municipality)
    return {
        "asked": chosen,
        "since": table.since,
        "until": table.until,
        "counted": table.counted,
    }


def name_themes(table: Trace, themes: Themes) -> dict[str, str]:
    """Give id → label of all themes that the sentences raise."""
    raised = {theme for quote in table.quotes for theme in quote.themes} | {column.id for column in table.columns}
    return {theme: themes.label(theme) for theme in sorted(raised)}
