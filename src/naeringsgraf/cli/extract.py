"""`naeringsgraf extract`: what is read from each file, as JSON."""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.output import check_output, write_result
from naeringsgraf.cli.settings import settings
from naeringsgraf.errors import CallError, SourceError


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="FILE...")
@click.option("--name", default="stdin.md", show_default=True, help="What the text of - is called; tells its format.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file.")
@click.option("--force", is_flag=True, help="Overwrite the file of -o.")
def command(paths: tuple[Path, ...], name: str, output: Path | None, force: bool) -> int:
    """Print what is read from each file, one JSON object a line. A folder stands for its minutes, - for standard input.

    \b
    naeringsgraf extract data/referat
    naeringsgraf extract data/referat -o records.ndjson
    """
    from naeringsgraf.checking.evaluation import extract_records
    from naeringsgraf.reading.files import find_files

    check_output(output, force=force)
    said, lines, rejected = settings(), list[str](), 0
    with _with_stdin(paths, name) as places:
        for file in find_files(places):
            try:
                records = extract_records(file.path, file.root)
            except SourceError as problem:
                said.reject(problem.path, str(problem))
                rejected += 1
            else:
                lines += [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
    write_result("".join(lines), output, force=force)
    if rejected and not lines:
        return Exit.FAILED
    return Exit.REJECTED if rejected else Exit.DONE


@contextmanager
def _with_stdin(paths: Sequence[Path], name: str) -> Iterator[list[Path]]:
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
