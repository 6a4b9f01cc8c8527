"""`naeringsgraf extract`: what is read from each file, as JSON."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.output import check_output, write_result
from naeringsgraf.cli.passed_over import PassedOver
from naeringsgraf.cli.places import PlaceType
from naeringsgraf.cli.settings import reading_options, settings
from naeringsgraf.errors import CallError, SourceError

if TYPE_CHECKING:
    from naeringsgraf.reading.remote import Place


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PlaceType(allow_dash=True), metavar="FILE...")
@click.option("--name", default="stdin.md", show_default=True, help="What the text of - is called; tells its format.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file.")
@click.option("--force", is_flag=True, help="Overwrite the file of -o.")
@reading_options
def command(
    paths: tuple["Place", ...],
    name: str,
    output: Path | None,
    force: bool,
    workers: int | None,
    scheduler: str | None,
    seconds: float,
    memory: int,
    follow_links: bool,
) -> int:
    """Print what is read from each file, one JSON object a line. A folder stands for its minutes, - for standard input.

    \b
    naeringsgraf extract data/referat
    naeringsgraf extract data/referat -o records.ndjson
    """
    from naeringsgraf.reading.files import find_files
    from naeringsgraf.store.intake import make_record_lines
    from naeringsgraf.store.workers.choosing import open_pool
    from naeringsgraf.store.workers.limits import Limits

    check_output(output, force=force)
    said, passed_over, lines, rejected = settings(), PassedOver(), list[bytes](), 0
    with _with_stdin(paths, name) as places:
        files = find_files(places, passed_over, follow_links=follow_links)
        passed_over.tell(said)
        pool = open_pool(workers, Limits(seconds, memory << 20), scheduler)
        outcomes = dict(pool.run(make_record_lines, files))
    for number in range(len(files)):
        outcome = outcomes[number]
        if isinstance(outcome, SourceError):
            said.reject(outcome.path, str(outcome), "\n".join(getattr(outcome, "__notes__", ())))
            rejected += 1
        else:
            lines += outcome
    for word in pool.missing:
        said.explain(f"on this machine {word}")
    write_result(b"".join(lines), output, force=force)
    if rejected and not lines:
        return Exit.FAILED
    return Exit.REJECTED if rejected else Exit.DONE


@contextmanager
def _with_stdin(paths: "Sequence[Place]", name: str) -> "Iterator[list[Place]]":
    """Put standard input in a file of the given name, where it is asked for; the file is gone afterwards."""
    if Path("-") not in paths:
        yield list(paths)
        return
    if Path(name).name != name:
        raise CallError(f"--name {name}: a name of a file, without a folder, such as stdin.md")
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / name
        text.write_bytes(sys.stdin.buffer.read())
        yield [text if path == Path("-") else path for path in paths]
