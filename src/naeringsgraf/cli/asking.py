"""What all commands that answer a question share: their options, and how an answer is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.opening import open_graph
from naeringsgraf.cli.output import check_output, choose_format, find_width, output_options, write_result
from naeringsgraf.cli.settings import (
    body_option,
    language_option,
    places_option,
    pseudonymise_option,
    settings,
    since_option,
    until_option,
)
from naeringsgraf.errors import CallError

if TYPE_CHECKING:
    from naeringsgraf.analysis.coverage import Coverage
    from naeringsgraf.analysis.finding import Finding
    from naeringsgraf.store.graph import Graph

FORMATS = ("table", "csv", "tsv", "json", "ndjson", "md", "html")


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
    formats: tuple[str, ...] = FORMATS


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer with a face of its own."""

    finding: "Finding"
    text: Callable[[int], str]
    """Lays it out for a terminal of a width."""
    pages: Mapping[str, Callable[["Coverage"], str]] = field(default_factory=dict)
    """Format → what writes it, for those that it does not share with other answers."""


def asking_options(*more: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Add to a command how its answer is wanted, in `more` formats too; it gets one argument, `asking`."""
    return lambda command: _add_options(command, (*FORMATS, *more))


def _add_options(command: Callable[..., int], formats: tuple[str, ...]) -> Callable[..., int]:
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
        return command(
            *positional, asking=Asking(store, form, output, force, quotes, excel, show_query, formats), **given
        )

    asked = output_options(formats, "table")(pseudonymise_option(ask))
    for option in (
        click.option("--show-query", is_flag=True, help="Write the SPARQL that gives these rows, instead of them."),
        click.option("--excel", is_flag=True, help="CSV as spreadsheets in Norway read it: semicolons and a BOM."),
        click.option("--quotes", is_flag=True, help="One row a sentence: those that the answer stands on."),
    ):
        asked = option(asked)
    return asked


def meeting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add to a command of which meetings it is, which municipalities its rows are, and the language of its themes."""
    for option in (
        language_option,
        places_option,
        until_option,
        since_option,
        body_option,
    ):
        command = option(command)
    return command


def give_answer(
    asking: Asking,
    find: Callable[["Graph"], "Finding | Shown"],
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

    check_output(asking.output, force=asking.force)
    if asking.show_query:
        with open_graph(asking.store) as graph:
            finding = _take_finding(find(graph))
            text = graph.write_named(finding.question, **finding.asked)
        write_result(text, asking.output, force=asking.force)
        return Exit.DONE
    endings = {"txt": "table", "jsonl": "ndjson", "markdown": "md", "htm": "html"}
    chosen = choose_format(asking.form, asking.output, "table", asking.formats, **endings)
    with open_graph(asking.store) as graph:
        found = find(graph)
        finding = _take_finding(found)
        if asking.quotes and finding.rows and not finding.evidence:
            raise CallError(f"{finding.question} counts attendances and not sentences; leave --quotes out")
        reach = coverage(graph)
    write_result(_write(found, chosen, asking, reach, show), asking.output, force=asking.force)
    said = settings()
    for note in (*finding.notes, reach.tell_short()):
        said.say(note)
    if not finding.rows:
        said.say("the question has no rows")
        return Exit.NO_ROWS
    return Exit.DONE


def _take_finding(found: "Finding | Shown") -> "Finding":
    return found.finding if isinstance(found, Shown) else found


def _write(
    found: "Finding | Shown",
    form: str,
    asking: Asking,
    reach: "Coverage",
    show: Callable[["Finding", int], str] | None,
) -> str:
    from naeringsgraf.views.answer_page import write_answer_page
    from naeringsgraf.views.finding_table import show_finding, tabulate_finding
    from naeringsgraf.views.table import write_table

    if form == "table" and isinstance(found, Shown):
        return found.text(find_width())
    if isinstance(found, Shown) and form in found.pages:
        return found.pages[form](reach)
    finding = _take_finding(found)
    if form == "html":
        return write_answer_page(finding, coverage=reach)
    if form == "table" and not asking.quotes:
        return (show or show_finding)(finding, find_width())
    return write_table(tabulate_finding(finding, quotes=asking.quotes), form, width=find_width(), excel=asking.excel)
