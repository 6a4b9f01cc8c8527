"""`naeringsgraf query`: SPARQL over the graph, from a file, standard input or the shipped queries."""

import sys
from collections.abc import Mapping, Sequence
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
from naeringsgraf.cli.settings import graph_option, settings
from naeringsgraf.errors import CallError

if TYPE_CHECKING:
    from naeringsgraf.store.graph import Answer
    from naeringsgraf.store.named import NamedQuery

ROWS = ("table", "csv", "tsv", "json", "ndjson", "xml")
GRAPHS = ("ttl", "nt", "nq", "trig", "jsonld", "rdfxml")
_GRAPHS = f"{', '.join(GRAPHS[:-1])} or {GRAPHS[-1]}"
_LONGEST = 4 << 20
"""Bytes of a query; those that people write have some thousands."""


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
@click.option("--named", metavar="NAME", help="Ask a shipped or saved query instead of a file.")
@click.option("--list", "listing", is_flag=True, help="List the queries with their questions, saved ones first.")
@click.option("--show-query", is_flag=True, help="Write the SPARQL with its values, instead of the answer.")
@click.option(
    "--questions",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    envvar="NAERINGSGRAF_QUESTIONS",
    help="Of saved queries (.rq, .toml). Default: questions, where it is there.",
)
@click.option("--set", "values", multiple=True, callback=_read_values, metavar="NAME=VALUE", help="Bind a variable.")
@click.option(
    "--excel",
    is_flag=True,
    help="CSV for spreadsheets in Norway: semicolons, a byte order mark, formulas shut off.",
)
@graph_option
@output_options((*ROWS, *GRAPHS), "table for rows, ttl for graphs")
def command(
    file: Path | None,
    named: str | None,
    listing: bool,
    show_query: bool,
    questions: Path | None,
    values: Mapping[str, str],
    excel: bool,
    store: Path | str,
    form: str | None,
    output: Path | None,
    force: bool,
) -> int:
    """Ask the graph in SPARQL. The project's prefixes are known, and the default graph is the union of all.

    --set binds a variable to a value: what begins with http: or https: is an IRI, all else a string. Shipped queries
    say what their values are, so that a theme or a municipality may go by its name. The query may not change the graph,
    nor ask other machines. CSV is that of SPARQL, in which a name may be a formula to a spreadsheet; --excel is for
    those. A .rq or .toml file in the folder of --questions is a query of its own name.

    \b
    naeringsgraf query --list
    naeringsgraf query --named who-raises-what
    naeringsgraf query --named theme-evidence --set theme="grønt industriløft" --format csv
    """
    check_output(output, force=force)
    if sum((file is not None, named is not None, listing)) != 1:
        raise click.UsageError("name one of: a file with a query, - for standard input, --named, or --list.")
    from naeringsgraf.store.named import load_query, tell_choices
    from naeringsgraf.store.saved import find_queries

    known = find_queries(_find_questions(questions)) if named or listing else ()
    if listing:
        write_result(_list_queries(known), output, force=force)
        return Exit.DONE
    query = load_query(named, known) if named else None
    text = "" if file is None else _read_query(file)
    with open_graph(store) as graph:
        if show_query:
            written = graph.write_named(query, **values) if query else graph.write(text, **values)
            write_result(written, output, force=force)
            return Exit.DONE
        answer = graph.run_named(query, **values) if query else graph.run(text, **values)
        write_result(_write(answer, _choose(answer, form, output, excel), excel), output, force=force)
    for choice in tell_choices(query, values) if query else ():
        settings().say(choice)
    return _judge(answer)


def _find_questions(folder: Path | None) -> Path | None:
    default = Path("questions")
    return folder or (default if default.is_dir() else None)


def _choose(answer: "Answer", form: str | None, output: Path | None, excel: bool) -> str:
    from naeringsgraf.store.rows import Rows

    if isinstance(answer, Rows):
        return choose_format(form, output, "csv" if excel else "table", ROWS, txt="table")
    return choose_format(form, output, "ttl", GRAPHS, **GRAPH_ENDINGS)


def _write(answer: "Answer", form: str, excel: bool) -> str | bytes:
    from naeringsgraf.store.rows import Rows
    from naeringsgraf.views.table import Table, write_table

    if isinstance(answer, Rows):
        if form != "table" and not (excel and form == "csv"):
            return answer.write(form)
        return write_table(Table(answer.columns, tuple(answer.show())), form, width=find_width(), excel=excel)
    if form in ROWS and form != "xml":
        raise CallError(
            f"this query makes a graph, and {form} takes the rows of a SELECT; ask one, or choose {_GRAPHS}"
        )
    return answer.write(form)


def _judge(answer: "Answer") -> int:
    if len(answer):
        return Exit.DONE
    settings().say("the question has no rows")
    return Exit.NO_ROWS


def _read_query(file: Path) -> str:
    """Read the text of a query.

    Raises:
        CallError: there is no such file, it is no UTF-8 text, or longer than any query.
    """
    try:
        # Not by `read_given`: a pipe may be named, for <(…) of a shell is one.
        if file == Path("-"):
            raw = sys.stdin.buffer.read(_LONGEST + 1)
        else:
            with file.open("rb") as stream:
                raw = stream.read(_LONGEST + 1)
        if len(raw) > _LONGEST:
            raise CallError(f"{file}: is longer than {_LONGEST // 2**20} MiB, so it is no query. Check the spelling.")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise CallError(f"{file}: byte {problem.start} is not UTF-8. Save the query as UTF-8.") from problem
    except OSError as problem:
        hint = "Put a query into a file, or write it to standard input and name -."
        if not any(char in str(file) for char in "{?"):
            hint = "Check the spelling, or ask a shipped query with --named (--list lists them)."
        reason = "no such file" if isinstance(problem, FileNotFoundError) else f"cannot be read ({problem.strerror})"
        raise CallError(f"{file}: {reason}. {hint}") from problem


def _list_queries(queries: Sequence["NamedQuery"]) -> str:
    lines: list[str] = []
    for query in queries:
        lines.append(f"{query.name}: {query.question}" + (f" ({query.path})" if query.path else ""))
        lines += [f"  {line}" for line in query.help.splitlines()]
        for each in query.parameters:
            preset = f" Set to {query.preset[each.name]}." if each.name in query.preset else ""
            lines.append(f"  --set {each.name}=… ({each.kind}): {each.meaning}{preset}")
    return "\n".join(lines) + "\n"
