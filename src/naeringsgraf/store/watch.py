"""Tells when the files of a folder have changed and come to rest, by looking at them again and again.

Looking works on network drives too, and needs nothing of the system.
"""

import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NoReturn

from naeringsgraf.errors import CallError
from naeringsgraf.reading.files import SourceFile

Find = Callable[[], Sequence[SourceFile]]
"""Lists the files to read, or raises CallError where there are none."""

Build = Callable[[Sequence[SourceFile]], bool]
"""Reads the files; tells whether the store now holds what they say."""

Beside = Callable[[], Path | None]
"""Gives a file beside the minutes that a build reads too, such as that of the judgements; None where there is none."""

PAUSE: Final = 1.0
"""Seconds between two looks."""
_CALM: Final = 2
"""So many looks in a row must find the same before a file counts as written."""
RETRY: Final = 30.0
"""Seconds after which a build that failed is tried again though no file has changed."""

Sight = tuple[tuple[str, str, tuple[int, ...]], ...]
"""Each file by path and slug, with what changes when it is written."""


def look(files: Sequence[SourceFile], beside: Path | None = None) -> Sight:
    """Give what the files are like now. Times are compared for being equal alone, so a clock may go backwards."""
    marks = [(str(file.path), file.slug, _mark(file.path, file.follow_links)) for file in files]
    return tuple(marks) if beside is None else (*marks, (str(beside), "", _mark(beside, True)))


def _mark(path: Path, follow_links: bool) -> tuple[int, ...]:
    try:
        found = path.stat(follow_symlinks=follow_links)
    except OSError:
        return ()
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def keep_building(find: Find, build: Build, beside: Beside = lambda: None) -> NoReturn:
    """Build at once, and again whenever the files, or the one beside them, have changed and come to rest.

    It goes on until interrupted. A build that fails is tried again when a file changes, or after `RETRY` seconds.

    Raises:
        CallError: there are no files to begin with. Later that is waited out: a drive may be away for a while.
    """
    files = find()
    while True:
        # Looked at before they are read, so that what changes meanwhile is read next time.
        seen = look(files, beside())
        patience = math.inf if build(files) else RETRY
        files = _wait(find, beside, seen, patience)


def _wait(find: Find, beside: Beside, read: Sight, patience: float) -> Sequence[SourceFile]:
    """Give the files once they are others than those that were read, or patience is at its end."""
    begun, last, calm = time.monotonic(), read, 0
    while True:
        time.sleep(PAUSE)
        try:
            files = find()
        except CallError:
            last, calm = (), 0
            continue
        seen = look(files, beside())
        calm = calm + 1 if seen == last else 1
        last = seen
        if calm >= _CALM and (seen != read or time.monotonic() - begun >= patience):
            return files
