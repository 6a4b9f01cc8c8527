"""`naeringsgraf stats`: how much the graph holds."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naeringsgraf.cli.opening import open_graph
from naeringsgraf.cli.output import check_output, choose_format, output_options, write_result
from naeringsgraf.cli.settings import graph_option

if TYPE_CHECKING:
    from naeringsgraf.store.graph import DocumentInfo, Stats


@click.command()
@click.option("--documents", "listing", is_flag=True, help="List the documents instead.")
@graph_option
@output_options(("table", "json"), "table")
def command(listing: bool, store: Path | str, form: str | None, output: Path | None, force: bool) -> None:
    """Count what the graph holds: documents, turns, themes, and the days they reach over.

    \b
    naeringsgraf stats
    naeringsgraf stats --documents --format json
    """

    check_output(output, force=force)
    chosen = choose_format(form, output, "table", ("table", "json"), txt="table")
    with open_graph(store) as graph:
        found = graph.documents() if listing else graph.stats()
    if chosen == "json":
        plain = [asdict(each) for each in found] if isinstance(found, list) else asdict(found)
        write_result(json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n", output, force=force)
    else:
        write_result(_show_documents(found) if isinstance(found, list) else _show(found), output, force=force)


def _show(stats: "Stats") -> str:
    rows = {name: str(count) for name, count in sorted(stats.counts.items())}
    rows |= {"quads": str(stats.quads), "themes raised": str(stats.themes)}
    rows |= {"actors spoken for": str(stats.actors), "municipalities of these": str(stats.municipalities)}
    rows |= {"ambiguous mentions": str(stats.ambiguous)}
    rows |= {"first meeting": stats.first or "–", "last meeting": stats.last or "–"}
    widths = max(map(len, rows)), max(map(len, rows.values()))
    return "".join(f"{name:{widths[0]}}  {value:>{widths[1]}}\n" for name, value in rows.items())


def _show_documents(documents: "list[DocumentInfo]") -> str:
    from naeringsgraf.views.characters import show_controls

    def describe(document: "DocumentInfo") -> str:
        note = "  (constructed)" if document.constructed else ""
        return f"{document.date or '–':10}  {document.turns:>3} turns  {show_controls(document.source)}{note}\n"

    return "".join(map(describe, documents))
