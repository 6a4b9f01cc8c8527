"""`naeringsgraf build`: from minutes to a store."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.output import write_result
from naeringsgraf.cli.passed_over import PassedOver
from naeringsgraf.cli.settings import Settings, endpoint_options, reading_options, settings, store_option

if TYPE_CHECKING:
    from naeringsgraf.store.build import BuildReport, Progress


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@store_option
@endpoint_options
@click.option("--base", metavar="IRI", help="What things are named under; a store keeps to one.")
@reading_options
@click.option("--strict", is_flag=True, help="End with 1 when a document is rejected or a line is left unread.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(
    paths: tuple[Path, ...],
    store: Path | str,
    shards: Path,
    update_url: str | None,
    data_url: str | None,
    base: str | None,
    workers: int | None,
    seconds: float,
    memory: int,
    follow_links: bool,
    strict: bool,
    form: str,
) -> int:
    """Read minutes, files or whole folders, and publish their graph in a store.

    The store then holds what these files say and nothing else. What has not changed is not read again; a file that
    cannot be read is named on stderr, and the others are built.

    \b
    naeringsgraf build data/referat
    naeringsgraf build data/referat --store sample.store

    Files are read in processes that can reach neither the network nor your files, and each within a limit.

    --store may be the URL of a SPARQL endpoint: graphs that differ there are put, one a document, and a publish that
    broke off goes on. docs/endpoints.md tells how each server is set up, and where name and password go.
    """
    from naeringsgraf.mapping.iri import BASE
    from naeringsgraf.reading.files import find_files
    from naeringsgraf.store.build import build_store
    from naeringsgraf.store.remote.address import read_address
    from naeringsgraf.store.remote.publish import publish_remote
    from naeringsgraf.store.workers.limits import Limits

    said = settings()
    passed_over = PassedOver()
    files = find_files(paths, passed_over, follow_links=follow_links)
    passed_over.tell(said)
    limits = Limits(seconds, memory << 20)
    to_endpoint = None
    if isinstance(store, str):
        address = read_address(store, update_url, data_url)
        to_endpoint = partial(publish_remote, address, progress=_show_graphs if said.shows_progress else None)
    with _progress(said, len(files)) as progress:
        report = build_store(
            files,
            shards if isinstance(store, str) else store,
            base=base or BASE,
            progress=progress,
            workers=workers,
            limits=limits,
            publish_elsewhere=to_endpoint,
        )
    for rejected in report.rejected:
        said.reject(rejected.path, rejected.message, rejected.trace)
    _tell_words(said, report)
    if report.sent is not None:
        said.say(f"{store}: {len(report.sent.put)} graphs put, {len(report.sent.removed)} removed")
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


def _tell_words(said: Settings, report: "BuildReport") -> None:
    """Say what somebody should know who takes the figures as they are."""
    for group in report.copies:
        said.say(
            f"{', '.join(group)} hold the same text, and are counted as {len(group)} meetings; take the copies away"
        )
    for word in report.unprotected:
        said.say(f"on this machine {word}")


def _show_graphs(done: int, of: int, graph: str) -> None:
    print(f"\rpublishing {done}/{of}", end="\n" if done == of else "", file=sys.stderr, flush=True)


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
