"""`naeringsgraf restore`: a store from a backup."""

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
    """Make a store from the backup in DIR.

    The backup is looked at before anything is written, and each graph is compared with its hash afterwards. Nothing is
    written over a store that is there.

    \b
    naeringsgraf restore backup --store restored.store
    """
    from naeringsgraf.store.backup import restore

    write_result(show_report(restore(folder, store), form))
