"""Opens a file that may be anything: only ordinary files, never for ever, never more than is allowed."""

import os
from pathlib import Path

from naeringsgraf.errors import SourceError
from naeringsgraf.given import MAX_BYTES, OPENING, name_kind


def load_file(path: Path, name: str, *, follow_links: bool = False) -> bytes:
    """Give the bytes of an ordinary file that goes by `name`.

    Its size is looked at before its first byte, and what it is both before it is opened and after, so that nobody can
    put a pipe or a link in its place meanwhile.

    Raises:
        SourceError: it is a link, no ordinary file, too large, or cannot be opened.
    """
    try:
        _check(path.stat(follow_symlinks=follow_links), name)
        flags = OPENING if follow_links else OPENING | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(path, flags), "rb") as stream:
            _check(os.fstat(stream.fileno()), name)
            data = stream.read(MAX_BYTES + 1)
    except OSError as problem:
        reason = os.strerror(problem.errno).lower() if problem.errno else str(problem)
        raise SourceError(name, f"cannot be opened ({reason}); check the rights on the file") from problem
    if len(data) > MAX_BYTES:
        raise tell_size(name, len(data))
    return data


def _check(found: os.stat_result, name: str) -> None:
    kind = name_kind(found.st_mode)
    if kind == "a link":
        raise SourceError(name, "is a link; name the file that it points to, or follow it with --follow-links")
    if kind:
        raise SourceError(name, f"is {kind}, no ordinary file; name a file that holds minutes")
    if found.st_size > MAX_BYTES:
        raise tell_size(name, found.st_size)


def tell_size(name: str, size: int | None) -> SourceError:
    """Say that a file of so many bytes is too large; None where nobody has counted to the end."""
    found = f"is {size / 2**20:,.0f} MiB" if size else "goes on and on"
    return SourceError(name, f"{found}; the limit is {MAX_BYTES // 2**20} MiB, so split it")
