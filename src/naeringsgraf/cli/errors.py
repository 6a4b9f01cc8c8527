"""Exit codes, and how a problem is told on stderr."""

import json
import sys
from enum import IntEnum

from naeringsgraf.errors import CallError, NaeringsgrafError, QueryError, SourceError


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


def tell_problem(message: str, code: int, *, as_json: bool, kind: str = "error", path: str | None = None) -> None:
    """Write one problem to stderr: as words, or as one JSON object a line."""
    if as_json:
        entry: dict[str, object] = {"kind": kind, "exit": int(code), "message": message}
        if path is not None:
            entry["path"] = path
        line = json.dumps(entry, ensure_ascii=False, sort_keys=True)
    else:
        line = f"{kind.capitalize()}: {show_control_characters(message)}"
    print(line, file=sys.stderr, flush=True)


def show_control_characters(text: str) -> str:
    """Write control characters as escapes, so that a name of a file cannot steer the terminal; line ends stay."""
    return "".join(
        char if char == "\n" or char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text
    )
