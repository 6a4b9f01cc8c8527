"""`naeringsgraf build`: from minutes to a store."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.output import write_result
from naeringsgraf.cli.settings import Settings, settings, store_option

if TYPE_CHECKING:
    from naeringsgraf.store.build import BuildReport, Progress


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@store_option
@click.option("--base", metavar="IRI", help="What things are named under; a store keeps to one.")
@click.option("--strict", is_flag=True, help="End with 1 when a document is rejected or a line is left unread.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(paths: tuple[Path, ...], store: Path, base: str | None, strict: bool, form: str) -> int:
    """Read minutes, files or whole folders, and publish their graph in a store.

    The store then holds what these files say and nothing else. What has not changed is not read again; a file that
    cannot be read is named on stderr, and the others are built.

    \b
    naeringsgraf build data/referat
    naeringsgraf build data/referat --store sample.store
    """
    from naeringsgraf.mapping.iri import BASE
    from naeringsgraf.reading.files import find_files
    from naeringsgraf.store.build import build_store

    said = settings()
    passed_over: list[str] = []
    files = find_files(paths, lambda path, reason: passed_over.append(f"{path} {reason}"))
    _tell_passed_over(said, passed_over)
    with _progress(said, len(files)) as progress:
        report = build_store(files, store, base=base or BASE, progress=progress)
    for rejected in report.rejected:
        said.reject(rejected.path, rejected.message)
    write_result(_show(report, read=len(files)) if form == "table" else _dump(report))
    return _judge(report, read=len(files), strict=strict)


def _judge(report: "BuildReport", *, read: int, strict: bool) -> int:
    if len(report.rejected) == read or (strict and (report.rejected or report.unread)):
        return Exit.FAILED
    return Exit.REJECTED if report.rejected else Exit.DONE


def _show(report: "BuildReport", *, read: int) -> str:
    rows = {
        "documents": report.documents,
        "rejected": len(report.rejected),
        "quads": report.quads,
        "turns": report.turns,
        "themes": report.themes,
        "unread lines": report.unread,
        "ambiguous names": report.ambiguous,
    }
    widths = max(map(len, rows)), max(len(str(value)) for value in rows.values())
    lines = [f"{name:{widths[0]}}  {value:>{widths[1]}}" for name, value in rows.items()]
    return "\n".join([*lines, _tell_change(report, read=read)]) + "\n"


def _tell_change(report: "BuildReport", *, read: int) -> str:
    if len(report.rejected) == read:
        return f"{report.store}: nothing could be read; the store is as it was"
    if not report.published:
        return f"{report.store}: unchanged"
    counts = {"added": report.added, "changed": report.changed, "removed": report.removed}
    told = ", ".join(f"{len(slugs)} {word}" for word, slugs in counts.items())
    return f"{report.store}: {told}, {len(report.unchanged)} unchanged"


def _dump(report: "BuildReport") -> str:
    content = {**asdict(report), "store": report.store.as_posix()}
    return json.dumps(content, ensure_ascii=False, sort_keys=True) + "\n"


def _tell_passed_over(said: Settings, files: list[str]) -> None:
    for file in files:
        said.explain(f"passed over: {file}")
    if files and not said.verbose:
        number = "1 file" if len(files) == 1 else f"{len(files)} files"
        said.say(f"passed over {number} of a kind that is not read; name them with -v")


@contextmanager
def _progress(said: Settings, total: int) -> Iterator["Progress | None"]:
    """Give what draws a progress bar on stderr; None where nobody would see it."""
    if not said.shows_progress:
        yield None
        return
    with click.progressbar(length=total, label="reading", file=sys.stderr) as bar:

        def show(done: int, of: int, name: str) -> None:
            bar.update(done - bar.pos)

        yield show
