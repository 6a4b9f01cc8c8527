"""Writes docs/commands.md and docs/record.md from the program itself: `python tests/reference.py`."""

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from naeringsgraf.cli.main import COMMANDS, program

DOCS = Path(__file__).parents[1] / "docs"
COMMANDS_PAGE = DOCS / "commands.md"
RECORD_PAGE = DOCS / "record.md"

_COMMANDS_HEAD = """# Commands

What `naeringsgraf COMMAND --help` says, for all commands. Written by `python tests/reference.py`.

Results go to stdout, words to stderr. Exit codes: 0 done · 1 failed · 2 the call was wrong · 3 done, but documents
were rejected · 4 the question has no rows · 5 checking found errors · 130 interrupted; what was published before is
untouched.
"""

_RECORD_HEAD = """# The record

What `naeringsgraf extract` prints for each document: one JSON object a line. Its JSON Schema is
`src/naeringsgraf/mapping/record.schema.json`, a public contract. Written from it by `python tests/reference.py`.

Everything that comes from the text has `begins` and `ends`: code points of the normalised text (NFC, line feed), the
first is 0, the last is not included. `text[begins:ends]` is exactly what is quoted.
"""


def write_commands() -> str:
    """Give the page of commands."""
    context = program.make_context("naeringsgraf", [], resilient_parsing=True)
    parts = [_COMMANDS_HEAD]
    for name in COMMANDS:
        command = program.get_command(context, name)
        assert command is not None
        parts += list(_write_command(command, click.Context(command, parent=context, info_name=name), 2))
    return "\n".join(parts)


def _write_command(command: click.Command, context: click.Context, level: int) -> Iterator[str]:
    yield f"{'#' * level} {context.command_path}\n"
    formatter = click.HelpFormatter(width=100)
    command.format_help(context, formatter)
    told = "\n".join(line.rstrip() for line in formatter.getvalue().rstrip().splitlines())
    yield f"```text\n{told}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _write_command(below, click.Context(below, parent=context, info_name=name), level + 1)


def write_record() -> str:
    """Give the page of the record."""
    text = files("naeringsgraf").joinpath("mapping", "record.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    parts = [_RECORD_HEAD, *_write_object("The record", schema)]
    for name, told in schema["$defs"].items():
        if told.get("properties"):
            parts += list(_write_object(name, told))
    return "\n".join(parts)


def _write_object(name: str, told: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {name}\n"
    if "description" in told and name != "The record":
        yield f"{told['description']}\n"
    yield "| key | holds | |\n|---|---|---|"
    for key, value in told["properties"].items():
        yield f"| `{key}` | {_tell_type(value)} | {value.get('description', '').replace('|', chr(92) + '|')} |"
        items = value.get("items", value)
        for below, more in items.get("properties", {}).items():
            prefix = f"{key}[].{below}" if "items" in value else f"{key}.{below}"
            yield f"| `{prefix}` | {_tell_type(more)} | {more.get('description', '').replace('|', chr(92) + '|')} |"
    yield ""


def _tell_type(value: Mapping[str, Any]) -> str:
    """Say in words what a value may be."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in value:
        return ", ".join(f"`{json.dumps(each)}`" for each in value["enum"])
    if "const" in value:
        return f"`{json.dumps(value['const'])}`"
    for key in ("anyOf", "oneOf", "allOf"):
        if key in value:
            return " or ".join(_tell_type(each) for each in value[key])
    kind = value.get("type", "anything")
    kinds = kind if isinstance(kind, list) else [kind]
    told = " or ".join(kinds)
    return f"list of {_tell_type(value['items'])}" if kind == "array" and "items" in value else told


if __name__ == "__main__":
    COMMANDS_PAGE.write_text(write_commands(), encoding="utf-8")
    RECORD_PAGE.write_text(write_record(), encoding="utf-8")
