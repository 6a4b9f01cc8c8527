"""`naeringsgraf forget`: takes somebody's name out of a store for good."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.output import write_result
from naeringsgraf.cli.settings import folder_option, settings

if TYPE_CHECKING:
    from naeringsgraf.store.privacy.forgetting import Forgotten


@click.command()
@click.argument("name", required=False, metavar="[NAME|IRI]")
@folder_option
@click.option("--everyone", is_flag=True, help="Also where several people go by that name.")
@click.option("--again", is_flag=True, help="Do once more what was forgotten before, such as after a restore.")
@click.option(
    "--backup",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Take what was forgotten out of a backup, instead of the store.",
)
def command(name: str | None, store: Path, everyone: bool, again: bool, backup: Path | None) -> int:
    """Take the name of a person out of a store, for good: graphs, quotes, names of documents, old generations.

    What was said stays, and for whom. The name becomes a keyed hash, by which a later reading of the same minutes drops
    it again. Backups that are known are told, with the command that cleans them. The minutes themselves are named, and
    not touched. This cannot be undone.

    \b
    naeringsgraf forget "Harriet Slaaen"
    naeringsgraf forget person/gaute-hveem --store naeringsgraf.store
    naeringsgraf forget --backup backup
    """
    from naeringsgraf.store.privacy.forgetting import clean_backup, forget, forget_again

    if sum((name is not None, again, backup is not None)) != 1:
        raise click.UsageError("name one of: a person, --again, or --backup.")
    if backup is not None:
        write_result(f"{backup}: {clean_backup(store, backup)} documents written anew\n")
        return Exit.DONE
    done = forget_again(store) if name is None else forget(store, name, everyone=everyone)
    _tell(done)
    return Exit.FAILED if done.held else Exit.DONE


def _tell(done: "Forgotten") -> None:
    said = settings()
    for path in done.sources:
        said.say(f"{path} names them still, and is not touched; it is read without the name from now on")
    for path in done.backups:
        said.say(f"{path} is a backup from before; clean it with: naeringsgraf forget --backup {path}")
    for number in done.held:
        said.say(
            f"generation {number} is read by somebody, and holds the name; when they have let go, finish with: "
            "naeringsgraf forget --again"
        )
    views = f"; seen by others and made anew: {', '.join(done.views)}" if done.views else ""
    write_result(
        f"{done.store}: {done.documents} documents written anew without the name, generation {done.generation}{views}\n"
    )
