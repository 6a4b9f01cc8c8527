"""`naeringsgraf person`: everything that a store holds of one person."""

from dataclasses import astuple
from pathlib import Path

import click

from naeringsgraf.cli.output import check_output, choose_format, find_width, output_options, write_result
from naeringsgraf.cli.settings import folder_option, settings

FORMATS = ("table", "csv", "tsv", "json", "ndjson")


@click.command()
@click.argument("name", metavar="NAME|IRI")
@folder_option
@click.option("--report", "full", is_flag=True, help="Each place with its text; else how many of each kind.")
@click.option("--excel", is_flag=True, help="CSV as spreadsheets in Norway read it: semicolons and a BOM.")
@output_options(FORMATS, "table")
def command(
    name: str, store: Path, full: bool, excel: bool, form: str | None, output: Path | None, force: bool
) -> None:
    """Tell what is held of a person, for whoever asks for access: every attendance, turn, sentence and mention.

    With --report each is a row with document, place and text; and the generations, what others see, and the backups
    that are known. To read who met where for whom, use: naeringsgraf people.

    \b
    naeringsgraf person "Dag Aanensen"
    naeringsgraf person person/dag-aanensen --report --format csv -o held.csv
    """
    from naeringsgraf.store.privacy.holding import COLUMNS, report_person
    from naeringsgraf.views.table import Table, write_table

    check_output(output, force=force)
    chosen = choose_format(form, output, "table", FORMATS, txt="table", jsonl="ndjson")
    held = report_person(store, name)
    if full:
        table = Table(COLUMNS, tuple(astuple(each) for each in held))
    else:
        kinds = dict.fromkeys(each.kind for each in held)
        rows = ((kind, [each for each in held if each.kind == kind]) for kind in kinds)
        table = Table(
            ("kind", "count", "documents"),
            tuple((kind, len(each), len({one.document for one in each if one.document})) for kind, each in rows),
        )
    write_result(write_table(table, chosen, width=find_width(), excel=excel), output, force=force)
    if output is not None:
        settings().say(f"{output} names a person; keep it as you keep the minutes")
