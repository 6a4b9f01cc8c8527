"""`naeringsgraf expire`: documents whose names are too old to be shown to others."""

from pathlib import Path

import click

from naeringsgraf.cli.output import check_output, choose_format, find_width, output_options, write_result
from naeringsgraf.cli.settings import folder_option, settings

FORMATS = ("table", "csv", "tsv", "json", "ndjson")
HEADER = ("document", "path", "date", "level", "days")


@click.command()
@folder_option
@click.option("--names-after", metavar="AGE", help="How old: 365d, 2y. Default: what the store was built with.")
@click.option("--apply", "carry_out", is_flag=True, help="Show them without names from now on.")
@output_options(FORMATS, "table")
def command(
    store: Path, names_after: str | None, carry_out: bool, form: str | None, output: Path | None, force: bool
) -> None:
    """List the documents that others see with names, and that are older than names are shown.

    A meeting without a day counts as old. --apply keeps the age in the store and makes anew what others see; the
    documents then count as "pseudonym". On this machine nothing changes.

    \b
    naeringsgraf expire --names-after 365d
    naeringsgraf expire --names-after 365d --apply
    """
    from naeringsgraf.store.privacy.expiring import apply_age, find_expired
    from naeringsgraf.store.privacy.levels import read_age
    from naeringsgraf.views.table import Table, write_table

    check_output(output, force=force)
    chosen = choose_format(form, output, "table", FORMATS, txt="table", jsonl="ndjson")
    age = read_age(names_after) if names_after else None
    found = find_expired(store, age)
    rows = tuple((each.document, each.path, each.date, str(each.level), each.days) for each in found)
    write_result(write_table(Table(HEADER, rows), chosen, width=find_width()), output, force=force)
    if carry_out:
        views = apply_age(store, age)
        settings().say(f"{store}: names of {len(found)} documents are hidden from others; {len(views)} views made anew")
