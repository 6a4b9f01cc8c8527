"""What every command knows: how much to say, and how to tell problems."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from naeringsgraf.cli.errors import Exit, tell
from naeringsgraf.model.meeting import ActorKind
from naeringsgraf.store.privacy.levels import Level, View
from naeringsgraf.store.remote.address import DATA_URL, UPDATE_URL, is_address, show_url

_Command = TypeVar("_Command", bound=Callable[..., Any])

_KINDS = ("all", *(str(kind) for kind in ActorKind))


@dataclass(slots=True)
class Settings:
    """The options that are common to all commands."""

    verbose: bool = False
    quiet: bool = False
    color: bool = True
    debug: bool = False
    json_errors: bool = False
    level: Level = Level.INTERN
    pseudonymise: bool = False

    @property
    def view(self) -> View:
        """Which documents are seen, and whether with names."""
        return View(self.level, self.pseudonymise)

    def tell_names(self) -> str:
        """Say whether what is written names people."""
        if self.pseudonymise:
            return "without names of people"
        return "with names of people" if self.level is Level.INTERN else "with no names but those that others may see"

    def say(self, message: str) -> None:
        """Write a word to stderr, unless only problems are wanted."""
        if not self.quiet:
            tell("note", message, as_json=self.json_errors, color=self.color)

    def explain(self, message: str) -> None:
        """Write a word to stderr that only those want who ask for more."""
        if self.verbose:
            self.say(message)

    def reject(self, path: str, message: str, trace: str = "") -> None:
        """Tell that a document was not taken in, and go on; the trace is for those who debug."""
        tell("rejected", message, as_json=self.json_errors, color=self.color, path=path)
        if trace and self.debug:
            print(trace, file=sys.stderr)

    def fail(self, message: str, code: Exit) -> Exit:
        """Tell what ends the command, and give its exit code."""
        tell("error", message, as_json=self.json_errors, color=self.color, exit=int(code))
        return code

    @property
    def shows_progress(self) -> bool:
        """A progress bar is for people who look at a terminal."""
        return sys.stderr.isatty() and not self.quiet and not self.json_errors


_SETTINGS_OF_OPTION = {"verbose": True, "quiet": True, "debug": True, "json_errors": True, "color": False}
"""Field of the settings → what the flag sets it to."""


def settings() -> Settings:
    """Give the settings of the call that is running."""
    return click.get_current_context().ensure_object(Settings)


def add_common_options(command: click.Command) -> click.Command:
    """Give a command the options that all commands have, once."""
    if not any(parameter.name == "json_errors" for parameter in command.params):
        command.params.extend(_make_common_options())
    return command


class StoreType(click.ParamType[Path | str]):
    """A folder becomes a path; a URL stays as it is."""

    name = "store"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        """Tell the two apart."""
        return str(value) if is_address(value) else Path(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer folders."""
        return [CompletionItem(incomplete, type="dir")]


class FolderType(StoreType):
    """The folder of a store, for what works on its files."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Refuse a URL."""
        if is_address(value):
            self.fail(f"{show_url(value)} is an endpoint, and this needs the folder of a store.", param, ctx)
        return Path(value)


def store_option(command: _Command) -> _Command:
    """Add --store to a command."""
    return _add_store(command, StoreType(), "FOLDER|URL", "The folder of the store, or the URL of a SPARQL endpoint.")


def pseudonymise_option(command: _Command) -> _Command:
    """Add --store to a command that answers a question, and --pseudonymise."""
    add = click.option(
        "--pseudonymise",
        is_flag=True,
        expose_value=False,
        callback=lambda ctx, parameter, given: _see(ctx, pseudonymise=given),
        help="Leave out all names of people.",
    )
    return store_option(add(command))


def graph_option(command: _Command) -> _Command:
    """Add --store to a command that gives the graph itself, and what is seen of it: --pseudonymise and --level."""
    add = click.option(
        "--level",
        type=click.Choice([str(level) for level in Level]),
        expose_value=False,
        callback=lambda ctx, parameter, given: _see(ctx, level=given),
        help="Only what may be seen at this level; pseudonym: what other machines may see. Default: everything.",
    )
    return pseudonymise_option(add(command))


def _see(ctx: click.Context, level: str | None = None, pseudonymise: bool = False) -> None:
    current = ctx.ensure_object(Settings)
    current.level = Level(level) if level else current.level
    current.pseudonymise = current.pseudonymise or pseudonymise


def folder_option(command: _Command) -> _Command:
    """Add --store to a command that works on the files of a store, and not on an endpoint."""
    return _add_store(command, FolderType(), "FOLDER", "The folder of the store.")


def _add_store(command: _Command, kind: StoreType, metavar: str, text: str) -> _Command:
    add = click.option(
        "--store",
        type=kind,
        metavar=metavar,
        default="naeringsgraf.store",
        envvar="NAERINGSGRAF_STORE",
        show_default=True,
        show_envvar=True,
        help=text,
    )
    return add(command)


def endpoint_options(command: _Command) -> _Command:
    """Add to a command what publishing to an endpoint needs beside its URL; secrets come from the environment alone."""
    for option in (
        click.option(
            "--data-url",
            metavar="URL",
            envvar=DATA_URL,
            help='Of its Graph Store Protocol, where it does not follow from --store; "none" where it has none.',
        ),
        click.option(
            "--update-url",
            metavar="URL",
            envvar=UPDATE_URL,
            help="Of its updates, where it does not follow from --store.",
        ),
        click.option(
            "--shards",
            type=click.Path(path_type=Path),
            metavar="FOLDER",
            default=Path("naeringsgraf.store"),
            envvar="NAERINGSGRAF_SHARDS",
            show_default=True,
            help="Where what was read is kept, when --store is an endpoint.",
        ),
    ):
        command = option(command)
    return command


def reading_options(command: _Command) -> _Command:
    """Add to a command how documents are read: by which workers, and what one may cost."""
    for option in (
        click.option("--follow-links", is_flag=True, help="Read what links lead to; else they are passed over."),
        click.option(
            "--memory-per-document",
            "memory",
            type=click.IntRange(min=256),
            default=768,
            metavar="MIB",
            envvar="NAERINGSGRAF_MEMORY_PER_DOCUMENT",
            show_default=True,
            help="A document that needs more is rejected.",
        ),
        click.option(
            "--timeout-per-document",
            "seconds",
            type=click.FloatRange(min=0, min_open=True),
            default=15.0,
            metavar="SECONDS",
            envvar="NAERINGSGRAF_TIMEOUT_PER_DOCUMENT",
            show_default=True,
            help="A document that takes longer is rejected.",
        ),
        click.option(
            "--scheduler",
            metavar="ADDRESS",
            envvar="NAERINGSGRAF_SCHEDULER",
            help="Let the workers of a dask.distributed scheduler read, such as tcp://host:8786.",
        ),
        click.option(
            "--workers",
            type=click.IntRange(min=0),
            metavar="N",
            envvar="NAERINGSGRAF_WORKERS",
            help="Processes that read, one a processor by default. 0: read in this one, without limits.",
        ),
    ):
        command = option(command)
    return command


language_option = click.option(
    "--language", type=click.Choice(["nb", "nn", "en"]), default="nb", help="Of the themes' labels."
)
places_option = click.option(
    "--places",
    type=click.Choice(["as-of", "today"]),
    default="as-of",
    show_default=True,
    help="Municipalities by their name on the day of the meeting, or rolled forward to those of today.",
)
since_option = click.option("--since", metavar="DAY", help="First day, or a year or month.")
until_option = click.option("--until", metavar="DAY", help="Last day, or a year or month.")


body_option = click.option("--body", multiple=True, metavar="NAME", help="Only meetings of this body; may be repeated.")


def facet_options(*actor: str) -> Callable[[_Command], _Command]:
    """Add to a command what narrows the pages of the explorer, too; tests hold the two to the same names.

    `actor` is what else `--municipality` is called, and what the command gets it as, where actors of any kind are
    meant.
    """
    return lambda command: _add_facets(command, actor)


def _add_facets(command: _Command, actor: tuple[str, ...]) -> _Command:
    for option in (
        click.option(
            "--basis",
            type=click.Choice(["recorded", "inferred", "reviewed"]),
            multiple=True,
            help="Only sentences that count on this basis; may be repeated.",
        ),
        click.option(
            "--organisation", multiple=True, metavar="NAME", help="Only speakers who met for this one; may be repeated."
        ),
        body_option,
        until_option,
        since_option,
        click.option(
            *(f"--{name}" for name in (*actor, "municipality")),
            actor[0] if actor else "municipality",
            multiple=True,
            metavar="NAME",
            help="Only what is said for this one; may be repeated." if actor else "Only this one; may be repeated.",
        ),
        click.option(
            "--theme", multiple=True, metavar="NAME", help="Only this theme and what is narrower; may be repeated."
        ),
    ):
        command = option(command)
    return command


def choice_options(command: _Command) -> _Command:
    """Add to a command what a table or network may be narrowed by."""
    for option in (
        language_option,
        click.option("--narrower/--no-narrower", default=True, help="Count narrower themes under the one asked for."),
        click.option(
            "--kind",
            type=click.Choice(_KINDS),
            multiple=True,
            default=("municipality",),
            metavar="KIND",
            callback=lambda ctx, parameter, given: _KINDS[1:] if "all" in given else given,
            help=f"Who is shown: {', '.join(_KINDS)}. Default: municipality.",
        ),
        click.option(
            "--include-regions", is_flag=True, help="Count what is said for a region in each of its members, too."
        ),
        places_option,
        facet_options(),
    ):
        command = option(command)
    return command


def _make_common_options() -> list[click.Option]:
    def option(*names: str, text: str) -> click.Option:
        # Eager, so that a wrong value of another option is already told in the way that was asked for.
        return click.Option([*names], is_flag=True, is_eager=True, expose_value=False, callback=_set_option, help=text)

    return [
        option("-v", "--verbose", text="Say more on stderr."),
        option("-q", "--quiet", text="Say only problems on stderr."),
        option("--no-color", "color", text="No colours on stderr; so does NO_COLOR."),
        option("--debug", text="Show the traceback of a problem."),
        option("--json-errors", text="Tell problems as one JSON object a line."),
    ]


def _set_option(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    current = ctx.ensure_object(Settings)
    if os.environ.get("NO_COLOR"):
        current.color = False
    if value and parameter.name:
        setattr(current, parameter.name, _SETTINGS_OF_OPTION[parameter.name])
