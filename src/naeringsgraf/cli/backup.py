"""`naeringsgraf backup`: a copy of a store that a build meanwhile does not disturb."""

from pathlib import Path

import click

from naeringsgraf.cli.output import write_result
from naeringsgraf.cli.report import show_report
from naeringsgraf.cli.settings import folder_option


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@folder_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(folder: Path, store: Path, form: str) -> None:
    """Copy what a store holds to the new folder DIR, also while it is built.

    On the same disk the files are hard links and take no room; a backup that shall outlive the disk belongs on another.
    Every file is held against its hash.

    \b
    naeringsgraf backup backup-1
    naeringsgraf backup backup-2 --store naeringsgraf.store --format json
    """
    from naeringsgraf.store.backup import back_up

    write_result(show_report(back_up(store, folder), form))
