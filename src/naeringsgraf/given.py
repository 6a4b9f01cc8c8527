"""Reads a file that a user names: only an ordinary one, never for ever, never more than is allowed."""

import errno
import os
import stat
from pathlib import Path
from typing import Final

MAX_BYTES: Final = 64 * 1024 * 1024

_KINDS: Final = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)

# O_NONBLOCK: a pipe that nobody writes to must not hold us. Windows has neither of these two, nor such pipes.
OPENING: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Flags to open a file with that may be anything."""


def name_kind(mode: int) -> str | None:
    """Say what stands in a folder, from its mode: "a link", "a pipe"; None for an ordinary file."""
    if stat.S_ISREG(mode):
        return None
    return next((name for is_kind, name in _KINDS if is_kind(mode)), "no ordinary file")


def read_given(path: Path) -> bytes:
    """Give the bytes of an ordinary file, or of one that a link leads to.

    Raises:
        OSError: it cannot be opened, is something else than a file, or larger than `MAX_BYTES`; `strerror` says which.
    """
    with os.fdopen(os.open(path, OPENING), "rb") as stream:
        kind = name_kind(os.fstat(stream.fileno()).st_mode)
        if kind:
            raise OSError(errno.EINVAL, f"it is {kind}")
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise OSError(errno.EFBIG, f"it is larger than {MAX_BYTES // 2**20} MiB")
    return data


def tell_what_is_there(path: Path) -> str | None:
    """Say what stands at a path instead of a file: "is a folder", "is no such file"; None where a file does."""
    try:
        kind = name_kind(path.stat().st_mode)
    except FileNotFoundError:
        return "is a link that leads nowhere" if path.is_symlink() else "is no such file"
    except OSError as problem:
        return f"cannot be reached ({problem.strerror})"
    return f"is {kind}" if kind else None
