"""What all commands that answer a question share: their options, and how an answer is written."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.opening import open_graph
from naeringsgraf.cli.output import check_output, choose_format, find_width, output_options, write_result
from naeringsgraf.cli.settings import settings, store_option
from naeringsgraf.errors import CallError

if TYPE_CHECKING:
    from naeringsgraf.analysis.finding import Finding
    from naeringsgraf.store.graph import Graph

FORMATS = ("table", "csv", "tsv", "json", "ndjson", "md")


@dataclass(frozen=True, slots=True)
class Asking:
    """How an answer is wanted."""

    store: Path | str
    form: str | None
    output: Path | None
    force: bool
    quotes: bool
    excel: bool
    show_query: bool


def asking_options(command: Callable[..., int]) -> Callable[..., int]:
    """Add to a command how its answer is wanted; it gets one argument, `asking`."""

    @wraps(command)
    def ask(
        *positional: Any,
        store: Path | str,
        form: str | None,
        output: Path | None,
        force: bool,
        quotes: bool,
        excel: bool,
        show_query: bool,
        **given: Any,
    ) -> int:
        return command(*positional, asking=Asking(store, form, output, force, quotes, excel, show_query), **given)

    asked = output_options(FORMATS, "table")(store_option(ask))
    for option in (
        click.option("--show-query", is_flag=True, help="Write the SPARQL that gives these rows, instead of them."),
        click.option("--excel", is_flag=True, help="CSV as spreadsheets in Norway read it: semicolons and a BOM."),
        click.option("--quotes", is_flag=True, help="One row a sentence: those that the answer stands on."),
    ):
        asked = option(asked)
    return asked


def give_answer(
    asking: Asking,
    find: Callable[["Graph"], "Finding"],
    show: Callable[["Finding", int], str] | None = None,
) -> int:
    """Find the answer and write it, what it counts and how far the minutes reach on stderr; give the exit code.

    Args:
        asking: how it is wanted.
        find: finds it in a graph.
        show: lays it out for a terminal of a width; None for a plain table.

    Raises:
        CallError: a name is not known, there are no sentences to list, or the file cannot be written.
    """
    from naeringsgraf.analysis.coverage import coverage
    from naeringsgraf.views.finding_table import show_finding, tabulate_finding
    from naeringsgraf.views.table import write_table

    check_output(asking.output, force=asking.force)
    if asking.show_query:
        with open_graph(asking.store) as graph:
            finding = find(graph)
            text = graph.write_named(finding.question, **finding.asked)
        write_result(text, asking.output, force=asking.force)
        return Exit.DONE
    chosen = choose_format(asking.form, asking.output, "table", FORMATS, txt="table", jsonl="ndjson", markdown="md")
    with open_graph(asking.store) as graph:
        finding = find(graph)
        if asking.quotes and finding.rows and not finding.evidence:
            raise CallError(f"{finding.question} counts attendances and not sentences; leave --quotes out")
        reach = coverage(graph).tell_short()
    if chosen == "table" and not asking.quotes:
        written = (show or show_finding)(finding, find_width())
    else:
        written = write_table(
            tabulate_finding(finding, quotes=asking.quotes), chosen, width=find_width(), excel=asking.excel
        )
    write_result(written, asking.output, force=asking.force)
    said = settings()
    for note in (*finding.notes, reach):
        said.say(note)
    if not finding.rows:
        said.say("the question has no rows")
        return Exit.NO_ROWS
    return Exit.DONE
