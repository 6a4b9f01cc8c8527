"""`naeringsgraf verify`: whether a store is as it was written, and how it is mended."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.output import check_output, choose_format, find_width, output_options, write_result
from naeringsgraf.cli.settings import FolderType, folder_option, reading_options, settings

if TYPE_CHECKING:
    from naeringsgraf.store.verify import Verdict

FORMATS = ("table", "csv", "tsv", "json", "ndjson")
HEADER = ("kind", "file", "document", "message")


@click.command()
@click.argument("folder", type=FolderType(), required=False, metavar="[STORE]")
@folder_option
@click.option("--deep", is_flag=True, help="Also write each graph out, and compare it with its shard.")
@click.option("--repair", is_flag=True, help="Make anew what is damaged, from what is whole; looks deeply.")
@click.option(
    "--source",
    "sources",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="PATH",
    help="Minutes that a lost document may be read from again, with --repair; may be repeated.",
)
@reading_options
@output_options(FORMATS, "table")
def command(
    folder: Path | None,
    store: Path,
    deep: bool,
    repair: bool,
    sources: tuple[Path, ...],
    workers: int | None,
    scheduler: str | None,
    seconds: float,
    memory: int,
    follow_links: bool,
    form: str | None,
    output: Path | None,
    force: bool,
) -> int:
    """Tell whether a store is as it was written: its manifest, every shard, and every file of the graph.

    Each fault is told with its file, its document and the next step. Ends with 0 when the store is whole and 1 when it
    is damaged. What a stopped build left is told, and is no damage.

    \b
    naeringsgraf verify
    naeringsgraf verify naeringsgraf.store --deep
    naeringsgraf verify naeringsgraf.store --repair --source data/referat
    """
    from naeringsgraf.linking.judgements.table import find_judgements
    from naeringsgraf.reading.files import find_files
    from naeringsgraf.store.repair import repair_store
    from naeringsgraf.store.verify import verify_store
    from naeringsgraf.store.workers.limits import Limits
    from naeringsgraf.views.table import Table, write_table

    check_output(output, force=force)
    chosen = choose_format(form, output, "table", FORMATS, txt="table", jsonl="ndjson")
    if sources and not repair:
        raise click.UsageError("--source is for --repair.")
    path = folder or store
    if repair:
        files = find_files(sources, follow_links=follow_links) if sources else ()
        mended = repair_store(
            path,
            files,
            judgements=find_judgements(sources),
            workers=workers,
            scheduler=scheduler,
            limits=Limits(seconds, memory << 20),
        )
        verdict = mended.verdict
        for line in mended.done:
            settings().say(line)
    else:
        verdict = verify_store(path, deep=deep)
    if chosen == "table":
        write_result(_show(verdict), output, force=force)
    else:
        rows = tuple(tuple(getattr(fault, name) for name in HEADER) for fault in verdict.faults)
        write_result(write_table(Table(HEADER, rows), chosen, width=find_width()), output, force=force)
    return Exit.DONE if verdict.is_whole else Exit.FAILED


def _show(verdict: "Verdict") -> str:
    """Tell each fault in a line, and last what was looked at."""
    lines = []
    for fault in verdict.faults:
        document = f" ({fault.document})" if fault.document else ""
        lines.append(f"{fault.kind}: {fault.file}{document}: {fault.message}")
    damage = sum(fault.is_damage for fault in verdict.faults)
    word = "whole" if verdict.is_whole else f"{damage} fault{'s' if damage > 1 else ''}"
    held = f"{verdict.documents} documents, {verdict.shards} shards, {verdict.quads} quads"
    generation = "no generation" if verdict.generation is None else f"generation {verdict.generation}"
    lines.append(f"{verdict.store}: {word}; {held}, {generation}")
    return "".join(f"{line}\n" for line in lines)
