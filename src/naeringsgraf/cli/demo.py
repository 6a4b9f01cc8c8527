"""`naeringsgraf demo`: the main job on the sample minutes that come with the program."""

from pathlib import Path

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.settings import settings


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default="naeringsgraf-demo")
def command(folder: Path) -> int:
    """Build the sample minutes in FOLDER, trace who raised what, and draw the network as a page.

    The minutes are constructed, or retold from facts, and say so. Nothing outside FOLDER is written.

    \b
    naeringsgraf demo
    """
    from naeringsgraf.cli.main import run
    from naeringsgraf.resources import find_resource

    store, page = folder / "sample.store", folder / "nettverk.html"
    folder.mkdir(parents=True, exist_ok=True)
    for call in (
        ["build", str(find_resource("data", "referat")), "--store", str(store)],
        ["trace", "--store", str(store)],
        ["network", "municipality-theme", "--store", str(store), "-o", str(page), "--force"],
    ):
        code = run(call)
        if code != Exit.DONE:
            return code
    settings().say(f"the network page: {page.absolute()}")
    settings().say(f"the explorer: naeringsgraf serve {store} --open")
    return Exit.DONE
