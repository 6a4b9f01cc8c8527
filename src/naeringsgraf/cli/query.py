"""`naeringsgraf query`: SPARQL over the graph, from a file, standard input or the shipped queries."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naeringsgraf.cli.errors import Exit
from naeringsgraf.cli.opening import open_graph
from naeringsgraf.cli.output import (
    GRAPH_ENDINGS,
    check_output,
    choose_format,
    find_width,
    output_options,
    write_result,
)
from naeringsgraf.cli.settings import settings, store_option
from naeringsgraf.errors import CallError

if TYPE_CHECKING:
    from naeringsgraf.store.graph import Answer

ROWS = ("table", "csv", "tsv", "json", "ndjson", "xml")
GRAPHS = ("ttl", "nt", "nq", "trig", "jsonld", "rdfxml")


def _read_values(ctx: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair in given:
        name, mark, value = pair.partition("=")
        if not mark or not name:
            raise click.BadParameter(f"{pair!r} is not written as name=value.", ctx, parameter)
        if name in values:
            raise click.BadParameter(f"{name} is set twice.", ctx, parameter)
        values[name] = value
    return values


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), required=False, metavar="[FILE|-]")
@click.option("--named", metavar="NAME", help="Ask a shipped query instead of a file.")
@click.option("--list", "listing", is_flag=True, help="List the shipped queries with their questions.")
@click.option("--set", "values", multiple=True, callback=_read_values, metavar="NAME=VALUE", help="Bind a variable.")
@store_option
@output_options((*ROWS, *GRAPHS), "table for rows, ttl for graphs")
def command(
    file: Path | None,
    named: str | None,
    listing: bool,
    values: Mapping[str, str],
    store: Path | str,
    form: str | None,
    output: Path | None,
    force: bool,
) -> int:
    """Ask the graph in SPARQL. The project's prefixes are known, and the default graph is the union of all.

    --set binds a variable to a value: what begins with http: or https: is an IRI, all else a string. Shipped queries
    say what their values are, so that a theme or a municipality may go by its name. The query may not change the graph,
    nor ask other machines.

    \b
    naeringsgraf query --list
    naeringsgraf query --named who-raises-what
    naeringsgraf query --named theme-evidence --set theme="grønt industriløft" --format csv
    """
    check_output(output, force=force)
    if sum((file is not None, named is not None, listing)) != 1:
        raise click.UsageError("name one of: a file with a query, - for standard input, --named, or --list.")
    if listing:
        write_result(_list_queries(), output, force=force)
        return Exit.DONE
    from naeringsgraf.store.named import load_query, tell_choices

    text = None if file is None else _read_query(file)
    with open_graph(store) as graph:
        answer = graph.run_named(named, **values) if named else graph.run(text or "", **values)
        write_result(_write(answer, _choose(answer, form, output)), output, force=force)
    for choice in tell_choices(load_query(named), values) if named else ():
        settings().say(choice)
    return _judge(answer)


def _choose(answer: "Answer", form: str | None, output: Path | None) -> str:
    from naeringsgraf.store.rows import Rows

    if isinstance(answer, Rows):
        return choose_format(form, output, "table", ROWS, txt="table")
    return choose_format(form, output, "ttl", GRAPHS, **GRAPH_ENDINGS)


def _write(answer: "Answer", form: str) -> str | bytes:
    if form != "table":
        return answer.write(form)
    from naeringsgraf.store.rows import Rows
    from naeringsgraf.views.table import Table, show_table

    if not isinstance(answer, Rows):
        raise CallError("a graph cannot be written as a table; choose one of " + ", ".join(GRAPHS))
    return show_table(Table(answer.columns, tuple(answer.show())), find_width())


def _judge(answer: "Answer") -> int:
    if len(answer):
        return Exit.DONE
    settings().say("the question has no rows")
    return Exit.NO_ROWS


def _read_query(file: Path) -> str:
    """Read the text of a query.

    Raises:
        CallError: there is no such file, or it is no UTF-8 text.
    """
    try:
        raw = sys.stdin.buffer.read() if file == Path("-") else file.read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise CallError(f"{file}: byte {problem.start} is not UTF-8. Save the query as UTF-8.") from problem
    except OSError as problem:
        hint = "Put a query into a file, or write it to standard input and name -."
        if not any(char in str(file) for char in "{?"):
            hint = "Check the spelling, or ask a shipped query with --named (--list lists them)."
        raise CallError(f"{file}: no such file. {hint}") from problem


def _list_queries() -> str:
    from naeringsgraf.store.named import list_queries

    lines: list[str] = []
    for query in list_queries():
        lines.append(f"{query.name}: {query.question}")
        lines += [f"  --set {each.name}=… ({each.kind}): {each.meaning}" for each in query.parameters]
    return "\n".join(lines) + "\n"
