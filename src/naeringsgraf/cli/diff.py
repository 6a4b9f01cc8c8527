"""`naeringsgraf diff`: what differs between two builds, and why."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naeringsgraf.cli.output import check_output, choose_format, find_width, output_options, write_result
from naeringsgraf.cli.settings import FolderType, settings

if TYPE_CHECKING:
    from naeringsgraf.store.diff import Diff

FORMATS = ("table", "csv", "tsv", "json", "ndjson", "patch")
HEADER = ("graph", "kind", "what", "change", "property", "old", "new", "cause")


@click.command()
@click.argument("old", type=FolderType())
@click.argument("new", type=FolderType())
@output_options(FORMATS, "table")
def command(old: Path, new: Path, form: str | None, output: Path | None, force: bool) -> int:
    """Tell what differs between the stores OLD and NEW: documents, and in them what appeared, vanished or changed.

    Each difference names its cause: a new or removed document, changed text, a judgement, the registers, the program.
    With --format patch the quads are told as RDF Patch. Ends with 0 when nothing differs and 1 when something does.

    \b
    naeringsgraf diff old.store naeringsgraf.store
    naeringsgraf diff old.store naeringsgraf.store --format json
    """
    from naeringsgraf.store.diff import diff_stores
    from naeringsgraf.views.table import Table, write_table

    check_output(output, force=force)
    chosen = choose_format(form, output, "table", FORMATS, txt="table", jsonl="ndjson", rdfp="patch")
    found = diff_stores(old, new)
    if chosen == "patch":
        write_result(found.to_patch(), output, force=force)
    else:
        rows = tuple(tuple(getattr(each, name) or None for name in HEADER) for each in found.differences)
        table = Table(HEADER, rows)
        write_result(_show(found) if chosen == "table" else write_table(table, chosen), output, force=force)
    for cause, count in sorted(Counter(each.cause for each in found.differences).items()):
        settings().say(f"{cause}: {count} difference{'s' if count > 1 else ''}")
    return 1 if found.added or found.removed else 0


def _show(found: "Diff") -> str:
    """Tell each graph with its differences below, a line each, cut to the terminal."""
    lines, graph = [], ""
    for each in found.differences:
        if each.graph != graph:
            graph = each.graph
            lines.append(f"{graph} ({each.cause})")
        mark = {"appeared": "+", "vanished": "-", "changed": "~"}[each.change]
        told = f"  {mark} {each.kind}: {each.what}"
        if each.property:
            told += f" · {each.property}: {each.old or '–'} → {each.new or '–'}"
        width = find_width()
        lines.append(told if len(told) <= width else f"{told[: width - 1]}…")
    return "".join(f"{line}\n" for line in lines)
