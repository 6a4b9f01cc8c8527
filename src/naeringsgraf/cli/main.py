"""The command line: `naeringsgraf COMMAND`. Commands are loaded when they are called, so that --help is quick."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from naeringsgraf import __version__
from naeringsgraf.cli.errors import Exit, exit_code_of, tell_problem
from naeringsgraf.cli.settings import Settings, add_common_options
from naeringsgraf.errors import NaeringsgrafError

COMMANDS = {
    "evaluate": "score the extraction against hand-made labels",
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
@click.pass_context
def program(ctx: click.Context) -> None:
    """Turn minutes (referat) into a graph, and ask it who raised what.

    \b
    naeringsgraf build data/referat
    naeringsgraf trace --theme "grønt industriløft" --quotes
    naeringsgraf network municipality-theme -o network.html

    Results go to stdout, words to stderr. Exit codes: 0 done, 1 failed, 2 wrong call, 3 done but documents rejected,
    4 no rows, 5 findings, 130 interrupted.
    """
    ctx.ensure_object(Settings)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with the documented exit code."""
    use_utf8()
    settings = Settings()
    try:
        code = run(arguments, settings)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of the pipe has had enough; Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = int(Exit.DONE)
    sys.exit(code)


def run(arguments: Sequence[str] | None, settings: Settings) -> int:
    """Run one call and give its exit code; problems are told on stderr. A mistake of our own is not caught."""
    try:
        result: Any = program.main(
            args=list(arguments) if arguments is not None else None,
            prog_name="naeringsgraf",
            standalone_mode=False,
            obj=settings,
        )
    except click.ClickException as problem:
        return _tell_wrong_call(problem, settings)
    except (KeyboardInterrupt, click.Abort):
        tell_problem(
            "interrupted; what was published before is untouched", Exit.INTERRUPTED, as_json=settings.json_errors
        )
        return int(Exit.INTERRUPTED)
    except NaeringsgrafError as problem:
        if settings.debug:
            raise
        code = exit_code_of(problem)
        tell_problem(str(problem), code, as_json=settings.json_errors)
        return int(code)
    return result if isinstance(result, int) else int(Exit.DONE)


def _tell_wrong_call(problem: click.ClickException, settings: Settings) -> int:
    message = problem.format_message()
    if isinstance(problem, click.UsageError) and problem.ctx is not None:
        message += f" Try '{problem.ctx.command_path} --help'."
    tell_problem(message, problem.exit_code, as_json=settings.json_errors)
    return problem.exit_code


def use_utf8() -> None:
    """Write UTF-8 to stdout and stderr whatever the locale says, with plain line ends."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
