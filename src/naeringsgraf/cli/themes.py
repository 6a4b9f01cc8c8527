"""`naeringsgraf themes`: what the thesaurus of themes may lack."""

from pathlib import Path

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.output import check_output, choose_format, find_width, output_options, write_result
from naeringsgraf.cli.settings import StoreType, add_common_options, settings
from naeringsgraf.errors import SourceError

FORMATS = ("table", "csv", "tsv", "json", "ndjson", "ttl")


@click.group()
def command() -> None:
    """See what the thesaurus of themes may lack.

    \b
    naeringsgraf themes suggest data/referat
    """


@click.command()
@click.argument("paths", nargs=-1, required=True, type=StoreType(), metavar="PATH...")
@click.option("--meetings", type=click.IntRange(min=1), default=2, show_default=True, help="Least number of meetings.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N.")
@click.option("--excel", is_flag=True, help="CSV as spreadsheets in Norway read it: semicolons and a byte order mark.")
@output_options(FORMATS, "table")
def suggest(
    paths: tuple[Path | str, ...],
    meetings: int,
    limit: int | None,
    excel: bool,
    form: str | None,
    output: Path | None,
    force: bool,
) -> int:
    """List terms that come back in turns and that no theme covers, each with where it stands.

    PATH is a store, or minutes: files or whole folders. A store holds the sentences that raise a theme, ask for
    something, state an obstacle or take sides; minutes are looked through whole. An analyst decides what becomes a
    theme: --format ttl writes each as it would stand in themes.ttl.

    \b
    naeringsgraf themes suggest data/referat
    naeringsgraf themes suggest naeringsgraf.store --meetings 1 --limit 20
    naeringsgraf themes suggest data/referat --limit 5 --format ttl
    """
    from naeringsgraf.analysis.candidates import suggest_themes
    from naeringsgraf.analysis.passages import read_passages
    from naeringsgraf.views.candidates_text import dump_candidates, show_turtle, tabulate_candidates
    from naeringsgraf.views.table import write_table

    check_output(output, force=force)
    chosen = choose_format(form, output, "table", FORMATS, txt="table", jsonl="ndjson")
    said = settings()
    rejected: list[SourceError] = []
    found = suggest_themes(read_passages(paths, rejected.append), meetings)[:limit]
    for problem in rejected:
        said.reject(problem.path, str(problem))
    if chosen == "ttl":
        written = show_turtle(found)
    elif chosen in ("json", "ndjson"):
        written = dump_candidates(found, lines=chosen == "ndjson")
    else:
        written = write_table(tabulate_candidates(found), chosen, width=find_width(), excel=excel)
    write_result(written, output, force=force)
    if not found:
        said.say("no term comes back in so many meetings; ask for fewer with --meetings")
        return Exit.NO_ROWS
    return Exit.REJECTED if rejected else Exit.DONE


command.add_command(add_common_options(suggest))
