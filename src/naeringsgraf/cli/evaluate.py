"""`naeringsgraf evaluate`: how good the extraction is."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.output import check_output, choose_format, output_options, write_result

if TYPE_CHECKING:
    from naeringsgraf.checking.scores import By

_FORMATS = ("table", "json")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@output_options(_FORMATS, "table")
@click.option("--errors", is_flag=True, help="List what is not as labelled, with its line, instead of the table.")
@click.option("--against", type=click.Path(path_type=Path), metavar="FILE", help="Tell what changed since this JSON.")
@click.option("--figure", "figures", multiple=True, metavar="NAME", help="Only figures that begin so, with --errors.")
@click.option("--document", "documents", multiple=True, metavar="NAME", help="Only documents that begin so.")
@click.option("--by", type=click.Choice(["family", "format", "document"]), default="family", help="What columns are.")
def command(
    folder: Path,
    form: str | None,
    output: Path | None,
    force: bool,
    errors: bool,
    against: Path | None,
    figures: tuple[str, ...],
    documents: tuple[str, ...],
    by: "By",
) -> int:
    """Score the extraction against the labels in FOLDER/gold, by figure and by family of layout.

    The texts lie beside gold/, in real/, constructed/ or text/, under the same names. With --against, figures that
    fell end in exit code 5.

    \b
    naeringsgraf evaluate tests/quality/minutes
    naeringsgraf evaluate tests/quality/minutes --errors --figure turn
    """
    from naeringsgraf.checking.change import list_changes, read_earlier, show_changes
    from naeringsgraf.checking.evaluation import evaluate_folder
    from naeringsgraf.checking.scores import show_errors, show_table

    check_output(output, force=force)
    chosen = choose_format(form, output, "table", ("json",), txt="table")
    earlier = read_earlier(against) if against else None
    scores = evaluate_folder(folder, documents=documents)
    if chosen == "json":
        written = json.dumps(scores.to_json(), ensure_ascii=False, indent=1) + "\n"
    elif errors:
        written = show_errors(scores, figures=figures, documents=documents)
    elif earlier is not None:
        written = show_changes(earlier, scores)
    else:
        written = show_table(scores, by)
    write_result(written, output, force=force)
    worse = earlier is not None and any(change.is_worse for change in list_changes(earlier, scores))
    return Exit.FINDINGS if worse else Exit.DONE
