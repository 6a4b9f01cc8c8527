"""Who raised which theme, as a network in two columns: the table of `trace`, drawn."""

from collections.abc import Collection, Iterator
from typing import Any

from naeringsgraf.analysis.answers import Answers
from naeringsgraf.analysis.choosing import Names
from naeringsgraf.analysis.days import Day
from naeringsgraf.analysis.evidence import Themes, read_evidence
from naeringsgraf.analysis.network import THEME, Edge, Network
from naeringsgraf.analysis.networks.assembling import Mark, assemble
from naeringsgraf.analysis.places import PlaceTime
from naeringsgraf.analysis.trace import MUNICIPALITIES, By, Trace, lay_out
from naeringsgraf.model.meeting import ActorKind


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
) -> Network:
    """Draw who raised which theme. Weights are sentences; the arguments are those of `trace`, and so are the numbers.

    Raises:
        CallError: a name or day is not known; near names are told.
    """
    evidence = read_evidence(graph, language)
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
        Edge(cell.row.id, cell.column.id, cell.statements, cell.quotes, through_region=cell.through_region)
        for cell in table.cells
    ]
    return assemble(
        "municipality-theme",
        list_marks(table, evidence.themes),
        edges,
        language,
        two_mode=True,
        **tell_choice(table, municipality),
        labels=name_themes(table, evidence.themes),
    )


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
        chosen["municipality"] = (municipality,) if isinstance(municipality, str) else tuple(municipality)
    return {
        "asked": chosen,
        "since": table.since,
        "until": table.until,
        "notes": tuple(table.notes()),
        "counted": table.counted,
    }


def name_themes(table: Trace, themes: Themes) -> dict[str, str]:
    """Give id → label of all themes that the sentences raise."""
    raised = {theme for quote in table.quotes for theme in quote.themes} | {column.id for column in table.columns}
    return {theme: themes.label(theme) for theme in sorted(raised)}
