"""What every command knows: how much to say, and how to tell problems."""

import os
from dataclasses import dataclass
from typing import Any

import click


@dataclass(slots=True)
class Settings:
    """The options that are common to all commands."""

    verbose: bool = False
    quiet: bool = False
    color: bool = True
    debug: bool = False
    json_errors: bool = False


_SETTINGS_OF_OPTION = {"verbose": True, "quiet": True, "debug": True, "json_errors": True, "color": False}
"""Field of the settings → what the flag sets it to."""


def add_common_options(command: click.Command) -> click.Command:
    """Give a command the options that all commands have, once."""
    if not any(parameter.name == "json_errors" for parameter in command.params):
        command.params.extend(_make_common_options())
    return command


def settings() -> Settings:
    """Give the settings of the call that is running."""
    return click.get_current_context().ensure_object(Settings)


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
