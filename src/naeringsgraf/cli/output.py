"""Where a result goes: stdout, or a file that is whole or not there; and in which format."""

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from naeringsgraf.errors import CallError
from naeringsgraf.views.files import check_target, write_file

_Command = TypeVar("_Command", bound=Callable[..., Any])

GRAPH_ENDINGS = {"turtle": "ttl", "nquads": "nq", "json": "jsonld", "rdf": "rdfxml", "xml": "rdfxml"}
"""Other endings of files of RDF → the format they stand for."""

_WIDTH = 100
"""Columns of a table where no terminal says how wide it is, so that a file is the same everywhere."""


def output_options(formats: Sequence[str], default: str | None) -> Callable[[_Command], _Command]:
    """Add --format, -o and --force to a command; `default` is the format where neither names one."""
    text = f"One of {', '.join(formats)}." + (f" Default: as -o ends, else {default}." if default else "")

    def add(command: _Command) -> _Command:
        for option in (
            click.option("--force", is_flag=True, help="Overwrite the file of -o."),
            click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file."),
            click.option("--format", "form", type=click.Choice(formats), metavar="FORMAT", help=text),
        ):
            command = option(command)
        return command

    return add


def choose_format(
    form: str | None, output: Path | None, default: str | None, endings: Sequence[str], **more_endings: str
) -> str:
    """Give the format: the one named, else as the file ends, else the default.

    Args:
        form: what --format says.
        output: what -o says.
        default: for stdout; None where the result is for a file only.
        endings: formats that go by their own name as an ending.
        more_endings: other endings (without a point) → format.

    Raises:
        CallError: the ending of the file names no format, or there is neither a format nor a file.
    """
    if form:
        return form
    if output is None:
        if default is None:
            raise CallError(f"no format; name a file with -o, or one of {', '.join(endings)} with --format")
        return default
    ending = output.suffix.removeprefix(".").lower()
    known = {name: name for name in endings} | more_endings
    if ending not in known:
        raise CallError(
            f"{output}: the ending names no format here; use one of {', '.join(sorted(known))}, or --format"
        )
    return known[ending]


def check_output(output: Path | None, *, force: bool) -> None:
    """Refuse a file that cannot be written, before any work is done.

    Raises:
        CallError: it is there already and `force` is not given, it is a folder, or its folder is not there.
    """
    if output is not None:
        check_target(output, force=force)


def write_result(data: str | bytes, output: Path | None = None, *, force: bool = False) -> None:
    """Write a result to stdout or to a file, text as UTF-8.

    Raises:
        CallError: the file cannot be written; an older one of its name is untouched.
    """
    if output is not None:
        write_file(output, data, force=force)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data.encode("utf-8") if isinstance(data, str) else data)
    sys.stdout.flush()


def find_width() -> int:
    """Give how many columns a table may take."""
    return shutil.get_terminal_size((_WIDTH, 24)).columns
