"""The command line: `naeringsgraf COMMAND`. Commands are loaded when they are called, so that --help is quick."""

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from naeringsgraf import __version__
from naeringsgraf.cli.errors import Exit, exit_code_of
from naeringsgraf.cli.settings import Settings, add_common_options
from naeringsgraf.errors import JudgementError, NaeringsgrafError
from naeringsgraf.garbage import collect_seldom

PROGRAM = "naeringsgraf"

COMPLETION = "_NAERINGSGRAF_COMPLETE"
"""Variable by which a shell asks how a line may go on."""

COMMANDS = {
    "demo": "try it all on the sample minutes",
    "build": "read minutes and publish their graph in a store",
    "trace": "lay out which municipality raised which theme",
    "requests": "list who asks whom for what, with the sentence",
    "uptake": "list who raised a theme first, and who took it up after",
    "salience": "tell in what share of meetings and turns each raised a theme",
    "silence": "tell who was there and did not raise a theme, and who was away",
    "network": "draw who raised what, as a page or a file for another program",
    "people": "tell who met where for whom, across all minutes",
    "coverage": "list what is missing, unresolved or unread in the minutes",
    "query": "ask the graph in SPARQL, or one of the shipped queries",
    "serve": "serve the graph: pages for people, SPARQL for programs",
    "check": "hold the graph against its shapes, and tell what is not known",
    "stats": "count what the graph holds",
    "export": "write the graph as N-Quads, TriG, Turtle, JSON-LD or RDF/XML",
    "review": "decide what is uncertain, what most sentences hang on first",
    "extract": "print what is read from each file, one JSON object a line",
    "themes": "list terms that come back and that no theme covers",
    "evaluate": "score the extraction against hand-made labels",
    "verify": "tell whether a store is whole, and mend it",
    "backup": "copy a store where nothing that is built disturbs it",
    "restore": "make a store from a backup",
    "person": "tell everything that is held of one person",
    "correct": "put somebody's name, role or affiliation right, for good",
    "forget": "take somebody's name out of a store, for good",
    "expire": "list names that are too old to be shown to others",
    "diff": "tell what differs between two builds, and why",
    "mcp": "let an assistant ask the graph, by tools that only read",
    "ontology": "write what classes and properties mean, as a page",
    "completion": "print the completion script of a shell",
}
"""Name → what the command does, in the order of the help. Each is `command` in the module of its name."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed; their help lines stand in `COMMANDS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"naeringsgraf.cli.{cmd_name}").command
        return add_common_options(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="naeringsgraf")
def program() -> None:
    """Turn minutes (referat) into a graph, and ask it who raised what.

    \b
    naeringsgraf build data/referat
    naeringsgraf trace --theme "grønt industriløft" --quotes
    naeringsgraf network municipality-theme -o network.html

    Results go to stdout, words to stderr. Exit codes: 0 done, 1 failed, 2 wrong call, 3 done but documents rejected,
    4 no rows, 5 findings, 130 interrupted.
    """


add_common_options(program)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with the documented exit code."""
    collect_seldom()
    use_utf8()
    complete()
    try:
        code = run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe has had enough; Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = int(Exit.DONE)
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one call and give its exit code; problems are told on stderr. A mistake of our own is not caught."""
    said = Settings()
    try:
        # Not `program.main`: that answers a broken pipe with exit 1, and begins a new line when interrupted.
        with program.make_context(PROGRAM, list(arguments), obj=said) as context:
            result: Any = program.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as problem:
        return _tell_wrong_call(problem, said)
    except (KeyboardInterrupt, click.Abort):
        return said.fail("interrupted; what was published before is untouched", Exit.INTERRUPTED)
    except JudgementError as problem:
        for line in problem.lines():
            said.fail(line, exit_code_of(problem))
        return exit_code_of(problem)
    except NaeringsgrafError as problem:
        if said.debug:
            traceback.print_exception(problem)
        return said.fail(str(problem), exit_code_of(problem))
    return int(result) if isinstance(result, int) else Exit.DONE


def complete() -> None:
    """Answer a shell that asks how a line may go on, and end the process; do nothing for any other call."""
    asked = os.environ.get(COMPLETION)
    if asked:
        from click.shell_completion import shell_complete

        sys.exit(shell_complete(program, {}, PROGRAM, COMPLETION, asked))


def _tell_wrong_call(problem: click.UsageError, said: Settings) -> int:
    if isinstance(problem, NoArgsIsHelpError):
        print(problem.format_message(), file=sys.stderr)
        return Exit.CALL
    message = problem.format_message()
    if problem.ctx is not None:
        message += f" Try '{problem.ctx.command_path} --help'."
    return said.fail(message, Exit.CALL)


def use_utf8() -> None:
    """Write UTF-8 to stdout and stderr whatever the locale says, with plain line ends."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
