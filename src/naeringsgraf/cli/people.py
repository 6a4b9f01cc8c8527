"""`naeringsgraf people`: who met where for whom, across all minutes."""

from pathlib import Path

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.opening import open_graph
from naeringsgraf.cli.output import check_output, choose_format, find_width, output_options, write_result
from naeringsgraf.cli.settings import settings, store_option

FORMATS = ("table", "csv", "tsv", "json", "ndjson")


@click.command()
@click.argument("name", required=False)
@click.option("--why", is_flag=True, help="Tell what joins attendances into one person, and what was left apart.")
@click.option("--excel", is_flag=True, help="CSV as spreadsheets in Norway read it: semicolons and a byte order mark.")
@store_option
@output_options(FORMATS, "table")
def command(
    name: str | None, why: bool, excel: bool, store: Path | str, form: str | None, output: Path | None, force: bool
) -> int:
    """List the people of all minutes, or tell of NAME meeting by meeting: where they met, for whom, in which office.

    NAME may be any form of the name, or the beginning of its words.

    \b
    naeringsgraf people
    naeringsgraf people Kvisgaard --why
    """
    from naeringsgraf.analysis.people import find_people
    from naeringsgraf.views import people_text
    from naeringsgraf.views.table import write_table

    check_output(output, force=force)
    chosen = choose_format(form, output, "table", FORMATS, txt="table", jsonl="ndjson")
    with open_graph(store) as graph:
        people = find_people(graph, name)
    if chosen != "table":
        tabulate = people_text.tabulate_visits if name else people_text.tabulate_people
        table = (people_text.tabulate_reasons if why else tabulate)(people)
        write_result(write_table(table, chosen, excel=excel), output, force=force)
    elif name or why:
        write_result(people_text.show_persons(people, find_width(), why=why), output, force=force)
    else:
        write_result(people_text.show_people(people, find_width()), output, force=force)
    if not people:
        settings().say("the question has no rows")
        return Exit.NO_ROWS
    return Exit.DONE
