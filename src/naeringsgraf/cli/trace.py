"""`naeringsgraf trace`: who raised what, since when, in which words."""

from pathlib import Path

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.opening import open_graph
from naeringsgraf.cli.output import (
    check_output,
    choose_format,
    find_width,
    output_options,
    write_result,
)
from naeringsgraf.cli.settings import choice_options, settings, store_option

FORMATS = ("table", "csv", "tsv", "json", "ndjson")


@click.command()
@choice_options
@click.option("--by", type=click.Choice(["theme", "meeting", "year"]), help="Columns; meetings for one theme.")
@click.option("--quotes", is_flag=True, help="Also every sentence behind the numbers.")
@click.option("--excel", is_flag=True, help="CSV as spreadsheets in Norway read it: semicolons and a byte order mark.")
@store_option
@output_options(FORMATS, "table")
def command(
    theme: tuple[str, ...],
    municipality: tuple[str, ...],
    since: str | None,
    until: str | None,
    places: str,
    include_regions: bool,
    kind: tuple[str, ...],
    narrower: bool,
    language: str,
    by: str | None,
    quotes: bool,
    excel: bool,
    store: Path | str,
    form: str | None,
    output: Path | None,
    force: bool,
) -> int:
    """Lay out which municipality raised which theme. Numbers count sentences; --quotes shows them.

    Themes go by any label in any language, municipalities by name or number, days by 2022, 2022-11 or 2022-11-04. A
    theme counts what is narrower too. With --places today, Skedsmo is counted as Lillestrøm; a municipality that was
    split stays under its old name.

    \b
    naeringsgraf trace
    naeringsgraf trace --theme "grønt industriløft" --quotes
    naeringsgraf trace --municipality Drammen --since 2021 --format csv
    naeringsgraf trace --places today --include-regions
    """
    from naeringsgraf.analysis.trace import trace
    from naeringsgraf.views.table import write_table
    from naeringsgraf.views.trace_text import show_trace, tabulate_trace

    check_output(output, force=force)
    chosen = choose_format(form, output, "table", FORMATS, txt="table", jsonl="ndjson")
    with open_graph(store) as graph:
        found = trace(
            graph,
            theme,
            municipality,
            since,
            until,
            by=by,
            include_narrower=narrower,
            kinds=kind,
            language=language,
            places=places,
            include_regions=include_regions,
        )
    if chosen == "table":
        write_result(show_trace(found, find_width(), quotes=quotes), output, force=force)
    else:
        write_result(write_table(tabulate_trace(found, quotes=quotes), chosen, excel=excel), output, force=force)
    said = settings()
    for note in found.notes():
        said.say(note)
    if not found.cells:
        said.say("the question has no rows")
        return Exit.NO_ROWS
    return Exit.DONE
