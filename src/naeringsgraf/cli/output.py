"""Where a result goes: stdout, or a file that is whole or not there; and in which format."""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from naeringsgraf.errors import CallError, NaeringsgrafError

_Command = TypeVar("_Command", bound=Callable[..., Any])

GRAPH_ENDINGS = {"turtle": "ttl", "nquads": "nq", "json": "jsonld", "rdf": "rdfxml", "xml": "rdfxml"}
"""Other endings of files of RDF → the format they stand for."""


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
            raise CallError(f"no format. Name a file with -o, or one of {', '.join(endings)} with --format.")
        return default
    ending = output.suffix.removeprefix(".").lower()
    known = {name: name for name in endings} | more_endings
    if ending not in known:
        raise CallError(
            f"{output}: the ending names no format here. Use one of {', '.join(sorted(known))}, or --format."
        )
    return known[ending]


def check_output(output: Path | None, *, force: bool) -> None:
    """Refuse a file that cannot be written, before any work is done.

    Raises:
        CallError: it is there already and `force` is not given, it is a folder, or its folder is not there.
    """
    if output is None:
        return
    if output.is_dir():
        raise CallError(f"{output} is a folder. Name a file in it.")
    if output.exists() and not force:
        raise CallError(f"{output} is there already. Name another file, or overwrite it with --force.")
    if not output.parent.is_dir():
        raise CallError(f"{output}: there is no folder {output.parent}. Make it first, or name another file.")


def write_result(data: str | bytes, output: Path | None) -> None:
    """Write a result to stdout or to a file; a file is written under another name and renamed, text as UTF-8.

    Raises:
        NaeringsgrafError: the file cannot be written; an older one of its name is untouched.
    """
    raw = data.encode("utf-8") if isinstance(data, str) else data
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        sys.stdout.flush()
        return
    try:
        _replace(output, raw)
    except OSError as problem:
        reason = os.strerror(problem.errno).lower() if problem.errno else str(problem)
        raise NaeringsgrafError(
            f"{output}: cannot be written ({reason}). Make room, or name another file."
        ) from problem


def _replace(output: Path, raw: bytes) -> None:
    # mkstemp makes files that only their owner may read; a result gets the rights any new file would get.
    mask = os.umask(0)
    os.umask(mask)
    handle, name = tempfile.mkstemp(prefix=f".{output.name}.", suffix=".tmp", dir=output.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~mask)
        temporary.replace(output)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
