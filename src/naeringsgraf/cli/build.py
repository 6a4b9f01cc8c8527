"""`naeringsgraf build`: from minutes to a store."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.output import write_result
from naeringsgraf.cli.passed_over import PassedOver
from naeringsgraf.cli.places import PlaceType
from naeringsgraf.cli.settings import Settings, endpoint_options, reading_options, settings, store_option
from naeringsgraf.cli.watch import keep_building
from naeringsgraf.errors import CallError
from naeringsgraf.model.document import HIDDEN

if TYPE_CHECKING:
    from naeringsgraf.reading.files import SourceFile
    from naeringsgraf.reading.remote import Place
    from naeringsgraf.store.build import BuildReport, Progress

_SENSITIVE_AT_MOST = 10


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PlaceType(), metavar="PATH...")
@store_option
@endpoint_options
@click.option("--base", metavar="IRI", help="What things are named under; a store keeps to one.")
@click.option(
    "--judgements",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="CSV of what people decided. Default: judgements.csv of the first folder, where it is there.",
)
@click.option(
    "--level",
    "levels",
    multiple=True,
    metavar="LEVEL[:PATTERN]",
    help="What others may see: intern, pseudonym or offentlig; of the paths that fit. A document keeps its level.",
)
@click.option("--names-after", metavar="AGE", help="Names of older meetings are not shown to others: 365d, 2y.")
@reading_options
@click.option("--watch", is_flag=True, help="Go on until interrupted, and build again whenever a file changes.")
@click.option("--strict", is_flag=True, help="End with 1 when a document is rejected or a line is left unread.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(
    paths: tuple["Place", ...],
    store: Path | str,
    shards: Path,
    update_url: str | None,
    data_url: str | None,
    base: str | None,
    judgements: Path | None,
    levels: tuple[str, ...],
    names_after: str | None,
    workers: int | None,
    scheduler: str | None,
    seconds: float,
    memory: int,
    follow_links: bool,
    watch: bool,
    strict: bool,
    form: str,
) -> int:
    """Read minutes, files or whole folders, paths or URLs, and publish their graph in a store.

    The store then holds what these files say and nothing else. What has not changed is not read again; a file that
    cannot be read is named on stderr, and the others are built.

    \b
    naeringsgraf build data/referat
    naeringsgraf build data/referat --store sample.store

    What people decided about the minutes, in a CSV of its own, is carried out; a line that does not fit what the
    minutes say now is told, and nothing is published.

    Files are read in processes that can reach neither the network nor your files, and each within a limit. A build that
    is stopped, in whatever way, need not read again what it had on disk: with -v each such file is named. URLs such as
    s3://bucket/folder and other machines (--scheduler) need: pip install 'naeringsgraf[cluster]'.

    What others may see of a document is told by --level, and stays so until another is told. At first it is
    "pseudonym": without names of people. On this machine everything is seen.

    --store may be the URL of a SPARQL endpoint: graphs that differ there are put, one a document, and a publish that
    broke off goes on. docs/endpoints.md tells how each server is set up, and where name and password go.
    """
    from naeringsgraf.linking.judgements.table import FILE_NAME, find_judgements
    from naeringsgraf.mapping.iri import BASE
    from naeringsgraf.reading.files import find_files
    from naeringsgraf.store.build import build_store
    from naeringsgraf.store.privacy.levels import read_age, read_rule
    from naeringsgraf.store.privacy.views import refresh_views
    from naeringsgraf.store.remote.address import read_address
    from naeringsgraf.store.remote.publish import publish_remote
    from naeringsgraf.store.workers.limits import Limits

    folders = [path for path in paths if isinstance(path, Path)]
    if watch and len(folders) < len(paths):
        raise CallError("--watch looks at folders of this machine, and not at URLs; leave one of them out")
    said = settings()
    passed_over = PassedOver(known=frozenset({FILE_NAME}))
    files = find_files(paths, passed_over, follow_links=follow_links)
    passed_over.tell(said)
    limits = Limits(seconds, memory << 20)
    rules = [read_rule(text) for text in levels]
    age = read_age(names_after) if names_after else None
    to_endpoint = None
    if isinstance(store, str):
        address = read_address(store, update_url, data_url)
        to_endpoint = partial(publish_remote, address, progress=_show_graphs if said.shows_progress else None)

    def find_judged() -> Path | None:
        return judgements or find_judgements(folders)

    def build(files: "Sequence[SourceFile]", *, brief: bool = False) -> "BuildReport":
        with _progress(said, len(files)) as progress:
            report = build_store(
                files,
                shards if isinstance(store, str) else store,
                base=base or BASE,
                progress=progress,
                on_disk=lambda names: _tell_on_disk(said, names),
                workers=workers,
                limits=limits,
                judgements=find_judged(),
                scheduler=scheduler,
                publish_elsewhere=to_endpoint,
                levels=rules,
                names_after=age,
            )
        for rejected in report.rejected:
            said.reject(rejected.path, rejected.message, rejected.trace)
        _tell_words(said, report, brief=brief)
        if report.sent is not None:
            said.say(f"{store}: {len(report.sent.put)} graphs put, {len(report.sent.removed)} removed")
        if report.published and isinstance(store, Path):
            for view in refresh_views(store):
                said.explain(f"{store}: what others may see was made anew ({view})")
        write_result(_show(report, read=len(files), brief=brief) if form == "table" else _dump(report))
        return report

    if watch:
        keep_building(lambda: find_files(paths, follow_links=follow_links), build, find_judged, said)
    return _judge(build(files), read=len(files), strict=strict)


def _judge(report: "BuildReport", *, read: int, strict: bool) -> int:
    if len(report.rejected) == read or (strict and (report.rejected or report.unread)):
        return Exit.FAILED
    return Exit.REJECTED if report.rejected else Exit.DONE


def _show(report: "BuildReport", *, read: int, brief: bool) -> str:
    change = _tell_change(report, read=read) + "\n"
    if brief:
        return change
    rows = {
        "documents": report.documents,
        "rejected": len(report.rejected),
        "quads": report.quads,
        "turns": report.turns,
        "themes": report.themes,
        "unread lines": report.unread,
        "ambiguous names": report.ambiguous,
    }
    if report.judgements:
        rows["judgements"] = report.judgements
    widths = max(map(len, rows)), max(len(str(value)) for value in rows.values())
    lines = [f"{name:{widths[0]}}  {value:>{widths[1]}}" for name, value in rows.items()]
    return "".join(f"{line}\n" for line in lines) + change


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


def _tell_words(said: Settings, report: "BuildReport", *, brief: bool) -> None:
    """Say what somebody should know who takes the figures as they are."""
    for group in report.copies:
        said.say(
            f"{', '.join(group)} hold the same text, and are counted as {len(group)} meetings; take the copies away"
        )
    for slug in report.left_out:
        said.say(f"{slug} was judged to be no minutes, and is left out")
    for word in report.unprotected if not brief else ():
        said.say(f"on this machine {word}")
    for name in sorted({name for name in report.read if HIDDEN in name}):
        said.say(f"the name of {name} holds a number or an address of somebody's own, which is hidden; rename the file")
    _tell_sensitive(said, report)
    if report.resumed:
        said.say(f"{len(report.resumed)} files were read by a build that was stopped, and are not read again")


def _tell_sensitive(said: Settings, report: "BuildReport") -> None:
    shown = len(report.sensitive) if said.verbose else _SENSITIVE_AT_MOST
    for place in report.sensitive[:shown]:
        said.say(f"{place.path}, line {place.line}: may tell of a person, of the kind {place.kind} (GDPR article 9)")
    if rest := len(report.sensitive[shown:]):
        said.say(f"{rest} more of such places; name them with -v")


def _tell_on_disk(said: Settings, names: "Sequence[str]") -> None:
    for name in names:
        said.explain(f"on disk: {name}")


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
