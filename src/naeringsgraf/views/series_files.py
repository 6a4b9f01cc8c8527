"""A series of networks over windows of time: one row a window and line, or GEXF with weights over time."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from naeringsgraf.analysis.network import Edge, Network, list_meetings, list_quotes
from naeringsgraf.analysis.networks.assembling import Mark, assemble
from naeringsgraf.analysis.networks.placing import place_network
from naeringsgraf.analysis.networks.series import Window
from naeringsgraf.errors import CallError
from naeringsgraf.views.networks.describing import tabulate_edges
from naeringsgraf.views.networks.gexf import write_gexf
from naeringsgraf.views.table import Table, write_table

SERIES_FORMATS = ("csv", "tsv", "json", "gexf")


def write_series(windows: Sequence[Window], form: str, *, excel: bool = False) -> str:
    """Write a series in one of `SERIES_FORMATS`.

    Raises:
        CallError: there is no such form.
    """
    if form not in SERIES_FORMATS:
        raise CallError(f"a series cannot be written as {form!r}; choose one of {', '.join(SERIES_FORMATS)}")
    if form == "gexf":
        return _write_gexf(windows)
    return write_table(tabulate_series(windows), form, excel=excel)


def tabulate_series(windows: Sequence[Window]) -> Table:
    """Give one row for each window and line: first and last day of the window, then as in a single network."""
    tables = [tabulate_edges(window.network) for window in windows]
    header = tables[0].header if tables else tabulate_edges(Network("", (), (), "nb")).header
    rows = [
        (window.since.isoformat(), window.until.isoformat(), *row)
        for window, table in zip(windows, tables, strict=True)
        for row in table.rows
    ]
    return Table(("window_since", "window_until", *header), tuple(rows))


def _write_gexf(windows: Sequence[Window]) -> str:
    """One network of all windows, placed once, so that a mark keeps its place from window to window."""
    weights: defaultdict[tuple[str, str], list[tuple[tuple[dt.date, dt.date], float]]] = defaultdict(list)
    lines: defaultdict[tuple[str, str], list[Edge]] = defaultdict(list)
    marks: dict[str, Mark] = {}
    for window in windows:
        for node in window.network.nodes:
            marks.setdefault(node.id, Mark(node.id, node.label, node.kind, node.group))
        for edge in window.network.edges:
            weights[edge.source, edge.target].append(((window.since, window.until), edge.weight))
            lines[edge.source, edge.target].append(edge)
    facts: dict[str, Any] = {}
    if windows:
        first = windows[0].network
        facts = {name: getattr(first, name) for name in ("directed", "two_mode", "unit", "asked", "labels")}
    kind = windows[0].network.kind if windows else ""
    language = windows[0].network.language if windows else "nb"
    whole = assemble(kind, marks.values(), [_join(found) for found in lines.values()], language, **facts)
    return write_gexf(place_network(whole), weights)


def _join(edges: Sequence[Edge]) -> Edge:
    """Give the line of all windows; its weight is the greatest of any."""
    return Edge(
        edges[0].source,
        edges[0].target,
        max(edge.weight for edge in edges),
        list_quotes(quote for edge in edges for quote in edge.quotes),
        list_meetings(meeting for edge in edges for meeting in edge.met),
    )
