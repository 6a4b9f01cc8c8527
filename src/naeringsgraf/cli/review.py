"""`naeringsgraf review`: what is uncertain, for a person to decide."""

import datetime as dt
import getpass
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.opening import open_graph
from naeringsgraf.cli.output import check_output, choose_format, find_width, output_options, write_result
from naeringsgraf.cli.settings import settings, store_option

if TYPE_CHECKING:
    from naeringsgraf.analysis.uncertain import Case
    from naeringsgraf.linking.judgements.judgement import Judgements

FORMATS = ("table", "csv", "tsv", "json", "ndjson")
KINDS = ("person", "affiliation", "municipality", "theme", "speaker")


@click.command()
@click.option("--kind", type=click.Choice(KINDS), multiple=True, help="Only cases of this kind; may be repeated.")
@click.option(
    "--judgements",
    "file",
    type=click.Path(path_type=Path),
    default=Path("judgements.csv"),
    show_default=True,
    metavar="FILE",
    help="Where decisions are, and are written to.",
)
@click.option("--who", help="Who decides. Default: the name that git knows, else that of the account.")
@click.option("--export", type=click.Path(path_type=Path), metavar="FILE", help="Write a sheet to fill in.")
@click.option("--import", "sheet", type=click.Path(path_type=Path), metavar="FILE", help="Take in a sheet filled in.")
@click.option("--excel", is_flag=True, help="CSV as spreadsheets in Norway read it: semicolons and a byte order mark.")
@store_option
@output_options(FORMATS, "table")
def command(
    kind: tuple[str, ...],
    file: Path,
    who: str | None,
    export: Path | None,
    sheet: Path | None,
    excel: bool,
    store: Path | str,
    form: str | None,
    output: Path | None,
    force: bool,
) -> int:
    """Go through what is uncertain, what most sentences hang on first, and write what you decide.

    In a terminal each case takes one answer: accept, reject, skip, undo or quit. Every decision is in the file at
    once. Elsewhere, and with --format or -o, the cases are listed.

    \b
    naeringsgraf review --format csv
    naeringsgraf review --kind theme --format table
    """
    from naeringsgraf.analysis.uncertain import find_uncertain
    from naeringsgraf.linking.judgements.judgement import Judgements
    from naeringsgraf.linking.judgements.table import read_judgements
    from naeringsgraf.views.review_text import tabulate_cases, tabulate_sheet
    from naeringsgraf.views.table import write_table

    for target in (output, export):
        check_output(target, force=force)
    with open_graph(store) as graph:
        judged = read_judgements(file, graph.base) if os.path.lexists(file) else Judgements(str(file))
        if sheet:
            return _take_in(sheet, file, judged, graph.base, who)
        cases = [case for case in find_uncertain(graph, judged.every) if not kind or case.kind in kind]
        if export:
            write_result(write_table(tabulate_sheet(cases), "csv", excel=excel), export, force=force)
            return Exit.DONE
        if cases and form is None and output is None and sys.stdin.isatty() and sys.stdout.isatty():
            return _go_through(cases, file, judged, graph.base, who)
    chosen = choose_format(form, output, "table", FORMATS, txt="table", jsonl="ndjson")
    text = write_table(tabulate_cases(cases), chosen, width=find_width(), excel=excel)
    write_result(text, output, force=force)
    if not cases:
        settings().say("nothing is uncertain that was not decided")
        return Exit.NO_ROWS
    return Exit.DONE


def _go_through(cases: "Sequence[Case]", file: Path, judged: "Judgements", base: str, who: str | None) -> int:
    from naeringsgraf.linking.judgements.writing import JudgementFile
    from naeringsgraf.views.reviewing import Review, go_through

    day = dt.datetime.now().astimezone().date()
    review = Review(cases, JudgementFile(file), list(judged.every), who or find_who(), day, base)
    try:
        for shown in go_through(review, input, find_width):
            write_result(shown)
    finally:
        _tell(review.decided, file)
    return Exit.DONE


def _take_in(sheet: Path, file: Path, judged: "Judgements", base: str, who: str | None) -> int:
    from naeringsgraf.linking.judgements.sheets import read_sheet
    from naeringsgraf.linking.judgements.writing import JudgementFile

    day = dt.datetime.now().astimezone().date()
    taken = read_sheet(sheet, judged, base, who or find_who(), day)
    if taken.new:
        JudgementFile(file).append(taken.new)
    if taken.known or taken.undecided:
        settings().say(f"{taken.known} known already, {taken.undecided} without a verdict")
    _tell(len(taken.new), file)
    return Exit.DONE


def _tell(count: int, file: Path) -> None:
    decided = f"{count} judgement{'' if count == 1 else 's'} written to {file}"
    advice = f"; carry them out with: naeringsgraf build PATH --judgements {file}" if count else ""
    settings().say(decided + advice)


def find_who() -> str:
    """Give the name that git knows for whoever calls, else that of the account."""
    try:
        told = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False)
        name = told.stdout.strip()
    except OSError:
        name = ""
    return name or getpass.getuser()
