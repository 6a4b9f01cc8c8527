"""Exit codes, and how words are told on stderr."""

import json
import sys
from enum import IntEnum

import click

from naeringsgraf.errors import CallError, NaeringsgrafError, QueryError, SourceError
from naeringsgraf.views.characters import show_controls

_LONGEST = 2_000
"""Letters of a message in words."""


class Exit(IntEnum):
    """What a command ends with; scripts rely on these."""

    DONE = 0
    FAILED = 1
    """Failed; with --strict also when a document was rejected or a line left unread."""
    CALL = 2
    """The call was wrong."""
    REJECTED = 3
    """Done, but some documents were rejected."""
    NO_ROWS = 4
    """The question has no rows."""
    FINDINGS = 5
    """Checking found errors."""
    INTERRUPTED = 130


def exit_code_of(problem: NaeringsgrafError) -> Exit:
    """Give the exit code that a problem ends the command with."""
    if isinstance(problem, CallError | QueryError):
        return Exit.CALL
    return Exit.REJECTED if isinstance(problem, SourceError) else Exit.FAILED


def tell(kind: str, message: str, *, as_json: bool, color: bool, **more: object) -> None:
    """Write one message to stderr: as words, or as one JSON object on a line of its own."""
    if as_json:
        line = json.dumps({"kind": kind, "message": message, **more}, ensure_ascii=False, sort_keys=True)
    else:
        head = kind.capitalize() + ":"
        if color and sys.stderr.isatty():
            head = click.style(head, fg="blue" if kind == "note" else "red", bold=True)
        line = f"{head} {_shorten(show_controls_of(message))}"
    print(line, file=sys.stderr, flush=True)


def _shorten(text: str) -> str:
    """Leave out the middle of a message that repeats a very long value; its end tells what to do."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"


def show_controls_of(text: str) -> str:
    """Write control characters as escapes, so that a name of a file cannot steer the terminal; line ends stay.

    Bytes of a name that the locale could not read are read as UTF-8, or escaped too.
    """
    return show_controls(text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))
